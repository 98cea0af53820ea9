package logparse

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"golang.org/x/text/encoding/unicode"
)

// names are what tells runs apart.
func runNames(list []*Session) []string {
	var out []string
	for _, s := range list {
		out = append(out, fmt.Sprintf("%s %d %s %s %d failures", s.Start.Format("02 15:04:05"), s.Span.First, s.App, s.Outcome, len(s.Failures)))
	}
	return out
}

// However the bytes are cut and whenever it falls quiet, each run is told once, and all is as if the file had been read at once.
func TestFollowerCuts(t *testing.T) {
	var text bytes.Buffer
	g := newWriter(&text, 7, "\r\n")
	if err := g.grow(300 << 10); err != nil {
		t.Fatal(err)
	}
	wide, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().Bytes(text.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{"utf-8": text.Bytes(), "utf-16": wide, "with a mark": append([]byte("\xEF\xBB\xBF"), text.Bytes()...)} {
		t.Run(name, func(t *testing.T) {
			var want []*Session
			all, err := ReadAll(bytes.NewReader(data), "QWCLog.txt", Options{OnSession: func(s *Session) { want = append(want, s) }})
			if err != nil {
				t.Fatal(err)
			}
			for _, most := range []int{1, 100, 40000} {
				rnd := rand.New(rand.NewPCG(uint64(most), 1))
				var got []*Session
				f := NewFollower("QWCLog.txt", Options{OnSession: func(s *Session) { got = append(got, s) }})
				for rest := data; len(rest) > 0; {
					n := min(len(rest), 1+rnd.IntN(most))
					_, _ = f.Write(rest[:n])
					rest = rest[n:]
				}
				log := f.Finish()
				if a, b := runNames(got), runNames(want); !slices.Equal(a, b) {
					t.Fatalf("cut at most at %d: %d runs, want %d", most, len(a), len(b))
				}
				if log.Files[0] != all.Files[0] || log.Entries != all.Entries || log.NotUnderstood != all.NotUnderstood {
					t.Errorf("%+v, want %+v", log.Files[0], all.Files[0])
				}
			}
		})
	}
}

// A run is told when it falls quiet behind its end, and never twice.
func TestFollowerQuiet(t *testing.T) {
	var text bytes.Buffer
	g := newWriter(&text, 11, "\r\n")
	if err := g.grow(200 << 10); err != nil {
		t.Fatal(err)
	}
	var want, got []*Session
	if _, err := ReadAll(bytes.NewReader(text.Bytes()), "", Options{OnSession: func(s *Session) { want = append(want, s) }}); err != nil {
		t.Fatal(err)
	}
	f := NewFollower("QWCLog.txt", Options{OnSession: func(s *Session) { got = append(got, s) }})
	early := 0
	for _, line := range bytes.SplitAfter(text.Bytes(), []byte("\n")) {
		_, _ = f.Write(line[:len(line)/2])
		_, _ = f.Write(line[len(line)/2:])
		before := len(got)
		f.Quiet()
		f.Quiet()
		early += len(got) - before
	}
	f.Finish()
	if len(got) != len(want) || early < len(want)/2 {
		t.Fatalf("%d runs (%d of them when it fell quiet), want %d", len(got), early, len(want))
	}
	for i := range got {
		if got[i].Span.First != want[i].Span.First || got[i].App != want[i].App || got[i].Outcome != want[i].Outcome {
			t.Errorf("run %d: %v, want %v", i, runNames(got[i:i+1]), runNames(want[i:i+1]))
		}
	}
}

// A run may go on in the next file, and a torn last line is read.
func TestFollowerTurn(t *testing.T) {
	var text bytes.Buffer
	g := newWriter(&text, 3, "\n")
	g.good("Harbor", true, 2, 2)
	if err := g.flush(); err != nil {
		t.Fatal(err)
	}
	lines := bytes.SplitAfter(text.Bytes(), []byte("\n"))
	for at := range lines {
		var got []*Session
		f := NewFollower("QWCLog.txt", Options{OnSession: func(s *Session) { got = append(got, s) }})
		_, _ = f.Write(bytes.TrimSuffix(bytes.Join(lines[:at], nil), []byte("\n")))
		f.Turn()
		_, _ = f.Write(bytes.Join(lines[at:], nil))
		if log := f.Finish(); len(got) != 1 || len(log.Files) != 2 || got[0].Outcome != OK {
			t.Errorf("turned over before line %d: %v", at+1, runNames(got))
		}
	}
}
