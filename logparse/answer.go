package logparse

import (
	"bytes"
	"strconv"
	"strings"
)

// isAnswer says whether a line goes on with authenticate's four strings: a copy broke the line between them.
func isAnswer(text []byte) bool {
	return has(text[:min(len(text), 24)], "authRet[") && bytes.IndexByte(text, '=') >= 0
}

// saysAnswered reads authenticate's four strings: ticket, what to do (a; ok: it is there), postponement, shortest schedule. The ticket
// is not kept.
func saysAnswered(text []byte, str func([]byte) string) said {
	what := said{verb: saysReceived}
	rest := authRet(text, '1')
	v, ok := quoted(rest, `"`)
	if !ok {
		return what
	}
	rest = rest[len(v):]
	what.a, what.ok = cutAnswer(str(trim(v))), true
	for _, w := range [...]string{"nvu", "none", "busy"} {
		if strings.EqualFold(what.a, w) {
			what.a = w
		}
	}
	what.delay, what.schedule = number(authRet(rest, '2')), number(authRet(rest, '3'))
	return what
}

// authRet is what follows authRet[n]= in a text; nil where that is not there.
func authRet(text []byte, n byte) []byte {
	for {
		i := bytes.IndexByte(text, '[')
		if i < 0 {
			return nil
		}
		rest := text[i+1:]
		if len(rest) > 2 && rest[0] == n && rest[1] == ']' && rest[2] == '=' && bytes.HasSuffix(text[:i], []byte("authRet")) {
			return rest[3:]
		}
		text = rest
	}
}

// answered takes authenticate's answer.
func (b *Builder) answered(h *head, what *said) {
	r := &b.run
	if r.s == nil {
		return
	}
	if !what.ok {
		b.returned(h, StageAuthenticate, "") // a copy that breaks the line after the ticket: the rest follows
		return
	}
	word := what.a
	b.returned(h, StageAuthenticate, word)
	if c := r.s.last(StageAuthenticate); c != nil {
		c.Answer = word
	}
	r.s.DelaySeconds, r.s.MinSchedule = what.delay, what.schedule
	switch word {
	case "nvu", "none", "busy":
		b.refuse(word)
		b.add(Failure{File: b.number, Line: h.line, Last: h.line, Time: at(h.sec), Stage: StageAuthenticate, Answer: word,
			Source: b.source(h), Seconds: r.waited(StageAuthenticate, h.sec)}, true)
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

// number reads a quoted number at the beginning of a text; anything else is 0.
func number(text []byte) float64 {
	if !starts(text, `"`) {
		return 0
	}
	v, _ := quoted(text, `"`)
	if v = trim(v); len(v) == 0 || len(v) > 20 {
		return 0
	}
	n, err := strconv.ParseFloat(string(v), 64)
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
		if secs, ok := after(h.k.text, "for next "); ok && r.s.DelaySeconds == 0 {
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
	if h.k.said.verb != saysVerdict {
		b.generic(h, h.k.text)
		return
	}
	word := h.k.said.a
	b.refuse(word)
	if r.s != nil {
		if n := len(r.s.Failures); n > 0 && r.s.Failures[n-1].Answer == word && r.s.Failures[n-1].Message == "" {
			r.s.Failures[n-1].Message = h.k.message()
			r.s.Failures[n-1].Last = h.line
			return
		}
	}
	b.begins(h, Failure{Stage: StageAuthenticate, Answer: word}, h.k.text)
}
