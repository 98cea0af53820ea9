package tui

import (
	"strconv"
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"

	"authdoctor/checks"
	"authdoctor/tui/say"
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

// factLines are the facts that are in sight, how many there are in all, and how many rows they have.
func (s *checklist) factLines() (lines []string, all, rows int) {
	w := s.w - 2
	rows = s.h - 1
	if s.w >= twoColumns {
		w -= s.expertWidth() + 3
	} else {
		rows -= s.listRows() + 1
	}
	rows = max(1, rows)
	lines = s.a.factRows(s.facts(), w)
	all = len(lines)
	if all <= rows {
		return lines, all, rows
	}
	off := max(0, min(s.ex.off, all-rows))
	shown := append([]string(nil), lines[off:off+rows]...)
	if below := all - off - rows; below > 0 {
		shown[rows-1] = s.a.t.dim.Render(s.a.t.cut("-- "+say.Plural(below+1, "more line")+": tab, then pgdn", w))
	}
	return shown, all, rows
}

// facts are all facts of what is marked, and of the whole run.
func (s *checklist) facts() []say.Fact {
	env := s.a.job.env
	it, r := s.chosen()
	var out []say.Fact
	switch {
	case it != nil && it.verdict != nil:
		out = say.VerdictFacts(env, s.res, it.verdict)
	case it != nil:
		out = []say.Fact{{Text: it.text}}
	case r != nil && r.done != nil:
		d := *r.done
		d.Why = s.a.why(&d)
		out = say.CheckFacts(&d)
	case r != nil:
		out = []say.Fact{{Label: r.id, Text: "not finished yet"}, {Text: say.One(r.asks)}, {Text: say.One(r.doing)}}
	}
	if s.res == nil {
		return out
	}
	out = append(out, say.ResultFacts(env, s.res)...)
	return append(out, say.LogFacts(env.Log)...)
}

// factRows writes facts in a width, labels in a column of their own.
func (a *App) factRows(facts []say.Fact, w int) []string {
	t := a.t
	label := 13
	if w < 60 {
		label = 9
	}
	var out []string
	for _, f := range facts {
		switch {
		case f.Text == "" && f.Label == "":
		case f.Text == "":
			out = append(out, t.title.Render(t.cut(f.Label, w)))
		default:
			lead := strings.Repeat(" ", label)
			if say.Width(f.Label) >= label {
				out = append(out, t.keys.Render(t.cut(f.Label, w)))
			} else if f.Label != "" {
				lead = t.pad(f.Label, label)
			}
			lines := para(lead, f.Text, w)
			if f.Bad {
				lines = paint(t.bad, lines)
			}
			out = append(out, lines...)
		}
	}
	return out
}

// plainFacts are facts as text to copy.
func plainFacts(facts []say.Fact) string {
	var b strings.Builder
	for _, f := range facts {
		if line := strings.TrimSpace(f.Label + "  " + f.Text); line != "" {
			b.WriteString(line + "\n")
		}
	}
	return b.String()
}

// expertLine is one line of the list; entry is the place among those that can be marked, -1: none.
type expertLine struct {
	text  string
	entry int
	style lipgloss.Style
}

// expertList is the list in n rows, the marked line in sight.
func (s *checklist) expertList(n, w int) []string {
	t := s.a.t
	lines := s.listLines(w)
	mark := 0
	for i, l := range lines {
		if l.entry == s.ex.at {
			mark = i
			break
		}
	}
	top := max(0, min(mark-n/2, len(lines)-n))
	var out []string
	for _, l := range lines[top:min(len(lines), top+n)] {
		if l.entry == s.ex.at && !s.ex.side {
			out = append(out, t.mark.Render(t.cut(l.text, w)))
		} else {
			out = append(out, l.style.Render(t.cut(l.text, w)))
		}
	}
	return out
}

// listLines are causes, what is open, and checks with their seconds.
func (s *checklist) listLines(w int) []expertLine {
	t := s.a.t
	var out []expertLine
	add := func(entry int, style lipgloss.Style, text string) {
		mark := "  "
		if entry >= 0 && entry == s.ex.at {
			mark = "> "
		}
		out = append(out, expertLine{mark + text, entry, style})
	}
	head := func(left, right string) {
		out = append(out, expertLine{t.pad(left, max(0, w-len(right))) + right, -1, t.title})
	}
	if s.res != nil {
		head("CAUSES", "")
		if len(s.causes()) == 0 {
			add(-1, t.good, t.okSign()+" nothing wrong found")
		}
	}
	for i := range s.items {
		switch v := s.items[i].verdict; {
		case v == nil:
			add(i, t.plainStyle(), t.unknownSign()+" "+say.One(s.items[i].text))
		case v.Standing == checks.Past:
			add(i, t.warn, t.pad(t.g.past+" "+string(v.Cause), w-18)+" "+v.Strength.String()+" past")
		default:
			add(i, t.bad, t.pad(t.problemSign()+" "+string(v.Cause), w-18)+" "+v.Strength.String()+" "+string(v.Standing))
			for _, id := range v.Explains {
				add(-1, t.plainStyle(), "  "+t.g.branch+" "+string(id))
			}
		}
	}
	head("CHECKS", "sec")
	for i := range s.rows {
		s.checkLine(len(s.items)+i, &s.rows[i], w, add)
	}
	return out
}

// checkLine is one check in one line: sign, id, why, seconds.
func (s *checklist) checkLine(entry int, r *row, w int, add func(int, lipgloss.Style, string)) {
	t := s.a.t
	sign, style, note, sec := t.waitSign(), t.dim, "", "-"
	switch {
	case r.done != nil:
		var word string
		word, style = t.state(r.done.State)
		sign, _, _ = strings.Cut(word, " ")
		note = s.a.why(r.done)
		if r.done.Took > 0 {
			sec = strconv.FormatFloat(r.done.Took.Seconds(), 'f', 2, 64)
		}
	case !r.started.IsZero():
		sign, style, note = t.sign("…", "[..]"), t.note, say.One(r.doing)
		sec = itoa(int(s.a.pace().Sub(r.started).Seconds()))
	}
	head := t.pad(sign, max(2, say.Width(t.okSign())+1)) + t.pad(say.One(r.id), 14) + " "
	room := max(0, w-2-say.Width(head)-6)
	add(entry, style, head+t.pad(note, room)+strings.Repeat(" ", max(0, 6-len(sec)))+sec)
}

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
