package plain

import (
	"bytes"
	"context"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/charmbracelet/x/ansi"

	"authdoctor/checks"
	"authdoctor/checks/cause"
	"authdoctor/checks/fix"
	"authdoctor/checks/qwc"
	"authdoctor/checks/redact"
	"authdoctor/checks/report"
	"authdoctor/checks/vendors"
	"authdoctor/logparse"
	"authdoctor/tui"
)

var today = time.Date(2026, 11, 23, 14, 41, 0, 0, time.UTC)

var kb = fstest.MapFS{"kb/redirect-to-https.yaml": {Data: []byte(`id: redirect-to-https
layer: HTTP
checked-by: [redirect]
rank: 10
title: The address on file is http, and the site now sends everyone to https
why: The service stops at the notice that the site has moved.
remedies:
  - who: end-user
    minutes: 10
    recheck: [redirect]
    steps:
      - {id: look, where: browser, do: Open your site., expect: "The address begins with https://.", else: Put the site right first.}
      - {id: change, where: Connex, do: Change the address on file., expect: It begins with https., copy: "https://bluebirdbikes.example"}
`)}}

// memory is a store that forgets with the test.
type memory struct {
	state fix.State
	kept  bool
}

func (m *memory) Save(s fix.State) error         { m.state, m.kept = s, true; return nil }
func (m *memory) Load() (fix.State, bool, error) { return m.state, m.kept, nil }
func (m *memory) Clear() error                   { m.kept = false; return nil }

// fake is a made-up shop that is repaired by its remedy.
func fake(t *testing.T, store *memory) tui.Deps {
	base, err := cause.Load(kb)
	if err != nil {
		t.Fatal(err)
	}
	healed := false
	run := func(_ context.Context, env *checks.Env, ids []string, on func(checks.Event)) *checks.Result {
		d := checks.Done{ID: "redirect", Asks: "The site answers without a redirect", Outcome: checks.Outcome{State: checks.Passed, Why: "It does."}}
		res := &checks.Result{Took: 3 * time.Second, Contacted: []string{"bluebirdbikes.example:80"}}
		if !healed {
			d.State, d.Why = checks.Failed, "301, to https"
			res.Verdicts = []checks.Verdict{{Cause: "redirect-to-https", Subject: cause.Site, Standing: checks.Now, Strength: cause.Proven, Evidence: []checks.Evidence{
				{Source: checks.FromLive, Text: "answered 301 \x1b[31mEVIL\rX password=hunter2 " + strings.Repeat("日本語", 60), At: today, Where: "http://bluebirdbikes.example/"}}}}
		}
		res.Checks = []checks.Done{d}
		on(checks.Event{Check: d.ID, Kind: checks.Finished, Done: &d})
		return res
	}
	return tui.Deps{Version: "1.0", Now: func() time.Time { return today }, Store: store, Checks: []checks.Check{{ID: "redirect"}},
		Find: func(context.Context) (tui.Found, error) {
			return tui.Found{Logs: []string{`C:\log\QWCLog.txt`}, App: "Connex", LastRun: today, LastOutcome: logparse.Failed}, nil
		},
		Prepare: func(_ context.Context, f tui.Facts) (*checks.Env, error) {
			return &checks.Env{KB: base, Case: &checks.Case{Site: f.Site, Vendor: &vendors.Vendor{ID: "connex", Name: "Connex"}},
				Log: &logparse.Log{Files: []logparse.File{{Path: f.Logs[0], Lines: 9}}, Apps: []*logparse.App{{Recent: []*logparse.Session{{Start: today, Outcome: logparse.Failed, Span: logparse.Span{First: 1, Last: 3}}}}}}}, nil
		},
		Run: run, Recheck: run,
		Report: func(*checks.Env, *checks.Result, *checks.Result, []fix.Tried) *report.Report { return &report.Report{} },
		Summary: func(r *report.Report) (string, []redact.Count, error) {
			if len(r.Show) > 0 {
				return "Subject: authdoctor\nUser   pat\n", []redact.Count{{Kind: "ticket", Times: 1}}, nil
			}
			return "Subject: authdoctor\nCause  http\n", []redact.Count{{Kind: "user name", Name: "<user-1>", Times: 2}}, nil
		},
		Short: func(*report.Report) string { return "short" },
		Hide:  func(_ *checks.Env, s string) string { return redact.Clean(s) },
		Copy:  func(string) (string, error) { return "the clipboard", nil },
		Save:  func(name, _ string) (string, error) { return name, nil },
		Open:  func(string) error { return nil },
		LogText: func(context.Context, string, int, int) ([]logparse.Line, error) {
			return []logparse.Line{{Number: 1, Text: "a line"}}, nil
		},
		Heal: func(cause.ID) error { healed = true; return nil },
	}
}

