package logparse

import "bytes"

// lines hands on whole lines, each with its end, as whole does, and is several times faster where a log is as the Web Connector
// writes it: texts that came before are known and need not be taken apart, and lines that say nothing to the run that is going on are
// counted and passed over. s has a memo.
func (s *scanner) lines(data []byte) {
	near := rareIn(data)
	b, memo := s.b, s.memo
	line, from := s.line, s.off
	for pos := 0; pos < len(data); {
		if k, end := memo.expected(data, pos); k != nil { // most of a run is that
			if sec, ok := s.clock.read(data[pos:]); ok {
				memo.found(k)
				b.takeKnown(line, from+int64(pos), sec, k)
				line++
				pos = end + 1
				continue
			}
		}
		if end, n := b.passOver(data, pos, &near, line); n > 0 {
			line += n
			pos = end
			continue
		}
		end := pos + bytes.IndexByte(data[pos:], '\n') // there is one
		s.line, s.off = line, from+int64(pos)
		s.entry(data[pos:end])
		line++
		pos = end + 1
	}
	s.line, s.off, s.inner = line, from+int64(len(data)), false
}

// entry hands on a line.
func (s *scanner) entry(line []byte) {
	s.inner = false
	sec, stamped := s.clock.read(line)
	if !stamped {
		s.whole(line)
		return
	}
	body := line[stampLen:]
	if k := s.memo.find(body); k != nil {
		s.b.takeKnown(s.line, s.off, sec, k)
		return
	}
	if len(line) > pieceSize || s.clock.stampIn(line, stampLen) >= 0 {
		s.whole(line)
		return
	}
	m, name, text := s.memo.split(body)
	text = trimRight(text)
	if w := weigh(m, text); w == heavy || !s.b.light(s.line, s.off, sec, s.b.passing(m, w, name, text)) {
		s.b.take(s.line, s.off, sec, s.b.own(m, name, text), body)
	}
	if s.memo.wants(body) {
		s.memo.learn(body)
	}
}

// takeKnown takes an entry of a known text.
func (b *Builder) takeKnown(line int, off, sec int64, k *known) {
	if k.weight != heavy && b.light(line, off, sec, k) {
		return
	}
	b.take(line, off, sec, k, k.body)
}

// light takes an entry of a run that goes on, where story would do no more than count it and let it tell. It says whether that is so;
// if not, it did nothing.
func (b *Builder) light(line int, off, sec int64, k *known) bool {
	r, h := &b.run, &b.head
	// Right after a header a freed lock says that there was a crash.
	if r.s == nil || b.fail.on || r.over || r.listening || r.blocked || b.pair.afterHeader || b.from == 0 || r.s.File != b.number {
		return false
	}
	if r.calling && r.waitedUntil == 0 && k.stage != r.s.Calls[len(r.s.Calls)-1].Stage {
		r.waitedUntil = sec
	}
	switch k.weight {
	case worked:
		r.s.Requests++
		fallthrough
	case working:
		r.reach(StageQuickBooks)
	}
	r.end, r.s.Span.Last = sec, line
	b.to = sec
	b.log.Stamped++
	b.log.Entries++
	h.open, h.stamped, h.inRun, h.dump, h.strange = true, true, true, k.weight == dumps, false
	h.line, h.last, h.off, h.sec = line, line, off, sec
	h.m, h.k = k.m, k
	b.xml.tail = b.xml.tail[:0]
	if k.weight == calm {
		b.tell(h)
	}
	return true
}

// passOver passes over lines without a stamp that say nothing to the entry above them, from pos on. It returns where they end, and how
// many they were.
func (b *Builder) passOver(data []byte, pos int, near *rare, line int) (end, lines int) {
	h, r := &b.head, &b.run
	if !h.inRun || !h.open || b.fail.on || r.s == nil || !h.m.weighed() || b.xml.carrying() || r.s.File != b.number {
		return pos, 0
	}
	for pos < len(data) {
		n := bytes.IndexByte(data[pos:], '\n') + 1 // there is one
		if n > pieceSize || near.utc.nextUTC(pos, pos+n) {
			break
		}
		light, blank := isLightLine(data[pos:pos+n], pos, near)
		if !light {
			break
		}
		h.last = line + lines
		if !blank {
			r.s.Span.Last = line + lines
		}
		pos += n
		lines++
	}
	return pos, lines
}

// rare finds the bytes that tell apart the lines of an XML dump that say something.
type rare struct{ utc, equals finder }

func rareIn(data []byte) rare {
	return rare{utc: finder{data: data, c: 'U', at: -1}, equals: finder{data: data, c: '=', at: -1}}
}

// finder finds a byte that is rare, so that one search serves many lines.
type finder struct {
	data []byte
	c    byte
	at   int // of the newest one found; before that -1
}

// next returns where the byte stands next, from pos on; len(data) when nowhere. Positions asked for only grow.
func (f *finder) next(pos int) int {
	if pos > f.at {
		f.search(pos)
	}
	return f.at
}

func (f *finder) search(pos int) {
	f.at = len(f.data)
	if n := bytes.IndexByte(f.data[pos:], f.c); n >= 0 {
		f.at = pos + n
	}
}

// nextUTC says whether "UTC" stands between from and to.
func (f *finder) nextUTC(from, to int) bool {
	for at := f.next(from); at+2 < to; at = f.next(at + 1) {
		if f.data[at+1] == 'T' && f.data[at+2] == 'C' {
			return true
		}
	}
	return false
}
