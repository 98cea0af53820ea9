package report

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"authdoctor/checks"
	"authdoctor/checks/cause"
	"authdoctor/checks/redact"
)

// mostOpen is how many checks that did not pass the short report lists.
const mostOpen = 6

// Text writes the report of a check for a person: the problem first, its result last, no line wider than asked. It shows
// people, for the person there needs them, and never a secret. Verbose adds, and changes nothing of the short report.
func Text(w io.Writer, r *Report, o Options) error {
	p := newPage(w, o)
	problems, past := r.problems()
	first := equals(problems)
	r.equally(p, problems, first)
	if len(problems) == 0 {
		r.allWell(p)
	}
	r.pastOnes(p, past)
	r.checklist(p)
	r.questions(p)
	r.contacted(p)
	r.result(p, problems, past)
	return p.err
}

// equally writes the verdicts. Those at the top that fit equally well are told one after the other, with what tells them
// apart; those below only by name, unless all is asked for.
func (r *Report) equally(p *page, list []checks.Verdict, first int) {
	for i, v := range list {
		switch {
		case i > 0 && i < first && !p.all:
			r.rival(p, v)
		default:
			r.problem(p, v, i < first || p.all)
		}
		if i == first-1 && v.Tell != "" && first > 1 {
			p.labelled("To tell apart", redact.Clean(v.Tell), 3)
		}
	}
}

// rival writes a verdict that fits as well as the one before it: the proof is the same.
func (r *Report) rival(p *page, v checks.Verdict) {
	p.ends("OR       ", r.title(v.Cause), string(v.Cause)+", "+v.Strength.String(), Problem)
	p.labelled("What it means", r.why(v.Cause), 3)
	p.line(cut(strings.Repeat(" ", p.margin())+"Walk through it:  authdoctor fix "+string(v.Cause), p.width))
}

// problem writes one verdict; a further one only by its name and first proof.
func (r *Report) problem(p *page, v checks.Verdict, whole bool) {
	right := string(v.Cause) + ", " + v.Strength.String()
	if v.Standing != checks.Now && standingWords[v.Standing] != "" {
		right += ", " + standingWords[v.Standing]
	}
	if whole {
		p.ends("PROBLEM  ", r.title(v.Cause), right, Problem)
	} else {
		p.ends("ALSO     ", r.title(v.Cause), right, Warn)
	}
	r.saw(p, v, whole)
	if !whole {
		return
	}
	if why := r.why(v.Cause); why != "" {
		p.labelled("What it means", why, 4)
	}
	r.todo(p, v)
	if len(v.Explains) > 0 {
		var list []string
		for _, id := range v.Explains {
			list = append(list, r.title(id))
		}
		p.labelled("It explains", strings.Join(list, "; "), 3)
	}
}

// saw writes the evidence: all of it, or the newest two pieces.
func (r *Report) saw(p *page, v checks.Verdict, whole bool) {
	list := v.Evidence
	most := 2
	if !whole {
		most = 1
	}
	left := 0
	if !p.all && len(list) > most {
		left = len(list) - most
		list = list[:most]
	}
	for i, e := range list {
		label := "What we saw"
		if i > 0 {
			label = ""
		}
		p.labelled(label, r.proof(e), 4-i)
	}
	if left > 0 && whole {
		p.labelled("", fmt.Sprintf("%s more: --verbose", plural(left, "proof")), 1)
	}
	if v.App != "" && p.all {
		p.labelled("Application", redact.Clean(v.App), 1)
	}
}

// proof words one piece of evidence: what was seen, where, and when.
func (r *Report) proof(e checks.Evidence) string {
	text := oneLine(redact.Clean(e.Text))
	var about []string
	if e.Where != "" && !strings.Contains(text, e.Where) {
		about = append(about, redact.Clean(e.Where))
	}
	if at := r.when(e.At); at != "" {
		about = append(about, at)
	}
	switch e.Source {
	case checks.FromLog:
		about = append([]string{"in the log"}, about...)
	case checks.FromMachine:
		about = append([]string{"on this PC"}, about...)
	case checks.FromPerson:
		about = append([]string{"as you said"}, about...)
	}
	if len(about) == 0 {
		return sentence(text)
	}
	return strings.TrimRight(text, ". ") + " (" + strings.Join(about, ", ") + ")."
}

// mostSteps is how many steps the short report shows; the walk shows them all.
const (
	mostSteps     = 3
	mostStepLines = 5
)

// todo writes the remedy: its first steps, and how to walk through all of them.
func (r *Report) todo(p *page, v checks.Verdict) {
	list := r.remedies(v.Cause, v.Subject)
	if len(list) == 0 {
		p.labelled("What to do", "Make a summary with `authdoctor summary` and send it to whoever looks after this program.", 2)
		return
	}
	for i, rem := range list {
		if i > 0 && !p.all {
			break
		}
		label := "What to do"
		if p.all {
			label = "To do, " + string(rem.Who)
			if rem.Older {
				label += ", older way"
			}
		}
		var lines []string
		shown := 0
		width := p.width - p.margin()
		for n, s := range rem.Steps {
			if !p.all && (n == mostSteps || len(lines) >= mostStepLines) {
				break
			}
			shown++
			lines = append(lines, stepLines(n, s, width, p.all)...)
		}
		if more := len(rem.Steps) - shown; more > 0 {
			lines = append(lines, fmt.Sprintf("… %s more", plural(more, "step")))
		}
		p.block("  "+label, lines, 0)
		if p.all && rem.Source != "" {
			p.labelled("Source", rem.Source, 2)
		}
	}
	p.line(cut(strings.Repeat(" ", p.margin())+"Walk through it:  authdoctor fix "+string(v.Cause), p.width))
}

