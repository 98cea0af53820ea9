package tui

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"
	"github.com/google/go-cmp/cmp"

	"authdoctor/checks"
	"authdoctor/checks/cause"
	"authdoctor/checks/fix"
	"authdoctor/checks/report"
	"authdoctor/logparse"
)

func checksStarted(id string) checks.Event {
	return checks.Event{Check: id, Kind: checks.Started, Limit: 15 * time.Second}
}

func checksFinished(d *checks.Done) checks.Event {
	return checks.Event{Check: d.ID, Kind: checks.Finished, Done: d}
}

func TestAWholeFixFromStartToSeen(t *testing.T) {
	f := newFake()
	g := newRig(t, f, 80, 24)
	g.wants("Found on this PC", "Connex", "The last run failed today at 09:14")
	g.press("1")
	g.wants("CAUSE", "The address on file is http", "The fix: 4 steps, about 10 minutes, by you", "it explains")
	g.press("f")
	g.wants("Who will do it?")
	g.press("1")
	g.wants("ASK", "Is the selling channel Shopify or ShipStation?")
	g.press("1")
	g.wants("WHERE", "EXPECT", "step 2 of 4", "What do you see?")
	if f.kept == nil || f.kept.Step != "look" {
		t.Errorf("the place is not kept: %+v", f.kept)
	}
	g.press("o", "c")
	if len(f.opens) != 1 || len(f.copies) != 1 || !strings.Contains(f.copies[0], "You should see") {
		t.Errorf("opened %q, copied %q", f.opens, f.copies)
	}
	g.press("2")
	g.wants("THEN", "If the site does not open it is offline")
	g.press("1")
	g.wants("Open the settings of the connection")
	g.press("c")
	if got := f.copies[1]; got != "https://bluebirdbikes.example" {
		t.Errorf("copied %q, want the text to be typed", got)
	}
	g.press("1", "1")
	g.wants("Which address is on file now?", "https://bluebirdbikes.example/")
	g.press("enter")
	g.wants("Did it work?", "The cause is gone", "before", "now")
	if f.kept != nil {
		t.Error("the place is kept after the fix was verified")
	}
	g.press("1")
	g.wants("logged in (line 1061)", "seen to work")
	g.press("s")
	g.wants("this is what leaves this PC", "Tried")
	g.press("down", " ", "c")
	g.wants("Copied the summary to the clipboard")
	if last := f.copies[len(f.copies)-1]; strings.Contains(last, "Cause ") {
		t.Errorf("a line that was taken out is copied: %q", last)
	}
	g.press("q")
	l := g.a.left()
	if !g.quit || l.ExitCode != 0 || !strings.Contains(l.Short, "redirect") && !strings.Contains(l.Short, "http") {
		t.Errorf("left %+v, quit %v", l, g.quit)
	}
}

func TestStopKeepsThePlaceAndResumeGoesOnThere(t *testing.T) {
	f := newFake()
	newRig(t, f, 80, 24).press("1", "f", "1", "1", "4").wants("Your place is kept")
	g := newRig(t, f, 80, 24)
	g.wants("You left a fix half-way", "1 of 4 steps", "Go on with step 2")
	g.press("1")
	g.wants("step 2 of 4", "Open your site")
	g.press("esc")
	g.wants("Is the selling channel")
}

func TestARecheckThatProvesNothingLeavesWhatWasFound(t *testing.T) {
	var got *report.Report
	f := newFake()
	g := newRig(t, f, 80, 24, func(d *Deps) {
		d.Heal, d.Recheck = nil, undecided(d.Recheck)
		d.Watch = func(context.Context, *checks.Env, time.Time) (*logparse.Session, error) { return nil, nil }
		make := d.Report
		d.Report = func(env *checks.Env, r, before *checks.Result, tried []fix.Tried) *report.Report {
			got = make(env, r, before, tried)
			return got
		}
	}).press("1", "f", "1", "1", "1", "1", "1", "enter")
	g.wants("Only a new run of the Web Connector can show it", "To see it work: in the Web Connector, tick")
	g.press("1").wants("No new run was seen")
	g.press("s")
	if got == nil || got.Before != nil || len(got.Result.Verdicts) != 2 {
		t.Errorf("the summary reports a fix that nothing has proved: %+v", got)
	}
	if g.a.job.verified || f.kept == nil {
		t.Error("an unproven fix is forgotten")
	}
}

func TestARunThatWasSeenEndsAFixThatNoCheckCouldProve(t *testing.T) {
	var got *report.Report
	g := newRig(t, newFake(), 80, 24, func(d *Deps) {
		d.Heal, d.Recheck = nil, undecided(d.Recheck)
		make := d.Report
		d.Report = func(env *checks.Env, r, before *checks.Result, tried []fix.Tried) *report.Report {
			got = make(env, r, before, tried)
			return got
		}
	}).press("1", "f", "1", "1", "1", "1", "1", "enter")
	g.wants("Only a new run of the Web Connector can show it")
	g.press("1").wants("The cause is gone.", "Fixed, and seen to work.")
	if strings.Contains(g.a.View(), "It still fails") || !g.a.job.verified {
		t.Errorf("it asks on:\n%s", g.a.View())
	}
	if g.press("s"); got == nil || got.Before == nil {
		t.Error("the summary does not tell of the fix")
	}
}

// What a check warns of is offered with its steps, by f and enter, and is no cause.
func TestAWarningHasStepsAndIsNoCause(t *testing.T) {
	warned := true
	run := func(_ context.Context, _ *checks.Env, _ []string, on func(checks.Event)) *checks.Result {
		d := checks.Done{ID: "redirect", Asks: "No address is redirected", Outcome: checks.Outcome{State: checks.Passed, Why: "All is well."}}
		if warned {
			d.State, d.Why, d.Warns = checks.Warned, "It comes close.", "redirect-to-https"
		}
		on(checksFinished(&d))
		return &checks.Result{Checks: []checks.Done{d}}
	}
	g := newRig(t, newFake(), 80, 24, func(d *Deps) { d.Run, d.Recheck, d.Heal = run, run, nil }).press("1")
	g.wants("It comes close.", "> Keep it from failing: ", "f steps")
	if strings.Contains(g.a.View(), "CAUSE") {
		t.Errorf("it is shown as a cause:\n%s", g.a.View())
	}
	g.press("f", "1").wants("step 1 of 4")
	g.press("1", "1", "1", "1", "enter")
	g.wants("Only a newer run of the Web Connector can show")
	warned = false
	g.press("r").wants("The warning is gone.")
}

func TestAFixThatWasLeftIsOfferedWhereItIsBegunAgain(t *testing.T) {
	f := newFake()
	g := newRig(t, f, 80, 24).press("1", "f", "1", "1", "4")
	g.wants("Your place is kept")
	g.press("f").wants("Go on with step 2", "where you left off", "I do it myself")
	g.press("1").wants("step 2 of 4")
	g.press("esc", "esc", "esc")
	other := newRig(t, f, 80, 24).press("esc", "1", "f")
	other.wants("Go on with step")
	other.press("2", "1").wants("step 2 of 4")
}

func TestWhatAStepHandsOutIsCopiedAsItStands(t *testing.T) {
	f := newFake()
	newRig(t, f, 80, 24, func(d *Deps) {
		d.Hide = func(*checks.Env, string) string { return "hidden" }
	}).press("1", "f", "1", "1", "c", "1", "c")
	want := []string{"browser: Open your site and read the address that the browser ends up with.\nYou should see: The address begins with https://.", "https://bluebirdbikes.example"}
	if d := cmp.Diff(want, f.copies); d != "" {
		t.Error(d)
	}
}

func TestForgettingAFixForgetsIt(t *testing.T) {
	f := newFake()
	left(f)
	newRig(t, f, 80, 24).press("3").wants("What would you like to do?")
	if f.kept != nil {
		t.Error("the state is still kept")
	}
}

