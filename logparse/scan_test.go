package logparse

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"
)

// chunks hands out a text in parts of a fixed size.
type chunks struct {
	data []byte
	size int
}

func (c *chunks) Read(p []byte) (int, error) {
	if len(c.data) == 0 {
		return 0, io.EOF
	}
	n := copy(p[:min(len(p), c.size)], c.data)
	c.data = c.data[n:]
	return n, nil
}

// scanned reads data in parts of a size with blocks of a size and tells the story, entry by entry. It also checks what must hold for
// any input: each byte and each line is in exactly one entry (glued entries share a line), and neither numbers nor offsets go back.
func scanned(t *testing.T, data []byte, size, block int) string {
	t.Helper()
	var w strings.Builder
	next, lastLine := int64(0), 0
	var runs []*Session
	b := NewBuilder(Options{OnSession: func(s *Session) { runs = append(runs, s) }, OnEntry: func(e *Entry) {
		fmt.Fprintf(&w, "%v @%d %s %s %v %q\n", e.Span, e.Offset, clockOf(e.Time), e.Source, e.Known, e.Text)
		if e.Offset < next || next == 0 && lastLine == 0 && e.Offset != 0 {
			t.Errorf("entry at %d after one at %d", e.Offset, next-1)
		}
		if e.Span.First < 1 || e.Span.Last < e.Span.First || e.Span.First != lastLine+1 && e.Span.First != max(lastLine, 1) {
			t.Errorf("entry of lines %v after line %d", e.Span, lastLine)
		}
		next, lastLine = e.Offset+1, e.Span.Last
	}})
	b.open("x", encUTF8)
	s := scanner{b: b}
	if err := s.run(&chunks{data, size}, block); err != nil {
		t.Fatal(err)
	}
	b.file.Lines = s.line
	b.close(int64(len(data)))
	if s.off != int64(len(data)) {
		t.Errorf("%d bytes were handed on, of %d", s.off, len(data))
	}
	want := bytes.Count(data, []byte("\n"))
	if len(data) > 0 && data[len(data)-1] != '\n' {
		want++
	}
	if lastLine != want || s.line != want {
		t.Errorf("entries up to line %d, counted %d, of %d", lastLine, s.line, want)
	}
	l := b.Finish()
	for _, s := range runs {
		if s.Span.First < 1 || s.Span.Last < s.Span.First || s.Span.Last > want {
			t.Errorf("run of lines %v in a log of %d", s.Span, want)
		}
	}
	w.WriteString(describe(l, runs))
	return w.String()
}

func seeds(tb testing.TB) [][]byte {
	tb.Helper()
	paths, err := filepath.Glob("testdata/*.log")
	if err != nil || len(paths) == 0 {
		tb.Fatal("no testdata", err)
	}
	var out [][]byte
	for _, p := range paths {
		data, err := os.ReadFile(p)
		if err != nil {
			tb.Fatal(err)
		}
		out = append(out, data)
	}
	for _, s := range []string{"", "\n", "\r\n\r\n", "QBWC1012", "20250519.13:33:54 UTC", "20250519.13:33:54 UTC\t: \n\n", "\x00\x00\n\x00", "20250519.13:33:54 UTC : a20250519.13:33:55 UTC : b",
		"<a statusCode=\"1\"", "- 20250519.13:33:54 UTC\t: QBWebConnector.SOAPWebService.do_authenticate() : QBWC1012: x\n> --->\n"} {
		out = append(out, []byte(s))
	}
	return out
}

// TestSameWhateverTheBlocks reads texts in parts and blocks of many sizes.
func TestSameWhateverTheBlocks(t *testing.T) {
	texts := seeds(t)
	texts = append(texts, longLines(t))
	for i, data := range texts {
		want := scanned(t, data, len(data)+1, 4<<20)
		for _, size := range []int{1, 7, 1000, 70_000} {
			if size < 1000 && len(data) > 100_000 {
				continue
			}
			if diff := cmp.Diff(want, scanned(t, data, size, 1)); diff != "" {
				t.Fatalf("text %d in parts of %d: %s", i, size, diff)
			}
		}
	}
}

