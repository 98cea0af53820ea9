package logparse

import "bytes"

// phase is how far the beginning of a run is written.
type phase uint8

const (
	phaseNone phase = iota
	phaseStarted
	phaseLocked
	phaseConnecting
	phaseCalling
)

// run is the run that is going on: a Session and what is known of its end.
type run struct {
	s         *Session
	phase     phase
	over      bool   // the lock was released; only closing lines still belong to it
	refused   string // authenticate's answer, when it ends the run: "nvu", "busy", "none"
	postponed bool
	fatal     Stage // where it failed for good; see failed
	failed    bool
	complete  bool // the service or the program said that all is done
	well      bool // the program said so: its word counts for more than closeConnection's answer, which a failed run gets as well
	reason    bool // getLastError told an error
	before    int  // failures before the newest request was asked for
	bare      int  // 1 + where the failure stands that a negative answer alone made; see negative
	troubled  bool // a scheduled turn "completed with some error", which follows runs without work as well
	errors    bool // the update "completed with errors"
	modal     bool // a dialog blocks QuickBooks
	calling   bool // the newest call has no answer yet
	callSec   int64
	// waitedUntil is when the first line after the open call was written
	waitedUntil int64
	start       int64
	end         int64
	listening   bool // a failure still wants to know what comes after it
	blocked     bool // it found the lock taken
}

// story lets the entry tell: it begins, continues or ends a run, or stands outside any.
func (b *Builder) story(h *head) {
	r := &b.run
	if b.parked.s != nil && (r.s == nil || r.blocked) && resumes(h) {
		b.unpark()
	}
	if r.s != nil && (r.over && !closes(h) || b.breaks(h)) && !b.park(h) {
		b.finishRun()
	}
	if r.s == nil && h.stamped && h.m.ofRun() && !b.pair.on && !(h.m == mUpdate && starts(h.k.text, "Enter a password")) &&
		!(h.m == mInstantiate && h.k.said.verb != saysInitiated) {
		b.startRun(h, phaseCalling)
	}
	h.inRun = r.s != nil && h.m != mHeader && h.m != mOrphan // a header alone does not show whether the run goes on
	if h.inRun {
		b.reaches(h.line)
		r.end = h.sec
		if r.calling && r.waitedUntil == 0 && h.m.stage() != r.s.Calls[len(r.s.Calls)-1].Stage {
			r.waitedUntil = h.sec
		}
		if r.listening {
			r.listening = hear(r.s.Failures, h.line, h.k.text, h.k.said.quote)
		}
	} else if b.pair.listening {
		b.pair.listening = hear(b.log.Loose[b.pair.heard:], h.line, h.k.text, h.k.said.quote) || b.pair.on
	}
	b.tell(h)
	b.pair.afterHeader = h.m == mHeader
}

// closes says whether the entry may still belong to a run whose lock was released.
func closes(h *head) bool {
	switch h.m {
	case mDoUpdate:
		return h.k.said.verb != saysStarted
	case mScheduled:
		return h.k.said.verb == saysOther && !starts(h.k.text, "Performing") && !has(h.k.text, "QBWC1030")
	case mUpdate:
		return !starts(h.k.text, "Enter a password")
	case mInfo, mTicket, mHeader, mOrphan:
		return true
	}
	return false
}

// breaks says whether the entry shows that the run is over although its end was not written: the beginning of something else.
func (b *Builder) breaks(h *head) bool {
	r := &b.run
	switch h.m {
	case mScheduled:
		return h.k.said.verb != saysOther || starts(h.k.text, "Performing")
	case mDoUpdate:
		return h.k.said.verb == saysStarted
	case mProgram, mAddBegin:
		return true
	case mSetLock:
		if h.k.said.verb == saysLocked {
			return r.phase >= phaseLocked
		}
		// Right after the header, a start of the program clears the lock that a crash left. A run that had come to its end is unlocked there
		// when the file was turned over in that moment.
		return b.pair.afterHeader && !r.complete && !r.failed && r.refused == "" && (h.k.said.verb == saysUnlocked || h.k.said.verb == saysFree)
	case mInstantiate:
		return r.phase >= phaseConnecting && h.k.said.verb == saysInitiated
	case mServerVersion:
		return r.s.Stage >= StageAuthenticate && h.k.said.verb == saysCalling // the log lost the lines between two runs
	}
	return false
}

// reaches extends the run to a line.
func (b *Builder) reaches(line int) {
	s, file := b.run.s, b.number
	if file == s.File {
		s.Span.Last = line
		return
	}
	if s.EndFile != file {
		s.EndFile, s.Rest = file, Span{First: line}
	}
	s.Rest.Last = line
}

// tell reads the entry by the method that wrote it.
func (b *Builder) tell(h *head) {
	switch h.m {
	case mProcess:
		b.process(h)
	case mSend, mReceive:
		b.exchange(h)
	case mSetLock:
		b.lock(h)
	case mGetLock:
		if bytes.HasSuffix(h.k.text, []byte("= TRUE")) {
			b.begins(h, Failure{Stage: StageStart}, h.k.text)
			b.run.blocked = b.run.s != nil
		}
	case mInstantiate:
		b.instantiate(h)
	case mServerVersion, mClientVersion, mAuthenticate, mUpdateWS, mLastError, mClose, mConnError:
		b.call(h)
	case mCheckCFN, mDelay:
		b.verdict(h)
	case mScheduled:
		b.scheduled(h)
	case mDoUpdate, mUpdate:
		b.update(h)
	case mConnect, mModal:
		b.quickBooks(h)
	case mFileLock, mDisconnect:
		if h.dump = has(h.k.text, "XML dump follows"); !h.dump {
			b.generic(h, h.k.text)
		}
	case mTicket:
	case mAddBegin, mAdd:
		b.adding(h)
	case mProgram:
		b.program(h)
	case mHeader, mOrphan:
	case mNone:
		if !b.generic(h, h.k.text) && len(h.k.text) > 0 && h.k.text[0] != '~' && !starts(h.k.text, prefix) {
			b.odd(h.line, h.k.text)
		}
	default:
		b.generic(h, h.k.text)
	}
}

// failed notes that the run cannot end well any more.
func (b *Builder) failed(stage Stage) {
	if r := &b.run; r.s != nil && !r.failed {
		r.failed, r.fatal = true, stage
	}
}

// waited is the time from the call that is open, or was the newest of this stage, to now; negative when not known.
func (r *run) waited(stage Stage, now int64) float64 {
	if r.s == nil || r.callSec == 0 || now < r.callSec || len(r.s.Calls) == 0 {
		return -1
	}
	if r.calling || r.s.Calls[len(r.s.Calls)-1].Stage == stage {
		return float64(now - r.callSec)
	}
	return -1
}
