package main

import (
	"io"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"

	"authdoctor/checks"
	"authdoctor/checks/cause"
	"authdoctor/checks/fix"
	"authdoctor/checks/probe"
	"authdoctor/checks/report"
	"authdoctor/checks/simulator"
	"authdoctor/checks/vendors"
)

// What a summary as mail takes at most: the lines of a usual window, and the cells that no mail program breaks.
const (
	screenLines = 24
	mailCells   = 74
)

// inWorld runs the checklist of a scenario as the program would.
func inWorld(t *testing.T, w *simulator.World) *report.Report {
	t.Helper()
	a := &app{streams: &streams{env: func(string) string { return "" }, now: w.Now, out: io.Discard, err: io.Discard}, pc: emptyPC{}, net: probe.New}
	if err := a.knowledge(); err != nil {
		t.Fatal(err)
	}
	env, err := a.worldEnv(w)
	if err != nil {
		t.Fatal(err)
	}
	r, err := a.runChecks(t.Context(), env)
	if err != nil {
		t.Fatal(err)
	}
	r.Machine.User, r.Machine.Host = "janedoe", "BLUEBIRD-PC"
	return r
}

// walked are all steps of the first remedy of a verdict, taken, of which one came out otherwise.
func walked(r *report.Report, v checks.Verdict, otherwise int) []fix.Tried {
	var out []fix.Tried
	for i, s := range vendors.Remedies(r.KB, r.Vendor, v.Cause, v.Subject)[0].Steps {
		t := fix.Tried{Cause: v.Cause, Number: i + 1, Where: s.Where, Step: s.Do, Answer: "done", Value: "done", At: r.Generated}
		if i == otherwise {
			t.Answer, t.Value = "It looks different", "different"
		}
		out = append(out, t)
	}
	return append(out, fix.Tried{Cause: v.Cause, Number: len(out) + 1, Step: fix.WholeFix, Answer: "no", Value: "no", At: r.Generated})
}

// fits holds a summary against the screen that it is read on.
func fits(t *testing.T, name, text string) {
	t.Helper()
	lines := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	if len(lines) > screenLines {
		t.Errorf("%s: %d lines:\n%s", name, len(lines), text)
	}
	for _, l := range lines {
		if n := ansi.StringWidth(l); n > mailCells {
			t.Errorf("%s: %d cells: %s", name, n, l)
		}
	}
	for _, want := range []string{"\nCause ", "\nWhere ", "\nWe ask ", "\nMade by "} {
		if !strings.Contains(text, want) {
			t.Errorf("%s: there is no %q in\n%s", name, strings.TrimSpace(want), text)
		}
	}
}

// The summary of every scenario fits on one screen and is complete: when it is found, after a fix that did not help and
// after one that did.
func TestEverySummaryFitsAScreen(t *testing.T) {
	for _, s := range simulator.Scenarios() {
		t.Run(s.ID, func(t *testing.T) {
			w, err := simulator.StartAt(s.ID, time.Date(2026, 11, 28, 7, 50, 0, 0, time.UTC))
			if err != nil {
				t.Fatal(err)
			}
			defer w.Close()
			r := inWorld(t, w)
			text := mail(t, r)
			fits(t, s.ID, text)
			tellsAll(t, r, text)
			if s.Want == "" {
				return
			}
			first := r.Result.Verdicts[0]
			for i := range 2 {
				again := *r
				again.Tried, again.Before = walked(r, first, 1+i*3), r.Result
				text := mail(t, &again)
				fits(t, s.ID+" tried", text)
				tellsAll(t, &again, text)
				if !strings.Contains(text, "\nTried ") || !strings.Contains(strings.Join(strings.Fields(text), " "), "It looks different.") && i == 0 {
					t.Errorf("it does not tell what was tried:\n%s", text)
				}
			}
			if err := w.Heal(); err != nil {
				t.Fatal(err)
			}
			fixed := inWorld(t, w)
			fixed.Before, fixed.Tried = r.Result, walked(r, first, -1)
			text = mail(t, fixed)
			fits(t, s.ID+" fixed", text)
			if !strings.Contains(text, "fixed, "+string(s.Want)+" is gone") || !strings.Contains(text, "\nTried ") {
				t.Errorf("it does not tell of the fix:\n%s", text)
			}
		})
	}
}

