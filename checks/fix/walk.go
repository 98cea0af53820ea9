package fix

import (
	"strings"
	"time"

	"authdoctor/checks/cause"
)

// Phase is where a walk stands.
type Phase string

// The phases. Walking is the only one in which Step is not nil.
const (
	Walking     Phase = "walking"      // a step or question stands
	Recheck     Phase = "recheck"      // all steps are done: run Rechecks, then call Checked
	Switched    Phase = "switched"     // an answer showed another cause: Move.Cause
	Ended       Phase = "ended"        // an answer ended it: Move.Text has the last words
	Stopped     Phase = "stopped"      // the person stopped; the place is kept
	Stuck       Phase = "stuck"        // it cannot be gone on with: Move.Text says whom to ask
	Verified    Phase = "verified"     // the rechecks passed
	StillBroken Phase = "still-broken" // a recheck failed: Move.Cause is the next likely cause, where there is one
	CannotTell  Phase = "cannot-tell"  // no check could prove it
)

// The answers of an order. A question has its own, and Back and Stop.
const (
	Done      = "done"
	Different = "different" // it looks different from what was expected
	Cannot    = "cannot"    // the person cannot do it
	GiveUp    = "stuck"     // after Different or Cannot: what was advised did not help
	GoBack    = "back"
	Stop      = "stop"
)

// Choice is one answer that can be given now.
type Choice struct {
	Value string // what Answer takes: "done", or a question's own value
	Text  string // what is shown
	Hint  string // more, in small print; may be empty
	Short string // the text in a word or two, for a window without room; empty for a question's own answers
}

// Move is what an answer led to.
type Move struct {
	To      Phase
	Cause   cause.ID // of Switched: the cause that the answer names; of StillBroken: the next likely one; else empty
	Subject cause.Subject
	Text    string // what to say now: the advice for a detour, the last words, whom to ask
	NeedRun bool   // of Verified and CannotTell: only a run of the Web Connector would prove it, and none was seen since
	Refused string // not empty: the value is no answer here, and nothing changed; a sentence that names the possible ones
}

// detour is the second question of an order: after "it looks different" or "I can't".
type detour string

// Walk is one walk through a plan. It is not safe for concurrent use.
type Walk struct {
	plan    Plan
	at      int // index of the step; len(steps) after the last one
	detour  detour
	phase   Phase
	last    Move
	warned  bool // what the plan is against was warned of by the newest recheck
	trail   []visit
	started time.Time
}

// visit is one answered step.
type visit struct {
	step    int
	answers []given
}

// given is one answer.
type given struct {
	value string
	at    time.Time
}

// NewWalk starts at the first step. A plan without steps is at its recheck at once.
func NewWalk(p Plan) *Walk {
	w := &Walk{plan: p, phase: Walking}
	if len(p.Remedy.Steps) == 0 {
		w.move(Move{To: Recheck})
	}
	return w
}

// Plan is the plan that is walked through.
func (w *Walk) Plan() Plan { return w.plan }

// Phase is where the walk stands.
func (w *Walk) Phase() Phase { return w.phase }

// Last is what the newest answer led to.
func (w *Walk) Last() Move { return w.last }

// Rechecks are the ids of the checks that decide whether the fix worked; none for a fix that no check can prove.
func (w *Walk) Rechecks() []string { return w.plan.rechecks() }

// Step is the step or question that stands now; nil unless the phase is Walking.
func (w *Walk) Step() *cause.Step {
	if w.phase != Walking {
		return nil
	}
	return &w.plan.Remedy.Steps[w.at]
}

// Advice is what to show beside the step after "it looks different" or "I can't": what to do then and, for the latter,
// whom to ask. It is empty otherwise.
func (w *Walk) Advice() string {
	step := w.Step()
	if step == nil || w.detour == "" {
		return ""
	}
	parts := make([]string, 0, 2)
	known := step.Else != "" || w.plan.Ask != ""
	switch {
	case step.Else != "":
		parts = append(parts, step.Else)
	case w.detour == Different:
		parts = append(parts, "Words and windows differ a little from version to version: when it comes to the same, go on.")
	}
	if w.plan.Ask != "" && (w.detour == Cannot || step.Else == "") {
		parts = append(parts, w.plan.Ask)
	}
	if !known {
		parts = append(parts, "There is no other way known for this step. Stop here, and show the summary to whoever looks after this program.")
	}
	return strings.Join(parts, " ")
}

// Number says which step stands now and of how many. Where questions branch, the longest way counts.
func (w *Walk) Number() (n, of int) {
	if w.phase != Walking && w.phase != Stopped {
		return len(w.trail), len(w.trail)
	}
	n = len(w.trail) + 1
	if w.detour != "" { // the step that stands is on the trail already
		n--
	}
	return n, n - 1 + w.plan.ahead(w.at)
}

// MinutesLeft is how long the steps that are left may take, by the remedy's own estimate; 0 when there is none.
func (w *Walk) MinutesLeft() int {
	n, of := w.Number()
	if w.phase != Walking || of == 0 {
		return 0
	}
	left := of - n + 1
	return (w.plan.Remedy.Minutes*left + of - 1) / of
}

// Answers are the answers that can be given now, best first; none unless the phase is Walking.
func (w *Walk) Answers() []Choice {
	step := w.Step()
	if step == nil {
		return nil
	}
	var list []Choice
	switch {
	case len(step.Ask) > 0:
		for _, a := range step.Ask {
			list = append(list, Choice{Value: a.Value, Text: a.Text, Hint: a.Hint})
		}
	case w.detour != "":
		list = []Choice{{Done, "Now it is as it should be", "", "Now it is"}, {GiveUp, "That did not help", "", "No help"}}
	default:
		list = []Choice{{Done, "Done, I see that", step.Expect, "Done"}, {Different, "It looks different", "", "Not so"}, {Cannot, "I can't do this", "", "I can't"}}
	}
	if w.canBack() {
		list = add(list, Choice{GoBack, "One step back", "", "Back"})
	}
	return add(list, Choice{Stop, "Stop here", "your place is kept", "Stop"})
}

// add appends a choice unless a question uses its value for an answer of its own.
func add(list []Choice, c Choice) []Choice {
	for _, have := range list {
		if have.Value == c.Value {
			return list
		}
	}
	return append(list, c)
}
