package tui

import (
	"authdoctor/tui/say"
)

func (s *stepScreen) both() bool { return s.walk.Step() != nil }

// drawAll is the expert view of a fix: all steps in a list, the one that stands marked, the answers below.
func (s *stepScreen) drawAll() []part {
	t, w := s.a.t, s.textWidth()
	menu := s.menu.part(&s.base)
	if s.h < 3*len(menu.lines) {
		menu = s.menu.brief(&s.base)
	}
	rows := s.h - 1 - len(menu.lines) - 1
	var advice []string
	if adv := s.walk.Advice(); adv != "" {
		advice = paint(t.warn, para("THEN ", say.One(adv), w))
		rows -= len(advice)
	}
	at := s.place()
	steps := s.walk.Plan().Remedy.Steps
	first, last := at, at+1
	lines := s.stepLines(at, w)
	for rows -= len(lines); ; { // as many neighbours as there is room for, later ones first
		grown := false
		if last < len(steps) {
			if more := s.stepLines(last, w); len(more) <= rows-1 {
				lines, rows, last, grown = append(lines, more...), rows-len(more), last+1, true
			}
		}
		if first > 0 {
			if more := s.stepLines(first-1, w); len(more) <= rows-1 {
				lines, rows, first, grown = append(more, lines...), rows-len(more), first-1, true
			}
		}
		if !grown {
			break
		}
	}
	if n := len(steps) - (last - first); n > 0 {
		lines = append(lines, t.dim.Render("-- "+say.Plural(n, "more step")+", before or after"))
	}
	return []part{{lines: lines}, {lines: advice, tight: true}, menu}
}

// place is the index of the step that stands.
func (s *stepScreen) place() int {
	now := s.walk.Step()
	steps := s.walk.Plan().Remedy.Steps
	for i := range steps {
		if &steps[i] == now || now != nil && steps[i].ID == now.ID {
			return i
		}
	}
	return 0
}

// stepLines is one step with what one should see.
func (s *stepScreen) stepLines(i, w int) []string {
	t := s.a.t
	st := &s.walk.Plan().Remedy.Steps[i]
	lead := "  "
	if i == s.place() {
		lead = "> "
	}
	sign := t.waitSign()
	for _, tr := range s.walk.Tried() {
		if say.One(tr.Step) == say.One(st.Do) {
			sign = t.okSign()
		}
	}
	lead += t.pad(sign, max(2, say.Width(t.okSign())+1)) + t.pad(itoa(i+1), 3)
	text := say.One(st.Do)
	if st.Where != "" {
		text = say.One(st.Where) + ": " + text
	}
	lines := para(lead, text, w)
	if i == s.place() {
		lines = paint(t.mark, lines)
	}
	room := t.pad("", say.Width(lead))
	if st.Expect != "" {
		lines = append(lines, paint(t.dim, para(room+t.g.arrow+" ", say.One(st.Expect), w))...)
	}
	if st.Copy != "" && i == s.place() {
		lines = append(lines, para(room+"TEXT ", say.One(st.Copy), w)...)
	}
	return lines
}
