package report

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"authdoctor/checks"
	"authdoctor/checks/cause"
	"authdoctor/checks/fix"
	"authdoctor/checks/lazyregexp"
	"authdoctor/checks/redact"
	"authdoctor/checks/vendors"
	"authdoctor/logparse"
)

// theirs are the subjects that the vendor can look at from its own side.
var theirs = []cause.Subject{cause.Service, cause.Support, cause.Channel, cause.Pairing, cause.Caselle}

// asks is the one question to whoever gets the summary.
func (r *Report) asks(problems, past []checks.Verdict) string {
	switch {
	case len(problems) > 0:
		return r.asksAbout(problems)
	case r.gone() != "":
		return "Nothing: it is fixed. This is for your records."
	case len(past) > 0:
		return "Nothing for now: what the log shows is over. Keep this in case it comes back."
	case r.passed() == 0:
		return "What do you need to know? Nothing could be checked from here."
	}
	return "If it still fails: what does your side show for the newest run?"
}

func (r *Report) asksAbout(problems []checks.Verdict) string {
	v := problems[0]
	when := ""
	if at := seenByThem(v.Evidence); !at.IsZero() {
		when = " at " + stamp(at)
	}
	switch {
	case v.Cause == cause.Unknown:
		return "What does the quoted message mean, and what clears it?"
	case slices.ContainsFunc(r.Tried, func(t fix.Tried) bool { return t.Cause == v.Cause }):
		return "What comes next? The steps above did not clear it."
	case equals(problems) > 1:
		if slices.ContainsFunc(problems[:equals(problems)], func(v checks.Verdict) bool { return slices.Contains(theirs, v.Subject) }) {
			return "Which of these causes is it? What does your side show" + when + "?"
		}
		return "Which of these causes is it?"
	case slices.Contains(theirs, v.Subject) && v.Stage != logparse.StageStart: // before the first call there is nothing to see at their side
		return "Is this right? What does your side show" + when + "?"
	}
	for _, m := range r.remedies(v.Cause, v.Subject) {
		if n := len(m.Steps); m.Who == cause.EndUser && n > 0 {
			return fmt.Sprintf("Is this right? It can be fixed on our side, in %s.", plural(n, "step"))
		}
	}
	return "Is this right, and what fixes it?"
}

// seenByThem is when something happened that the other side has in its books too: a run of the log, which is a real one, before
// what was asked from here. Zero: not known.
func seenByThem(list []checks.Evidence) time.Time {
	var at time.Time
	for _, e := range list {
		if e.Source == checks.FromLog && !e.At.IsZero() {
			return e.At
		}
		if at.IsZero() {
			at = e.At
		}
	}
	return at
}

// article begins a want that goes on in a list.
var article = lazyregexp.New(`^(?:The|What|When|Where|Which|Whether|Your|How)\b`)

// support adds what the vendor wants to know first, unless it is fixed, and where it wants to be told.
func (r *Report) support(d *digest, fixed bool) {
	if r.Vendor == nil {
		return
	}
	var wants []string
	for _, w := range r.Vendor.Wants {
		want := strings.TrimSuffix(oneLine(w), ".")
		if article.MatchString(want) && len(wants) > 0 {
			want = strings.ToLower(want[:1]) + want[1:]
		}
		wants = append(wants, want)
	}
	if !fixed {
		d.own("To add", strings.Join(wants, "; "))
	}
	if ways := vendors.SendTo(r.Vendor); len(ways) > 0 {
		d.own("Send to", ways...)
	} else if !fixed {
		d.told("Send to", r.sendToMaker())
	}
}

// sendToMaker says where to send it when it is not known who the vendor is.
func (r *Report) sendToMaker() string {
	if r.onThisSide() {
		return "whoever looks after this PC and its network"
	}
	if r.Case != nil && r.Case.QWC != nil && r.Case.QWC.AppSupport != "" {
		return "the application's maker; page in the pairing file: " + redact.URL(r.Case.QWC.AppSupport)
	}
	return "whoever made the application; who that is, is not known here"
}