// talked runs a conversation and checks what holds for every line of every one.
func talked(t *testing.T, d tui.Deps, answers ...string) (string, *tui.Left) {
	t.Helper()
	var out bytes.Buffer
	left, err := Run(context.Background(), strings.NewReader(strings.Join(answers, "\n")), &out, d)
	if err != nil {
		t.Fatal(err)
	}
	holds(t, out.String())
	return out.String(), left
}

func holds(t *testing.T, text string) {
	t.Helper()
	for _, bad := range []string{"\x1b", "\r", "hunter2", "│", "█", "─"} {
		if strings.Contains(text, bad) {
			t.Errorf("%q is in the output", bad)
		}
	}
	for _, l := range strings.Split(text, "\n") {
		if n := ansi.StringWidth(l); n > 80 {
			t.Errorf("a line has %d cells: %q", n, l)
		}
	}
}

func wants(t *testing.T, text string, want ...string) {
	t.Helper()
	flat := strings.Join(strings.Fields(text), " ")
	for _, w := range want {
		if !strings.Contains(flat, w) {
			t.Errorf("the talk lacks %q:\n%s", w, text)
		}
	}
}

func TestAWholeFixInLines(t *testing.T) {
	m := &memory{}
	text, left := talked(t, fake(t, m), "1", "http://bluebirdbikes.example", "1", "1", "c", "?", "1", "https://bluebirdbikes.example", "1", "c", "2")
	wants(t, text, "Found: log file", "Cause, proven, seen just now", "Step 1 of 2 (browser)", "You should see: The address begins with https://.",
		"Copied it to the clipboard", "Checking again. 1 check.", "before problem, 301, to https. Now ok", "The cause is gone", "Copied the summary")
	if left.ExitCode != 0 || m.kept {
		t.Errorf("exit %d, place kept %v", left.ExitCode, m.kept)
	}
}

func TestTheEndOfTheInputIsAStopThatKeepsThePlace(t *testing.T) {
	m := &memory{}
	text, left := talked(t, fake(t, m), "1", "", "1", "1")
	wants(t, text, "Your place is kept")
	if left.ExitCode != 1 || !m.kept || m.state.Step != "change" {
		t.Errorf("exit %d, kept %v at %q", left.ExitCode, m.kept, m.state.Step)
	}
	text, _ = talked(t, fake(t, m), "1", "q")
	wants(t, text, "You left a fix half-way", "Step 2 of 2 (Connex)")
	text, _ = talked(t, fake(t, m), "2", "1", "", "1", "1", "q") // left for now, then met again
	wants(t, text, "You left this fix half-way", "1 go on with step 2, 2 begin anew", "Step 2 of 2 (Connex)")
}

func TestWrongAnswersAreSaidAndAskedAgain(t *testing.T) {
	text, _ := talked(t, fake(t, &memory{}), "9", "1", "htp:/", "b", "a", "", "", "", "", "pat", "v", "1", "?", "b", "1", "", "p", "a", "s", "S", "r", "q")
	wants(t, text, `"9" is no answer here`, "Proof 1, seen live", "1 a line", "problem. 301, to https", "Saved as authdoctor-summary.txt")
}

