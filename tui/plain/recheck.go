package plain

import (
	"context"
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
	c := &after{walk: w, was: t.result, since: t.d.Now(), move: w.Last()}
	if len(w.Rechecks()) > 0 {
		if err := t.newAddress(w); err != nil {
			return err
		}
	}
	if err := t.judge(c); err != nil {
		return err
	}
	return t.afterCheck(c)
}

// after is a fix whose steps are done.
type after struct {
	walk  *fix.Walk
	was   *checks.Result // before the fix
	since time.Time      // runs in the log after this are new
	move  fix.Move
	run   *logparse.Session // the newest that was seen since
}

func (c *after) ranWell() bool { return c.run != nil && c.run.Outcome.Good() }

// judge reads log and pairing file again, runs the checks and says what came of the fix.
func (t *talk) judge(c *after) error {
	var res *checks.Result
	if ids := c.walk.Rechecks(); len(ids) > 0 {
		if t.d.Heal != nil {
			if err := t.d.Heal(c.walk.Plan().Cause); err != nil {
				return err
			}
			t.say("Made-up data: the example is repaired as your steps would have done it.")
		}
		if err := t.prepare(); err != nil {
			t.say("%v", err)
		}
		t.say("Checking again. %s.", say.Plural(len(ids), "check"))
		res = t.d.Recheck(t.ctx, t.env, ids, t.progress(len(ids)))
		if t.ctx.Err() != nil {
			return errStop
		}
		for _, id := range ids {
			t.compare(find(c.was, id), find(res, id))
		}
		c.walk.Checked(t.env.KB, c.was, res)
	}
	c.move = c.walk.RunSeen(c.run)
	if res != nil && c.move.To != fix.CannotTell { // else it proves nothing: what was found before still stands
		t.before, t.result = c.was, res
	}
	t.say("%s", c.move.Text)
	t.verified = c.move.To == fix.Verified
	return nil
}

// afterCheck asks what to do with what the check after a fix said, until the person goes on.
func (t *talk) afterCheck(c *after) error {
	steps, move := t.tried, &c.move
	told := func(answer string) { t.tried = append(steps[:len(steps):len(steps)], c.walk.Told(answer, t.d.Now())) }
	for {
		var opts []option
		var acts []func() error
		add := func(text string, act func() error) { opts, acts = append(opts, option{text: text}), append(acts, act) }
		ask := func() {}
		if (move.NeedRun || t.verified) && t.d.Watch != nil && t.env.Log != nil && !c.ranWell() {
			ask = func() { t.say("%s", say.RunIt(t.env)) }
			add("I clicked Update Selected: watch the log", func() error { return t.watch(c) })
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
		if move.To == fix.StillBroken {
			add("check again", func() error { return t.judge(c) })
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

// watch waits for a run in the log, says how it went, and checks again: what the log shows now counts.
func (t *talk) watch(c *after) error {
	t.say("Watching the log for 2 minutes.")
	ctx, cancel := context.WithTimeout(t.ctx, 2*time.Minute)
	defer cancel()
	run, err := t.d.Watch(ctx, t.env, c.since)
	switch {
	case t.ctx.Err() != nil:
		return errStop
	case run == nil:
		if err != nil && ctx.Err() == nil {
			t.say("%v", err)
		}
		t.say("No new run was seen.")
		return nil
	}
	c.run, c.since = run, run.Start
	at := t.clock().When(run.Start)
	switch run.Outcome {
	case logparse.OK, logparse.NoWork:
		t.say("A run %s logged in, line %d.", at, run.Span.First)
	case logparse.Failed:
		t.say("A run %s failed, %s, line %d.", at, say.Stage(run.Stage), run.Span.First)
	default:
		t.say("A run %s began and did not come to an end yet.", at)
	}
	if err := t.judge(c); err != nil {
		return err
	}
	if c.ranWell() && t.verified {
		t.say("Fixed, and seen to work.")
	}
	return nil
}
