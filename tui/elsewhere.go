package tui

import (
	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"authdoctor/checks/fix"
	"authdoctor/tui/say"
)

// elsewhereScreen ends a fix where nothing may be checked: it says where and how the check is made.
type elsewhereScreen struct {
	base
	command string
	menu    choices
}

// newElsewhere is the end of the steps of a plan in a session that only looks.
func newElsewhere(a *App, p fix.Plan) *elsewhereScreen {
	s := &elsewhereScreen{base: base{a: a}, command: "authdoctor fix " + string(p.Cause)}
	s.head = func() (string, string) { return "Did it work?", "" }
	s.parts = s.draw
	s.menu.list = []choice{
		{"Back to the causes", "", func() tea.Cmd { a.toResult(); return nil }},
		{"Summary for support", "", func() tea.Cmd { return a.push(newSummary(a)) }},
	}
	s.ask()
	return s
}

// Update takes the answer.
func (s *elsewhereScreen) Update(msg tea.Msg) tea.Cmd {
	m, ok := msg.(tea.KeyMsg)
	if !ok || s.scrollKey(m) {
		return nil
	}
	if cmd, ok := s.menu.press(s.a.k, m, s.ready()); ok {
		return cmd
	}
	if key.Matches(m, s.a.k.Copy) {
		return s.a.copied("the command", s.command)
	}
	return nil
}

func (s *elsewhereScreen) draw() []part {
	w := s.textWidth()
	return []part{
		{lines: say.Wrap("These were the last steps. Whether they worked can't be checked from here: this session is read-only ("+say.One(s.a.d.Options.ReadOnly)+").", w)},
		{lines: append(say.Wrap("On the PC where it failed, this walks through the same steps and checks them at the end:", w), para("  ", s.command+"   (c copies it)", w)...)},
		s.menu.part(&s.base),
	}
}

// Keys are those of the list.
func (s *elsewhereScreen) Keys() []key.Binding {
	k := s.a.k
	return []key.Binding{k.answers(len(s.menu.list)), as(k.Up, "choose"), as(k.Open, "take it"), as(k.Copy, "copy command"), k.Back}
}
