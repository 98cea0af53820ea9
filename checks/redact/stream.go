package redact

import (
	"bytes"
	"io"
)

// How much of a stream is held at once, in bytes.
const (
	blockSize = 64 << 10
	// longestLine is where a line that does not end is cut: at a blank or delimiter near there.
	longestLine = 1 << 20
)

// Hider hides what must not be seen in a text: Clean, or the Hide of a People.
type Hider func(string) string

// Writer hides what must not be seen in a stream of UTF-8 text, such as a log. It hands on whole lines, some tens of
// kilobytes at a time, so that its memory does not grow with the stream; it cuts between two entries of the log where
// there is such a place, so that a value on the line after its name is found. It is not safe for concurrent use.
type Writer struct {
	dst  io.Writer
	hide Hider
	buf  []byte
	err  error
}

// NewWriter gives a Writer that writes to dst what hide leaves. Close writes the rest; it does not close dst.
func NewWriter(dst io.Writer, hide Hider) *Writer {
	return &Writer{dst: dst, hide: hide, buf: make([]byte, 0, 2*blockSize)}
}

// Write takes a piece of the stream.
func (w *Writer) Write(b []byte) (int, error) {
	total := len(b)
	for len(b) > 0 && w.err == nil {
		n := min(len(b), blockSize)
		w.buf = append(w.buf, b[:n]...)
		b = b[n:]
		if len(w.buf) >= blockSize {
			if at := w.cut(); at > 0 {
				w.flush(at)
			}
		}
	}
	if w.err != nil {
		return 0, w.err
	}
	return total, nil
}

// cut finds where the held text can be divided; 0: nowhere yet.
func (w *Writer) cut() int {
	for at := len(w.buf); ; { // before the last entry that begins in the second half
		i := bytes.LastIndexByte(w.buf[:at], '\n')
		if i < len(w.buf)/2 {
			break
		}
		if stamped(string(w.buf[i+1 : min(len(w.buf), i+1+24)])) {
			return i + 1
		}
		at = i
	}
	if i := bytes.LastIndex(w.buf, []byte(">\n")); i > len(w.buf)/2 { // after an element
		return i + 2
	}
	if len(w.buf) < 4*blockSize {
		return 0
	}
	if i := bytes.LastIndexByte(w.buf, '\n'); i > 0 {
		return i + 1
	}
	if len(w.buf) < longestLine {
		return 0
	}
	if i := bytes.LastIndexAny(w.buf[len(w.buf)/2:], " ,;"); i >= 0 {
		return len(w.buf)/2 + i + 1
	}
	return len(w.buf)
}

// flush hides and writes the first n bytes held.
func (w *Writer) flush(n int) {
	_, w.err = io.WriteString(w.dst, w.hide(string(w.buf[:n])))
	w.buf = w.buf[:copy(w.buf, w.buf[n:])]
}

// Close writes what is left.
func (w *Writer) Close() error {
	if w.err == nil && len(w.buf) > 0 {
		w.flush(len(w.buf))
	}
	return w.err
}

// Stream copies src to dst and hides on the way. It gives how many bytes were read.
func Stream(dst io.Writer, src io.Reader, hide Hider) (int64, error) {
	w := NewWriter(dst, hide)
	n, err := io.CopyBuffer(w, src, make([]byte, blockSize))
	if err != nil {
		return n, err
	}
	return n, w.Close()
}
