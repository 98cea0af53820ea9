package redact

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// slowly makes a People that looks at every line, however often it came, and asks the rules about every tag.
func slowly(p *People) *People {
	p.ready()
	e := *p.search.e
	e.tag = -1
	p.search.e, p.search.long = &e, math.MaxInt
	p.hider.find = func(s string) []span {
		p.hider.inert.forget()
		return p.find(s)
	}
	return p
}

// randomText is a long text of pieces that rules look at, some of them again and again.
func randomText(random *rand.Rand, pieces []string) string {
	var pool []string
	for range 3 + random.IntN(30) {
		piece := ""
		for range 1 + random.IntN(3) {
			more := pieces[random.IntN(len(pieces))]
			if random.IntN(4) == 0 {
				more = more[random.IntN(len(more)):]
			}
			piece += more
		}
		switch random.IntN(8) {
		case 0:
			piece = "<Name>" + piece + "</Name>"
		case 1:
			piece = "20250519.13:33:54 UTC\t: QBWebConnector." + piece
		}
		pool = append(pool, piece)
	}
	ends := []string{"\n", "\n", "\n", "\r\n", "\n\n", " ", ""}
	var b strings.Builder
	for b.Len() < 20<<10 {
		b.WriteString(pool[random.IntN(len(pool))] + ends[random.IntN(len(ends))])
	}
	return b.String()
}

// What is remembered of lines and tags changes nothing in what is hidden, nor in how often.
func TestWhatIsRememberedChangesNothing(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	pieces := strings.SplitAfter(denseLog(4<<10)+bigLog(8<<10), "\n")
	pieces = slices.DeleteFunc(pieces, func(s string) bool { return s == "" })
	for _, r := range allSamples() {
		for _, s := range append(r.hits, r.misses...) {
			pieces = append(pieces, strings.NewReplacer("«", "", "»", "").Replace(s))
		}
	}
	users, secrets, hosts := []string{"kristy", "UTC"}, []Secret{"hunter2", "a\nb"}, []string{"shop.example"}
	for n := range 60 {
		known := Known{Hosts: hosts[:n%2], Users: users[:n%3], Secrets: secrets[:n%3]}
		quick, slow := NewPeople(known), slowly(NewPeople(known))
		shown := Showable()[:n%5*(n%2)]
		if err := quick.Show(shown...); err != nil {
			t.Fatal(err)
		}
		if err := slow.Show(shown...); err != nil {
			t.Fatal(err)
		}
		text := randomText(random, pieces)
		for range 2 {
			if got, want := quick.Hide(text), slow.Hide(text); got != want {
				i := 0
				for i < min(len(got), len(want)) && got[i] == want[i] {
					i++
				}
				i = max(0, i-200)
				t.Fatalf("text %d: %q, want %q", n, got[i:min(len(got), i+400)], want[i:min(len(want), i+400)])
			}
			text = text[len(text)/2:] + text[:len(text)/2]
		}
		if got, want := fmt.Sprint(quick.Hidden(), quick.Shown()), fmt.Sprint(slow.Hidden(), slow.Shown()); got != want {
			t.Fatalf("text %d: %s, want %s", n, got, want)
		}
	}
}

// A line is remembered the second time, until what is known changes.
func TestLinesAreRememberedForAWhile(t *testing.T) {
	var m lineMemo
	if k := m.key("a line"); k.at != nil {
		t.Error("kept before it is used")
	}
	m.use(true)
	for round, want := range []bool{false, false, true} {
		k := m.key("a line")
		if got := m.has(k, "a line"); got != want || m.hasBytes(m.keyOf([]byte("a line")), []byte("a line")) != want {
			t.Error(round, got)
		}
		m.put(k, "a line")
	}
	m.forget()
	if m.has(m.key("a line"), "a line") {
		t.Error("kept after it was to be forgotten")
	}
	for _, line := range []string{"", "1 begins with a digit", strings.Repeat("x", longestMemo+1)} {
		if m.key(line).at != nil || m.keyOf([]byte(line)).at != nil {
			t.Errorf("%q is kept", line)
		}
	}
}

// Names of tags are remembered up to a bound.
func TestTagsAreBounded(t *testing.T) {
	l := newSearch(allRules())
	for n := range 3 * mostTags {
		l.spans(fmt.Sprintf("<Tag%d>x</Tag%d>", n, n))
	}
	if len(l.tags) > mostTags {
		t.Error(len(l.tags), "tags are remembered")
	}
}
