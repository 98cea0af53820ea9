package checks

import (
	"slices"

	"authdoctor/checks/cause"
)

// ofOneAddress is what evidence of a fault of the whole network means where the network is proven good: then it is about the one
// address that was asked. A road that leads nowhere is a server that does not answer; a network that wants a sign-in (status 511) is
// a server that says so itself.
var ofOneAddress = map[cause.ID]struct {
	cause    cause.ID
	strength cause.Strength
}{
	noInternet:    {connectTimeout, cause.Likely},
	captivePortal: {httpServerError, cause.Likely},
}

// drop takes out what other evidence of this run refutes: no internet while an outside host answers, a sign-in page of the
// network while verified TLS or SOAP comes through. What a check of one address saw stays true of that address.
func (w *weighing) drop() {
	outside, through := w.reached()
	gone := map[cause.ID]bool{}
	w.items = slices.DeleteFunc(w.items, func(it *item) bool {
		id := it.verdict.Cause
		refuted := id == noInternet && outside || id == captivePortal && through
		if !refuted || it.verdict.Standing == Past {
			return false
		}
		gone[id] = true
		return true
	})
	for _, d := range w.Checks {
		about := asksAbout[d.ID]
		if d.ID == internetCheck.ID || len(about) == 0 || d.Address == "" {
			continue
		}
		for _, f := range d.Findings {
			of := ofOneAddress[f.Cause]
			if !gone[f.Cause] || len(f.Evidence) == 0 || f.Evidence[0].Source != FromLive {
				continue
			}
			w.items = append(w.items, &item{check: d.ID, by: map[Source]bool{FromLive: true}, verdict: Verdict{Cause: of.cause, Subject: about[0],
				Address: plainAddress(d.Address), Strength: min(of.strength, f.Strength), Standing: Now, Stage: f.Stage, Evidence: slices.Clone(f.Evidence)}})
		}
	}
	w.merge()
}
