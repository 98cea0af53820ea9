package tui

import (
	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"authdoctor/tui/say"
)

// helpScreen is the one table of keys; what does nothing on the screen below is dim.
type helpScreen struct {
	base
	below []key.Binding
}

func newHelp(a *App) *helpScreen {
	s := &helpScreen{base: base{a: a}, below: append(a.top().Keys(), a.k.Quit, a.k.Back, a.k.Out)}
	s.head = func() (string, string) { return "Help " + a.t.g.dot + " keys here", "dim: not on this screen" }
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
	rows := s.a.k.rows()
	var lines []string
	two := s.w >= 92
	cell := func(r helpRow, w int) string {
		text := t.pad(r.keys, 15) + " " + t.cut(r.does, w-16)
		if s.works(r.of) {
			return t.keys.Render(t.pad(r.keys, 15)) + " " + t.cut(r.does, w-16)
		}
		return t.dim.Render(text)
	}
	if two {
		half := (len(rows) + 1) / 2
		for i := range half {
			line := t.pad(cell(rows[i], 44), 46)
			if i+half < len(rows) {
				line += cell(rows[i+half], 44)
			}
			lines = append(lines, line)
		}
	} else {
		for _, lit := range []bool{true, false} { // in one column, what works here comes first
			for _, r := range rows {
				if s.works(r.of) == lit {
					lines = append(lines, cell(r, s.w-2))
				}
			}
		}
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
