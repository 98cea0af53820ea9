package tui

import (
	"context"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"authdoctor/checks"
	"authdoctor/tui/say"
)

// waitScreen reads what the facts name, then gives its place to another screen. What went wrong stands here, with what to do.
type waitScreen struct {
	base
	then func() Screen
	n    int
	err  string
	menu choices
}

// newWait prepares the facts of the job, then opens the screen that then gives.
func newWait(a *App, then func() Screen) *waitScreen {
	s := &waitScreen{base: base{a: a}, then: then}
	s.head = func() (string, string) { return "Reading", "" }
	s.parts = s.draw
	s.menu.list = []choice{
		{"Try again", "", s.Init},
		{"Add or change facts", "another log, pairing file or address", func() tea.Cmd { return a.replace(newFacts(a, then)) }},
	}
	return s
}

// Init begins to read.
func (s *waitScreen) Init() tea.Cmd {
	s.err = ""
	f, d := s.a.job.facts, s.a.d
	n, cmd := s.a.do(func(ctx context.Context) (any, error) { return d.Prepare(ctx, f) })
	s.n = n
	return cmd
}

// Update takes the answer, or keys when it was an error.
func (s *waitScreen) Update(msg tea.Msg) tea.Cmd {
	switch m := msg.(type) {
	case reply:
		if m.n != s.n {
			return nil
		}
		s.n = 0
		if m.err != nil {
			s.err = m.err.Error()
			s.a.job.unread = s.err
			s.ask()
			return nil
		}
		s.a.job.env, _ = m.value.(*checks.Env)
		s.a.job.unread = ""
		if s.a.top() != Screen(s) {
			return nil
		}
		return s.a.replace(s.then())
	case tea.KeyMsg:
		if s.err != "" {
			cmd, _ := s.menu.press(s.a.k, m, s.ready())
			return cmd
		}
	}
	return nil
}

func (s *waitScreen) close() { s.a.stop(s.n) }

func (s *waitScreen) draw() []part {
	t := s.a.t
	if s.err == "" {
		return []part{{lines: []string{s.a.spin() + " Reading the log and the pairing file: " + itoa(s.a.since(s.n)) + " s"}}}
	}
	return []part{{lines: paint(t.bad, para(t.problemSign()+" ", say.One(s.err), s.textWidth()))}, s.menu.part(&s.base)}
}

// Keys are those of the list.
func (s *waitScreen) Keys() []key.Binding {
	k := s.a.k
	if s.err == "" {
		return []key.Binding{k.Back}
	}
	return []key.Binding{k.answers(len(s.menu.list)), k.Up, as(k.Open, "choose"), k.Back}
}
