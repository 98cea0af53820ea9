package machine

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
)

// InputError says in plain words why something that was named cannot be read, or holds nothing to read.
type InputError struct {
	Path string // as it was named; "-" is standard input
	What string // a sentence without its full stop, for example "The file does not exist"
	Do   string // what to do; a sentence
	Err  error  // the system's error, where there was one

	lost bool // the file was a log once, as far as its name tells
}

// Error is the whole message, fit to be shown (after its control characters were taken out of the path).
func (e *InputError) Error() string {
	path := e.Path
	if path == "-" {
		path = "standard input"
	}
	return strings.ToValidUTF8(path, "?") + ": " + e.What + ". " + e.Do
}

// Unwrap gives the system's error.
func (e *InputError) Unwrap() error { return e.Err }

// inputError turns an error of the system into plain words.
func inputError(path string, err error) *InputError {
	var already *InputError
	if errors.As(err, &already) {
		return already
	}
	e := &InputError{Path: path, Err: err}
	switch {
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, fs.ErrInvalid):
		e.What, e.Do = "There is no such file", "Look at the spelling of its name and folder."
	case errors.Is(err, fs.ErrPermission):
		e.What, e.Do = "This user may not read it", "Run the program as the user who may, or copy the file to the desktop and name the copy."
	case inUse(err):
		e.What, e.Do = "Another program holds the file open and lets nobody else read it", "Close that program, or copy the file and name the copy."
	default:
		e.What, e.Do = "It cannot be read ("+strings.ToValidUTF8(inner(err), "?")+")", "Copy it to this computer's desktop and name the copy."
	}
	return e
}

// inner is the system's own words, without operation and path.
func inner(err error) string {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		err = pe.Err
	}
	return strings.TrimSuffix(err.Error(), ".") // Windows ends its sentences itself
}

func emptyError(path string) *InputError {
	e := &InputError{Path: path, What: "The file is empty", Do: "In the Web Connector, run the update once more and save the log again (View Log)."}
	if path == "-" {
		e.What, e.Do = "Nothing came in", "Pipe a log or a copied message into it, or name a file."
	}
	return e
}

func binaryError(path, kind string) *InputError {
	e := &InputError{Path: path, What: "The file holds no text, so it is no Web Connector log", Do: "Name QWCLog.txt: in the Web Connector, View Log shows it."}
	if kind != "" {
		e.What = "This is " + kind + ", not a Web Connector log"
	}
	if kind == "a picture" {
		e.Do = "Type the message in it by hand, for example: authdoctor explain QBWC1012."
	}
	return e
}

func notALogError(path string, lines int) *InputError {
	return &InputError{Path: path, What: fmt.Sprintf("In its %d lines there is nothing that the Web Connector writes", lines), Do: "Name QWCLog.txt: in the Web Connector, View Log shows it."}
}

// noLogsError says that no file of a folder or a packed file is a log, and how many were looked at: no single one is to blame.
func noLogsError(p place) *InputError {
	where := "folder"
	if info, err := os.Stat(p.path); err == nil && !info.IsDir() {
		where = "packed file"
	}
	what := "There is no Web Connector log in this " + where
	switch p.looked {
	case 0:
	case 1:
		what += ": the one file that could be one was looked at"
	default:
		what += fmt.Sprintf(": %d files were looked at, and none is one", p.looked)
	}
	return &InputError{Path: p.path, What: what, Do: "Name the folder or file that has QWCLog.txt in it."}
}
