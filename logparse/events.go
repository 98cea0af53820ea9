package logparse

import "bytes"

// event is what a block's worker found: an entry with a stamp, taken apart; a stretch of lines that weigh nothing; or a line to be
// looked at again where the order of the log is known.
type event struct {
	kind eventKind
	m    method // of the entry, or of the last entry of the stretch
	seen uint8  // of a stretch: the stageBits of its entries

	line, at int // of the entry or the last entry of the stretch, counted from the block's beginning
	sec      int64
	name     []byte
	text     []byte
	raw      []byte // the entry's line, without its end; or the stretch, with its line ends

	// Of a stretch.
	first    int  // its first line
	offset   int  // of its first byte
	entries  int  // with a stamp
	last     int  // its last line
	lastText int  // its last line without a stamp that is not blank, after the last entry; 0: none
	reached  bool // QuickBooks was reached in an entry before the last one
	answered int  // by QuickBooks in entries before the last one
	weight   weight
}

type eventKind uint8

const (
	evLine    eventKind = iota // a line that needs the scanner
	evEntry                    // one entry
	evStretch                  // light entries with light lines after them; or such lines alone
)

// block is a part of the log that ends with a line end, and what was found in it.
type block struct {
	buf    []byte
	data   []byte // the part of buf that holds it
	lines  int
	events []event
	clock  clock
	done   chan struct{} // gets one value when the block was looked through
}

// look finds the block's events. It needs nothing but the block: what a line means for a run is left to whoever takes the events.
func (b *block) look() {
	b.events, b.lines = b.events[:0], 0
	u := finder{data: b.data, c: 'U'}
	for pos := 0; pos < len(b.data); b.lines++ {
		end := pos + bytes.IndexByte(b.data[pos:], '\n') // there is one: the block ends with it
		b.lookAt(pos, end, &u)
		pos = end + 1
	}
}

// lookAt makes an event of a line, or lets the one before reach over it.
func (b *block) lookAt(pos, end int, u *finder) {
	line := b.data[pos:end:end]
	sec, stamped := b.clock.read(line)
	from := pos
	if stamped {
		from += stampLen
	}
	if len(line) > pieceSize || u.next(from) < end && b.clock.stampIn(line, from-pos) >= 0 {
		b.events = append(b.events, event{kind: evLine, line: b.lines, at: pos, raw: line})
		return
	}
	if !stamped {
		if light, blank := isLightLine(line); light {
			e := b.stretch(pos, end, false)
			if !blank {
				e.lastText = b.lines + 1
			}
		} else {
			b.events = append(b.events, event{kind: evLine, line: b.lines, at: pos, raw: line})
		}
		return
	}
	m, name, text := splitMethod(line[stampLen:])
	text = trimRight(text)
	w := weigh(m, text)
	if w == heavy {
		b.events = append(b.events, event{kind: evEntry, m: m, line: b.lines, at: pos, sec: sec, name: name, text: text, raw: line})
		return
	}
	e := b.stretch(pos, end, true)
	e.reached = e.reached || e.weight >= working
	if e.weight == worked {
		e.answered++
	}
	e.entries++
	e.seen |= stageBit(m.stage())
	e.m, e.line, e.at, e.sec, e.name, e.text, e.weight, e.lastText = m, b.lines, pos, sec, name, text, w, 0
}

// stretch returns the stretch that goes on with this line, or a new one. An entry does not go on with lines that belong to
// the entry before the stretch.
func (b *block) stretch(pos, end int, entry bool) *event {
	n := len(b.events)
	if n == 0 || b.events[n-1].kind != evStretch || entry && b.events[n-1].entries == 0 {
		b.events = append(b.events, event{kind: evStretch, first: b.lines, offset: pos})
		n++
	}
	e := &b.events[n-1]
	e.last, e.raw = b.lines, b.data[e.offset:end+1]
	return e
}

// stageBit tells the stages apart that light entries stand in.
func stageBit(s Stage) uint8 {
	switch s {
	case StageSendRequest:
		return 1
	case StageReceiveResponse:
		return 2
	case StageQuickBooks:
		return 4
	}
	return 0
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
