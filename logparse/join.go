package logparse

import "bytes"

// join tells the Builder what was found in a block. Blocks come in the order of the log.
func (s *scanner) join(blk *block) {
	line, off := s.line, s.off
	for i := range blk.events {
		e := &blk.events[i]
		switch e.kind {
		case evEntry:
			s.b.takeEvent(e, blk.data, line, off)
			if e.m == mUnknown {
				s.b.odd(line+int(e.line), blk.data[int(e.at)+stampLen:e.end])
			}
		case evLine:
			s.line, s.off, s.inner = line+int(e.line), off+int64(e.at), false
			s.whole(blk.data[e.at:e.end])
		case evOpening:
			s.b.opened(&blk.openings[e.at], line)
		case evStretch:
			if !s.b.pass(e, blk.data, line, off) {
				s.line, s.off = line+int(e.first), off+int64(e.offset)
				s.each(blk.data[e.offset:e.end])
			}
		}
	}
	s.line, s.off, s.inner = line+int(blk.lines), off+int64(len(blk.data)), false
}

// takeEvent takes the entry of an event, or the last one of a stretch. A known text is at hand already, while the block may be in
// another core's cache.
func (b *Builder) takeEvent(e *event, data []byte, line int, off int64) {
	line, off = line+int(e.line), off+int64(e.at)
	if k := e.known; k != nil {
		b.take(line, off, e.sec, k.m, k.body[k.nameAt:k.nameEnd], k.body[k.textAt:k.textEnd], &k.said)
		return
	}
	body := data[int(e.at)+stampLen:]
	text, what := body[e.textAt:e.textEnd], &nothing
	if e.weight == heavy || !e.m.weighed() {
		what = b.says(e.m, text)
	}
	b.take(line, off, e.sec, e.m, b.own(body[e.nameAt:e.nameEnd]), text, what)
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
func (b *Builder) pass(e *event, data []byte, line int, off int64) bool {
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
	if b.from == 0 || r.blocked || r.over || r.listening || b.pair.afterHeader { // right after a header a freed lock says that there was a crash
		return false
	}
	if r.calling && r.waitedUntil == 0 && e.seen != stageBit(r.s.Calls[len(r.s.Calls)-1].Stage) {
		return false // one of these is the first line after the call's
	}
	b.reaches(line + int(e.first))
	b.log.Stamped += int(e.entries) - 1
	b.log.Entries += int(e.entries) - 1
	if e.reached {
		r.reach(StageQuickBooks)
		r.s.Requests += int(e.answered)
	}
	b.takeEvent(e, data, line, off)
	b.endStretch(e, line)
	return true
}

// endStretch takes the lines after the last entry of a stretch.
func (b *Builder) endStretch(e *event, line int) {
	b.head.last = line + int(e.last)
	if e.lastText > 0 {
		b.reaches(line + int(e.lastText) - 1)
	}
}
