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

// A writer tears lines, renames the log and empties it meanwhile: each run is told once, with its verdict, and ctrl+c is 130.
func TestFollow(t *testing.T) {
	path := filepath.Join(t.TempDir(), "QWCLog.txt")
	if err := os.WriteFile(path, []byte(badLogin), 0o600); err != nil {
		t.Fatal(err)
	}
	var out, errs shared
	s := &streams{in: strings.NewReader(""), out: &out, err: &errs, width: 80, env: func(string) string { return "" }, now: time.Now,
		secret: func() ([]byte, error) { return nil, errors.New("no terminal") }}
	ctx, cancel := context.WithCancel(t.Context())
	code := make(chan int)
	go func() { code <- runOn(ctx, []string{"log", "--follow", path}, s, emptyPC{}, probe.New) }()
	until(t, &errs, "Runs so far: 1")
	add := func(text string) {
		f, err := os.OpenFile(path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
		if err != nil {
			t.Error(err)
			return
		}
		_, _ = f.WriteString(text)
		f.Close()
	}
	const runs = 9
	for n := range runs {
		app := fmt.Sprintf("Harbor No %d.", n+1)
		text := strings.NewReplacer("Harbor Tea", app, "20260302.10:", fmt.Sprintf("20260302.%d:", 11+n)).Replace(badLogin)
		for i, line := range strings.SplitAfter(text, "\r\n") {
			add(line[:len(line)/2])
			if i == n%4 {
				time.Sleep(3 * followEvery / 2)
			}
			add(line[len(line)/2:])
		}
		switch n % 3 {
		case 0: // nobody may have read it yet
			if err := os.Rename(path, path+fmt.Sprint(n)); err != nil {
				t.Fatal(err)
			}
		case 1:
			until(t, &out, app)
			if err := os.Truncate(path, 0); err != nil {
				t.Fatal(err)
			}
		default:
			until(t, &out, app)
		}
	}
	until(t, &out, fmt.Sprintf("Harbor No %d.", runs))
	cancel()
	if got := <-code; got != exitInterrupted {
		t.Errorf("exit %d, want %d", got, exitInterrupted)
	}
	text := out.String()
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
		{[]string{"log", "--follow", log, log}, exitUsage},
		{[]string{"log", "--follow", filepath.Dir(log)}, exitUsage},
		{[]string{"log", "--follow", "--json", log}, exitUsage},
		{[]string{"log", "--follow", log + "x"}, exitNoWork},
	} {
		if got := call(t, "", nil, tt.args...); got.code != tt.code {
			t.Errorf("%v: exit %d, want %d:\n%s", tt.args, got.code, tt.code, got.err)
		}
	}
}
