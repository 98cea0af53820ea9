package logparse

// joins says where lines of a pasted text end that were broken on its way and are read as one: the number of the last piece by the number of
// the first, in the file that is being read. While a text is read a line has one number, its first; what has an end gets it here.
type joins map[int]int

// joinsOf finds the joined lines of a cleaned text; nil where there are none.
func joinsOf(lines []cleaned) joins {
	var out joins
	for _, l := range lines {
		if l.last > l.number {
			if out == nil {
				out = joins{}
			}
			out[l.number] = l.last
		}
	}
	return out
}

// end is the last line of the text that a line is a part of.
func (j joins) end(line int) int { return max(line, j[line]) }

// rejoin corrects where a run ends, and its failures, as far as that is in the file that is being read. To do it twice changes nothing.
func (b *Builder) rejoin(s *Session) {
	if b.joins == nil || s == nil {
		return
	}
	if s.File == b.number {
		s.Span.Last = b.joins.end(s.Span.Last)
	}
	if s.EndFile == b.number && s.EndFile != s.File {
		s.Rest.Last = b.joins.end(s.Rest.Last)
	}
	b.rejoinFailures(s.Failures)
}

func (b *Builder) rejoinFailures(list []Failure) {
	for i := range list {
		if f := &list[i]; f.File == b.number {
			f.Last = b.joins.end(f.Last)
		}
	}
}

// rejoinAll corrects what is still open when the file ends.
func (b *Builder) rejoinAll() {
	if b.joins == nil {
		return
	}
	b.rejoin(b.run.s)
	b.rejoin(b.parked.s)
	b.rejoinFailures(b.log.Loose)
}
