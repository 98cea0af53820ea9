package logparse

import (
	"bytes"
	"errors"
	"io"
)

const (
	blockSize = 1 << 20  // what one read asks for; smaller is slower, larger takes memory and falls out of a core's cache
	pieceSize = 64 << 10 // a longer line is handed on in pieces of this size
)

// scanner cuts a text into entries: it finds the line ends, the stamps (also those in mid-line) and the lines that begin an entry without
// a stamp, and hands them to the Builder as heads and continuation lines. Where it cuts depends on the text alone, never on
// how the text comes in.
type scanner struct {
	b     *Builder
	clock clock
	line  int   // number of the line that is being read
	off   int64 // of the next byte to look at
	inner bool  // the next byte is not the first of its line
	memo  *memo // for lines; else nil
	numOf func(int) int
}

var utf8BOM = []byte("\xEF\xBB\xBF")

// run reads r to its end, from the line on that it stands at. An error of r comes after everything that was read before it has been handed on.
func (s *scanner) run(r io.Reader, block int) error {
	buf := make([]byte, max(block, 2*pieceSize))
	var have int
	var searched int // no line end in buf[:searched]
	s.line = max(s.line, 1)
	for {
		if have == len(buf) { // cannot be: consume leaves at most a piece and its lookahead
			return io.ErrShortBuffer
		}
		n, err := r.Read(buf[have:])
		have += n
		if n > 0 {
			used := s.consume(buf[:have], searched)
			copy(buf, buf[used:have])
			have -= used
			searched = have
		}
		if err == nil {
			continue
		}
		if have > 0 || s.inner {
			s.rest(buf[:have])
		} else {
			s.line--
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		return err
	}
}

// consume hands on all whole lines of b and all whole pieces of a longer one, and says how much that was.
func (s *scanner) consume(b []byte, searched int) int {
	pos := 0
	for {
		nl := bytes.IndexByte(b[pos+searched:], '\n')
		if nl < 0 {
			break
		}
		end := pos + searched + nl
		searched = 0
		s.whole(b[pos:end])
		s.off++
		s.line++
		s.inner = false
		pos = end + 1
	}
	for len(b)-pos >= pieceSize+lookahead {
		pos += s.piece(b[pos:], true)
	}
	return pos
}

// whole hands on the line (or the rest of a line) up to its end.
func (s *scanner) whole(line []byte) {
	if s.inner || len(line) > pieceSize {
		s.rest(line)
		return
	}
	sec, ok := s.clock.read(line)
	from := 0
	if ok {
		from = stampLen
	}
	switch { // the common cases: one line, one entry; one line of an entry
	case s.clock.stampIn(line, from) >= 0:
		s.rest(line)
		return
	case ok:
		s.b.stamped(s.number(), s.off, sec, line[stampLen:])
	default:
		s.b.plain(s.number(), s.off, line, false, false)
	}
	s.off += int64(len(line))
}

// rest hands on what is left of a line, piece by piece.
func (s *scanner) rest(line []byte) {
	for first := true; first || len(line) > 0; first = false {
		line = line[s.piece(line, false):]
	}
}

// piece hands on the next part of a line: up to the next stamp, up to pieceSize, or all of it. It says how long that was.
func (s *scanner) piece(b []byte, more bool) int {
	n := min(len(b), pieceSize)
	look := b[:min(len(b), pieceSize+lookahead)]
	sec, isStamp := s.clock.read(b)
	isStamp = isStamp && (!s.inner || colonFollows(b[stampLen:]))
	from := 0
	if isStamp {
		from = stampLen
	}
	next := s.clock.stampIn(look, from)
	if next >= 0 && next < n && !isStamp && !s.inner && isJunk(b[:next]) {
		// something small in front of the stamp: part of that entry
		sec, _ = s.clock.read(b[next:])
		isStamp, from = true, next+stampLen
		next = s.clock.stampIn(look, from)
	}
	if next >= 0 && next < n {
		n = next
	}
	part := b[:n]
	switch {
	case isStamp:
		s.b.stamped(s.number(), s.off, sec, part[min(from, n):])
	default:
		s.b.plain(s.number(), s.off, part, s.inner, more || n < len(b))
	}
	s.off += int64(n)
	s.inner = true
	return n
}

// number is the line's number in the text as the user has it.
func (s *scanner) number() int {
	if s.numOf == nil {
		return s.line
	}
	return s.numOf(s.line)
}

// isJunk says whether what stands before a stamp is no text of its own: list dashes, quote and comment marks, an address, padding.
func isJunk(b []byte) bool {
	b = bytes.Trim(b, "\x00 \t\r\xEF\xBB\xBF")
	if len(b) > 32 {
		return false
	}
	letters := 0
	for _, c := range b {
		if isLetter(c) || c >= 0x80 {
			if letters++; letters == 4 {
				return false
			}
		} else {
			letters = 0
		}
	}
	return true
}

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }
