package tui

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing/fstest"
	"time"

	"authdoctor/checks"
	"authdoctor/checks/cause"
	"authdoctor/checks/fix"
	"authdoctor/checks/probe"
	"authdoctor/checks/qwc"
	"authdoctor/checks/redact"
	"authdoctor/checks/report"
	"authdoctor/checks/vendors"
	"authdoctor/logparse"
)

// plantedEscape and plantedSecret stand in everything that the fake reads from "outside"; no screen may show them.
const (
	plantedEscape = "\x1b[31;5mEVIL\x1b]0;title\x07"
	plantedSecret = "password=hunter2-planted"
)

// fakeNow is a clock that moves on by a second whenever it is asked.
type fakeNow struct {
	mu sync.Mutex
	at time.Time
}

func (f *fakeNow) now() time.Time {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.at = f.at.Add(time.Second)
	return f.at
}

// today is the day of the made-up case.
var today = time.Date(2026, 11, 23, 14, 41, 0, 0, time.UTC)

var fakeKB = fstest.MapFS{
	"kb/redirect-to-https.yaml": {Data: []byte(`id: redirect-to-https
layer: HTTP
rank: 10
subject: site
title: The address on file is http, and the site now sends everyone to https
why: The service asks the old address. The site answers "moved to https", the service stops there, and the Web Connector reports it.
explains: [soap-fault]
checked-by: [redirect]
remedies:
  - subject: site
    who: end-user
    minutes: 10
    recheck: [redirect, site]
    steps:
      - {id: kind, where: Connex, do: Is the selling channel Shopify or ShipStation?, ask: [{value: other, text: "No, it is another one", hint: "for example WooCommerce, Magento or BigCommerce", to: look}, {value: hosted, text: "Yes, Shopify or ShipStation", end: "They keep their address themselves, so there is nothing to change."}, {value: gone, text: "The shop is closed", cause: http-not-found}]}
      - {id: look, where: browser, do: Open your site and read the address that the browser ends up with., expect: "The address begins with https://.", else: If the site does not open it is offline. Put that right first., open: "https://bluebirdbikes.example/"}
      - {id: change, where: Connex, do: "Open the settings of the connection and change the site's address on file from http:// to https://, then save.", expect: The address on file is the one that you noted., else: Ask Connex support to change it., copy: "https://bluebirdbikes.example"}
      - {id: run, where: Web Connector, do: Tick Connex and click Update Selected., expect: No red message shows.}
  - subject: site
    who: tech
    minutes: 5
    recheck: [redirect]
    steps:
      - {id: one, where: server, do: Answer on port 80 without a redirect., expect: The check is ok.}
`)},
	"kb/soap-fault.yaml": {Data: []byte(`id: soap-fault
layer: service
rank: 30
title: The service answers with an error of its own
why: The service was reached, and says that it failed.
`)},
	"kb/http-not-found.yaml": {Data: []byte(`id: http-not-found
layer: HTTP
rank: 20
title: The address does not exist any more
why: The server answers, but says that there is nothing at this address.
remedies:
  - who: end-user
    steps:
      - {id: a, where: browser, do: Open your own site., expect: Your shop shows.}
`)},
	"kb/unknown.yaml": {Data: []byte(`id: unknown
layer: "–"
rank: 9990
title: The evidence fits no known cause
why: What was seen says too little. It is quoted as it stands.
remedies:
  - who: end-user
    minutes: 5
    steps:
      - {id: send, where: mail, do: "Send the summary to the vendor's support.", expect: Support confirms that it has arrived.}
`)},
	"kb/dns-failure.yaml": {Data: []byte(`id: dns-failure
layer: network
rank: 5
title: The name in the address cannot be looked up
why: No server of names knows it.
`)},
	"kb/auth-code-used.yaml": {Data: []byte(`id: auth-code-used
layer: Caselle
rank: 90
subject: caselle
title: The authentication code was used before, and it works once
why: Each code is spent by its first use.
remedies:
  - who: end-user
    minutes: 15
    steps:
      - {id: call, where: phone, do: "Call Caselle customer service and ask for a new authentication code.", expect: They give you a new code., copy: "A new authentication code for Connect Online Web Service, please."}
      - {id: type, where: wizard, do: Type the new code once., expect: The wizard goes on.}
`)},
}

