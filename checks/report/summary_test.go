package report

import (
	"strings"
	"testing"
	"time"

	"authdoctor/checks"
	"authdoctor/checks/cause"
	"authdoctor/checks/probe"
	"authdoctor/logparse"
)

func summaryText(t *testing.T, r *Report) string {
	t.Helper()
	text, _, err := Summary(r, FormatText)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// Where nothing is wrong, what the checks warn of is the news, and no all-clear stands alone.
func TestTheSummaryTellsWarnings(t *testing.T) {
	r := &Report{Case: &checks.Case{}, Result: &checks.Result{Checks: []checks.Done{
		{ID: "service", Outcome: checks.Outcome{State: checks.Passed}},
		{ID: "clock", Outcome: checks.Outcome{State: checks.Warned, Why: "The clock is 4 minutes slow."}},
		{ID: "pairing", Outcome: checks.Outcome{State: checks.Warned, Why: "The pairing file names no support page."}},
		{ID: "sync-range", Outcome: checks.Outcome{State: checks.Warned, Why: "The newest login took 106 s of the 120 s that it has. Choose less."}},
	}}}
	got := summaryText(t, r)
	for _, want := range []string{"nothing wrong found, 3 warnings", "clock: The clock is 4 minutes slow.", "no support page. (and 1 more)"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not in:\n%s", want, got)
		}
	}
}

// Of a person's answers the last one decides, so it is told.
func TestTheSummaryTellsTheAnswerThatDecided(t *testing.T) {
	asked := func(text string) checks.Evidence { return checks.Evidence{Source: checks.FromPerson, Text: text} }
	r := &Report{Case: &checks.Case{}, Result: &checks.Result{Verdicts: []checks.Verdict{{Cause: "auth-code-used", Subject: cause.Caselle,
		Evidence: []checks.Evidence{asked("Which product?"), asked("Which window?"), asked("Used before? Yes")}}}}}
	if got := summaryText(t, r); !strings.Contains(got, "Used before? Yes\n") || !strings.Contains(got, "3 proofs") || strings.Contains(got, "Which product") {
		t.Errorf("got:\n%s", got)
	}
}

// After a fix the summary says what the cause was and which recheck no longer shows it; without one, or where the recheck saw
// nothing, it claims no such thing.
func TestTheSummarySaysWhatTheCauseWas(t *testing.T) {
	at := time.Date(2026, 11, 23, 14, 43, 0, 0, time.UTC)
	shop := checks.Verdict{Cause: "http-not-found", Subject: cause.Site}
	clock := checks.Verdict{Cause: "clock-wrong", Subject: cause.PC}
	ok := []checks.Done{{ID: "site", Outcome: checks.Outcome{State: checks.Passed}}}
	titles := map[cause.ID]string{"http-not-found": "The address does not exist"}
	for name, c := range map[string]struct {
		before       []checks.Verdict
		now          checks.Result
		want, absent string
	}{
		"one":              {[]checks.Verdict{shop}, checks.Result{Started: at, Checks: ok}, "Cause None now. Was: The address does not exist, gone since the recheck at 2026-11-23 14:43Z.", "None found"},
		"several":          {[]checks.Verdict{shop, clock}, checks.Result{Started: at, Checks: ok}, "at 2026-11-23 14:43Z, and with it clock-wrong.", "None found"},
		"no time known":    {[]checks.Verdict{shop}, checks.Result{Checks: ok}, "gone since the recheck.", "0001"},
		"it stays as past": {[]checks.Verdict{shop}, checks.Result{Started: at, Checks: ok, Verdicts: []checks.Verdict{{Cause: "http-not-found", Subject: cause.Site, Standing: checks.Past}}}, "Was: The address does not exist (http-not-found), gone", "None found"},
		"no work":          {[]checks.Verdict{shop}, checks.Result{Started: at, Checks: ok, Verdicts: []checks.Verdict{{Cause: cause.NoWork}}}, "Was: The address", "None:"},
		"nothing seen":     {[]checks.Verdict{shop}, checks.Result{Started: at}, "None found: nothing could be checked.", "Was:"},
		"another remains":  {[]checks.Verdict{shop, clock}, checks.Result{Started: at, Checks: ok, Verdicts: []checks.Verdict{clock}}, "clock-wrong", "None now"},
		"no fix":           {nil, checks.Result{Started: at, Checks: ok}, "None found: nothing wrong", "Was:"},
	} {
		r := &Report{Case: &checks.Case{}, Result: &c.now, Titles: titles}
		if c.before != nil {
			r.Before = &checks.Result{Verdicts: c.before}
		}
		got := strings.Join(strings.Fields(summaryText(t, r)), " ")
		if !strings.Contains(got, c.want) || strings.Contains(got, c.absent) {
			t.Errorf("%s: want %q and not %q in:\n%s", name, c.want, c.absent, got)
		}
	}
}

