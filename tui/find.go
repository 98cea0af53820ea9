package tui

import (
	"context"

	"github.com/charmbracelet/bubbles/textinput"
	tea "github.com/charmbracelet/bubbletea"
)

// finder is the text that is looked for in a log.
type finder struct {
	on   bool // being typed
	in   textinput.Model
	text string
	hit  int
	bare bool // no colours: the cursor is an underscore
}

func newFinder(a *App) finder {
	return finder{in: a.text("", "", "").in, bare: a.t.plain}
}

func (f *finder) start() {
	f.on = true
	f.in.SetValue("")
	f.in.Focus()
}

func (f *finder) view(w int) string {
	f.in.Width = max(8, w-9)
	if f.bare {
		return "Find: " + f.in.Value() + "_"
	}
	return "Find: " + f.in.View()
}

func (s *logScreen) typing() bool { return s.search.on }

// back closes the search, or goes from the lines to the runs.
func (s *logScreen) back() bool {
	switch {
	case s.search.on:
		s.search.on = false
		return true
	case s.stopFollow():
		return true
	case s.part != partRuns && s.low() && s.runs.Len() > 0:
		s.part = partRuns
		return true
	}
	return false
}

// pressFind takes keys while the text is typed.
func (s *logScreen) pressFind(m tea.KeyMsg) tea.Cmd {
	if m.Type != tea.KeyEnter {
		var cmd tea.Cmd
		s.search.in, cmd = s.search.in.Update(m)
		return cmd
	}
	s.search.on, s.search.text = false, s.search.in.Value()
	if s.search.text == "" {
		return nil
	}
	s.search.hit = 0
	return s.find(false)
}

// find looks for the text from where the pane stands, and at the end of the file goes on at its beginning.
func (s *logScreen) find(back bool) tea.Cmd {
	d, file, text, from := s.a.d, s.path(s.file), s.search.text, s.first-1
	if s.search.hit > 0 {
		from = s.search.hit
	}
	round := 0 // before the first line, or after the last
	if back {
		round = s.total() + 1
	}
	s.a.stop(s.looking)
	n, cmd := s.a.do(func(ctx context.Context) (any, error) {
		line, err := d.FindText(ctx, file, text, from, back)
		if line == 0 && err == nil && from != round {
			line, err = d.FindText(ctx, file, text, round, back)
		}
		return line, err
	})
	s.looking = n
	return cmd
}
