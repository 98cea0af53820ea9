package fix

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"authdoctor/checks"
	"authdoctor/checks/cause"
	"authdoctor/logparse"
)

var at = time.Date(2026, 11, 23, 10, 0, 0, 0, time.UTC)

// plan is a remedy with an order, a question that branches, and two more orders.
func plan() Plan {
	return Plan{Cause: "http-not-found", Subject: cause.Site, Vendor: "connex", Title: "The address does not exist", Ask: "Ask Connex: (800) 243-8275.",
		Remedy: cause.Remedy{Who: cause.EndUser, Minutes: 10, Recheck: []string{"site", "log"}, Steps: []cause.Step{
			{ID: "open", Where: "browser", Do: "Open the address.", Expect: "The shop appears.", Else: "Ask whoever hosts it."},
			{ID: "kind", Where: "Connex", Do: "Which channel is it?", Ask: []cause.Answer{
				{Value: "shopify", Text: "Shopify", End: "Shopify keeps its address itself."},
				{Value: "other", Text: "Another one", To: "fix"},
				{Value: "caselle", Text: "Caselle", Cause: "auth-code-used"},
				{Value: "again", Text: "I need another look", To: "open"},
			}},
			{ID: "skip", Where: "Connex", Do: "This step is jumped over."},
			{ID: "fix", Where: "Connex", Do: "Correct the address.", Expect: "It is saved."},
			{Where: "Web Connector", Do: "Click Update Selected.", Expect: "No red text."},
		}}}
}

// walk gives answers one after the other and fails where one is refused.
func walk(t *testing.T, w *Walk, answers ...string) Move {
	t.Helper()
	var m Move
	for i, a := range answers {
		if m = w.Answer(a, at.Add(time.Duration(i)*time.Minute)); m.Refused != "" {
			t.Fatalf("answer %d, %q: %s", i, a, m.Refused)
		}
	}
	return m
}

func TestWalk(t *testing.T) {
	for _, c := range []struct {
		name    string
		answers []string
		phase   Phase
		step    string
		cause   cause.ID
		text    string
		tried   int
	}{
		{"the first step stands", nil, Walking, "Open the address.", "", "", 0},
		{"an order done leads to the next", []string{Done}, Walking, "Which channel is it?", "", "", 1},
		{"an answer leads to its step", []string{Done, "other"}, Walking, "Correct the address.", "", "", 2},
		{"an answer leads back", []string{Done, "again"}, Walking, "Open the address.", "", "", 2},
		{"an answer ends it", []string{Done, "shopify"}, Ended, "", "", "Shopify keeps its address itself.", 2},
		{"an answer names another cause", []string{Done, "caselle"}, Switched, "", "auth-code-used", "", 2},
		{"what looks different is advised", []string{Different}, Walking, "Open the address.", "", "Ask whoever hosts it.", 1},
		{"who cannot is told whom to ask", []string{Cannot}, Walking, "Open the address.", "", "Ask whoever hosts it. Ask Connex: (800) 243-8275.", 1},
		{"the advice helped", []string{Different, Done}, Walking, "Which channel is it?", "", "", 1},
		{"the advice did not help", []string{Different, GiveUp}, Stuck, "", "", "Ask Connex: (800) 243-8275.", 1},
		{"the last step leads to the recheck", []string{Done, "other", Done, Done}, Recheck, "", "", "", 4},
		{"stopping keeps the place", []string{Done, "other", Stop}, Stopped, "", "", "Your place is kept.", 2},
		{"back takes the answer back", []string{Done, "other", GoBack}, Walking, "Which channel is it?", "", "", 1},
		{"back from an advice leads to the step", []string{Different, GoBack}, Walking, "Open the address.", "", "", 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := NewWalk(plan())
			m := walk(t, w, c.answers...)
			step := ""
			if s := w.Step(); s != nil {
				step = s.Do
			}
			if w.Phase() != c.phase || step != c.step || m.Cause != c.cause || m.Text != c.text || len(w.Tried()) != c.tried {
				t.Errorf("phase %q, step %q, cause %q, text %q, %d tried", w.Phase(), step, m.Cause, m.Text, len(w.Tried()))
			}
		})
	}
}

