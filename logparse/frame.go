package logparse

// startRun begins a run with the entry h. One that is still going on was cut off, unless it was put aside: see park.
func (b *Builder) startRun(h *head, p phase) {
	b.finishRun()
	s := b.newSession()
	s.File, s.Span, s.Offset, s.Stage = b.number, Span{h.line, h.line}, h.off, StageStart
	if p >= phaseConnecting {
		s.Stage = StageConnect
	}
	b.run = run{s: s, phase: p, start: h.sec, end: h.sec}
	s.EndFile = s.File
	if p == phaseCalling { // the lines above the call may be all that is left of its beginning, or all that was understood
		s.App, s.UniqueName, s.URL = b.pair.next.app, b.pair.next.unique, b.pair.next.url
	}
	b.pair.on, b.pair.listening, b.pair.heard, b.pair.next = false, false, len(b.log.Loose), names{}
	h.inRun = true
}

// newSession returns an empty session, with room for the calls of most runs.
func (b *Builder) newSession() *Session {
	n := len(b.spare)
	if n == 0 {
		return &Session{Calls: make([]Call, 0, 8)}
	}
	s := b.spare[n-1]
	b.spare = b.spare[:n-1]
	*s = Session{Calls: s.Calls[:0], Failures: s.Failures[:0]}
	return s
}

// enter is a line that stands once near the beginning of each run. (Where the run was already past it, breaks has ended it.)
func (b *Builder) enter(h *head, p phase) *Session {
	if b.run.s == nil {
		b.startRun(h, p)
	}
	b.giveUp()
	b.run.phase = p
	return b.run.s
}

func (b *Builder) scheduled(h *head) {
	switch h.k.said.verb {
	case saysPerforming:
		if b.parked.s != nil && b.parked.s.App == h.k.said.a {
			b.giveUp()
		}
		b.startRun(h, phaseStarted)
		b.run.s.App, b.run.s.Scheduled = h.k.said.a, true
	case saysPassword:
		b.pair.on = false
	default:
		b.generic(h, h.k.text)
	}
}

func (b *Builder) update(h *head) {
	r, what := &b.run, &h.k.said
	switch {
	case what.verb == saysStarted:
		b.startRun(h, phaseStarted)
		r.s.App, r.s.Manual = what.a, true
		return
	case what.verb != saysOther:
	case starts(h.k.text, "Enter a password"), starts(h.k.text, "Exception in"):
		b.begins(h, Failure{}, h.k.text)
		b.failed(b.fail.f.Stage)
		return
	case isCode(h.k.text), isException(h.k.text):
		b.generic(h, h.k.text)
		return
	}
	if r.s == nil {
		return
	}
	if r.s.App == "" {
		r.s.App = what.a
	}
	switch what.verb {
	case saysCompleted:
		r.complete, r.well = true, true
	case saysTroubled:
		r.errors = true
	case saysNoData:
		b.refuse("none")
	case saysEnded:
		r.over = true
	}
}

func (b *Builder) lock(h *head) {
	switch h.k.said.verb {
	case saysLocked:
		b.enter(h, phaseLocked)
	case saysUnlocked:
		b.run.over = b.run.s != nil
	}
}

// named keeps what is said of the application where no run is known to have begun.
func (b *Builder) named(h *head) {
	if b.pair.on {
		return
	}
	switch next := &b.pair.next; h.k.said.verb {
	case saysAppName:
		*next = names{app: h.k.said.a}
	case saysUniqueName:
		next.unique = h.k.said.a
	case saysAppURL:
		next.url = h.k.said.a
	}
}

func (b *Builder) instantiate(h *head) {
	if h.k.said.verb == saysInitiated {
		s := b.enter(h, phaseConnecting)
		s.Stage = max(s.Stage, StageConnect)
		return
	}
	if b.run.s == nil {
		b.named(h)
		return
	}
	switch h.k.said.verb {
	case saysAppName:
		b.run.s.App = h.k.said.a
	case saysUniqueName:
		b.run.s.UniqueName = h.k.said.a
	case saysAppURL:
		b.run.s.URL = h.k.said.a
	default:
		b.generic(h, h.k.text)
	}
}
