package logparse

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// readSeveral reads files one after the other, as copies of one log that may overlap, and names the runs in the order of time.
func readSeveral(t *testing.T, opt Options, files ...[]byte) (runs []string, l *Log) {
	t.Helper()
	opt.Several = true
	opt.OnSession = func(s *Session) {
		runs = append(runs, fmt.Sprint(s.Start.Unix(), " ", s.End.Unix(), " ", s.App, " ", s.Outcome, " ", len(s.Calls)))
	}
	b := NewBuilder(opt)
	b.block = 8 << 10
	for i, f := range files {
		if err := b.Read(bytes.NewReader(f), fmt.Sprintf("%d.txt", i)); err != nil {
			t.Fatal(err)
		}
	}
	l = b.Finish()
	slices.Sort(runs)
	return runs, l
}

// counts is what must not depend on how often a run was copied.
func counts(l *Log) string {
	var b strings.Builder
	apps := slices.Clone(l.Apps)
	slices.SortFunc(apps, func(a, b *App) int { return strings.Compare(a.Name+a.URL, b.Name+b.URL) })
	for _, a := range apps {
		fmt.Fprintln(&b, a.Name, a.Runs, a.Outcomes, a.First, a.Last, a.FailedSince, moment(a.Newest), moment(a.Decided), moment(a.LastGood), moment(a.FirstBad), len(a.Recent), len(a.Kept), a.Auth.Count)
		for _, s := range slices.Concat(a.Recent, a.Kept) {
			fmt.Fprint(&b, moment(s), " ")
		}
	}
	return b.String()
}

func moment(s *Session) string {
	if s == nil {
		return "-"
	}
	return s.Start.Format("15:04:05") + s.Outcome.String()
}

// A copy that was taken earlier, wherever it ends, changes nothing but the count of what it has in common with the log.
func TestCopiesCountOnce(t *testing.T) {
	var buf bytes.Buffer
	g := newWriter(&buf, 5, "\r\n")
	if err := g.grow(150 << 10); err != nil {
		t.Fatal(err)
	}
	whole := buf.Bytes()
	for _, reuse := range []bool{false, true} {
		want, log := readSeveral(t, Options{Keep: 1000, Reuse: reuse}, whole)
		rnd := rand.New(rand.NewPCG(1, 2))
		for range 60 {
			cut := rnd.IntN(len(whole))
			got, l := readSeveral(t, Options{Keep: 1000, Reuse: reuse}, whole[:cut], whole)
			if !slices.Equal(got, want) || counts(l) != counts(log) {
				t.Fatalf("a copy that ends at byte %d: %d runs, want %d\n%s\n%s\n%s", cut, len(got), len(want), counts(l), counts(log), difference(got, want))
			}
		}
		got, l := readSeveral(t, Options{Keep: 1000, Reuse: reuse}, whole, whole)
		if !slices.Equal(got, want) || counts(l) != counts(log) || len(l.Repeats) != 1 || l.Repeats[0] != (Repeat{File: 1, Of: 0, Runs: len(want)}) {
			t.Errorf("a copy of all: %d runs, want %d; %+v", len(got), len(want), l.Repeats)
		}
	}
}

// A piece of a log, beginning and ending at any line, adds no run to it.
func TestAPieceAddsNothing(t *testing.T) {
	var buf bytes.Buffer
	g := newWriter(&buf, 6, "\n")
	if err := g.grow(60 << 10); err != nil {
		t.Fatal(err)
	}
	whole := buf.Bytes()
	want, log := readSeveral(t, Options{}, whole)
	lines := bytes.SplitAfter(whole, []byte("\n"))
	rnd := rand.New(rand.NewPCG(3, 4))
	for range 200 {
		from := rnd.IntN(len(lines))
		to := from + rnd.IntN(len(lines)-from)
		got, l := readSeveral(t, Options{}, whole, bytes.Join(lines[from:to], nil))
		if !slices.Equal(got, want) || counts(l) != counts(log) {
			t.Fatalf("lines %d to %d:\n%s", from, to, difference(got, want))
		}
	}
}

func difference(got, want []string) string {
	var out []string
	for _, s := range got {
		if !slices.Contains(want, s) {
			out = append(out, "more: "+s)
		}
	}
	for _, s := range want {
		if !slices.Contains(got, s) {
			out = append(out, "less: "+s)
		}
	}
	return strings.Join(out, "\n")
}
