package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/adrg/xdg"
	"github.com/atotto/clipboard"
	"github.com/aymanbagabas/go-osc52/v2"
)

// maxOSC52 is how much text is sent by OSC 52, in bytes before encoding: xterm and others drop longer sequences.
const maxOSC52 = 74_000

// copier puts text where the person can paste it. Its ways are tried in order; the first that works is named.
type copier struct {
	clipboard func(string) error // nil: there is none
	terminal  io.Writer          // for OSC 52; nil: no terminal that could take it
	tmux      bool
	save      func(name, text string) (string, error)
}

// newCopier finds the ways that this process has.
func newCopier(s *streams) *copier {
	c := &copier{save: saveNew, tmux: s.env("TMUX") != ""}
	if !clipboard.Unsupported {
		c.clipboard = clipboard.WriteAll
	}
	if s.outTTY && !s.litter && s.env("TERM") != "dumb" && s.env("TERM") != "linux" {
		c.terminal = s.out
	}
	return c
}

// Copy copies text and says by which way, in words that follow "Copied to".
func (c *copier) Copy(text string) (way string, err error) {
	text = nativeLines(text)
	if c.clipboard != nil && c.clipboard(text) == nil {
		return "the clipboard", nil
	}
	if c.terminal != nil && len(text) <= maxOSC52 {
		seq := osc52.New(text)
		if c.tmux {
			// tmux keeps what it is sent itself when set-clipboard is on; a pass-through would go round its buffer.
			seq = seq.Limit(0)
		}
		if _, err := seq.WriteTo(c.terminal); err == nil {
			return "the terminal's clipboard (OSC 52)", nil
		}
	}
	path, err := c.save("authdoctor-copied.txt", text)
	if err != nil {
		return "", fmt.Errorf("there is no clipboard here, and the file could not be written: %w", err)
	}
	return "a file, for there is no clipboard here: " + path, nil
}

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

// createWhole writes a file under a name that must be free. A half-written file is taken away again.
func createWhole(path string, data []byte) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	if err != nil {
		_ = os.Remove(path)
	}
	return err
}
