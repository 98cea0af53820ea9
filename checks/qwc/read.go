package qwc

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"unicode/utf8"
)

// MaxSize is the most that is read of a file, in bytes. A pairing file has one or two thousand.
const MaxSize = 1 << 20

// ReadError says in plain words why a pairing file could not be read at all. A file that can be read and is wrong gives
// a File with Problems instead.
type ReadError struct {
	Path string
	What string // a sentence without its full stop, for example "The file does not exist"
	Do   string // what to do; a sentence
	Err  error  // the system's error, where there was one
}

// Error is the whole message, fit to be shown.
func (e *ReadError) Error() string { return e.Path + ": " + e.What + ". " + e.Do }

// Unwrap gives the system's error.
func (e *ReadError) Unwrap() error { return e.Err }

// ReadFile reads and lints a .qwc file. The error is a *ReadError.
func ReadFile(path string) (*File, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, readError(path, err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, readError(path, err)
	}
	if info.IsDir() {
		return nil, &ReadError{Path: path, What: "This is a folder, not a pairing file", Do: "Name the .qwc file in it."}
	}
	data, err := io.ReadAll(io.LimitReader(f, MaxSize+1))
	if err != nil {
		return nil, readError(path, err)
	}
	switch {
	case len(data) > MaxSize:
		return nil, &ReadError{Path: path, What: fmt.Sprintf("The file is larger than %d KB, so it is no pairing file", MaxSize>>10), Do: "Name the .qwc file that the service gave you."}
	case len(bytes.TrimSpace(data)) == 0:
		return nil, &ReadError{Path: path, What: "The file is empty", Do: "Download the .qwc file again from the service."}
	case binary(data):
		return nil, &ReadError{Path: path, What: "The file holds no text, so it is no pairing file", Do: "Name the .qwc file that the service gave you; it is a small text file."}
	}
	return Parse(data, path), nil
}

func readError(path string, err error) *ReadError {
	e := &ReadError{Path: path, Err: err}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		e.What, e.Do = "The file does not exist", "Look at the spelling of its name and folder."
	case errors.Is(err, fs.ErrPermission):
		e.What, e.Do = "This Windows user may not read the file", "Copy it to the desktop, or start the program as the user who may."
		if os.PathSeparator == '/' {
			e.What, e.Do = "This user may not read the file", "Copy it to a folder of your own, or run the program as the user who may."
		}
	case inUse(err):
		e.What, e.Do = "Another program holds the file open and lets nobody else read it", "Close that program, or copy the file and name the copy."
	default:
		e.What, e.Do = "The file cannot be read", "Copy it to this computer's desktop and name the copy."
	}
	return e
}

// binary says that the bytes are no text: NULs that UTF-16 does not account for.
func binary(data []byte) bool {
	if _, enc := decode(data); enc == "utf-16le" || enc == "utf-16be" {
		return false
	}
	head := data[:min(len(data), 4096)]
	odd := bytes.Count(head, []byte{0})
	if odd == 0 && !utf8.Valid(head) {
		for _, c := range head {
			if c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != 0x1b && c != '\f' {
				odd++
			}
		}
		return odd*20 > len(head)
	}
	return odd > 0
}
