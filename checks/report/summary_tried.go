package report

import (
	"fmt"
	"strings"

	"authdoctor/checks"
	"authdoctor/checks/fix"
)

// past adds what was so once.
func (r *Report) past(d *digest, past []checks.Verdict) {
	most := d.terse.past()
	for i, v := range past {
		if i == most && len(past) > i+1 {
			d.own("Past", plural(len(past)-i, "further cause")+": "+joinIDs(causesOf(past[i:])))
			return
		}
		when := ""
		if len(v.Evidence) > 0 {
			when = " " + strings.Join(nonEmpty(stamp(v.Evidence[0].At), place(v.Evidence[0])), " ")
		}
		d.told("Past", fmt.Sprintf("%s, not so any more.%s", r.named(v), when))
	}
}

// changed adds how a fix changed the checks.
func (r *Report) changed(d *digest) {
	if r.Before == nil || r.Result == nil {
		return
	}
	var lines []string
	for _, now := range r.Result.Checks {
		for _, was := range r.Before.Checks {
			if was.ID == now.ID && was.State != now.State && decisive(was.State) && decisive(now.State) {
				line := fmt.Sprintf("%s: %s before, %s now.", now.ID, stateWords[was.State], stateWords[now.State])
				if d.terse == 0 {
					line = fmt.Sprintf("%s: %s before, %s now. %s", now.Asks, stateWords[was.State], stateWords[now.State], now.Why)
				}
				lines = append(lines, line)
			}
		}
	}
	if d.terse > 0 {
		lines = nonEmpty(strings.Join(lines, " "))
	}
	d.told("Changed", lines...)
}

// tried adds the steps taken with what came of them, the newest where there were many.
func (r *Report) tried(d *digest) {
	if d.terse > 0 {
		d.told("Tried", nonEmpty(strings.Join(r.triedShort(), " "))...)
		return
	}
	var lines []string
	list := r.Tried
	if n := len(list) - mostTried; n > 0 {
		lines = append(lines, plural(n, "step")+" before these")
		list = list[n:]
	}
	for _, t := range list {
		lines = append(lines, fmt.Sprintf("%s step %d: %s %s (said the user)", t.Cause, t.Number, sentence(t.Step), capital(t.Answer)))
	}
	d.told("Tried", lines...)
}

// triedShort tells of the steps in few words: those that came out as they should by their numbers, the newest of the others with
// what was said, and the person's word about the whole.
func (r *Report) triedShort() []string {
	var out []string
	known := r.gone() // the cause that the subject names
	if problems, _ := r.problems(); len(problems) > 0 {
		known = problems[0].Cause
	}
	for i := 0; i < len(r.Tried); {
		n := 1
		for i+n < len(r.Tried) && r.Tried[i+n].Cause == r.Tried[i].Cause {
			n++
		}
		out = append(out, triedOf(r.Tried[i:i+n], r.Tried[i].Cause != known)...)
		i += n
	}
	if n := len(r.Tried); n > 0 && r.Tried[n-1].Step != fix.WholeFix { // an answer to a question is plainly somebody's
		out = append(out, "(said the user)")
	}
	return out
}

// triedOf tells of the steps of one fix, and, where it is not known, for which cause it is.
func triedOf(list []fix.Tried, name bool) []string {
	var done []int
	var others, whole []string
	for _, t := range list {
		switch {
		case t.Step == fix.WholeFix:
			whole = []string{t.Step + " " + sentence(capital(t.Answer))}
		case t.Value == "done":
			done = append(done, t.Number)
		default:
			others = append(others, fmt.Sprintf("Step %d, “%s”: %s", t.Number, cutWord(strings.TrimSuffix(oneLine(t.Step), "."), mostStepWords), sentence(capital(t.Answer))))
		}
	}
	of := ""
	if name {
		of = " of " + string(list[0].Cause)
	}
	head := ""
	switch {
	case len(done) > 0:
		head = capital(steps(done)) + of + " done."
	case name:
		head = "The fix" + of + "."
	}
	if more := len(others) - mostTriedShort; more > 0 {
		others = append([]string{plural(more, "step") + " before these came out otherwise."}, others[more:]...)
	}
	return append(append(nonEmpty(head), others...), whole...)
}

// steps names steps by their numbers: "steps 1 to 4, 6".
func steps(numbers []int) string {
	var parts []string
	for i := 0; i < len(numbers); {
		n := 1
		for i+n < len(numbers) && numbers[i+n] == numbers[i]+n {
			n++
		}
		part := fmt.Sprint(numbers[i])
		if n > 1 {
			part += fmt.Sprintf(" to %d", numbers[i+n-1])
		}
		parts = append(parts, part)
		i += n
	}
	word := "step "
	if len(numbers) > 1 {
		word = "steps "
	}
	return word + strings.Join(parts, ", ")
}

// untried says that no step of a fix was taken, where one could have been.
func (r *Report) untried(problems []checks.Verdict) string {
	if len(problems) == 0 || len(r.Tried) > 0 {
		return ""
	}
	return "; no fix tried"
}
