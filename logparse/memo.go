package logparse

import (
	"bytes"
	"hash/maphash"
)

// known is what follows an entry's stamp, taken apart. Positions count from the end of the stamp. One that was learnt is kept; another
// one is a block's own, and holds as long as the block.
type known struct {
	m               method
	weight          weight
	isLearnt        bool // what it says was read
	nameAt, nameEnd int32
	textAt, textEnd int32
	body            []byte
	said            said
	next            [2]*known // what came after it the last time: at once, and after texts that are not known
}

func (k *known) name() []byte { return k.body[k.nameAt:k.nameEnd] }
func (k *known) text() []byte { return k.body[k.textAt:k.textEnd] }

// learnt is a copy of a text, to be kept.
func (k *known) learnt() *known {
	c := *k
	c.body, c.isLearnt = bytes.Clone(k.body), true
	c.said = says(c.m, c.text(), func(b []byte) string { return keep(b, maxName) })
	c.said.quote = quoteOf(c.text())
	return &c
}

// memo knows the texts that a log repeats: each run writes nearly the same lines as the one before, in the same order. It is a
// worker's own, and bounded: a text is let in when it comes the second time, so that tickets and times do not fill it.
type memo struct {
	seed   maphash.Seed
	texts  map[string]*known
	once   [memoOnce]uint32 // of texts that came once, a part of their hash
	newest *known           // the text that is known and came last
	gap    int              // 1 when others came after it
}

const (
	memoOnce  = 1 << 12
	memoTexts = 1 << 12
	memoText  = 256 // bytes; longer texts are rare, and rarely the same
)

func newMemo() *memo { return &memo{seed: maphash.MakeSeed(), texts: map[string]*known{}} }

// expected is the text that came here the last time; nil when there is none.
func (t *memo) expected() *known {
	if t.newest == nil {
		return nil
	}
	return t.newest.next[t.gap]
}

// found notes that a text came that is known.
func (t *memo) found(k *known) {
	if t.newest != nil {
		t.newest.next[t.gap] = k
	}
	t.newest, t.gap = k, 0
}

// find returns what is known of a text; nil when nothing is.
func (t *memo) find(body []byte) *known {
	k := t.texts[string(body)]
	if k == nil {
		t.gap = 1
		return nil
	}
	t.found(k)
	return k
}

// wants says whether a text that is not known should be learnt now.
func (t *memo) wants(body []byte) bool {
	if len(body) > memoText {
		return false
	}
	sum := maphash.Bytes(t.seed, body)
	slot := &t.once[sum%memoOnce]
	if mark := uint32(sum >> 32); *slot != mark {
		*slot = mark
		return false
	}
	return true
}

// learn remembers a text. When there are too many, all are forgotten: those that still come are learnt again.
func (t *memo) learn(k *known) {
	if len(t.texts) >= memoTexts {
		clear(t.texts)
	}
	t.texts[string(k.body)] = k
}
