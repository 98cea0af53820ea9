package logparse

import (
	"bufio"
	"bytes"
	"flag"
	"io"
	"os"
	"regexp"
	"testing"
)

var writeTo = flag.String("write", "", "write a generated log of -megabytes to this file (TestWriteLog)")
var megabytes = flag.Int64("megabytes", 1024, "size for -write")

// TestWriteLog writes a large log to measure whole programs with: go test ./logparse -run WriteLog -write /tmp/big.log
func TestWriteLog(t *testing.T) {
	if *writeTo == "" {
		t.Skip("no -write")
	}
	f, err := os.Create(*writeTo)
	if err != nil {
		t.Fatal(err)
	}
	g := newWriter(f, 1, "\r\n")
	if err := g.grow(*megabytes << 20); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	t.Logf("%d lines, %d runs", g.line, len(g.runs))
}

var readFrom = flag.String("read", "", "read this log line by line with a regular expression (TestRegexpReader)")

// lineRegexp is what a first version of such a reader tends to be made of.
var lineRegexp = regexp.MustCompile(`^\s*(?:[-*>|]\s*)?(\d{8})\.(\d\d):(\d\d):(\d\d) UTC\s*:\s*(.*?)\s*: ?(.*)$`)

// countByRegexp reads lines and counts those that the expression knows.
func countByRegexp(r io.Reader) (int, error) {
	sc := bufio.NewScanner(r)
	sc.Buffer(nil, 1<<20)
	n := 0
	for sc.Scan() {
		if lineRegexp.Match(sc.Bytes()) {
			n++
		}
	}
	return n, sc.Err()
}

// TestRegexpReader is a whole process to compare with.
func TestRegexpReader(t *testing.T) {
	if *readFrom == "" {
		t.Skip("no -read")
	}
	f, err := os.Open(*readFrom)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	n, err := countByRegexp(f)
	if n == 0 || err != nil {
		t.Fatalf("%d entries, %v", n, err)
	}
}

func sample(tb testing.TB, size int64) ([]byte, *writer) {
	tb.Helper()
	var buf bytes.Buffer
	g := newWriter(&buf, 1, "\r\n")
	if err := g.grow(size); err != nil {
		tb.Fatal(err)
	}
	return buf.Bytes(), g
}

// BenchmarkRead reads a log of 128 MB: entries, runs, failures.
func BenchmarkRead(b *testing.B) {
	data, g := sample(b, 128<<20)
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		l, err := ReadAll(bytes.NewReader(data), "QWCLog.txt", Options{Reuse: true})
		if err != nil || l.Sessions != len(g.runs) {
			b.Fatal(err, l.Sessions, len(g.runs))
		}
	}
	b.ReportMetric(float64(g.line), "lines")
}

// BenchmarkScanner reads the same log line by line with the state machine alone, as short inputs are read.
func BenchmarkScanner(b *testing.B) {
	data, g := sample(b, 32<<20)
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		bu := NewBuilder(Options{})
		bu.open("QWCLog.txt", encUTF8)
		s := scanner{b: bu}
		if err := s.run(bytes.NewReader(data), blockSize); err != nil {
			b.Fatal(err)
		}
		bu.close(s.off)
		if l := bu.Finish(); l.Sessions != len(g.runs) {
			b.Fatal(l.Sessions, len(g.runs))
		}
	}
}

// BenchmarkBlock reads one block: what a worker does. It allocates next to nothing.
func BenchmarkBlock(b *testing.B) {
	data, _ := sample(b, blockSize)
	blk := newBlock(0)
	blk.data = data
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		blk.read()
		blk.b.spare = append(blk.b.spare, blk.b.done...)
	}
	b.ReportMetric(float64(len(blk.b.done)), "runs")
}

// BenchmarkRegexp is to compare with: a line reader and one expression a line.
func BenchmarkRegexp(b *testing.B) {
	data, _ := sample(b, 32<<20)
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if n, err := countByRegexp(bytes.NewReader(data)); n == 0 || err != nil {
			b.Fatal(n, err)
		}
	}
}
