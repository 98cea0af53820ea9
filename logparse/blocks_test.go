package logparse

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"
)

// story reads data with one of the two ways to read, and tells all that came of it.
func story(t *testing.T, opt Options, read func(s *scanner) error) string {
	t.Helper()
	var w strings.Builder
	var runs []*Session
	opt.OnSession = func(s *Session) { runs = append(runs, s) }
	b := NewBuilder(opt)
	for _, path := range []string{"one", "two"} { // the second file goes on where the first one ends
		b.open(path, encUTF8)
		s := scanner{b: b}
		if err := read(&s); err != nil {
			t.Fatal(err)
		}
		b.file.Lines = s.line
		b.close(s.off)
	}
	w.WriteString(describe(b.Finish(), runs))
	return w.String()
}

// sameInBlocks compares the scanner's story of a text with the one of blocks.
func sameInBlocks(t *testing.T, name string, data []byte, sizes ...int) {
	t.Helper()
	want := story(t, Options{}, func(s *scanner) error { return s.run(bytes.NewReader(data), 1<<20) })
	for i, size := range sizes {
		got := story(t, Options{}, func(s *scanner) error { return s.runBlocks(&chunks{data, 1 + size/3}, size, 1+i%3) })
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("%s in blocks of %d: %s", name, size, diff)
		}
	}
}

// TestBlocksAgree reads logs in blocks of odd sizes, generated ones and all that is in testdata.
func TestBlocksAgree(t *testing.T) {
	for i, data := range append(seeds(t), longLines(t)) {
		sameInBlocks(t, fmt.Sprint("text ", i), data, 64, 333, 5003, 70_001, 1<<20)
	}
	for _, eol := range []string{"\n", "\r\n"} {
		var buf bytes.Buffer
		g := newWriter(&buf, 11, eol)
		if err := g.grow(1 << 20); err != nil {
			t.Fatal(err)
		}
		sameInBlocks(t, "generated", buf.Bytes(), 777, 5003, 65_537, 300_001)
	}
}

// TestBlocksAgreeOnDamage cuts, doubles, glues and overwrites parts of a generated log.
func TestBlocksAgreeOnDamage(t *testing.T) {
	for seed := range uint64(30) {
		var buf bytes.Buffer
		g := newWriter(&buf, seed, "\r\n")
		if err := g.grow(150 << 10); err != nil {
			t.Fatal(err)
		}
		data := damage(rand.New(rand.NewPCG(seed, 1)), buf.Bytes())
		sameInBlocks(t, fmt.Sprint("damaged ", seed), data, 501, 5003, 40_009)
	}
}

// damage makes of a log what crashes, copies and editors make of it.
func damage(rnd *rand.Rand, data []byte) []byte {
	lines := bytes.SplitAfter(data, []byte("\n"))
	var out []byte
	for i := 0; i < len(lines); i++ {
		l := lines[i]
		switch p := rnd.IntN(300); {
		case p < 3: // lost
		case p < 5:
			i = min(len(lines)-1, i+rnd.IntN(40))
		case p < 8:
			out = append(append(out, l...), l...)
		case p < 11:
			out = append(out, bytes.TrimRight(l, "\r\n")...) // glued
		case p < 14:
			out = append(out, l[:rnd.IntN(len(l)+1)]...) // torn
		case p < 16:
			out = append(append(out, make([]byte, rnd.IntN(90))...), l...)
		case p < 20:
			out = append(append(out, odds[rnd.IntN(len(odds))]...), l...)
		case p < 22 && len(l) > stampLen:
			out = append(out, l[stampLen:]...) // its stamp lost
		case p < 23: // a part of the log once more
			from := rnd.IntN(i + 1)
			for _, old := range lines[from:min(i, from+30)] {
				out = append(out, old...)
			}
		default:
			out = append(out, l...)
		}
	}
	return out
}

// odds are lines that stand where nobody expects them.
var odds = []string{"\n", "\r", "QBWC1048: no certificate\n", "<a statusCode=\"3120\" statusSeverity=\"Error\"\n", "<AddRs statusCode=\"3120\" statusSeverity=\"Error\" statusMessage=\"m\"/>\n",
	"HRESULT = 0x80040408\n", "Message: no\n", "StackTrace = at x\n", "something else\n", "<authRet[1]=\"nvu\"><authRet[2]=\"\">\n",
	"20250519.13:33:54 UTC\t: QBWebConnector.Other.method() : text\n", "20250519.13:33:54 UTC\t: QBWebConnector.SOAPWebService.ProcessRequestXML() : Sending error message back\n",
	"20250519.13:33:54 UTC\t: QBWebConnector.SOAPWebService.do_receiveResponseXML() : hresult=\"0x80040400\"\n",
	"20250519.13:33:54 UTC\t: QBWebConnector.SOAPWebService.ProcessRequestXML() : Response received from QuickBooks\n",
	"20250519.13:33:54 UTC\t: QBWebConnector.SOAPWebService.do_sendRequestXML() : *** Calling sendRequestXML()\n",
	"QBWebConnector.SOAPWebService.do_authenticate() : QBWC1012: lost its stamp\n", "Log file initialized at Monday\n", "\xEF\xBB\xBFx\n",
	"20250519.13:33:54 UTC\t: UpdateThisScheduledApp() : Performing SCHEDULED UPDATE for application = Z\n"}

// TestBlocksError keeps what came before an error, and returns it.
func TestBlocksError(t *testing.T) {
	boom := errors.New("boom")
	data, g := sample(t, 600<<10)
	l, err := ReadAll(io.MultiReader(bytes.NewReader(data), iotest.ErrReader(boom)), "x", Options{})
	if !errors.Is(err, boom) || l.Sessions != len(g.runs) || l.Files[0].Bytes != int64(len(data)) {
		t.Errorf("got %v and %d runs", err, l.Sessions)
	}
}

// TestBlocksPanic lets a callback panic: it reaches the caller, as it does without workers.
func TestBlocksPanic(t *testing.T) {
	data, _ := sample(t, 3<<20)
	for _, workers := range []int{1, 2, 4} {
		told := 0
		b := NewBuilder(Options{OnSession: func(*Session) {
			if told++; told == 100 {
				panic("boom")
			}
		}})
		b.open("x", encUTF8)
		s := scanner{b: b}
		func() {
			defer func() {
				if p := recover(); p != "boom" || told != 100 {
					t.Errorf("%d workers: %v after %d", workers, p, told)
				}
			}()
			_ = s.runBlocks(bytes.NewReader(data), 64<<10, workers)
		}()
	}
}

func FuzzBlocks(f *testing.F) {
	for _, s := range short(seeds(f)) {
		f.Add(s, 100)
	}
	f.Fuzz(func(t *testing.T, data []byte, size int) {
		sameInBlocks(t, "text", data, 1+max(0, size)%1000)
	})
}

// TestLinesAllocateNothing reads a block again and again: once its texts are known, only what is kept of a run's failures takes memory.
func TestLinesAllocateNothing(t *testing.T) {
	var buf bytes.Buffer
	g := newWriter(&buf, 1, "\r\n")
	for range 40 {
		g.good("Example App A", false, 3, 30)
	}
	if err := g.flush(); err != nil {
		t.Fatal(err)
	}
	p := newBlock(0)
	p.data = buf.Bytes()
	again := func() {
		p.read()
		p.b.spare = append(append(p.b.spare, p.b.done...), p.b.run.s)
	}
	for range 1 << 4 { // it learns the texts that come again
		again()
	}
	if n := testing.AllocsPerRun(3, again); n != 0 {
		t.Errorf("%v allocations for %d lines", n, g.line)
	}
}