func TestCaselleIsAskedNotProbed(t *testing.T) {
	f := newFake()
	g := newRig(t, f, 80, 24).press("3")
	g.wants("Which window shows the trouble?", "(800) 243-8275", "Nothing is contacted")
	g.press("1")
	g.wants("Was this code typed in before?")
	g.press("esc")
	g.wants("Which window")
	g.press("1", "1")
	g.wants("The authentication code was used before", "by what you answered")
	if n := len(g.a.job.result.Checks); n != 1 {
		t.Errorf("%d checks ran, want the answers only", n)
	}
	g.press("f")
	g.wants("phone", "Call Caselle customer service")
	g.press("1", "1")
	g.wants("No check can prove this fix")
	g.press("1")
	g.wants("Fixed, by what you saw")
	if g.a.left().ExitCode != 0 {
		t.Error("fixed by the person's word, but the exit status is not 0")
	}
	if s := g.a.left().Short; !strings.HasPrefix(s, "Fixed, by what you saw") {
		t.Errorf("what stays in the window says %q", s)
	}
	g.press("esc", "2")
	g.wants("Send the summary along", "(800) 243-8275")
	if n := len(g.a.job.tried); n == 0 || g.a.job.tried[n-1].Answer != "no" || g.a.left().ExitCode != 1 {
		t.Errorf("it still fails: tried %+v, exit %d", g.a.job.tried, g.a.left().ExitCode)
	}
	g.press("esc", "esc", "r")
	if n := len(g.a.job.result.Checks); n != 1 {
		t.Errorf("%d checks ran again, want the answers only", n)
	}
}

func TestALookAtCaselleDoesNotStick(t *testing.T) {
	g := newRig(t, newFake(), 80, 24).press("3", "1", "esc", "esc", "1")
	g.wants("The address on file is http")
}

func TestACorrectedCopyLeadsToItsUse(t *testing.T) {
	g := newRig(t, newFake(), 80, 24).press("1")
	used := false
	g.run(g.a.push(newCorrected(g.a, "Fix", []choice{{"I do it myself", "3 steps", func() tea.Cmd { used = true; return nil }}})))
	g.wants("Connex-corrected.qwc", "AppURL begins with https now", "Your own file stays as it was", "Who puts it to use?")
	g.press("c", "1")
	if !used || len(g.f.copies) != 1 {
		t.Errorf("steps opened %v, copied %q", used, g.f.copies)
	}
}

func TestARealLoginNeedsAYesAndHappensOnce(t *testing.T) {
	f := newFake()
	f.healthy = true
	g := newRig(t, f, 80, 24).press("1", "G", "enter")
	g.wants("One real log-in?", "puts off the next run", "sync.connex.example")
	g.press("1")
	if f.logins != 0 {
		t.Fatal("logged in after a no")
	}
	g.press("G", "enter", "2")
	g.wants("Password")
	g.write("geheim?q").press("enter")
	if f.logins != 1 {
		t.Fatalf("%d log-ins, want 1", f.logins)
	}
	if strings.Contains(g.a.View(), "geheim") || g.a.job.facts.Password != "" || g.a.job.facts.Login {
		t.Error("the password or the consent outlives its one log-in")
	}
	g.press("r")
	if f.logins != 1 {
		t.Error("a check again logged in again")
	}
}

func TestAccess08KeysMeantForTheScreenBeforeDoNotAnswer(t *testing.T) {
	f := newFake()
	still := today
	g := newRig(t, f, 80, 24, func(d *Deps) { d.Pace = func() time.Time { return still } })
	f.healthy = true
	g.press("1", "G", "enter", "2")
	g.wants("One real log-in?")
	still = still.Add(deaf)
	g.press("2")
	g.wants("Password")
}

