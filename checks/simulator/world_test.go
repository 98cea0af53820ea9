package simulator_test

import (
	"context"
	"os"
	"strings"
	"testing"
	"time"

	"authdoctor/checks/machine"
	"authdoctor/checks/probe"
	"authdoctor/checks/simulator"
	"authdoctor/checks/webconnector"
	"authdoctor/logparse"
)

// noon is a fixed time, so that histories do not depend on when the tests run.
var noon = time.Date(2026, time.March, 11, 12, 4, 30, 0, time.UTC)

func start(t *testing.T, id string) *simulator.World {
	t.Helper()
	w, err := simulator.StartAt(id, noon)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := w.Close(); err != nil {
			t.Errorf("close %s: %v", id, err)
		}
		if w.Dir != "" {
			if _, err := os.Stat(w.Dir); !os.IsNotExist(err) {
				t.Errorf("%s left %s behind: %v", id, w.Dir, err)
			}
		}
	})
	return w
}

// seen is what a world answers, in few words.
type seen struct {
	site     string // status, or the kind of the failure
	location string // of the site
	service  webconnector.ReplyKind
	status   int
	failure  probe.Kind // of the service
	impos    webconnector.LoginState
	real     webconnector.LoginState
	internet bool
}

func look(t *testing.T, w *simulator.World) seen {
	t.Helper()
	ctx := context.Background()
	n := probe.New(w.NetOptions())
	var s seen
	if w.Site() != "" {
		x := n.Do(ctx, probe.Request{URL: w.Site(), Timeout: 5 * time.Second})
		s.site = "answered"
		if x.Failure != nil {
			s.site = string(x.Failure.Kind)
		} else if x.Status != 200 {
			s.site = x.Reason
		}
		s.location = x.Location
	}
	if w.Service() != "" {
		c := webconnector.New(n, w.Service(), 5*time.Second)
		r := c.ClientVersion(ctx, webconnector.Version)
		s.service, s.status = r.Kind, r.Exchange.Status
		if r.Exchange.Failure != nil {
			s.failure = r.Exchange.Failure.Kind
		}
		s.impos = c.Authenticate(ctx, webconnector.ImpossibleUser, "").Login().State
		user, pass := w.Login()
		l := c.Authenticate(ctx, user, pass).Login()
		if s.real = l.State; l.Open() {
			if r := c.CloseConnection(ctx, l.Ticket); r.Kind != webconnector.Result {
				t.Errorf("close: %v", r.Kind)
			}
		}
	}
	s.internet = true
	for _, u := range w.InternetURLs {
		x := n.Do(ctx, probe.Request{URL: u, Timeout: 5 * time.Second})
		s.internet = s.internet && x.Failure == nil && x.Status/100 == 2 && (x.Status == 204 || string(x.Body) == "Microsoft Connect Test")
	}
	return s
}

// healthy is what every world answers when nothing is wrong.
var healthy = seen{site: "answered", service: webconnector.Result, status: 200, impos: webconnector.BadUser, real: webconnector.Good, internet: true}

func TestWorldsAnswer(t *testing.T) {
	change := func(f func(*seen)) seen { s := healthy; f(&s); return s }
	silent := func(s *seen) {
		s.service, s.status, s.impos, s.real = webconnector.NoAnswer, 0, webconnector.Unreadable, webconnector.Unreadable
	}
	want := map[string]seen{
		"site-offline":        change(func(s *seen) { s.site = "Not Found" }),
		"http-to-https":       change(func(s *seen) { s.site, s.location = "Moved Permanently", "https://127.0.0.1:" }),
		"wrong-credentials":   change(func(s *seen) { s.real = webconnector.BadUser }),
		"deleted-pairing":     change(func(s *seen) { s.real = webconnector.BadUser }),
		"no-internet":         change(func(s *seen) { silent(s); s.site, s.failure, s.internet = "name-not-found", "name-not-found", false }),
		"redirect-loop":       change(func(s *seen) { s.site, s.location = "Found", "http://127.0.0.1:" }),
		"certificate-expired": change(func(s *seen) { s.site = "tls-expired" }),
		"stopped-server":      change(func(s *seen) { silent(s); s.failure = probe.Refused }),
		"wrong-address": change(func(s *seen) {
			s.service, s.impos, s.real = webconnector.WebPage, webconnector.Unreadable, webconnector.Unreadable
		}),
		"captive-portal": change(func(s *seen) {
			s.site, s.location, s.internet = "Found", "http://127.0.0.1:", false
			s.service, s.status, s.impos, s.real = webconnector.HTTPError, 302, webconnector.Unreadable, webconnector.Unreadable
		}),
		"service-busy": change(func(s *seen) { s.impos, s.real = webconnector.Busy, webconnector.Busy }),
		"service-down": change(func(s *seen) {
			s.service, s.status, s.impos, s.real = webconnector.HTTPError, 503, webconnector.Unreadable, webconnector.Unreadable
		}),
		"caselle-code-used": {internet: true},
	}
	for _, sc := range simulator.Scenarios() {
		t.Run(sc.ID, func(t *testing.T) {
			t.Parallel()
			w := start(t, sc.ID)
			expect, special := want[sc.ID]
			if !special {
				expect = healthy
			}
			got := look(t, w)
			if !strings.HasPrefix(got.location, expect.location) {
				t.Errorf("location %q, want it to begin with %q", got.location, expect.location)
			}
			got.location = expect.location
			if got != expect {
				t.Errorf("broken: %+v\nwant    %+v", got, expect)
			}
			if err := w.Heal(); err != nil {
				t.Fatal(err)
			}
			after := healthy
			if w.Service() == "" {
				after = seen{internet: true}
			}
			if got := look(t, w); got != after {
				t.Errorf("healed: %+v\nwant    %+v", got, after)
			}
			if w.Opened() != w.Closed() || (w.Service() != "" && w.Opened() == 0) {
				t.Errorf("%d sessions opened, %d closed", w.Opened(), w.Closed())
			}
		})
	}
}

