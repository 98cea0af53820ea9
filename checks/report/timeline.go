package report

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"authdoctor/logparse"
)

// How many days a timeline keeps in all and draws: the newest ones. Older ones are counted only.
const (
	keptDays  = 4000
	drawnDays = 31
)

// lane is one day of a timeline.
type lane struct {
	day      time.Time
	hours    [24][logparse.Outcomes]int
	outcomes [logparse.Outcomes]int
	logins   int     // that are known
	slowest  float64 // login of the day, in seconds
	timeouts bool    // the slowest had no answer
}

// runChart gathers runs by day and hour and draws them at the close.
type runChart struct {
	w     io.Writer
	o     Options
	ascii bool
	days  map[int64]*lane // by days since 1970, UTC
	lost  int             // runs without a time, or of more days than are kept
}

// NewTimeline writes a chart of runs by hour and outcome, and of the slowest login of each day against the vendor's limit.
// ASCII draws it with plain characters.
func NewTimeline(w io.Writer, o Options, ascii bool) LogWriter {
	return &runChart{w: w, o: o, ascii: ascii, days: map[int64]*lane{}}
}

// Session takes one run.
func (t *runChart) Session(s *logparse.Session) {
	if s.Start.IsZero() || int(s.Outcome) >= logparse.Outcomes {
		t.lost++
		return
	}
	start := s.Start.UTC()
	key := start.Unix() / 86400
	d := t.days[key]
	if d == nil {
		if len(t.days) >= keptDays {
			t.lost++
			return
		}
		d = &lane{day: start.Truncate(24 * time.Hour)}
		t.days[key] = d
	}
	d.hours[start.Hour()][s.Outcome]++
	d.outcomes[s.Outcome]++
	c := s.Call(logparse.StageAuthenticate)
	if c == nil {
		return
	}
	took := c.Seconds
	if !c.Answered {
		for i := range s.Failures {
			if s.Failures[i].Stage == logparse.StageAuthenticate {
				took = max(took, s.Failures[i].Seconds)
			}
		}
	}
	if took >= 0 {
		d.logins++
		if took >= d.slowest {
			d.slowest, d.timeouts = took, !c.Answered
		}
	}
}

// worst is the order in which outcomes show through, where an hour has several.
var worst = []logparse.Outcome{logparse.Failed, logparse.CutOff, logparse.Postponed, logparse.OK, logparse.NoWork}

// marks are one character an outcome, readable without colour.
var marks = [logparse.Outcomes]string{logparse.OK: "o", logparse.NoWork: ".", logparse.Failed: "X", logparse.Postponed: "p", logparse.CutOff: "-"}

// Close draws the charts.
func (t *runChart) Close(r *Report) error {
	p := newPage(t.w, t.o)
	var days []*lane
	for _, d := range t.days {
		days = append(days, d)
	}
	slices.SortFunc(days, func(a, b *lane) int { return a.day.Compare(b.day) })
	if len(days) == 0 {
		p.line("No run with a time is in the log, so there is nothing to draw.")
		return p.err
	}
	drawn := days
	if !p.all && len(days) > drawnDays {
		drawn = days[len(days)-drawnDays:]
	}
	t.grid(p, days, drawn)
	limit := 0.0
	if r.Vendor != nil {
		limit = r.Vendor.Limit.Seconds
	}
	t.bars(p, drawn, limit)
	if t.lost > 0 {
		p.line(cut(fmt.Sprintf("%s without a time, or too old, not drawn", plural(t.lost, "run")), p.width))
	}
	return p.err
}

// grid draws a row a day and a column an hour.
func (t *runChart) grid(p *page, days, drawn []*lane) {
	head := "RUNS BY HOUR (UTC)   o ok   . no work   X failed   p put off   - cut off"
	for _, s := range wrap(head, p.width) {
		p.line(p.paint(Bold, s))
	}
	p.line(p.paint(Dim, cut("              0     6     12    18", p.width)))
	if n := len(days) - len(drawn); n > 0 {
		var sum [logparse.Outcomes]int
		for _, d := range days[:n] {
			for o := range sum {
				sum[o] += d.outcomes[o]
			}
		}
		p.line(cut(fmt.Sprintf("  %s before: %s", plural(n, "day"), tally(sum)), p.width))
	}
	edge := t.sign("│", "|")
	var last time.Time
	for _, d := range drawn {
		if gap := int(d.day.Sub(last).Hours()/24) - 1; !last.IsZero() && gap > 0 {
			p.line(p.paint(Dim, fmt.Sprintf("  %s without a run", plural(gap, "day"))))
		}
		last = d.day
		var row strings.Builder
		for h := range d.hours {
			mark := " "
			for _, o := range worst {
				if d.hours[h][o] > 0 {
					mark = marks[o]
					break
				}
			}
			row.WriteString(mark)
		}
		role := Role("")
		if d.outcomes[logparse.Failed] > 0 {
			role = Problem
		}
		p.line(painted(p, role, cut("  "+d.day.Format("2006-01-02")+" "+edge+row.String()+edge+" "+tally(d.outcomes), p.width)))
	}
}

// tally counts outcomes in words.
func tally(n [logparse.Outcomes]int) string {
	var parts []string
	for _, o := range []logparse.Outcome{logparse.OK, logparse.NoWork, logparse.Failed, logparse.Postponed, logparse.CutOff} {
		if n[o] > 0 {
			parts = append(parts, fmt.Sprintf("%s %d", outcomeWords[o], n[o]))
		}
	}
	return strings.Join(parts, ", ")
}

// bars draws the slowest login of each day; the limit is where the frame ends, where it is known.
func (t *runChart) bars(p *page, days []*lane, limit float64) {
	slowest := slices.MaxFunc(days, func(a, b *lane) int { return cmp.Compare(a.slowest, b.slowest) }).slowest
	if !slices.ContainsFunc(days, func(d *lane) bool { return d.logins > 0 }) {
		p.line("How long the log-ins took is not in the log.")
		return
	}
	full, head := limit, fmt.Sprintf("SLOWEST LOG-IN OF EACH DAY, in seconds; the frame ends at the limit of %.0f s", limit)
	if limit <= 0 {
		full, head = max(slowest, 1), "SLOWEST LOG-IN OF EACH DAY, in seconds; the vendor's limit is not known"
	}
	for _, s := range wrap(head, p.width) {
		p.line(p.paint(Bold, s))
	}
	wide := max(min(40, p.width-40), 5)
	edge, fill := t.sign("│", "|"), t.sign("█", "#")
	for _, d := range days {
		if d.logins == 0 {
			continue
		}
		n := min(int(d.slowest/full*float64(wide)+0.5), wide)
		text := fmt.Sprintf("  %s %s%s%s%s %.4g s", d.day.Format("2006-01-02"), edge, strings.Repeat(fill, n), strings.Repeat(" ", wide-n), edge, d.slowest)
		role := Role("")
		switch {
		case d.timeouts:
			text, role = text+", no answer", Problem
		case limit > 0 && d.slowest > limit:
			text, role = text+", over the limit", Warn
		}
		p.line(painted(p, role, cut(text, p.width)))
	}
}

// sign is a drawing character, or what stands for it in plain characters.
func (t *runChart) sign(good, plain string) string {
	if t.ascii {
		return plain
	}
	return good
}