func TestAccess08APasteOfManyLinesTriggersNoKey(t *testing.T) {
	paste := strings.Repeat("q 1 f r\n", 40)
	g := newRig(t, newFake(), 80, 24)
	g.send(tea.KeyMsg{Type: tea.KeyRunes, Paste: true, Runes: []rune(paste)})
	g.wants("You pasted text", "40 lines", "Read it as a log")
	g.press("1")
	if g.quit || g.a.job.facts.Pasted == "" {
		t.Errorf("quit %v, pasted %d bytes", g.quit, len(g.a.job.facts.Pasted))
	}
	g = newRig(t, newFake(), 80, 24).press("a")
	g.send(tea.KeyMsg{Type: tea.KeyRunes, Paste: true, Runes: []rune(paste)})
	g.wants("You pasted text")
}

func TestAPasteAsSingleKeysTriggersNoKey(t *testing.T) {
	now := today
	g := newRig(t, newFake(), 80, 24, func(d *Deps) {
		d.Options.PastedKeys = true
		d.Pace = func() time.Time { now = now.Add(time.Millisecond); return now }
	})
	g.press("?") // the first key of a burst cannot be told from one that is meant
	for _, k := range []string{"q", "enter", "1", "s", "q"} {
		g.press(k)
	}
	if g.quit {
		t.Error("a letter of a paste quit the program")
	}
}

func TestTwoCausesThatFitAreToldApart(t *testing.T) {
	kb, err := cause.Default()
	if err != nil {
		t.Fatal(err)
	}
	f := newFake()
	f.kb = kb
	twins := func(answered bool) func(*Deps) {
		return func(d *Deps) {
			d.Run = func(_ context.Context, env *checks.Env, ids []string, on func(checks.Event)) *checks.Result {
				res := &checks.Result{Started: today}
				for _, id := range []cause.ID{"sync-range-too-large", "service-timeout"} {
					res.Verdicts = append(res.Verdicts, checks.Verdict{Cause: id, Subject: cause.Service, Standing: checks.Logged, Strength: cause.Possible, Tell: "x",
						Evidence: []checks.Evidence{{Source: checks.FromLog, Text: "The operation has timed out", Where: "QWCLog.txt:1050"}}})
				}
				if answered {
					res.Checks = []checks.Done{{ID: "sync-range", Asks: "The runs stay inside the limit", Outcome: checks.Outcome{State: checks.Passed}}}
				}
				return res
			}
		}
	}
	g := newRig(t, f, 80, 40, twins(true)).press("1", "enter")
	g.wants("What else could it be", "Press d: one question tells")
	g.press("d")
	g.wants("Which of the two is it?", "I can't tell")
	g.press("1")
	g.wants("Then it is", "Fix it", "Show me the proof")
	g.press("esc", "d", "2", "1")
	if _, ok := g.a.top().(*menuScreen); !ok {
		if _, ok := g.a.top().(*stepScreen); !ok {
			t.Errorf("the answer does not lead to a fix:\n%s", g.a.View())
		}
	}
	g = newRig(t, f, 80, 40, twins(false)).press("1", " ")
	g.wants("Press d: check it now")
	g.press("d")
	if _, ok := g.a.top().(*checklist); !ok {
		t.Errorf("d does not check:\n%s", g.a.View())
	}
	g = newRig(t, f, 80, 40, twins(false), bundled).press("1", "enter")
	if strings.Contains(g.a.View(), "check it now") {
		t.Errorf("a read-only session offers to check:\n%s", g.a.View())
	}
}

