package tui

import (
	"strings"

	"github.com/charmbracelet/bubbles/key"

	"authdoctor/checks/fix"
	"authdoctor/tui/say"
)

func (s *stepScreen) heading() (string, string) {
	n, of := s.walk.Number()
	left, right := "Fix "+s.a.t.g.dot+" "+say.One(s.walk.Plan().Title), "step "+itoa(n)+" of "+itoa(of)
	if s.walk.Phase() != fix.Walking {
		right = ""
	}
	if m := s.walk.MinutesLeft(); m > 0 && !s.narrow() {
		right += " " + s.a.t.g.dot + " " + itoa(m) + " min left"
	}
	return left, right
}

func (s *stepScreen) draw() []part {
	t, w := s.a.t, s.textWidth()
	st := s.walk.Step()
	if st == nil {
		m := s.walk.Last()
		text := say.One(m.Text)
		if m.To == fix.Switched {
			text = "So it is something else: " + say.Title(s.a.job.env.KB, m.Cause) + "."
		}
		return []part{{lines: say.Wrap(text, w)}, s.menu.part(&s.base)}
	}
	if s.a.expert {
		return s.drawAll()
	}
	label := func(l, text string) []string {
		if text == "" {
			return nil
		}
		if s.narrow() {
			return para(t.pad(l, 7), say.One(text), w)
		}
		return para(t.pad(l, 9), say.One(text), w)
	}
	do := "DO"
	if len(st.Ask) > 0 {
		do = "ASK"
	}
	strong := func(lines []string) []string { return paint(t.title, lines) }
	cramped := s.low() && s.walk.Advice() != "" // then what to do now comes first
	tight := cramped || s.low() && st.Copy != ""
	parts := []part{{lines: s.progress(), later: true}, {lines: label("WHERE", st.Where), later: tight}, {lines: strong(label(do, st.Do)), tight: s.h < 20}}
	if st.Copy != "" {
		parts = append(parts, part{lines: s.copyText(st.Copy), tight: true, later: s.low()})
	}
	if st.Open != "" {
		parts = append(parts, part{lines: label("AT", st.Open+"   (o opens it)"), tight: true, later: s.low()})
	}
	parts = append(parts, part{lines: label("EXPECT", st.Expect), tight: s.h < 20, later: cramped})
	if adv := s.walk.Advice(); adv != "" {
		parts = append(parts, part{lines: paint(t.warn, label("THEN", adv))})
	}
	menu := s.menu.part(&s.base)
	if s.low() {
		if lines, _ := layout(append(parts[1:len(parts):len(parts)], menu), s.h-1); len(lines) > s.h-1 {
			menu = s.menu.brief(&s.base)
			if lines, _ := layout(append(parts[1:len(parts):len(parts)], menu), s.h-1); len(lines) > s.h-1 {
				parts[1].later = true // the order and what one should see come first
			}
		}
	} else if len(st.Ask) == 0 {
		menu.lines = append([]string{"What do you see?"}, menu.lines...)
		menu.cursor++
	}
	return append(parts, menu)
}

// copyText is the text that a step hands out, line by line as it will be copied.
func (s *stepScreen) copyText(text string) []string {
	t := s.a.t
	size := 9
	if s.narrow() {
		size = 7
	}
	const how = "(c copies it)"
	lines := strings.Split(strings.TrimSpace(text), "\n")
	if len(lines) == 1 {
		return para(t.pad("TEXT", size), say.One(text)+" "+how, s.textWidth())
	}
	var out []string
	lead := t.pad("TEXT", size)
	for _, l := range lines {
		out = append(out, para(lead, say.One(l), s.textWidth())...)
		lead = t.pad("", size)
	}
	return append(out, t.pad("", size)+t.dim.Render(how))
}

// progress is one box a step, for windows with room.
func (s *stepScreen) progress() []string {
	n, of := s.walk.Number()
	if s.low() || of < 2 || of*5 > s.w-2 {
		return nil
	}
	t := s.a.t
	var b strings.Builder
	for i := 1; i <= of; i++ {
		switch {
		case i < n:
			b.WriteString(t.good.Render(t.sign("[✓]", "[ok]")))
		case i == n:
			b.WriteString(t.mark.Render("[ " + itoa(i) + " ]"))
		default:
			b.WriteString("[ ]")
		}
	}
	return []string{b.String()}
}

// Keys are those of the list and of the step.
func (s *stepScreen) Keys() []key.Binding {
	k := s.a.k
	open, back := k.Address, as(k.Back, "leave, place kept")
	if s.a.d.Store == nil {
		back = as(k.Back, "back")
	}
	st := s.walk.Step()
	open.SetEnabled(st != nil && st.Open != "")
	n, _ := s.walk.Number()
	switch {
	case s.walk.Advice() != "":
		back = as(k.Back, "back")
	case st == nil:
		back = as(k.Back, "back")
	case n > 1:
		back = as(k.Back, "step "+itoa(n-1))
	case s.narrow():
		back = as(k.Back, "back")
	}
	all := s.a.expertKey()
	all.SetEnabled(s.both())
	cp := as(k.Copy, "copy step")
	cp.SetEnabled(st != nil)
	if st != nil && st.Copy != "" {
		cp = as(k.Copy, "copy text")
	}
	return []key.Binding{k.answers(len(s.menu.list)), as(k.Up, "choose"), as(k.Open, "take it"), cp, open, k.Summary, all, back}
}
