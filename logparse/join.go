package logparse

import "bytes"

// join tells the Builder what was found in a block. Blocks come in the order of the log.
func (s *scanner) join(blk *block) {
	line, off := s.line, s.off
	for i := range blk.events {
		e := &blk.events[i]
		switch e.kind {
		case evEntry:
			s.b.take(line+e.line, off+int64(e.at), e.sec, e.m, e.name, e.text)
			if e.m == mUnknown {
				s.b.odd(line+e.line, e.raw[stampLen:])
			}
		case evLine:
			s.line, s.off, s.inner = line+e.line, off+int64(e.at), false
			s.whole(e.raw)
		case evStretch:
			if !s.b.pass(e, line, off) {
				s.line, s.off = line+e.first, off+int64(e.offset)
				s.each(e.raw)
			}
		}
	}
	s.line, s.off, s.inner = line+blk.lines, off+int64(len(blk.data)), false
}

// each hands on the lines of a part that ends with a line end.
func (s *scanner) each(part []byte) {
	for len(part) > 0 {
		end := bytes.IndexByte(part, '\n')
		s.inner = false
		s.whole(part[:end])
		s.off++
		s.line++
		part = part[end+1:]
	}
}

// pass takes a stretch as a whole, where each of its lines alone would do no more than be counted. It says whether that is so;
// if not, it did nothing.
func (b *Builder) pass(e *event, line int, off int64) bool {
	r := &b.run
	if b.opt.OnEntry != nil || r.s == nil || b.fail.on {
		return false
	}
	if e.entries == 0 { // lines of the entry before
		h := &b.head
		if b.log.Stamped == 0 || !h.open || !h.inRun || b.xml.carrying() || !h.m.weighed() {
			return false
		}
		b.endStretch(e, line)
		return true
	}
	if b.from == 0 || r.over || r.listening {
		return false
	}
	if r.calling && r.waitedUntil == 0 && e.seen != stageBit(r.s.Calls[len(r.s.Calls)-1].Stage) {
		return false // one of these is the first line after the call's
	}
	b.reaches(line + e.first)
	b.log.Stamped += e.entries - 1
	b.log.Entries += e.entries - 1
	if e.reached {
		r.reach(StageQuickBooks)
		r.s.Requests += e.answered
	}
	b.take(line+e.line, off+int64(e.at), e.sec, e.m, e.name, e.text)
	b.endStretch(e, line)
	return true
}

// endStretch takes the lines after the last entry of a stretch.
func (b *Builder) endStretch(e *event, line int) {
	b.head.last = line + e.last
	if e.lastText > 0 {
		b.reaches(line + e.lastText - 1)
	}
}
