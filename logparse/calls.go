package logparse

import (
	"bytes"
	"strconv"
	"strings"
)

// call reads the lines of the calls to the service but those that carry requests.
func (b *Builder) call(h *head) {
	text := h.text
	r := &b.run
	switch {
	case starts(text, "*** Calling"):
		stage := h.m.stage()
		b.calls(h, stage)
		b.arguments(h)
	case starts(text, "Received from"):
		b.answers(h)
	case starts(text, "Actual error received"):
		msg, ok := between(text, ": <", ">")
		if !ok {
			msg, _ = after(text, "call:")
		}
		b.unanswered(h)
		b.begins(h, Failure{}, msg)
	case starts(text, "Authenticating to application"):
		if r.s == nil {
			return
		}
		r.reach(StageAuthenticate)
		if name, ok := between(text, "application '", "', username"); ok && r.s.App == "" {
			r.s.App = b.intern(name)
		}
		if user, ok := between(text, "username = '", "'"); ok {
			r.s.User = b.intern(user)
		}
	case h.m == mClose && (starts(text, "Response received") || starts(text, "CloseConnection called")):
		if r.s != nil && starts(text, "Response received") {
			r.complete = true
		}
	case h.m == mAuthenticate && starts(text, "Done"), h.m == mClientVersion && starts(text, "This application agrees"):
	default:
		b.generic(h)
	}
}

// calls notes that a call went out.
func (b *Builder) calls(h *head, stage Stage) {
	r := &b.run
	if r.s == nil {
		return
	}
	r.reach(stage)
	r.phase = phaseCalling
	r.calling, r.callSec, r.waitedUntil = true, h.sec, 0
	c := Call{Stage: stage, File: len(b.log.Files) - 1, Line: h.line, Start: at(h.sec), Seconds: -1}
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
		if v, ok := quoted(h.text, `productVersion="`); ok {
			r.s.Version = b.intern(v)
			b.log.Version = r.s.Version
		}
	case mAuthenticate:
		if v, ok := after(h.text, `userName="`); ok {
			if i := bytes.Index(v, []byte(`"><password`)); i >= 0 {
				v = v[:i]
			} else if i := bytes.IndexByte(v, '"'); i >= 0 {
				v = v[:i]
			}
			r.s.User = b.intern(v)
		}
	case mConnError:
		b.quickBooksSays(h)
	}
}

// answers reads a "Received from" line.
func (b *Builder) answers(h *head) {
	switch h.m {
	case mServerVersion:
		v, _ := quoted(h.text, `serverVersionRet="`)
		b.returned(h, StageServerVersion, keep(v, maxAnswer))
	case mClientVersion:
		v, _ := quoted(h.text, `clientVersionRet="`)
		b.returned(h, StageClientVersion, keep(v, maxAnswer))
		if len(v) > 1 && v[1] == ':' && (v[0] == 'W' || v[0] == 'E' || v[0] == 'O') {
			b.begins(h, Failure{Stage: StageClientVersion}, v)
			if v[0] != 'W' { // after a warning the user may go on
				b.failed(StageClientVersion)
			}
		}
	case mClose:
		v, ok := quoted(h.text, `ccResponse="`)
		b.returned(h, StageClose, keep(v, maxAnswer))
		if ok && b.run.s != nil {
			b.run.complete = true
		}
	case mAuthenticate, mUpdateWS:
		b.answered(h, h.text)
	case mLastError:
		v, ok := quoted(h.text, `getLastErrorRet="`)
		if !ok {
			v, _ = quoted(h.text, `="`)
		}
		b.returned(h, StageReceiveResponse, keep(v, maxAnswer))
		if len(v) > 0 && !strings.EqualFold(string(v), "NoOp") && string(v) != "Interactive mode" && b.run.s != nil {
			b.begins(h, Failure{Stage: StageReceiveResponse}, v)
		}
	default:
		b.returned(h, h.m.stage(), "")
	}
}

// answered reads authenticate's four strings: ticket, what to do, postponement, shortest schedule. The ticket is not kept.
func (b *Builder) answered(h *head, text []byte) {
	r := &b.run
	if r.s == nil {
		return
	}
	v, ok := quoted(text, `authRet[1]="`)
	if !ok {
		b.returned(h, StageAuthenticate, "") // a copy that breaks the line after the ticket: the rest follows
		return
	}
	word := keep(trim(v), maxAnswer)
	if w := strings.ToLower(word); w == "nvu" || w == "none" || w == "busy" {
		word = w
	}
	b.returned(h, StageAuthenticate, word)
	if c := r.s.last(StageAuthenticate); c != nil {
		c.Answer = word
	}
	r.s.DelaySeconds = number(text, `authRet[2]="`)
	r.s.MinSchedule = number(text, `authRet[3]="`)
	switch word {
	case "nvu", "none", "busy":
		b.refuse(word)
		b.add(Failure{File: len(b.log.Files) - 1, Line: h.line, Last: h.line, Time: at(h.sec), Stage: StageAuthenticate, Answer: word,
			Source: h.sourceName(), Seconds: r.waited(StageAuthenticate, h.sec)}, true)
		if word == "busy" && r.s.DelaySeconds > 0 {
			r.postponed = true
		}
	default:
		r.postponed = r.s.DelaySeconds > 0
	}
}

// refuse notes an answer that ends the run before any work.
func (b *Builder) refuse(word string) {
	if r := &b.run; r.s != nil && r.refused == "" {
		r.refused = word
	}
}

// last returns the newest call of a stage.
func (s *Session) last(stage Stage) *Call {
	for i := len(s.Calls) - 1; i >= 0; i-- {
		if s.Calls[i].Stage == stage {
			return &s.Calls[i]
		}
	}
	return nil
}

func number(text []byte, mark string) float64 {
	v, ok := quoted(text, mark)
	if !ok || len(v) > 20 {
		return 0
	}
	n, err := strconv.ParseFloat(string(trim(v)), 64)
	if err != nil || !(n > 0 && n < 1e9) {
		return 0
	}
	return n
}

// verdict reads how the program says authenticate's answer in words. Where the answer itself was read, the words become its message.
func (b *Builder) verdict(h *head) {
	r := &b.run
	if h.m == mDelay {
		if r.s == nil {
			return
		}
		if secs, ok := after(h.text, "for next "); ok && r.s.DelaySeconds == 0 {
			n := 0
			for n < len(secs) && n < 9 && (secs[n] >= '0' && secs[n] <= '9') {
				n++
			}
			r.s.DelaySeconds, _ = strconv.ParseFloat(string(secs[:n]), 64)
		}
		if r.refused == "" || r.refused == "busy" {
			r.postponed = true
		}
		return
	}
	word := ""
	switch {
	case has(h.text, "Not a valid username"), has(h.text, "nvalid password"):
		word = "nvu"
	case has(h.text, "No data to exchange"), has(h.text, "No data exchange"):
		word = "none"
	case has(h.text, "busy"), has(h.text, "Busy"):
		word = "busy"
	default:
		b.generic(h)
		return
	}
	b.refuse(word)
	if r.s != nil {
		if n := len(r.s.Failures); n > 0 && r.s.Failures[n-1].Answer == word && r.s.Failures[n-1].Message == "" {
			r.s.Failures[n-1].Message = keep(h.text, maxMessage)
			r.s.Failures[n-1].Last = h.line
			return
		}
	}
	b.begins(h, Failure{Stage: StageAuthenticate, Answer: word}, h.text)
}