func TestACorrectedCopyInLines(t *testing.T) {
	base, err := cause.Load(fstest.MapFS{"kb/https-required.yaml": {Data: []byte(`id: https-required
layer: pairing
rank: 10
title: The address in the pairing file is http
why: It is allowed for this PC only.
remedies:
  - who: end-user
    steps:
      - {id: add, where: Web Connector, do: Add the new file., expect: Its line shows.}
`)}})
	if err != nil {
		t.Fatal(err)
	}
	d := fake(t, &memory{})
	d.Prepare = func(context.Context, tui.Facts) (*checks.Env, error) {
		return &checks.Env{KB: base, Case: &checks.Case{QWC: &qwc.File{}, Vendor: &vendors.Vendor{ID: "connex", Name: "Connex"}}}, nil
	}
	d.Correct = func(*checks.Env) (string, []string, error) {
		return "Connex-corrected.qwc", []string{"AppURL begins with https"}, nil
	}
	var out bytes.Buffer
	if _, err := Fix(context.Background(), strings.NewReader("1\n1\nq\n"), &out, d, "https-required"); err != nil {
		t.Fatal(err)
	}
	holds(t, out.String())
	wants(t, out.String(), "A corrected copy of the pairing file can be written", "Written: Connex-corrected.qwc", "Changed: AppURL begins with https", "Step 1 of 1")
}

func TestTheLogInLines(t *testing.T) {
	d := fake(t, &memory{})
	d.Start.Logs = []string{"x"}
	prepare := d.Prepare
	var runs []*logparse.Session
	for i := range 12 {
		r := &logparse.Session{App: []string{"Connex", "Desk"}[i%2], Start: today.Add(time.Duration(i) * time.Hour), End: today.Add(time.Duration(i) * time.Hour), Outcome: logparse.OK, Span: logparse.Span{First: 10*i + 1, Last: 10*i + 9}}
		if i == 4 || i == 9 {
			r.Outcome, r.Failures = logparse.Failed, []logparse.Failure{{Line: 10*i + 5, Code: "QBWC1012"}}
		}
		runs = append(runs, r)
	}
	d.Read = func(ctx context.Context, f tui.Facts, on func(done, total int64)) (tui.Reading, error) {
		on(1, 2)
		env, err := prepare(ctx, f)
		all := &tui.Runs{}
		for _, r := range runs {
			all.Add(r)
		}
		return tui.Reading{Env: env, Runs: all}, err
	}
	d.LogText = func(_ context.Context, _ string, first, n int) ([]logparse.Line, error) {
		var out []logparse.Line
		for i := first; i < first+n && i <= 120; i++ {
			out = append(out, logparse.Line{Number: i, Text: "text \x1b[31m password=hunter2"})
		}
		return out, nil
	}
	d.FindText = func(_ context.Context, _, _ string, from int, _ bool) (int, error) {
		if from < 77 {
			return 77, nil
		}
		return 0, nil
	}
	d.Follow = func(ctx context.Context, _ string, on func(tui.Grown)) error {
		on(tui.Grown{Runs: runs[:1], Old: true})
		on(tui.Grown{Runs: runs[11:]})
		<-ctx.Done()
		return nil
	}
	text, _ := talked(t, d, "v", "m", "n", "e", "u", "m", "b", "e", "b", "/", "QBWC", "o", "b", "n", "h", "p", "2", "p", "7", "p", "1", "l", "", "1", "b", "q")
	wants(t, text, "1: on 24 Nov at 01:41", "to 9 lines of that run", "m older runs", "Failure of the run", "93 text", "53 text", "43 text",
		"77 text", "Not found further on: QBWC", "failed in the hours 23, 18", "Only failed: 2 runs", "Only Connex: 6 runs", "Listening to", "A run ended", "111 text")
}

