package checks

import "testing"

func TestThatMostCouldNotBeMadeIsNoAllClear(t *testing.T) {
	done := func(id string, st State, why string) Done {
		return Done{ID: id, Outcome: Outcome{State: st, Why: why}}
	}
	for _, c := range []struct {
		name        string
		list        []Done
		well, could int
		thin        bool
	}{
		{"nothing", nil, 0, 0, true},
		{"all skipped", []Done{done("site", Skipped, ""), done("clock", Skipped, "")}, 0, 2, true},
		{"one of three", []Done{done("site", Skipped, ""), done("clock", Passed, ""), done("log", Unknown, "")}, 1, 3, true},
		{"half", []Done{done("site", Skipped, ""), done("clock", Warned, "")}, 1, 2, false},
		{"what says nothing here does not count", []Done{done("clock", Passed, ""), done("web-connector", Skipped, ""), done("quickbooks", Skipped, ""),
			done("answers", Skipped, "There are no guided questions for it.")}, 1, 1, false},
	} {
		r := &Result{Checks: c.list}
		if well, could := r.Made(); well != c.well || could != c.could || r.Thin() != c.thin {
			t.Errorf("%s: %d of %d, thin %v", c.name, well, could, r.Thin())
		}
	}
}
