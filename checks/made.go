package checks

import (
	"slices"
	"strings"

	"authdoctor/checks/cause"
)

// Unasked says whether a check is the guided questions of a vendor that has none, or has them for what nothing else settles: nobody
// misses them, and where they help they stand at the end. A report that was read back holds no more than the words.
func (d *Done) Unasked() bool {
	return d.ID == answersCheck.ID && d.State == Skipped && (strings.HasPrefix(d.Why, noQuestions) || strings.HasPrefix(d.Why, notAsked))
}

// Made counts the checks that found all well or gave a warning, and those that could say something here: those of the PC that syncs
// say nothing on another one.
func (r *Result) Made() (well, could int) {
	for i := range r.Checks {
		d := &r.Checks[i]
		if d.State == Passed || d.State == Warned {
			well++
		}
		if away := d.ID == connectorCheck.ID || d.ID == quickBooksCheck.ID; !(away && d.State == Skipped) && !d.Unasked() {
			could++
		}
	}
	return well, could
}

// Ahead are the causes that the checks warn of before anything failed, each once.
func (r *Result) Ahead() []cause.ID {
	var ids []cause.ID
	for i := range r.Checks {
		if d := &r.Checks[i]; d.State == Warned && d.Warns != "" && !slices.Contains(ids, d.Warns) {
			ids = append(ids, d.Warns)
		}
	}
	return ids
}

// Thin says that most checks could not be made: that nothing was found says little then, and must not read like an all-clear.
func (r *Result) Thin() bool {
	well, could := r.Made()
	return well == 0 || 2*well < could
}
