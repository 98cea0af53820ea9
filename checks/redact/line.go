package redact

import (
	"hash/maphash"
	"strings"
)

// Bounds of a lineMemo.
const (
	memoLines   = 4096
	longestMemo = 256 // bytes of a line
)

// lineMemo remembers lines of which something is known, as a log repeats them: some thousand short ones at most. A line is
// kept when it comes a second time, so that lines that come only once cost no memory. The zero lineMemo remembers nothing
// until it is used.
type lineMemo struct {
	on    bool
	slots []lineSlot
	age   uint32 // what was kept under another one counts no more
}

type lineSlot struct {
	hash uint64
	text string // empty: only its hash was seen
	age  uint32
}

// memoSeed is new in each run, so that nobody can make lines that push each other out.
var memoSeed = maphash.MakeSeed()

// use switches the memo on or off. It is not worth its memory for short texts.
func (m *lineMemo) use(on bool) {
	m.on = on
	if on && m.slots == nil {
		m.slots = make([]lineSlot, memoLines)
	}
}

// forget makes all that was kept count no more.
func (m *lineMemo) forget() { m.age++ }

// lineKey is a line that a memo may keep.
type lineKey struct {
	at   *lineSlot // nil: it is not kept
	hash uint64
}

// key gives where a line is kept, if it is. One that begins with a digit never is, for what such a number means depends
// on what stands before it.
func (m *lineMemo) key(line string) lineKey {
	if !m.on || line == "" || len(line) > longestMemo || digit(line[0]) {
		return lineKey{}
	}
	h := maphash.String(memoSeed, line)
	return lineKey{&m.slots[h%memoLines], h}
}

// keyOf is key for bytes.
func (m *lineMemo) keyOf(line []byte) lineKey {
	if !m.on || len(line) == 0 || len(line) > longestMemo || digit(line[0]) {
		return lineKey{}
	}
	h := maphash.Bytes(memoSeed, line)
	return lineKey{&m.slots[h%memoLines], h}
}

// has says whether the line of a key was kept.
func (m *lineMemo) has(k lineKey, line string) bool {
	return k.at != nil && k.at.hash == k.hash && k.at.age == m.age && k.at.text == line
}

// hasBytes is has for bytes.
func (m *lineMemo) hasBytes(k lineKey, line []byte) bool {
	return k.at != nil && k.at.hash == k.hash && k.at.age == m.age && k.at.text == string(line)
}

// put keeps the line of a key, from the second time on.
func (m *lineMemo) put(k lineKey, line string) {
	switch {
	case k.at == nil:
	case k.at.hash == k.hash && k.at.age == m.age:
		k.at.text = strings.Clone(line)
	default:
		*k.at = lineSlot{hash: k.hash, age: m.age}
	}
}
