package tui

import (
	"strings"

	"authdoctor/tui/say"
)

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