func TestAKindOfPeopleIsShownOnlyWhenAskedFor(t *testing.T) {
	f := newFake()
	g := newRig(t, f, 100, 40).press("1", "s", "down", " ", "c")
	if last := f.copies[len(f.copies)-1]; !strings.Contains(last, "<user-1>") || strings.Contains(last, "Cause") {
		t.Errorf("copied %q", last)
	}
	g.press("tab")
	g.wants("user name", "5 times: <user-1>", "Support can follow <user-1>", "Press space to show it all the same")
	g.press(" ")
	g.wants("user sync-user", "shown, as you chose")
	g.press("c", "S")
	for _, text := range []string{f.copies[len(f.copies)-1], f.saves[len(f.saves)-1]} {
		if !strings.Contains(text, "sync-user") || strings.Contains(text, "Cause") {
			t.Errorf("handed out %q", text)
		}
	}
	g.press("g")
	g.wants("ticket", "It is a secret", "never shown")
	g.press(" ")
	g.wants("A ticket is never shown")
	g.press("down", " ")
	g.wants("user <user-1>")
	g = newRig(t, newFake(), 100, 40, bundled).press("1", "s", "tab", " ")
	g.wants("What was hidden in a bundle is not in it")
}

func TestTheExpertViewFillsInLiveAndIsRemembered(t *testing.T) {
	g := running(t, newFake(), 120, 40).press("x")
	g.wants("CHECKS", "sec", "✓ clock", "… service", "passed, 200 ms")
	g.press("G")
	g.wants("not finished yet")
	for w := 30; w <= 200; w++ {
		for _, h := range []int{10, 24, 60} {
			g.send(tea.WindowSizeMsg{Width: w, Height: h})
			rows := strings.Split(g.a.View(), "\n")
			if len(rows) != h {
				t.Fatalf("%dx%d: %d rows", w, h, len(rows))
			}
			for _, r := range rows {
				if ansi.StringWidth(r) > w {
					t.Fatalf("%dx%d: a row of %d cells", w, h, ansi.StringWidth(r))
				}
			}
		}
	}
	g = newRig(t, newFake(), 120, 40).press("1", "x", "f", "1")
	g.wants("> · 1", "· 4", "→ No red message shows.", "2 Yes, Shopify or ShipStation")
	g = newRig(t, newFake(), 120, 40).press("1", "x", "enter")
	g.wants("All 3 proofs", "Proof 1", "Proof 2", "Proof 3")
	g.press("esc", "tab", "G")
	g.wants("LOG", "7 runs, ok 2")
	g.press("tab", "down", "down", "r")
	g.wants("CHECKS", "CONTACTED")
	g.press("x")
	g.wants("✗ CAUSE", "tab shows all")
}

// typedFast presses the keys of a text as a console does with a paste, then lets a pause pass.
func typedFast(g *rig, now *time.Time, text string) {
	for _, r := range text {
		m := tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{r}}
		switch r {
		case '\n':
			m = tea.KeyMsg{Type: tea.KeyEnter}
		case ' ':
			m = keyMsg(" ")
		}
		g.send(m)
	}
	g.send(gathered{g.a.burst.n}) // asked too early
	*now = now.Add(time.Second)
	g.send(gathered{g.a.burst.n - 1}) // of an older burst
	g.send(gathered{g.a.burst.n})
}

func TestAPasteAsSingleKeysIsPutTogether(t *testing.T) {
	now := today
	fresh := func(keys ...string) *rig {
		g := newRig(t, newFake(), 80, 24, func(d *Deps) {
			d.Options.PastedKeys = true
			d.Pace = func() time.Time { now = now.Add(time.Microsecond); return now }
		})
		for _, k := range keys {
			now = now.Add(time.Second)
			g.press(k)
		}
		now = now.Add(time.Second)
		return g
	}
	log := "20261123.14:14:07 UTC : QBWC1012: Authentication failed\nmore q f 1\nand more\n"
	g := fresh("2")
	typedFast(g, &now, log)
	g.wants("You pasted text", "3 lines", "Read it as a log")
	if p := g.a.top().(*pasteScreen); p.text != log {
		t.Errorf("pasted %q", p.text)
	}
	g.press("esc")
	if f := g.a.top().(*form); f.fields[0].in.Value() != "" {
		t.Errorf("the field holds %q after a text that was no path", f.fields[0].in.Value())
	}
	g = fresh("a", "tab", "tab")
	f := g.a.top().(*form)
	was := f.fields[2].in.Value()
	typedFast(g, &now, "shop/in?a b\n")
	if got := f.fields[2].in.Value(); got != was+"shop/in?a b" || f.at != 2 {
		t.Errorf("a pasted line gave %q in field %d", got, f.at)
	}
	g = fresh() // where there is no field, the first key is obeyed and the rest may be a log
	typedFast(g, &now, "2"+log)
	g.wants("You pasted text")
	g = fresh("v", "/")
	typedFast(g, &now, "QBWC1012")
	if s := g.a.top().(*logScreen); s.search.in.Value() != "QBWC1012" {
		t.Errorf("the search holds %q", s.search.in.Value())
	}
	typedFast(g, &now, "xq")
	if got := g.a.top().(*logScreen).search.in.Value(); g.quit || got != "QBWC1012xq" {
		t.Errorf("the search holds %q, quit %v", got, g.quit)
	}
}

