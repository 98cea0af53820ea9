package tui

import (
	"strings"

	"github.com/charmbracelet/bubbles/cursor"
	"github.com/charmbracelet/bubbles/key"
	"github.com/charmbracelet/bubbles/textinput"
	tea "github.com/charmbracelet/bubbletea"

	"authdoctor/checks/probe"
	"authdoctor/tui/say"
)

// field is one text field with what it is for.
type field struct {
	label, help string
	address     bool // a web address, or empty
	must        bool // not empty
	in          textinput.Model
}

// form is a screen of text fields. Enter takes all of them, tab goes to the next one.
type form struct {
	base
	title, intro string
	fields       []field
	at           int
	wrong        string // what is wrong with the field that has the keys
	accept       func(values []string) tea.Cmd
	verb         string // what enter does
}

// maxField bounds what a field takes, in characters.
const maxField = 2000

func newForm(a *App, title, intro, verb string, accept func([]string) tea.Cmd, fields ...field) *form {
	f := &form{base: base{a: a}, title: title, intro: intro, verb: verb, accept: accept, fields: fields}
	f.head = func() (string, string) { return f.title, "" }
	f.parts = f.draw
	f.focus(0)
	return f
}

// text makes a field with a value to begin with.
func (a *App) text(label, help, value string) field {
	in := textinput.New()
	in.Prompt = ""
	in.CharLimit = maxField
	st := a.t.plainStyle()
	in.TextStyle, in.PromptStyle, in.Cursor.TextStyle, in.Cursor.Style = st, st, st, st
	in.Cursor.SetMode(cursor.CursorStatic) // nothing blinks
	in.SetValue(say.One(value))
	in.CursorEnd()
	return field{label: label, help: help, in: in}
}

// secret makes a field that does not show what is typed.
func (a *App) secret(label, help string) field {
	f := a.text(label, help, "")
	f.in.EchoMode = textinput.EchoPassword
	f.in.EchoCharacter = '*'
	return f
}

func (f *form) focus(i int) {
	f.at = (i + len(f.fields)) % len(f.fields)
	for j := range f.fields {
		f.fields[j].in.Blur()
	}
	f.fields[f.at].in.Focus()
}

func (f *form) typing() bool { return true }

// Resize gives the fields their width.
func (f *form) Resize(w, h int) {
	f.base.Resize(w, h)
	for i := range f.fields {
		f.fields[i].in.Width = max(8, w-6)
	}
}

// Update edits the field that has the keys.
func (f *form) Update(msg tea.Msg) tea.Cmd {
	m, ok := msg.(tea.KeyMsg)
	if !ok {
		return nil
	}
	switch m.Type {
	case tea.KeyTab, tea.KeyDown:
		f.focus(f.at + 1)
		return nil
	case tea.KeyShiftTab, tea.KeyUp:
		f.focus(f.at - 1)
		return nil
	case tea.KeyEnter:
		return f.take()
	}
	f.wrong = ""
	var cmd tea.Cmd
	f.fields[f.at].in, cmd = f.fields[f.at].in.Update(m)
	return cmd
}

// take hands the values over when all of them can be used.
func (f *form) take() tea.Cmd {
	values := make([]string, len(f.fields))
	for i := range f.fields {
		v := strings.TrimSpace(f.fields[i].in.Value())
		if f.fields[i].must && v == "" {
			f.focus(i)
			f.wrong = "This is needed. esc goes back without it."
			return nil
		}
		if f.fields[i].address && v != "" {
			u, err := probe.ParseAddress(v)
			if err != nil {
				f.focus(i)
				f.wrong = err.Error()
				return nil
			}
			v = u.String()
		}
		values[i] = v
	}
	return f.accept(values)
}

func (f *form) draw() []part {
	t := f.a.t
	parts := []part{{lines: say.Wrap(f.intro, f.textWidth()), later: f.low() && len(f.fields) > 1}}
	for i := range f.fields {
		fd := &f.fields[i]
		lead := "  "
		if i == f.at {
			lead = "> "
		}
		p := part{lines: []string{lead + t.title.Render(fd.label), "    " + f.value(i)}, tight: len(f.fields) > 3}
		if i == f.at {
			p.cursor = 2
			if f.wrong != "" {
				p.lines = append(p.lines, paint(t.bad, para("    "+t.problemSign()+" ", say.One(f.wrong), f.textWidth()))...)
			} else if fd.help != "" {
				p.lines = append(p.lines, paint(t.dim, para("    ", fd.help, f.textWidth()))...)
			}
		}
		parts = append(parts, p)
	}
	return parts
}

// value is a field's text. Without colours a cursor can't be drawn in reverse video, so an underscore stands for it.
func (f *form) value(i int) string {
	in := f.fields[i].in
	shown := in.Value()
	if in.EchoMode == textinput.EchoPassword {
		shown = strings.Repeat("*", len([]rune(shown)))
	}
	room := f.w - 6
	if i != f.at {
		if shown == "" {
			return f.a.t.dim.Render("(empty)")
		}
		return f.a.t.cut(shown, room)
	}
	if !f.a.t.plain {
		return in.View()
	}
	r := []rune(shown)
	line := string(r[:in.Position()]) + "_" + string(r[in.Position():])
	return f.a.t.slide(line, max(0, say.Width(string(r[:in.Position()]))-room+4), room)
}

// Keys are the only four that a text field leaves.
func (f *form) Keys() []key.Binding {
	k := f.a.k
	next := as(k.Next, "next field")
	next.SetEnabled(len(f.fields) > 1)
	return []key.Binding{as(k.Open, f.verb), next, k.Back}
}