func mail(t *testing.T, r *report.Report) string {
	t.Helper()
	text, _, err := report.Summary(r, report.FormatText)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// tellsAll looks for what whoever gets a summary needs: each cause with its first proof, since when, and where to send it.
func tellsAll(t *testing.T, r *report.Report, text string) {
	t.Helper()
	flat := strings.Join(strings.Fields(text), " ")
	for _, v := range r.Result.Verdicts {
		if v.Cause != cause.NoWork && !strings.Contains(flat, string(v.Cause)) {
			t.Errorf("the cause %s is not in\n%s", v.Cause, text)
		}
	}
	want := []string{"\nHow sure ", "\nProof 1 ", "\nAsked ", "\nTo add ", "\nSend to "}
	if r.Log != nil {
		want = append(want, "\nSince ", "Web Connector "+r.Log.Version)
	}
	if len(r.Result.Verdicts) == 0 {
		want = []string{"\nAsked "}
	}
	for _, w := range want {
		if !strings.Contains(text, w) {
			t.Errorf("there is no %q in\n%s", strings.TrimSpace(w), text)
		}
	}
	for _, way := range vendors.SendTo(r.Vendor) {
		if !strings.Contains(flat, way) {
			t.Errorf("%q is not in\n%s", way, text)
		}
	}
}

// The report of a check fits on one screen in every scenario, with each cause, the first proof and the first step of its remedy;
// with --verbose nothing of that is taken back.
func TestEveryCheckFitsAScreen(t *testing.T) {
	for _, s := range simulator.Scenarios() {
		t.Run(s.ID, func(t *testing.T) {
			w, err := simulator.Start(s.ID)
			if err != nil {
				t.Fatal(err)
			}
			defer w.Close()
			r := inWorld(t, w)
			for _, verbose := range []bool{false, true} {
				var b strings.Builder
				if err := report.Text(&b, r, report.Options{Verbose: verbose}); err != nil {
					t.Fatal(err)
				}
				text := b.String()
				if n := strings.Count(text, "\n"); n > screenLines && !verbose {
					t.Errorf("%d lines:\n%s", n, text)
				}
				told(t, r, text)
			}
		})
	}
}

// told looks for what the report of a check must say, however short it is.
func told(t *testing.T, r *report.Report, text string) {
	t.Helper()
	flat := strings.Join(strings.Fields(text), " ")
	want := []string{"CHECKS ", "Contacted: ", "Result: "}
	for i, v := range r.Result.Verdicts {
		if v.Cause == cause.NoWork {
			continue
		}
		want = append(want, r.KB.Get(v.Cause).Title, string(v.Cause)+", "+v.Strength.String())
		if i == 0 {
			step := vendors.Remedies(r.KB, r.Vendor, v.Cause, v.Subject)[0].Steps[0]
			want = append(want, "What we saw", "authdoctor fix "+string(v.Cause), strings.Join(strings.Fields(step.Do), " "))
		}
	}
	for _, s := range want {
		if !strings.Contains(flat, strings.TrimSpace(s)) {
			t.Errorf("%q is not in\n%s", s, text)
		}
	}
}

// Whatever sentence the knowledge base knows, alone as a log: its summary fits too.
func TestTheSummaryOfEveryKnownSentenceFits(t *testing.T) {
	kb, err := cause.Default()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range kb.All() {
		for i, s := range c.Signatures {
			for j, hit := range s.Hits {
				if strings.HasPrefix(hit, "[") || i%3 > 0 && j > 0 {
					continue
				}
				if r := call(t, hit, nil, "summary", "--log", "-", "--offline"); r.code == exitFound {
					fits(t, string(c.ID), r.out)
				}
				if r := call(t, hit, nil, "check", "--log", "-", "--offline"); strings.Count(r.out, "\n") > screenLines {
					t.Errorf("%s: the report of a check has %d lines:\n%s", c.ID, strings.Count(r.out, "\n"), r.out)
				}
			}
		}
	}
}
