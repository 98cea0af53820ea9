package checks

import (
	"slices"
	"strings"

	"authdoctor/checks/cause"
)

// Tell says how to tell verdicts apart that fit equally well. Where Check is set, running that check on the PC concerned decides;
// where Question is set, a person can look, and Answers say what that would mean.
type Tell struct {
	Between  []cause.ID // two or more, in the order of the verdicts
	Say      string     // plain words, one sentence or two
	Check    string     // the id of a check of List; empty: no check decides
	Question string     // plain words that end in a question mark; empty: nothing that a person could see
	Answers  []TellAnswer
}

// TellAnswer is one answer to the question of a Tell.
type TellAnswer struct {
	Text  string
	Cause cause.ID // the one of Between that the answer points at
}

// Apart says of the verdicts that fit equally well, and of a verdict whose other reading was set aside, what would tell them apart.
// Verdicts are as Weigh gives them; verdicts of the past and information are passed over. Nil: nothing is open.
func Apart(verdicts []Verdict, kb *cause.Base) []Tell {
	var out []Tell
	done := make([]bool, len(verdicts))
	for i := range verdicts {
		if done[i] || !open(&verdicts[i]) {
			continue
		}
		group := []cause.ID{verdicts[i].Cause}
		words := verdicts[i].Tell
		for j := i + 1; j < len(verdicts); j++ {
			if !done[j] && open(&verdicts[j]) && equallyGood(&verdicts[i], &verdicts[j]) {
				done[j] = true
				group = union(group, []cause.ID{verdicts[j].Cause})
			}
		}
		if len(group) > 1 {
			out = append(out, tellOf(group, words, kb))
		}
	}
	return out
}

// Apart is what would tell this result's verdicts apart. A check that has come to an answer in this run is not named again: it
// was asked, and it did not decide.
func (r *Result) Apart(kb *cause.Base) []Tell {
	out := Apart(r.Verdicts, kb)
	for i := range out {
		if slices.ContainsFunc(r.Checks, func(d Done) bool { return d.ID == out[i].Check && d.State.decides() }) {
			out[i].Check = ""
		}
	}
	return out
}

// open says whether a verdict leaves something open that another could fit as well.
func open(v *Verdict) bool {
	return v.Standing != Past && v.Cause != cause.NoWork && v.Cause != cause.Unknown
}

// equallyGood says whether two verdicts fit the same evidence equally well.
func equallyGood(a, b *Verdict) bool {
	if a.Standing != b.Standing || a.Cause == b.Cause {
		return false
	}
	if a.Tell != "" && a.Tell == b.Tell { // the check that found them says so
		return true
	}
	return a.Strength == b.Strength && !ownEvidence(a, b) && !ownEvidence(b, a)
}

// tellOf makes the Tell of a group: by what the knowledge base holds of such a group, else by the checks that decide about its
// members.
func tellOf(group []cause.ID, words string, kb *cause.Base) Tell {
	t := Tell{Between: group}
	d, ok := cause.Distinguish(group)
	if ok {
		t.Say, t.Question = d.Say, d.Ask
		if slices.Contains(IDs(), d.Check) {
			t.Check = d.Check
		}
		for _, m := range d.Means {
			t.Answers = append(t.Answers, TellAnswer{Text: m.If, Cause: m.Then})
		}
	}
	if len(t.Answers) == 0 && len(d.Means) > 0 {
		t.Question = ""
	}
	if t.Check == "" {
		t.Check = firstLive(group, kb)
	}
	if words != "" && !strings.HasPrefix(words, sameWords) {
		t.Say = words // the check that found them knows best
	}
	if t.Say == "" {
		t.Say = howToTell(group, kb)
	}
	return t
}

// firstLive is the first check, in display order, that decides about one of some causes on the PC itself; empty where none does.
func firstLive(group []cause.ID, kb *cause.Base) string {
	for _, id := range liveChecks(group, kb) {
		return id
	}
	return ""
}

// liveChecks are the checks, in display order, that the knowledge base names for some causes, without those that only read the log or
// ask a person.
func liveChecks(group []cause.ID, kb *cause.Base) []string {
	var out []string
	for _, check := range IDs() {
		if check == logCheck.ID || check == answersCheck.ID || kb == nil {
			continue
		}
		if slices.ContainsFunc(group, func(id cause.ID) bool { c := kb.Get(id); return c != nil && slices.Contains(c.CheckedBy, check) }) {
			out = append(out, check)
		}
	}
	return out
}

// howToTell names the live checks that decide about some causes.
func howToTell(group []cause.ID, kb *cause.Base) string {
	live := liveChecks(group, kb)
	for i, check := range live {
		live[i] = "“" + check + "”"
	}
	switch len(live) {
	case 0:
		return "The lines of the log before and after it tell which."
	case 1:
		return "The live check " + live[0] + ", on that PC, tells which."
	}
	last := len(live) - 1
	return "The live checks " + strings.Join(live[:last], ", ") + " and " + live[last] + ", on that PC, tell which."
}
