package logparse

import (
	"bytes"
	"testing"
)

// Two logs of one application that cover the same time come to what one log of all the runs would, whichever is read first, and however few
// runs are kept.
func TestLateRunsTakeTheirPlace(t *testing.T) {
	for seed := range uint64(12) {
		var buf bytes.Buffer
		g := newWriter(&buf, seed, "\n")
		for i := range 24 {
			switch (i*7 + int(seed)) % 5 {
			case 0:
				g.good("One", false, 1, 1)
			case 1:
				g.noWork("One")
			case 2:
				g.refused("One")
			case 3:
				g.broken("One", "QBWC1012: Authentication failed due to following error message.", 3)
			default:
				g.cutOff("One")
			}
			g.sleep(300)
		}
		if err := g.flush(); err != nil {
			t.Fatal(err)
		}
		lines := bytes.SplitAfter(buf.Bytes(), []byte("\n"))
		begins := []int{}
		if _, err := ReadAll(bytes.NewReader(buf.Bytes()), "x", Options{OnSession: func(s *Session) { begins = append(begins, s.Span.First) }}); err != nil {
			t.Fatal(err)
		}
		var one, other []byte
		for i, from := range begins {
			to := len(lines) + 1
			if i+1 < len(begins) {
				to = begins[i+1]
			}
			part := bytes.Join(lines[from-1:to-1], nil)
			if i%3 == int(seed%3) {
				other = append(other, part...)
			} else {
				one = append(one, part...)
			}
		}
		for _, o := range []Options{{Keep: 100}, {Keep: 100, Reuse: true}} {
			_, want := readSeveral(t, o, buf.Bytes())
			for _, files := range [][][]byte{{one, other}, {other, one}} {
				if _, got := readSeveral(t, o, files...); counts(got) != counts(want) || len(got.Repeats) > 0 {
					t.Fatalf("seed %d:\n%s\nwant\n%s\n%+v", seed, counts(got), counts(want), got.Repeats)
				}
			}
		}
		for _, o := range []Options{{Keep: 1}, {Keep: 2, Reuse: true}} { // nothing that is held is used again
			_, want := readSeveral(t, o, buf.Bytes())
			_, got := readSeveral(t, o, one, other)
			a, b := got.Apps[0], want.Apps[0]
			if moment(a.Newest) != moment(b.Newest) || moment(a.Decided) != moment(b.Decided) || moment(a.LastGood) != moment(b.LastGood) {
				t.Errorf("seed %d, few are kept: %s\nwant %s", seed, counts(got), counts(want))
			}
		}
	}
}

// The clock of a PC is set back: within one file the order of the lines is the truth.
func TestAClockThatIsSetBack(t *testing.T) {
	var buf bytes.Buffer
	g := newWriter(&buf, 1, "\n")
	g.good("One", false, 1, 1)
	g.sleep(-86400)
	g.refused("One")
	if err := g.flush(); err != nil {
		t.Fatal(err)
	}
	if _, l := readSeveral(t, Options{}, buf.Bytes()); l.Apps[0].Decided.Outcome != Failed {
		t.Errorf("%+v", l.Apps[0].Decided)
	}
}
