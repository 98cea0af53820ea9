package logparse

import (
	"bytes"
	"hash/maphash"
)

// known is what follows an entry's stamp, taken apart, of a text that came before. What is needed to pass over it stands first,
// because a processor fetches 64 bytes at once.
type known struct {
	body []byte
	// next is what came after it the last time and what else came before that: at once, and after texts that are not known.
	next   [2][2]*known
	m      method
	stage  Stage // of the method
	weight weight
	isKept bool   // it was learnt, and stays
	textAt int    // where text begins in body, if it is behind "Name() : "; else 0
	name   []byte // part of body
	text   []byte // part of body
	said   said
	source string // name, and whole text, of one that was learnt
	whole  string
}

// message is the text as a failure keeps it.
func (k *known) message() string {
	if k.isKept {
		return k.whole
	}
	return keep(k.text, maxMessage)
}

// memo knows the texts that a log repeats: each run writes nearly the same lines as the one before, in the same order. It is
// bounded: a text is let in when it has come a few times, so that tickets and times do not fill it.
type memo struct {
	seed   maphash.Seed
	texts  map[string]*known
	times  [memoTimes]uint32 // of texts that came, a part of their hash and how often
	newest *known            // the text that is known and came last
	gap    int               // 1 when others came after it
}

// nameEnd is what stands between a method's name and its text.
var nameEnd = []byte("() : ")

const (
	memoTimes = 1 << 12
	timesMask = 1<<3 - 1
	memoTexts = 1 << 12
	memoText  = 256 // bytes; longer texts are rare, and rarely the same
)

func newMemo() *memo {
	return &memo{seed: maphash.MakeSeed(), texts: map[string]*known{}, newest: new(known)}
}

// expected returns the text that the line at pos is made of, where it is one of those that came here before, and where the line
// ends. Compared at once it need not be searched.
func (t *memo) expected(data []byte, pos int) (k *known, end int) {
	next := &t.newest.next[t.gap]
	if k = next[0]; k == nil {
		return nil, 0
	}
	if end = k.at(data, pos); end > 0 {
		return k, end
	}
	if k = next[1]; k == nil {
		return nil, 0
	}
	if end = k.at(data, pos); end > 0 {
		return k, end
	}
	return nil, 0
}

// at returns where the line at pos ends if the text is what follows its stamp; else 0.
func (k *known) at(data []byte, pos int) int {
	end := pos + stampLen + len(k.body)
	if end < len(data) && data[end] == '\n' && string(data[pos+stampLen:end]) == string(k.body) {
		return end
	}
	return 0
}

// found notes that a text came that is known.
func (t *memo) found(k *known) {
	if next := &t.newest.next[t.gap]; next[0] != k {
		next[0], next[1] = k, next[0]
	}
	t.newest, t.gap = k, 0
}

// split is splitMethod with a short way for an entry of the same method as the known one before it, as most are.
func (t *memo) split(body []byte) (m method, name, text []byte) {
	k := t.newest
	if n := k.textAt; n > 0 && len(body) >= n && string(body[:n]) == string(k.body[:n]) {
		return k.m, k.name, body[n:]
	}
	return splitMethod(body)
}

// find returns what is known of a text; nil when nothing is.
func (t *memo) find(body []byte) *known {
	if len(body) <= memoText {
		if k := t.texts[string(body)]; k != nil {
			t.found(k)
			return k
		}
	}
	t.gap = 1
	return nil
}

// wants says whether a text that is not known should be learnt now.
func (t *memo) wants(body []byte) bool {
	if len(body) > memoText {
		return false
	}
	sum := maphash.Bytes(t.seed, body)
	slot, mark := &t.times[sum%memoTimes], uint32(sum>>32)&^timesMask
	if *slot&^timesMask != mark {
		*slot = mark
	}
	*slot++
	return *slot&timesMask == timesMask
}

// learn remembers a text. When there are too many, all are forgotten: those that still come are learnt again.
func (t *memo) learn(body []byte) {
	if len(t.texts) >= memoTexts {
		clear(t.texts)
	}
	k := &known{body: bytes.Clone(body), isKept: true}
	k.m, k.name, k.text = splitMethod(k.body)
	if n := len(k.body) - len(k.text); len(k.name) > 0 && bytes.HasSuffix(k.body[:n], nameEnd) {
		k.textAt = n
	}
	k.text = trimRight(k.text)
	k.said = says(k.m, k.text, func(b []byte) string { return keep(b, maxName) })
	k.stage, k.weight = k.m.stage(), weighKnown(k)
	k.said.quote, k.source, k.whole = quoteOf(k.text), keep(k.name, maxName), keep(k.text, maxMessage)
	t.texts[string(k.body)] = k
}
