package tui

import (
	"context"
	"slices"
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"authdoctor/tui/say"
)

// correctedScreen writes a corrected copy of the pairing file, says what was changed in it, and offers the steps that put it
// to use: a file alone repairs nothing.
type correctedScreen struct {
	base
	n    int
	done written
	err  string
	menu choices
}

// written is a corrected copy.
type written struct {
	path    string
	changes []string
}

// newCorrected writes the copy; then are the ways to go on with, as the menu before offered them.
func newCorrected(a *App, title string, then []choice) *correctedScreen {
	s := &correctedScreen{base: base{a: a}}
	s.head = func() (string, string) { return title, "" }
	s.parts = s.draw
	s.menu.list = append(slices.Clone(then), choice{"Back to the causes", "", func() tea.Cmd { a.toResult(); return nil }})
	return s
}

// Init writes the copy.
func (s *correctedScreen) Init() tea.Cmd {
	env, d := s.a.job.env, s.a.d
	n, cmd := s.a.do(func(context.Context) (any, error) {
		path, changes, err := d.Correct(env)
		return written{path, changes}, err
	})
	s.n = n
	return cmd
}

// Update takes what was written, and keys.
func (s *correctedScreen) Update(msg tea.Msg) tea.Cmd {
	switch m := msg.(type) {
	case reply:
		if m.n != s.n || s.n == 0 {
			return nil
		}
		s.n = 0
		s.done, _ = m.value.(written)
		if m.err != nil {
			s.err = m.err.Error()
		}
		s.ask()
	case tea.KeyMsg:
		if s.n != 0 || s.scrollKey(m) {
			return nil
		}
		if cmd, ok := s.menu.press(s.a.k, m, s.ready()); ok {
			return cmd
		}
		switch k := s.a.k; {
		case s.err != "":
		case key.Matches(m, k.Copy): // its folder may hold a person's name, which would be hidden
			return s.a.copied("the name of the file", shortPath(s.done.path, true))
		case key.Matches(m, k.Address):
			return s.a.opened(s.folder())
		}
	}
	return nil
}

func (s *correctedScreen) draw() []part {
	t, w := s.a.t, s.textWidth()
	switch {
	case s.n != 0:
		return []part{{lines: []string{s.a.spin() + " Writing the corrected copy"}}}
	case s.err != "":
		return []part{{lines: paint(t.bad, para(t.problemSign()+" ", "No copy was written: "+say.One(s.err), w))}, s.menu.part(&s.base)}
	}
	lines := paint(t.good, para(t.okSign()+" ", "Written: "+say.One(s.done.path), w))
	var changes []string
	for _, c := range s.done.changes {
		changes = append(changes, para("  - ", say.One(c), w)...)
	}
	return []part{{lines: lines}, {lines: changes, later: s.low()},
		{lines: say.Wrap("Your own file stays as it was. The Web Connector does not know the copy yet: where the steps speak of a new pairing file, take this one.", w), later: s.low()},
		s.question()}
}

// folder is where the copy was written.
func (s *correctedScreen) folder() string {
	return strings.TrimSuffix(s.done.path, shortPath(s.done.path, true))
}

// question asks who goes on.
func (s *correctedScreen) question() part {
	p := s.menu.part(&s.base)
	p.lines = append([]string{"Who puts it to use?"}, p.lines...)
	p.cursor++
	return p
}

// Keys are those of the list.
func (s *correctedScreen) Keys() []key.Binding {
	k := s.a.k
	cp, folder := as(k.Copy, "copy its name"), as(k.Address, "open folder")
	cp.SetEnabled(s.n == 0 && s.err == "")
	folder.SetEnabled(s.n == 0 && s.err == "")
	return []key.Binding{k.answers(len(s.menu.list)), as(k.Up, "choose"), as(k.Open, "take it"), folder, cp, k.Back}
}
