package logparse

import (
	"bufio"
	"io"
)

// Lines reads the lines of a log as the Builder counts them, for a viewer: line number n of an Entry is the n-th line that
// Next gives.
type Lines struct{ r *bufio.Reader }

// NewLines reads lines in whatever encoding the log is.
func NewLines(r io.Reader) *Lines {
	text, _, _ := decoded(r)
	return &Lines{text}
}

// Next gives the next line without its end, as UTF-8, at most n bytes of it; the rest of the line is passed over. After the
// last line the error is io.EOF.
func (l *Lines) Next(n int) (string, error) {
	var kept []byte
	any := false
	for {
		part, err := l.r.ReadSlice('\n')
		any = any || len(part) > 0
		if room := n - len(kept); room > 0 {
			kept = append(kept, part[:min(room, len(part))]...)
		}
		switch {
		case err == bufio.ErrBufferFull:
			continue
		case err == io.EOF && any, err == nil:
			return keep(trimEnd(kept), n), nil
		}
		return "", err
	}
}

// trimEnd takes the line end away.
func trimEnd(b []byte) []byte {
	for len(b) > 0 && (b[len(b)-1] == '\n' || b[len(b)-1] == '\r') {
		b = b[:len(b)-1]
	}
	return b
}
