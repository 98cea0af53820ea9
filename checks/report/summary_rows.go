package report

import (
	"fmt"
	"strings"

	"authdoctor/checks"
	"authdoctor/checks/redact"
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
		label := "Cause"
		if i > 0 && i < top {
			label = "Or"
		} else if i > 0 {
			label = "Also"
		}
		about := string(v.Strength.String())
		if w := standingWords[v.Standing]; w != "" {
			about += ", " + w
		}
		d.own(label, fmt.Sprintf("%s. %s (%s, subject: %s)", r.title(v.Cause), capital(about), v.Cause, v.Subject))
		if v.Address != "" {
			d.told("At", redact.URL(v.Address))
		}
		if v.App != "" {
			d.told("App", v.App)
		}
		for n, e := range v.Evidence {
			if n == mostProofs {
				d.own("", plural(len(v.Evidence)-n, "proof")+" more of the same")
				break
			}
			d.told(fmt.Sprintf("Proof %d", n+1), strings.Join(nonEmpty(string(e.Source), stamp(e.At), place(e)), "  "), quotable(e))
		}
		if v.Tell != "" {
			d.told("Tells", v.Tell)
		}
		if len(v.Explains) > 0 {
			d.own("Explains", joinIDs(v.Explains))
		}
	}
}

// before adds what is past, and how a fix changed the checks.
func (r *Report) before(d *digest, past []checks.Verdict) {
	for _, v := range past {
		when := ""
		if len(v.Evidence) > 0 {
			when = " " + strings.Join(nonEmpty(stamp(v.Evidence[0].At), place(v.Evidence[0])), "  ")
		}
		d.told("Past", fmt.Sprintf("%s (%s), not so any more.%s", r.title(v.Cause), v.Cause, when))
	}
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

// runs adds how the runs of the log went.
func (r *Report) runs(d *digest, problems []checks.Verdict) {
	name := ""
	if len(problems) > 0 {
		name = problems[0].App
	}
	if a := r.newestApp(name); a != nil && a.Runs > 0 {
		d.told("Runs", since(a))
	}
}

// tried adds the steps taken.
func (r *Report) tried(d *digest) {
	var lines []string
	for _, t := range r.Tried {
		lines = append(lines, fmt.Sprintf("%s step %d: %s: %s (said the user)", t.Cause, t.Number, oneLine(t.Step), t.Answer))
	}
	d.own("Tried", lines...)
}

// notKnown adds what could not be checked, with the reason.
func (r *Report) notKnown(d *digest) {
	if r.Result == nil {
		return
	}
	var reasons []string
	asks := make(map[string][]string)
	for _, c := range r.Result.Checks {
		if decisive(c.State) || unasked(c) {
			continue
		}
		why := oneLine(c.Why)
		if asks[why] == nil {
			reasons = append(reasons, why)
		}
		asks[why] = append(asks[why], strings.TrimSuffix(c.Asks, "."))
	}
	for i, why := range reasons {
		reasons[i] = strings.Join(asks[why], "; ") + ": " + why
	}
	d.told("Not known", reasons...)
}

// sendTo adds where the vendor wants it.
func (r *Report) sendTo(d *digest) {
	if r.Vendor == nil {
		return
	}
	var lines []string
	for _, c := range r.Vendor.Contacts {
		if c.Kind == "web" {
			continue // a page to read
		}
		line := c.Kind + " " + c.Value
		if c.Hours != "" {
			line += " (" + c.Hours + ")"
		}
		lines = append(lines, line)
	}
	d.own("Send to", lines...)
}

// place adds what was asked, and from where.
func (r *Report) place(d *digest) {
	var parts []string
	if r.Log != nil && r.Log.Version != "" {
		parts = append(parts, "Web Connector "+r.Log.Version)
	}
	if r.Machine.OS != "" {
		parts = append(parts, r.Machine.OS)
	}
	// A name that is not hidden (an account called Admin, say) tells support nothing.
	for _, who := range [][2]string{{"user ", r.Machine.User}, {"PC ", r.Machine.Host}} {
		if who[1] == "" {
			continue
		}
		said := who[0] + who[1]
		if hidden := d.people.Hide(said); hidden != said {
			parts = append(parts, hidden)
		}
	}
	if len(parts) > 0 {
		d.told("Where", strings.Join(parts, ", "))
	}
	if c := r.Case; c != nil {
		var facts []string
		add := func(label, value string) {
			if value != "" {
				facts = append(facts, label+" "+value)
			}
		}
		add("shop", emptyOr(c.Site, redact.URL))
		add("service", emptyOr(c.Service, redact.URL))
		add("pairing file", c.QWCPath)
		add("user", c.User)
		if q := c.QWC; q != nil {
			add("OwnerID", q.OwnerID)
			add("FileID", q.FileID)
		}
		for _, p := range c.LogPaths {
			add("log", p)
		}
		d.told("Case", facts...)
	}
	if r.Result != nil {
		login := "no log-in"
		if r.Case != nil && r.Case.Login {
			login = "one real log-in"
		}
		asked := strings.Join(r.Result.Contacted, ", ")
		if asked == "" {
			asked = "nobody"
		}
		d.told("Asked", asked+"; "+login)
	}
}
