//go:build !windows

package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// On a terminal the list stands first, and only a yes writes.
func TestBundleAsksOnATerminal(t *testing.T) {
	log, _ := bundleFiles(t)
	out := filepath.Join(t.TempDir(), "support.zip")
	x := start(t, 100, 30, nil, "bundle", "--offline", "--log", log, "--out", out)
	x.until("Write it? [Y/n]")
	if !strings.Contains(x.screen(), "manifest.json") || !strings.Contains(x.screen(), "Hidden in it") {
		t.Errorf("the list is missing:\n%s", x.screen())
	}
	x.press("n\r")
	if code := x.exit(); code != exitInterrupted || !strings.Contains(x.screen(), "Nothing was written.") {
		t.Errorf("exit status %d:\n%s", code, x.screen())
	}
	if _, err := os.Stat(out); err == nil {
		t.Fatal("a no wrote the bundle")
	}
	for _, answer := range []string{"\r", ""} {
		args := []string{"bundle", "--offline", "--log", log, "--out", out}
		if answer == "" {
			args = append(args, "--yes")
		}
		y := start(t, 100, 30, nil, args...)
		if answer != "" {
			y.until("Write it? [Y/n]")
			y.press(answer)
		}
		y.until("Send it to")
		if code := y.exit(); code != exitFound {
			t.Errorf("exit status %d:\n%s", code, y.screen())
		}
		if _, err := os.Stat(out); err != nil {
			t.Error(err)
		}
		if err := os.Remove(out); err != nil {
			t.Error(err)
		}
	}
}

// In a terminal a bundle is shown on the screens of the guide, which say that nothing can be changed.
func TestOpenInATerminal(t *testing.T) {
	log, pairing := bundleFiles(t)
	out := filepath.Join(t.TempDir(), "support.zip")
	if r := call(t, "", nil, "bundle", "--offline", "--log", log, "--qwc", pairing, "--out", out); r.code != exitFound {
		t.Fatal(r)
	}
	x := start(t, 80, 24, nil, "open", out)
	x.until("CAUSE")
	if !strings.Contains(x.screen(), "READ-ONLY") {
		t.Errorf("it is not said that nothing can be changed:\n%s", x.screen())
	}
	x.press("v")
	x.until("QWCLog.txt")
	x.press("s")
	x.until("Subject: authdoctor")
	for _, s := range append(bundleSecrets, bundlePeople...) {
		if strings.Contains(x.written(), s) {
			t.Errorf("a screen shows %q", s)
		}
	}
	x.press("q")
	if code := x.exit(); code != exitFound {
		t.Errorf("exit status %d", code)
	}
}
