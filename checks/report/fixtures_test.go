package report_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"authdoctor/checks"
	"authdoctor/checks/cause"
	"authdoctor/checks/fix"
	"authdoctor/checks/qwc"
	"authdoctor/checks/report"
	"authdoctor/checks/vendors"
	"authdoctor/logparse"
)

var update = flag.Bool("update", false, "write the golden files anew")

// golden compares with a golden file.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name+".golden")
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs (-update writes it anew):\n%s", path, got)
	}
}

// The small knowledge base of these tests: what they need to say, independent of the real words.
var kbFiles = fstest.MapFS{
	"kb/http-not-found.yaml": {Data: []byte(`id: http-not-found
layer: HTTP
rank: 200
title: The address does not exist any more
why: The server answers, but nothing is at this address.
explains: [soap-fault]
checked-by: [site]
signatures:
  - text: '\(404\)'
    strength: proven
    hits: ['error: (404) Not Found.']
    misses: ['error: (403)']
remedies:
  - subject: site
    who: end-user
    minutes: 6
    steps:
      - {id: open, where: browser, do: Open the address., expect: Your shop appears., else: Ask whoever hosts it.}
      - {id: compare, where: Connex, do: Correct the address on file., expect: Both are the same.}
      - {id: pair, where: Web Connector, do: Click Remove., expect: The line is gone.}
      - {id: run, where: Web Connector, do: Click Update Selected., expect: No red text.}
    recheck: [site, log]
    source: https://help.connex.example/errors
`)},
	"kb/soap-fault.yaml": {Data: []byte(`id: soap-fault
layer: service
rank: 300
title: The service answers with an error of its own
why: It reached the service, and the service failed.
signatures:
  - text: 'unable to process'
    strength: likely
    hits: ['Server was unable to process request.']
    misses: ['nothing']
remedies:
  - who: tech
    steps: [{id: ask, where: mail, do: Ask the vendor., expect: An answer.}]
`)},
	"kb/dns-failure.yaml": {Data: []byte(`id: dns-failure
layer: network
rank: 100
title: The name in the address cannot be looked up
why: Without its name the server cannot be found.
checked-by: [site, service]
signatures:
  - text: 'could not be resolved'
    strength: likely
    hits: ['The remote name could not be resolved']
    misses: ['resolved']
remedies:
  - who: end-user
    steps: [{id: type, where: browser, do: Open the address., expect: It opens.}]
`)},
	"kb/no-work.yaml": {Data: []byte(`id: no-work
layer: authenticate
rank: 400
title: All is well, there is nothing to exchange
why: The service has nothing to send.
signatures:
  - {answer: none, strength: proven, hits: ['[answer=none]'], misses: ['[answer=nvu]']}
remedies:
  - who: end-user
    steps: [{id: wait, where: Web Connector, do: Wait for the next run., expect: It ends well.}]
`)},
	"kb/unknown.yaml": {Data: []byte(`id: unknown
layer: "–"
rank: 999
title: The evidence fits no known cause
why: Nobody has told us this one yet.
remedies:
  - who: end-user
    steps: [{id: send, where: mail, do: Send the summary., expect: An answer.}]
`)},
}

func base(t testing.TB) *cause.Base {
	t.Helper()
	kb, err := cause.Load(kbFiles)
	if err != nil {
		t.Fatal(err)
	}
	return kb
}

var (
	now    = time.Date(2026, 11, 23, 14, 43, 0, 0, time.UTC)
	vendor = &vendors.Vendor{ID: "connex", Name: "Connex", Hosts: []string{"connex.example"}, Contacts: []vendors.Contact{{Kind: "phone", Value: "(800) 243-8275"}}}
)

func run(line int, start time.Time, o logparse.Outcome, fail ...logparse.Failure) *logparse.Session {
	return &logparse.Session{App: "Connex", URL: "https://sync.connex.example/qbwc.asmx", User: "kristy.a", Start: start, End: start.Add(2 * time.Second),
		Span: logparse.Span{First: line, Last: line + 10}, Stage: logparse.StageAuthenticate, Outcome: o, Failures: fail,
		Calls: []logparse.Call{{Stage: logparse.StageAuthenticate, Line: line + 4, Start: start, Seconds: 1.9, Answered: true}}}
}

