package checks

import (
	"cmp"
	"maps"
	"slices"

	"authdoctor/checks/cause"
)

// collect makes an item of every finding that has proof: nothing is claimed without. The items come in an order of their own, so that
// the verdicts do not hang on the order in which the checks were told.
func (w *weighing) collect() {
	for _, d := range w.Checks {
		for _, f := range d.Findings {
			if len(f.Evidence) == 0 {
				continue
			}
			it := &item{also: f.Also, beside: f.Beside, by: map[Source]bool{}}
			it.verdict = Verdict{Cause: f.Cause, Subject: f.Subject, Address: f.Address, App: f.App, Strength: f.Strength, Stage: f.Stage,
				Evidence: slices.Clone(f.Evidence), Tell: f.Tell}
			for _, e := range f.Evidence {
				it.by[e.Source] = true
			}
			it.check = d.ID
			w.items = append(w.items, it)
		}
	}
	order := map[string]int{}
	for i, id := range IDs() {
		order[id] = i
	}
	slices.SortStableFunc(w.items, func(x, y *item) int {
		a, b := &x.verdict, &y.verdict
		return cmp.Or(cmp.Compare(order[x.check], order[y.check]), cmp.Compare(b.Strength, a.Strength), cmp.Compare(a.Cause, b.Cause),
			cmp.Compare(a.Subject, b.Subject), cmp.Compare(a.Address, b.Address), cmp.Compare(a.App, b.App), cmp.Compare(a.Stage, b.Stage),
			cmp.Compare(a.Evidence[0].Where, b.Evidence[0].Where), cmp.Compare(a.Evidence[0].Text, b.Evidence[0].Text))
	})
}

// merge makes one item of those that claim the same cause of the same subject at the same address; no address fits any.
func (w *weighing) merge() {
	var out []*item
	// Those with an address first, so that one without joins them instead of bridging two that differ.
	for _, addressed := range []bool{true, false} {
		for _, it := range w.items {
			if (it.verdict.Address != "") != addressed {
				continue
			}
			i := slices.IndexFunc(out, func(o *item) bool {
				return o.verdict.Cause == it.verdict.Cause && o.verdict.Subject == it.verdict.Subject &&
					samePlace(o.verdict.Address, it.verdict.Address)
			})
			if i < 0 {
				out = append(out, it)
				continue
			}
			out[i].join(it)
		}
	}
	w.items = out
}

// join adds what another item of the same claim shows.
func (it *item) join(o *item) {
	a, b := &it.verdict, &o.verdict
	a.Strength = max(a.Strength, b.Strength)
	a.Stage = max(a.Stage, b.Stage)
	a.Address = cmp.Or(a.Address, b.Address)
	a.App = cmp.Or(a.App, b.App)
	a.Tell = cmp.Or(a.Tell, b.Tell)
	a.Explains = union(a.Explains, b.Explains)
	it.also = union(it.also, o.also)
	it.beside = it.beside || o.beside
	a.addEvidence(b.Evidence, maxProofs)
	for s := range o.by {
		it.by[s] = true
	}
}

// clone is a copy that shares nothing that is changed later.
func (it *item) clone() *item {
	c := *it
	c.also, c.by = slices.Clone(it.also), maps.Clone(it.by)
	c.verdict.Evidence, c.verdict.Explains = slices.Clone(it.verdict.Evidence), slices.Clone(it.verdict.Explains)
	return &c
}

// maxProofs bounds the evidence of one verdict.
const maxProofs = 12

// addEvidence adds what is not there yet, while there are fewer than most.
func (v *Verdict) addEvidence(more []Evidence, most int) {
	for _, e := range more {
		if len(v.Evidence) < most && !slices.ContainsFunc(v.Evidence, func(o Evidence) bool { return sameEvidence(o, e) }) {
			v.Evidence = append(v.Evidence, e)
		}
	}
}

// sameEvidence says whether two pieces of evidence are one proof. What several sentences of one pasted message say is one: they may be about one failure.
func sameEvidence(a, b Evidence) bool {
	if a.Whole != "" && a.Whole == b.Whole {
		return a.Source == b.Source
	}
	return a.Source == b.Source && a.Where == b.Where && (a.Source == FromLog && a.Where != "" || a.Text == b.Text)
}

func union(a, b []cause.ID) []cause.ID {
	for _, id := range b {
		if !slices.Contains(a, id) {
			a = append(a, id)
		}
	}
	return a
}
