package machine

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// Tail reads what is added to a log. It survives that the log is renamed and begun anew, or emptied. Between two looks it holds
// nothing open, and during one it stands in nobody's way (OpenShared): the Web Connector must be able to turn its log over.
type Tail struct {
	path string
	seen fs.FileInfo // the file that is being read; nil before the first
	at   int64       // how far it was read
	last []byte      // the newest bytes of it, to see that it is still the same
}

// CanFollow gives an *InputError for what is there and never grows by lines: what is packed or no text, a pipe, a device. An empty file may
// become a log.
func CanFollow(path string) error {
	info, err := os.Stat(path)
	if err != nil {
		return inputError(path, err)
	}
	if !info.Mode().IsRegular() {
		return &InputError{Path: path, What: "It is no file, so it cannot be followed", Do: "Name the log itself, or read this once: leave --follow out."}
	}
	head, err := beginning(path)
	if inUse(err) {
		return nil // whoever writes it has it for a moment
	}
	if err != nil {
		return inputError(path, err)
	}
	if packing(head) != "" {
		return &InputError{Path: path, What: "It is packed, so nothing is added to it that could be followed", Do: "Read it once: leave --follow out."}
	}
	if l := glance(head); l.binary {
		return binaryError(path, l.kind)
	}
	return nil
}

// NewTail returns a Tail of a log, to be read from its beginning.
func NewTail(path string) *Tail { return &Tail{path: path} }

const (
	markSize  = 4 << 10 // enough for some stamps: runs are alike to the byte, and an emptied log soon ends with the same words
	tailBlock = 64 << 10
)

// Look gives what is new, in pieces: give takes some bytes, turn is told when they go on in a new file. grew says that there was
// something. A log that is not there for a moment is no error; any other is an *InputError. Lines that were written and taken away
// between two looks are lost, unless the file they are in was only renamed within its folder.
func (t *Tail) Look(give func([]byte), turn func()) (grew bool, err error) {
	f, info, err := reopen(t.path)
	if errors.Is(err, fs.ErrNotExist) || inUse(err) {
		return false, nil
	}
	if err != nil {
		return false, inputError(t.path, err)
	}
	defer f.Close()
	switch {
	case t.seen == nil:
	case !os.SameFile(t.seen, info):
		if grew, err = t.leave(give, turn); err != nil {
			return grew, err
		}
		turn()
		t.at, t.last = 0, nil
	case info.Size() < t.at || !t.still(f):
		turn()
		t.at, t.last = 0, nil
	}
	t.seen = info
	more, err := t.read(f, give)
	return grew || more, err
}

// reopen opens a file as it is now.
func reopen(path string) (*os.File, fs.FileInfo, error) {
	f, err := OpenShared(path)
	if err != nil {
		return nil, nil, err
	}
	info, err := f.Stat()
	if err == nil && !info.Mode().IsRegular() {
		err = fmt.Errorf("%s: not a file", path)
	}
	if err != nil {
		f.Close()
		return nil, nil, err
	}
	return f, info, nil
}

// still says whether the bytes before the place that was reached are those that were read: a log that was emptied and has grown
// past that place is as long as before.
func (t *Tail) still(f *os.File) bool {
	now := make([]byte, len(t.last))
	if _, err := f.ReadAt(now, t.at-int64(len(t.last))); err != nil {
		return false
	}
	return bytes.Equal(now, t.last)
}

// leave reads the rest of a file that was renamed, where it can be found.
func (t *Tail) leave(give func([]byte), turn func()) (bool, error) {
	dir := filepath.Dir(t.path)
	d, err := os.Open(dir)
	if err != nil {
		return false, nil // the folder may be one that only lets a file through
	}
	names, _ := d.Readdirnames(maxEntries)
	d.Close()
	for _, name := range names {
		path := filepath.Join(dir, name)
		info, err := os.Lstat(path)
		if err != nil || !info.Mode().IsRegular() || !os.SameFile(t.seen, info) {
			continue
		}
		f, err := OpenShared(path)
		if err != nil {
			return false, nil
		}
		defer f.Close()
		if !t.still(f) { // it was emptied first
			turn()
			t.at, t.last = 0, nil
		}
		return t.read(f, give)
	}
	return false, nil
}

// read gives everything from the place that was reached.
func (t *Tail) read(f *os.File, give func([]byte)) (grew bool, err error) {
	buf := make([]byte, tailBlock)
	for {
		n, err := f.ReadAt(buf, t.at)
		if n > 0 {
			grew = true
			t.at += int64(n)
			give(buf[:n])
			t.last = append(t.last, buf[max(0, n-markSize):n]...)
			t.last = append(t.last[:0:0], t.last[max(0, len(t.last)-markSize):]...)
		}
		switch {
		case errors.Is(err, io.EOF), inUse(err): // a part that its writer has locked is read at the next look
			return grew, nil
		case err != nil:
			return grew, inputError(t.path, err)
		}
	}
}
