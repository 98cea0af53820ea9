package report_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"

	"authdoctor/checks"
	"authdoctor/checks/report"
	"authdoctor/checks/vendors"
	"authdoctor/logparse"
)

// runAt is a run with a login that took so many seconds.
func runAt(day, hour int, o logparse.Outcome, took float64) *logparse.Session {
	start := time.Date(2026, 3, day, hour, 0, 0, 0, time.UTC)
	s := &logparse.Session{App: "Mill", Start: start, Outcome: o}
	if took >= 0 {
		s.Calls = []logparse.Call{{Stage: logparse.StageAuthenticate, Start: start, Seconds: took, Answered: o != logparse.Failed}}
	}
	return s
}

func TestTimeline(t *testing.T) {
	runs := []*logparse.Session{
		runAt(1, 0, logparse.OK, 12), runAt(1, 23, logparse.NoWork, 1), runAt(2, 5, logparse.OK, 60), runAt(2, 5, logparse.Failed, 119),
		runAt(5, 6, logparse.CutOff, -1), runAt(6, 7, logparse.Postponed, 130), {App: "no time"},
	}
	draw := func(runs []*logparse.Session, width int, limit float64, ascii, all bool) string {
		t.Helper()
		var out bytes.Buffer
		l := report.NewTimeline(&out, report.Options{Width: width, Verbose: all}, ascii)
		for _, s := range runs {
			l.Session(s)
		}
		if err := l.Close(&report.Report{Result: &checks.Result{}, Vendor: &vendors.Vendor{Limit: vendors.Limit{Seconds: limit}}}); err != nil {
			t.Fatal(err)
		}
		for _, line := range strings.Split(out.String(), "\n") {
			if n := ansi.StringWidth(line); n > width {
				t.Errorf("%d cells of %d: %s", n, width, line)
			}
		}
		return out.String()
	}
	want := `RUNS BY HOUR (UTC)   o ok   . no work   X failed   p put off   - cut off
              0     6     12    18
  2026-03-01 |o                      .| ok 1, no work 1
  2026-03-02 |     X                  | ok 1, failed 1
  2 days without a run
  2026-03-05 |      -                 | cut off 1
  2026-03-06 |       p                | put off 1
SLOWEST LOG-IN OF EACH DAY, in seconds; the frame ends at the limit of 120 s
  2026-03-01 |####                                    | 12 s
  2026-03-02 |########################################| 119 s, no answer
  2026-03-06 |########################################| 130 s, over the limit
1 run without a time, or too old, not drawn
`
	if got := draw(runs, 80, 120, true, false); strings.Join(strings.Fields(got), " ") != strings.Join(strings.Fields(want), " ") {
		t.Errorf("%s\nwant\n%s", got, want)
	}
	for _, c := range draw(runs, 80, 120, true, true) {
		if c > 126 {
			t.Errorf("%q is not plain", c)
		}
	}
	draw(runs, 30, 120, false, false)
	if got := draw(runs, 80, 0, false, false); !strings.Contains(got, "limit is not known") {
		t.Errorf("without a limit:\n%s", got)
	}
	if got := draw(nil, 80, 0, false, false); !strings.Contains(got, "nothing to draw") {
		t.Errorf("without a run:\n%s", got)
	}
	var many []*logparse.Session
	for n := range 400 {
		many = append(many, runAt(1+n, 3, logparse.OK, -1))
	}
	if got := draw(many, 80, 0, false, false); !strings.Contains(got, "369 days before: ok 369") || !strings.Contains(got, "not in the log") {
		t.Errorf("%s", got)
	}
	if got := strings.Count(draw(many, 80, 0, false, true), "ok 1"); got != 400 {
		t.Errorf("%d days with --verbose", got)
	}
}
