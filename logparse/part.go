package logparse

import (
	"bytes"
	"slices"
)

// block is a part of the log that ends with a line end. A run leaves nothing behind that the next one depends on, so the lines
// from the first one on that begins a run can be read without what stands before the block, by a Builder of the block's own.
type block struct {
	number int // in the text, from 0
	buf    []byte
	data   []byte // the part of buf that holds it
	begin  int    // where that first line stands in data; its end where there is none
	b      *Builder
	s      scanner
}

func newBlock(file int) *block {
	b := NewBuilder(Options{})
	b.part, b.number, b.file = true, file, new(File)
	return &block{b: b, s: scanner{b: b, memo: newMemo()}}
}

// read reads the block from the first line on that begins a run. Lines and offsets count from the block's beginning.
func (p *block) read() {
	if p.begin = p.firstRun(); p.begin == len(p.data) {
		return
	}
	p.b.again()
	p.s.line, p.s.off = 1+bytes.Count(p.data[:p.begin], []byte{'\n'}), int64(p.begin)
	p.s.lines(p.data[p.begin:])
}

// firstRun says where the first line stands that begins a run.
func (p *block) firstRun() int {
	pos := 0
	for {
		rest := p.data[pos:]
		at := bytes.Index(rest, []byte(performing))
		if at < 0 {
			at = len(rest)
		}
		if n := bytes.Index(rest[:at], []byte(hasStarted)); n >= 0 {
			at = n
		}
		if at == len(rest) {
			return len(p.data)
		}
		from := bytes.LastIndexByte(rest[:at], '\n') + 1
		end := at + bytes.IndexByte(rest[at:], '\n')
		if p.beginsRun(rest[from:end]) {
			return pos + from
		}
		pos += end + 1
	}
}

// beginsRun says whether a line is one entry that begins a run.
func (p *block) beginsRun(line []byte) bool {
	if _, ok := p.s.clock.read(line); !ok || len(line) > pieceSize || p.s.clock.stampIn(line, stampLen) >= 0 {
		return false
	}
	m, _, text := splitMethod(line[stampLen:])
	verb := says(m, text, func([]byte) string { return "" }).verb
	return verb == saysPerforming || verb == saysStarted && m == mDoUpdate
}

// join goes on with a block that was read: the lines before its first run, then what its Builder made of the rest.
func (s *scanner) join(p *block) {
	line, off := s.line, s.off
	s.memo = p.s.memo
	s.lines(p.data[:p.begin])
	if p.begin == len(p.data) {
		return
	}
	first := p.begin + bytes.IndexByte(p.data[p.begin:], '\n') + 1
	s.lines(p.data[p.begin:first])
	if !s.b.adopt(p.b, line-1, off) {
		s.lines(p.data[first:])
		return
	}
	s.line, s.off, s.inner = line-1+p.s.line, off+p.s.off, false
}

// again makes b new, for another part.
func (b *Builder) again() {
	*b.log = Log{Loose: b.log.Loose[:0], Strange: b.log.Strange[:0]}
	*b.file = File{}
	b.from, b.to, b.warned = 0, 0, 0
	b.head, b.run, b.parked, b.pair = head{}, run{}, run{}, pairing{}
	b.fail.on = false
	b.xml.tail = b.xml.tail[:0]
	clear(b.done)
	b.done = b.done[:0]
}

// adopt takes over what the Builder of a part made of the lines from one on that begins a run, and that b has just read as well. It
// does nothing and returns false where an older run still waits to go on. line and off are what lines and offsets of the part
// count from.
func (b *Builder) adopt(p *Builder, line int, off int64) bool {
	if b.parked.s != nil || b.run.s == nil {
		return false
	}
	b.spare = append(b.spare, b.run.s) // the part has begun the same run
	l := p.log
	b.log.Stamped += l.Stamped - 1
	b.log.Entries += l.Entries - 1
	b.log.NotUnderstood += l.NotUnderstood
	b.file.NotUnderstood += p.file.NotUnderstood
	if l.Version != "" {
		b.log.Version = l.Version
	}
	for _, s := range l.Strange[:min(len(l.Strange), maxStrange-len(b.log.Strange))] {
		s.Number += line
		b.log.Strange = append(b.log.Strange, s)
	}
	if p.warned > 0 {
		b.warned = line + p.warned
	}

	for _, s := range p.done {
		s.shift(line, off)
		b.finished(s)
	}
	b.run, b.parked = p.run, p.parked
	b.run.s.shift(line, off)
	b.parked.s.shift(line, off)
	b.pair = p.pair
	b.pair.heard += len(b.log.Loose)
	for _, f := range l.Loose {
		f.shift(line)
		b.loose(f)
	}
	b.pair.heard = min(b.pair.heard, len(b.log.Loose)) // a copy of another file's is not kept
	b.fail, p.fail = p.fail, b.fail                    // and the buffers
	b.fail.f.shift(line)
	b.xml.tail = append(b.xml.tail[:0], p.xml.tail...)

	b.to = p.to
	b.head = p.head
	h := &b.head
	h.line, h.last, h.off = h.line+line, h.last+line, h.off+off
	b.name = append(b.name[:0], h.k.name...) // the part's will be used again
	b.fresh = known{m: h.m, name: b.name, text: h.k.text, said: h.k.said}
	h.k = &b.fresh

	n := max(0, len(b.spare)-len(p.done))
	p.spare = append(p.spare, b.spare[n:]...)
	b.spare = slices.Delete(b.spare, n, len(b.spare))
	return true
}

// shift makes lines and offsets that count from the beginning of a part those of the log.
func (s *Session) shift(line int, off int64) {
	if s == nil {
		return
	}
	s.Offset += off
	s.Span.First, s.Span.Last = s.Span.First+line, s.Span.Last+line
	for i := range s.Calls {
		s.Calls[i].Line += line
	}
	for i := range s.Failures {
		s.Failures[i].shift(line)
	}
}

func (f *Failure) shift(line int) { f.Line, f.Last = f.Line+line, f.Last+line }
