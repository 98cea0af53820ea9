package report

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"authdoctor/checks"
	"authdoctor/checks/cause"
	"authdoctor/checks/lazyregexp"
	"authdoctor/checks/redact"
	"authdoctor/logparse"
)

// causes adds the verdicts with their proof: the first, those that fit as well, what would tell them apart, then all others.
func (r *Report) causes(d *digest, list []checks.Verdict) {
	if len(list) == 0 {
		was := r.wereSo()
		text := "None found: nothing wrong in what could be checked."
		switch {
		case len(was) > 0 && r.passed() > 0:
			text = r.goneSince(d, was)
		case r.noWork():
			text = "None: the log-in works, and there was nothing to exchange."
		case r.passed() == 0:
			text = "None found: nothing could be checked."
		}
		d.own("Cause", text)
		return
	}
	top := equals(list)
	first := list[0]
	if top > 1 { // the subject names the first one's id; among several it stands beside each
		d.own("Cause", r.named(first))
	} else {
		d.own("Cause", r.title(first.Cause))
	}
	for _, v := range list[1:top] {
		text := r.named(v)
		if v.Address != first.Address && v.Address != "" {
			text += ", about " + redact.URL(v.Address)
		}
		d.told("Or", text)
	}
	d.told("How sure", d.sure(first))
	for i, v := range list[:top] {
		if i == 0 || d.terse < tersest {
			r.proofs(d, v, mostProofs)
		}
	}
	d.told("Tells", r.tells(list, top, d.terse))
	rest := list[top:]
	for i, v := range rest {
		if i == d.terse.also() && len(rest) > i+1 {
			d.own("Also", plural(len(rest)-i, "further cause")+": "+joinIDs(causesOf(rest[i:])))
			break
		}
		d.told("Also", r.named(v)+". "+howSure(v, 1)+".")
		if d.terse < tersest {
			r.proofs(d, v, 1)
		}
	}
}

// goneSince says what the causes were before a fix, and which recheck no longer showed them.
func (r *Report) goneSince(d *digest, was []checks.Verdict) string {
	first := r.named(was[0])
	if strings.HasPrefix(d.Subject, "authdoctor: fixed, "+string(was[0].Cause)) { // the id stands there
		first = r.title(was[0].Cause)
	}
	text := "None now. Was: " + first + ", gone since the recheck"
	if !r.Result.Started.IsZero() {
		text += " at " + minute(r.Result.Started)
	}
	if more := causesOf(was[1:]); len(more) > 0 {
		text += ", and with it " + joinIDs(more)
	}
	return text + "."
}

// named is a verdict's cause in words, with its id, by which the knowledge base can be asked.
func (r *Report) named(v checks.Verdict) string {
	return fmt.Sprintf("%s (%s)", r.title(v.Cause), v.Cause)
}

// howSure says how strong a verdict is, and by what: "Likely, by the log; not tested live". Where it has more proofs than are told,
// it says how many.
func howSure(v checks.Verdict, told int) string {
	how := capital(v.Strength.String())
	if n := len(v.Evidence); n > told {
		how += ", " + plural(n, "proof")
	}
	if w := standingWords[v.Standing]; w != "" {
		how += ", " + w
	}
	return how
}

// subjectWords are the subjects as whoever reads a summary calls them.
var subjectWords = map[cause.Subject]string{cause.PC: "this PC", cause.Network: "the network", cause.Proxy: "the proxy", cause.Site: "the shop", cause.Service: "the service",
	cause.Support: "the support address", cause.Channel: "the selling channel", cause.Pairing: "the pairing", cause.QuickBooks: "QuickBooks", cause.Caselle: "Caselle"}

// sure says how strong a verdict is, and what it is about.
func (d *digest) sure(v checks.Verdict) string {
	how := howSure(v, mostProofs)
	about := nonEmpty(strings.Join(nonEmpty(subjectWords[v.Subject], emptyOr(v.Address, redact.URL)), " "))
	if v.App != "" && !strings.Contains(strings.ToLower(d.Subject), "("+strings.ToLower(strings.Fields(v.App + " -")[0])) {
		about = append(about, "application "+v.App)
	}
	if len(about) == 0 {
		return how
	}
	return how + ". About " + strings.Join(about, ", ")
}

// tells says what would tell the causes at the top apart, or what else could have the first one's proof.
func (r *Report) tells(list []checks.Verdict, top int, t terseness) string {
	say := list[0].Tell
	if top > 1 && r.Result != nil {
		for _, tell := range r.Result.Apart(r.KB) {
			if tell.Say != "" && slices.Contains(tell.Between, list[0].Cause) {
				say = tell.Say
				break
			}
		}
	}
	if t >= tersest {
		return firstSentence(say)
	}
	return say
}

