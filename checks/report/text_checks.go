package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"authdoctor/checks"
	"authdoctor/checks/lazyregexp"
	"authdoctor/checks/redact"
)

// allWell writes the one sentence for a result without a problem.
func (r *Report) allWell(p *page) {
	var passed, others int
	var asked, warned []string
	if r.Result != nil {
		for _, d := range r.Result.Checks {
			if d.State == checks.Passed || d.State == checks.Warned {
				passed++
				asked = append(asked, strings.TrimSuffix(d.Asks, "."))
				if d.State == checks.Warned {
					warned = append(warned, sentence(redact.Clean(d.Why)))
				}
			} else {
				others++
			}
		}
	}
	switch {
	case passed == 0 && r.Log != nil && len(r.Log.Files) > 0:
		p.ends("NOT KNOWN  ", "The log shows no run that came to its end", "", Warn)
		p.labelled("What to do", "Let the Web Connector run once to its end, then read the log again. Addresses and the pairing file tell more: `authdoctor check --help` names them.", 4)
		return
	case passed == 0 && r.Case != nil && (r.Case.Site != "" || r.Case.Service != "" || r.Case.QWC != nil):
		p.ends("NOT KNOWN  ", "Nothing could be checked", "", Warn)
		p.labelled("What to do", "Below stands why each check was left out, and how to have it made.", 3)
		return
	case passed == 0:
		p.ends("NOT KNOWN  ", "Nothing could be checked", "", Warn)
		p.labelled("What to do", "Give an address, a log or a pairing file: `authdoctor check --help` names them.", 3)
		return
	case r.noWork():
		p.ends("ALL WELL  ", "The log-in works; there was nothing to exchange", "no-work", OK)
	case r.Result.Thin():
		_, could := r.Result.Made()
		p.ends("NOT KNOWN  ", fmt.Sprintf("Nothing wrong was found, but only %d of %d checks could be made", passed, could), "", Warn)
	case len(warned) > 0:
		p.ends("WARNING  ", fmt.Sprintf("Nothing wrong was found, but %s in %s", plural(len(warned), "warning"), plural(passed, "check")), "", Warn)
	default:
		p.ends("ALL WELL  ", "Nothing wrong was found in "+plural(passed, "check"), "", OK)
	}
	for _, why := range warned[:min(len(warned), 3)] {
		p.labelled("Take care", why, 4-int(p.terse))
	}
	if r.Result != nil && !r.Result.Thin() {
		r.prevent(p)
	}
	p.labelled("Checked", strings.Join(asked, "; ")+".", 5-int(p.terse))
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
			text += ": " + r.proof(v.Evidence[0], 0)
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
		if hint := "   (all: --verbose)"; ansi.StringWidth(head+hint) <= p.width {
			head += hint
		}
	}
	p.line(p.paint(Bold, cut(head, p.width)))
	shown := 0
	list := folded(ranked(r.Result.Checks, p.all), p.all)
	if p.terse > 0 && !p.all {
		list = r.notSo(p, list)
	}
	for _, d := range list {
		if shown == p.terse.open() && !p.all {
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

// besideState is how far from the edge the words stand that follow the state of a check, in cells.
const besideState = 13

// notSo writes in one row the failed checks of which the verdicts above tell, where there are several, and returns the others.
func (r *Report) notSo(p *page, list []checks.Done) []checks.Done {
	named := r.told()
	var asks []string
	rest := slices.DeleteFunc(slices.Clone(list), func(d checks.Done) bool {
		above := d.State == checks.Failed && !slices.ContainsFunc(d.Findings, func(f checks.Finding) bool { return !named[f.Cause] })
		if above {
			asks = append(asks, strings.TrimSuffix(d.Asks, "."))
		}
		return above
	})
	if len(asks) < 2 { // one has room for its own words
		return list
	}
	head := "  " + p.paint(stateRoles[checks.Failed], pad(stateWords[checks.Failed], 9)) + "  "
	p.beside(head, wrapTo("Not so: "+strings.Join(asks, "; "), p.width-besideState, 2))
	return rest
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
	if p.terse > 0 {
		why = unmade(why)
	}
	if n > 1 {
		why = fmt.Sprintf("%d checks: %s", n, why)
	}
	head := "  " + p.paint(Dim, "skipped  ") + "  "
	most := 3
	if p.terse > 0 {
		most = 1
	}
	p.beside(head, wrapTo(why, p.width-besideState, most))
}

// flagNamed is a flag with its value, as a reason names it.
var flagNamed = lazyregexp.New(`--[a-z-]+(?: [A-Z]+)?`)

// unmade is the reason for which a check was not made in few words: what is missing, and the first flag that gives it.
func unmade(why string) string {
	if before, _, ok := strings.Cut(why, " first: "); ok {
		return before + " first."
	}
	short := firstSentence(why)
	if flag := flagNamed.FindString(why[len(short):]); flag != "" && !strings.Contains(short, "--") {
		short, _, _ = strings.Cut(strings.TrimSuffix(short, "."), ", and ")
		return short + ": " + flag
	}
	return short
}

// folded leaves out the skipped checks whose reason stands there already.
func folded(list []checks.Done, all bool) []checks.Done {
	if all {
		return list
	}
	seen := make(map[string]bool)
	return slices.DeleteFunc(slices.Clone(list), func(d checks.Done) bool {
		if d.State == checks.Passed || d.Unasked() {
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
	most := 2
	switch {
	case p.all:
		most = 0
	case d.State == checks.Failed || p.terse > 1:
		most = 1 // the proof stands above
	}
	lines := wrapTo(why, room-column-2, most)
	head := "  " + p.paint(stateRoles[d.State], word) + "  " + pad(cut(asks, column), column) + "  "
	if len(lines) == 0 {
		p.line(head)
	}
	p.beside(head, lines)
}