func fakeVendors() (connex, caselle *vendors.Vendor) {
	connex = &vendors.Vendor{ID: "connex", Name: "Connex", Contacts: []vendors.Contact{{Kind: "web", Value: "https://help.connex.example"}}}
	caselle = &vendors.Vendor{ID: "caselle", Name: "Caselle", QuestionsFirst: true,
		Contacts: []vendors.Contact{{Kind: "phone", Value: "(800) 243-8275"}, {Kind: "ticket", Value: "https://support.caselle.example"}},
		Questions: []vendors.Question{
			{ID: "window", Text: "Which window shows the trouble?", Why: "The words stand for two different codes.", Answers: []cause.Answer{
				{Value: "wizard", Text: "The set-up wizard of Connect Online Web Service", Hint: "It asked for the code that Caselle gave you.", To: "used"},
				{Value: "login", Text: "The log-in page of Connect Online", End: "That code comes from an app on the phone."}}},
			{ID: "used", Text: "Was this code typed in before?", Answers: []cause.Answer{
				{Value: "yes", Text: "Yes, it was used before", Cause: "auth-code-used"},
				{Value: "no", Text: "No, this is its first use", End: "Then type it once more, slowly."}}},
		}}
	return connex, caselle
}

// fake is a made-up shop with a redirect, and a record of what was done.
type fake struct {
	mu      sync.Mutex
	clock   *fakeNow
	kb      *cause.Base
	copies  []string
	saves   []string
	opens   []string
	healed  bool
	kept    *fix.State
	logins  int
	noClip  bool
	broken  error // of Prepare
	hold    bool  // Run waits for its context
	healthy bool
}

func newFake() *fake {
	kb, err := cause.Load(fakeKB)
	if err != nil {
		panic(err)
	}
	return &fake{clock: &fakeNow{at: today}, kb: kb}
}

// Save, Load and Clear make the fake a fix.Store.
func (f *fake) Save(s fix.State) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.kept = &s
	return nil
}

func (f *fake) Load() (fix.State, bool, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.kept == nil {
		return fix.State{}, false, nil
	}
	s := *f.kept
	s.Schema = fix.Schema
	return s, true, nil
}

func (f *fake) Clear() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.kept = nil
	return nil
}

const fakeLog = `C:\ProgramData\Intuit\QBWebConnector\log\QWCLog.txt`

func fakeSession(line int, at time.Time, o logparse.Outcome) *logparse.Session {
	s := &logparse.Session{App: "Connex", URL: "https://sync.connex.example/qbwc", Start: at, End: at.Add(1900 * time.Millisecond),
		Span: logparse.Span{First: line, Last: line + 20}, Outcome: o, Stage: logparse.StageAuthenticate}
	if o == logparse.Failed {
		s.Failures = []logparse.Failure{{Line: line + 6, Last: line + 7, Time: at, Stage: logparse.StageAuthenticate, Code: "QBWC1012", Message: "Authentication failed " + plantedEscape}}
	}
	return s
}

func (f *fake) log() *logparse.Log {
	app := &logparse.App{Name: "Connex", Runs: 7}
	for i, o := range []logparse.Outcome{logparse.OK, logparse.NoWork, logparse.OK, logparse.CutOff, logparse.Failed, logparse.Failed, logparse.Failed} {
		s := fakeSession(900+i*24, today.Add(-time.Duration(7-i)*30*time.Minute), o)
		app.Recent = append(app.Recent, s)
		app.Outcomes[o]++
		app.Newest = s
	}
	return &logparse.Log{Files: []logparse.File{{Path: fakeLog, Lines: 1100, Encoding: "utf-8"}}, Apps: []*logparse.App{app}, Sessions: 7, Stamped: 1000}
}

