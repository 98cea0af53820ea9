package tui

import (
	"context"
	"slices"
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"authdoctor/checks/redact"
	"authdoctor/tui/say"
)

// summaryScreen shows exactly what would leave this PC, and what was hidden in it.
type summaryScreen struct {
	base
	n     int
	lines []string
	kinds []hiddenKind
	wrong string
	at    int
	kind  int  // the marked one of kinds
	below bool // the keys act on the kinds
	side  int
	had   bool
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
	env, before, tried, show := j.env, j.earlier(), j.tried, slices.Clone(j.show)
	n, cmd := s.a.do(func(context.Context) (any, error) {
		r := d.Report(env, res, before, tried)
		r.Show = show
		text, hidden, err := d.Summary(r)
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
		s.take(m.value.(made))
	case tea.KeyMsg:
		return s.press(m)
	}
	return nil
}

// take shows a summary. What was taken out of the one before stays out of this one: their lines stand in the same order.
func (s *summaryScreen) take(x made) {
	lines := strings.Split(strings.TrimRight(redact.Clean(x.text), "\n"), "\n")
	for i, l := range s.lines {
		if s.a.job.out[l] && i < len(lines) {
			s.a.job.out[lines[i]] = true
		}
	}
	s.lines, s.kinds = lines, kindsOf(x.hidden, s.a.job.show)
	s.kind = max(0, min(s.kind, len(s.kinds)-1))
}

func (s *summaryScreen) press(m tea.KeyMsg) tea.Cmd {
	k := s.a.k
	switch {
	case key.Matches(m, k.Next, k.Previous) && len(s.kinds) > 0:
		s.below = !s.below
	case key.Matches(m, k.Right):
		s.side = min(s.side+10, maxSide)
	case key.Matches(m, k.Left):
		s.side = max(0, s.side-10)
	case key.Matches(m, k.Take) && s.below:
		return s.toggle()
	case key.Matches(m, k.Take) && s.at < len(s.lines):
		l := s.lines[s.at]
		s.a.job.out[l] = !s.a.job.out[l]
	case key.Matches(m, k.Copy) && s.had:
		return s.a.handed("the summary", s.text())
	case key.Matches(m, k.Save) && s.had:
		return s.a.saved(summaryFile, s.text())
	case key.Matches(m, k.PageUp, k.PageDown):
		s.scrollKey(m)
	case s.below:
		if to, ok := moved(k, m, s.kind, len(s.kinds), 1); ok {
			s.kind = to
		}
	default:
		if to, ok := moved(k, m, s.at, len(s.lines), 1); ok {
			s.at = max(0, to)
		}
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
		if i == s.at && !s.below {
			lead = ">" + lead[1:]
			body.cursor = len(body.lines) + 1
		}
		l = strings.ReplaceAll(l, "\t", "  ")
		if i != s.at || s.below {
			body.lines = append(body.lines, lead+t.slide(l, s.side, s.w-2-say.Width(lead)))
			continue
		}
		if s.side > 0 {
			l = t.slide(l, s.side, s.w-2-say.Width(lead))
		}
		body.lines = append(body.lines, paint(t.mark, para(lead, l, s.w-2))...) // the marked line is shown whole
	}
	if s.below {
		body.cursor = 0
	}
	return []part{body, s.hiddenPart(), {lines: paint(t.dim, say.Wrap("Still wrong to send? Move to a line and press space to take it out.", w)), later: true}}
}

// Keys of the summary.
func (s *summaryScreen) Keys() []key.Binding {
	k := s.a.k
	cp, save, take, part := as(k.Copy, "copy all"), k.Save, k.Take, as(k.Next, "what was hidden")
	if s.below {
		take, part = as(k.Take, "show, hide again"), as(k.Next, "to the text")
		take.SetEnabled(s.mayShow())
	}
	for _, b := range []*key.Binding{&cp, &save} {
		b.SetEnabled(s.had)
	}
	if !s.had {
		take.SetEnabled(false)
	}
	part.SetEnabled(len(s.kinds) > 0)
	return []key.Binding{cp, save, take, part, k.Up, as(k.Right, "scroll"), k.Back}
}
