package plain

import (
	"fmt"
	"time"

	"authdoctor/checks"
	"authdoctor/checks/cause"
	"authdoctor/checks/vendors"
	"authdoctor/tui/say"
)

// countEvery is how often progress is said while checks run.
const countEvery = 5 * time.Second

// asksOnly says that nothing of this vendor can be probed: its questions are all that there is to check.
func (t *talk) asksOnly() bool {
	v := t.env.Case.Vendor
	return v != nil && v.QuestionsFirst
}

// check runs the checks and says how far they are, at most every five seconds.
func (t *talk) check() {
	var ids []string // all
	n := len(t.d.Checks)
	if t.asksOnly() {
		ids, n = []string{"answers"}, 1
	}
	if t.live() {
		t.say("Checking. %s. It changes nothing on this PC.", say.Plural(n, "check"))
	}
	t.result = t.d.Run(t.ctx, t.env, ids, t.progress(n))
	t.before, t.verified = nil, false
	if t.result == nil {
		t.result = &checks.Result{}
	}
	if t.live() {
		t.say("%d done, %s.", len(t.result.Checks), say.Seconds(t.result.Took))
	}
}

// live says that things may be checked again here.
func (t *talk) live() bool { return t.d.Options.ReadOnly == "" }

// why is a check's reason in the words of this talk.
func (t *talk) why(c *checks.Done) string {
	add := "it can be given at the start, under add facts"
	if !t.live() {
		add = ""
	}
	return say.Here(c.Why, add)
}

// progress counts finished checks.
func (t *talk) progress(n int) func(checks.Event) {
	done, last := 0, t.d.Now()
	return func(ev checks.Event) {
		if ev.Kind != checks.Finished {
			return
		}
		done++
		if now := t.d.Now(); now.Sub(last) >= countEvery {
			last = now
			t.say("%d of %d done.", done, n)
		}
	}
}

// causes says what was found and asks what to do about it.
func (t *talk) causes() error {
	for {
		v := t.first()
		opts, acts := t.offers(v)
		i, err := t.choose(func() { t.found() }, opts...)
		if err != nil {
			return err
		}
		if err := back(acts[i]()); err != nil {
			return err
		}
		if t.verified {
			return errBack // fixed and seen: the start asks what is next
		}
	}
}

// first is the cause to begin with; nil where nothing is wrong.
func (t *talk) first() *checks.Verdict {
	for i := range t.result.Verdicts {
		if v := &t.result.Verdicts[i]; v.Standing != checks.Past && v.Cause != cause.NoWork {
			return v
		}
	}
	return nil
}

// offers are what can be done now.
func (t *talk) offers(v *checks.Verdict) ([]option, []func() error) {
	var opts []option
	var acts []func() error
	add := func(key, text string, act func() error) {
		opts, acts = append(opts, option{key, text}), append(acts, act)
	}
	for i := range t.result.Verdicts {
		c := &t.result.Verdicts[i]
		if c.Standing == checks.Past || c.Cause == cause.NoWork || len(vendors.Remedies(t.env.KB, t.env.Case.Vendor, c.Cause, c.Subject)) == 0 {
			continue
		}
		text := "fix it"
		if c != v {
			text = "fix: " + say.Title(t.env.KB, c.Cause)
		}
		if len(opts) < 5 {
			add(fmt.Sprint(len(opts)+1), text, func() error { return t.fix(c.Cause, c.Subject) })
		}
	}
	if v == nil {
		for _, id := range t.result.Ahead() {
			if rs := vendors.Remedies(t.env.KB, t.env.Case.Vendor, id, ""); len(rs) > 0 {
				add(fmt.Sprint(len(opts)+1), "keep it from failing: "+say.Remedy(rs[0]), func() error { return t.fix(id, "") })
			}
		}
	}
	if v != nil {
		add("p", "all proof", func() error { t.proof(); return nil })
	}
	for _, tell := range say.Tells(t.env.KB, t.result, v) {
		if len(tell.Answers) > 0 {
			add("d", "tell which of them", func() error { return t.decide(tell, v.Subject) })
			break
		}
	}
	add("a", "all checks", func() error { t.allChecks(); return nil })
	add("x", "all facts", func() error { t.allFacts(); return nil })
	add("s", "summary", t.summary)
	if t.env.Log != nil {
		add("v", "the log", t.log)
	}
	if len(t.result.Questions) > 0 && t.live() {
		add("w", "answer questions", func() error { return t.questions(t.env.Case.Vendor) })
	}
	if t.canLogin() {
		add("l", "one real log-in", t.login)
	}
	if !t.live() {
		return opts, acts
	}
	add("r", "check again", func() error {
		if err := t.prepare(); err != nil {
			t.say("%v", err)
			return nil
		}
		t.check()
		return nil
	})
	return opts, acts
}

// found says the causes, each with its proof, then what they explain.
func (t *talk) found() {
	kb := t.env.KB
	if t.first() == nil {
		then := "If it still fails: let it run once, then check again."
		if !t.live() {
			then = ""
		}
		text, _ := say.Nothing(t.result, then)
		t.say("%s", text)
		for _, d := range t.result.Checks {
			if d.State == checks.Warned {
				t.say("Warning: %s", t.why(&d))
			}
		}
	}
	for i := range t.result.Verdicts {
		v := &t.result.Verdicts[i]
		switch {
		case v.Cause == cause.NoWork:
			t.say("No failure: %s.", say.Title(kb, v.Cause))
			continue
		case v.Standing == checks.Past:
			t.say("In the past, not now: %s.", say.Title(kb, v.Cause))
			continue
		}
		word := "Cause"
		if v.Cause == cause.Unknown {
			word = "Not known"
		}
		t.say("%s, %s: %s.", word, say.Sure(v), say.Title(kb, v.Cause))
		if why := say.Why(kb, v.Cause); why != "" {
			t.say("Why: %s", why)
		}
		for n, e := range v.Evidence {
			if n == 2 {
				break
			}
			t.say("Proof %d, %s: %s", n+1, t.clock().Seen(e), short(say.Proof(e)))
		}
		for _, id := range v.Explains {
			t.say("It explains: %s.", say.Title(kb, id))
		}
		if v.Tell != "" {
			t.say("%s", v.Tell)
		}
		if rs := vendors.Remedies(kb, t.env.Case.Vendor, v.Cause, v.Subject); len(rs) > 0 {
			t.say("The fix: %s.", say.Remedy(rs[0]))
		} else if w := say.Whom(t.env.Case.Vendor); w != "" {
			t.say("No steps are known for this. %s", w)
		}
	}
}