func (f *fake) env(facts Facts) *checks.Env {
	connex, caselle := fakeVendors()
	v := connex
	if facts.Vendor == "caselle" {
		v = caselle
	}
	file := &qwc.File{Path: `C:\Users\pat\Downloads\Connex.qwc`, AppName: "Connex " + plantedEscape, UserName: "sync-user",
		Fields:   []qwc.Field{{Name: "AppName", Value: "Connex", Line: 3}, {Name: "AppID", Line: 4}, {Name: "AppURL", Value: "http://sync.connex.example/qbwc.asmx", Line: 5}},
		Problems: []qwc.Problem{{Rule: "app-url-https", Severity: qwc.Error, Line: 5, Field: "AppURL", Text: "http is allowed for this PC only", Code: "QBWC1010", Should: "https://sync.connex.example/qbwc.asmx"}}}
	c := &checks.Case{Site: facts.Site, Service: "https://sync.connex.example/qbwc", QWC: file, QWCPath: file.Path, LogPaths: facts.Logs,
		User: facts.User, Vendor: v, Answers: facts.Answers, Login: facts.Login, Password: facts.Password}
	e := &checks.Env{Case: c, Now: f.clock.now, KB: f.kb}
	if len(facts.Logs) > 0 || facts.Pasted != "" {
		e.Log = f.log()
	}
	return e
}

var fakeChecks = []checks.Check{
	{ID: "internet", Asks: "The internet answers"}, {ID: "clock", Asks: "The clock of this PC is right"},
	{ID: "site", Asks: "The shop answers at its address"}, {ID: "redirect", Asks: "The addresses on file answer without a redirect"},
	{ID: "service", Asks: "The service answers"}, {ID: "credentials", Asks: "The service refuses a made-up user"},
	{ID: "pairing", Asks: "The pairing file keeps the rules"}, {ID: "sync-range", Asks: "The runs stay inside the time limit"},
	{ID: "log", Asks: "The last run logged in"}, {ID: "answers", Asks: "What only a person can see speaks for no cause"},
}

func fakeExchange() *probe.Exchange {
	ms := time.Millisecond
	return &probe.Exchange{Method: "GET", URL: "http://bluebirdbikes.example/", Started: today,
		Timing: probe.Timing{Name: 28 * ms, Connect: 41 * ms, TLS: -1, Wait: 122 * ms, Body: 3 * ms, Total: 194 * ms},
		Status: 301, Reason: "Moved Permanently", Location: "https://bluebirdbikes.example/", Remote: "203.0.113.20:80",
		Header: http.Header{"Server": {"nginx " + plantedEscape}, "Content-Type": {"text/html"}}}
}

