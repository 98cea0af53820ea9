package redact

import (
	"strings"
	"sync"
)

// search is one look of an engine at a text. It is kept for the next one, so that a text in which there is nothing to
// hide costs no memory.
type search struct {
	e     *engine
	stays func(span) bool // lets a span be seen; nil: none may be
	extra func(v string, add func(span))
	found []span
	hand  func(span) // add, as the finders take it

	v       view // what is looked at now
	coded   int  // where the first encoding begins; -1: nowhere so far
	rule    int  // the word whose finder is at work; -1: none
	taken   int  // from where
	covered int  // up to where v is hidden already
	let     map[int]int
}

var searches = sync.Pool{New: func() any {
	l := new(search)
	l.hand = l.add
	return l
}}

// mostKept is how many spans a search may keep room for until the next one.
const mostKept = 4096

// spans finds all that must go, sorted and without overlaps, in places of s itself. stays, where given, lets a span be
// seen; extra looks at each view too.
func (e *engine) spans(s string, stays func(span) bool, extra func(v string, add func(span))) []span {
	l := searches.Get().(*search)
	l.e, l.stays, l.extra = e, stays, extra
	l.coded = -1
	l.look(view{text: s})
	for at := strings.LastIndexByte(s[:max(l.coded, 0)], '\n') + 1; l.coded >= 0; {
		from, to := region(s, at)
		if from < 0 {
			break
		}
		v := view{text: s[from:to], from: from}
		at = to
		for range layers {
			next, changed := decoded(v)
			if !changed {
				break
			}
			v = next
			l.look(v)
		}
	}
	var list []span
	if len(l.found) > 0 {
		list = wrapped(s, merged(append(list, l.found...)))
	}
	if cap(l.found) > mostKept {
		l.found = nil
	}
	clear(l.found)
	l.found, l.e, l.stays, l.extra, l.v = l.found[:0], nil, nil, nil, view{}
	searches.Put(l)
	return list
}

// look finds what must go in one view.
func (l *search) look(v view) {
	l.v, l.taken, l.covered, l.let = v, 0, 0, nil
	l.words()
	l.rule = -1
	numbers(v.text, l.e.digits, l.hand)
	if l.extra != nil {
		l.extra(v.text, l.hand)
	}
}

// words goes over the view once for all the words of all rules. What was taken is not looked at again, and a rule does
// not look twice at what it let be seen: else a text of nothing but names would take for ever.
func (l *search) words() {
	s, x, skip := l.v.text, l.e.words, 0
	for i, pair := x.next(s, 0); i < len(s); i, pair = x.next(s, i+1+skip) {
		skip = 0
		for _, e := range x.at(pair) {
			start := e.start(s, i)
			if start < 0 {
				continue
			}
			if e.n >= len(l.e.rules) {
				if e.n == l.e.line {
					skip = headOf(s[i+1:])
				} else if l.coded < 0 && coded(s[i:]) {
					l.coded = i
				}
				continue
			}
			end := start + len(e.word)
			if l.e.rules[e.n].whole && inside(s, start, end) || start >= l.taken && start < l.covered || l.let != nil && start < l.let[e.n] {
				continue
			}
			l.rule = e.n
			l.e.rules[e.n].find(s, start, end, l.hand)
		}
	}
}

// add takes a span of the view.
func (l *search) add(sp span) {
	if l.stays != nil && l.stays(sp) {
		if l.let == nil {
			l.let = make(map[int]int)
		}
		l.let[l.rule] = max(l.let[l.rule], sp.end)
		return
	}
	if sp.end > l.covered {
		if sp.start > l.covered {
			l.taken = sp.start
		}
		l.covered = sp.end
	}
	sp.start, sp.end = l.v.origin(sp.start, sp.end)
	if sp.start < sp.end {
		l.found = append(l.found, sp)
	}
}

// calm says of a short text in one pass, and without any memory, that nothing in it has to go: it is printable ASCII in no
// encoding, has too few digits for a number that names anybody, and none of the words that the rules begin with. It is
// how nearly all texts are.
func (e *engine) calm(s string) bool {
	digits, signs := 0, uint8(0)
	for i := 0; i < len(s); i++ {
		k := calmness[s[i]]
		signs |= k
		digits += int(k & 1)
	}
	if signs > 1 || digits >= leastDigits {
		return false
	}
	x := e.words
	for i, pair := x.next(s, 0); i < len(s); i, pair = x.next(s, i+1) {
		for _, w := range x.at(pair) {
			start := w.start(s, i)
			if start < 0 || w.n >= len(e.rules) {
				continue
			}
			end, r := start+len(w.word), &e.rules[w.n]
			if !(r.whole && inside(s, start, end) || r.idle != nil && r.idle(s, end)) {
				return false
			}
		}
	}
	return true
}

// calmness tells bytes apart: 0 stays and means nothing, 1 is a digit, 2 needs a closer look.
var calmness = func() (k [256]uint8) {
	for c := range k {
		switch {
		case digit(byte(c)):
			k[c] = 1
		case !keeps[c] || encodes[c]:
			k[c] = 2
		}
	}
	return k
}()

// calmText is the length up to which a text is tried whether it is calm, in bytes.
const calmText = 1 << 10
