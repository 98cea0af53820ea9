package tui

import (
	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"authdoctor/checks/fix"
	"authdoctor/checks/redact"
	"authdoctor/tui/say"
)

// stepScreen is the guided fix: one order or question at a time.
type stepScreen struct {
	base
	walk  *fix.Walk
	tried []fix.Tried // by walks before this one
	menu  choices
}

func newStep(a *App, w *fix.Walk) *stepScreen {
	s := &stepScreen{base: base{a: a}, walk: w, tried: a.job.tried}
	s.head = s.heading
	s.parts = s.draw
	s.refill()
	return s
}

// refill takes the answers that the walk offers now.
func (s *stepScreen) refill() {
	s.ask()
	s.menu = choices{}
	for _, c := range s.walk.Answers() {
		if c.Value == fix.GoBack { // esc does that
			continue
		}
		hint := say.One(c.Hint)
		if c.Value == fix.Done || c.Value == fix.Stop && s.a.d.Store == nil {
			hint = ""
		}
		s.menu.short = append(s.menu.short, c.Short)
		s.menu.list = append(s.menu.list, choice{say.One(c.Text), hint, func() tea.Cmd { return s.answer(c.Value) }})
	}
	if s.walk.Phase() == fix.Walking {
		return
	}
	s.menu.list = []choice{
		{"Summary for support", "", func() tea.Cmd { return s.a.push(newSummary(s.a)) }},
		{"Back to the causes", "", func() tea.Cmd { s.a.toResult(); return nil }},
	}
	if m := s.walk.Last(); m.To == fix.Switched {
		next := choice{"Go on with that", "", func() tea.Cmd {
			s.a.pop()
			return s.a.startFix(m.Cause, m.Subject)
		}}
		s.menu.list = append([]choice{next}, s.menu.list...)
	}
}

// answer gives an answer to the walk and goes where it leads.
func (s *stepScreen) answer(value string) tea.Cmd {
	a := s.a
	place := s.walk.State()
	m := s.walk.Answer(value, a.d.Now())
	if m.Refused != "" {
		a.say(m.Refused)
		return nil
	}
	a.job.tried = append(s.tried[:len(s.tried):len(s.tried)], s.walk.Tried()...)
	if m.To != fix.Stopped { // a stop is taken up again at the step that stood
		place = s.walk.State()
	}
	keep := a.keep(place)
	switch m.To {
	case fix.Recheck, fix.CannotTell:
		return tea.Batch(keep, a.recheckAfter(s.walk))
	case fix.Stopped:
		a.toResult()
		if a.d.Store != nil {
			a.say("Your place is kept: next time it offers to go on with this step.")
		}
		return keep
	}
	s.refill()
	return keep
}

// back takes the last answer back.
func (s *stepScreen) back() bool {
	if !s.walk.Back() {
		return false
	}
	s.a.job.tried = append(s.tried[:len(s.tried):len(s.tried)], s.walk.Tried()...)
	s.refill()
	return true
}

// Update takes the answer and the keys of a step.
func (s *stepScreen) Update(msg tea.Msg) tea.Cmd {
	m, ok := msg.(tea.KeyMsg)
	if !ok || s.scrollKey(m) {
		return nil
	}
	if cmd, ok := s.menu.press(s.a.k, m, s.ready()); ok {
		return cmd
	}
	k, step := s.a.k, s.walk.Step()
	switch {
	case key.Matches(m, k.Copy):
		// Of the person or the case nothing stands in it: a host in a command, or a number to call, is not to be hidden.
		return s.a.handed(s.what(), redact.Clean(s.text()))
	case key.Matches(m, k.Address) && step != nil && step.Open != "":
		return s.a.opened(step.Open)
	case key.Matches(m, k.Summary):
		return s.a.push(newSummary(s.a))
	}
	return nil
}

// what names what c copies: the text to be typed elsewhere, else the step.
func (s *stepScreen) what() string {
	if st := s.walk.Step(); st != nil && st.Copy != "" {
		return "the text for this step"
	}
	return "the step"
}

func (s *stepScreen) text() string {
	st := s.walk.Step()
	switch {
	case st == nil:
		return say.One(s.walk.Last().Text)
	case st.Copy != "":
		return st.Copy
	}
	out := say.One(st.Where) + ": " + say.One(st.Do)
	if st.Expect != "" {
		out += "\nYou should see: " + say.One(st.Expect)
	}
	return out
}
