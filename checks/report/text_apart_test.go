package report

import (
	"strings"
	"testing"

	"authdoctor/checks"
	"authdoctor/checks/cause"
)

func TestWhatTellsEqualCausesApart(t *testing.T) {
	kb, err := cause.Default()
	if err != nil {
		t.Fatal(err)
	}
	proof := []checks.Evidence{{Source: checks.FromLog, Text: "The remote name could not be resolved.", Where: "QWCLog.txt:7"}}
	verdict := func(id cause.ID) checks.Verdict {
		return checks.Verdict{Cause: id, Subject: cause.Network, Standing: checks.Logged, Strength: cause.Possible, Evidence: proof, Tell: "Look."}
	}
	r := &Report{KB: kb, Result: &checks.Result{Verdicts: []checks.Verdict{verdict("no-internet"), verdict("dns-failure")}}}
	var b strings.Builder
	if err := Text(&b, r, Options{}); err != nil {
		t.Fatal(err)
	}
	for _, part := range []string{"To tell apart", "authdoctor check --only internet", "Does any other web page open on that PC?", "No, none does: no-internet."} {
		if !strings.Contains(b.String(), part) {
			t.Errorf("%q is missing in\n%s", part, b.String())
		}
	}
	for _, l := range strings.Split(b.String(), "\n") {
		if len([]rune(l)) > 80 {
			t.Errorf("too wide: %q", l)
		}
	}
}
