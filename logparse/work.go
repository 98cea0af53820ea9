package logparse

import "bytes"

// exchange reads the lines of sendRequestXML and receiveResponseXML. Most of a log are these, and most of them weigh nothing.
func (b *Builder) exchange(h *head) {
	text := h.k.text
	if len(text) == 0 {
		return
	}
	switch weigh(h.m, text) {
	case light:
		return
	case dumps:
		h.dump = true
		return
	}
	switch text[0] {
	case '<':
		h.dump = true
		b.xml.read(b, h.line, text, false)
		return
	case '*':
		b.calls(h, h.m.stage())
		return
	case 'R':
		if starts(text, "Received from") {
			b.returned(h, h.m.stage(), "")
			if h.m == mReceive {
				b.negative(h)
			}
			return
		}
	case 'h', 'm':
		if starts(text, "more=") {
			b.negative(h)
			return
		}
		if starts(text, "hresult=") || starts(text, "message=") {
			b.quickBooksSays(h)
			return
		}
	case 'D':
		if starts(text, "Done. No more") {
			b.run.complete, b.run.well = true, true
			return
		}
	}
	b.generic(h, h.k.text)
}

// process reads the lines of the request that QuickBooks works on.
func (b *Builder) process(h *head) {
	r := &b.run
	switch w := weigh(mProcess, h.k.text); {
	case w == dumps:
		h.dump = true
	case w == working || w == worked:
		if r.s != nil {
			r.reach(StageQuickBooks)
			if w == worked {
				r.s.Requests++
			}
		}
	case starts(h.k.text, "Sending error message back"):
		b.begins(h, Failure{Stage: StageQuickBooks}, nil)
		b.failed(StageQuickBooks)
	default:
		b.generic(h, h.k.text)
	}
}

// quickBooksSays reads hresult="…" and message="…" as the program sends them to the service. It is the refusal that was
// already written where QuickBooks gave it; it counts by itself only where the log lost that line.
func (b *Builder) quickBooksSays(h *head) {
	r := &b.run
	if r.s == nil {
		return
	}
	if v, ok := quoted(h.k.text, `hresult="`); ok && len(v) > 0 {
		code := hresultIn(v)
		if code == "" {
			return
		}
		if f := r.s.refusal(); f == nil || f.HResult != code {
			msg, _ := quoted(h.k.text, `message="`)
			b.begins(h, Failure{Stage: StageQuickBooks, HResult: code}, msg)
			b.failed(StageQuickBooks)
		}
		return
	}
	if v, ok := quoted(h.k.text, `message="`); ok && len(v) > 0 {
		if f := r.s.refusal(); f != nil && f.Message == "" {
			f.Message, f.Last = hideTickets(keep(v, maxMessage)), h.line
		}
	}
}

// refusal is the newest failure when it is one of QuickBooks.
func (s *Session) refusal() *Failure {
	if n := len(s.Failures); n > 0 && s.Failures[n-1].HResult != "" {
		return &s.Failures[n-1]
	}
	return nil
}

// quickBooks reads how QuickBooks is reached, in a run or while adding an application.
func (b *Builder) quickBooks(h *head) {
	switch {
	case h.k.said.verb == saysConnected:
		b.run.modal = false
		if b.run.s != nil {
			b.run.reach(StageQuickBooks)
		}
	case h.k.said.verb == saysConnecting:
	case h.m == mModal && has(h.k.text, "QBWC"), h.m == mModal && has(h.k.text, "error"):
		msg, ok := between(h.k.text, "error: <", ">")
		if !ok {
			msg = h.k.text
		}
		code, rest := cutCode(msg)
		b.begins(h, Failure{Stage: StageQuickBooks, Code: code, HResult: hresultIn(msg)}, rest)
		b.run.modal = true
	default:
		b.generic(h, h.k.text)
	}
}

// isFailureCode is false for the codes that tell of something else: questions, summaries, and the end of a scheduled turn, good or bad.
func isFailureCode(code string) bool {
	switch code {
	case "QBWC1016", "QBWC1017", "QBWC1018", "QBWC1019", "QBWC1020", "QBWC1031":
		return false
	}
	return true
}

// isRetry knows the codes under which the program waits for the user and tries again: only the end shows what came of it.
func isRetry(code string) bool { return code == "QBWC1007" || code == "QBWC1022" || code == "QBWC1053" }

// generic looks for a code, an HRESULT or an exception in a text of an entry, of any method, and says whether there was one.
func (b *Builder) generic(h *head, text []byte) bool {
	i := bytes.Index(text, []byte("QBWC"))
	for i >= 0 && !isCode(text[i:]) {
		n := bytes.Index(text[i+1:], []byte("QBWC"))
		if n < 0 {
			i = -1
		} else {
			i += n + 1
		}
	}
	switch {
	case i >= 0:
		code, rest := cutCode(text[i:])
		if !isFailureCode(code) {
			if code == "QBWC1031" && b.run.s != nil {
				b.run.troubled = true
			}
			return true
		}
		f := Failure{Code: code, Stage: stageOf(code)}
		if m := h.m.stage(); m != StageUnknown && m != StageStart {
			f.Stage = m
		}
		if b.pair.on {
			f.Stage = StagePairing
		}
		if name, ok := between(rest, "named '", "'"); ok {
			f.App = b.intern(name)
		}
		if b.run.s != nil {
			b.unanswered(h)
		}
		b.begins(h, f, rest)
		switch {
		case isRetry(code):
			b.run.modal = true
		case code != "QBWC1015": // QuickBooks was left untidily: the work was done by then
			b.failed(b.fail.f.Stage)
		}
	case h.m == mInfo:
		return false
	case isException(text), starts(text, "HRESULT"):
		b.begins(h, Failure{HResult: hresultIn(text)}, text)
		if h.m != mUnknown {
			b.failed(b.fail.f.Stage)
		}
	default:
		return false
	}
	return true
}

// isException knows the texts of .NET's exceptions where no code announces them.
func isException(text []byte) bool {
	return starts(text, "Exception") || starts(text, "System.") && has(text, "Exception:") || starts(text, announced)
}

// codeNames spares a copy of the codes that a log is full of.
var codeNames = [...]string{"QBWC1012", "QBWC1031"}

func codeName(code []byte) string {
	for _, name := range codeNames {
		if string(code) == name {
			return name
		}
	}
	return string(code)
}

// cutCode takes the code off the front of a text: "QBWC1012: Authentication failed" or "QBWC1012 Authentication failed".
func cutCode(text []byte) (code string, rest []byte) {
	text = trim(text)
	if !isCode(text) {
		return "", text
	}
	rest = bytes.TrimLeft(text[8:], ": \t\r\n")
	return codeName(text[:8]), bytes.TrimPrefix(rest, []byte("\uff1a"))
}