func TestAnswersAndNumbers(t *testing.T) {
	w := NewWalk(plan())
	values := func() string {
		var v []string
		for _, c := range w.Answers() {
			v = append(v, c.Value)
		}
		return strings.Join(v, " ")
	}
	check := func(want string, n, of, minutes int) {
		t.Helper()
		gotN, gotOf := w.Number()
		if values() != want || gotN != n || gotOf != of || w.MinutesLeft() != minutes {
			t.Errorf("%q, step %d of %d, %d minutes; want %q, %d of %d, %d", values(), gotN, gotOf, w.MinutesLeft(), want, n, of, minutes)
		}
	}
	check("done different cannot stop", 1, 4, 10)
	walk(t, w, Different)
	check("done stuck back stop", 1, 4, 10)
	walk(t, w, Done)
	check("shopify other caselle again back stop", 2, 4, 8)
	if m := w.Answer("maybe", at); !strings.Contains(m.Refused, "shopify, other, caselle, again, back, stop") || w.Step().ID != "kind" {
		t.Errorf("a refused answer: %+v", m)
	}
	walk(t, w, "other")
	check("done different cannot back stop", 3, 4, 5)
	walk(t, w, Done, Done)
	if got := w.Answers(); got != nil {
		t.Errorf("answers at the end: %v", got)
	}
	if !w.Back() || w.Step() == nil || w.Step().Do != "Click Update Selected." {
		t.Error("back from the recheck does not lead to the last step")
	}
	for w.Back() {
	}
	if w.Step().ID != "open" || len(w.Tried()) != 0 {
		t.Error("back does not lead to the first step")
	}
}

func TestTriedSaysItInWords(t *testing.T) {
	w := NewWalk(plan())
	walk(t, w, Different, Done, "other", Cannot)
	want := []Tried{
		{"http-not-found", 1, "browser", "Open the address.", "looks different, then done", Done, at.Add(time.Minute)},
		{"http-not-found", 2, "Connex", "Which channel is it?", "Another one", "other", at.Add(2 * time.Minute)},
		{"http-not-found", 3, "Connex", "Correct the address.", "could not do it", Cannot, at.Add(3 * time.Minute)},
	}
	if d := cmp.Diff(want, w.Tried()); d != "" {
		t.Error(d)
	}
}

func TestAPlanWithoutStepsIsAtItsRecheck(t *testing.T) {
	w := NewWalk(Plan{Cause: "x", Remedy: cause.Remedy{Recheck: []string{"site"}}})
	if w.Phase() != Recheck || w.Step() != nil || w.Back() {
		t.Errorf("phase %q", w.Phase())
	}
	if n, of := w.Number(); n != 0 || of != 0 || w.MinutesLeft() != 0 {
		t.Errorf("step %d of %d", n, of)
	}
}

func TestResume(t *testing.T) {
	for _, answers := range [][]string{{}, {Done}, {Different}, {Done, "other", Cannot}, {Done, "other", Done, Done}, {Done, "other", Stop}, {Done, "again", Done}} {
		w := NewWalk(plan())
		walk(t, w, answers...)
		b, err := json.Marshal(w.State())
		if err != nil {
			t.Fatal(err)
		}
		var s State
		if err := json.Unmarshal(b, &s); err != nil {
			t.Fatal(err)
		}
		back := Resume(plan(), s)
		if w.Phase() == Stopped {
			w.Back()
		}
		if d := cmp.Diff(w.State(), back.State()); d != "" {
			t.Errorf("%v: %s", answers, d)
		}
		if back.Advice() != w.Advice() {
			t.Errorf("%v: advice %q, want %q", answers, back.Advice(), w.Advice())
		}
	}
	t.Run("a stuck walk is tried again", func(t *testing.T) {
		w := NewWalk(plan())
		walk(t, w, Different, GiveUp)
		if back := Resume(plan(), w.State()); back.Phase() != Walking || back.Advice() == "" {
			t.Errorf("phase %q", back.Phase())
		}
	})
	t.Run("a remedy that changed is gone on with where it changed", func(t *testing.T) {
		w := NewWalk(plan())
		walk(t, w, Done, "other", Done)
		p := plan()
		p.Remedy.Steps[3].ID = "renamed"
		p.Remedy.Steps[1].Ask[1].To = "renamed"
		back := Resume(p, w.State())
		if back.Step() == nil || back.Step().ID != "renamed" {
			t.Errorf("step %+v", back.Step())
		}
	})
	t.Run("another plan starts anew", func(t *testing.T) {
		w := NewWalk(plan())
		walk(t, w, Done)
		p := plan()
		p.Cause = "dns-failure"
		if n, _ := Resume(p, w.State()).Number(); n != 1 {
			t.Errorf("step %d", n)
		}
	})
}

