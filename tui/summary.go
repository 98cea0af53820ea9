package tui

import (
	"context"
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"authdoctor/checks/redact"
	"authdoctor/tui/say"
)

// summaryScreen shows exactly what would leave this PC, and what was hidden in it.
type summaryScreen struct {
	base
	n      int
	lines  []string
	hidden []redact.Count
	wrong  string
	at     int
	side   int
	had    bool
}

// made is a summary with what was hidden in it.
type made struct {
	text   string
	hidden []redact.Count
}

// summaryFile is the name under which S saves.
const summaryFile = "authdoctor-summary.txt"

func newSummary(a *App) *summaryScreen {
	s := &summaryScreen{base: base{a: a}}
	s.head = func() (string, string) {
		if s.narrow() {
			return "Summary", say.Plural(len(s.kept()), "line")
		}
		return "Summary " + a.t.g.dot + " this is what leaves this PC, and nothing else", say.Plural(len(s.kept()), "line")
	}
	s.parts = s.draw
	return s
}

// Init makes the summary.
func (s *summaryScreen) Init() tea.Cmd {
	j, d, res := s.a.job, s.a.d, s.a.current()
	if j.env == nil || res == nil {
		s.wrong = "Nothing to report yet: find out why first."
		return nil
	}
	env, before, tried := j.env, j.before, j.tried
	n, cmd := s.a.do(func(context.Context) (any, error) {
		text, hidden, err := d.Summary(d.Report(env, res, before, tried))
		return made{text, hidden}, err
	})
	s.n = n
	return cmd
}

// Update takes the summary, and keys.
func (s *summaryScreen) Update(msg tea.Msg) tea.Cmd {
	switch m := msg.(type) {
	case reply:
		if m.n != s.n || s.n == 0 {
			return nil
		}
		s.n, s.had = 0, true
		if m.err != nil {
			s.wrong = m.err.Error()
			return nil
		}
		x := m.value.(made)
		s.lines, s.hidden = strings.Split(strings.TrimRight(redact.Clean(x.text), "\n"), "\n"), x.hidden
	case tea.KeyMsg:
		return s.press(m)
	}
	return nil
}

func (s *summaryScreen) press(m tea.KeyMsg) tea.Cmd {
	k := s.a.k
	switch {
	case key.Matches(m, k.Up):
		s.at = max(0, s.at-1)
	case key.Matches(m, k.Down):
		s.at = max(0, min(len(s.lines)-1, s.at+1))
	case key.Matches(m, k.First):
		s.at = 0
	case key.Matches(m, k.Last):
		s.at = max(0, len(s.lines)-1)
	case key.Matches(m, k.Right):
		s.side = min(s.side+10, maxSide)
	case key.Matches(m, k.Left):
		s.side = max(0, s.side-10)
	case key.Matches(m, k.Take) && s.at < len(s.lines):
		l := s.lines[s.at]
		s.a.job.out[l] = !s.a.job.out[l]
	case key.Matches(m, k.Copy) && s.had:
		return s.a.copied("the summary", s.text())
	case key.Matches(m, k.Save) && s.had:
		env := s.a.job.env
		return s.a.saved(summaryFile, s.a.d.Hide(env, s.text()))
	default:
		s.scrollKey(m)
	}
	return nil
}

// kept are the lines that were not taken out.
func (s *summaryScreen) kept() []string {
	var out []string
	for _, l := range s.lines {
		if !s.a.job.out[l] {
			out = append(out, l)
		}
	}
	return out
}

func (s *summaryScreen) text() string { return strings.Join(s.kept(), "\n") + "\n" }

func (s *summaryScreen) draw() []part {
	t, w := s.a.t, s.textWidth()
	switch {
	case s.wrong != "":
		return []part{{lines: paint(t.warn, para(t.unknownSign()+" ", say.One(s.wrong), w))}}
	case !s.had:
		return []part{{lines: []string{s.a.spin() + " Hiding names"}}}
	}
	body := part{}
	for i, l := range s.lines {
		lead := "  " + t.g.bar + " "
		if s.a.job.out[l] {
			lead = "  " + t.sign("–", "-") + " "
			l = "(taken out) " + l
		}
		if i == s.at {
			lead = ">" + lead[1:]
			body.cursor = len(body.lines) + 1
		}
		l = strings.ReplaceAll(l, "\t", "  ")
		if i != s.at {
			body.lines = append(body.lines, lead+t.slide(l, s.side, s.w-2-say.Width(lead)))
			continue
		}
		if s.side > 0 {
			l = t.slide(l, s.side, s.w-2-say.Width(lead))
		}
		body.lines = append(body.lines, paint(t.mark, para(lead, l, s.w-2))...) // the marked line is shown whole
	}
	var hid []string
	for _, c := range s.hidden {
		name := c.Name
		if name == "" {
			name = "(removed)"
		}
		hid = append(hid, t.cut("  "+t.pad(say.One(name), 14)+t.pad(say.One(c.Kind), 20)+say.Plural(c.Times, "time"), s.w-2))
	}
	if len(hid) > 0 {
		hid = append(say.Wrap("Hidden, wherever it stood (the same thing always gets the same name)", w), hid...)
	} else {
		hid = say.Wrap("No name, address of a person or secret stood in it.", w)
	}
	return []part{body, {lines: hid, later: true}, {lines: paint(t.dim, say.Wrap("Still wrong to send? Move to a line and press space to take it out.", w)), later: true}}
}

// Keys of the summary.
func (s *summaryScreen) Keys() []key.Binding {
	k := s.a.k
	cp, save, take := as(k.Copy, "copy all"), k.Save, k.Take
	for _, b := range []*key.Binding{&cp, &save, &take} {
		b.SetEnabled(s.had)
	}
	return []key.Binding{cp, save, take, k.Up, as(k.Right, "scroll"), k.Back}
}