func TestAccess08AModifierAloneDoesNothing(t *testing.T) {
	g := newRig(t, newFake(), 80, 24)
	before := g.a.View()
	g.send(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{0}})
	if g.a.View() != before {
		t.Error("rune 0 changed the screen")
	}
	g.press("a")
	g.send(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{0}})
	if strings.ContainsRune(g.a.View(), 0) {
		t.Error("rune 0 went into a field")
	}
}

func TestEscapeStopsARunAndItsLateAnswerCounts(t *testing.T) {
	f := newFake()
	f.hold = true
	g := newRig(t, f, 80, 24)
	g.a.job.env = f.env(g.a.job.facts)
	c := newChecklist(g.a, nil)
	cmd := g.a.push(c)
	done := make(chan struct{})
	go func() { defer close(done); time.Sleep(5 * time.Millisecond); g.a.stop(c.n) }()
	g.run(cmd)
	<-done
	if c.res == nil {
		t.Fatal("a run that was stopped gave no result")
	}
	g.wants("Stopped")
	g.press("esc")
	g.wants("What would you like to do?")
}

func TestAnAnswerToAnOlderRunIsDropped(t *testing.T) {
	g := newRig(t, newFake(), 80, 24).press("1")
	c := g.a.top().(*checklist)
	before := g.a.View()
	g.send(reply{n: c.n + 1000, value: &checks.Result{}})
	g.send(event{n: 1, ev: checksStarted("site")})
	if g.a.View() != before {
		t.Error("a message of another run changed the screen")
	}
}

func TestControlCWaitsForWhatIsOpen(t *testing.T) {
	f := newFake()
	g := newRig(t, f, 80, 24)
	_, n := g.a.begin()
	g.press("ctrl+c")
	if g.quit {
		t.Fatal("quit while a log-in was open")
	}
	g.wants("being closed")
	g.send(reply{n: n})
	if !g.quit || g.a.left().ExitCode != 130 {
		t.Errorf("quit %v, exit %d", g.quit, g.a.left().ExitCode)
	}
}

func TestNothingTicksWhenNothingRuns(t *testing.T) {
	g := newRig(t, newFake(), 80, 24).press("1")
	g.a.Update(tick{})
	if _, cmd := g.a.Update(tick{}); cmd != nil || g.a.ticking {
		t.Error("the spinner goes on though nothing runs")
	}
}

func TestALogIsReadOnThereAndFailuresAreFound(t *testing.T) {
	g := newRig(t, newFake(), 80, 24).press("v")
	g.wants("runs:", "3 failed", "QBWC1012", "1050")
	g.press("E")
	g.wants("1026")
	g.press("e", "e")
	g.wants("That is the last failure")
	g.press("/").write("QBWC1012").press("enter")
	g.wants("1050")
	g.press("/").write("nowhere").press("enter")
	g.wants("Not found: nowhere")
	g.press("shift+tab", "enter")
	if _, ok := g.a.top().(*proofScreen); !ok {
		t.Errorf("enter on the failing run does not open its proof:\n%s", g.a.View())
	}
	g.press("f")
	g.wants("Who will do it?")
}

