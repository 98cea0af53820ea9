package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"authdoctor/checks/machine"
	"authdoctor/checks/probe"
	"authdoctor/logparse"
	"authdoctor/tui"
)

// longLog writes a log of n runs, every tenth of which failed.
func longLog(t *testing.T, n int) string {
	t.Helper()
	var b bytes.Buffer
	at := time.Date(2026, 11, 1, 8, 0, 0, 0, time.UTC)
	for i := range n {
		say := func(where, text string) {
			fmt.Fprintf(&b, "%s\t: %s() : %s\r\n", at.Format("20060102.15:04:05 UTC"), where, text)
		}
		say("UpdateThisScheduledApp", "Performing SCHEDULED UPDATE for application = Connex")
		say("QBWebConnector.RegistryManager.setUpdateLock", "********************* Update session locked *********************")
		say("QBWebConnector.SOAPWebService.instantiateWebService", "AppName: Connex")
		say("QBWebConnector.SOAPWebService.do_authenticate", `*** Calling authenticate() with following parameters:<userName="sync"><password=<MaskedForSecurity>`)
		if i%10 == 9 {
			say("QBWebConnector.SOAPWebService.do_authenticate", "QBWC1012: Authentication failed due to following error message.")
			fmt.Fprintf(&b, "The remote server returned an error: (404) Not Found. run %d\r\n", i)
		} else {
			say("QBWebConnector.SOAPWebService.updateWS", `Received from authenticate() following parameters:<authRet[0]="9f1c"><authRet[1]=""><authRet[2]=""><authRet[3]="">`)
		}
		say("QBWebConnector.RegistryManager.setUpdateLock", "********************* Update session unlocked *********************")
		at = at.Add(30 * time.Minute)
	}
	path := filepath.Join(t.TempDir(), "QWCLog.txt")
	if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// guideApp is the program as the full screen uses it, without a network.
func guideApp(t *testing.T) *app {
	t.Helper()
	a := &app{streams: &streams{in: strings.NewReader(""), env: func(string) string { return "" }, now: time.Now}, pc: machine.Here(), net: probe.New}
	a.flags.offline = true
	if err := a.knowledge(); err != nil {
		t.Fatal(err)
	}
	return a
}

func TestLinesAreTheSameWhereverALogIsEntered(t *testing.T) {
	path := longLog(t, 3000)
	a := guideApp(t)
	lines, plain := &lineReader{}, &lineReader{}
	var done, total int64
	r, err := a.readAll(context.Background(), tui.Facts{Logs: []string{path}}, lines, func(d, all int64) { done, total = d, all })
	if err != nil {
		t.Fatal(err)
	}
	if r.Runs.Seen() != 3000 || r.Runs.Len() != 3000 {
		t.Fatalf("%d runs of %d", r.Runs.Len(), r.Runs.Seen())
	}
	if info, _ := os.Stat(path); total != info.Size() || done != total {
		t.Errorf("read %d of %d, want %d", done, total, info.Size())
	}
	if n := len(lines.of(path)); n != 3000 {
		t.Fatalf("%d marks", n)
	}
	ctx := context.Background()
	for _, first := range []int{1, 2, 5, 6, 7, 500, 9_999, 17_990, 18_299, 18_300, 18_301, 99_999} {
		got, err1 := lines.text(ctx, path, first, 25)
		want, err2 := plain.text(ctx, path, first, 25)
		if err1 != nil || err2 != nil || fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("from line %d:\n got %v %v\nwant %v %v", first, got, err1, want, err2)
		}
	}
	for _, from := range []int{0, 1, 60, 61, 62, 9_000, 18_300} {
		for _, back := range []bool{false, true} {
			for _, text := range []string{"qbwc1012", "run 9\r", "run 1999", "nowhere"} {
				got, err1 := lines.find(ctx, path, text, from, back)
				want, err2 := plain.find(ctx, path, text, from, back)
				if got != want || err1 != nil || err2 != nil {
					t.Errorf("%q from %d, back %v: line %d (%v), want %d (%v)", text, from, back, got, err1, want, err2)
				}
			}
		}
	}
	if err := os.WriteFile(path, []byte("another log\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if got, err := lines.text(ctx, path, 1, 5); err != nil || len(got) != 1 || got[0].Text != "another log" {
		t.Errorf("after the log was emptied: %v %v", got, err)
	}
}

func TestAReadingThatIsGivenUpEnds(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := guideApp(t).readAll(ctx, tui.Facts{Logs: []string{longLog(t, 10)}}, &lineReader{}, func(int64, int64) {}); err == nil {
		t.Error("it was read to its end")
	}
}

func TestTheEndOfALongLogShowsTheNewestFailure(t *testing.T) {
	a := guideApp(t)
	if g, err := a.glance(context.Background(), tui.Facts{Logs: []string{longLog(t, 50)}}); g != nil || err != nil {
		t.Errorf("a short log: %+v %v", g, err)
	}
	path := longLog(t, 30_000)
	g, err := a.glance(context.Background(), tui.Facts{Logs: []string{path}})
	if err != nil || g == nil {
		t.Fatalf("%+v %v", g, err)
	}
	if g.Run.Failures[0].Code != "QBWC1012" || len(g.Lines) != 2 || !strings.HasSuffix(g.Lines[1], "run 29999") {
		t.Errorf("%+v", g)
	}
}

func TestAFollowedLogTellsWhatIsWritten(t *testing.T) {
	path := longLog(t, 40)
	ctx, cancel := context.WithCancel(context.Background())
	grown := make(chan tui.Grown, 16)
	ended := make(chan error, 1)
	go func() { ended <- followLog(ctx, path, func(g tui.Grown) { grown <- g }) }()
	first := <-grown
	if !first.Old || first.Lines != 244 || len(first.Runs) != oldRuns {
		t.Errorf("at first: %d lines, %d runs, old %v", first.Lines, len(first.Runs), first.Old)
	}
	more, err := os.ReadFile(longLog(t, 1))
	if err != nil {
		t.Fatal(err)
	}
	f, err := os.OpenFile(path, os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	_, err = f.Write(more)
	if cerr := f.Close(); err != nil || cerr != nil {
		t.Fatal(err, cerr)
	}
	var runs []*logparse.Session
	for len(runs) == 0 {
		g := <-grown
		runs = append(runs, g.Runs...)
		if g.Old {
			t.Error("what is new is told as old")
		}
	}
	if runs[0].Span.First != 245 || runs[0].Outcome == logparse.Failed {
		t.Errorf("%+v", runs[0])
	}
	if err := os.WriteFile(path, []byte("Log file initialized\r\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for g := range grown {
		if g.Turned {
			break
		}
	}
	cancel()
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

// A log that was turned over has the name of the one that was read, and none of its lines.
func TestMarksAreOfTheFileThatWasRead(t *testing.T) {
	path := longLog(t, 20)
	lines := &lineReader{}
	if _, err := guideApp(t).readAll(t.Context(), tui.Facts{Logs: []string{path}}, lines, func(int64, int64) {}); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(path, filepath.Join(filepath.Dir(path), "QWCLogOld.txt")); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(longLog(t, 40), path); err != nil {
		t.Fatal(err)
	}
	if n := len(lines.of(path)); n != 0 {
		t.Errorf("%d marks of another file", n)
	}
}