func sampleLog() *logparse.Log {
	f := logparse.Failure{Line: 1042, Last: 1046, Time: now.Add(-29 * time.Minute), Stage: logparse.StageAuthenticate, Code: "QBWC1012", Seconds: 1.9,
		Message: "Authentication failed due to following error message. Server was unable to process request. ---> The remote server returned an error: (404) Not Found.",
		Inner:   "The remote server returned an error: (404) Not Found.", App: "Connex"}
	runs := []*logparse.Session{run(930, now.Add(-2*time.Hour), logparse.OK), run(940, now.Add(-90*time.Minute), logparse.NoWork), run(988, now.Add(-time.Hour), logparse.CutOff),
		run(1036, now.Add(-29*time.Minute), logparse.Failed, f)}
	a := &logparse.App{Name: "Connex", URL: runs[0].URL, User: "kristy.a", Runs: 4, First: runs[0].Start, Last: runs[3].Start, Newest: runs[3], Decided: runs[3], LastGood: runs[1],
		FirstBad: runs[3], FailedSince: 1, Recent: runs, Kept: runs[3:]}
	a.Outcomes = [logparse.Outcomes]int{logparse.OK: 1, logparse.NoWork: 1, logparse.CutOff: 1, logparse.Failed: 1}
	return &logparse.Log{Files: []logparse.File{{Path: `C:\ProgramData\Intuit\QBWebConnector\log\QWCLog.txt`, Bytes: 7_900_000, Lines: 48210, Encoding: "utf-8",
		From: now.AddDate(0, 0, -22), To: now.Add(-29 * time.Minute)}}, Apps: []*logparse.App{a}, Entries: 40000, Sessions: 4, Stamped: 40000, Version: "2.3.0.215"}
}

// allWell is a report without a problem.
func allWell(t testing.TB) *report.Report {
	return &report.Report{Version: "1.0", Generated: now, KB: base(t), Vendor: vendor, Case: &checks.Case{Site: "https://bluebirdbikes.example/", Vendor: vendor},
		Result: &checks.Result{Started: now.Add(-3 * time.Second), Took: 3 * time.Second, Contacted: []string{"bluebirdbikes.example:443", "sync.connex.example:443"}, Checks: []checks.Done{
			{ID: "clock", Asks: "The clock is right", Outcome: checks.Outcome{State: checks.Passed, Why: "0.4 s off."}, Took: 80 * time.Millisecond},
			{ID: "site", Asks: "The site answers at its own address", Outcome: checks.Outcome{State: checks.Passed, Why: "It answered with status 200."}, Took: 194 * time.Millisecond},
			{ID: "service", Asks: "The service answers", Outcome: checks.Outcome{State: checks.Passed, Why: "It speaks SOAP."}, Took: 210 * time.Millisecond},
			{ID: "pairing", Asks: "The pairing file keeps the rules", Outcome: checks.Outcome{State: checks.Skipped, Why: "No pairing file was given or found: --qwc FILE."}},
		}}}
}

// oneCause is a report with one cause, seen live and in the log, after a step of the fix.
func oneCause(t testing.TB) *report.Report {
	r := allWell(t)
	r.Log = sampleLog()
	r.Case.User, r.Case.QWCPath = "kristy.a", `C:\Users\kristy\Downloads\Connex.qwc`
	r.Case.QWC = &qwc.File{AppURL: "https://sync.connex.example/qbwc.asmx", UserName: "kristy.a", OwnerID: "{57F3B9B1-86F1-4FCC-B1EE-566DE1813D20}", FileID: "{90A44FB5-33D9-4815-AC85-BC87A7E7D1EB}"}
	r.Case.LogPaths = []string{`C:\ProgramData\Intuit\QBWebConnector\log\QWCLog.txt`}
	r.Machine = report.Machine{OS: "windows", User: `FRONTDESK\kristy`, Host: "FRONTDESK"}
	r.Tried = []fix.Tried{{Cause: "http-not-found", Number: 1, Where: "browser", Step: "Open the address.", Answer: "looks different", Value: fix.Different, At: now}}
	live := checks.Evidence{Source: checks.FromLive, Text: "GET answered with HTTP status 404 Not Found", At: now.Add(-2 * time.Minute), Where: "https://bluebirdbikes.example/shop"}
	logged := checks.Evidence{Source: checks.FromLog, Text: "QBWC1012: Authentication failed for Kristy Abercrombie. ---> The remote server returned an error: (404) Not Found.",
		Quote: "(404) Not Found", At: now.Add(-29 * time.Minute), Where: "QWCLog.txt:1042"}
	r.Result.Checks[1].Outcome = checks.Outcome{State: checks.Failed, Why: "It answered with status 404.", Findings: []checks.Finding{
		{Cause: "http-not-found", Subject: cause.Site, Address: "https://bluebirdbikes.example/shop", Strength: cause.Proven, Evidence: []checks.Evidence{live}}}}
	r.Result.Checks = append(r.Result.Checks, checks.Done{ID: "log", Asks: "The last run logged in", Took: time.Millisecond, Outcome: checks.Outcome{State: checks.Failed, Why: "QBWC1012, line 1042.",
		Findings: []checks.Finding{{Cause: "http-not-found", Subject: cause.Site, App: "Connex", Strength: cause.Proven, Evidence: []checks.Evidence{logged}}}}})
	r.Result.Verdicts = []checks.Verdict{
		{Cause: "http-not-found", Subject: cause.Site, Address: "https://bluebirdbikes.example/shop", App: "Connex", Standing: checks.Now, Strength: cause.Proven,
			Evidence: []checks.Evidence{live, logged}, Explains: []cause.ID{"soap-fault"}},
		{Cause: "dns-failure", Subject: cause.Service, Standing: checks.Past, Strength: cause.Likely,
			Evidence: []checks.Evidence{{Source: checks.FromLog, Text: "The remote name could not be resolved", Quote: "could not be resolved", At: now.AddDate(0, 0, -4), Where: "QWCLog.txt:870"}}},
	}
	return r
}