func TestLogsTellTheStory(t *testing.T) {
	for _, sc := range simulator.Scenarios() {
		t.Run(sc.ID, func(t *testing.T) {
			t.Parallel()
			w := start(t, sc.ID)
			if w.LogPath == "" {
				if sc.ID != "caselle-code-used" {
					t.Fatal("no log")
				}
				return
			}
			l := readLog(t, w)
			broken := sc.Want != ""
			if sc.ID == "password-missing" {
				if len(l.Apps) == 0 || l.Apps[0].Decided.Outcome == logparse.Failed && l.Apps[0].Decided.Failures[0].Code != "QBWC1030" {
					t.Errorf("apps %+v", l.Apps)
				}
				if len(l.Loose) == 0 && l.Apps[0].Decided.Outcome != logparse.Failed {
					t.Error("no sign of the missing password")
				}
			} else {
				checkNewest(t, l, broken)
			}
			if err := w.Heal(); err != nil {
				t.Fatal(err)
			}
			l = readLog(t, w)
			if d := l.Apps[0].Decided; d == nil || d.Outcome != logparse.OK {
				t.Errorf("after the remedy the newest run is %+v", d)
			}
		})
	}
}

func readLog(t *testing.T, w *simulator.World) *logparse.Log {
	t.Helper()
	l, err := machine.Read([]string{w.LogPath}, nil, logparse.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if l.NotUnderstood != 0 {
		t.Errorf("%d lines are not understood, the first: %+v", l.NotUnderstood, l.Strange[0])
	}
	return l
}

func checkNewest(t *testing.T, l *logparse.Log, broken bool) {
	t.Helper()
	if len(l.Apps) != 1 {
		t.Fatalf("%d applications", len(l.Apps))
	}
	a := l.Apps[0]
	if a.Decided == nil || (a.Decided.Outcome == logparse.Failed) != broken {
		t.Fatalf("the newest run that decides: %+v", a.Decided)
	}
	if a.Runs < 100 || a.LastGood == nil || a.Outcomes[logparse.OK] == 0 || a.Outcomes[logparse.NoWork] == 0 || a.Outcomes[logparse.CutOff] != 0 {
		t.Errorf("%d runs, outcomes %v", a.Runs, a.Outcomes)
	}
	if broken && (a.FirstBad == nil || len(a.Decided.Failures) == 0 || a.FailedSince < 2) {
		t.Errorf("failed %d times since %+v", a.FailedSince, a.FirstBad)
	}
	if age := noon.Sub(a.Last); age < 0 || age > 10*time.Minute {
		t.Errorf("the newest run began %v ago", age)
	}
	if a.Interval != 1800 {
		t.Errorf("interval %v seconds", a.Interval)
	}
}

func TestSyncRangeLogShowsTheLimit(t *testing.T) {
	l := readLog(t, start(t, "sync-range-timeout"))
	d := l.Apps[0].Decided
	if c := d.Call(logparse.StageAuthenticate); c == nil || c.Seconds != 119 || d.Failures[len(d.Failures)-1].Message != "The operation has timed out" {
		t.Errorf("newest run %+v", d)
	}
	if g := l.Apps[0].LastGood.Call(logparse.StageAuthenticate); g == nil {
		t.Error("no login in the last good run")
	}
}

func TestLogLooksReal(t *testing.T) {
	raw, err := os.ReadFile(start(t, "deleted-pairing").LogPath)
	if err != nil {
		t.Fatal(err)
	}
	text := string(raw)
	if !strings.HasPrefix(text, "\r\n\r\nLog file initialized at Sunday, March 8, 2026") || strings.Count(text, "\n") != strings.Count(text, "\r\n") {
		t.Errorf("it begins with %.80q", text)
	}
	if !strings.Contains(text, "20260311.11:57:30 UTC\t: UpdateThisScheduledApp() : Password management - Started\r\n") {
		t.Error("the newest run is not where it should be")
	}
}

func TestUnknownScenario(t *testing.T) {
	if _, err := simulator.Start("no-such"); err == nil || !strings.Contains(err.Error(), "site-offline") {
		t.Errorf("error %v does not name the scenarios", err)
	}
}

func TestScenarioListIsWhole(t *testing.T) {
	seen := map[string]bool{}
	for _, s := range simulator.Scenarios() {
		if seen[s.ID] || s.Title == "" || strings.HasSuffix(s.Title, ".") || s.Vendor == "" {
			t.Errorf("%+v", s)
		}
		seen[s.ID] = true
	}
	for _, id := range []string{"healthy", "site-offline", "http-to-https", "sync-range-timeout", "wrong-credentials", "deleted-pairing", "no-internet", "caselle-code-used"} {
		if !seen[id] {
			t.Errorf("no scenario %s", id)
		}
	}
}
