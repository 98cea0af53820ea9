package report

import (
	_ "embed"
	"fmt"
	"html/template"
	"io"
	"slices"
	"strings"
	"sync"
	"time"

	"authdoctor/logparse"
)

//go:embed summary.html.tmpl
var summaryPage string

var summaryTemplate = sync.OnceValue(func() *template.Template { return template.Must(template.New("summary").Parse(summaryPage)) })

// html writes the summary as one page that asks nobody for anything: no script, no font, no picture from elsewhere.
func (d *digest) html(w io.Writer, r *Report) error {
	page := struct {
		Subject, State string
		Rows           []row
		Charts         []chart
	}{d.Subject, d.State, d.Rows, nil}
	if r.Log != nil {
		for i, a := range r.Log.Apps {
			if i == mostCharts {
				break
			}
			if c, ok := timeline(a, d.people.Hide(a.Name)); ok {
				page.Charts = append(page.Charts, c)
			}
		}
	}
	if err := summaryTemplate().Execute(w, page); err != nil {
		return fmt.Errorf("write the summary: %w", err)
	}
	return nil
}

// Sizes of a chart, in units of its view box.
const (
	mostCharts = 3
	chartWide  = 720.0
	chartBase  = 120.0
	chartHigh  = 100.0
	barWide    = 3.0
)

// chart is the time line of one application: a bar a run, as high as its log-in took.
type chart struct {
	Title, Label, From, To, Top string
	Bars                        []bar
}

// bar is one run.
type bar struct {
	X, Y, W, H   string
	Class, Title string
}

// timeline draws the runs that the log keeps. It needs two with a time.
func timeline(a *logparse.App, name string) (chart, bool) {
	runs := slices.Concat(a.Recent, a.Kept)
	slices.SortFunc(runs, func(x, y *logparse.Session) int {
		if c := x.Start.Compare(y.Start); c != 0 {
			return c
		}
		return x.Span.First - y.Span.First
	})
	runs = slices.Compact(runs)
	runs = slices.DeleteFunc(runs, func(s *logparse.Session) bool { return s == nil || s.Start.IsZero() })
	if len(runs) < 2 {
		return chart{}, false
	}
	from, to := runs[0].Start, runs[len(runs)-1].Start
	span := max(to.Sub(from), time.Second)
	slowest := 1.0
	for _, s := range runs {
		slowest = max(slowest, loginSeconds(s))
	}
	c := chart{Title: strings.TrimSpace("Runs of " + name), From: stamp(from), To: stamp(to), Top: fmt.Sprintf("height: log-in, up to %.4g s", slowest)}
	failed := 0
	for _, s := range runs {
		class := "good"
		switch s.Outcome {
		case logparse.Failed:
			class = "failed"
			failed++
		case logparse.CutOff, logparse.Postponed:
			class = "open"
		}
		high := max(6, chartHigh*loginSeconds(s)/slowest)
		x := (chartWide - barWide) * float64(s.Start.Sub(from)) / float64(span)
		title := stamp(s.Start) + ", " + outcomeWords[s.Outcome] + ", " + s.Stage.String()
		if sec := loginSeconds(s); sec > 0 {
			title += fmt.Sprintf(", %.4g s", sec)
		}
		c.Bars = append(c.Bars, bar{fmt.Sprintf("%.1f", x), fmt.Sprintf("%.1f", chartBase-high), fmt.Sprintf("%.1f", barWide), fmt.Sprintf("%.1f", high), class, title})
	}
	c.Label = fmt.Sprintf("%s from %s to %s, %d of them failed", plural(len(runs), "run"), c.From, c.To, failed)
	return c, true
}

// loginSeconds is how long a run's log-in took; 0 where the log does not say.
func loginSeconds(s *logparse.Session) float64 {
	if c := s.Call(logparse.StageAuthenticate); c != nil && c.Seconds > 0 {
		return c.Seconds
	}
	return 0
}
