package logparse

import "bytes"

// event is what a block's worker found: an entry with a stamp, taken apart; a stretch of lines that weigh nothing; or a line to be
// looked at again where the order of the log is known.
type event struct {
	kind eventKind
	seen uint16 // of a stretch: the stageBits of its entries

	reached  bool   // of a stretch: QuickBooks was reached in an entry before the last one
	parts           // of the entry, or of the last entry of the stretch
	known    *known // the same text, if it is known
	sec      int64  // of the entry
	line     int32  // of the line, or of the last entry of the stretch, counted from the block's beginning
	at       int32  // its first byte, in the block
	end      int32  // of the line without its end, or of the stretch with its last line's end
	first    int32  // of a stretch: its first line
	offset   int32  // of its first byte
	entries  int32  // with a stamp
	answered int32  // by QuickBooks in entries before the last one
	last     int32  // its last line
	lastText int32  // one more than its last line that has no stamp and is not blank, after the last entry; 0: none
}

// nameEnd is what stands between a method's name and its text.
const nameEnd = "() : "

type eventKind uint8

const (
	evLine    eventKind = iota // a line that needs the scanner
	evEntry                    // one entry
	evStretch                  // light entries with light lines after them; or such lines alone
	evOpening                  // the opening of a run; at is its place among the block's openings
)

// block is a part of the log that ends with a line end, and what was found in it.
type block struct {
	number   int // in the text, from 0
	buf      []byte
	data     []byte // the part of buf that holds it
	lines    int32
	events   []event
	openings []opening
	open     opening // the one that may be going on
	apart    bool    // each entry is asked for: openings are not put together
	clock    clock
	memo     *memo // of the worker
	// The newest method as it stands after a stamp, up to the text: "\t: Name() : ".
	head    []byte
	method  method
	nameLen int
}

// look finds the block's events. It needs nothing but the block: what a line means for a run is left to whoever takes the events.
func (b *block) look() {
	b.events, b.openings, b.open.step, b.lines = b.events[:0], b.openings[:0], 0, 0
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
			} else if e := b.stretch(pos, end, false); !blank {
				e.lastText = b.lines + 1
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
	b.entry(pos, end, sec, &k.parts).known = k
	if !b.apart {
		b.opens(k, sec)
	}
}

// whole leaves a line to the scanner.
func (b *block) whole(pos, end int) {
	b.events = append(b.events, event{kind: evLine, line: b.lines, at: int32(pos), end: int32(end)})
}

// entry makes an event of an entry, or lets the stretch before reach over it.
func (b *block) entry(pos, end int, sec int64, p *parts) *event {
	var e *event
	if p.weight == heavy {
		b.events = append(b.events, event{kind: evEntry, end: int32(end)})
		e = &b.events[len(b.events)-1]
	} else {
		e = b.stretch(pos, end, true)
		e.reached = e.reached || e.weight >= working
		if e.weight == worked {
			e.answered++
		}
		e.entries++
		e.seen |= stageBit(p.m.stage())
		e.lastText = 0
	}
	e.parts, e.known, e.line, e.at, e.sec = *p, nil, b.lines, int32(pos), sec
	return e
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
	p := parts{m: m, weight: weigh(m, text)}
	p.nameAt, p.nameEnd = place(body, name)
	p.textAt, p.textEnd = place(body, text)
	b.entry(pos, end, sec, &p)
	if b.memo.wants(body) {
		k := &known{parts: p, said: says(m, text, kept), body: bytes.Clone(body)}
		k.said.quote = quoteOf(text)
		b.memo.learn(k)
	}
}

// kept copies a name for a text that is known.
func kept(b []byte) string { return keep(b, maxName) }

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
func (b *block) stretch(pos, end int, entry bool) *event {
	n := len(b.events)
	if n == 0 || b.events[n-1].kind != evStretch || entry && b.events[n-1].entries == 0 || !entry && b.events[n-1].entries > 0 && !b.events[n-1].m.weighed() {
		b.events = append(b.events, event{kind: evStretch, first: b.lines, offset: int32(pos)})
		n++
	}
	e := &b.events[n-1]
	e.last, e.end = b.lines, int32(end+1)
	return e
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