// result is what the checks find in the made-up shop.
func (f *fake) result(env *checks.Env, ids []string) *checks.Result {
	res := &checks.Result{Started: today, Took: 6200 * time.Millisecond, Contacted: []string{"bluebirdbikes.example:80"}}
	f.mu.Lock()
	good := f.healed || f.healthy
	f.mu.Unlock()
	live := checks.Evidence{Source: checks.FromLive, Text: "GET http://bluebirdbikes.example/ answered 301 Moved Permanently", At: today, Where: "http://bluebirdbikes.example/"}
	logged := checks.Evidence{Source: checks.FromLog, Text: "QBWC1012: Authentication failed due to following error message. ---> The remote server returned an error: (301) Moved Permanently. " + plantedEscape + " " + plantedSecret,
		At: today.Add(-27 * time.Minute), Where: "QWCLog.txt:1050-1051"}
	for _, c := range fakeChecks {
		if len(ids) > 0 && !contains(ids, c.ID) {
			continue
		}
		d := checks.Done{ID: c.ID, Asks: c.Asks, Took: 200 * time.Millisecond, Outcome: checks.Outcome{State: checks.Passed, Why: "It is so."}}
		switch c.ID {
		case "redirect":
			d.Exchanges = []*probe.Exchange{fakeExchange()}
			if !good {
				d.State, d.Why = checks.Failed, "http://bluebirdbikes.example/ sends everyone to https (301)"
				d.Findings = []checks.Finding{{Cause: "redirect-to-https", Subject: cause.Site, Evidence: []checks.Evidence{live}}}
			}
		case "log":
			if !good {
				d.State, d.Why = checks.Failed, "The last run failed: QBWC1012, line 1050"
				d.Findings = []checks.Finding{{Cause: "redirect-to-https", Evidence: []checks.Evidence{logged}}}
			}
		case "sync-range":
			d.State, d.Why = checks.Unknown, "no run was long enough to tell"
		case "answers":
			d.State, d.Why = checks.Skipped, "no question was answered"
			if env.Case.Answers["used"] == "yes" {
				d.State, d.Why = checks.Failed, "the code was used before"
				res.Verdicts = append(res.Verdicts, checks.Verdict{Cause: "auth-code-used", Subject: cause.Caselle, Standing: checks.Reported, Strength: cause.Likely,
					Evidence: []checks.Evidence{{Source: checks.FromPerson, Text: "Was this code typed in before? Yes"}}})
			}
		}
		res.Checks = append(res.Checks, d)
	}
	if !good && env.Case.Vendor.ID == "connex" {
		res.Verdicts = append(res.Verdicts, checks.Verdict{Cause: "redirect-to-https", Subject: cause.Site, Address: "http://bluebirdbikes.example/", Standing: checks.Now, Strength: cause.Proven,
			Evidence: []checks.Evidence{live, logged, {Source: checks.FromMachine, Text: "AppURL is http", Where: "Connex.qwc:5"}}, Explains: []cause.ID{"soap-fault"}},
			checks.Verdict{Cause: "dns-failure", Subject: cause.Site, Standing: checks.Past, Strength: cause.Likely, Evidence: []checks.Evidence{{Source: checks.FromLog, Text: "The remote name could not be resolved", Where: "QWCLog.txt:902"}}})
	}
	return res
}

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

func (f *fake) run(ctx context.Context, env *checks.Env, ids []string, on func(checks.Event)) *checks.Result {
	if env.Case.Login {
		f.logins++
	}
	res := f.result(env, ids)
	for i := range res.Checks {
		d := &res.Checks[i]
		if f.hold && i == 4 {
			on(checks.Event{Check: d.ID, Kind: checks.Started, Limit: 15 * time.Second})
			<-ctx.Done()
			break
		}
		on(checks.Event{Check: d.ID, Kind: checks.Started, Limit: 15 * time.Second})
		on(checks.Event{Check: d.ID, Kind: checks.Finished, Done: d})
	}
	return res
}

