package logparse

import "bytes"

// failing is the failure whose continuation lines are being read.
type failing struct {
	on    bool
	toRun bool
	f     Failure
	part  failPart
	msg   []byte // the sentence
	info  []byte // what follows "More info:"
	stack []byte

	wordings map[string]wording // what texts of failures came to: the same failure comes back in run after run
	key      []byte
}

type failPart uint8

const (
	inMessage failPart = iota
	inInfo
	inStack
	inRest // the request that was refused: not ours to keep
)

// begins opens a failure of the entry h; text is what its first line says, without the code. Its continuation lines follow.
func (b *Builder) begins(h *head, f Failure, text []byte) {
	if b.fail.on {
		b.commit()
	}
	f.File, f.Line, f.Last, f.Time, f.Seconds = b.number, h.line, h.line, at(h.sec), -1
	if f.Source == "" {
		f.Source = b.source(h)
	}
	if f.Stage == StageUnknown {
		f.Stage = h.m.stage()
	}
	w := &b.fail
	w.on, w.f, w.part = true, f, inMessage
	w.msg = append(w.msg[:0], text[:min(len(text), maxMessage)]...)
	w.info, w.stack = w.info[:0], w.stack[:0]
	w.toRun = h.inRun && b.run.s != nil
	if w.toRun {
		w.f.Seconds = b.run.waited(f.Stage, h.sec)
	}
}

// add takes a continuation line of the failure.
func (w *failing) add(line int, part, text []byte) {
	w.f.Last = line
	switch {
	case starts(text, "More info"):
		w.part = inInfo
		if _, rest, ok := bytes.Cut(text, []byte(":")); ok {
			w.info = join(w.info, trim(rest), maxInner)
		}
	case starts(text, "StackTrace"):
		w.part = inStack
		if _, rest, ok := bytes.Cut(text, []byte("=")); ok {
			w.stack = join(w.stack, trim(rest), maxStack)
		}
	case starts(text, "Source =") || starts(text, "Source="):
		w.part = inRest
	case starts(text, "Request that failed"), starts(text, "XML dump follows"):
		w.part = inRest
	case starts(text, "HRESULT"):
		if w.f.HResult == "" {
			w.f.HResult = hresultIn(text)
		}
		w.part = inMessage
	case starts(text, "Message:") && w.f.HResult != "":
		w.msg = append(w.msg[:0], trim(text[len("Message:"):])...)
		w.part = inMessage
	case w.part == inMessage && isFrame(part):
		w.part = inStack
		w.stack = join(w.stack, text, maxStack)
	case w.part == inMessage:
		w.msg = join(w.msg, text, maxMessage)
	case w.part == inInfo:
		w.info = join(w.info, text, maxInner)
	case w.part == inStack:
		w.stack = join(w.stack, text, maxStack)
	}
}

func join(buf, text []byte, n int) []byte {
	if room := n - len(buf) - 1; room > 0 && len(text) > 0 {
		if len(buf) > 0 {
			buf = append(buf, '\n')
		}
		buf = append(buf, text[:min(room, len(text))]...)
	}
	return buf
}

// isFrame knows a frame of a stack trace in any language: indented, one short word, then a method with its arguments.
func isFrame(part []byte) bool {
	if len(part) == 0 || part[0] != ' ' && part[0] != '\t' {
		return false
	}
	text := trim(part)
	if starts(text, "---") {
		return true
	}
	word, rest, ok := bytes.Cut(text, []byte(" "))
	if !ok || len(word) > 6 {
		return false
	}
	p := bytes.IndexByte(rest, '(')
	return p > 0 && bytes.IndexByte(rest[:p], '.') > 0 && bytes.IndexByte(rest[:p], ' ') < 0
}

// commit ends the failure that is open and puts it where it belongs.
func (b *Builder) commit() {
	b.fail.on = false
	b.add(b.fail.soFar(), b.fail.toRun)
}

// soFar is the failure as far as its lines were read.
func (w *failing) soFar() Failure {
	f, t := w.f, w.words()
	f.Message, f.Inner, f.Stack = t.message, t.inner, t.stack
	return f
}

// add puts a failure into the run, or among the loose ones. A run keeps its first failures, the log its newest loose ones.
func (b *Builder) add(f Failure, toRun bool) {
	if toRun && b.run.s != nil {
		s := b.run.s
		f.App, f.URL = s.App, s.URL
		if len(s.Failures) < MaxFailures {
			s.Failures = append(s.Failures, f)
			b.run.listening = b.run.listening || f.Answer != "none" // nothing takes back that there is no work
		}
		return
	}
	if f.App == "" {
		f.App, f.URL = b.pair.app(f.Stage)
	}
	b.loose(f)
	b.pair.failed++
	b.pair.listening = true
}

// loose keeps a failure outside any run, and the newest of those before it.
func (b *Builder) loose(f Failure) {
	if b.opt.Several && b.heardBefore(&f) {
		return
	}
	b.log.Loose = append(b.log.Loose, f)
	if len(b.log.Loose) >= 2*maxLoose { // Finish takes off the rest
		b.log.Loose = append(b.log.Loose[:0], b.log.Loose[maxLoose:]...)
		b.pair.heard = max(0, b.pair.heard-maxLoose)
	}
}

// hear notes what was written after a failure, for signatures that a later line takes back. quote is the text as it is kept, where
// that is known.
func hear(list []Failure, line int, text []byte, quote string) (room bool) {
	if len(text) == 0 {
		return true
	}
	for i := max(0, len(list)-MaxFailures); i < len(list); i++ {
		f := &list[i]
		if f.Last >= line {
			room = true
			continue
		}
		full := len(f.After) >= maxAfter
		if full && !recovery(text) {
			continue
		}
		if quote == "" {
			quote = quoteOf(text)
		}
		if full {
			f.After[maxAfter-1] = quote
		} else {
			if f.After == nil {
				f.After = make([]string, 0, maxAfter)
			}
			f.After = append(f.After, quote)
		}
		room = room || len(f.After) < maxAfter
	}
	return room
}

// quoteOf is a text as a failure keeps it that was written before.
func quoteOf(text []byte) string { return hideTickets(keep(text, maxAnswer)) }

// recovery says whether a text tells that what failed went well after all: it is heard even when After is full.
func recovery(text []byte) bool {
	return starts(text, "Connected.") || has(text, "has been added to QuickBooks")
}
