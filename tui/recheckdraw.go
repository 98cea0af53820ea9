package tui

import (
	"slices"
	"strings"

	"github.com/charmbracelet/bubbles/key"

	"authdoctor/checks"
	"authdoctor/checks/fix"
	"authdoctor/logparse"
	"authdoctor/tui/say"
)

func (s *recheckScreen) heading() (string, string) {
	if s.res != nil {
		return "Did it work?", "checked again in " + say.Seconds(s.res.Took)
	}
	return "Did it work?", ""
}

// find gives a check of a result; nil where it is not in it.
func find(r *checks.Result, id string) *checks.Done {
	if r == nil {
		return nil
	}
	if i := slices.IndexFunc(r.Checks, func(d checks.Done) bool { return d.ID == id }); i >= 0 {
		return &r.Checks[i]
	}
	return nil
}

// text is before and after as plain text.
func (s *recheckScreen) text() string {
	var b strings.Builder
	for _, id := range s.walk.Rechecks() {
		was, now := find(s.a.job.before, id), find(s.res, id)
		if now != nil {
			b.WriteString(say.One(now.Asks) + ": before " + s.cell(was) + ", now " + s.cell(now) + "\n")
		}
	}
	return b.String() + say.One(s.move.Text) + "\n"
}

// cell is state and reason of a check.
func (s *recheckScreen) cell(d *checks.Done) string {
	if d == nil {
		return s.a.t.waitSign() + " not asked"
	}
	word, _ := s.a.t.state(d.State)
	return word + ", " + s.a.why(d)
}

func (s *recheckScreen) draw() []part {
	t, w := s.a.t, s.textWidth()
	if s.n != 0 {
		text := "Reading the log and the pairing file again"
		if s.doing {
			text = itoa(s.count) + " checked, " + itoa(s.a.since(s.n)) + " s"
		}
		return []part{{lines: []string{s.a.spin() + " Checking again: " + text}}}
	}
	verdict, style := say.One(s.move.Text), t.warn
	sign := t.unknownSign()
	switch s.move.To {
	case fix.Verified:
		sign, style = t.okSign(), t.good
	case fix.StillBroken:
		sign, style = t.problemSign(), t.bad
	}
	parts := []part{{lines: paint(style, para(sign+" ", verdict, w))}}
	if s.run != nil {
		parts = append(parts, part{lines: s.runLines(w), tight: true})
	}
	if s.canWatch() && s.note == "" {
		parts = append(parts, part{lines: say.Wrap(say.RunIt(s.a.job.env), w), tight: s.h < 20})
	}
	if s.note != "" {
		parts = append(parts, part{lines: paint(t.warn, para(t.unknownSign()+" ", say.One(s.note), w))})
	}
	if s.watch != 0 {
		parts = append(parts, part{lines: []string{t.cut(s.a.spin()+" Watching the log: "+itoa(s.a.since(s.watch))+" s of "+itoa(int(watchTime.Seconds()))+" s. No new run yet. esc stops", s.w-2)}})
	}
	parts = append(parts, part{lines: s.table(), later: s.low()}, s.menu.part(&s.base))
	if s.a.d.Heal != nil && len(s.walk.Rechecks()) > 0 {
		parts = append(parts, part{lines: paint(t.dim, say.Wrap("Made-up data: the example was repaired as your steps would have done it.", w)), later: true})
	}
	return parts
}

// runLines says how the run went that was seen in the log.
func (s *recheckScreen) runLines(w int) []string {
	t := s.a.t
	word, style := t.outcome(s.run.Outcome)
	text := "A run " + s.a.clock().When(s.run.Start) + ": " + strings.TrimSpace(strings.TrimLeft(word, "✓✗–~[okX-] ")) + " (line " + itoa(s.run.Span.First) + ")."
	switch s.run.Outcome {
	case logparse.OK, logparse.NoWork:
		text = "A run " + s.a.clock().When(s.run.Start) + " logged in (line " + itoa(s.run.Span.First) + ")."
		if s.move.To == fix.Verified {
			text += " Fixed, and seen to work."
		}
	case logparse.Failed:
		text = "A run " + s.a.clock().When(s.run.Start) + " failed, " + say.Stage(s.run.Stage) + " (line " + itoa(s.run.Span.First) + ")."
	}
	sign, _, _ := strings.Cut(word, " ")
	return paint(style, para(sign+" ", text, w))
}

// table is before and now, side by side where there is room.
func (s *recheckScreen) table() []string {
	t, w := s.a.t, s.w-2
	var out []string
	wide := w >= 76
	col := (min(w, 110) - 30) / 2
	for _, id := range s.walk.Rechecks() {
		was, now := find(s.a.job.before, id), find(s.res, id)
		if !compared(was, now) {
			continue
		}
		cells := func(d *checks.Done) (string, string) {
			if d == nil {
				return t.waitSign() + " not asked", ""
			}
			word, st := t.state(d.State)
			return st.Render(word), s.a.why(d)
		}
		w1, y1 := cells(was)
		w2, y2 := cells(now)
		if !wide {
			out = append(out, say.Wrap(say.One(now.Asks), w)...)
			out = append(out, t.cut("  before  "+w1+"  "+y1, w), t.cut("  now     "+w2+"  "+y2, w))
			continue
		}
		if len(out) == 0 {
			out = append(out, strings.Repeat(" ", 30)+t.title.Render(t.pad("before", col)+"now"))
		}
		left := say.Wrap(say.One(now.Asks), 28)
		a := append([]string{w1}, para("  ", y1, col-2)...)
		b := append([]string{w2}, para("  ", y2, col-2)...)
		for i := range max(len(left), len(a), len(b)) {
			out = append(out, t.pad(at(left, i), 30)+t.pad(at(a, i), col)+at(b, i))
		}
	}
	return out
}

// compared says that a check was made before or now: else there is nothing to compare.
func compared(was, now *checks.Done) bool {
	return now != nil && (now.State != checks.Skipped || was != nil && was.State != checks.Skipped)
}

// at is a line of a list, empty after its end.
func at(lines []string, i int) string {
	if i < len(lines) {
		return lines[i]
	}
	return ""
}

// Keys are those of the list.
func (s *recheckScreen) Keys() []key.Binding {
	k := s.a.k
	if !s.idle() {
		return []key.Binding{as(k.Back, "stop")}
	}
	again := k.Again
	again.SetEnabled(len(s.walk.Rechecks()) > 0)
	return []key.Binding{k.answers(len(s.menu.list)), as(k.Up, "choose"), as(k.Open, "take it"), again, k.Summary, k.Copy, k.Back}
}
