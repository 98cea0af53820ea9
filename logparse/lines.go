package logparse

import "bytes"

// lines hands on whole lines, each with its end, as whole does, and is several times faster where a log is as the Web Connector
// writes it: texts that came before are known and need not be taken apart, and lines that say nothing to the run that is going on are
// counted and passed over. s has a memo.
func (s *scanner) lines(data []byte) {
	u, eq := finder{data: data, c: 'U'}, finder{data: data, c: '='}
	b := s.b
	for pos := 0; pos < len(data); s.line++ {
		if k := s.memo.expected(); k != nil { // most of a run is that, and compared at once it need not be searched
			end := pos + stampLen + len(k.body)
			if end < len(data) && data[end] == '\n' && bytes.Equal(data[pos+stampLen:end], k.body) {
				if sec, ok := s.clock.read(data[pos:]); ok {
					s.memo.found(k)
					b.takeKnown(s.line, s.off, sec, k)
					s.off += int64(end + 1 - pos)
					pos = end + 1
					continue
				}
			}
		}
		end := pos + bytes.IndexByte(data[pos:], '\n') // there is one
		line := data[pos:end]
		sec, stamped := s.clock.read(line)
		switch {
		case stamped:
			if k := s.memo.find(line[stampLen:]); k != nil {
				b.takeKnown(s.line, s.off, sec, k)
				s.off += int64(len(line))
			} else {
				s.whole(line)
				if s.memo.wants(line[stampLen:]) && s.clock.stampIn(line, stampLen) < 0 {
					s.memo.learn(line[stampLen:])
				}
			}
		case len(line) > pieceSize, u.nextUTC(pos, end) && s.clock.stampIn(line, 0) >= 0, !b.passes(s.line, line, pos, &eq):
			s.whole(line)
		default:
			s.off += int64(len(line))
		}
		s.off++
		s.inner = false
		pos = end + 1
	}
}

// takeKnown takes an entry of a known text.
func (b *Builder) takeKnown(line int, off, sec int64, k *known) {
	if k.weight != heavy && b.light(line, off, sec, k) {
		return
	}
	b.take(line, off, sec, k.m, k.name, k.text, &k.said)
	if k.m == mUnknown {
		b.odd(line, k.body)
	}
}

// light takes an entry that weighs nothing, where it would do no more than be counted. It says whether that is so; if not, it did nothing.
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
	h.m, h.name, h.text, h.source, h.said = k.m, k.name, k.text, "", &k.said
	b.xml.tail = b.xml.tail[:0]
	return true
}

// passes takes a line without a stamp that says nothing to the entry above it, and says whether it is one. If not, it did nothing.
func (b *Builder) passes(line int, text []byte, pos int, eq *finder) bool {
	h, r := &b.head, &b.run
	if !h.inRun || !h.open || b.fail.on || r.s == nil || !h.m.weighed() || b.xml.carrying() || r.s.File != b.number {
		return false
	}
	light, blank := isLightLine(text, pos, eq)
	if !light {
		return false
	}
	h.last = line
	if !blank {
		r.s.Span.Last = line
	}
	return true
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
