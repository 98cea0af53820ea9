package report

import (
	"fmt"
	"slices"
	"strings"

	"authdoctor/checks"
)

// warned are the checks that came out well, with a warning.
func (r *Report) warned() []checks.Done {
	if r.Result == nil {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(r.Result.Checks), func(c checks.Done) bool { return c.State != checks.Warned })
}

// warnings adds what the checks warn of. Beside a problem the first one is enough.
func (r *Report) warnings(d *digest, problems []checks.Verdict) {
	list, most := r.warned(), mostWarnings
	if len(problems) > 0 {
		most = 1
	}
	var lines []string
	for _, c := range list[:min(most, len(list))] {
		lines = append(lines, c.ID+": "+firstSentence(c.Why))
	}
	if more := len(list) - len(lines); more > 0 {
		lines[len(lines)-1] += fmt.Sprintf(" (and %d more)", more)
	}
	d.told("Warning", lines...)
}

// notKnown adds what could not be checked, with the reason: the checks that share one stand together. What was asked
// and gave no answer comes before what was not asked at all; when the reasons get long, the last ones are left out.
func (r *Report) notKnown(d *digest) {
	if r.Result == nil {
		return
	}
	var reasons []string
	ids := make(map[string][]string)
	notGiven := make(map[string]bool)
	byAnswers := r.Vendor != nil && r.Vendor.QuestionsFirst // addresses and logs have no part in such a case
	open := slices.DeleteFunc(slices.Clone(r.Result.Checks), func(c checks.Done) bool { return decisive(c.State) || c.Unasked() })
	slices.SortStableFunc(open, func(a, b checks.Done) int { return skipped(a) - skipped(b) })
	for _, c := range open {
		why := firstSentence(c.Why)
		if before, _, ok := strings.Cut(why, " first: "); ok && c.State == checks.Skipped {
			why = before + " first." // what came of that one is told where it stands
		}
		if ids[why] == nil {
			reasons = append(reasons, why)
		}
		ids[why] = append(ids[why], c.ID)
		notGiven[why] = c.State == checks.Skipped
	}
	var said, unsaid []string
	room := d.terse.notKnown()
	for _, why := range reasons {
		if byAnswers && notGiven[why] {
			unsaid = append(unsaid, ids[why]...)
			continue
		}
		text := strings.Join(ids[why], ", ") + ": " + why
		if room -= len(text); room < 0 && len(said) > 0 {
			unsaid = append(unsaid, ids[why]...)
			continue
		}
		said = append(said, text)
	}
	switch {
	case len(unsaid) > 0 && len(said) == 0:
		said = append(said, "Not given, so not checked: "+strings.Join(unsaid, ", ")+".")
	case len(unsaid) > 0:
		said = append(said, "Not checked either: "+strings.Join(unsaid, ", ")+".")
	}
	d.told("Not known", strings.Join(said, " "))
}

// skipped is 1 for a check that was not made, else 0.
func skipped(c checks.Done) int {
	if c.State == checks.Skipped {
		return 1
	}
	return 0
}

// firstSentence leaves of a reason what it says first; how to give what is missing stands behind it.
func firstSentence(s string) string {
	s = oneLine(s)
	if i := strings.Index(s, ". "); i > 0 {
		return s[:i+1]
	}
	return s
}