func TestAFollowedLogGrowsOnTheScreen(t *testing.T) {
	held := make(chan struct{})
	defer close(held)
	g := newRig(t, newFake(), 80, 24, func(d *Deps) {
		d.Follow = func(context.Context, string, func(Grown)) error { <-held; return nil }
	}).press("v")
	s := g.a.top().(*logScreen)
	s.startFollow() // its commands wait for the log, so they are not run here
	g.wants("following", "1100 of 1100")
	grow := func(gr Grown) { g.a.Update(grownMsg{s.follow.n, gr}); g.run(s.read()) }
	grow(Grown{Lines: 1100, Old: true, Runs: []*logparse.Session{fakeSession(1020, today, logparse.Failed), fakeSession(1044, today, logparse.Failed)}})
	if n := s.runs.Len(); n != 7 {
		t.Fatalf("%d runs after those that were there were told again, want 7", n)
	}
	grow(Grown{Lines: 1124, Runs: []*logparse.Session{fakeSession(1101, today.Add(3*time.Minute), logparse.OK)}})
	g.wants("A run ended, today at 09:44: ✓ ok (line 1101)", "of 1124", "> 23 Nov 09:44:00", "1124 lines", "3 ok")
	g.press("shift+tab", "g")
	g.wants("> 23 Nov 09:44:00")
	g.press("esc")
	g.wants("No longer following")
	if w := g.a.works[1]; len(g.a.stack) != 2 || w != nil {
		t.Errorf("esc did more than to end the following: %d screens", len(g.a.stack))
	}
	s.startFollow()
	g.run(s.grew(grownMsg{s.follow.n, Grown{Turned: true}}))
	if next := g.a.top().(*logScreen); next == s {
		t.Error("a log that was begun anew is not read again")
	}
}

func TestRunsOfOneKindAreListedAlone(t *testing.T) {
	g := newRig(t, newFake(), 120, 40).press("v", "p")
	g.wants("Which runs?", "All runs", "7 runs", "Only failed", "3 runs")
	g.press("4")
	g.wants("listed: 3 (only failed)")
	g.press("tab", "tab")
	g.wants("failed 3")
	if strings.Contains(g.a.View(), "no work 1, failed") {
		t.Errorf("the chart shows all runs:\n%s", g.a.View())
	}
	g.press("enter", "p", "1")
	if strings.Contains(g.a.View(), "listed:") {
		t.Errorf("all runs are not listed again:\n%s", g.a.View())
	}
}

func TestALongLogShowsItsNewestFailureWhileItIsRead(t *testing.T) {
	f := newFake()
	d := f.deps()
	var w *waitScreen
	g := newRig(t, f, 80, 24, func(x *Deps) {
		x.Glance = func(context.Context, Facts) (*Glance, error) {
			return &Glance{File: fakeLog, Run: fakeSession(12, today, logparse.Failed), Lines: []string{"QBWC1012: Authentication failed " + plantedEscape}}, nil
		}
		x.Read = func(ctx context.Context, f Facts, on func(done, total int64)) (Reading, error) {
			on(86_100_000, 210_000_000)
			w.a.Update(w.a.View()) // the frame while it is read
			for _, s := range []string{"41 % of 210 MB", "The newest failure in QWCLog.txt", "QBWC1012"} {
				if !strings.Contains(w.a.View(), s) {
					t.Errorf("while the log is read the screen lacks %q:\n%s", s, w.a.View())
				}
			}
			env, err := d.Prepare(ctx, f)
			return Reading{Env: env, Runs: RunsOf(env.Log)}, err
		}
	})
	w = newWait(g.a, func() Screen { return newLog(g.a, place{}) })
	g.run(g.a.push(w))
	g.wants("runs:", "1050")
}

