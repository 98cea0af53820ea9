package fix

import (
	"strings"
	"time"

	"authdoctor/checks/cause"
)

// Answer takes one of Answers by its value and moves on. at is when it was given.
func (w *Walk) Answer(value string, at time.Time) Move {
	value = strings.TrimSpace(value)
	step := w.Step()
	if step == nil || !w.offers(value) {
		return Move{To: w.phase, Refused: w.refusal(value)}
	}
	if w.started.IsZero() {
		w.started = at
	}
	for _, a := range step.Ask {
		if a.Value == value {
			w.note(value, at)
			return w.branch(a)
		}
	}
	switch value {
	case GoBack:
		w.Back()
		return w.last
	case Stop:
		return w.move(Move{To: Stopped, Text: "Your place is kept."})
	}
	w.note(value, at)
	switch value {
	case Different, Cannot:
		w.detour = detour(value)
		return w.move(Move{To: Walking, Text: w.Advice()})
	case GiveUp:
		text := w.plan.Ask
		if text == "" {
			text = "Send the summary to whoever looks after this program: it says what was tried."
		}
		return w.move(Move{To: Stuck, Text: text})
	}
	return w.next(w.at + 1)
}

// offers says whether a value is among the answers.
func (w *Walk) offers(value string) bool {
	for _, c := range w.Answers() {
		if c.Value == value {
			return true
		}
	}
	return false
}

// refusal is the sentence for a value that is no answer here.
func (w *Walk) refusal(value string) string {
	var known []string
	for _, c := range w.Answers() {
		known = append(known, c.Value)
	}
	if len(known) == 0 {
		return "There is no question open now."
	}
	return "\"" + value + "\" is no answer here. Possible are: " + strings.Join(known, ", ") + "."
}

// note keeps an answer to the step that stands. The first one puts the step on the trail.
func (w *Walk) note(value string, at time.Time) {
	if n := len(w.trail); w.detour != "" && n > 0 && w.trail[n-1].step == w.at {
		w.trail[n-1].answers = append(w.trail[n-1].answers, given{value, at})
		return
	}
	w.trail = append(w.trail, visit{w.at, []given{{value, at}}})
}

// branch goes where a question's answer leads.
func (w *Walk) branch(a cause.Answer) Move {
	switch {
	case a.Cause != "":
		return w.move(Move{To: Switched, Cause: a.Cause})
	case a.End != "":
		return w.move(Move{To: Ended, Text: a.End})
	}
	return w.next(w.plan.after(w.at, a))
}

// next goes to a step, or to the recheck after the last one.
func (w *Walk) next(i int) Move {
	w.at, w.detour = i, ""
	if i < len(w.plan.Remedy.Steps) {
		return w.move(Move{To: Walking})
	}
	if len(w.plan.rechecks()) == 0 {
		return w.move(Move{To: CannotTell, Text: noProof})
	}
	return w.move(Move{To: Recheck})
}

// move keeps what an answer led to.
func (w *Walk) move(m Move) Move {
	w.phase, w.last = m.To, m
	return m
}

// canBack says whether there is anything to go back to.
func (w *Walk) canBack() bool { return w.phase != Walking || w.detour != "" || len(w.trail) > 0 }

// Back goes one step back and takes its answer back; from a detour to the step's own question. It says false at the
// first step, where nothing changes.
func (w *Walk) Back() bool {
	if !w.canBack() {
		return false
	}
	if w.phase == Stopped { // the step that stood is still the one to answer
		w.move(Move{To: Walking})
		return true
	}
	n := len(w.trail)
	if n == 0 {
		return false
	}
	v := w.trail[n-1]
	// "That did not help" is taken back to the advice, and the advice to the step.
	if w.phase == Stuck && len(v.answers) > 1 {
		w.trail[n-1].answers = v.answers[:len(v.answers)-1]
		w.move(Move{To: Walking, Text: w.Advice()})
		return true
	}
	w.trail = w.trail[:n-1]
	w.at, w.detour = v.step, ""
	w.move(Move{To: Walking})
	return true
}
