package logparse

import (
	"bytes"
	"testing"
)

// TestReadFindsEveryRun reads a generated log and compares each run with what was written.
func TestReadFindsEveryRun(t *testing.T) {
	for _, eol := range []string{"\n", "\r\n"} {
		var buf bytes.Buffer
		g := newWriter(&buf, 3, eol)
		if err := g.grow(1 << 20); err != nil {
			t.Fatal(err)
		}
		var got []*Session
		l, err := ReadAll(&buf, "QWCLog.txt", Options{OnSession: func(s *Session) { got = append(got, s) }})
		if err != nil {
			t.Fatal(err)
		}
		if l.Files[0].Lines != g.line || l.NotUnderstood != 0 {
			t.Errorf("%d lines, want %d; not understood: %v", l.Files[0].Lines, g.line, l.Strange)
		}
		if len(got) != len(g.runs) {
			t.Fatalf("%d runs, want %d", len(got), len(g.runs))
		}
		for i, want := range g.runs {
			s := got[i]
			if s.App != want.app || s.Outcome != want.outcome || s.Span != want.span || len(s.Failures) != want.fails {
				t.Fatalf("run %d: got %q %v %v %d failures, want %+v", i, s.App, s.Outcome, s.Span, len(s.Failures), want)
			}
		}
	}
}
