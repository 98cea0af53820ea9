package report

import (
	"slices"
	"strings"

	"authdoctor/checks"
	"authdoctor/checks/redact"
)

// apart writes what would tell the verdicts at the top apart: in words, and the check or the question that decides.
func (r *Report) apart(p *page, list []checks.Verdict) {
	tells := checks.Apart(list, r.KB)
	if r.Result != nil {
		tells = r.Result.Apart(r.KB)
	}
	i := slices.IndexFunc(tells, func(t checks.Tell) bool { return slices.Contains(t.Between, list[0].Cause) })
	if i < 0 {
		p.labelled("To tell apart", redact.Clean(list[0].Tell), p.terse.meaning()+1)
		return
	}
	t := tells[i]
	p.labelled("To tell apart", redact.Clean(t.Say), p.terse.meaning()+1)
	if t.Check != "" {
		p.line(cut(strings.Repeat(" ", p.margin())+"Check it on that PC:  authdoctor check --only "+t.Check, p.width))
	}
	if t.Question == "" || p.terse == tersest && t.Check+t.Say != "" {
		return
	}
	p.labelled("Or look", redact.Clean(t.Question), 3)
	for _, a := range t.Answers {
		p.labelled("", redact.Clean(a.Text)+": "+string(a.Cause)+".", 2)
	}
}
