package report

import (
	"fmt"
	"strings"

	"authdoctor/checks"
	"authdoctor/checks/cause"
)

// todo writes the remedy: its first steps, and how to walk through all of them.
func (r *Report) todo(p *page, v checks.Verdict) {
	list := r.remedies(v.Cause, v.Subject)
	if len(list) == 0 {
		p.labelled("What to do", "Make a summary with `authdoctor summary` and send it to whoever looks after this program.", 2)
		return
	}
	remedied(p, v.Cause, list)
}

// prevent writes the steps against what the checks warn of, as todo does.
func (r *Report) prevent(p *page) {
	for _, id := range r.Result.Ahead() {
		if list := r.remedies(id, ""); len(list) > 0 {
			remedied(p, id, list)
		}
	}
}

// remedied writes the first steps of remedies, all where all is asked for.
func remedied(p *page, id cause.ID, list []cause.Remedy) {
	walk := "Walk through it:  authdoctor fix " + string(id)
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
			if most, rows := p.terse.steps(); !p.all && (n == most || len(lines) >= rows) {
				break
			}
			shown++
			lines = append(lines, stepLines(n, s, width, p.all)...)
		}
		more := len(rem.Steps) - shown
		p.block("  "+label, lines, 0)
		if more > 0 {
			walk = "… " + plural(more, "step") + " more:  authdoctor fix " + string(id)
		}
		if p.all && rem.Source != "" {
			p.labelled("Source", rem.Source, 2)
		}
	}
	p.line(cut(strings.Repeat(" ", p.margin())+walk, p.width))
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
