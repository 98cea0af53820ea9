package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/adrg/xdg"
)

// nativeLines ends lines as this system's programs expect it.
func nativeLines(text string) string {
	text = strings.ReplaceAll(text, "\r\n", "\n")
	if runtime.GOOS == "windows" {
		text = strings.ReplaceAll(text, "\n", "\r\n")
	}
	return text
}

// saveNew writes a text as saveData does, with this system's line ends.
func saveNew(name, text string) (string, error) { return saveData(name, []byte(nativeLines(text))) }

// saveData writes a new file into Documents, else into the current folder, and gives its path. It never replaces a file:
// a taken name gets a number.
func saveData(name string, data []byte) (string, error) {
	dirs := []string{xdg.UserDirs.Documents, "."}
	var last error
	for _, dir := range dirs {
		if dir == "" {
			continue
		}
		path, err := writeNew(filepath.Join(dir, name), data)
		if err == nil {
			return path, nil
		}
		last = err
	}
	return "", last
}

// writeNew writes a file that was not there, whole or not at all. Where the name is taken it adds -2, -3, … up to 999.
func writeNew(path string, data []byte) (string, error) {
	ext := filepath.Ext(path)
	stem := strings.TrimSuffix(path, ext)
	for n := 1; n < 1000; n++ {
		if n > 1 {
			path = fmt.Sprintf("%s-%d%s", stem, n, ext)
		}
		err := createWhole(path, data)
		if errors.Is(err, os.ErrExist) {
			continue
		}
		if err != nil {
			return "", err
		}
		if abs, err := filepath.Abs(path); err == nil {
			path = abs
		}
		return path, nil
	}
	return "", fmt.Errorf("write %s: a thousand files of that name are there already", path)
}

// createWhole writes a file under a name that must be free: another name takes the data, and only when all of it is on the disk
// does the file get its own. Nobody sees half a file, also when the PC goes down meanwhile.
func createWhole(path string, data []byte) error {
	if _, err := os.Lstat(path); err == nil {
		return &os.PathError{Op: "write", Path: path, Err: os.ErrExist}
	}
	f, err := os.CreateTemp(filepath.Dir(path), ".authdoctor-*.tmp")
	if err != nil {
		if pe := new(os.PathError); errors.As(err, &pe) {
			pe.Path = path // nobody asked for the other name
		}
		return err
	}
	defer os.Remove(f.Name()) // gone already where it was renamed
	_, err = f.Write(data)
	if err == nil {
		err = f.Sync()
	}
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	if err != nil {
		return err
	}
	err = os.Link(f.Name(), path) // refuses a name that was taken meanwhile
	if err == nil || errors.Is(err, os.ErrExist) {
		return err
	}
	// Memory sticks and some network folders know no links.
	return os.Rename(f.Name(), path)
}
