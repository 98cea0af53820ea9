package logparse

import (
	"bytes"
	"strconv"
	"strings"
)

// answered reads authenticate's four strings: ticket, what to do, postponement, shortest schedule. The ticket is not kept.
func (b *Builder) answered(h *head, text []byte) {
	r := &b.run
	if r.s == nil {
		return
	}
	_, rest, _ := bytes.Cut(text, []byte(`authRet[1]=`))
	v, ok := quoted(rest, `"`)
	if !ok {
		b.returned(h, StageAuthenticate, "") // a copy that breaks the line after the ticket: the rest follows
		return
	}
	rest = rest[len(v):]
	word := cutAnswer(b.intern(trim(v)))
	for _, w := range [...]string{"nvu", "none", "busy"} {
		if strings.EqualFold(word, w) {
			word = w
		}
	}
	b.returned(h, StageAuthenticate, word)
	if c := r.s.last(StageAuthenticate); c != nil {
		c.Answer = word
	}
	r.s.DelaySeconds = number(rest, `authRet[2]="`)
	r.s.MinSchedule = number(rest, `authRet[3]="`)
	switch word {
	case "nvu", "none", "busy":
		b.refuse(word)
		b.add(Failure{File: b.number, Line: h.line, Last: h.line, Time: at(h.sec), Stage: StageAuthenticate, Answer: word,
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
	if v = trim(v); len(v) == 0 {
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
