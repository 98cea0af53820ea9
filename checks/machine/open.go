package machine

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// Bounds of what is opened.
const (
	maxSources  = 500     // inputs in all
	maxUnpacked = 4 << 30 // bytes that one packed file may come to
)

// Source is one log to be read.
type Source struct {
	Path     string // as named; of a zip's file, "a.zip/QWCLog.txt"; "-" is standard input
	Packed   string // "gz", "zip" or empty
	Modified time.Time
	First    time.Time // its first stamp, as far as its beginning shows one
	// Open gives its text, unpacked. Of a file that grows it is what stood there when Open was called. Standard input
	// can be opened once. Whoever opens it closes it.
	Open func() (io.ReadCloser, error)

	last  time.Time // its last stamp, where that was needed to order it
	in    *place    // where it was found; nil where it was named itself
	names bool      // its beginning names the Web Connector
}

// place is a folder or a packed file that was named, in which files are found that nobody named.
type place struct {
	path   string
	looked int // how many of its files were looked at
}

// Open finds the logs that some paths name, and puts them into the order of time (see inOrder). A path is a file, a .gz, a .zip, a folder (of which all logs are taken, not
// those of folders in it), a pattern such as *.log, or "-" for standard input. The error is an *InputError.
func Open(paths []string, stdin io.Reader) ([]Source, error) {
	sources, _, err := open(paths, stdin)
	return sources, err
}

// open is Open, and gives what it found in folders and could not read.
func open(paths []string, stdin io.Reader) (found []Source, unread []*InputError, err error) {
	o := &opener{stdin: stdin}
	for _, p := range paths {
		if err := o.add(p); err != nil {
			return nil, nil, err
		}
	}
	if len(o.found) > maxSources {
		return nil, nil, &InputError{Path: paths[0], What: "That is more than 500 logs at once", Do: "Name fewer of them."}
	}
	inOrder(o.found)
	return o.found, o.unread, nil
}

type opener struct {
	stdin io.Reader
	found []Source
	seen  []fs.FileInfo
	piped bool
	in    *place // where files are being found; nil where they were named

	unread []*InputError // files of folders that cannot be read, beside others that can
	failed []*InputError // the same of the folder that is being looked at
}

// take adds a source, as what its beginning shows.
func (o *opener) take(s Source, l look) {
	s.First, s.in, s.names = l.first, o.in, l.log
	o.found = append(o.found, s)
}

func (o *opener) add(path string) error {
	if path == "-" {
		return o.addStdin()
	}
	info, err := os.Stat(path)
	if err != nil {
		if names, bad := filepath.Glob(path); bad == nil && strings.ContainsAny(path, "*?[") {
			return o.addAll(path, names)
		}
		return inputError(path, err)
	}
	if info.IsDir() {
		return o.addFolder(path)
	}
	if slices.ContainsFunc(o.seen, func(s fs.FileInfo) bool { return os.SameFile(s, info) }) {
		return nil
	}
	o.seen = append(o.seen, info)
	return o.addFile(path, info, anything)
}

func (o *opener) addAll(pattern string, names []string) error {
	if len(names) == 0 {
		return &InputError{Path: pattern, What: "No file fits this pattern", Do: "Look at the spelling, or name the folder."}
	}
	for _, n := range names {
		if err := o.add(n); err != nil {
			return err
		}
	}
	return nil
}

// addStdin takes standard input, unpacking gzip. What is wrong with it shows when it is read.
func (o *opener) addStdin() error {
	if o.piped {
		return nil
	}
	if o.stdin == nil {
		return emptyError("-")
	}
	o.piped = true
	in := bufio.NewReaderSize(o.stdin, sniffSize)
	s := Source{Path: "-", Modified: time.Now()}
	magic, err := in.Peek(4)
	if len(magic) == 0 {
		if err != nil && !errors.Is(err, io.EOF) {
			return inputError("-", err)
		}
		return emptyError("-")
	}
	switch packing(magic) {
	case "zip":
		return &InputError{Path: "-", What: "A zip file cannot be read from standard input", Do: "Name the file."}
	case "gz":
		s.Packed = "gz"
		s.Open = func() (io.ReadCloser, error) { return unzip("-", io.NopCloser(in)) }
	default:
		head, _ := in.Peek(sniffSize)
		l := glance(head)
		if err := l.check("-", len(head) < sniffSize); err != nil {
			return err
		}
		s.First = l.first
		s.Open = func() (io.ReadCloser, error) { return io.NopCloser(in), nil }
	}
	o.found = append(o.found, s)
	return nil
}

// check says why an input cannot be a log by its beginning; whole says that there is no more of it.
func (l look) check(path string, whole bool) error {
	switch {
	case l.binary:
		return binaryError(path, l.kind)
	case whole && l.zeros:
		e := emptyError(path)
		e.What = "The file holds nothing but zero bytes: its text was lost, mostly by a crash of the computer"
		e.lost = true
		return e
	case whole && l.blank:
		return emptyError(path)
	}
	return nil
}

// packing tells how a file is packed by its first bytes.
func packing(magic []byte) string {
	switch {
	case bytes.HasPrefix(magic, []byte{0x1f, 0x8b}):
		return "gz"
	case bytes.HasPrefix(magic, []byte("PK\x03\x04")), bytes.HasPrefix(magic, []byte("PK\x05\x06")):
		return "zip"
	}
	return ""
}

// addFile takes one file, if it is to the taste: one that was named itself is taken whatever it is.
func (o *opener) addFile(path string, info fs.FileInfo, taste func(look) bool) error {
	if !info.Mode().IsRegular() {
		// A pipe or device: it can be opened once, so nothing is looked at before.
		o.found = append(o.found, Source{Path: path, Modified: info.ModTime(), Open: func() (io.ReadCloser, error) { return openPipe(path) }})
		return nil
	}
	head, err := beginning(path)
	if err != nil {
		return inputError(path, err)
	}
	switch packing(head) {
	case "zip":
		return o.addZip(path, info.ModTime(), taste)
	case "gz":
		open := func() (io.ReadCloser, error) {
			f, err := openFile(path)
			if err != nil {
				return nil, inputError(path, err)
			}
			return unzip(path, f)
		}
		return o.addPacked(Source{Path: path, Packed: "gz", Modified: info.ModTime(), Open: open}, taste)
	}
	l := glance(head)
	if !taste(l) && !l.zeros {
		return nil
	}
	if err := l.check(path, len(head) < sniffSize); err != nil {
		return err
	}
	o.take(Source{Path: path, Modified: info.ModTime(), Open: func() (io.ReadCloser, error) {
		f, err := openFile(path)
		if err != nil {
			return nil, inputError(path, err)
		}
		return f, nil
	}}, l)
	return nil
}

// addPacked looks into a packed source and takes it, if it is to the taste.
func (o *opener) addPacked(s Source, taste func(look) bool) error {
	r, err := s.Open()
	if err != nil {
		return err
	}
	head, err := beginningOf(r)
	r.Close()
	if err != nil {
		return inputError(s.Path, err)
	}
	l := glance(head)
	if !taste(l) && !l.zeros {
		return nil
	}
	if err := l.check(s.Path, len(head) < sniffSize); err != nil {
		return err
	}
	o.take(s, l)
	return nil
}
