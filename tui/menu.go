package tui

import (
	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"authdoctor/tui/say"
)

// menuScreen is a question with a list of answers and nothing else.
type menuScreen struct {
	base
	title, text string
	menu        choices
}

func newMenu(a *App, title, text string) *menuScreen {
	s := &menuScreen{base: base{a: a}, title: title, text: text}
	s.head = func() (string, string) { return s.title, "" }
	s.parts = func() []part {
		return []part{{lines: say.Wrap(s.text, s.textWidth())}, s.menu.part(&s.base)}
	}
	s.ask()
	return s
}

// newExamples lists the built-in examples.
func newExamples(a *App) *menuScreen {
	s := newMenu(a, "Examples", "Each is a broken installation that this program makes up: nothing of this PC is read or changed, and nothing outside it is contacted.")
	for _, sc := range a.d.Scenarios {
		s.menu.list = append(s.menu.list, choice{say.One(sc.Title), "", func() tea.Cmd { return a.replace(newExampleWait(a, sc.ID)) }})
	}
	return s
}

// Update takes the answer.
func (s *menuScreen) Update(msg tea.Msg) tea.Cmd {
	m, ok := msg.(tea.KeyMsg)
	if !ok || s.scrollKey(m) {
		return nil
	}
	cmd, _ := s.menu.press(s.a.k, m, s.ready())
	return cmd
}

// Keys are those of the list.
func (s *menuScreen) Keys() []key.Binding {
	k := s.a.k
	return []key.Binding{k.answers(len(s.menu.list)), as(k.Up, "choose"), as(k.Open, "take it"), k.Back}
}
