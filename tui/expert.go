package tui

import (
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
)

// An expert is a screen that has two forms: guided, one thing at a time, and everything at once.
type expert interface{ both() bool }

func (s *checklist) both() bool { return true }

// expertKey is the binding that changes between the two, with the words for the one that is not shown.
func (a *App) expertKey() key.Binding {
	if a.expert {
		return as(a.k.Expert, "guided view")
	}
	return a.k.Expert
}

// expertPane is where the expert view of a checklist stands.
type expertPane struct {
	at   int  // over the items, then the checks
	off  int  // first line of the facts that is shown
	side bool // the keys scroll the facts
}

// twoColumns is the narrowest window in which list and facts stand side by side.
const twoColumns = 100

// wide says that everything at once has use for every cell.
func (s *checklist) wide() bool { return s.a.expert }

// entries is how many lines of the list the keys can mark.
func (s *checklist) entries() int { return len(s.items) + len(s.rows) }

// chosen is the marked item, or the marked check.
func (s *checklist) chosen() (*item, *row) {
	if i := s.ex.at; i < len(s.items) {
		return &s.items[i], nil
	} else if i -= len(s.items); i < len(s.rows) {
		return nil, &s.rows[i]
	}
	return nil, nil
}

// pressExpert are the keys of the expert view.
func (s *checklist) pressExpert(m tea.KeyMsg) tea.Cmd {
	k := s.a.k
	it, r := s.chosen()
	switch {
	case key.Matches(m, k.Next), key.Matches(m, k.Previous):
		s.ex.side = !s.ex.side
	case key.Matches(m, k.Open, k.Take):
		switch {
		case it != nil:
			return it.open()
		case r != nil && r.done != nil:
			return s.a.push(newCheckProof(s.a, r.done))
		}
	case key.Matches(m, k.Copy) && s.res != nil:
		return s.a.copied("these facts", plainFacts(s.facts()))
	case key.Matches(m, k.Fix):
		if it != nil && it.verdict != nil && s.a.canFix(it.verdict) {
			return s.a.startFix(it.verdict.Cause, it.verdict.Subject)
		}
	case s.movedExpert(m):
	case s.res != nil:
		return s.pressDone(m)
	}
	return nil
}

// movedExpert moves the mark, or the facts; it says whether the key was one of movement.
func (s *checklist) movedExpert(m tea.KeyMsg) bool {
	if s.ex.side {
		_, n, rows := s.factLines()
		to, ok := moved(s.a.k, m, s.ex.off, max(1, n-rows+1), max(1, rows-1))
		if ok {
			s.ex.off = to
		}
		return ok
	}
	to, ok := moved(s.a.k, m, s.ex.at, s.entries(), max(1, s.h/2))
	if ok {
		s.ex.at, s.ex.off = max(0, to), 0
	}
	return ok
}

// drawExpert fills the rectangle with the list and the facts of what is marked.
func (s *checklist) drawExpert() []part {
	t, w, rows := s.a.t, s.w-2, s.h-1
	facts, _, _ := s.factLines()
	if s.w < twoColumns {
		n := s.listRows()
		list := s.expertList(n, w)
		name := "facts"
		if s.ex.side {
			name = "> facts"
		}
		rule := t.title.Render(t.cut(strings.Repeat(t.g.rule, 2)+" "+name+" "+strings.Repeat(t.g.rule, max(0, w-4-len(name))), w))
		lines := append(append(list, rule), facts...)
		return []part{{lines: lines[:min(len(lines), rows)]}}
	}
	left := s.expertWidth()
	list := s.expertList(rows, left)
	lines := make([]string, max(len(list), len(facts)))
	for i := range lines {
		bar := " " + t.g.bar + " "
		if i == 0 && s.ex.side {
			bar = " " + t.g.bar + ">"
		}
		lines[i] = t.pad(at(list, i), left) + bar + at(facts, i)
	}
	return []part{{lines: lines[:min(len(lines), rows)]}}
}

func (s *checklist) expertWidth() int { return min(56, (s.w-2)*2/5) }

// listRows is the height of the list where the facts stand below it.
func (s *checklist) listRows() int { return min(max(4, (s.h-1)/2), len(s.listLines(s.w-2))) }

// expertKeys are the keys of the expert view.
func (s *checklist) expertKeys(log, again, add key.Binding) []key.Binding {
	k := s.a.k
	it, r := s.chosen()
	open, fixIt, cp, sum := as(k.Open, "proof"), k.Fix, as(k.Copy, "copy facts"), k.Summary
	open.SetEnabled(it != nil || r != nil && r.done != nil)
	fixIt.SetEnabled(it != nil && it.verdict != nil && s.a.canFix(it.verdict))
	for _, b := range []*key.Binding{&cp, &sum} {
		b.SetEnabled(s.res != nil)
	}
	side := as(k.Next, "scroll the facts")
	if s.ex.side {
		side = as(k.Next, "back to the list")
	}
	back := k.Back
	if s.res == nil {
		back = as(k.Back, "stop")
	}
	return []key.Binding{k.Up, open, fixIt, side, s.a.expertKey(), log, sum, again, cp, add, back}
}
