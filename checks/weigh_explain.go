package checks

import (
	"slices"
	"strings"

	"authdoctor/checks/cause"
	"authdoctor/checks/probe"
)

// explain lets a root account for its symptoms: by the knowledge base's word only, and only a root that has evidence of its own
// and is more than possible. What is explained stands under its root and no longer beside it.
func (w *weighing) explain() {
	slices.SortStableFunc(w.items, func(x, y *item) int { return w.causeRank(x.verdict.Cause) - w.causeRank(y.verdict.Cause) })
	under := make(map[*item]*item)
	for _, s := range w.items {
		for _, r := range w.items {
			if under[r] == nil && w.accountsFor(r, s) {
				under[s] = r
				break
			}
		}
	}
	for _, s := range w.items { // a symptom of a symptom goes to the root
		r := under[s]
		for range w.items {
			if r == nil || under[r] == nil {
				break
			}
			r = under[r]
		}
		if r == nil || r == s {
			continue
		}
		ids := []cause.ID{s.verdict.Cause}
		if s.verdict.Cause == r.verdict.Cause {
			ids = nil
		}
		r.verdict.Explains = union(union(r.verdict.Explains, ids), s.verdict.Explains)
		r.verdict.addEvidence(s.verdict.Evidence, maxProofs)
		if r.verdict.Standing != Past && r.verdict.App == "" {
			r.verdict.App = s.verdict.App
		}
	}
	w.items = slices.DeleteFunc(w.items, func(it *item) bool { return under[it] != nil })
}

// accountsFor says whether r is the root of s.
func (w *weighing) accountsFor(r, s *item) bool {
	a, b := &r.verdict, &s.verdict
	switch {
	case r == s, a.Strength < cause.Likely, a.Cause == cause.NoWork, b.Cause == cause.NoWork, b.Cause == cause.Unknown:
		return false
	case a.Standing == Past && b.Standing != Past:
		return false
	case a.Subject == b.Subject && !samePlace(a.Address, b.Address), a.App != "" && b.App != "" && a.App != b.App:
		return false
	case !w.reaches(a, b):
		return false
	}
	return w.names(a, b) && ownEvidence(a, b)
}

// reaches says whether what is wrong at one address can show at another: of two hosts only the trouble of the shop or of its channel shows at the service,
// which passes on what it met there.
func (w *weighing) reaches(a, b *Verdict) bool {
	if (a.Cause == noInternet || a.Cause == poorConnection) && probe.Loopback(probe.Host(b.Address)) {
		return false // the road to this computer itself does not lead over the internet
	}
	if a.Address == "" || b.Address == "" || a.Subject == cause.Proxy || probe.Host(a.Address) == probe.Host(b.Address) {
		return true
	}
	c := w.cause(b.Cause)
	return (a.Subject == cause.Site || a.Subject == cause.Channel) && b.Subject == cause.Service && c != nil && (c.Layer == "service" || c.Layer == "sync")
}

// names says whether the knowledge base lets the cause of a explain that of b. A fault of the whole network also explains the
// same fault met at one address.
func (w *weighing) names(a, b *Verdict) bool {
	if a.Cause == b.Cause {
		return a.Subject == cause.Network && b.Subject != cause.Network
	}
	c, d := w.cause(a.Cause), w.cause(b.Cause)
	if c == nil || !slices.Contains(c.Explains, b.Cause) {
		return false
	}
	mutual := d != nil && slices.Contains(d.Explains, a.Cause)
	return !mutual || c.Rank < d.Rank
}

// ownEvidence says whether a shows something that b does not.
func ownEvidence(a, b *Verdict) bool {
	return slices.ContainsFunc(a.Evidence, func(e Evidence) bool {
		return !slices.ContainsFunc(b.Evidence, func(o Evidence) bool { return sameEvidence(e, o) })
	})
}

// sameWords begins the words of a verdict whose evidence fits others as well.
const sameWords = "The same words also fit: "

// tellApart says, of verdicts that the same evidence leaves equal, what would tell one from the other.
func (w *weighing) tellApart() {
	for i, it := range w.items {
		v := &it.verdict
		if v.Tell != "" || !open(v) {
			continue
		}
		var titles []string
		group := []cause.ID{v.Cause}
		for j, o := range w.items {
			if i != j && o.verdict.Standing == v.Standing && o.verdict.Strength == v.Strength && !ownEvidence(v, &o.verdict) {
				titles = append(titles, w.title(o.verdict.Cause))
				group = append(group, o.verdict.Cause)
			}
		}
		if len(titles) == 0 {
			continue
		}
		how := howToTell(group, w.KB)
		if d, ok := cause.Distinguish(group); ok {
			how = d.Say
		}
		v.Tell = sameWords + strings.Join(titles, "; ") + ". " + how
	}
}

func (w *weighing) title(id cause.ID) string {
	if c := w.cause(id); c != nil && c.Title != "" {
		return c.Title
	}
	return string(id)
}
