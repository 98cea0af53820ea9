package logparse

import "bytes"

// join tells the Builder what was found in a block. Blocks come in the order of the log.
func (s *scanner) join(blk *block) {
	line, off := s.line, s.off
	for i := range blk.events {
		e := &blk.events[i]
		switch e.kind {
		case evEntry:
			s.b.takeEvent(e, line, off)
			if e.text.m == mUnknown {
				s.b.odd(line+int(e.line), blk.data[int(e.at)+stampLen:e.end])
			}
		case evLine:
			s.line, s.off, s.inner = line+int(e.line), off+int64(e.at), false
			s.whole(blk.data[e.at:e.end])
		case evOpening:
			s.b.opened(&blk.openings[e.more], line)
		case evStretch:
			if st := &blk.stretches[e.more]; !s.b.pass(e, st, line, off) {
				s.line, s.off = line+int(st.first), off+int64(st.offset)
				s.each(blk.data[st.offset:e.end])
			}
		}
	}
	s.line, s.off, s.inner = line+int(blk.lines), off+int64(len(blk.data)), false
}

// takeEvent takes the entry of an event, or the last one of a stretch. A text that was learnt is at hand already, while the block may
// be in another core's cache.
func (b *Builder) takeEvent(e *event, line int, off int64) {
	k := e.text
	name, what := k.name(), &k.said
	if !k.isLearnt {
		name, what = b.own(name), &nothing
		if k.weight == heavy || !k.m.weighed() {
			what = b.says(k.m, k.text())
		}
	}
	b.take(line+int(e.line), off+int64(e.at), e.sec, k.m, name, k.text(), what)
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
func (b *Builder) pass(e *event, st *stretch, line int, off int64) bool {
	r := &b.run
	if b.opt.OnEntry != nil || r.s == nil || b.fail.on {
		return false
	}
	if st.entries == 0 { // lines of the entry before
		h := &b.head
		if b.log.Stamped == 0 || !h.open || !h.inRun || b.xml.carrying() || !h.m.weighed() {
			return false
		}
		b.endStretch(st, line)
		return true
	}
	if b.from == 0 || r.blocked || r.over || r.listening || b.pair.afterHeader { // right after a header a freed lock says that there was a crash
		return false
	}
	if r.calling && r.waitedUntil == 0 && st.seen != stageBit(r.s.Calls[len(r.s.Calls)-1].Stage) {
		return false // one of these is the first line after the call's
	}
	b.reaches(line + int(st.first))
	b.log.Stamped += int(st.entries) - 1
	b.log.Entries += int(st.entries) - 1
	if st.reached {
		r.reach(StageQuickBooks)
		r.s.Requests += int(st.answered)
	}
	b.takeEvent(e, line, off)
	b.endStretch(st, line)
	return true
}

// endStretch takes the lines after the last entry of a stretch.
func (b *Builder) endStretch(st *stretch, line int) {
	b.head.last = line + int(st.last)
	if st.lastText > 0 {
		b.reaches(line + int(st.lastText) - 1)
	}
}
