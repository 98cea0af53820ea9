package fix

import (
	"slices"
	"strings"
	"time"

	"authdoctor/checks"
	"authdoctor/checks/cause"
	"authdoctor/logparse"
)

// noProof is said when no check of ours sees what the fix changed.
const noProof = "No check can prove this fix: what you saw counts."

// notAsked is said when the checks had nothing to ask: no address, no log.
const notAsked = "Nothing could be checked again, for no address and no log is known that would show it: what you saw counts."

// blind is said when all that was checked is well, and would be with the cause at work too: a service that refuses an impossible
// user, as it should, may refuse the real one as well.
const blind = "What was checked is well, but that alone does not show that this cause is gone. Only a run of the Web Connector can."

// Checked takes the result of the rechecks and judges whether the fix worked: one of them must rule the cause out, or have
// failed before. What the log said before the walk began proves nothing about now: then it says NeedRun. before is the result
// that led to the fix; nil where there was none. It may be called again after another recheck.
func (w *Walk) Checked(kb *cause.Base, before, r *checks.Result) Move {
	if w.phase == Walking || w.phase == Stopped || r == nil {
		return Move{To: w.phase, Refused: "There are steps left before the recheck."}
	}
	var passed, proofs, open, skipped int
	var needRun bool
	var failed, warns *checks.Done
	w.warned = false
	for i := range r.Checks {
		d := &r.Checks[i]
		if !slices.Contains(w.plan.rechecks(), d.ID) {
			continue
		}
		switch d.State {
		case checks.Passed, checks.Warned:
			if d.Warns == w.plan.Cause && d.Warns != "" {
				if warns == nil {
					warns = d
				}
				continue
			}
			passed++
			if w.proves(kb, before, d) {
				proofs++
			}
		case checks.Failed:
			if old(d, w.began()) {
				needRun = true
			} else if failed == nil {
				failed = d
			}
		case checks.Unknown, checks.Broken:
			open++
		case checks.Skipped:
			skipped++
		}
	}
	switch {
	case failed != nil:
		return w.move(w.broken(r, failed))
	case warns != nil:
		w.warned = true
		return w.move(Move{To: CannotTell, NeedRun: true, Text: "Only a newer run of the Web Connector can show that it is better. Until then: " + sentence(warns.Why)})
	case proofs > 0 && open == 0:
		m := Move{To: Verified, Text: "The cause is gone.", NeedRun: needRun}
		if warned(before, w.plan.Cause) {
			m.Text = "The warning is gone."
		}
		if needRun {
			m.Text += " One thing is left: to see a run that works."
		}
		return w.move(m)
	case needRun:
		return w.move(Move{To: CannotTell, NeedRun: true, Text: "Only a new run of the Web Connector can show it, and there was none since."})
	case open > 0:
		return w.move(Move{To: CannotTell, Text: "The check could not decide it: " + unproven(r, w.plan.rechecks())})
	}
	if passed > 0 {
		return w.move(Move{To: CannotTell, NeedRun: true, Text: blind})
	}
	if skipped > 0 {
		return w.move(Move{To: CannotTell, Text: notAsked})
	}
	return w.move(Move{To: CannotTell, Text: noProof})
}

// RunSeen takes the newest run of the Web Connector since the fix, nil where none was seen, and gives the move that stands then: a
// run that went well ends a walk that no check could prove; not one against a warning that still stands, for such a run ended well before too.
func (w *Walk) RunSeen(run *logparse.Session) Move {
	if w.phase != CannotTell || w.warned || run == nil || !run.Outcome.Good() {
		return w.last
	}
	return w.move(Move{To: Verified, Text: "The cause is gone."})
}

// proves says whether a check that went well shows that the fix worked: it can see the cause and does not, or it failed before.
func (w *Walk) proves(kb *cause.Base, before *checks.Result, d *checks.Done) bool {
	if kb != nil && d.Clears(kb.Get(w.plan.Cause), w.plan.Subject) {
		return true
	}
	return before != nil && slices.ContainsFunc(before.Checks, func(was checks.Done) bool {
		return was.ID == d.ID && (was.State == checks.Failed || was.Warns != "" && was.Warns == w.plan.Cause)
	})
}

// warned says whether a result warned of a cause.
func warned(r *checks.Result, id cause.ID) bool {
	return r != nil && slices.ContainsFunc(r.Checks, func(d checks.Done) bool { return d.Warns == id })
}

// began is when the first step was taken.
func (w *Walk) began() time.Time { return w.started }

// old says that a check failed only by what the log told before a moment.
func old(d *checks.Done, since time.Time) bool {
	seen := false
	for _, f := range d.Findings {
		for _, e := range f.Evidence {
			if e.Source != checks.FromLog || e.At.After(since) {
				return false
			}
			seen = true
		}
	}
	return seen
}

// broken is the move for a recheck that failed: the same cause again, or another one that can be seen now.
func (w *Walk) broken(r *checks.Result, failed *checks.Done) Move {
	m := Move{To: StillBroken}
	same := false
	for _, v := range r.Verdicts {
		if v.Standing == checks.Past {
			continue
		}
		if v.Cause == w.plan.Cause && (w.plan.Subject == "" || v.Subject == "" || v.Subject == w.plan.Subject) {
			same = true
		} else if m.Cause == "" {
			m.Cause, m.Subject = v.Cause, v.Subject
		}
	}
	switch {
	case same:
		m.Text = "Same problem, same place. " + sentence(failed.Why)
	case m.Cause != "":
		m.Text = "The first problem is gone, and another one shows now. " + sentence(failed.Why)
	default:
		m.Text = "It does not work yet. " + sentence(failed.Why)
	}
	m.Text = strings.TrimSpace(m.Text)
	return m
}

// unproven gives why the first of the checks could not decide.
func unproven(r *checks.Result, ids []string) string {
	for _, d := range r.Checks {
		if (d.State == checks.Unknown || d.State == checks.Broken) && slices.Contains(ids, d.ID) && d.Why != "" {
			return sentence(d.Why)
		}
	}
	return "it did not finish."
}

// sentence ends a text with a full stop.
func sentence(s string) string {
	s = strings.TrimSpace(s)
	if s == "" || strings.HasSuffix(s, ".") || strings.HasSuffix(s, "!") || strings.HasSuffix(s, "?") {
		return s
	}
	return s + "."
}