// What could not be checked takes some lines and no more; what was asked in vain stands before what was not asked.
func TestTheSummaryIsShortAboutTheUnknown(t *testing.T) {
	r := &Report{Case: &checks.Case{}, Result: &checks.Result{}}
	for _, id := range []string{"site", "pairing", "sync-range", "log", "channel"} {
		r.Result.Checks = append(r.Result.Checks, checks.Done{ID: id, Outcome: checks.Outcome{State: checks.Skipped, Why: "What the check " + id + " needs was not given, and nobody can say more. Give it."}})
	}
	r.Result.Checks = append(r.Result.Checks, checks.Done{ID: "clock", Outcome: checks.Outcome{Why: "No server told its date."}})
	got := summaryText(t, r)
	if !strings.Contains(got, "Not known clock: No server told its date. site: ") || !strings.Contains(oneLine(got), "Not checked either: pairing, sync-range, log, channel.") {
		t.Errorf("got:\n%s", got)
	}
}

// What was sent is told: a log-in as a made-up user stands in the service's own books.
func TestTheSummaryTellsWhatWasSent(t *testing.T) {
	r := &Report{Case: &checks.Case{}, Result: &checks.Result{Checks: []checks.Done{
		{ID: "credentials", Outcome: checks.Outcome{State: checks.Passed, Exchanges: make([]*probe.Exchange, 1)}}}}}
	if got := summaryText(t, r); !strings.Contains(got, "; one made-up log-in") {
		t.Errorf("got:\n%s", got)
	}
	r.Case.Login = true
	if got := summaryText(t, r); !strings.Contains(got, "; one real log-in") {
		t.Errorf("got:\n%s", got)
	}
}

// Support is asked only for what it can see: neither a PC without internet nor a run that called nobody.
func TestWhatSupportIsAsked(t *testing.T) {
	verdict := func(s cause.Subject, stage logparse.Stage, tell string) checks.Verdict {
		return checks.Verdict{Cause: "dns-failure", Subject: s, Stage: stage, Tell: tell}
	}
	for name, c := range map[string]struct {
		list  []checks.Verdict
		yours bool
	}{
		"theirs":               {[]checks.Verdict{verdict(cause.Service, logparse.StageAuthenticate, "")}, true},
		"before the first":     {[]checks.Verdict{verdict(cause.Pairing, logparse.StageStart, "")}, false},
		"two, one is theirs":   {[]checks.Verdict{verdict(cause.Network, logparse.StageUnknown, "a"), verdict(cause.Service, logparse.StageUnknown, "a")}, true},
		"two, neither of them": {[]checks.Verdict{verdict(cause.Network, logparse.StageUnknown, "a"), verdict(cause.PC, logparse.StageUnknown, "a")}, false},
	} {
		if got := (&Report{}).asks(c.list, nil); strings.Contains(got, "your side") != c.yours {
			t.Errorf("%s: %s", name, got)
		}
	}
}

func TestPlural(t *testing.T) {
	for _, c := range []struct {
		n          int
		word, want string
	}{{1, "company", "1 company"}, {2, "company", "2 companies"}, {3, "postal address", "3 postal addresses"}, {2, "day", "2 days"}, {0, "token or key", "0 token or keys"}} {
		if got := plural(c.n, c.word); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}
