package report

import (
	"fmt"
	"strings"
	"time"

	"authdoctor/logparse"
)

// Sizes of a chart, in units of its view box. A chart is stretched to the width of the page; its words stand beside it, so that
// they stay readable on a telephone.
const (
	mostColumns  = 120
	leastColumns = 60
	chartWide    = 720.0
	columnGap    = 1.0
	chartHigh    = 100.0
	chartMiddle  = chartHigh / 2
	leastHigh    = 4.0 // of what is not nothing
)

// chart is one drawing of an application's runs over time.
type chart struct {
	Title, Label string // Label says it to whoever cannot see it
	Top, Bottom  string // what stands above and below the axis
	From, To     string
	Axis         string // its height
	Bars         []bar
	Limit        string // the height of the dashed line; empty: there is none
	LimitWords   string
}

// bar is one rectangle.
type bar struct{ X, Y, W, H, Class, Title string }

// column is what happened in one piece of the time.
type column struct {
	from, to           time.Time
	good, failed, open int
	slowest            float64
	slowestFailed      bool
	slowestAt          time.Time
}

// columns divides the time of some runs, which are in its order.
func columns(runs []*logparse.Session) []column {
	from := runs[0].Start
	span := max(runs[len(runs)-1].Start.Sub(from), time.Second)
	n := columnsFor(len(runs))
	list := make([]column, n)
	for i := range list {
		list[i].from = from.Add(span / time.Duration(n) * time.Duration(i))
		list[i].to = from.Add(span / time.Duration(n) * time.Duration(i+1))
	}
	for _, s := range runs {
		c := &list[min(n-1, int(int64(n)*int64(s.Start.Sub(from)/time.Millisecond)/int64(span/time.Millisecond)))]
		switch outcomeClass(s.Outcome) {
		case "failed":
			c.failed++
		case "good":
			c.good++
		default:
			c.open++
		}
		if sec := loginSeconds(s); sec > c.slowest {
			c.slowest, c.slowestFailed, c.slowestAt = sec, s.Outcome == logparse.Failed, s.Start
		}
	}
	return list
}

// columnsFor is into how many pieces the time of that many runs is divided: so many that runs at an even distance come to the same
// number in each, for a comb that is only the rounding says nothing.
func columnsFor(runs int) int {
	each := (runs + mostColumns - 1) / mostColumns
	return max(leastColumns, runs/max(each, 1))
}

// barAt makes a rectangle in one of some columns.
func barAt(column, columns int, y, high float64, class, title string) bar {
	wide := chartWide / float64(columns)
	return bar{fmt.Sprintf("%.1f", float64(column)*wide), fmt.Sprintf("%.1f", y), fmt.Sprintf("%.1f", wide-columnGap), fmt.Sprintf("%.1f", high), class, title}
}

// scaled is a height: nothing for nothing, and never too small to be seen.
func scaled(n, most, high float64) float64 {
	if n <= 0 {
		return 0
	}
	return max(leastHigh, high*n/most)
}

// outcomeChart draws when runs failed: those above the axis, all others below it, so that no colour has to be told apart.
func outcomeChart(runs []*logparse.Session) chart {
	list := columns(runs)
	most, failed := 1.0, 0
	for _, c := range list {
		most = max(most, float64(c.failed), float64(c.good+c.open))
		failed += c.failed
	}
	out := chart{Title: "When runs failed", Top: "failed", Bottom: "ended well, or had nothing to do", From: minute(runs[0].Start), To: minute(runs[len(runs)-1].Start),
		Axis: fmt.Sprint(chartMiddle)}
	for i, c := range list {
		title := c.words()
		if c.failed > 0 {
			h := scaled(float64(c.failed), most, chartMiddle)
			out.Bars = append(out.Bars, barAt(i, len(list), chartMiddle-h, h, "failed", title))
		}
		below := scaled(float64(c.good), most, chartMiddle)
		if c.good > 0 {
			out.Bars = append(out.Bars, barAt(i, len(list), chartMiddle, below, "good", title))
		}
		if c.open > 0 {
			out.Bars = append(out.Bars, barAt(i, len(list), chartMiddle+below, min(scaled(float64(c.open), most, chartMiddle), chartHigh-chartMiddle-below), "open", title))
		}
	}
	out.Label = fmt.Sprintf("%s from %s to %s, %d of them failed", plural(len(runs), "run"), out.From, out.To, failed)
	return out
}

// words say what a column holds.
func (c *column) words() string {
	parts := []string{}
	for _, p := range []struct {
		n    int
		word string
	}{{c.failed, "failed"}, {c.good, "ended well"}, {c.open, "cut off or put off"}} {
		if p.n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", p.n, p.word))
		}
	}
	return minute(c.from) + " to " + minute(c.to) + ": " + strings.Join(parts, ", ")
}

// leastTop is the least that the height of the chart stands for, in seconds: two seconds are no mountain.
const leastTop = 10.0

// nearLimit is the part of the limit from which on the line of the limit is worth the room that it takes.
const nearLimit = 0.2

// loginChart draws how long log-ins took, the slowest of each piece of time, against the vendor's limit.
func loginChart(runs []*logparse.Session, limit float64) (chart, bool) {
	list := columns(runs)
	slowest, count := 0.0, 0
	for _, s := range runs {
		if sec := loginSeconds(s); sec > 0 {
			slowest = max(slowest, sec)
			count++
		}
	}
	if count < 2 {
		return chart{}, false
	}
	top := max(slowest, leastTop)
	out := chart{Title: "How long log-ins took", Bottom: "the slowest of each time", From: minute(runs[0].Start), To: minute(runs[len(runs)-1].Start), Axis: fmt.Sprint(chartHigh)}
	if limit > 0 && slowest >= limit*nearLimit {
		top = max(top, limit)
		out.Limit = fmt.Sprintf("%.1f", chartHigh-chartHigh*limit/top)
		out.LimitWords = fmt.Sprintf("dashed: the limit, %.4g s", limit)
	}
	out.Top = fmt.Sprintf("%.4g s", top)
	for i, c := range list {
		if c.slowest > 0 {
			class, words := "login", ""
			if c.slowestFailed {
				class, words = "failed", ", failed"
			}
			h := scaled(c.slowest, top, chartHigh)
			out.Bars = append(out.Bars, barAt(i, len(list), chartHigh-h, h, class, fmt.Sprintf("%s: %.4g s%s", minute(c.slowestAt), c.slowest, words)))
		}
	}
	out.Label = fmt.Sprintf("%s took up to %.4g s", plural(count, "log-in"), slowest)
	if out.LimitWords != "" {
		out.Label += fmt.Sprintf("; the limit is %.4g s", limit)
	}
	return out, true
}
