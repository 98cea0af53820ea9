package tui

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/charmbracelet/lipgloss"

	"authdoctor/logparse"
	"authdoctor/tui/say"
)

// bin is one cell of the strip: some runs that follow on each other.
type bin struct {
	outcome  logparse.Outcome // the one that shows through
	start    int64            // of its first run, Unix seconds; 0: not known
	login    float32          // the slowest log-in in it, seconds; negative: none known
	from, to int              // places in view: to is older
}

// shows is the order in which outcomes show through where several share a cell.
var shows = [logparse.Outcomes]int{logparse.Failed: 5, logparse.CutOff: 4, logparse.Postponed: 3, logparse.OK: 2, logparse.NoWork: 1}

// sign is the character of an outcome, readable without colour.
func (t *Theme) runSign(o logparse.Outcome) (string, lipgloss.Style) {
	switch o {
	case logparse.Failed:
		return "X", t.bad
	case logparse.Postponed:
		return "~", t.warn
	case logparse.CutOff:
		return "-", t.dim
	case logparse.NoWork:
		return ".", t.good
	}
	return "o", t.good
}

// stripLegend stands beside the strip, loginLegend beside the log-ins.
const (
	stripLegend = "  newest last; X failed, o ok, . no work, - cut off"
	shortLegend = "  X failed, o ok"
)

// legend is what there is room for beside the strip.
func (s *logScreen) legend() string {
	switch {
	case s.w >= 110:
		return stripLegend
	case s.w >= 60:
		return shortLegend
	}
	return ""
}

// maxBins is the widest strip: a longer row could not be taken in at a glance.
const maxBins = 120

// rebin makes the strip anew.
func (s *logScreen) rebin() {
	s.bins = s.bins[:0]
	n := len(s.view)
	cells := min(n, maxBins, s.w-2-say.Width(s.legend()))
	if cells < 2 {
		return
	}
	for c := range cells {
		b := bin{login: -1, to: n - 1 - c*n/cells, from: n - (c+1)*n/cells, outcome: logparse.NoWork}
		for i := b.to; i >= b.from; i-- {
			r := s.run(i)
			if shows[r.Outcome] > shows[b.outcome] {
				b.outcome = r.Outcome
			}
			if b.start == 0 {
				b.start = r.Start
			}
			if r.Login > b.login {
				b.login = r.Login
			}
		}
		s.bins = append(s.bins, b)
	}
}

// strip is the runs as one row of signs, the newest at the right, with dates above and the log-ins below where there is room.
func (s *logScreen) strip() []string {
	if len(s.bins) < 2 {
		return nil
	}
	t := s.a.t
	var b spans
	for _, c := range s.bins {
		sign, st := t.runSign(c.outcome)
		if s.at >= c.from && s.at <= c.to {
			b.add(sign, -1, t.mark)
			continue
		}
		b.add(sign, int(c.outcome), st)
	}
	rows := []string{b.end() + t.dim.Render(s.legend())}
	if s.h >= 20 {
		if axis := s.axis(); axis != "" {
			rows = append([]string{t.dim.Render(axis)}, rows...)
		}
		if l := s.logins(); l != "" {
			rows = append(rows, l)
		}
	}
	return rows
}

// axis is the dates above the strip.
func (s *logScreen) axis() string {
	first, last := s.bins[0].start, s.bins[len(s.bins)-1].start
	if first == 0 || last == 0 || len(s.bins) < 12 {
		return ""
	}
	form := "2 Jan"
	switch span := time.Duration(last-first) * time.Second; {
	case span > 300*24*time.Hour:
		form = "Jan 06"
	case span < 48*time.Hour:
		form = "15:04"
	}
	var b strings.Builder
	was := ""
	for i := 0; i < len(s.bins); i++ {
		if b.Len() > i || s.bins[i].start == 0 {
			continue
		}
		label := time.Unix(s.bins[i].start, 0).In(s.zone()).Format(form)
		if label == was || i+len(label) > s.w-2 {
			continue
		}
		was = label
		b.WriteString(strings.Repeat(" ", i-b.Len()) + label + "     ")
	}
	return strings.TrimRight(b.String(), " ")
}

// logins is how long the log-ins took, a digit a cell: tenths of the vendor's limit; X is one that went over it.
func (s *logScreen) logins() string {
	limit := s.limit()
	if limit <= 0 || s.legend() == "" || !slices.ContainsFunc(s.bins, func(b bin) bool { return b.login >= 0 }) {
		return ""
	}
	t := s.a.t
	var b spans
	for _, c := range s.bins {
		sign, kind, st := c.tenth(limit), 0, t.plainStyle()
		if c.login*4 > limit*3 {
			kind, st = 1, t.bad
		}
		b.add(sign, kind, st)
	}
	legend := "  log-in, x " + trimmed(limit/10) + " s"
	if s.legend() == stripLegend {
		legend = "  slowest log-in: a digit is " + trimmed(limit/10) + " s of " + trimmed(limit)
	}
	return t.cut(b.end()+t.dim.Render(legend), s.w-2)
}

// trimmed writes a number without needless zeros.
func trimmed(f float32) string { return strconv.FormatFloat(float64(f), 'f', -1, 32) }

// tenth is the digit of a cell.
func (b bin) tenth(limit float32) string {
	switch {
	case b.login > limit:
		return "X"
	case b.login < 0:
		return " "
	}
	return itoa(min(9, int(b.login*10/limit)))
}

// spans puts styled pieces together; neighbours of one kind are one span, which is fewer bytes to the terminal.
type spans struct {
	out, run strings.Builder
	kind     int
	style    lipgloss.Style
}

func (s *spans) add(text string, kind int, st lipgloss.Style) {
	if s.run.Len() > 0 && kind != s.kind {
		s.flush()
	}
	s.kind, s.style = kind, st
	s.run.WriteString(text)
}

func (s *spans) flush() {
	if s.run.Len() > 0 {
		s.out.WriteString(s.style.Render(s.run.String()))
		s.run.Reset()
	}
}

// end gives all that was added.
func (s *spans) end() string {
	s.flush()
	return s.out.String()
}

// limit is the vendor's limit for a log-in, in seconds; 0: not known.
func (s *logScreen) limit() float32 {
	if v := s.a.job.env.Case.Vendor; v != nil {
		return float32(v.Limit.Seconds)
	}
	return 0
}

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