// deps are the functions of a made-up shop.
func (f *fake) deps() Deps {
	d := Deps{Version: "1.0", Now: f.clock.now, Pace: f.clock.now, Checks: fakeChecks, Store: f,
		Location: time.FixedZone("PC", -5*60*60)}
	d.Find = func(context.Context) (Found, error) {
		return Found{Logs: []string{fakeLog}, PairingFiles: []string{`C:\Users\pat\Downloads\Connex.qwc`}, App: "Connex", Scheduled: true,
			LastRun: today.Add(-27 * time.Minute), LastOutcome: logparse.Failed, LastStage: logparse.StageAuthenticate, LastLine: 1050,
			Site: "http://bluebirdbikes.example/", Contacts: []string{"sync.connex.example", "bluebirdbikes.example"}}, nil
	}
	d.Prepare = func(_ context.Context, facts Facts) (*checks.Env, error) {
		if f.broken != nil {
			return nil, f.broken
		}
		return f.env(facts), nil
	}
	d.Run, d.Recheck = f.run, f.run
	d.Report = func(env *checks.Env, r, before *checks.Result, tried []fix.Tried) *report.Report {
		return &report.Report{Version: "1.0", Case: env.Case, Result: r, Before: before, Tried: tried}
	}
	d.Summary = func(r *report.Report) (string, []redact.Count, error) {
		text := "Subject: authdoctor: redirect-to-https, proven (Connex)\nCause     The address on file is http\nProof 1   live 2026-11-23 14:41:12Z  http://bluebirdbikes.example/ -> 301\nWhere     user <user-1>, PC <pc-1>\n"
		for _, t := range r.Tried {
			text += "Tried     " + t.Step + ": " + t.Answer + "\n"
		}
		if slices.Contains(r.Show, "user name") {
			return strings.ReplaceAll(text, "<user-1>", "sync-user"), []redact.Count{{Kind: "ticket", Times: 1}}, nil
		}
		return text, []redact.Count{{Kind: "user name", Name: "<user-1>", Times: 5}, {Kind: "ticket", Times: 1}}, nil
	}
	d.Short = func(*report.Report) string { return "authdoctor: the address on file is http (proven)" }
	d.Hide = func(_ *checks.Env, s string) string { return redact.Clean(s) }
	d.Copy = func(s string) (string, error) {
		f.mu.Lock()
		defer f.mu.Unlock()
		f.copies = append(f.copies, s)
		if f.noClip {
			return "a file, authdoctor-summary.txt in Documents", nil
		}
		return "the clipboard", nil
	}
	d.Save = func(name, s string) (string, error) {
		f.saves = append(f.saves, s)
		return `C:\Users\pat\Documents\` + name, nil
	}
	d.Open = func(s string) error {
		f.opens = append(f.opens, s)
		if f.noClip {
			return errors.New("no browser")
		}
		return nil
	}
	d.LogText = func(_ context.Context, _ string, first, n int) ([]logparse.Line, error) {
		var out []logparse.Line
		for i := first; i < first+n && i <= 1200; i++ {
			text := "20261123.14:14:05 UTC : QBWebConnector.SOAPWebService.do_authenticate() : *** Calling authenticate() with following parameters " + plantedEscape
			if i == 1050 {
				text = "20261123.14:14:07 UTC : QBWebConnector.SOAPWebService.do_authenticate() : QBWC1012: Authentication failed due to following error message. " + plantedSecret
			}
			out = append(out, logparse.Line{Number: i, Text: text})
		}
		return out, nil
	}
	d.FindText = func(_ context.Context, _, text string, from int, back bool) (int, error) {
		if text == "QBWC1012" {
			return 1050, nil
		}
		return 0, nil
	}
	d.Follow = func(ctx context.Context, _ string, on func(Grown)) error {
		on(Grown{Lines: 1100, Old: true, Runs: []*logparse.Session{fakeSession(1044, today.Add(-27*time.Minute), logparse.Failed)}})
		on(Grown{Lines: 1124, Runs: []*logparse.Session{fakeSession(1101, today.Add(3*time.Minute), logparse.OK)}})
		return nil
	}
	d.Watch = func(context.Context, *checks.Env, time.Time) (*logparse.Session, error) {
		return fakeSession(1061, today.Add(20*time.Minute), logparse.OK), nil
	}
	d.Correct = func(*checks.Env) (string, []string, error) {
		return `C:\Users\pat\Downloads\Connex-corrected.qwc`, []string{"AppURL begins with https now."}, nil
	}
	d.Heal = func(cause.ID) error {
		f.mu.Lock()
		defer f.mu.Unlock()
		f.healed = true
		return nil
	}
	d.Scenarios = []Scenario{{"redirect", "The site moved to https"}, {"offline", "The site is offline (404)"}}
	d.Example = func(context.Context, string) (*Example, error) {
		inner := newFake()
		id := inner.deps()
		id.Scenarios, id.Example = nil, nil
		id.Options.Demo = "The site moved to https"
		id.Start = Facts{Site: "http://bluebirdbikes.example/", Logs: []string{fakeLog}}
		return &Example{Deps: id, Close: func() {}}, nil
	}
	return d
}
