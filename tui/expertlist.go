package tui

import (
	"strconv"
	"strings"

	"github.com/charmbracelet/lipgloss"

	"authdoctor/checks"
	"authdoctor/tui/say"
)

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
