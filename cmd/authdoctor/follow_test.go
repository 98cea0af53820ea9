package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"authdoctor/checks/probe"
)

// shared is a buffer that is written and read at the same time.
type shared struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (s *shared) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.Write(p)
}

func (s *shared) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.String()
}

// until waits for a text in a buffer.
func until(t *testing.T, s *shared, text string) {
	t.Helper()
	for range 3000 {
		if strings.Contains(s.String(), text) {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Fatalf("%q never came:\n%s", text, s.String())
}

// follower is one `log --follow` that runs beside a test.
type follower struct {
	out, errs shared
	cancel    context.CancelFunc
	code      chan int
}

func follows(t *testing.T, args ...string) *follower {
	t.Helper()
	f := &follower{code: make(chan int, 1)}
	s := &streams{in: strings.NewReader(""), out: &f.out, err: &f.errs, width: 80, env: func(string) string { return "" }, now: time.Now,
		secret: func() ([]byte, error) { return nil, errors.New("no terminal") }}
	ctx, cancel := context.WithCancel(t.Context())
	f.cancel = cancel
	go func() { f.code <- runOn(ctx, append([]string{"log", "--follow"}, args...), s, emptyPC{}, probe.New) }()
	until(t, &f.errs, "Runs so far")
	return f
}

// stop is ctrl+c; it gives all that was told.
func (f *follower) stop(t *testing.T) string {
	t.Helper()
	f.cancel()
	if got := <-f.code; got != exitInterrupted {
		t.Errorf("exit %d, want %d", got, exitInterrupted)
	}
	return f.out.String()
}

// add writes to the end of a log as the Web Connector does: it opens and closes the file each time.
func add(t *testing.T, path, text string) {
	t.Helper()
	f, err := os.OpenFile(path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		t.Error(err)
		return
	}
	_, _ = f.WriteString(text)
	f.Close()
}

// A writer tears lines, renames the log and empties it meanwhile: each run is told once, with its verdict, and ctrl+c is 130.
func TestFollow(t *testing.T) {
	path := filepath.Join(t.TempDir(), "QWCLog.txt")
	if err := os.WriteFile(path, []byte(badLogin), 0o600); err != nil {
		t.Fatal(err)
	}
	f := follows(t, path)
	const runs = 9
	for n := range runs {
		app := fmt.Sprintf("Harbor No %d.", n+1)
		text := strings.NewReplacer("Harbor Tea", app, "20260302.10:", fmt.Sprintf("20260302.%d:", 11+n)).Replace(badLogin)
		for i, line := range strings.SplitAfter(text, "\r\n") {
			add(t, path, line[:len(line)/2])
			if i == n%4 {
				time.Sleep(3 * followEvery / 2)
			}
			add(t, path, line[len(line)/2:])
		}
		switch n % 3 {
		case 0: // nobody may have read it yet
			if err := os.Rename(path, path+fmt.Sprint(n)); err != nil {
				t.Fatal(err)
			}
		case 1:
			until(t, &f.out, app)
			if err := os.Truncate(path, 0); err != nil {
				t.Fatal(err)
			}
		default:
			until(t, &f.out, app)
		}
	}
	until(t, &f.out, fmt.Sprintf("Harbor No %d.", runs))
	text := f.stop(t)
	for n := range runs {
		if got := strings.Count(text, fmt.Sprintf("Harbor No %d.", n+1)); got != 1 {
			t.Errorf("run %d was told %d times:\n%s", n+1, got, text)
		}
	}
	if got := strings.Count(text, "bad-credentials, "); got != runs || strings.Contains(text, "Harbor Tea") {
		t.Errorf("%d verdicts:\n%s", got, text)
	}
}

func TestFollowUsage(t *testing.T) {
	log := write(t, "QWCLog.txt", badLogin)
	for _, tt := range []struct {
		args []string
		code int
	}{
		{[]string{"log", "--follow", "-"}, exitUsage},
		{[]string{"log", "--follow", t.TempDir()}, exitNoWork},
		{[]string{"log", "--follow", "--json", log}, exitUsage},
		{[]string{"log", "--follow", log + "x"}, exitNoWork},
	} {
		if got := call(t, "", nil, tt.args...); got.code != tt.code {
			t.Errorf("%v: exit %d, want %d:\n%s", tt.args, got.code, tt.code, got.err)
		}
	}
}

// Failures that belong to no run are told too, and one after which a run waits for a person is told before the run ends.
func TestFollowFailures(t *testing.T) {
	path := write(t, "QWCLog.txt", badLogin)
	f := follows(t, path)
	stamp := func(sec int, text string) string { return fmt.Sprintf("20260302.11:00:%02d UTC\t: %s\r\n", sec, text) }
	add(t, path, stamp(1, "UpdateThisScheduledApp() : Password management - Started")+
		stamp(1, "UpdateThisScheduledApp() : QBWC1030: Password is not available for application named 'Harbor Tea'. Please set the password for this application."))
	until(t, &f.out, "password-missing")
	add(t, path, stamp(5, "QBWebConnector.WebServiceManager.ReadQWC(QWCReader QWC) : QBWC1048: QuickBooks Web Connector could not verify the web application server certificate."))
	until(t, &f.out, "certificate-check-failed")
	add(t, path, stamp(10, "UpdateThisScheduledApp() : Performing SCHEDULED UPDATE for application = Harbor Tea")+
		stamp(11, "QBWebConnector.SOAPWebService.handleModalDialogError() : QuickBooks returned the following error: <QBWC1053: A modal dialog box is showing in the QuickBooks user interface. Your application cannot access QuickBooks until the user dismisses the dialog box.>. Fix the problem and then click OK to try again."))
	until(t, &f.out, "quickbooks-busy")
	text := f.stop(t)
	for _, code := range []string{"QBWC1030", "QBWC1048", "QBWC1053"} {
		if n := strings.Count(text, "  "+code+"  line"); n != 1 {
			t.Errorf("%s was told %d times:\n%s", code, n, text)
		}
	}
	f = follows(t, "--ndjson", path)
	add(t, path, stamp(40, "QBWebConnector.WebServiceManager.ReadQWC(QWCReader QWC) : QBWC1048: QuickBooks Web Connector could not verify the web application server certificate."))
	until(t, &f.out, `"failure":{"line":`)
	if text := f.stop(t); !strings.Contains(text, `"cause":"certificate-check-failed"`) {
		t.Error(text)
	}
}

// A folder: logs that turn up later are followed too, and neither a new name nor a copy tells a run twice.
func TestFollowFolder(t *testing.T) {
	dir := t.TempDir()
	path := func(name string) string { return filepath.Join(dir, name) }
	run := func(n int) string {
		return strings.NewReplacer("Harbor Tea", fmt.Sprintf("Harbor No %d.", n), "20260302.10:", fmt.Sprintf("20260302.%d:", 10+n)).Replace(badLogin)
	}
	add(t, path("QWCLog.txt"), run(0))
	add(t, path("notes.txt"), "no log\n")
	f := follows(t, dir)
	add(t, path("QWCLog.txt"), run(1))
	until(t, &f.out, "Harbor No 1.")
	if err := os.Rename(path("QWCLog.txt"), path("QWCLogOld.txt")); err != nil { // turned over
		t.Fatal(err)
	}
	add(t, path("QWCLog.txt"), run(2))
	until(t, &f.out, "Harbor No 2.")
	add(t, path("server.log"), run(3)) // another log
	until(t, &f.out, "server.log:")
	data, err := os.ReadFile(path("QWCLog.txt"))
	if err != nil {
		t.Fatal(err)
	}
	add(t, path("QWCLog-1.txt"), string(data)) // copied, then emptied
	if err := os.Truncate(path("QWCLog.txt"), 0); err != nil {
		t.Fatal(err)
	}
	time.Sleep((followNew + followQuiet + 2) * followEvery)
	add(t, path("QWCLog.txt"), run(4))
	until(t, &f.out, "Harbor No 4.")
	if err := os.Rename(path("QWCLog.txt"), path("QWCLogOld.txt")); err != nil { // over the older one
		t.Fatal(err)
	}
	add(t, path("QWCLog.txt"), run(5))
	until(t, &f.out, "Harbor No 5.")
	text := f.stop(t)
	for n := 1; n <= 5; n++ {
		if got := strings.Count(text, fmt.Sprintf("Harbor No %d.", n)); got != 1 {
			t.Errorf("run %d was told %d times:\n%s", n, got, text)
		}
	}
}
