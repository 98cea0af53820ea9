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
