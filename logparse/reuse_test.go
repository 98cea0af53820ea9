package logparse

import (
	"bytes"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// TestReuse reads a log twice, once with sessions used again: what is told of each, and the Log, are the same.
func TestReuse(t *testing.T) {
	var buf bytes.Buffer
	g := newWriter(&buf, 21, "\r\n")
	if err := g.grow(3 << 20); err != nil {
		t.Fatal(err)
	}
	read := func(reuse bool, keep int) (runs []string, l *Log) {
		b := NewBuilder(Options{Keep: keep, Reuse: reuse, OnSession: func(s *Session) { runs = append(runs, describe(&Log{}, []*Session{s})) }})
		if err := b.Read(bytes.NewReader(buf.Bytes()), "x"); err != nil {
			t.Fatal(err)
		}
		l = b.Finish()
		if reuse && len(b.spare) == 0 {
			t.Error("no session was used again")
		}
		for i, s := range b.spare {
			if slices.Contains(b.spare[i+1:], s) {
				t.Fatal("a session would be used for two runs")
			}
		}
		return runs, l
	}
	for _, keep := range []int{1, 3, 20} {
		runs, log := read(false, keep)
		again, same := read(true, keep)
		if diff := cmp.Diff(runs, again); diff != "" {
			t.Fatal(diff)
		}
		if diff := cmp.Diff(log, same, cmpopts.EquateEmpty()); diff != "" {
			t.Fatal(diff)
		}
	}
}
