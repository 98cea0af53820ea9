package logparse

import "bytes"

// event is what a block's worker found: an entry with a stamp, taken apart; a stretch of lines that weigh nothing; or a line to be
// looked at again where the order of the log is known. It is small, because a block has thousands, and two cores hand them on.
type event struct {
	text *known // of the entry, or of the last entry of the stretch
	sec  int64  // of the entry
	line int32  // of the line, or of the last entry of the stretch, counted from the block's beginning
	at   int32  // its first byte, in the block
	end  int32  // of the line without its end, or of the stretch with its last line's end
	more int32  // the place of the stretch or of the opening among the block's
	kind eventKind
}

// stretch is what is known of a stretch of lines beside its event.
type stretch struct {
	first    int32  // its first line
	offset   int32  // of its first byte
	entries  int32  // with a stamp
	answered int32  // by QuickBooks in entries before the last one
	last     int32  // its last line
	lastText int32  // one more than its last line that has no stamp and is not blank, after the last entry; 0: none
	seen     uint16 // the stageBits of its entries
	reached  bool   // QuickBooks was reached in an entry before the last one
}

// nameEnd is what stands between a method's name and its text.
const nameEnd = "() : "

type eventKind uint8

const (
	evLine    eventKind = iota // a line that needs the scanner
	evEntry                    // one entry
	evStretch                  // light entries with light lines after them; or such lines alone
	evOpening                  // the opening of a run
)

// block is a part of the log that ends with a line end, and what was found in it.
type block struct {
	number    int // in the text, from 0
	buf       []byte
	data      []byte // the part of buf that holds it
	lines     int32
	events    []event
	stretches []stretch
	openings  []opening
	open      opening  // the one that may be going on
	fresh     []*known // texts that are not known, to be used again
	freshUsed int
	apart     bool // each entry is asked for: openings are not put together
	clock     clock
	memo      *memo // of the worker
	// The newest method as it stands after a stamp, up to the text: "\t: Name() : ".
	head    []byte
	method  method
	nameLen int
}

// look finds the block's events. It needs nothing but the block: what a line means for a run is left to whoever takes the events.
func (b *block) look() {
	b.events, b.stretches, b.openings, b.freshUsed = b.events[:0], b.stretches[:0], b.openings[:0], 0
	b.open.step, b.lines = 0, 0
	data := b.data
	u, eq := finder{data: data, c: 'U'}, finder{data: data, c: '='}
	for pos := 0; pos < len(data); b.lines++ {
		if end, ok := b.asExpected(pos); ok {
			pos = end + 1
			continue
		}
		end := pos + bytes.IndexByte(data[pos:], '\n') // there is one: the block ends with it
		line := data[pos:end]
		sec, stamped := b.clock.read(line)
		if !stamped {
			b.open.step = 0
		}
		switch {
		case stamped:
			if k := b.memo.find(line[stampLen:]); k != nil {
				b.knownEntry(pos, end, sec, k)
			} else {
				b.open.step = 0
				b.takeApart(pos, end, sec)
			}
		case len(line) > pieceSize, u.nextUTC(pos, end) && b.clock.stampIn(line, 0) >= 0:
			b.whole(pos, end)
		default:
			if light, blank := isLightLine(line, pos, &eq); !light {
				b.whole(pos, end)
			} else if _, st := b.stretch(pos, end, false); !blank {
				st.lastText = b.lines + 1
			}
		}
		pos = end + 1
	}
}

// asExpected makes an event of the line at pos if it is the entry that came here the last time, and says where it ends. Most of a
// run is that, and compared at once it need not be searched.
func (b *block) asExpected(pos int) (end int, ok bool) {
	k := b.memo.expected()
	if k == nil {
		return 0, false
	}
	end = pos + stampLen + len(k.body)
	if end >= len(b.data) || b.data[end] != '\n' || !bytes.Equal(b.data[pos+stampLen:end], k.body) {
		return 0, false
	}
	sec, ok := b.clock.read(b.data[pos:end])
	if !ok {
		return 0, false
	}
	b.memo.found(k)
	b.knownEntry(pos, end, sec, k)
	return end, true
}

// knownEntry is entry for a text that is known.
func (b *block) knownEntry(pos, end int, sec int64, k *known) {
	b.entry(pos, end, sec, k)
	if !b.apart {
		b.opens(k, sec)
	}
}

// whole leaves a line to the scanner.
func (b *block) whole(pos, end int) {
	b.events = append(b.events, event{kind: evLine, line: b.lines, at: int32(pos), end: int32(end)})
}