// stepLines are the lines of one step.
func stepLines(n int, s cause.Step, width int, all bool) []string {
	head := fmt.Sprintf("%d. ", n+1)
	order := oneLine(s.Do)
	if s.Where != "" {
		order = capital(s.Where) + ": " + order
	}
	lines := hang(head, order, width)
	if all && s.Expect != "" {
		lines = append(lines, hang("   ", "You should see: "+oneLine(s.Expect), width)...)
	}
	if all && s.Else != "" {
		lines = append(lines, hang("   ", "If not: "+oneLine(s.Else), width)...)
	}
	if all {
		for _, a := range s.Ask {
			lines = append(lines, hang("   - ", oneLine(a.Text), width)...)
		}
	}
	return lines
}

// hang wraps a text behind a head, with the further lines moved in as far.
func hang(head, text string, width int) []string {
	var out []string
	for i, l := range wrap(text, width-len(head)) {
		if i == 0 {
			out = append(out, head+l)
		} else {
			out = append(out, strings.Repeat(" ", len(head))+l)
		}
	}
	return out
}

// allWell writes the one sentence for a result without a problem.
func (r *Report) allWell(p *page) {
	var passed, others int
	var asked []string
	if r.Result != nil {
		for _, d := range r.Result.Checks {
			if d.State == checks.Passed || d.State == checks.Warned {
				passed++
				asked = append(asked, strings.TrimSuffix(d.Asks, "."))
			} else {
				others++
			}
		}
	}
	switch {
	case passed == 0:
		p.ends("NOT KNOWN  ", "Nothing could be checked", "", Warn)
		p.labelled("What to do", "Give an address, a log or a pairing file: `authdoctor check --help` names them.", 3)
		return
	case r.noWork():
		p.ends("ALL WELL  ", "The log-in works; there was nothing to exchange", "no-work", OK)
	default:
		p.ends("ALL WELL  ", "Nothing wrong was found in "+plural(passed, "check"), "", OK)
	}
	p.labelled("Checked", strings.Join(asked, "; ")+".", 0)
	if others > 0 {
		p.labelled("If it recurs", "Let the Web Connector run once, then check again.", 2)
	}
}

// pastOnes writes what the log shows and what is so no longer.
func (r *Report) pastOnes(p *page, past []checks.Verdict) {
	if len(past) == 0 {
		return
	}
	p.line(p.paint(Bold, cut("In the past, not now", p.width)))
	for _, v := range past {
		text := r.title(v.Cause)
		if n := len(v.Evidence); n > 0 {
			text += ": " + r.proof(v.Evidence[0])
		}
		p.block("  "+string(v.Cause), wrap(text, p.width-p.margin()), 3)
	}
}

// checklist writes the counts, and the checks that did not pass; all of them when asked for.
func (r *Report) checklist(p *page) {
	if r.Result == nil || len(r.Result.Checks) == 0 {
		return
	}
	counts := make(map[string]int)
	for _, d := range r.Result.Checks {
		counts[stateWords[d.State]]++
	}
	var parts []string
	for _, w := range []string{"ok", "problem", "warning", "skipped", "not known"} {
		if counts[w] > 0 {
			parts = append(parts, fmt.Sprintf("%s %d", w, counts[w]))
		}
	}
	head := "CHECKS   " + strings.Join(parts, " · ")
	if !p.all {
		head += "   (all: --verbose)"
	}
	p.line(p.paint(Bold, cut(head, p.width)))
	shown := 0
	list := folded(ranked(r.Result.Checks, p.all), p.all)
	for _, d := range list {
		if shown == mostOpen && !p.all {
			p.line(cut(fmt.Sprintf("  … %d more: --verbose", len(list)-shown), p.width))
			break
		}
		shown++
		if d.State == checks.Skipped && !p.all {
			r.skipped(p, d)
			continue
		}
		r.check(p, d)
	}
}

// skipped writes why checks were skipped, and so how to give what is missing. Several with one reason are one here.
func (r *Report) skipped(p *page, d checks.Done) {
	why := oneLine(redact.Clean(d.Why))
	n := 0
	for _, other := range r.Result.Checks {
		if other.State == checks.Skipped && oneLine(redact.Clean(other.Why)) == why {
			n++
		}
	}
	if n > 1 {
		why = fmt.Sprintf("%d checks: %s", n, why)
	}
	head := "  " + p.paint(Dim, "skipped  ") + "  "
	lines := wrap(why, p.width-13)
	if len(lines) > 3 {
		lines = append(lines[:2], cut(strings.Join(lines[2:], " "), p.width-13))
	}
	for _, l := range lines {
		p.line(head + l)
		head = strings.Repeat(" ", 13)
	}
}

