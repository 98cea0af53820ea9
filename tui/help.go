package tui

import (
	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"authdoctor/tui/say"
)

// helpScreen is the one table of keys: those that work on the screen below, then the others, dim.
type helpScreen struct {
	base
	below []key.Binding
}

func newHelp(a *App) *helpScreen {
	s := &helpScreen{base: base{a: a}, below: append(a.top().Keys(), a.k.Quit, a.k.Back, a.k.Out)}
	s.head = func() (string, string) { return "Help " + a.t.g.dot + " keys here", "any screen: ? opens this" }
	s.parts = s.draw
	return s
}

// Update scrolls.
func (s *helpScreen) Update(msg tea.Msg) tea.Cmd {
	if m, ok := msg.(tea.KeyMsg); ok && !s.scrollKey(m) {
		switch {
		case key.Matches(m, s.a.k.Down):
			s.offset++
		case key.Matches(m, s.a.k.Up):
			s.offset = max(0, s.offset-1)
		}
	}
	return nil
}

// works says whether one of the keys does something on the screen below.
func (s *helpScreen) works(of []key.Binding) bool {
	for _, want := range of {
		for _, have := range s.below {
			if have.Enabled() && have.Keys()[0] == want.Keys()[0] {
				return true
			}
		}
	}
	return false
}

func (s *helpScreen) draw() []part {
	t := s.a.t
	two := s.w >= 110
	colWidth := s.w - 2
	if two {
		colWidth = 52
	}
	var here, other []string
	for _, r := range s.a.k.rows() {
		key, does := t.pad(r.keys, 16), t.cut(r.does, colWidth-16)
		if s.works(r.of) {
			here = append(here, t.keys.Render(key)+does)
		} else {
			other = append(other, t.dim.Render(key+does))
		}
	}
	lines := append([]string{t.title.Render("On this screen")}, here...)
	other = append([]string{t.title.Render("On other screens")}, other...)
	if two {
		for i := range max(len(lines), len(other)) {
			row := t.pad(at(lines, i), colWidth+2) + at(other, i)
			if i < len(lines) {
				lines[i] = row
			} else {
				lines = append(lines, row)
			}
		}
	} else {
		lines = append(lines, other...)
	}
	words := append(para("Words: ", "cause = what is wrong; proof = where it was seen; not known = the check could not be done, which is no fault of yours.", s.textWidth()),
		"Without a mouse or colours: authdoctor --plain")
	return []part{{lines: lines}, {lines: wrapAll(words, s.textWidth()), later: true}}
}

func wrapAll(lines []string, w int) []string {
	var out []string
	for _, l := range lines {
		out = append(out, say.Wrap(l, w)...)
	}
	return out
}

// Keys of the help.
func (s *helpScreen) Keys() []key.Binding {
	k := s.a.k
	return []key.Binding{as(k.Up, "scroll"), k.PageDown, k.Back}
}
