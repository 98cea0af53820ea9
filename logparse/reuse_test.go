package logparse

import (
	"bytes"
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
		used := map[*Session]bool{}
		b := NewBuilder(Options{Keep: keep, Reuse: reuse, OnSession: func(s *Session) {
			used[s] = true
			runs = append(runs, describe(&Log{}, []*Session{s}))
		}})
		b.block = 64 << 10
		if err := b.Read(bytes.NewReader(buf.Bytes()), "x"); err != nil {
			t.Fatal(err)
		}
		l = b.Finish()
		if reuse && len(used) == len(runs) {
			t.Error("no session was used again")
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
