package report

import (
	_ "embed"
	"fmt"
	"html/template"
	"io"
	"slices"
	"sync"

	"authdoctor/logparse"
)

//go:embed summary.html.tmpl
var summaryPage string

var summaryTemplate = sync.OnceValue(func() *template.Template { return template.Must(template.New("summary").Parse(summaryPage)) })

// How much of a log the page shows.
const (
	mostCharts    = 3  // applications
	mostTableRuns = 20 // in the table below an application's charts
)

// htmlRun is a row of the table of runs.
type htmlRun struct{ Start, Outcome, Class, Stage, Login, Line string }

// htmlApp is what the page shows of one application.
type htmlApp struct {
	Title  string
	Which  string // the runs that are drawn, where they are not all
	Charts []chart
	Runs   []htmlRun
}

// html writes the summary as one page that asks nobody for anything: no script, no font, no picture from elsewhere.
func (d *digest) html(w io.Writer, r *Report) error {
	page := struct {
		Subject, State string
		Rows           []row
		Apps           []htmlApp
	}{d.Subject, d.State, d.Rows, nil}
	limit := 0.0
	if r.Vendor != nil {
		limit = r.Vendor.Limit.Seconds
	}
	if r.Log != nil {
		for _, a := range r.Log.Apps {
			if runs := drawable(a); len(runs) > 1 && len(page.Apps) < mostCharts {
				page.Apps = append(page.Apps, d.app(a, runs, limit))
			}
		}
	}
	if err := summaryTemplate().Execute(w, page); err != nil {
		return fmt.Errorf("write the summary: %w", err)
	}
	return nil
}

// drawable are the newest runs of an application that have a time, in its order.
func drawable(a *logparse.App) []*logparse.Session {
	runs := slices.DeleteFunc(slices.Clone(a.Recent), func(s *logparse.Session) bool { return s == nil || s.Start.IsZero() })
	slices.SortStableFunc(runs, func(x, y *logparse.Session) int { return x.Start.Compare(y.Start) })
	return runs
}

// app draws one application.
func (d *digest) app(a *logparse.App, runs []*logparse.Session, limit float64) htmlApp {
	out := htmlApp{Title: "Runs", Charts: []chart{outcomeChart(runs)}}
	if name := oneLine(d.people.Hide(a.Name)); name != "" {
		out.Title = "Runs of " + name
	}
	if len(runs) < a.Runs {
		out.Which = fmt.Sprintf("The newest %s of %s runs.", number(int64(len(runs))), number(int64(a.Runs)))
	}
	if c, ok := loginChart(runs, limit); ok {
		out.Charts = append(out.Charts, c)
	}
	for i := len(runs) - 1; i >= 0 && len(out.Runs) < mostTableRuns; i-- {
		s := runs[i]
		row := htmlRun{Start: stamp(s.Start), Outcome: outcomeWords[s.Outcome], Class: outcomeClass(s.Outcome), Stage: s.Stage.String()}
		if sec := loginSeconds(s); sec > 0 {
			row.Login = fmt.Sprintf("%.4g s", sec)
		}
		if s.Span.First > 0 {
			row.Line = fmt.Sprint(s.Span.First)
		}
		out.Runs = append(out.Runs, row)
	}
	return out
}

// outcomeClass is the name by which the page's style marks an outcome.
func outcomeClass(o logparse.Outcome) string {
	switch o {
	case logparse.Failed:
		return "failed"
	case logparse.OK, logparse.NoWork:
		return "good"
	}
	return "open"
}

// loginSeconds is how long a run's log-in took; 0 where the log does not say.
func loginSeconds(s *logparse.Session) float64 {
	if c := s.Call(logparse.StageAuthenticate); c != nil && c.Seconds > 0 {
		return c.Seconds
	}
	return 0
}
