package logparse

import (
	"bufio"
	"bytes"
	"flag"
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

func sample(tb testing.TB, size int64) ([]byte, *writer) {
	tb.Helper()
	var buf bytes.Buffer
	g := newWriter(&buf, 1, "\r\n")
	if err := g.grow(size); err != nil {
		tb.Fatal(err)
	}
	return buf.Bytes(), g
}

// BenchmarkRead reads a log of 32 MB: entries, runs, failures.
func BenchmarkRead(b *testing.B) {
	data, g := sample(b, 32<<20)
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		l, err := ReadAll(bytes.NewReader(data), "QWCLog.txt", Options{})
		if err != nil || l.Sessions != len(g.runs) {
			b.Fatal(err, l.Sessions, len(g.runs))
		}
	}
	b.ReportMetric(float64(g.line), "lines")
}

// BenchmarkRegexp is what a first version of such a reader tends to be, to compare with: a line reader and one expression a line.
func BenchmarkRegexp(b *testing.B) {
	data, _ := sample(b, 32<<20)
	re := regexp.MustCompile(`^\s*(?:[-*>|]\s*)?(\d{8})\.(\d\d):(\d\d):(\d\d) UTC\s*:\s*(.*?)\s*: ?(.*)$`)
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		sc := bufio.NewScanner(bytes.NewReader(data))
		sc.Buffer(nil, 1<<20)
		n := 0
		for sc.Scan() {
			if re.Match(sc.Bytes()) {
				n++
			}
		}
		if n == 0 {
			b.Fatal("no entry")
		}
	}
}
