package report_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"

	"authdoctor/checks"
	"authdoctor/checks/cause"
	"authdoctor/checks/fix"
	"authdoctor/checks/qwc"
	"authdoctor/checks/redact"
	"authdoctor/checks/report"
	"authdoctor/logparse"
)

// No line of a text is wider than asked, whatever the width, and painting changes no word.
func TestNoLineIsWiderThanAsked(t *testing.T) {
	paint := func(_ report.Role, s string) string { return "\x1b[1m" + s + "\x1b[0m" }
	for name, r := range standing(t) {
		for width := 30; width <= 200; width++ {
			for _, verbose := range []bool{false, true} {
				for _, f := range []func(*bytes.Buffer, report.Options) error{
					func(b *bytes.Buffer, o report.Options) error { return report.Text(b, r, o) },
					func(b *bytes.Buffer, o report.Options) error { return tellLog(report.NewLogText(b, o), r) },
					func(b *bytes.Buffer, o report.Options) error {
						return report.ExplainText(b, report.NewExplanation("error: (404) Not Found. Server was unable to process request.", base(t), vendor), o)
					},
				} {
					if width > 40 && width%10 != 0 {
						continue
					}
					var plain, painted bytes.Buffer
					if err := f(&plain, report.Options{Width: width, Verbose: verbose}); err != nil {
						t.Fatal(err)
					}
					if err := f(&painted, report.Options{Width: width, Verbose: verbose, Paint: paint}); err != nil {
						t.Fatal(err)
					}
					for _, l := range strings.Split(plain.String(), "\n") {
						if w := ansi.StringWidth(l); w > width {
							t.Fatalf("%s, width %d, verbose %v: %d cells: %q", name, width, verbose, w, l)
						}
					}
					if got := trimmed(ansi.Strip(painted.String())); got != trimmed(plain.String()) {
						t.Fatalf("%s, width %d: painting changed the text:\n%s\n%s", name, width, got, plain.String())
					}
				}
			}
		}
	}
}

// trimmed leaves out blanks at the ends of lines: painted ones stay inside the paint.
func trimmed(s string) string {
	lines := strings.Split(s, "\n")
	for i, l := range lines {
		lines[i] = strings.TrimRight(l, " ")
	}
	return strings.Join(lines, "\n")
}

// The short report fits a screen.
func TestTheShortReportFitsAScreen(t *testing.T) {
	for _, name := range []string{"well", "cause"} {
		if n := strings.Count(text(report.Options{})(t, standing(t)[name]), "\n"); n > 24 {
			t.Errorf("%s: %d lines, at most 24", name, n)
		}
	}
	for name, r := range standing(t) {
		if n := strings.Count(report.SummaryShort(r), "\n"); n > 6 {
			t.Errorf("%s: the short summary has %d lines, at most 6", name, n)
		}
	}
}

