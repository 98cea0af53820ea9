package logparse

// finishRun ends the run that is going on, if one is, and says how it came out.
func (b *Builder) finishRun() {
	if b.run.s == nil {
		return
	}
	s := b.conclude()
	b.run = run{}
	b.finished(s)
}

// finished tells of a run that is over, and counts it.
func (b *Builder) finished(s *Session) {
	b.rejoin(s)
	if b.part {
		b.done = append(b.done, s)
		return
	}
	if b.opt.Several {
		if s.EndFile != b.number { // the file before this one ended in it
			b.over.held = append(b.over.held, s)
			return
		}
		if len(b.over.held) > 0 {
			b.release(s)
		}
		if b.repeats(s, false) {
			b.spare = append(b.spare, s)
			return
		}
	}
	b.count(s)
}

// count counts a run, and tells of it, where it is wanted.
func (b *Builder) count(s *Session) {
	if b.opt.Select != nil && !b.opt.Select(s) {
		b.log.Passed++
		return
	}
	b.log.Sessions++
	gone := b.apps.add(s, b.opt.Keep)
	if b.opt.OnSession != nil {
		b.opt.OnSession(s)
	}
	if b.opt.Reuse {
		b.spare = append(b.spare, gone...)
	}
}

// conclude says how the run that is going on comes out if nothing more follows.
func (b *Builder) conclude() *Session {
	r := &b.run
	s := r.s
	s.Start, s.End = at(r.start), at(r.end)
	if r.over && r.calling && !r.postponed && !r.failed && r.refused == "" && !r.complete && len(s.Calls) > 0 {
		b.silence(s)
	}
	s.Outcome = r.outcome()
	if s.Outcome == Failed {
		s.Stage = r.failedIn()
	}
	for i := range s.Failures { // name and address may stand below a failure
		s.Failures[i].App, s.Failures[i].URL = s.App, s.URL
	}
	return s
}

// silence makes a failure of a call that never got an answer in a run that ended all the same.
func (b *Builder) silence(s *Session) {
	r := &b.run
	c := &s.Calls[len(s.Calls)-1]
	for i := range s.Failures {
		if s.Failures[i].Stage == c.Stage {
			return
		}
	}
	wait := r.waitedUntil
	if wait < r.callSec {
		wait = r.end
	}
	c.Seconds = float64(wait - r.callSec)
	s.Failures = append(s.Failures, Failure{File: s.File, Line: c.Line, Last: c.Line, Time: at(wait), Stage: c.Stage,
		Message: "no answer to " + c.Stage.String(), Seconds: c.Seconds})
	r.failed, r.fatal = true, c.Stage
}

// outcome weighs what the run showed. What ends a run for good comes first; a run without an end decides nothing.
func (r *run) outcome() Outcome {
	switch {
	case r.refused == "nvu":
		return Failed
	case r.failed, r.errors && r.hurt():
		return Failed
	case r.postponed && !(r.complete && r.s.Stage >= StageSendRequest):
		return Postponed
	case r.refused == "busy":
		return Failed
	case r.refused == "none":
		return NoWork
	case r.complete && r.blamed():
		return Failed
	case r.complete:
		return OK
	case r.modal && (r.over || r.troubled || r.errors):
		return Failed
	case r.over || r.troubled || r.errors:
		// It ended, and nothing said how. A failure that was written makes it a failed run, and so does "completed with errors"; the
		// end of a scheduled turn does not: it stands after runs without work as well.
		if r.errors || len(r.s.Failures) > 0 {
			return Failed
		}
	}
	return CutOff
}

// blamed says whether a run whose connection was closed in good order failed all the same: the service told an error before, and the
// program does not tell of a good end. Where the log has the end, and no complaint in it, the service's text was no error.
func (r *run) blamed() bool { return r.reason && !r.well && (r.troubled || !r.over) }

// hurt says whether a failure stands in the run that nothing took back.
func (r *run) hurt() bool {
	for i := range r.s.Failures {
		f := &r.s.Failures[i]
		if f.Stage >= StageAuthenticate && f.Answer == "" && (r.modal || !isRetry(f.Code)) {
			return true
		}
	}
	return false
}

// failedIn is the stage in which a failed run failed.
func (r *run) failedIn() Stage {
	switch {
	case r.failed && r.fatal != StageUnknown:
		return r.fatal
	case r.refused != "":
		return StageAuthenticate
	case len(r.s.Failures) > 0:
		return r.s.Failures[len(r.s.Failures)-1].Stage
	}
	return r.s.Stage
}
