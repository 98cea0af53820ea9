package tui

import (
	tea "github.com/charmbracelet/bubbletea"

	"authdoctor/checks"
	"authdoctor/checks/cause"
	"authdoctor/tui/say"
)

// otherwise says what else the proof could mean and what would tell; of a verdict that is alone, which checks speak against the
// rest.
func (s *proofScreen) otherwise() []string {
	t, w := s.a.t, s.textWidth()
	if s.verdict == nil {
		return nil
	}
	var out []string
	for _, tell := range s.tells {
		for _, id := range tell.Between {
			if id != s.verdict.Cause {
				out = append(out, para("  - ", say.Title(s.a.job.env.KB, id), w)...)
			}
		}
		out = append(out, para("  ", say.One(tell.Say), w)...)
	}
	if s.canDecide() {
		out = append(out, para("  ", "Press d: "+s.offer()+".", w)...)
	}
	if len(out) == 0 {
		if out = para("  ", s.fine(), w); len(out) == 0 {
			return nil
		}
	}
	return append([]string{t.title.Render("What else could it be")}, out...)
}

// fine names the checks that passed: what they look at is not it.
func (s *proofScreen) fine() string {
	res := s.a.job.result
	var ok []string
	if res != nil {
		for _, d := range res.Checks {
			if d.State == checks.Passed {
				ok = append(ok, say.One(d.Asks))
			}
		}
	}
	const most = 4
	switch n := len(ok); {
	case n == 0:
		return "No other cause that is known fits this proof. Nothing else was checked, so there may be a second one."
	case n > most:
		return "No other cause that is known fits this proof. Checked, and fine: " + say.List(ok[:most]) + ", and " + itoa(n-most) + " more."
	}
	return "No other cause that is known fits this proof. Checked, and fine: " + say.List(ok) + "."
}

// canDecide says whether something can be done here to tell the causes apart.
func (s *proofScreen) canDecide() bool { return s.next() != nil }

// next is the first way to tell that can be gone here; nil where there is none.
func (s *proofScreen) next() *checks.Tell {
	for i := range s.tells {
		if t := &s.tells[i]; len(t.Answers) > 0 || t.Check != "" && s.a.live() {
			return t
		}
	}
	return nil
}

// offer says what d does.
func (s *proofScreen) offer() string {
	t := s.next()
	if t.Check == "" || !s.a.live() || len(t.Answers) > 0 && s.asked(t.Check) {
		return "one question tells"
	}
	return "check it now"
}

// asked says that a check was part of the run, and came to no answer.
func (s *proofScreen) asked(id string) bool { return find(s.a.job.result, id) != nil }

// decide asks the question that tells two causes apart, or makes the check that does. A check that lacked a fact asks for it first.
func (s *proofScreen) decide() tea.Cmd {
	a, t := s.a, s.next()
	all := func() Screen { return newChecklist(a, nil) }
	switch {
	case s.offer() == "one question tells":
		return a.push(newTell(a, t, s.verdict.Subject))
	case s.asked(t.Check):
		return a.push(newFacts(a, all))
	case a.job.facts.Site == "" && !a.d.Options.Offline:
		return a.push(newMissing(a, all))
	}
	return a.restart(newWait(a, all))
}

// newTell asks what tells causes apart. The answer leads to the fix of the one that it points at.
func newTell(a *App, t *checks.Tell, subject cause.Subject) *menuScreen {
	m := newMenu(a, "Which of the two is it?", say.One(t.Question))
	kb := a.job.env.KB
	for _, ans := range t.Answers {
		m.menu.list = append(m.menu.list, choice{say.One(ans.Text), "", func() tea.Cmd {
			then := newMenu(a, "Then it is", say.Title(kb, ans.Cause)+". "+say.Why(kb, ans.Cause))
			v := a.verdictOf(ans.Cause)
			if v != nil {
				subject = v.Subject
				then.menu.list = append(then.menu.list, choice{"Show me the proof", "", func() tea.Cmd { return a.replace(newProof(a, v)) }})
			}
			if a.canFix(&checks.Verdict{Cause: ans.Cause, Subject: subject}) {
				then.menu.list = append([]choice{{"Fix it", "", func() tea.Cmd { a.pop(); return a.startFix(ans.Cause, subject) }}}, then.menu.list...)
			}
			then.menu.list = append(then.menu.list, choice{"Back to the causes", "", func() tea.Cmd { a.toResult(); return nil }})
			return a.replace(then)
		}})
	}
	m.menu.list = append(m.menu.list, choice{"I can't tell", "", func() tea.Cmd { a.pop(); return nil }})
	return m
}

// verdictOf is the verdict of a cause; nil where it is none.
func (a *App) verdictOf(id cause.ID) *checks.Verdict {
	if a.job.result != nil {
		for i := range a.job.result.Verdicts {
			if a.job.result.Verdicts[i].Cause == id {
				return &a.job.result.Verdicts[i]
			}
		}
	}
	return nil
}
