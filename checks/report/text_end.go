package report

import (
	"fmt"
	"strings"

	"authdoctor/checks"
	"authdoctor/checks/redact"
)

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
		if p.terse > 0 {
			var values []string
			for _, a := range q.Answers {
				values = append(values, a.Value)
			}
			p.labelled("", "Answer:  --answer "+q.ID+"="+strings.Join(values, "|"), 2)
			continue
		}
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
	if r.triedKey() {
		login += " The selling channel's key was tried once."
	}
	if len(r.Result.Contacted) == 0 {
		p.line(cut("Contacted: nobody. "+login, p.width))
		return
	}
	lines := wrap("Contacted: "+redact.Clean(strings.Join(r.Result.Contacted, ", "))+". "+login, p.width)
	if n := len(r.Result.Contacted) - 1; !p.all && p.terse > 0 && len(lines) > 1 && n > 0 {
		lines = wrap(fmt.Sprintf("Contacted: %s and %d more. %s", redact.Clean(r.Result.Contacted[0]), n, login), p.width)
	}
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
		text, role = counted(problems, "found"), Problem
	case len(past) > 0:
		text, role = "nothing wrong now; the log shows a problem that is past.", Warn
	case passed == 0:
		text, role = "nothing could be checked.", Warn
	case r.noWork():
		text = "all is well; there is nothing to exchange."
	case len(r.warned()) > 0:
		text = "nothing wrong was found; " + plural(len(r.warned()), "warning") + "."
	}
	for _, l := range wrap("Result: "+text, p.width) {
		p.line(p.paint(role, l))
	}
}
