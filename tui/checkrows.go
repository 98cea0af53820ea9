package tui

import (
	"slices"
	"strings"

	"authdoctor/checks"
	"authdoctor/tui/say"
)

// drawRows is the list of checks under their headings.
func (s *checklist) drawRows() []part {
	t := s.a.t
	var parts []part
	heading := ""
	for i := range s.rows {
		if h := groupOf(s.rows[i].id); h != heading && !s.low() {
			heading = h
			parts = append(parts, part{lines: []string{t.title.Render(h)}, tight: len(parts) == 0})
		}
		p := part{lines: s.rowLines(i), tight: true}
		if i == s.at {
			p.cursor = 1
		}
		parts = append(parts, p)
	}
	if s.res == nil {
		bad := 0
		for _, r := range s.rows {
			if r.done != nil && r.done.State == checks.Failed {
				bad++
			}
		}
		if bad > 0 {
			parts = append(parts, part{lines: say.Wrap(say.Plural(bad, "problem")+" so far. One may only be a symptom of another: wait for the end.", s.textWidth()), later: true})
		}
	}
	if len(s.rows) == 0 {
		parts = append(parts, part{lines: say.Wrap("Nothing to check yet: press esc, then a, and give an address, a log or a pairing file.", s.textWidth())})
	}
	return parts
}

func groupOf(id string) string {
	for _, g := range groups {
		if slices.Contains(g.ids, id) {
			return g.title
		}
	}
	return "More"
}

// rowLines is one check: mark, state, statement, and what is known so far.
func (s *checklist) rowLines(i int) []string {
	t, r := s.a.t, s.rows[i]
	word, style, note := t.waiting(), t.dim, ""
	switch {
	case r.done != nil:
		word, style = t.state(r.done.State)
		note = s.a.why(r.done)
	case !r.started.IsZero():
		word, style = t.checking(), t.note
		note = s.a.spin() + " " + itoa(int(s.a.pace().Sub(r.started).Seconds())) + " s"
		if r.limit > 0 {
			note += " of " + say.Seconds(r.limit) + " at most"
		}
		if r.doing != "" {
			note += ": " + say.One(r.doing)
		}
	}
	lead := "  "
	if i == s.at {
		lead = "> "
	}
	asks := say.One(r.asks)
	room := s.w - 2 - len(lead) - stateWidth - 1
	var column int
	if s.w >= 78 {
		for _, other := range s.rows {
			column = max(column, say.Width(say.One(other.asks)))
		}
		column = min(column, room*6/10)
	} else {
		column = room
	}
	line := lead + style.Render(t.pad(word, stateWidth)) + " "
	if s.w >= 78 && say.Width(asks) <= column {
		return []string{line + t.pad(asks, column) + "  " + t.cut(note, room-column-2)}
	}
	lines := say.Wrap(asks, max(12, room))
	for j := range lines {
		if j == 0 {
			lines[j] = line + lines[j]
		} else {
			lines[j] = strings.Repeat(" ", len(lead)+stateWidth+1) + lines[j]
		}
	}
	bad := r.done != nil && r.done.State != checks.Passed && r.done.State != checks.Skipped
	if note != "" && (i == s.at || bad || r.done == nil) {
		lines = append(lines, strings.Repeat(" ", 6)+t.cut(note, s.w-8))
	}
	return lines
}

// why is a check's reason in the words of a screen.
func (a *App) why(d *checks.Done) string {
	add := "press a to give it"
	if !a.live() {
		add = ""
	}
	return say.Here(say.One(d.Why), add)
}