// Planted secrets are in no form, and planted people in no summary.
func TestPlantedSecretsAndPeopleStayHidden(t *testing.T) {
	secrets := []string{"hunter2zz", "d73e6639-d3ea-e184-a128-d4dfe17ea3be", "shpat_0123456789abcdef0123456789abcdef", "dXNlcjpwYXNzd29yZA==", "4111 1111 1111 1111",
		"ck_0123456789abcdef0123456789abcdef01234567", "021000021"}
	people := []string{"kristy.abercrombie@mail.example", "Abercrombie", "FRONTDESK-7", "(415) 555-6579", "kabercrombie", "Rock Castle"}
	dirty := `password=` + secrets[0] + ` wcTicket="` + secrets[1] + `" token ` + secrets[2] + ` Authorization: Basic ` + secrets[3] +
		"\ncard " + secrets[4] + ` https://u:` + secrets[0] + `@shop.example/x?key=` + secrets[5] + ` routing number ` + secrets[6] +
		` from ` + people[0] + ` <FullName>Kristy Abercrombie</FullName> LOCKED:` + people[2] + `:636190683248801537 call ` + people[3] +
		` C:\Users\` + people[4] + `\Documents\` + people[5] + `.qbw` + "\x1b]0;title\x07\x1b[31m\u202e"
	r := plant(t, dirty)
	for _, f := range forms {
		out := f.write(t, r)
		for _, s := range secrets {
			if strings.Contains(out, s) {
				t.Errorf("%s holds the secret %q", f.name, s)
			}
		}
		if strings.ContainsAny(out, "\x1b\u202e\x07") {
			t.Errorf("%s holds a control character", f.name)
		}
		if strings.HasPrefix(f.name, "summary") {
			for _, s := range people {
				if strings.Contains(out, s) {
					t.Errorf("%s holds %q", f.name, s)
				}
			}
			if !strings.Contains(out, "{57F3B9B1-86F1-4FCC-B1EE-566DE1813D20}") && f.name != "summary.json" {
				t.Errorf("%s lost the OwnerID", f.name)
			}
		}
	}
}

// plant puts a dirty text into every field that comes from outside.
func plant(t *testing.T, dirty string) *report.Report {
	r := oneCause(t)
	clean := redact.Clean(dirty)
	r.Case = &checks.Case{Site: "https://u:hunter2zz@bluebirdbikes.example/?key=hunter2zz", Service: "https://sync.connex.example/qbwc?" + strings.ReplaceAll(dirty, " ", "+"), QWCPath: `C:\Users\kabercrombie\Downloads\Connex.qwc`,
		QWC: &qwc.File{UserName: "kabercrombie", AppURL: "https://sync.connex.example/", OwnerID: "{57F3B9B1-86F1-4FCC-B1EE-566DE1813D20}"}, LogPaths: []string{`\\FRONTDESK-7\c$\Users\kabercrombie\QWCLog.txt`, dirty},
		User: "kabercrombie", Password: "hunter2zz", Vendor: vendor}
	r.Machine = report.Machine{OS: "windows", User: `FRONTDESK-7\kabercrombie`, Host: "FRONTDESK-7"}
	for i := range r.Result.Checks {
		r.Result.Checks[i].Why = clean
		for j := range r.Result.Checks[i].Findings {
			r.Result.Checks[i].Findings[j].App, r.Result.Checks[i].Findings[j].Address = dirty, "https://u:hunter2zz@bluebirdbikes.example/"+dirty
		}
	}
	for i := range r.Result.Verdicts {
		v := &r.Result.Verdicts[i]
		v.App, v.Tell = dirty, dirty
		for j := range v.Evidence {
			v.Evidence[j].Text, v.Evidence[j].Where, v.Evidence[j].Quote = clean, dirty, ""
		}
	}
	r.Result.Contacted = append(r.Result.Contacted, dirty)
	r.Tried = []fix.Tried{{Cause: "http-not-found", Number: 1, Step: "Open it.", Answer: "done", At: now}}
	for _, s := range r.Log.Apps[0].Recent {
		s.App, s.User, s.URL = dirty, "kabercrombie", "https://x/?"+dirty
		for k := range s.Failures {
			s.Failures[k].Message, s.Failures[k].Answer = dirty, dirty
		}
	}
	r.Log.Apps[0].Name, r.Log.Apps[0].User = dirty, "kabercrombie"
	r.Log.Files[0].Path = dirty
	r.Log.Strange = []logparse.Line{{Number: 1, Text: dirty}}
	return r
}

// A summary quotes of a foreign sentence the part that decided, with its code, and nothing else of the line.
func TestASummaryQuotesOnlyWhatDecided(t *testing.T) {
	for _, f := range report.Formats() {
		out, _, err := report.Summary(oneCause(t), f)
		if err != nil {
			t.Fatal(err)
		}
		out = strings.Join(strings.Fields(out), " ") // lines break anywhere
		if strings.Contains(out, "Abercrombie") || !strings.Contains(out, "(404) Not Found") || !strings.Contains(out, "QBWC1012") {
			t.Errorf("%s:\n%s", f, out)
		}
	}
}

// The documents are JSON, and leave out what is not known.
func TestTheDocumentsAreJSON(t *testing.T) {
	for name, r := range standing(t) {
		for _, f := range forms {
			out := f.write(t, r)
			switch {
			case strings.HasSuffix(f.name, "ndjson"):
				for _, l := range strings.Split(strings.TrimSpace(out), "\n") {
					if !json.Valid([]byte(l)) {
						t.Errorf("%s.%s: %s", name, f.name, l)
					}
				}
			case strings.HasSuffix(f.name, "json"):
				if !json.Valid([]byte(out)) || strings.Contains(out, "0001-01-01") || strings.Contains(out, "null") {
					t.Errorf("%s.%s:\n%s", name, f.name, out)
				}
			}
		}
	}
}

// A report with nothing in it has every form too.
func TestAnEmptyReportHasEveryForm(t *testing.T) {
	for _, r := range []*report.Report{{}, {Result: &checks.Result{}}, {Log: &logparse.Log{}, Generated: time.Now()}} {
		for _, f := range forms {
			if out := f.write(t, r); out == "" {
				t.Errorf("%s is empty", f.name)
			}
		}
	}
}

// What a text means is told with its remedy, or that it is not known.
func TestExplain(t *testing.T) {
	for _, c := range []struct {
		text  string
		known bool
		want  string
	}{
		{"The remote server returned an error: (404) Not Found.", true, "http-not-found, "},
		{"wombat", false, "Not known"},
		{"password=hunter2zz wombat", false, "<hidden>"},
	} {
		e := report.NewExplanation(c.text, base(t), vendor)
		if e.Known() != c.known {
			t.Errorf("%q: known %v", c.text, e.Known())
		}
		var b, j bytes.Buffer
		if err := report.ExplainText(&b, e, report.Options{}); err != nil {
			t.Fatal(err)
		}
		if err := report.ExplainJSON(&j, e); err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(b.String(), c.want) || !json.Valid(j.Bytes()) || strings.Contains(b.String(), "hunter2zz") {
			t.Errorf("%q:\n%s\n%s", c.text, b.String(), j.String())
		}
	}
}

// A long stream of runs is kept in bounded memory, the newest of them.
func TestTheLogKeepsTheNewestRuns(t *testing.T) {
	var b bytes.Buffer
	w := report.NewLogText(&b, report.Options{})
	for i := range 1000 {
		w.Session(&logparse.Session{App: "Connex", Start: now.Add(time.Duration(i) * time.Minute), Span: logparse.Span{First: i + 1}, Outcome: logparse.OK})
	}
	if err := w.Close(&report.Report{Generated: now, Log: &logparse.Log{}}); err != nil {
		t.Fatal(err)
	}
	out := b.String()
	if !strings.Contains(out, "RUNS     1000: ok 1000") || !strings.Contains(out, fmt.Sprintf("%-6d", 1000)) && !strings.Contains(out, " 1000") || !strings.Contains(out, "994 more") {
		t.Error(out)
	}
}

// A form that is not there is an error, and so nothing is shown.
func TestSummaryInAnUnknownForm(t *testing.T) {
	for _, r := range standing(t) {
		if text, _, err := report.Summary(r, "pdf"); err == nil || text != "" {
			t.Errorf("%q, %v", text, err)
		}
	}
}

// A summary fits on one screen also where all that comes from outside is long, and there is much of everything.
func TestALongSummaryFitsAScreen(t *testing.T) {
	long := strings.Repeat("a-long-part/", 30)
	for name, r := range standing(t) {
		r.Case = &checks.Case{Site: "https://shop.example/" + long, Service: "https://service.example/" + long, User: strings.Repeat("u", 200), QWCPath: long,
			LogPaths: []string{long, long + "1", long + "2"}, QWC: &qwc.File{OwnerID: strings.Repeat("{1}", 50), FileID: strings.Repeat("{2}", 50)}}
		for i := range r.Result.Verdicts {
			v := &r.Result.Verdicts[i]
			v.Address, v.Tell = "https://shop.example/"+long, strings.Repeat("words that tell them apart ", 40)
			for j := range v.Evidence {
				v.Evidence[j].Text, v.Evidence[j].Quote = strings.Repeat("what was seen there ", 100), ""
			}
		}
		for i := range 12 {
			r.Result.Verdicts = append(r.Result.Verdicts, checks.Verdict{Cause: cause.ID(fmt.Sprintf("a-further-cause-%d", i)), Subject: cause.Service, Standing: []checks.Standing{checks.Now, checks.Logged, checks.Past}[i%3]})
			r.Tried = append(r.Tried, fix.Tried{Cause: "http-not-found", Number: i + 1, Step: strings.Repeat("Do this. ", 20), Answer: strings.Repeat("no ", 50), Value: "no"})
			r.Result.Contacted = append(r.Result.Contacted, fmt.Sprintf("host-%d.%sexample:443", i, strings.Repeat("x", 100)))
		}
		out := summary(report.FormatText)(t, r)
		if n := strings.Count(out, "\n"); n > 24 {
			t.Errorf("%s: %d lines:\n%s", name, n, out)
		}
		for _, l := range strings.Split(out, "\n") {
			if n := ansi.StringWidth(l); n > 74 {
				t.Errorf("%s: %d cells: %s", name, n, l)
			}
		}
	}
}
