package report_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"authdoctor/checks"
	"authdoctor/checks/report"
	"authdoctor/logparse"
)

// What is quoted of a log has the log's clock wherever the report is written, as its runs and its story have; both sides name their zone.
func TestAReportNamesItsClocks(t *testing.T) {
	at := time.Date(2026, 3, 2, 21, 0, 1, 0, time.UTC)
	for _, tt := range []struct {
		here *time.Location
		live string
	}{
		{time.UTC, "today 21:00:01 UTC"},
		{time.FixedZone("IST", 5*3600+1800), "3 Mar 02:30:01 UTC+05:30"},
		{time.FixedZone("EST", -5*3600), "today 16:00:01 UTC-05:00"},
	} {
		now := time.Date(2026, 3, 2, 22, 0, 0, 0, time.UTC)
		if strings.HasPrefix(tt.live, "3 Mar") {
			now = now.AddDate(0, 0, 1)
		}
		r := &report.Report{Generated: now.In(tt.here), Log: &logparse.Log{}, Result: &checks.Result{Verdicts: []checks.Verdict{{Cause: "unknown", Standing: checks.Now, Evidence: []checks.Evidence{
			{Source: checks.FromLog, Text: "The operation has timed out", Where: "QWCLog.txt:7", At: at}, {Source: checks.FromLive, Text: "no answer", At: at}}}}}}
		var b bytes.Buffer
		if err := report.NewLogText(&b, report.Options{Width: 120, Verbose: true}).Close(r); err != nil {
			t.Fatal(err)
		}
		for _, want := range []string{"QWCLog.txt:7, 2 Mar 2026 21:00:01 UTC)", tt.live} {
			if !strings.Contains(b.String(), want) {
				t.Errorf("%q is not in:\n%s", want, b.String())
			}
		}
	}
}