func TestAKindOfPeopleIsShownOnlyWhenAskedFor(t *testing.T) {
	text, _ := talked(t, fake(t, &memory{}), "1", "", "s", "u", "1", "u", "1", "c", "q")
	wants(t, text, "Hidden: user name, <user-1>, 2 times.", "user name: Support can follow", "1 show every user name", "User pat", "Shown, as you chose: user name.",
		"ticket: It is a secret", "1 hide every user name", "Copied the summary")
}

func TestEverythingAtOnceAndWhatTells(t *testing.T) {
	text, _ := talked(t, fake(t, &memory{}), "1", "", "x", "q")
	wants(t, text, "redirect-to-https: now, proven", "PROOF:", "fix: 2 steps, about 10 minutes, by you; then redirect", "CONTACTED:", "bluebirdbikes.example:80; no real log-in", "LOG:")
}

func TestAReadOnlySessionChecksNothing(t *testing.T) {
	d := fake(t, &memory{})
	d.Options.ReadOnly = "bundle of 2026-11-23"
	d.Heal = nil
	text, _ := talked(t, d, "1", "", "1", "1", "1", "q")
	wants(t, text, "Read-only: bundle of 2026-11-23", "1 see what was found", "checks them at the end: authdoctor fix redirect-to-https")
	for _, bad := range []string{"check again", "Checking", "add facts", "read another log"} {
		if strings.Contains(text, bad) {
			t.Errorf("a read-only session offers %q:\n%s", bad, text)
		}
	}
}

// What a check warns of is offered with its steps, as no cause; by name it is walked through as no cause either.
func TestAWarningHasStepsInLines(t *testing.T) {
	warned := true
	d := fake(t, &memory{})
	d.Run = func(_ context.Context, _ *checks.Env, _ []string, on func(checks.Event)) *checks.Result {
		done := checks.Done{ID: "redirect", Asks: "No address is redirected", Outcome: checks.Outcome{State: checks.Passed, Why: "All is well."}}
		if warned {
			done.State, done.Why, done.Warns = checks.Warned, "It comes close.", "redirect-to-https"
		}
		return &checks.Result{Checks: []checks.Done{done}}
	}
	d.Recheck = func(ctx context.Context, env *checks.Env, ids []string, on func(checks.Event)) *checks.Result {
		warned = false
		return d.Run(ctx, env, ids, on)
	}
	d.Heal = nil
	text, _ := talked(t, d, "1", "", "1", "1", "1", "q")
	wants(t, text, "Warning: It comes close.", "1 keep it from failing: 2 steps", "Step 1 of 2", "The warning is gone.")
	if strings.Contains(text, "Cause") {
		t.Errorf("it is told as a cause:\n%s", text)
	}
}

func TestFixOfANamedCause(t *testing.T) {
	var out bytes.Buffer
	d := fake(t, &memory{})
	d.Start.Logs = []string{"x"}
	left, err := Fix(context.Background(), strings.NewReader("2\n1\n1\n"), &out, d, "redirect-to-https")
	if err != nil {
		t.Fatal(err)
	}
	holds(t, out.String())
	wants(t, out.String(), "Step 1 of 2", "Then: Put the site right first.", "The cause is gone")
	if left.ExitCode != 0 {
		t.Errorf("exit %d", left.ExitCode)
	}
}

func TestACancelledTalkEndsWith130(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	left, err := Run(ctx, strings.NewReader(""), &bytes.Buffer{}, fake(t, &memory{}))
	if err != nil || left.ExitCode != 130 {
		t.Errorf("left %+v, error %v", left, err)
	}
}