// allBroken is a report of a PC on which nothing could be decided: two causes fit equally, and checks broke.
func allBroken(t testing.TB) *report.Report {
	r := allWell(t)
	r.Result.Contacted = nil
	for i := range r.Result.Checks {
		d := &r.Result.Checks[i]
		d.Took, d.Outcome = 0, checks.Outcome{State: []checks.State{checks.Unknown, checks.Broken, checks.Skipped, checks.Failed}[i], Why: "It did not finish within 15 s."}
	}
	pasted := checks.Evidence{Source: checks.FromLog, Text: "QBWC1012: Authentication failed due to following error message.", Where: "-:1"}
	r.Result.Verdicts = []checks.Verdict{
		{Cause: "dns-failure", Subject: cause.Service, Standing: checks.Logged, Strength: cause.Possible, Evidence: []checks.Evidence{pasted}, Tell: "The line after it names the name or the error."},
		{Cause: "unknown", Subject: cause.Service, Standing: checks.Logged, Strength: cause.Possible, Evidence: []checks.Evidence{pasted}, Tell: "The line after it names the name or the error."},
	}
	r.Result.Questions = []vendors.Question{{ID: "window", Text: "Which window shows it?", Answers: []cause.Answer{{Value: "wizard", Text: "The set-up wizard"}, {Value: "login", Text: "The log-in page"}}}}
	return r
}

// standing are the three reports that every form is tried on.
func standing(t testing.TB) map[string]*report.Report {
	return map[string]*report.Report{"well": allWell(t), "cause": oneCause(t), "broken": allBroken(t)}
}

// form is one way out.
type form struct {
	name  string
	write func(t testing.TB, r *report.Report) string
}

func text(o report.Options) func(testing.TB, *report.Report) string {
	return func(t testing.TB, r *report.Report) string {
		var b bytes.Buffer
		if err := report.Text(&b, r, o); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
}

func summary(f report.Format) func(testing.TB, *report.Report) string {
	return func(t testing.TB, r *report.Report) string {
		s, _, err := report.Summary(r, f)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
}

func written(f func(*bytes.Buffer, *report.Report) error) func(testing.TB, *report.Report) string {
	return func(t testing.TB, r *report.Report) string {
		var b bytes.Buffer
		if err := f(&b, r); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
}

func byLog(make func(*bytes.Buffer) report.LogWriter) func(testing.TB, *report.Report) string {
	return written(func(b *bytes.Buffer, r *report.Report) error { return tellLog(make(b), r) })
}

// tellLog writes the runs that a report's log keeps, and closes.
func tellLog(w report.LogWriter, r *report.Report) error {
	if r.Log != nil {
		for _, a := range r.Log.Apps {
			for _, s := range a.Recent {
				w.Session(s)
			}
		}
	}
	return w.Close(r)
}

func nameIt(*logparse.Failure) cause.ID { return "http-not-found" }

// forms are all ways out of the package.
var forms = []form{
	{"text", text(report.Options{})},
	{"verbose", text(report.Options{Verbose: true})},
	{"json", written(func(b *bytes.Buffer, r *report.Report) error { return report.JSON(b, r) })},
	{"summary.txt", summary(report.FormatText)},
	{"summary.md", summary(report.FormatMarkdown)},
	{"summary.json", summary(report.FormatJSON)},
	{"summary.html", summary(report.FormatHTML)},
	{"short", func(_ testing.TB, r *report.Report) string { return report.SummaryShort(r) }},
	{"log.txt", byLog(func(b *bytes.Buffer) report.LogWriter { return report.NewLogText(b, report.Options{}) })},
	{"log.json", byLog(func(b *bytes.Buffer) report.LogWriter { return report.NewLogJSON(b, nameIt) })},
	{"log.ndjson", byLog(func(b *bytes.Buffer) report.LogWriter { return report.NewLogNDJSON(b, nameIt) })},
	{"log.stream.txt", byLog(func(b *bytes.Buffer) report.LogWriter { return report.NewLogText(b, report.Options{Verbose: true}) })},
}

// Every form of the three standing reports is as its golden file.
func TestGoldens(t *testing.T) {
	for name, r := range standing(t) {
		for _, f := range forms {
			t.Run(name+"."+f.name, func(t *testing.T) { golden(t, name+"."+f.name, f.write(t, r)) })
		}
	}
}

// No form holds a control character but tabs and line ends.
func TestNoFormHoldsControlCharacters(t *testing.T) {
	for name, r := range standing(t) {
		for _, f := range forms {
			if i := strings.IndexFunc(f.write(t, r), func(c rune) bool { return c < ' ' && c != '\n' && c != '\t' || c == 0x7f || c >= 0x80 && c < 0xa0 }); i >= 0 {
				t.Errorf("%s.%s: control character at %d", name, f.name, i)
			}
		}
	}
}
