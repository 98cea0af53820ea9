package plain

import (
	"fmt"
	"strings"

	"authdoctor/checks"
	"authdoctor/checks/cause"
	"authdoctor/tui/say"
)

// short keeps the beginning of a long quotation.
func short(s string) string {
	const most = 200
	if r := []rune(say.One(s)); len(r) > most {
		return string(r[:most]) + "›"
	}
	return say.One(s)
}

// proof says all evidence of all causes, whole.
func (t *talk) proof() {
	for i := range t.result.Verdicts {
		v := &t.result.Verdicts[i]
		t.say("%s:", say.Title(t.env.KB, v.Cause))
		for n, e := range v.Evidence {
			t.say("Proof %d, %s: %s", n+1, t.clock().Seen(e), e.Text)
		}
		if w := say.Why(t.env.KB, v.Cause); w != "" {
			t.say("What it means: %s", w)
		}
		for _, tell := range say.Tells(t.env.KB, t.result, v) {
			for _, id := range tell.Between {
				if id != v.Cause {
					t.say("It could also be: %s.", say.Title(t.env.KB, id))
				}
			}
			t.say("%s", tell.Say)
		}
	}
	for _, c := range t.result.Checks {
		for _, x := range c.Exchanges {
			if x == nil {
				continue
			}
			answer := fmt.Sprintf("%d %s", x.Status, x.Reason)
			if x.Failure != nil {
				answer = x.Failure.Text
			}
			t.say("Asked %s %s: %s, %s.", x.Method, x.URL, answer, say.Seconds(max(0, x.Timing.Total)))
		}
	}
}

// allChecks says how every check ended.
func (t *talk) allChecks() {
	for _, c := range t.result.Checks {
		t.say("%s: %s. %s", c.Asks, stateWord(c.State), t.why(&c))
	}
	if len(t.result.Contacted) > 0 {
		t.say("Contacted: %s", strings.Join(t.result.Contacted, ", "))
	}
}

// allFacts says everything at once, for an expert.
func (t *talk) allFacts() {
	var facts []say.Fact
	for i := range t.result.Verdicts {
		facts = append(facts, say.VerdictFacts(t.env, t.result, &t.result.Verdicts[i])...)
	}
	for i := range t.result.Checks {
		d := t.result.Checks[i]
		d.Why = t.why(&d)
		facts = append(facts, say.CheckFacts(&d)...)
	}
	facts = append(append(facts, say.ResultFacts(t.env, t.result)...), say.LogFacts(t.env.Log)...)
	for _, f := range facts {
		switch {
		case f.Text == "":
			t.say("%s:", f.Label)
		case f.Label == "":
			t.say("%s", f.Text)
		default:
			t.say("%s: %s", f.Label, f.Text)
		}
	}
}

// decide asks what tells causes apart, and leads to the fix of the one that the answer points at.
func (t *talk) decide(tell checks.Tell, subject cause.Subject) error {
	var opts []option
	for _, a := range tell.Answers {
		opts = append(opts, option{text: a.Text})
	}
	i, err := t.choose(func() { t.say("%s", tell.Question) }, append(opts, option{text: "I can't tell"})...)
	if err != nil || i == len(tell.Answers) {
		return err
	}
	id := tell.Answers[i].Cause
	for _, v := range t.result.Verdicts {
		if v.Cause == id {
			subject = v.Subject
		}
	}
	t.say("Then it is: %s. %s", say.Title(t.env.KB, id), say.Why(t.env.KB, id))
	return t.fix(id, subject)
}
