package report

import (
	"bytes"
	"strings"
	"testing"

	"authdoctor/checks"
	"authdoctor/checks/cause"
	"authdoctor/checks/vendors"
	"authdoctor/logparse"
)

// A warning is told at the top, and nothing is called well beside it.
func TestAWarningIsNoAllClear(t *testing.T) {
	r := &Report{Case: &checks.Case{}, Result: &checks.Result{Checks: []checks.Done{
		{ID: "service", Asks: "The service answers", Outcome: checks.Outcome{State: checks.Passed}},
		{ID: "sync-range", Asks: "Runs stay within the time limit", Outcome: checks.Outcome{State: checks.Warned, Why: "The newest login took 106 s of the 120 s that it has."}},
	}}}
	var b bytes.Buffer
	if err := Text(&b, r, Options{}); err != nil {
		t.Fatal(err)
	}
	top, _, _ := strings.Cut(b.String(), "CHECKS")
	if strings.Contains(top, "ALL WELL") || !strings.Contains(top, "1 warning in 2 checks") || !strings.Contains(top, "106 s of the 120 s") {
		t.Errorf("got:\n%s", b.String())
	}
}

// What a check warns of has steps of its own in the report, and is neither a cause nor a problem.
func TestAWarningHasSteps(t *testing.T) {
	kb, err := cause.Default()
	if err != nil {
		t.Fatal(err)
	}
	r := &Report{KB: kb, Case: &checks.Case{}, Result: &checks.Result{Checks: []checks.Done{
		{ID: "service", Asks: "The service answers", Outcome: checks.Outcome{State: checks.Passed}},
		{ID: "sync-range", Asks: "Runs stay within the time limit", Outcome: checks.Outcome{State: checks.Warned, Why: "The newest login took 106 s of the 120 s that it has.", Warns: "near-time-limit"}},
	}}}
	for _, verbose := range []bool{false, true} {
		var b bytes.Buffer
		if err := Text(&b, r, Options{Verbose: verbose}); err != nil {
			t.Fatal(err)
		}
		for _, want := range []string{"WARNING", "1. The vendor’s site: Log in at", "authdoctor fix near-time-limit", "nothing wrong was found; 1 warning."} {
			if !strings.Contains(b.String(), want) {
				t.Errorf("%q is not in:\n%s", want, b.String())
			}
		}
		for _, bad := range []string{"PROBLEM", "CAUSE", "red message", "problem 1"} {
			if strings.Contains(b.String(), bad) {
				t.Errorf("%q is in:\n%s", bad, b.String())
			}
		}
	}
	if text := summaryText(t, r); !strings.Contains(text, "nothing wrong found, 1 warning") || strings.Contains(text, "near-time-limit") {
		t.Errorf("got:\n%s", text)
	}
}

// One pair of brackets at the end of a proof is enough.
func TestProofBrackets(t *testing.T) {
	r := &Report{}
	for _, c := range []struct {
		e    checks.Evidence
		want string
	}{
		{checks.Evidence{Source: checks.FromLog, Text: "The operation has timed out (119 s after the call)", Where: "QWCLog.txt:7"}, "The operation has timed out (119 s after the call; in the log, QWCLog.txt:7)."},
		{checks.Evidence{Source: checks.FromLog, Text: "The operation has timed out.", Where: "QWCLog.txt:7"}, "The operation has timed out (in the log, QWCLog.txt:7)."},
		{checks.Evidence{Source: checks.FromLog, Text: "QBWC1040", Where: "-:3"}, "QBWC1040 (in the log, line 3)."},
		{checks.Evidence{Source: checks.FromLive, Text: "No answer."}, "No answer."},
	} {
		if got := r.proof(c.e, 0); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}

// A log of a run that is not finished was given all the same: the report asks for no other.
func TestALogWithoutAnEnd(t *testing.T) {
	r := &Report{Case: &checks.Case{}, Log: &logparse.Log{Files: []logparse.File{{Path: "QWCLog.txt", Lines: 9}}}, Result: &checks.Result{Checks: []checks.Done{
		{ID: "log", Asks: "The newest runs ended well", Outcome: checks.Outcome{State: checks.Unknown, Why: "The log shows no finished run, so it decides nothing."}},
		{ID: "answers", Asks: "The answers name no cause", Outcome: checks.Outcome{State: checks.Skipped, Why: "There are no guided questions for the vendor."}},
	}}}
	var b bytes.Buffer
	if err := Text(&b, r, Options{}); err != nil {
		t.Fatal(err)
	}
	if got := b.String(); !strings.Contains(got, "no run that came to its end") || strings.Contains(got, "Give an address, a log") || strings.Contains(got, "guided questions") {
		t.Errorf("got:\n%s", got)
	}
}

// The subject of a summary names the vendor or the application, and never a vendor that nobody knows.
func TestSubject(t *testing.T) {
	v := []checks.Verdict{{Cause: "http-not-found", App: "Harbor Tea Orders"}}
	for _, c := range []struct {
		vendor *vendors.Vendor
		list   []checks.Verdict
		want   string
	}{
		{&vendors.Vendor{ID: "connex", Name: "Connex"}, v, " (Connex)"},
		{&vendors.Vendor{ID: "generic", Name: "the vendor"}, v, " (Harbor Tea Orders)"},
		{&vendors.Vendor{ID: "generic", Name: "the vendor"}, nil, ""},
		{nil, nil, ""},
	} {
		if got := (&Report{Vendor: c.vendor}).about(c.list); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}
