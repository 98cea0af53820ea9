package logparse

// opening is what stands between the line that begins a scheduled run and its call of authenticate, where each line is the one that
// every run has there: twelve entries or so that together name the run. They mean the same in each run, because a run has just
// begun, so a worker can put them together.
type opening struct {
	step  openingStep // what should come next
	first int         // in block.events: the place after the line that begins the run

	entries          int // after that line, with a stamp
	app, unique, url string
	user, version    string
	hasUser          bool
	hasVersion       bool
	server, client   openingCall
	last             int32 // the last line
	end              int64 // and its time
}

// openingCall is one of the two calls that ask for versions.
type openingCall struct {
	line           int32
	start, seconds int64
	answer         string
}

// openingStep is one of the entries that say something, in their order.
type openingStep uint8

const (
	stepPerforming openingStep = iota
	stepLocked
	stepInitiated
	stepAppName
	stepUniqueName
	stepAppURL
	stepServer // the call, then its answer
	_
	stepClient
	_
	stepUser
	stepCall
)

var openingSteps = [...]struct {
	m    method
	verb verb
}{
	{mScheduled, saysPerforming}, {mSetLock, saysLocked}, {mInstantiate, saysInitiated}, {mInstantiate, saysAppName},
	{mInstantiate, saysUniqueName}, {mInstantiate, saysAppURL}, {mServerVersion, saysCalling}, {mServerVersion, saysReceived},
	{mClientVersion, saysCalling}, {mClientVersion, saysReceived}, {mAuthenticate, saysAuthenticating}, {mAuthenticate, saysCalling},
}

// opens looks at an entry that was just put among the events, and puts the events of a whole opening together into one.
func (b *block) opens(k *known, sec int64) {
	o := &b.open
	if o.step > 0 && o.step < stepCall && k.weight == light && !k.m.weighed() {
		o.entries++
		return
	}
	if want := openingSteps[o.step]; k.m != want.m || k.said.verb != want.verb {
		if o.step = 0; k.said.verb != saysPerforming {
			return
		}
	}
	what := &k.said
	switch o.step {
	case stepPerforming:
		*o = opening{first: len(b.events)}
	case stepAppName:
		o.app = what.a
	case stepUniqueName:
		o.unique = what.a
	case stepAppURL:
		o.url = what.a
	case stepServer:
		o.server = openingCall{line: b.lines, start: sec}
	case stepServer + 1:
		o.server.answer, o.server.seconds = what.a, sec-o.server.start
	case stepClient:
		o.client = openingCall{line: b.lines, start: sec}
		o.version, o.hasVersion = what.a, what.ok
	case stepClient + 1:
		o.client.answer, o.client.seconds = what.a, sec-o.client.start
		if refuses(what.a) {
			o.step = 0
			return
		}
	case stepUser:
		if o.app == "" {
			o.app = what.a
		}
		o.user, o.hasUser = what.b, what.ok
		o.last, o.end = b.lines, sec
	case stepCall:
		b.putTogether()
		return
	}
	if o.step > 0 {
		o.entries++
	}
	o.step++
}

// putTogether puts one event in the place of those between the line that begins the run and the newest one, the call of authenticate.
func (b *block) putTogether() {
	call := b.events[len(b.events)-1]
	b.openings = append(b.openings, b.open)
	b.events = append(b.events[:b.open.first], event{kind: evOpening, more: int32(len(b.openings) - 1)}, call)
	b.open.step = 0
}

// opened takes the opening of a run that has just begun. It does what its entries would do one by one; line is the number of the
// block's first line.
func (b *Builder) opened(o *opening, line int) {
	b.endEntry()
	b.giveUp() // the run took the lock
	b.log.Stamped += o.entries
	b.log.Entries += o.entries
	b.to = o.end
	r, s := &b.run, b.run.s
	s.App, s.UniqueName, s.URL = o.app, o.unique, o.url
	if o.hasVersion {
		s.Version, b.log.Version = o.version, o.version
	}
	if o.hasUser {
		s.User = o.user
	}
	s.Calls = append(s.Calls, o.server.call(StageServerVersion, s.File, line), o.client.call(StageClientVersion, s.File, line))
	r.reach(StageAuthenticate)
	r.phase, r.end = phaseCalling, o.end
	b.reaches(line + int(o.last))
}

func (c *openingCall) call(stage Stage, file, line int) Call {
	return Call{Stage: stage, File: file, Line: line + int(c.line), Start: at(c.start), Seconds: float64(c.seconds), Answered: true, Answer: cutAnswer(c.answer)}
}
