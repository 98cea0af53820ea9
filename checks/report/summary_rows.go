package report

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"authdoctor/checks"
	"authdoctor/checks/cause"
	"authdoctor/checks/redact"
	"authdoctor/logparse"
)

// How much a summary says of each, so that it fits on one screen.
const (
	mostVerdicts   = 4   // that are named
	mostProofs     = 2   // of the first verdict, and of those that fit as well
	mostProofsMore = 1   // of a further verdict
	mostTried      = 6   // steps
	mostRuledOut   = 3   // causes
	mostAsked      = 1   // host; the form for programs lists all
	mostWarnings   = 2   // where nothing is wrong; beside a problem it is one
	mostNotKnown   = 150 // bytes of reasons: some lines
	mostPaths      = 2   // logs
)

// causes adds the verdicts with their proof.
func (r *Report) causes(d *digest, list []checks.Verdict) {
	if len(list) == 0 {
		text := "None found: nothing wrong in what could be checked."
		if r.noWork() {
			text = "None: the log-in works, and there was nothing to exchange."
		} else if r.passed() == 0 {
			text = "None found: nothing could be checked."
		}
		d.own("Cause", text)
		return
	}
	top := equals(list)
	for i, v := range list {
		if i == mostVerdicts && len(list) > mostVerdicts+1 {
			d.own("Also", plural(len(list)-i, "further cause")+": "+joinIDs(causesOf(list[i:])))
			break
		}
		label, proofs := "Cause", mostProofs
		switch {
		case i > 0 && i < top:
			label = "Or"
		case i > 0:
			label, proofs = "Also", mostProofsMore
		}
		r.verdict(d, label, v, proofs)
	}
}

func causesOf(list []checks.Verdict) []cause.ID {
	var ids []cause.ID
	for _, v := range list {
		ids = append(ids, v.Cause)
	}
	return ids
}

// verdict adds one verdict: what, since when it is believed, about what, and why.
func (r *Report) verdict(d *digest, label string, v checks.Verdict, proofs int) {
	how := capital(v.Strength.String())
	if w := standingWords[v.Standing]; w != "" {
		how += ", " + w
	}
	line := fmt.Sprintf("%s. %s (%s", r.title(v.Cause), how, v.Cause)
	if v.Subject != "" {
		line += ", " + string(v.Subject)
	}
	d.own(label, line+")")
	about := nonEmpty(emptyOr(v.Address, redact.URL))
	if v.App != "" && !strings.Contains(strings.ToLower(d.Subject), "("+strings.ToLower(strings.Fields(v.App + " -")[0])) {
		about = append(about, "application "+v.App)
	}
	d.told("About", strings.Join(about, ", "))
	d.proofs(v, proofs)
	if v.Tell != "" && !d.said[v.Tell] {
		d.told("Tells", v.Tell)
		d.said[v.Tell] = true
	}
}

// telltale picks of a verdict's evidence what proves it best: the first of each source. Of a person's answers it is the
// newest ones, for each of them narrows down what the one before it left open.
func telltale(list []checks.Evidence, most int) []checks.Evidence {
	if !slices.ContainsFunc(list, func(e checks.Evidence) bool { return e.Source != checks.FromPerson }) {
		return list[max(0, len(list)-most):]
	}
	var out []checks.Evidence
	for _, e := range list {
		if !slices.ContainsFunc(out, func(x checks.Evidence) bool { return x.Source == e.Source }) && len(out) < most {
			out = append(out, e)
		}
	}
	return out
}

// proofs adds the evidence of a verdict, as far as it was not told under another verdict.
func (d *digest) proofs(v checks.Verdict, most int) {
	told := 0
	for _, e := range telltale(v.Evidence, most) {
		where := strings.Join(nonEmpty(string(e.Source), stamp(e.At)), " ")
		if p := place(e); p != "" && p != v.Address {
			where += " " + p
		}
		if e.Source == checks.FromLog && v.Stage != logparse.StageUnknown {
			where += ", " + v.Stage.String()
		}
		line := where + ": " + remark.ReplaceAllString(quotable(e), "$1")
		if d.said[line] {
			continue
		}
		told++
		d.said[line] = true
		d.told(fmt.Sprintf("Proof %d", told), line)
	}
	if n := len(v.Evidence) - told; told == 0 && n > 0 {
		d.own("Proof", "the same as above")
	} else if n > 0 {
		last := &d.Rows[len(d.Rows)-1]
		last.Lines[0] += fmt.Sprintf(" (and %d more)", n)
	}
}

// remark is what stands in brackets at the end of a long sentence.
var remark = regexp.MustCompile(`(.{60,}) \([^()]*\)\.?$`)

// past adds what was so once.
func (r *Report) past(d *digest, past []checks.Verdict) {
	for _, v := range past {
		when := ""
		if len(v.Evidence) > 0 {
			when = " " + strings.Join(nonEmpty(stamp(v.Evidence[0].At), place(v.Evidence[0])), " ")
		}
		d.told("Past", fmt.Sprintf("%s (%s), not so any more.%s", r.title(v.Cause), v.Cause, when))
	}
}

// changed adds how a fix changed the checks.
func (r *Report) changed(d *digest) {
	if r.Before == nil || r.Result == nil {
		return
	}
	for _, now := range r.Result.Checks {
		for _, was := range r.Before.Checks {
			if was.ID == now.ID && was.State != now.State && decisive(was.State) && decisive(now.State) {
				d.told("Changed", fmt.Sprintf("%s: %s before, %s now. %s", now.Asks, stateWords[was.State], stateWords[now.State], now.Why))
			}
		}
	}
}

// runs adds since when runs fail, and how many.
func (r *Report) runs(d *digest, problems []checks.Verdict) {
	name := ""
	if len(problems) > 0 {
		name = problems[0].App
	}
	a := r.newestApp(name)
	if a == nil || a.Runs == 0 {
		return
	}
	failed := a.Outcomes[logparse.Failed]
	label, text := "Runs", fmt.Sprintf("%d of %d failed", failed, a.Runs)
	if a.FirstBad != nil && !a.FirstBad.Start.IsZero() {
		label, text = "Since", minute(a.FirstBad.Start)+": "+text
	}
	if a.LastGood != nil && !a.LastGood.Start.IsZero() {
		text += ", last good " + minute(a.LastGood.Start)
	}
	d.told(label, text)
}

// minute is a moment in UTC without its seconds: a beginning needs no more.
func minute(t time.Time) string { return t.UTC().Format("2006-01-02 15:04Z") }

// tried adds the steps taken, the newest where there were many.
func (r *Report) tried(d *digest) {
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