// entry makes an event of an entry, or lets the stretch before reach over it.
func (b *block) entry(pos, end int, sec int64, k *known) {
	if k.weight == heavy {
		b.events = append(b.events, event{kind: evEntry, text: k, sec: sec, line: b.lines, at: int32(pos), end: int32(end)})
		return
	}
	e, st := b.stretch(pos, end, true)
	if st.entries > 0 {
		st.reached = st.reached || e.text.weight >= working
		if e.text.weight == worked {
			st.answered++
		}
	}
	st.entries++
	st.seen |= stageBit(k.m.stage())
	st.lastText = 0
	e.text, e.sec, e.line, e.at = k, sec, b.lines, int32(pos)
}

// takeApart is entry for a text that is not known. The text is learnt when it seems to come back.
func (b *block) takeApart(pos, end int, sec int64) {
	if end-pos > pieceSize || b.clock.stampIn(b.data[pos:end], stampLen) >= 0 {
		b.whole(pos, end)
		return
	}
	body := b.data[pos+stampLen : end]
	m, name, text := b.split(body)
	text = trimRight(text)
	k := b.unknown()
	k.m, k.weight, k.body = m, weigh(m, text), body
	k.nameAt, k.nameEnd = place(body, name)
	k.textAt, k.textEnd = place(body, text)
	b.entry(pos, end, sec, k)
	if b.memo.wants(body) {
		b.memo.learn(k.learnt())
	}
}

// unknown returns room for a text that is the block's own.
func (b *block) unknown() *known {
	if b.freshUsed == len(b.fresh) {
		b.fresh = append(b.fresh, new(known))
	}
	b.freshUsed++
	return b.fresh[b.freshUsed-1]
}

// split is splitMethod with a short way for an entry of the same method as the one before, as most are.
func (b *block) split(body []byte) (m method, name, text []byte) {
	if n := len(b.head); n > 0 && bytes.HasPrefix(body, b.head) {
		return b.method, body[n-len(nameEnd)-b.nameLen : n-len(nameEnd)], body[n:]
	}
	m, name, text = splitMethod(body)
	n := len(body) - len(text)
	if at := n - len(nameEnd) - len(name); len(name) > 0 && at >= 0 && string(body[n-len(nameEnd):n]) == nameEnd && bytes.Equal(body[at:at+len(name)], name) &&
		bytes.IndexByte(name, '(') < 0 && bytes.IndexByte(body[:at], '(') < 0 {
		b.method, b.nameLen = m, len(name)
		b.head = append(b.head[:0], body[:n]...)
	}
	return m, name, text
}

// place says where a part of a text stands in it. A nil part is an empty one anywhere.
func place(all, part []byte) (from, to int32) {
	if part == nil {
		return 0, 0
	}
	at := cap(all) - cap(part)
	return int32(at), int32(at + len(part))
}

// stretch returns the stretch that goes on with this line, or a new one. An entry does not go on with lines that belong to
// the entry before the stretch, nor do lines with an entry that has none.
func (b *block) stretch(pos, end int, entry bool) (*event, *stretch) {
	if !b.goesOn(entry) {
		b.events = append(b.events, event{kind: evStretch, more: int32(len(b.stretches))})
		b.stretches = append(b.stretches, stretch{first: b.lines, offset: int32(pos)})
	}
	e, st := &b.events[len(b.events)-1], &b.stretches[len(b.stretches)-1]
	st.last, e.end = b.lines, int32(end+1)
	return e, st
}

// goesOn says whether the newest event is a stretch that can go on.
func (b *block) goesOn(entry bool) bool {
	n := len(b.events)
	if n == 0 || b.events[n-1].kind != evStretch {
		return false
	}
	entries := b.stretches[len(b.stretches)-1].entries
	if entry {
		return entries > 0
	}
	return entries == 0 || b.events[n-1].text.m.weighed()
}

// stageBit tells the stages apart that light entries stand in.
func stageBit(s Stage) uint16 { return 1 << s }

// nextUTC says whether "UTC" stands between from and to.
func (f *finder) nextUTC(from, to int) bool {
	for at := f.next(from); at+2 < to; at = f.next(at + 1) {
		if f.data[at+1] == 'T' && f.data[at+2] == 'C' {
			return true
		}
	}
	return false
}

// finder finds a byte that is rare, so that one search serves many lines.
type finder struct {
	data []byte
	c    byte
	at   int // of the newest one found
	any  bool
}

// next returns where the byte stands next, from pos on; len(data) when nowhere. Positions asked for only grow.
func (f *finder) next(pos int) int {
	if f.any && pos <= f.at {
		return f.at
	}
	f.any = true
	if n := bytes.IndexByte(f.data[pos:], f.c); n >= 0 {
		f.at = pos + n
	} else {
		f.at = len(f.data)
	}
	return f.at
}