// folded leaves out the skipped checks whose reason stands there already.
func folded(list []checks.Done, all bool) []checks.Done {
	if all {
		return list
	}
	seen := make(map[string]bool)
	return slices.DeleteFunc(slices.Clone(list), func(d checks.Done) bool {
		if d.State == checks.Passed {
			return true
		}
		if d.State != checks.Skipped {
			return false
		}
		again := seen[d.Why]
		seen[d.Why] = true
		return again
	})
}

// ranked puts problems first in the short report; the long one keeps the order of the list.
func ranked(list []checks.Done, all bool) []checks.Done {
	if all {
		return list
	}
	order := map[checks.State]int{checks.Failed: 0, checks.Warned: 1, checks.Unknown: 2, checks.Broken: 2, checks.Skipped: 3, checks.Passed: 4}
	list = slices.Clone(list)
	slices.SortStableFunc(list, func(a, b checks.Done) int { return order[a.State] - order[b.State] })
	return list
}

// check writes one check: its state as a word, what it asks, and why.
func (r *Report) check(p *page, d checks.Done) {
	word := pad(stateWords[d.State], 9)
	asks, why := strings.TrimSuffix(d.Asks, "."), oneLine(redact.Clean(d.Why))
	if d.State == checks.Broken {
		why = "our check could not finish: " + why
	}
	if p.all && d.Took > 0 {
		why += fmt.Sprintf(" (%.2f s)", d.Took.Seconds())
	}
	room := p.width - 2 - len(word) - 2
	if p.width < 60 || p.all && len(asks)+2+len(why) > room {
		p.line("  " + p.paint(stateRoles[d.State], word) + "  " + cut(asks, room))
		if why != "" {
			if p.all {
				p.paragraph(6, why)
			} else {
				p.line(cut("      "+why, p.width))
			}
		}
		return
	}
	column := min(34, room/2)
	if p.all {
		column = min(44, room/2)
	}
	lines := wrap(why, room-column-2)
	most := 2
	if d.State == checks.Failed {
		most = 1 // the proof stands above
	}
	if !p.all && len(lines) > most {
		lines = append(lines[:most-1], cut(strings.Join(lines[most-1:], " "), room-column-2))
	}
	head := "  " + p.paint(stateRoles[d.State], word) + "  " + pad(cut(asks, column), column) + "  "
	if len(lines) == 0 {
		p.line(head)
	}
	for _, l := range lines {
		p.line(head + l)
		head = strings.Repeat(" ", 2+len(word)+2+column+2)
	}
}

// questions writes what a person could still answer.
func (r *Report) questions(p *page) {
	if r.Result == nil || len(r.Result.Questions) == 0 {
		return
	}
	for i, q := range r.Result.Questions {
		if i > 0 && !p.all {
			break
		}
		p.block("QUESTION", wrap(oneLine(q.Text), p.width-p.margin()), 3)
		for _, a := range q.Answers {
			p.block("", hang("  ", oneLine(a.Text)+":  --answer "+q.ID+"="+a.Value, p.width-p.margin()), 0)
		}
	}
}

// contacted says whom the run asked.
func (r *Report) contacted(p *page) {
	if r.Result == nil {
		return
	}
	login := "No log-in."
	if r.Case != nil && r.Case.Login {
		login = "With one real log-in."
	}
	if len(r.Result.Contacted) == 0 {
		p.line(cut("Contacted: nobody. "+login, p.width))
		return
	}
	lines := wrap("Contacted: "+redact.Clean(strings.Join(r.Result.Contacted, ", "))+". "+login, p.width)
	if !p.all && len(lines) > 2 {
		lines = append(lines[:1], cut(fmt.Sprintf("… %d hosts in all: --verbose. %s", len(r.Result.Contacted), login), p.width))
	}
	for _, l := range lines {
		p.line(p.paint(Dim, l))
	}
}

// result is the last line: the answer in one sentence.
func (r *Report) result(p *page, problems, past []checks.Verdict) {
	failed, passed := 0, 0
	if r.Result != nil {
		for _, d := range r.Result.Checks {
			switch d.State {
			case checks.Failed:
				failed++
			case checks.Passed, checks.Warned:
				passed++
			}
		}
	}
	text, role := "nothing wrong was found.", OK
	switch {
	case len(problems) > 0 && failed > len(problems):
		text, role = fmt.Sprintf("%s behind %s.", plural(len(problems), "cause"), plural(failed, "failed check")), Problem
	case len(problems) > 0:
		text, role = plural(len(problems), "problem")+" found.", Problem
	case len(past) > 0:
		text, role = "nothing wrong now; the log shows a problem that is past.", Warn
	case passed == 0:
		text, role = "nothing could be checked.", Warn
	case r.noWork():
		text = "all is well; there is nothing to exchange."
	}
	for _, l := range wrap("Result: "+text, p.width) {
		p.line(p.paint(role, l))
	}
}