// A run that went well ends what no check could prove, and only that.
func TestARunThatWasSeenEndsTheWalk(t *testing.T) {
	run := func(o logparse.Outcome) *logparse.Session { return &logparse.Session{Outcome: o} }
	for _, c := range []struct {
		name string
		site checks.State
		run  *logparse.Session
		want Phase
	}{
		{"no run", checks.Unknown, nil, CannotTell},
		{"a good run", checks.Unknown, run(logparse.OK), Verified},
		{"a good run without work", checks.Unknown, run(logparse.NoWork), Verified},
		{"a failed run", checks.Unknown, run(logparse.Failed), CannotTell},
		{"a run without an end", checks.Unknown, run(logparse.CutOff), CannotTell},
		{"a good run beside a check that fails", checks.Failed, run(logparse.OK), StillBroken},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := NewWalk(plan())
			walk(t, w, Done, "other", Done, Done)
			w.Checked(nil, nil, result(c.site, checks.Passed, at))
			if m := w.RunSeen(c.run); m.To != c.want || w.Phase() != c.want {
				t.Errorf("%+v", m)
			}
		})
	}
}

func TestDoneCountsFinishedSteps(t *testing.T) {
	w := NewWalk(plan())
	walk(t, w, Different, Done, "other", Cannot)
	if n := w.State().Done(); n != 2 {
		t.Errorf("%d steps done, want 2", n)
	}
}

// result makes a result of the rechecks.
func result(site, log checks.State, logAt time.Time, verdicts ...checks.Verdict) *checks.Result {
	f := []checks.Finding{{Cause: "http-not-found", Evidence: []checks.Evidence{{Source: checks.FromLog, At: logAt}}}}
	d := checks.Done{ID: "log", Outcome: checks.Outcome{State: log, Why: "line 1042 says so"}}
	if log == checks.Failed {
		d.Findings = f
	}
	return &checks.Result{Verdicts: verdicts, Checks: []checks.Done{{ID: "site", Outcome: checks.Outcome{State: site, Why: "It answered 404"}}, d,
		{ID: "clock", Outcome: checks.Outcome{State: checks.Failed}}}}
}

func TestChecked(t *testing.T) {
	same := checks.Verdict{Cause: "http-not-found", Subject: cause.Site, Standing: checks.Now}
	other := checks.Verdict{Cause: "tls-expired", Subject: cause.Site, Standing: checks.Now}
	past := checks.Verdict{Cause: "dns-failure", Standing: checks.Past}
	kb, err := cause.Default()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name    string
		r       *checks.Result
		want    Phase
		next    cause.ID
		needRun bool
		text    string
	}{
		{"all pass", result(checks.Passed, checks.Passed, at), Verified, "", false, "The cause is gone."},
		{"a warning passes", result(checks.Warned, checks.Skipped, at), Verified, "", false, "The cause is gone."},
		{"the log tells of before only", result(checks.Passed, checks.Failed, at.Add(-time.Hour)), Verified, "", true, "The cause is gone. One thing is left: to see a run that works."},
		{"a new run failed", result(checks.Passed, checks.Failed, at.Add(time.Hour), same), StillBroken, "", false, "Same problem, same place. Line 1042 says so."},
		{"the same cause again", result(checks.Failed, checks.Passed, at, same, other), StillBroken, "tls-expired", false, "Same problem, same place. It answered 404."},
		{"another cause now", result(checks.Failed, checks.Passed, at, past, other), StillBroken, "tls-expired", false, "The first problem is gone, and another one shows now. It answered 404."},
		{"failed without a verdict", result(checks.Failed, checks.Passed, at), StillBroken, "", false, "It does not work yet. It answered 404."},
		{"undecided", result(checks.Unknown, checks.Passed, at), CannotTell, "", false, "The check could not decide it: It answered 404."},
		{"nothing but the old log", result(checks.Skipped, checks.Failed, at.Add(-time.Hour)), CannotTell, "", true, "Only a new run of the Web Connector can show it, and there was none since."},
		{"nothing ran", result(checks.Skipped, checks.Skipped, at), CannotTell, "", false, notAsked},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := NewWalk(plan())
			walk(t, w, Done, "other", Done, Done)
			m := w.Checked(kb, nil, c.r)
			if m.To != c.want || m.Cause != c.next || m.NeedRun != c.needRun || !strings.EqualFold(m.Text, c.text) || w.Phase() != c.want {
				t.Errorf("%+v", m)
			}
		})
	}
	if m := NewWalk(plan()).Checked(nil, nil, result(checks.Passed, checks.Passed, at)); m.Refused == "" {
		t.Error("a recheck before the last step was taken")
	}
}