// asking is a vendor of whom nothing can be probed, and a fix that no check can see.
func asking(t *testing.T) (tui.Deps, *[]string) {
	base, err := cause.Load(fstest.MapFS{"kb/auth-code-used.yaml": {Data: []byte(`id: auth-code-used
layer: Caselle
rank: 10
title: The authentication code was used before
why: It works only once.
remedies:
  - who: end-user
    recheck: [answers]
    steps:
      - {id: call, where: phone, do: Ask for a new code., expect: A new code is read out., copy: "Organisation:\nPC:\n"}
  - who: end-user
    recheck: [answers]
    steps:
      - {id: wait, where: phone, do: Wait for the call., expect: It rings.}
`)}})
	if err != nil {
		t.Fatal(err)
	}
	d, asked := fake(t, &memory{}), &[]string{}
	run := d.Run
	d.Run = func(ctx context.Context, env *checks.Env, ids []string, on func(checks.Event)) *checks.Result {
		*asked = append(*asked, ids...)
		r := run(ctx, env, ids, on)
		r.Verdicts[0].Cause, r.Verdicts[0].Standing = "auth-code-used", checks.Reported
		return r
	}
	d.Prepare = func(context.Context, tui.Facts) (*checks.Env, error) {
		return &checks.Env{KB: base, Case: &checks.Case{Vendor: &vendors.Vendor{ID: "caselle", Name: "Caselle", QuestionsFirst: true}}}, nil
	}
	d.Start.Answers = map[string]string{"code-used": "yes"}
	d.Start.Vendor = "caselle"
	return d, asked
}

func TestAFixWithAnswersGivenAsksNothingOfTheNetwork(t *testing.T) {
	var out bytes.Buffer
	d, asked := asking(t)
	left, err := Fix(context.Background(), strings.NewReader("o\nb\n1\n1\n1\n"), &out, d, "")
	if err != nil {
		t.Fatal(err)
	}
	holds(t, out.String())
	wants(t, out.String(), "1 I do it myself: 1 step", "o 1 other way", "Other ways, if the first does not fit", "Step 1 of 1 (phone): Ask for a new code.",
		"No check can prove this fix", "1 it works now, 2 it still fails")
	if !strings.Contains(out.String(), "Organisation:\nPC:\n") {
		t.Error("the text to copy lost its lines")
	}
	if strings.Join(*asked, " ") != "answers" || left.ExitCode != 0 {
		t.Errorf("asked %q, exit %d", *asked, left.ExitCode)
	}
}

func TestThePasswordIsReadWithoutShowingIt(t *testing.T) {
	d := fake(t, &memory{})
	reader := newLines(strings.NewReader(""))
	defer reader.close()
	d.Secret = func(context.Context) (redact.Secret, error) { return "hunter2", nil }
	var out bytes.Buffer
	talk := &talk{ctx: context.Background(), d: &d, in: reader, w: &out}
	if pass, err := talk.password(); err != nil || pass != "hunter2" {
		t.Errorf("error %v", err)
	}
	wants(t, out.String(), "It is not shown while you type")
}

func TestLinesAreReadOnlyWhenAskedFor(t *testing.T) {
	in := &counted{r: strings.NewReader("one\ntwo\n")}
	l := newLines(in)
	defer l.close()
	ctx := context.Background()
	if s, ok := l.next(ctx); !ok || s != "one" {
		t.Errorf("%q, %v", s, ok)
	}
	if n := in.n; n != 1 {
		t.Errorf("%d reads for one line", n)
	}
	if s, ok := l.next(ctx); !ok || s != "two" {
		t.Errorf("%q, %v", s, ok)
	}
	for range 2 {
		if s, ok := l.next(ctx); ok {
			t.Errorf("%q after the end", s)
		}
	}
}

// counted counts the reads of a terminal, which gives a line at a time.
type counted struct {
	r *strings.Reader
	n int
}

func (c *counted) Read(p []byte) (int, error) {
	c.n++
	for i := range p {
		b, err := c.r.ReadByte()
		if err != nil {
			return i, err
		}
		p[i] = b
		if b == '\n' {
			return i + 1, nil
		}
	}
	return len(p), nil
}
