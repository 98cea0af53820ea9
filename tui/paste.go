package tui

import (
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"
)

// paste is a text that was pasted where no field takes it, or of several lines: it may be a log.
func (a *App) paste(text string) tea.Cmd {
	if !strings.ContainsAny(strings.TrimSpace(text), "\r\n") {
		return nil
	}
	if _, ok := a.top().(*pasteScreen); ok {
		return nil
	}
	return a.push(newPaste(a, text))
}

// burst is the longest pause inside a paste that arrives as single keys; the fastest key repeat of a keyboard is 33 ms.
const burst = 10 * time.Millisecond

// gatherer puts the keys of a paste together on a terminal that does not mark one: keys that come faster than hands can press them.
type gatherer struct {
	last  time.Time
	first string          // the newest key that came alone: the first of a burst, should one follow
	undo  func()          // takes it back
	on    bool            // a burst goes on
	text  strings.Builder // of it, with the first key
	n     int             // its number
}

// gathered asks whether a burst has ended.
type gathered struct{ n int }

// An undoer can take back what a key does to its text field.
type undoer interface{ undo() func() }

// gather takes a key that belongs to a burst and says whether it did. The first key of one cannot be told from one that is meant,
// so it was obeyed; the others are text.
func (a *App) gather(m tea.KeyMsg) (tea.Cmd, bool) {
	text, ok := keyText(m)
	if !a.d.Options.PastedKeys || !ok {
		return nil, false
	}
	g, now := &a.burst, a.pace()
	quick := !g.last.IsZero() && now.Sub(g.last) < burst
	g.last = now
	switch {
	case !quick && !g.on:
		g.first, g.undo = text, nil
		if u, ok := a.top().(undoer); ok {
			g.undo = u.undo()
		}
		return nil, false
	case !g.on:
		g.on = true
		g.n++
		g.text.Reset()
		g.text.WriteString(g.first)
		g.text.WriteString(text)
		return a.waitBurst(), true
	}
	if g.text.Len() < maxPaste {
		g.text.WriteString(text)
	}
	return nil, true
}

// keyText is what a key types; ok is false for one that types nothing.
func keyText(m tea.KeyMsg) (text string, ok bool) {
	switch {
	case m.Paste:
		return "", false
	case m.Type == tea.KeyEnter:
		return "\n", true
	case m.Type == tea.KeyTab:
		return "\t", true
	case m.Type == tea.KeySpace:
		return " ", true
	case m.Type == tea.KeyRunes && len(m.Runes) == 1 && !m.Alt:
		return string(m.Runes), true
	}
	return "", false
}

// waitBurst asks again after a pause.
func (a *App) waitBurst() tea.Cmd {
	n := a.burst.n
	return tea.Tick(2*burst, func(time.Time) tea.Msg { return gathered{n} })
}

// gatheredAll ends a burst when no key came for a moment: several lines may be a log; one line goes into the text field that
// has the keys.
func (a *App) gatheredAll(m gathered) tea.Cmd {
	g := &a.burst
	if !g.on || m.n != g.n {
		return nil
	}
	if a.pace().Sub(g.last) < burst {
		return a.waitBurst()
	}
	g.on = false
	text := g.text.String()
	g.text.Reset()
	if g.undo != nil {
		g.undo()
	} else {
		text = strings.TrimPrefix(text, g.first) // it was obeyed
	}
	g.undo = nil
	if strings.Contains(strings.TrimSpace(text), "\n") {
		return a.paste(text)
	}
	if t, ok := a.top().(typer); ok && t.typing() {
		return a.typed(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(strings.Trim(text, "\r\n")), Paste: true})
	}
	return nil
}

// undo gives what puts the fields back as they are now.
func (f *form) undo() func() {
	at, wrong := f.at, f.wrong
	values, cursors := make([]string, len(f.fields)), make([]int, len(f.fields))
	for i := range f.fields {
		values[i], cursors[i] = f.fields[i].in.Value(), f.fields[i].in.Position()
	}
	return func() {
		if f.a.top() != Screen(f) {
			return
		}
		for i := range f.fields {
			f.fields[i].in.SetValue(values[i])
			f.fields[i].in.SetCursor(cursors[i])
		}
		f.focus(at)
		f.wrong = wrong
	}
}

// undo gives what puts the search back as it is now; nil while none is typed.
func (s *logScreen) undo() func() {
	if !s.search.on {
		return nil
	}
	value, cursor := s.search.in.Value(), s.search.in.Position()
	return func() {
		if s.a.top() == Screen(s) && s.search.on {
			s.search.in.SetValue(value)
			s.search.in.SetCursor(cursor)
		}
	}
}
