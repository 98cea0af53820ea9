package checks

import (
	"slices"
	"strings"
	"testing"
	"time"

	"authdoctor/checks/machine"
	"authdoctor/checks/probe"
	"authdoctor/checks/qwc"
	"authdoctor/logparse"
)

const harborID = "{C57D1F3A-90E4-4BE8-8F62-5A1DE0A3F0B9}"

func harborFile() *qwc.File {
	return &qwc.File{Path: "harbor.qwc", AppName: "Harbor", AppURL: "https://books.example/wc", UserName: "harbor", FileID: harborID}
}

// refusedSince is a log of an application that worked, and then was refused.
func refusedSince(user string) *logparse.Log {
	at := time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC)
	nvu := []logparse.Failure{{Answer: "nvu"}}
	good := &logparse.Session{App: "Harbor", User: user, Start: at, Outcome: logparse.OK, Span: logparse.Span{First: 3}}
	bad := &logparse.Session{App: "Harbor", User: "harbor", Start: at.Add(time.Hour), Outcome: logparse.Failed, Failures: nvu, Span: logparse.Span{First: 30}}
	last := &logparse.Session{App: "Harbor", User: "harbor", Start: at.Add(2 * time.Hour), Outcome: logparse.Failed, Failures: nvu, Span: logparse.Span{First: 60}}
	return &logparse.Log{Files: []logparse.File{{Path: "QWCLog.txt"}}, Apps: []*logparse.App{{Name: "Harbor", URL: "https://books.example/wc", User: "harbor",
		Newest: last, Decided: last, LastGood: good, FirstBad: bad, FailedSince: 2}}}
}

func TestTheHistoryOfAPairing(t *testing.T) {
	out := judgePairing(pairingView{q: harborFile(), log: refusedSince("harbor")}, nil)
	if out.State != Failed || len(out.Findings) != 1 || out.Findings[0].Cause != pairingDeleted || len(out.Findings[0].Evidence) != 2 {
		t.Fatalf("%+v", out)
	}
	for _, part := range []string{"worked until 2026-11-20 09:00 UTC", "since 2026-11-20 10:00 UTC", "2 failed runs", "same user name"} {
		if !strings.Contains(out.Why, part) {
			t.Errorf("%q lacks %q", out.Why, part)
		}
	}
	if w := out.Findings[0].Evidence[1].Where; w != "QWCLog.txt:30" {
		t.Errorf("where: %s", w)
	}
	if out := judgePairing(pairingView{q: harborFile(), log: refusedSince("pier")}, nil); out.State != Passed {
		t.Errorf("another user name before: %+v", out)
	}
	log := refusedSince("harbor")
	log.Apps[0].LastGood = nil
	if out := judgePairing(pairingView{q: harborFile(), log: log}, nil); out.State != Passed {
		t.Errorf("it never worked: %+v", out)
	}
}

func TestThePairingFileAgainstTheList(t *testing.T) {
	id := strings.ToLower(strings.Trim(harborID, "{}"))
	const otherID = "3b0c9c0e-6a2f-4c77-9d5b-0b8f5b1d7a41"
	app := func(name, url string, ids ...string) machine.App {
		return machine.App{Name: name, URL: url, IDs: ids, Key: `HKEY_CURRENT_USER\Software\Intuit\QBWebConnector\` + name}
	}
	tests := map[string]struct {
		list  []machine.App
		log   *logparse.Log
		state State
		found []string
		why   string
	}{
		"no list that can be read":            {nil, nil, Passed, nil, ""},
		"there, by its id":                    {[]machine.App{app("Harbor", "https://books.example/wc/", id)}, nil, Passed, nil, ""},
		"there, by its name":                  {[]machine.App{app("HARBOR", "")}, nil, Passed, nil, ""},
		"there, at another address":           {[]machine.App{app("Harbor", "https://old.example/wc", id)}, nil, Warned, nil, "https://old.example/wc"},
		"there, under another id":             {[]machine.App{app("Harbor", "https://books.example/wc", otherID)}, nil, Warned, nil, "made anew"},
		"under another id, and refused":       {[]machine.App{app("Harbor", "https://books.example/wc", otherID)}, refusedSince("harbor"), Failed, []string{"likely", "possible"}, ""},
		"not there, and never was":            {[]machine.App{app("Pier", "https://pier.example/wc")}, nil, Warned, nil, "not added here yet"},
		"not there, and the log has its runs": {[]machine.App{app("Pier", "https://pier.example/wc")}, oneGood(), Failed, []string{"likely"}, "was removed"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			p := &machine.Programs{Settings: machine.Settings{Found: true, Apps: tt.list}}
			out := judgePairing(pairingView{q: harborFile(), log: tt.log, pc: p}, []*probe.Exchange{{Status: 200}})
			var got []string
			for _, f := range out.Findings {
				got = append(got, f.Strength.String())
			}
			if out.State != tt.state || !slices.Equal(got, tt.found) || !strings.Contains(out.Why, tt.why) {
				t.Errorf("%v %v %q", out.State, got, out.Why)
			}
		})
	}
}

func oneGood() *logparse.Log {
	log := refusedSince("harbor")
	a := log.Apps[0]
	a.Decided, a.Newest, a.FirstBad, a.FailedSince = a.LastGood, a.LastGood, nil, 0
	return log
}

// The history tells a deleted pairing from a password that was mistyped: with evidence of its own it accounts for the refusal.
func TestAnEarlierGoodRunTellsThePairingFromThePassword(t *testing.T) {
	const wc = "https://books.example/wc"
	typed := live(badCredentials, "service", wc, 3)
	typed.Beside = true
	past := done("pairing", Failed, "", judgePairing(pairingView{q: harborFile(), log: refusedSince("harbor")}, nil).Findings...)
	got := Weigh(Input{KB: kbase(t), Vendor: vendor(t, "connex"), Checks: []Done{done("credentials", Failed, wc, typed), past}})
	if lines := verdictLine(got); !slices.Equal(lines, []string{"pairing-deleted pairing now likely"}) || len(got[0].Explains) != 1 {
		t.Errorf("%v", got)
	}
}
