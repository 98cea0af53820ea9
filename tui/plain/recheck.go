package plain

import (
	"fmt"
	"strings"
	"time"

	"authdoctor/checks"
	"authdoctor/checks/cause"
	"authdoctor/checks/fix"
	"authdoctor/logparse"
	"authdoctor/tui/say"
)

// recheck runs the checks that decide the fix and says before and after.
func (t *talk) recheck(w *fix.Walk) error {
	if !t.live() {
		t.say("These were the last steps. Whether they worked can't be checked from here. On the PC where it failed, this walks through the same steps and checks them at the end: authdoctor fix %s", w.Plan().Cause)
		return nil
	}
	since := t.d.Now()
	move := w.Last()
	proved := func() {} // the recheck becomes what is reported
	if ids := w.Rechecks(); len(ids) > 0 {
		if err := t.newAddress(w); err != nil {
			return err
		}
		if t.d.Heal != nil {
			if err := t.d.Heal(w.Plan().Cause); err != nil {
				return err
			}
			t.say("Made-up data: the example is repaired as your steps would have done it.")
		}
		if err := t.prepare(); err != nil {
			t.say("%v", err)
		}
		t.say("Checking again. %s.", say.Plural(len(ids), "check"))
		res := t.d.Recheck(t.ctx, t.env, ids, t.progress(len(ids)))
		if t.ctx.Err() != nil {
			return errStop
		}
		was := t.result
		for _, id := range ids {
			t.compare(find(was, id), find(res, id))
		}
		move = w.Checked(t.env.KB, was, res)
		proved = func() { t.before, t.result = was, res }
		if res == nil {
			proved = func() {}
		}
		if move.To != fix.CannotTell { // else it proves nothing: what was found before still stands
			proved()
		}
	}
	t.say("%s", move.Text)
	t.verified = move.To == fix.Verified
	return t.afterCheck(w, move, since, proved)
}

// afterCheck asks what to do with what the check after a fix said, until the person goes on.
func (t *talk) afterCheck(w *fix.Walk, move fix.Move, since time.Time, proved func()) error {
	seen := false // a run that went well
	steps := t.tried
	told := func(answer string) { t.tried = append(steps[:len(steps):len(steps)], w.Told(answer, t.d.Now())) }
	for {
		var opts []option
		var acts []func() error
		add := func(text string, act func() error) { opts, acts = append(opts, option{text: text}), append(acts, act) }
		ask := func() {}
		if (move.NeedRun || t.verified) && t.d.Watch != nil && t.env.Log != nil && !seen {
			ask = func() { t.say("%s", say.RunIt(t.env)) }
			add("I clicked Update Selected: watch the log", func() error {
				return t.watch(since, func() { seen = true; proved() })
			})
		}
		if move.To == fix.StillBroken && move.Cause != "" {
			add("next likely cause: "+say.Title(t.env.KB, move.Cause), func() error { return t.fix(move.Cause, move.Subject) })
		}
		if move.To == fix.CannotTell {
			add("it works now", func() error {
				told("yes")
				t.say("Fixed, by what you saw.")
				t.verified = true
				return errBack
			})
			add("it still fails", func() error {
				told("no")
				t.say("%s", say.StillFails(t.env.Case.Vendor))
				return nil
			})
		}
		add("summary", t.summary)
		add("finish", func() error { return errStop })
		i, err := t.choose(ask, opts...)
		if err == nil {
			err = acts[i]()
		}
		t.forget()
		if err != nil {
			return err
		}
	}
}

// forget drops the kept place of a fix that worked.
func (t *talk) forget() {
	if !t.verified || t.d.Store == nil {
		return
	}
	if err := t.d.Store.Clear(); err != nil {
		t.say("%v", err)
	}
}

// newAddress asks for the address that the steps put on file: asking the old one again would prove nothing.
func (t *talk) newAddress(w *fix.Walk) error {
	p := w.Plan()
	to := &t.facts.Site
	was := t.env.Case.Site
	if p.Subject == cause.Service {
		to, was = &t.facts.Service, t.env.Case.Service
	}
	if t.d.Options.Demo != "" || was == "" || !strings.HasPrefix(string(p.Cause), "redirect-") {
		return nil
	}
	v, err := t.address("Which address is on file now? It was " + was + ". Enter keeps it:")
	if v != "" {
		*to = v
	}
	return err
}

func find(r *checks.Result, id string) *checks.Done {
	if r == nil {
		return nil
	}
	for i := range r.Checks {
		if r.Checks[i].ID == id {
			return &r.Checks[i]
		}
	}
	return nil
}

// compare says how a check ended before and now; one that was never made says nothing.
func (t *talk) compare(was, now *checks.Done) {
	if now == nil || now.State == checks.Skipped && (was == nil || was.State == checks.Skipped) {
		return
	}
	word := func(d *checks.Done) string {
		if d == nil {
			return "not asked"
		}
		return fmt.Sprintf("%s, %s", stateWord(d.State), strings.TrimSuffix(say.One(t.why(d)), "."))
	}
	t.say("%s: before %s. Now %s.", now.Asks, word(was), word(now))
}

// runSaid says how a new run went, and calls well when it went well.
func (t *talk) runSaid(run *logparse.Session, well func()) {
	at := t.clock().When(run.Start)
	switch run.Outcome {
	case logparse.OK, logparse.NoWork:
		t.verified = true
		well()
		t.say("A run %s logged in, line %d. Fixed, and seen to work.", at, run.Span.First)
	case logparse.Failed:
		t.verified = false
		t.say("A run %s failed, %s, line %d.", at, say.Stage(run.Stage), run.Span.First)
	default:
		t.say("A run %s began and did not come to an end yet.", at)
	}
}
