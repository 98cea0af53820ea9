package tui

import (
	"strings"
	"time"

	"authdoctor/logparse"
	"authdoctor/tui/say"
)

// logDay is one day of the chart.
type logDay struct {
	start    int64 // of its first second where it is shown, Unix seconds
	hours    [24]logparse.Outcome
	any      [24]bool
	outcomes [logparse.Outcomes]int
	slowest  float32 // log-in, seconds; negative: none known
	best     int     // place in view of the newest run that failed, else of the newest
	failed   bool
}

// recount makes the days of the chart anew, where it is shown; newest first.
func (s *logScreen) recount() {
	s.days, s.day = s.days[:0], 0
	if s.part != partChart {
		return
	}
	zone := s.zone()
	var hour, offset int64 = -1, 0
	for i := range s.view {
		r := s.run(i)
		if r.Start == 0 {
			continue
		}
		if h := r.Start / 3600; h != hour { // an offset changes at a full hour
			_, off := time.Unix(r.Start, 0).In(zone).Zone()
			hour, offset = h, int64(off)
		}
		local := r.Start + offset
		start := r.Start - local%86400
		n := len(s.days)
		if n == 0 || s.days[n-1].start != start {
			s.days = append(s.days, logDay{start: start, slowest: -1, best: i})
			n++
		}
		d, h := &s.days[n-1], local%86400/3600
		if !d.any[h] || shows[r.Outcome] > shows[d.hours[h]] {
			d.any[h], d.hours[h] = true, r.Outcome
		}
		d.outcomes[r.Outcome]++
		if r.Login > d.slowest {
			d.slowest = r.Login
		}
		if r.Outcome == logparse.Failed && !d.failed {
			d.best, d.failed = i, true
		}
		if i == s.at {
			s.day = n - 1
		}
	}
}

// chart is a row a day and a column an hour, with how the runs ended and the slowest log-in against the limit, in n rows.
func (s *logScreen) chart(n, w int) []string {
	t := s.a.t
	if len(s.days) == 0 {
		return say.Wrap("No run here has a time, so there is nothing to draw.", s.textWidth())
	}
	each, date := 1, "2 Jan 2006"
	if w < 50 {
		date = "2 Jan"
	}
	if w < 38 {
		each = 2 // two hours a cell
	}
	lead := 2 + len(date) + 2
	head := strings.Repeat(" ", lead+1)
	for h := 0; h < 24; h += 6 {
		head += t.pad(itoa(h), 6/each)
	}
	out := []string{t.dim.Render(t.cut(head+"  hours; then how the runs ended, and the slowest log-in", w))}
	rows := max(1, n-1)
	top := max(0, min(s.day-rows/2, len(s.days)-rows))
	for i := top; i < min(len(s.days), top+rows); i++ {
		out = append(out, s.dayRow(i, w, lead, each, date))
	}
	return out
}

// dayRow is one day of the chart.
func (s *logScreen) dayRow(i, w, lead, each int, date string) string {
	t, d := s.a.t, &s.days[i]
	mark := "  "
	if i == s.day {
		mark = "> "
	}
	label := t.pad(mark+time.Unix(d.start, 0).In(s.zone()).Format(date), lead)
	if i == s.day {
		label = t.mark.Render(label)
	}
	var b spans
	for h := 0; h < 24; h += each {
		cell, st, best := " ", t.plainStyle(), 0
		for k := h; k < h+each; k++ {
			if d.any[k] && shows[d.hours[k]] > best {
				best = shows[d.hours[k]]
				cell, st = t.runSign(d.hours[k])
			}
		}
		b.add(cell, best, st)
	}
	var words []string
	for _, x := range outcomeOrder {
		if n := d.outcomes[x.o]; n > 0 {
			words = append(words, x.word+" "+itoa(n))
		}
	}
	line := label + t.g.bar + b.end() + t.g.bar + " "
	tally := strings.Join(words, ", ")
	room := w - say.Width(line)
	if room < 60 {
		return t.cut(line+tally, w)
	}
	return line + t.pad(tally, room-40) + " " + s.loginBar(d, 38)
}

// loginBar is the slowest log-in of a day, as a bar that ends at the limit where that is known.
func (s *logScreen) loginBar(d *logDay, w int) string {
	t := s.a.t
	if d.slowest < 0 {
		return t.dim.Render("log-in: not known")
	}
	text := " " + say.Seconds(time.Duration(d.slowest*float32(time.Second)))
	limit := s.limit()
	if limit <= 0 {
		return "log-in" + text
	}
	bar := w - 22
	full := max(0, min(bar, int(d.slowest/limit*float32(bar)+0.5)))
	style := t.note
	if d.slowest > limit {
		style = t.bad
		text += ", over the limit"
	}
	return t.g.bar + style.Render(strings.Repeat(t.g.block, full)) + strings.Repeat(" ", bar-full) + t.g.bar + text
}
