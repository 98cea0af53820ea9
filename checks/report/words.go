package report

import (
	"fmt"
	"strings"
	"time"

	"authdoctor/checks"
	"authdoctor/checks/cause"
	"authdoctor/checks/vendors"
)

// DemoNote says that what is shown is made up.
const DemoNote = "A made-up case on this computer: no real shop and no real service is contacted."

// stateWords are the states as people read them. What we cannot decide and what broke in our hands are the same to them.
var stateWords = map[checks.State]string{checks.Unknown: "not known", checks.Passed: "ok", checks.Warned: "warning", checks.Failed: "problem",
	checks.Skipped: "skipped", checks.Broken: "not known"}

// stateRoles are the roles of the states.
var stateRoles = map[checks.State]Role{checks.Passed: OK, checks.Warned: Warn, checks.Failed: Problem, checks.Skipped: Dim, checks.Unknown: Warn, checks.Broken: Warn}

// standingWords say when a verdict is true; "now" is the usual case and needs no words.
var standingWords = map[checks.Standing]string{checks.Now: "seen now", checks.Logged: "by the log; not tested live", checks.Reported: "by the answers given",
	checks.Past: "in the past, not now"}

// title are the words for a cause.
func (r *Report) title(id cause.ID) string {
	if r.KB != nil {
		if c := r.KB.Get(id); c != nil {
			return c.Title
		}
	}
	if t := r.Titles[id]; t != "" {
		return t
	}
	return string(id)
}

// why says how a cause leads to the failure.
func (r *Report) why(id cause.ID) string {
	if r.KB != nil {
		if c := r.KB.Get(id); c != nil {
			return oneLine(c.Why)
		}
	}
	return ""
}

// remedies are the ways to repair a cause, the vendor's own first.
func (r *Report) remedies(id cause.ID, s cause.Subject) []cause.Remedy {
	if r.KB == nil {
		return nil
	}
	return vendors.Remedies(r.KB, r.Vendor, id, s)
}

// verdicts of the result, without "no work", which is no problem.
func (r *Report) problems() (now, past []checks.Verdict) {
	if r.Result == nil {
		return nil, nil
	}
	for _, v := range r.Result.Verdicts {
		switch {
		case v.Cause == cause.NoWork:
		case v.Standing == checks.Past:
			past = append(past, v)
		default:
			now = append(now, v)
		}
	}
	return now, past
}

// noWork says whether the log or the service said that there was nothing to exchange.
func (r *Report) noWork() bool {
	if r.Result != nil {
		for _, v := range r.Result.Verdicts {
			if v.Cause == cause.NoWork {
				return true
			}
		}
	}
	return false
}

// equals counts the verdicts at the top that nothing but a further look can tell apart.
func equals(list []checks.Verdict) int {
	n := 1
	for n < len(list) && list[0].Tell != "" && list[n].Standing == list[0].Standing && list[n].Strength == list[0].Strength && list[n].Tell != "" {
		n++
	}
	return min(n, len(list))
}

// oneLine joins the lines of a text.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// plural is "1 problem", "2 problems".
func plural(n int, word string) string {
	if n == 1 {
		return "1 " + word
	}
	switch {
	case strings.HasSuffix(word, "s"), strings.HasSuffix(word, "x"):
		return fmt.Sprintf("%d %ses", n, word)
	case strings.HasSuffix(word, "ny"), word == "try": // "company"; "key" and "day" are regular
		return fmt.Sprintf("%d %sies", n, strings.TrimSuffix(word, "y"))
	}
	return fmt.Sprintf("%d %ss", n, word)
}

// number writes a whole number with commas between the thousands.
func number(n int64) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// when is the moment of a proof. One of the log has the log's own clock, so that it can be compared with the line, the runs and the story;
// any other has the reader's: "today 09:14:07 UTC-05:00". Both name their zone, for they stand side by side.
func (r *Report) when(e checks.Evidence) string {
	t, now := e.At, r.Generated
	if t.IsZero() {
		return ""
	}
	if e.Source == checks.FromLog {
		return t.UTC().Format("2 Jan 2006 15:04:05") + " UTC"
	}
	t = t.In(now.Location())
	clock := t.Format("15:04:05 ") + zone(t)
	switch {
	case t.YearDay() == now.YearDay() && t.Year() == now.Year():
		return "today " + clock
	case t.Year() == now.Year():
		return t.Format("2 Jan ") + clock
	}
	return t.Format("2 Jan 2006 ") + clock
}

// zone is how far a time's clock is from UTC: "UTC", "UTC+05:30".
func zone(t time.Time) string {
	if _, off := t.Zone(); off == 0 {
		return "UTC"
	}
	return t.Format("UTC-07:00")
}

// stamp is a moment in UTC, as it is compared with a log.
func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format("2006-01-02 15:04:05Z")
}

// sentence ends a text with a full stop and begins it with a capital.
func sentence(s string) string {
	s = oneLine(s)
	if s == "" {
		return s
	}
	if c := s[0]; c >= 'a' && c <= 'z' && !strings.Contains(strings.SplitN(s, " ", 2)[0], ":") {
		s = string(c-'a'+'A') + s[1:]
	}
	if strings.ContainsAny(s[len(s)-1:], ".!?") {
		return s
	}
	return s + "."
}

// verdictOf makes of a match what the remedy is looked up by.
func verdictOf(m cause.Match) checks.Verdict {
	return checks.Verdict{Cause: m.Cause, Subject: m.Subject, Strength: m.Strength}
}