func TestAPassThatSaysNothingOfTheCauseProvesNothing(t *testing.T) {
	kb, err := cause.Default()
	if err != nil {
		t.Fatal(err)
	}
	with := func(st checks.State, login bool, log checks.State) *checks.Result {
		return &checks.Result{Checks: []checks.Done{{ID: "credentials", Outcome: checks.Outcome{State: st, RealLogin: login}}, {ID: "log", Outcome: checks.Outcome{State: log}}}}
	}
	for _, c := range []struct {
		name        string
		before, now *checks.Result
		want        Phase
		needRun     bool
	}{
		{"an impossible user was refused, as before", with(checks.Passed, false, checks.Passed), with(checks.Passed, false, checks.Passed), CannotTell, true},
		{"an impossible user was refused, and nothing was checked before", nil, with(checks.Passed, false, checks.Skipped), CannotTell, true},
		{"the real user was let in", nil, with(checks.Passed, true, checks.Skipped), Verified, false},
		{"the newest run failed before and went well now", with(checks.Passed, false, checks.Failed), with(checks.Passed, false, checks.Passed), Verified, false},
		{"the service could not be asked before", with(checks.Failed, false, checks.Skipped), with(checks.Passed, false, checks.Skipped), Verified, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := plan()
			p.Cause, p.Subject, p.Remedy.Recheck, p.Remedy.Steps = "bad-credentials", cause.Service, []string{"credentials", "log"}, p.Remedy.Steps[:1]
			w := NewWalk(p)
			walk(t, w, Done)
			if m := w.Checked(kb, c.before, c.now); m.To != c.want || m.NeedRun != c.needRun {
				t.Errorf("%+v", m)
			}
		})
	}
}

// Steps against a warning are proved by a check that warns no more. As long as it still warns, a run that ends well proves nothing: it did
// so before too.
func TestAWarningIsGoneWhenTheCheckWarnsNoMore(t *testing.T) {
	of := func(st checks.State, warns cause.ID) *checks.Result {
		return &checks.Result{Checks: []checks.Done{{ID: "sync-range", Outcome: checks.Outcome{State: st, Warns: warns, Why: "The newest login took 106 s"}}}}
	}
	good := &logparse.Session{Outcome: logparse.OK}
	for _, c := range []struct {
		name     string
		before   *checks.Result
		now      *checks.Result
		want     Phase
		afterRun Phase
		text     string
	}{
		{"it is well now", of(checks.Warned, "near-time-limit"), of(checks.Passed, ""), Verified, Verified, "The warning is gone."},
		{"it warns as before", of(checks.Warned, "near-time-limit"), of(checks.Warned, "near-time-limit"), CannotTell, CannotTell, "Only a newer run of the Web Connector can show that it is better. Until then: The newest login took 106 s."},
		{"it warns of something else", of(checks.Warned, "near-time-limit"), of(checks.Warned, "other"), Verified, Verified, "The warning is gone."},
		{"nothing is known of before", nil, of(checks.Passed, ""), CannotTell, Verified, blind},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := plan()
			p.Cause, p.Subject, p.Remedy.Recheck, p.Remedy.Steps = "near-time-limit", "", []string{"sync-range"}, p.Remedy.Steps[:1]
			w := NewWalk(p)
			walk(t, w, Done)
			if m := w.Checked(nil, c.before, c.now); m.To != c.want || m.Text != c.text || m.Cause != "" {
				t.Errorf("%+v", m)
			}
			if m := w.RunSeen(good); m.To != c.afterRun {
				t.Errorf("after a run that went well: %+v", m)
			}
		})
	}
}

func TestAFixThatNoCheckCanProve(t *testing.T) {
	p := plan()
	p.Remedy.Recheck, p.Remedy.Steps = nil, p.Remedy.Steps[:1]
	w := NewWalk(p)
	if m := walk(t, w, Done); m.To != CannotTell || m.Text != noProof {
		t.Errorf("%+v", m)
	}
}

func TestTheAnswersNeverDecideAFix(t *testing.T) {
	p := plan()
	p.Remedy.Recheck, p.Remedy.Steps = []string{"answers"}, p.Remedy.Steps[:1]
	w := NewWalk(p)
	if m := walk(t, w, Done); m.To != CannotTell || len(w.Rechecks()) != 0 {
		t.Errorf("%+v, rechecks %q", m, w.Rechecks())
	}
}

func TestAStopKeepsTheNumberOfItsStep(t *testing.T) {
	w := NewWalk(plan())
	walk(t, w, Done)
	n, of := w.Number()
	walk(t, w, Stop)
	if s := w.State(); s.Number != n || s.Of != of || s.Step == "" {
		t.Errorf("step %d of %d (%q), want %d of %d", s.Number, s.Of, s.Step, n, of)
	}
}

func TestAStateFitsOneWayOnly(t *testing.T) {
	one, two := plan(), plan()
	two.Remedy.Steps = two.Remedy.Steps[1:]
	s := NewWalk(one).State()
	if !s.Fits(one) || s.Fits(two) {
		t.Errorf("fits its own way %v, another one %v", s.Fits(one), s.Fits(two))
	}
	s.Way = ""
	if !s.Fits(two) {
		t.Error("a state without a way fits none")
	}
}
