package tui

import (
	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"authdoctor/checks/cause"
	"authdoctor/checks/fix"
	"authdoctor/checks/vendors"
	"authdoctor/logparse"
	"authdoctor/tui/say"
)

// resumeScreen offers to go on with a fix that was left half-way.
type resumeScreen struct {
	base
	state fix.State
	found Found
	menu  choices
}

func newResume(a *App, st fix.State, found Found) *resumeScreen {
	s := &resumeScreen{base: base{a: a}, state: st, found: found}
	s.head = func() (string, string) { return "authdoctor " + a.d.Version, "welcome back" }
	s.parts = s.draw
	s.menu.list = []choice{
		{"Go on with step " + itoa(max(1, st.Number)), "", s.resume},
		{"Check again from the start", "", func() tea.Cmd { return a.replace(newWait(a, func() Screen { return newChecklist(a, nil) })) }},
		{"Forget this fix", "the steps you did stay as they are", s.forget},
	}
	s.ask()
	return s
}

// resume makes the plan again from the knowledge base and goes to where the walk was left.
func (s *resumeScreen) resume() tea.Cmd {
	if s.state.Vendor != "" {
		s.a.job.facts.Vendor = s.state.Vendor
	}
	return s.a.replace(newWait(s.a, func() Screen {
		env := s.a.job.env
		for _, r := range vendors.Remedies(env.KB, env.Case.Vendor, s.state.Cause, s.state.Subject) {
			if p := s.a.plan(s.state.Cause, s.state.Subject, r); s.state.Fits(p) {
				return newStep(s.a, fix.Resume(p, s.state))
			}
		}
		s.a.say("The steps of this fix have changed since: checking again.")
		return newChecklist(s.a, nil)
	}))
}

func (s *resumeScreen) forget() tea.Cmd {
	cmd := s.a.forget()
	s.a.pop()
	s.a.say("Forgotten.")
	return cmd
}

// plan is a remedy ready to be walked through.
func (a *App) plan(id cause.ID, subject cause.Subject, r cause.Remedy) fix.Plan {
	env := a.job.env
	return fix.Plan{Cause: id, Subject: subject, Vendor: env.Case.Vendor.ID, Title: say.Title(env.KB, id), Remedy: r, Ask: say.Whom(env.Case.Vendor)}
}

// Update takes the answer.
func (s *resumeScreen) Update(msg tea.Msg) tea.Cmd {
	if m, ok := msg.(tea.KeyMsg); ok {
		cmd, _ := s.menu.press(s.a.k, m, s.ready())
		return cmd
	}
	return nil
}

func (s *resumeScreen) draw() []part {
	t, w := s.a.t, s.textWidth()
	left := "You left a fix half-way."
	if !s.state.Saved.IsZero() {
		left = "You left a fix half-way, " + s.a.clock().When(s.state.Saved) + "."
	}
	lines := say.Wrap(left, w)
	lines = append(lines, para("  Cause  ", say.One(s.state.Title), w)...)
	lines = append(lines, para("  Done   ", itoa(s.state.Done())+" of "+say.Plural(s.state.Of, "step"), w)...)
	if s.state.Order != "" {
		lines = append(lines, para("  Next   ", say.One(s.state.Order), w)...)
	}
	var since []string
	if f := s.found; !f.LastRun.IsZero() && f.LastRun.After(s.state.Saved) {
		switch f.LastOutcome {
		case logparse.Failed:
			since = say.Wrap("Since then there was a run, and it failed.", w)
		case logparse.OK, logparse.NoWork:
			since = paint(t.good, say.Wrap("Since then there was a run, and it went well.", w))
		}
	}
	return []part{{lines: lines}, {lines: since}, s.menu.part(&s.base),
		{lines: paint(t.dim, say.Wrap("Kept on this PC only: which cause, which step, when. No log text, no password.", w)), later: true}}
}

// Keys are those of the list.
func (s *resumeScreen) Keys() []key.Binding {
	return []key.Binding{s.a.k.answers(len(s.menu.list)), as(s.a.k.Up, "choose"), as(s.a.k.Open, "go"), as(s.a.k.Back, "start screen")}
}