// longLines is a log with lines over pieceSize: a dump on one line with a status across the cut, a log that lost all its line ends, padding.
func longLines(t *testing.T) []byte {
	t.Helper()
	var w bytes.Buffer
	g := newWriter(&w, 5, "\n")
	g.opening("Example App", true)
	g.answer("", "")
	g.soap("do_receiveResponseXML", "*** Calling receiveResponseXML() with following parameters:")
	g.soap("do_receiveResponseXML", "XML dump follows: -")
	mark := `<ItemAddRs requestID="1" statusCode="3100" statusSeverity="Error" statusMessage="in use" />`
	g.plain("<QBXML>" + strings.Repeat("x", pieceSize-7-40) + mark + strings.Repeat("<a>b</a>", 40_000) + mark)
	g.closing(OK, 2, true)
	if err := g.flush(); err != nil {
		t.Fatal(err)
	}
	var glued bytes.Buffer
	g = newWriter(&glued, 6, " ")
	if err := g.grow(800 << 10); err != nil {
		t.Fatal(err)
	}
	w.Write(glued.Bytes())
	w.WriteByte('\n')
	w.Write(make([]byte, 3*pieceSize))
	w.WriteString("20250519.23:59:59 UTC\t: UpdateThisScheduledApp() : Password management - Started\n")
	return w.Bytes()
}

func TestLongLines(t *testing.T) {
	data := longLines(t)
	l, err := ReadAll(bytes.NewReader(data), "x", Options{})
	if err != nil {
		t.Fatal(err)
	}
	var first *Session
	for _, a := range l.Apps {
		for _, s := range a.Recent {
			if s.Span.First == 1 {
				first = s
			}
		}
	}
	if first == nil || len(first.Failures) != 2 || first.Failures[0].Status != 3100 || first.Failures[1].Status != 3100 || first.Failures[0].Message != "in use" {
		t.Fatalf("the statuses of a dump on one line: %+v", first)
	}
	if l.Sessions < 50 {
		t.Errorf("%d runs in a log without line ends", l.Sessions)
	}
	if got := l.Files[0].Lines; got != bytes.Count(data, []byte("\n")) {
		t.Errorf("%d lines", got)
	}
}

// TestReadError keeps what came before the error, and returns it.
func TestReadError(t *testing.T) {
	boom := errors.New("boom")
	data, err := os.ReadFile("testdata/answers.log")
	if err != nil {
		t.Fatal(err)
	}
	l, err := ReadAll(io.MultiReader(bytes.NewReader(data), iotest.ErrReader(boom)), "x", Options{})
	if !errors.Is(err, boom) || l.Sessions != 5 {
		t.Errorf("got %v and %d runs", err, l.Sessions)
	}
	l, err = ReadAll(io.MultiReader(strings.NewReader("QBWC1039"), iotest.ErrReader(boom)), "x", Options{})
	if !errors.Is(err, boom) || len(l.Loose) != 1 {
		t.Errorf("fragment: got %v and %v", err, l.Loose)
	}
}

// short cuts seeds into parts that a fuzzer can work with.
func short(seeds [][]byte) [][]byte {
	var out [][]byte
	for _, s := range seeds {
		for len(s) > 1500 {
			out, s = append(out, s[:1500]), s[1500:]
		}
		out = append(out, s)
	}
	return out
}

func FuzzRead(f *testing.F) {
	for _, s := range short(seeds(f)) {
		f.Add(s, 7)
	}
	f.Fuzz(func(t *testing.T, data []byte, size int) {
		size = 1 + max(0, size)%1000
		if diff := cmp.Diff(scanned(t, data, len(data)+1, 1), scanned(t, data, size, 1)); diff != "" {
			t.Error(diff)
		}
	})
}

// FuzzSession reads any bytes as the files users give: decoded, cleaned where they were pasted, two in a row.
func FuzzSession(f *testing.F) {
	for _, s := range short(seeds(f)) {
		f.Add(s, []byte("\n20250519.13:33:54 UTC\t: UpdateThisScheduledApp() : Performing SCHEDULED UPDATE for application = A"))
	}
	f.Fuzz(func(t *testing.T, one, two []byte) {
		b := NewBuilder(Options{Keep: 3, OnSession: func(s *Session) {
			if len(s.Calls) > maxCalls || len(s.Failures) > MaxFailures+1 || int(s.Outcome) >= Outcomes {
				t.Errorf("unbounded run %+v", s)
			}
			if !s.Start.IsZero() && s.Span.First > s.Span.Last {
				t.Errorf("lines %v", s.Span)
			}
		}})
		for _, data := range [][]byte{one, two} {
			if err := b.Read(bytes.NewReader(data), "x"); err != nil && !bytes.Contains(data, []byte{0xFF}) && !bytes.Contains(data, []byte{0xFE}) {
				t.Fatal(err)
			}
		}
		l := b.Finish()
		runs := 0
		for _, a := range l.Apps {
			runs += a.Runs
			if len(a.Recent) > 3 || len(a.Kept) > 3 {
				t.Errorf("kept %d and %d runs", len(a.Recent), len(a.Kept))
			}
		}
		if runs != l.Sessions {
			t.Errorf("%d runs of applications, %d in all", runs, l.Sessions)
		}
	})
}
