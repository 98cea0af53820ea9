// Package fix is the walk through a remedy as pure state: the step that stands now, the answers that it takes, where each
// leads, and how the recheck at the end is judged. It asks nobody, runs nothing and draws nothing. The place in a walk can
// be kept in a Store and gone on with after a crash.
package fix

import (
	"slices"
	"strconv"

	"authdoctor/checks/cause"
)

// Plan is one remedy for one cause, to be walked through.
type Plan struct {
	Cause   cause.ID
	Subject cause.Subject
	Vendor  string // the vendor's id
	Title   string // of the cause
	Remedy  cause.Remedy
	Recheck []string // checks to run at the end; empty: the remedy's own
	Ask     string   // whom to ask when one is stuck, a sentence; empty where nobody is known
}

// retold is the check that only repeats what the person answered before the fix. It cannot see what the fix changed, so
// it never decides whether one worked.
const retold = "answers"

// rechecks are the checks that decide whether the fix worked.
func (p *Plan) rechecks() []string {
	list := p.Recheck
	if len(list) == 0 {
		list = p.Remedy.Recheck
	}
	return slices.DeleteFunc(slices.Clone(list), func(id string) bool { return id == retold })
}

// way tells the remedies of one cause and one person apart: by their first order.
func (p *Plan) way() string {
	if len(p.Remedy.Steps) == 0 {
		return ""
	}
	return p.Remedy.Steps[0].Do
}

// stepID names a step in the kept state. A step without an id is named by its place.
func (p *Plan) stepID(i int) string {
	if id := p.Remedy.Steps[i].ID; id != "" {
		return id
	}
	return "#" + strconv.Itoa(i+1)
}

// find gives the index of a step by its id; -1 where there is none.
func (p *Plan) find(id string) int {
	for i := range p.Remedy.Steps {
		if p.stepID(i) == id {
			return i
		}
	}
	return -1
}

// ahead counts the steps from step i to the end on the longest way: questions branch, and nobody knows yet where to. A way
// that leads back to a step that was counted is not counted twice.
func (p *Plan) ahead(i int) int {
	return p.longest(i, make(map[int]int), make(map[int]bool))
}

func (p *Plan) longest(i int, known map[int]int, open map[int]bool) int {
	if i < 0 || i >= len(p.Remedy.Steps) || open[i] {
		return 0
	}
	if n, ok := known[i]; ok {
		return n
	}
	open[i] = true
	rest := 0
	step := &p.Remedy.Steps[i]
	if len(step.Ask) == 0 {
		rest = p.longest(i+1, known, open)
	}
	for _, a := range step.Ask {
		if a.Cause == "" && a.End == "" {
			rest = max(rest, p.longest(p.after(i, a), known, open))
		}
	}
	delete(open, i)
	known[i] = rest + 1
	return rest + 1
}

// after is the step that an answer to the question of step i leads to: the one it names, else the next one.
func (p *Plan) after(i int, a cause.Answer) int {
	if a.To != "" {
		if to := p.find(a.To); to >= 0 {
			return to
		}
	}
	return i + 1
}
