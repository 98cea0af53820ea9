package fix

import (
	"time"

	"authdoctor/checks/cause"
)

// Schema names the form of a kept state. A later form gets another number.
const Schema = "authdoctor.fix/v1"

// maxAnswers bounds a kept state. No remedy has a tenth as many steps; a walk round and round a question could.
const maxAnswers = 500

// State is the place in a walk as it is kept on disk: which cause, which step, when. It holds no log text and no secret.
type State struct {
	Schema  string        `json:"schema"`
	Cause   cause.ID      `json:"cause"`
	Subject cause.Subject `json:"subject,omitempty"`
	Vendor  string        `json:"vendor,omitempty"`
	Title   string        `json:"title,omitempty"`
	Who     cause.Who     `json:"who,omitempty"`
	Way     string        `json:"way,omitempty"`  // the remedy's first order: one person may have several ways
	Step    string        `json:"step,omitempty"` // the id of the step that stands; empty at the end
	Order   string        `json:"order,omitempty"`
	Number  int           `json:"number"`
	Of      int           `json:"of"`
	Phase   Phase         `json:"phase"`
	Started time.Time     `json:"started,omitzero"`
	Saved   time.Time     `json:"saved,omitzero"` // when the newest answer was given
	Answers []Answered    `json:"answers,omitempty"`
}

// Answered is one kept answer.
type Answered struct {
	Step  string    `json:"step"`
	Value string    `json:"value"`
	At    time.Time `json:"at"`
}

// State is the walk as it can be kept.
func (w *Walk) State() State {
	s := State{Schema: Schema, Cause: w.plan.Cause, Subject: w.plan.Subject, Vendor: w.plan.Vendor, Title: w.plan.Title,
		Who: w.plan.Remedy.Who, Way: w.plan.way(), Phase: w.phase, Started: w.started}
	s.Number, s.Of = w.Number()
	if w.phase == Walking || w.phase == Stopped {
		s.Step, s.Order = w.plan.stepID(w.at), w.plan.Remedy.Steps[w.at].Do
	}
	for _, v := range w.trail {
		for _, g := range v.answers {
			s.Answers = append(s.Answers, Answered{w.plan.stepID(v.step), g.value, g.at})
			s.Saved = g.at
		}
	}
	if len(s.Answers) > maxAnswers {
		s.Answers = s.Answers[:maxAnswers]
	}
	return s
}

// Done is how many steps were finished.
func (s State) Done() int {
	n := 0
	for i, a := range s.Answers {
		if i+1 == len(s.Answers) || s.Answers[i+1].Step != a.Step {
			if a.Value != Different && a.Value != Cannot && a.Value != GiveUp {
				n++
			}
		}
	}
	return n
}

// Fits says whether a state belongs to a plan: the same cause of the same subject, for the same vendor and person,
// by the same way.
func (s State) Fits(p Plan) bool {
	return s.Schema == Schema && s.Cause == p.Cause && s.Subject == p.Subject && s.Vendor == p.Vendor && s.Who == p.Remedy.Who &&
		(s.Way == "" || s.Way == p.way())
}

// Resume goes on where a state was kept. The answers are given again one by one: where the remedy has changed since, it
// stops at the first step that they do not fit, and asks from there. A state of another plan starts anew.
func Resume(p Plan, s State) *Walk {
	w := NewWalk(p)
	if !s.Fits(p) {
		return w
	}
	for _, a := range s.Answers {
		if w.Step() == nil || p.stepID(w.at) != a.Step || !w.offers(a.Value) || a.Value == GoBack || a.Value == Stop {
			break
		}
		w.Answer(a.Value, a.At)
	}
	if w.phase == Stuck || w.phase == Ended || w.phase == Switched {
		w.Back() // coming back means that it is tried again
	}
	if !s.Started.IsZero() {
		w.started = s.Started
	}
	return w
}

// Tried is one step that was taken.
type Tried struct {
	Cause  cause.ID  `json:"cause"`
	Number int       `json:"number"` // 1-based, in the order in which they were taken
	Where  string    `json:"where"`
	Step   string    `json:"step"`   // the order or question
	Answer string    `json:"answer"` // what the person said, in words
	Value  string    `json:"value"`  // the same as a value: "done", "different", …
	At     time.Time `json:"at,omitzero"`
}

// WholeFix is the question that Told answers.
const WholeFix = "Does it work now?"

// Told is what the person said about the fix as a whole, for where no check can see it.
func (w *Walk) Told(answer string, at time.Time) Tried {
	return Tried{Cause: w.plan.Cause, Number: len(w.trail) + 1, Step: WholeFix, Answer: answer, Value: answer, At: at}
}

// said are the words for the answers of an order.
var said = map[string]string{Done: "done", Different: "looks different", Cannot: "could not do it", GiveUp: "the advice did not help"}

// Tried lists the steps taken, with what was said to each, for the summary.
func (w *Walk) Tried() []Tried {
	var list []Tried
	for i, v := range w.trail {
		step := &w.plan.Remedy.Steps[v.step]
		t := Tried{Cause: w.plan.Cause, Number: i + 1, Where: step.Where, Step: step.Do}
		for j, g := range v.answers {
			words := said[g.value]
			for _, a := range step.Ask {
				if a.Value == g.value {
					words = a.Text
				}
			}
			if j > 0 {
				words = t.Answer + ", then " + words
			}
			t.Answer, t.Value, t.At = words, g.value, g.at
		}
		list = append(list, t)
	}
	return list
}
