package logparse

import (
	"bufio"
	"bytes"
	"io"
	"unicode/utf8"

	"golang.org/x/text/encoding/unicode"
)

// The encodings, by the words of the JSON contract.
const (
	encUTF8    = "utf-8"
	encUTF16LE = "utf-16le"
	encUTF16BE = "utf-16be"
	encWindows = "windows-1252"
)

// window is how much of an input is looked at to tell its encoding, its line ends and whether it is a pasted text. A fixed number, so that
// the answer does not depend on how the input comes in.
const window = 128 << 10

// counter counts the bytes of the input as it came.
type counter struct {
	r io.Reader
	n int64
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	return n, err
}

// decoded returns r as text whose lines end in LF, the name of its encoding, and the first bytes of the text (at most window). UTF-8 and
// Windows-1252 are handed on as they are, byte for byte: what is kept of them is converted when it is kept.
func decoded(r io.Reader) (text *bufio.Reader, enc string, first []byte) {
	br := bufio.NewReaderSize(r, window)
	raw, _ := br.Peek(window) // an error comes back with the next read
	enc = encodingOf(raw)
	switch enc {
	case encUTF16LE:
		br = bufio.NewReaderSize(unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder().Reader(br), window)
	case encUTF16BE:
		br = bufio.NewReaderSize(unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewDecoder().Reader(br), window)
	}
	first, _ = br.Peek(window)
	if bytes.IndexByte(first, '\n') < 0 && bytes.IndexByte(first, '\r') >= 0 {
		br = bufio.NewReaderSize(&oldMac{r: br}, window)
		first, _ = br.Peek(window)
	}
	return br, enc, first
}

// encodingOf tells the encoding by the byte order mark, else by where the zero bytes of Latin text stand, else by the letters that it gives as
// UTF-16, else by whether it is valid UTF-8.
func encodingOf(b []byte) string {
	switch {
	case bytes.HasPrefix(b, []byte{0xFF, 0xFE}):
		return encUTF16LE
	case bytes.HasPrefix(b, []byte{0xFE, 0xFF}):
		return encUTF16BE
	}
	var even, odd int
	sample := b[:min(len(b), 4096)&^1]
	for i := 0; i < len(sample); i += 2 {
		if sample[i] == 0 {
			even++
		}
		if sample[i+1] == 0 {
			odd++
		}
	}
	switch pairs := len(sample) / 2; {
	case pairs > 1 && odd*10 > pairs*4 && even*20 < pairs:
		return encUTF16LE
	case pairs > 1 && even*10 > pairs*4 && odd*20 < pairs:
		return encUTF16BE
	}
	if enc, ok := wideByScript(b); ok {
		return enc
	}
	if validUTF8(b) {
		return encUTF8
	}
	return encWindows
}

// Wide says whether the beginning of an input is UTF-16, with a byte order mark or without one.
func Wide(b []byte) bool {
	enc := encodingOf(b)
	return enc == encUTF16LE || enc == encUTF16BE
}

// validUTF8 forgives a rune that is cut at the end of b.
func validUTF8(b []byte) bool {
	for cut := 0; cut < utf8.UTFMax && cut <= len(b); cut++ {
		if utf8.Valid(b[:len(b)-cut]) {
			return cut == 0 || !utf8.FullRune(b[len(b)-cut:])
		}
	}
	return false
}

// oldMac reads a text whose lines end in a lone CR: each one becomes LF. A CR before an LF stays, so that offsets and line numbers hold.
type oldMac struct {
	r *bufio.Reader
}

func (o *oldMac) Read(p []byte) (int, error) {
	n, err := o.r.Read(p)
	for i := range p[:n] {
		if p[i] != '\r' {
			continue
		}
		next := byte(0)
		if i+1 < n {
			next = p[i+1]
		} else if b, _ := o.r.Peek(1); len(b) == 1 {
			next = b[0]
		}
		if next != '\n' {
			p[i] = '\n'
		}
	}
	return n, err
}

// toUTF8 converts bytes that are no UTF-8: as Windows-1252, the code page of most PCs that write these logs, where they do not show that
// it was another one.
func toUTF8(b []byte) []byte {
	if out, err := codePageOf(b).NewDecoder().Bytes(b); err == nil {
		return out
	}
	return bytes.ToValidUTF8(b, []byte("\uFFFD"))
}
