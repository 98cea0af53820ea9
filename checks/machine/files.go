package machine

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"os"
	"time"
)

// How often and after what pause a file is tried that another program holds: the Web Connector opens and closes its log
// for every line.
const (
	retries    = 10
	retryAfter = 50 * time.Millisecond
)

// beginning reads the first bytes of a file: see beginningOf.
func beginning(path string) ([]byte, error) {
	f, err := openFile(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return beginningOf(f)
}

// beginningOf reads the first bytes of a stream that are not all zero, as those are that a crash leaves in a log. Fewer than sniffSize bytes
// are all that there is.
func beginningOf(r io.Reader) ([]byte, error) {
	block := make([]byte, sniffSize)
	for read := false; ; read = true {
		n, err := io.ReadFull(r, block)
		switch {
		case read && err == io.EOF:
			return block[:sniffSize-1], nil // zeros to the end
		case err == io.EOF, err == io.ErrUnexpectedEOF: // ReadFull's own: a packed file that was cut off wraps the same
			return block[:n], nil
		case err != nil:
			return block[:n], err
		}
		switch text := len(bytes.TrimLeft(block, "\x00")); {
		case text >= sniffSize/2:
			return block, nil
		case text > 0: // it begins here, so there is more to see
			more, err := io.ReadAll(io.LimitReader(r, sniffSize))
			return append(block[sniffSize/2:], more...), err
		}
	}
}

// openFile opens a file as far as it stands now, so that one that grows has an end. Where another program holds it for
// a moment, it is tried again.
func openFile(path string) (io.ReadCloser, error) {
	var f *os.File
	var err error
	for range retries {
		if f, err = OpenShared(path); err == nil || !inUse(err) {
			break
		}
		time.Sleep(retryAfter)
	}
	if err != nil {
		return nil, err
	}
	info, err := f.Stat()
	if err != nil || !info.Mode().IsRegular() {
		return f, nil
	}
	return &bounded{Reader: io.LimitReader(f, info.Size()), close: f.Close}, nil
}

// openPipe opens what can be read once, and undoes gzip.
func openPipe(path string) (io.ReadCloser, error) {
	f, err := openFile(path)
	if err != nil {
		return nil, err
	}
	in := bufio.NewReaderSize(f, sniffSize)
	head, _ := in.Peek(4) // an error comes again when it is read
	text := &bounded{Reader: in, close: f.Close}
	switch packing(head) {
	case "gz":
		return unzip(path, text)
	case "zip":
		f.Close()
		return nil, &InputError{Path: path, What: "A zip file cannot be read from a pipe", Do: "Name the file."}
	}
	return text, nil
}

// bounded is a reader with somebody else's Close.
type bounded struct {
	io.Reader
	close func() error
}

func (b *bounded) Close() error { return b.close() }

// unzip undoes gzip. A file that is damaged, or unpacks to more than maxUnpacked, gives an *InputError on reading.
func unzip(path string, f io.ReadCloser) (io.ReadCloser, error) {
	z, err := gzip.NewReader(f)
	if err != nil {
		f.Close()
		return nil, damaged(path, err)
	}
	return &bounded{Reader: &unpacking{path: path, r: z, left: maxUnpacked}, close: f.Close}, nil
}

// unpacking bounds what a packed file comes to, and puts its errors into words.
type unpacking struct {
	path string
	r    io.Reader
	left int64
}

func (u *unpacking) Read(p []byte) (int, error) {
	if u.left <= 0 {
		return 0, &InputError{Path: u.path, What: "The packed file unpacks to more than 4 GB", Do: "Unpack it by hand and name the part that matters."}
	}
	n, err := u.r.Read(p[:min(int64(len(p)), u.left)])
	u.left -= int64(n)
	if err != nil && !errors.Is(err, io.EOF) {
		err = damaged(u.path, err)
	}
	return n, err
}

func damaged(path string, err error) error {
	var already *InputError
	if errors.As(err, &already) {
		return err
	}
	return &InputError{Path: path, What: "The packed file is damaged or was cut off", Do: "Ask for it once more.", Err: err}
}
