package logparse

import (
	"bytes"
	"slices"
	"strings"
	"testing"
)

// FuzzFollow cuts a text anywhere and lets it fall quiet in between: each run is told once, as when all was read at once, and no failure
// outside any run is told twice.
func FuzzFollow(f *testing.F) {
	for i, s := range short(seeds(f)) {
		f.Add(s, i*7, i%3 == 0)
	}
	const start = "20250519.13:33:54 UTC\t: UpdateThisScheduledApp() : Password management - Started, and more words\n"
	f.Fuzz(func(t *testing.T, data []byte, step int, quiet bool) {
		if len(data) > 1<<14 || bytes.IndexByte(data, 0) >= 0 { // zero bytes tell UTF-16, by as much as has come
			t.Skip()
		}
		data = append([]byte(start), data...)
		var want, got []*Session
		b := NewBuilder(Options{OnSession: func(s *Session) { want = append(want, s) }})
		b.open("", encUTF8)
		whole := scanner{b: b}
		if err := whole.run(bytes.NewReader(data), 1<<16); err != nil {
			t.Fatal(err)
		}
		b.close(int64(len(data)))
		all := b.Finish()
		outside := 0
		var fo *Follower
		fo = NewFollower("", Options{OnSession: func(s *Session) { got = append(got, s) }, OnFailure: func(*Failure) {
			if fo.b.run.s == nil {
				outside++
			}
		}})
		step = 1 + max(0, step)%300
		for rest := data; len(rest) > 0; {
			n := min(step, len(rest))
			_, _ = fo.Write(rest[:n])
			if rest = rest[n:]; quiet {
				fo.Quiet()
				fo.Quiet()
			}
		}
		log := fo.Finish()
		if a, b := beginnings(got), beginnings(want); !slices.Equal(a, b) {
			t.Fatalf("told runs at lines %v, want %v", a, b)
		}
		if log.Entries != all.Entries || log.Stamped != all.Stamped || outside > b.pair.failed {
			t.Errorf("%d entries, %d stamped, %d failures outside runs; want %d, %d, %d", log.Entries, log.Stamped, outside, all.Entries, all.Stamped, b.pair.failed)
		}
	})
}

// beginnings are where runs begin.
func beginnings(list []*Session) []int {
	var out []int
	for _, s := range list {
		out = append(out, s.Span.First)
	}
	return out
}

// FuzzPaste reads any text as something that was pasted: entries lie in the order of the text, and no line of it is left out or counted twice but where the
// cleaning took its marks for what they are.
func FuzzPaste(f *testing.F) {
	for _, s := range short(seeds(f)) {
		f.Add(string(s))
	}
	log := twoRuns(sentence404)
	for _, s := range []string{before("> ")(log), before("QWCLog.txt:1:")(log), broken(log, 72), asJSON(log), "[10:32 AM] Jane: QBWC1012\n> x\n```\ny\n```"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 1<<14 {
			t.Skip()
		}
		first, last := 0, 0
		b := NewBuilder(Options{OnEntry: func(e *Entry) {
			if e.Span.First < first || e.Span.Last < e.Span.First {
				t.Fatalf("entry of lines %v after one of line %d", e.Span, first)
			}
			first, last = e.Span.First, e.Span.Last
		}})
		b.open("-", encUTF8)
		b.scanClean(text)
		b.close(int64(len(text)))
		count := strings.Count(strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n"), "\n") + 1
		if last > count {
			t.Fatalf("line %d of a text of %d", last, count)
		}
		l := b.Finish()
		for _, s := range l.Strange {
			if s.Number < 1 || s.Number > count {
				t.Fatalf("strange line %d of %d", s.Number, count)
			}
		}
		if len(l.Strange) > l.NotUnderstood {
			t.Fatalf("%d lines kept, %d counted", len(l.Strange), l.NotUnderstood)
		}
	})
}

// FuzzEncoding tells the encoding of any bytes, and reads them: it never fails, and the same bytes are read alike, however they come in.
func FuzzEncoding(f *testing.F) {
	for _, s := range short(seeds(f)) {
		f.Add(s)
	}
	for _, s := range []string{"\xd9\x4d\x5c\x4f", "\x00Q\x00B", "\xff\xfeQ\x00", "\xfe\xff", sentenceZH} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		a, err := ReadAll(bytes.NewReader(data), "", Options{})
		if err != nil {
			t.Fatal(err)
		}
		b, err := ReadAll(&chunks{data, 1 + len(data)/7}, "", Options{})
		if err != nil {
			t.Fatal(err)
		}
		if describe(a, nil) != describe(b, nil) {
			t.Fatalf("read in parts it is another log")
		}
	})
}