func TestACopyThatCannotSayWhereGoesToAFile(t *testing.T) {
	f := newFake()
	f.noClip = true
	g := newRig(t, f, 80, 24).press("1", "s", "c")
	g.wants("to a file, authdoctor-summary.txt in Documents")
	g.press("S")
	g.wants("Saved as")
	g.press("esc", "f", "1", "1", "o")
	g.wants("Can't open it from here", "copied")
}

func TestAnErrorOfReadingSaysWhatToDo(t *testing.T) {
	f := newFake()
	f.broken = errors.New("QWCLog.txt can't be read: another program holds it")
	g := newRig(t, f, 80, 24).press("v")
	g.wants("another program holds it", "1 Try again", "2 Add or change facts")
	f.broken = nil
	g.press("1")
	g.wants("runs:")
}

func TestAnExampleLeavesTheRealCaseAlone(t *testing.T) {
	g := newRig(t, newFake(), 80, 24)
	g.press("4", "1")
	g.wants("EXAMPLE", "CAUSE")
	if len(g.a.worlds) != 1 {
		t.Fatal("the example has no world of its own")
	}
	g.press("f", "1", "1", "1", "1", "1")
	g.wants("Did it work?", "The cause is gone", "Made-up data")
	g.press("esc", "esc", "esc")
	g.wants("What would you like to do?")
	if len(g.a.worlds) != 0 || g.a.job.result != nil {
		t.Error("the example's result is the real one's now")
	}
}

func TestExitCodesAreThoseOfTheContract(t *testing.T) {
	broken := &checks.Result{Checks: []checks.Done{{Outcome: checks.Outcome{State: checks.Broken}}}}
	found := &checks.Result{Verdicts: []checks.Verdict{{Cause: "unknown"}}}
	idle := &checks.Result{Verdicts: []checks.Verdict{{Cause: "no-work"}}}
	for _, c := range []struct {
		r        *checks.Result
		verified bool
		want     int
	}{{nil, false, 0}, {broken, false, 3}, {found, false, 1}, {found, true, 0}, {idle, false, 0}} {
		if got := ExitCode(c.r, c.verified); got != c.want {
			t.Errorf("ExitCode(%+v, %v) = %d, want %d", c.r, c.verified, got, c.want)
		}
	}
}

func TestAWholeProgramRunsAndEnds(t *testing.T) {
	pr, pw := newPipe(t)
	d := newFake().deps()
	d.Options.NoColor = true
	d.In, d.Out = pr, discard{}
	go func() { _, _ = pw.Write([]byte("q")) }()
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	l, err := Run(ctx, d)
	if err != nil || l == nil || l.ExitCode != 0 {
		t.Errorf("left %+v, error %v", l, err)
	}
}

func TestTheWalkOfEveryAnswerComesToAnEnd(t *testing.T) {
	for _, a := range []string{"1", "2", "3"} {
		f := newFake()
		g := newRig(t, f, 60, 20).press("1", "f", "1", a)
		for range 30 {
			s, ok := g.a.top().(*stepScreen)
			if !ok || s.walk.Phase() != fix.Walking {
				break
			}
			g.press(a)
		}
		if s, ok := g.a.top().(*stepScreen); ok && s.walk.Phase() == fix.Walking {
			t.Errorf("answer %s for ever does not end the walk", a)
		}
	}
}

func TestAFileThatCouldNotBeReadIsNoFind(t *testing.T) {
	f := newFake()
	f.broken = errors.New("no.log: There is no such file.")
	g := newRig(t, f, 80, 24).press("v", "esc")
	g.wants("Could not be read: no.log")
	f.broken = nil
	g.press("v", "esc")
	if strings.Contains(g.a.View(), "Could not be read") {
		t.Errorf("it was read since:\n%s", g.a.View())
	}
}

func TestAnExampleKeepsNoPlaceAndSaysSo(t *testing.T) {
	g := newRig(t, newFake(), 80, 24, func(d *Deps) { d.Store = nil }).press("1", "f", "1")
	if strings.Contains(g.a.View(), "kept") {
		t.Errorf("nothing is kept here:\n%s", g.a.View())
	}
}
