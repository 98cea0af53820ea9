package logparse

import "strings"

// call reads the lines of the calls to the service but those that carry requests.
func (b *Builder) call(h *head) {
	r := &b.run
	switch h.k.said.verb {
	case saysCalling:
		b.calls(h, h.m.stage())
		b.arguments(h)
	case saysReceived:
		b.answers(h)
	case saysAuthenticating:
		if r.s == nil {
			return
		}
		r.reach(StageAuthenticate)
		if r.s.App == "" {
			r.s.App = h.k.said.a
		}
		if h.k.said.ok {
			r.s.User = h.k.said.b
		}
	case saysClosed:
		if r.s != nil {
			r.complete = true
		}
	case saysDone:
	default:
		if !starts(h.k.text, "Actual error received") {
			b.generic(h, h.k.text)
			return
		}
		msg, ok := between(h.k.text, ": <", ">")
		if !ok {
			msg, _ = after(h.k.text, "call:")
		}
		b.unanswered(h)
		b.begins(h, Failure{}, msg)
	}
}

// calls notes that a call went out.
func (b *Builder) calls(h *head, stage Stage) {
	r := &b.run
	if r.s == nil {
		return
	}
	r.reach(stage)
	if stage == StageSendRequest {
		r.before = len(r.s.Failures)
	}
	r.phase = phaseCalling
	r.calling, r.callSec, r.waitedUntil = true, h.sec, 0
	c := Call{Stage: stage, File: b.number, Line: h.line, Start: at(h.sec), Seconds: -1}
	if len(r.s.Calls) < maxCalls {
		r.s.Calls = append(r.s.Calls, c)
	} else {
		r.s.Calls[maxCalls-1] = c
	}
}

func (r *run) reach(stage Stage) { r.s.Stage = max(r.s.Stage, stage) }

// unanswered notes how long the open call took to fail.
func (b *Builder) unanswered(h *head) {
	if r := &b.run; r.s != nil && r.calling && len(r.s.Calls) > 0 {
		r.s.Calls[len(r.s.Calls)-1].Seconds = float64(h.sec - r.callSec)
		r.calling = false
	}
}

// returned notes the answer of the newest call of a stage. In a log that lost the call's line, the answer alone makes a Call.
func (b *Builder) returned(h *head, stage Stage, answer string) {
	r := &b.run
	if r.s == nil {
		return
	}
	r.reach(stage)
	n := len(r.s.Calls)
	if n == 0 || r.s.Calls[n-1].Stage != stage || !r.calling {
		if n > 0 && r.s.Calls[n-1].Stage == stage {
			return // said twice
		}
		b.calls(h, stage)
		n = len(r.s.Calls)
		r.s.Calls[n-1].Start = at(0)
		r.s.Calls[n-1].Answered, r.s.Calls[n-1].Answer = true, answer
		r.calling = false
		return
	}
	c := &r.s.Calls[n-1]
	c.Answered, c.Answer, c.Seconds = true, answer, float64(h.sec-r.callSec)
	r.calling = false
}

// arguments reads what a call sent along: the version, the user's name, what QuickBooks said.
func (b *Builder) arguments(h *head) {
	r := &b.run
	if r.s == nil {
		return
	}
	switch h.m {
	case mClientVersion:
		if h.k.said.ok {
			r.s.Version, b.log.Version = h.k.said.a, h.k.said.a
		}
	case mAuthenticate:
		if h.k.said.ok {
			r.s.User = h.k.said.a
		}
	case mConnError:
		b.quickBooksSays(h)
	}
}

// refuses says whether an answer of clientVersion is a warning (W:), an error (E:) or a wish for another version (O:).
func refuses(answer string) bool {
	return len(answer) > 1 && answer[1] == ':' && (answer[0] == 'W' || answer[0] == 'E' || answer[0] == 'O')
}

// answers reads a "Received from" line.
func (b *Builder) answers(h *head) {
	switch h.m {
	case mServerVersion:
		b.returned(h, StageServerVersion, cutAnswer(h.k.said.a))
	case mClientVersion:
		v := h.k.said.a
		b.returned(h, StageClientVersion, cutAnswer(v))
		if refuses(v) {
			b.begins(h, Failure{Stage: StageClientVersion}, []byte(v))
			if v[0] != 'W' { // after a warning the user may go on
				b.failed(StageClientVersion)
			}
		}
	case mClose:
		b.returned(h, StageClose, cutAnswer(h.k.said.a))
		if h.k.said.ok && b.run.s != nil {
			b.run.complete = true
		}
	case mAuthenticate, mUpdateWS:
		b.answered(h, &h.k.said)
	case mLastError:
		v, ok := quoted(h.k.text, `getLastErrorRet="`)
		if !ok {
			v, _ = quoted(h.k.text, `="`)
		}
		b.returned(h, StageReceiveResponse, keep(v, maxAnswer))
		if len(v) > 0 && !strings.EqualFold(string(v), "NoOp") && string(v) != "Interactive mode" && b.run.s != nil {
			if tellsError(v) {
				b.explained()
				b.run.reason = true
			}
			b.begins(h, Failure{Stage: StageReceiveResponse}, v)
		}
	default:
		b.returned(h, h.m.stage(), "")
	}
}
