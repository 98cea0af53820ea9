package plain

import (
	"bufio"
	"context"
	"io"
)

// maxLine bounds one line of input, in bytes: a pasted line of a log is far shorter.
const maxLine = 1 << 16

// lines reads the input line by line, and only when a line is asked for: between two questions the terminal is nobody's, so
// that a secret can be read from it without showing it.
type lines struct {
	want chan struct{}
	got  chan string
}

// newLines starts the reader. It ends with the input, or with close once it is not reading.
func newLines(in io.Reader) *lines {
	l := &lines{make(chan struct{}), make(chan string, 1)}
	go func() {
		defer close(l.got)
		sc := bufio.NewScanner(in)
		sc.Buffer(make([]byte, 4096), maxLine)
		for range l.want {
			if !sc.Scan() {
				return
			}
			l.got <- sc.Text()
		}
	}()
	return l
}

// next gives the next line; false at the end of the input, or of ctx. After the end of ctx it is not asked again.
func (l *lines) next(ctx context.Context) (string, bool) {
	select {
	case l.want <- struct{}{}:
	case <-l.got: // the input has ended: nothing is in got unless a line was asked for
		return "", false
	case <-ctx.Done():
		return "", false
	}
	select {
	case s, ok := <-l.got:
		return s, ok
	case <-ctx.Done():
		return "", false
	}
}

func (l *lines) close() { close(l.want) }
