package checks

import (
	"cmp"
	"slices"

	"authdoctor/checks/cause"
	"authdoctor/checks/vendors"
	"authdoctor/logparse"
)

// Input is what Weigh weighs: all that the checks found, and whose product it is about.
type Input struct {
	Checks []Done
	KB     *cause.Base
	Vendor *vendors.Vendor // nil: none
}

// Weigh turns findings into verdicts, the most important first. It is pure: the same input gives the same verdicts.
func Weigh(in Input) []Verdict {
	w := &weighing{Input: in}
	w.collect()
	w.merge()
	w.prefer()
	w.merge()
	w.stand()
	w.drop()
	w.settle()
	w.hedgeNames()
	w.explain()
	w.rank()
	w.tellApart()
	out := make([]Verdict, 0, len(w.items))
	for _, it := range w.items {
		out = append(out, it.verdict)
	}
	return out
}

// LogVerdicts weighs what a log alone shows.
func LogVerdicts(log *logparse.Log, kb *cause.Base, vendor *vendors.Vendor) []Verdict {
	done := Done{ID: logCheck.ID, Asks: logCheck.Asks, Outcome: Outcome{Findings: Judge(log, kb, vendor)}}
	return Weigh(Input{Checks: []Done{done}, KB: kb, Vendor: vendor})
}

// weighing is one Weigh at work.
type weighing struct {
	Input
	items []*item
}

// item is a verdict in the making.
type item struct {
	verdict Verdict
	also    []cause.ID // what else its findings may mean
	beside  bool       // the vendor's preference stands beside it, not in its place
	by      map[Source]bool
	check   string // that found it first
}

// prefer lets the vendor's knowledge of its product replace a cause by another. What takes its place is an inference, so it is
// likely at most, and accounts for what it replaced. Where the evidence is too fresh to be set aside, both readings are kept, equally
// likely: what else is known, or a further look, tells them apart.
func (w *weighing) prefer() {
	for _, it := range slices.Clone(w.items) {
		v := &it.verdict
		use, _ := w.Vendor.Preferred(v.Cause, v.Stage.String())
		if use == v.Cause {
			continue
		}
		if it.beside {
			v.Strength = min(v.Strength, cause.Likely)
			it = it.clone()
			w.items = append(w.items, it)
			v = &it.verdict
		} else {
			v.Explains = union(v.Explains, []cause.ID{v.Cause})
		}
		v.Cause = use
		v.Strength = min(v.Strength, cause.Likely)
		v.Tell = ""
		if c := w.cause(use); c != nil && c.Subject != "" {
			v.Subject = c.Subject
		}
	}
}

func (w *weighing) cause(id cause.ID) *cause.Cause {
	if w.KB == nil {
		return nil
	}
	return w.KB.Get(id)
}

// stand says when each item is true: what was seen live or on this PC is true now; what only the log shows is past where a live
// check contradicts it.
func (w *weighing) stand() {
	for _, it := range w.items {
		switch {
		case it.by[FromLive], it.by[FromMachine]:
			it.verdict.Standing = Now
		case it.by[FromLog] && w.contradicted(it):
			it.verdict.Standing = Past
		case it.by[FromLog]:
			it.verdict.Standing = Logged
		default:
			it.verdict.Standing = Reported
		}
	}
}

// settle takes out the other readings of a line of the log whose meaning a live check settled: what has no evidence but such
// lines was one of several possible meanings, and another one was seen to be true.
func (w *weighing) settle() {
	w.items = slices.DeleteFunc(w.items, func(o *item) bool {
		if o.verdict.Standing != Logged || o.verdict.Cause == cause.NoWork {
			return false
		}
		return slices.ContainsFunc(w.items, func(it *item) bool {
			return it.verdict.Standing == Now && it.by[FromLog] && it.verdict.Strength > o.verdict.Strength && !ownEvidence(&o.verdict, &it.verdict)
		})
	})
}

// reached says whether any outside host answered, and whether an answer came that no sign-in page can fake.
func (w *weighing) reached() (outside, through bool) {
	for _, d := range w.Checks {
		for _, ex := range d.Exchanges {
			if !ex.Answered() {
				continue
			}
			if !nearby(ex) {
				outside = true
			}
			if ex.TLS != nil && ex.TLS.Verified || isSOAP(ex) {
				through = true
			}
		}
	}
	return outside, through
}

// hedgeNames keeps apart what a log alone cannot: a name that does not resolve is a failing look-up, and possibly a PC
// without internet. Where a live check looked at the internet, that one decides.
func (w *weighing) hedgeNames() {
	if w.decided(internetCheck.ID) || slices.ContainsFunc(w.items, func(it *item) bool { return it.verdict.Cause == noInternet }) {
		return
	}
	for _, it := range w.items {
		v := &it.verdict
		if v.Cause != dnsFailure || v.Subject == cause.Site || v.Standing != Logged || v.Strength < cause.Likely {
			continue // a look-up of the shop's name is the service's own: the service was reached
		}
		other := &item{by: it.by, verdict: Verdict{Cause: noInternet, Subject: cause.Network, App: v.App, Standing: Logged, Strength: cause.Possible,
			Stage: v.Stage, Evidence: slices.Clone(v.Evidence), Tell: tellNames}}
		v.Tell = cmp.Or(v.Tell, tellNames)
		w.items = append(w.items, other)
		return
	}
}

const tellNames = "Open any other web page on that PC: when none opens, the PC has no internet connection; when others open, this one name is at fault."

// decided says whether a check of this run came to an answer.
func (w *weighing) decided(id string) bool {
	return slices.ContainsFunc(w.Checks, func(d Done) bool { return d.ID == id && d.State.decides() })
}

// decides says whether a state is an answer about the customer's side.
func (s State) decides() bool { return s == Passed || s == Warned || s == Failed }

// rank orders the items: by standing, strength, the causes' rank, and nearness to the failing stage. Information comes last.
func (w *weighing) rank() {
	slices.SortStableFunc(w.items, func(x, y *item) int {
		a, b := &x.verdict, &y.verdict
		return cmp.Or(
			compareBool(a.Cause == cause.NoWork, b.Cause == cause.NoWork),
			cmp.Compare(standingRank(a.Standing), standingRank(b.Standing)),
			cmp.Compare(b.Strength, a.Strength),
			cmp.Compare(w.causeRank(a.Cause), w.causeRank(b.Cause)),
			cmp.Compare(b.Stage, a.Stage),
			cmp.Compare(a.Subject, b.Subject),
			cmp.Compare(a.Address, b.Address),
		)
	})
}

func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}

func standingRank(s Standing) int { return slices.Index([]Standing{Now, Logged, Reported, Past}, s) }

func (w *weighing) causeRank(id cause.ID) int {
	if c := w.cause(id); c != nil {
		return c.Rank
	}
	return 1 << 20
}