func causesOf(list []checks.Verdict) []cause.ID {
	var ids []cause.ID
	for _, v := range list {
		ids = append(ids, v.Cause)
	}
	return ids
}

// telltale picks of a verdict's evidence what proves it best: the first of each source, then what follows. Of a person's answers
// it is the newest ones, for each of them narrows down what the one before it left open.
func telltale(list []checks.Evidence, most int) []checks.Evidence {
	if !slices.ContainsFunc(list, func(e checks.Evidence) bool { return e.Source != checks.FromPerson }) {
		return list[max(0, len(list)-most):]
	}
	var first, more []checks.Evidence
	for _, e := range list {
		if slices.ContainsFunc(first, func(x checks.Evidence) bool { return x.Source == e.Source }) {
			more = append(more, e)
		} else {
			first = append(first, e)
		}
	}
	list = append(first, more...)
	return list[:min(most, len(list))]
}

// proofs adds the evidence of a verdict, as far as it does not stand already. They are numbered through.
func (r *Report) proofs(d *digest, v checks.Verdict, most int) {
	for _, e := range telltale(v.Evidence, most) {
		at := stamp(e.At)
		if e.Source == checks.FromLive && strings.HasPrefix(at, r.Generated.UTC().Format(time.DateOnly)) {
			at = e.At.UTC().Format("15:04:05Z") // the day stands at the end
		}
		where := strings.Join(nonEmpty(string(e.Source), at), " ")
		if p := place(e); p != "" && p != v.Address && !(d.terse > 0 && namesHost(e)) {
			where += " " + p
		}
		if e.Source == checks.FromLog && v.Stage != logparse.StageUnknown {
			where += ", " + v.Stage.String()
		}
		line := where + ": " + d.terse.proof(remark.ReplaceAllString(quotable(e), "$1"))
		if d.said[line] {
			continue
		}
		d.proven++
		d.said[line] = true
		d.told(fmt.Sprintf("Proof %d", d.proven), line)
	}
}

// namesHost says whether the words of a live proof name the host that was asked, and no other address.
func namesHost(e checks.Evidence) bool {
	host := hostOf(e.Where)
	return e.Source == checks.FromLive && host != "" && strings.Contains(e.Text, host) && !strings.Contains(e.Text, "://")
}

// remark is what stands in brackets at the end of a long sentence.
var remark = lazyregexp.New(`(.{60,}) \([^()]*\)\.?$`)

// runs adds since when runs fail, and how many. Where it fails before a run begins, it is since when that is so.
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
	if open := a.Outcomes[logparse.CutOff] + a.Outcomes[logparse.Postponed]; failed == 0 && open > 0 {
		text += fmt.Sprintf(", %d cut off or put off", open)
	}
	if a.FirstBad != nil && !a.FirstBad.Start.IsZero() {
		label, text = "Since", minute(a.FirstBad.Start)+": "+text
		if a.FailedSince > 0 && a.FailedSince != failed {
			text += fmt.Sprintf(", %d of them since then", a.FailedSince)
		}
	} else if first, n := r.refused(problems, a); n > 0 {
		label, text = "Since", fmt.Sprintf("%s: no run began, %s. Runs: %s", minute(first), plural(n, "try"), text)
	}
	if a.LastGood != nil && !a.LastGood.Start.IsZero() {
		good := minute(a.LastGood.Start)
		if a.FirstBad != nil && strings.HasPrefix(minute(a.FirstBad.Start), good[:len(time.DateOnly)]) {
			good = good[len(time.DateOnly)+1:] // the day stands there
		}
		text += ", last good " + good
	}
	d.told(label, text)
}

// refused counts the failures outside any run that are like the one which proves the first problem, from the last good run of its
// application on, and says when the first was.
func (r *Report) refused(problems []checks.Verdict, a *logparse.App) (first time.Time, n int) {
	if len(problems) == 0 || len(problems[0].Evidence) == 0 {
		return first, 0
	}
	proof := problems[0].Evidence[0]
	i := slices.IndexFunc(r.Log.Loose, func(f logparse.Failure) bool {
		return proof.Source == checks.FromLog && strings.HasSuffix(proof.Where, fmt.Sprintf(":%d", f.Line))
	})
	if i < 0 {
		return first, 0
	}
	like := r.Log.Loose[i]
	for _, f := range r.Log.Loose {
		if f.Code != like.Code || f.App != like.App || f.Time.IsZero() || a.LastGood != nil && f.Time.Before(a.LastGood.Start) {
			continue
		}
		if n++; n == 1 {
			first = f.Time
		}
	}
	return first, n
}

// minute is a moment in UTC without its seconds: a beginning needs no more.
func minute(t time.Time) string { return t.UTC().Format("2006-01-02 15:04Z") }
