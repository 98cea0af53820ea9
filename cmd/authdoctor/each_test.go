package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestEach(t *testing.T) {
	dir := t.TempDir()
	put := func(name, text string) {
		t.Helper()
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	good := strings.Replace(badLogin, `"nvu"`, `"none"`, 1)
	put("acorn.txt", badLogin)
	put("birch.txt", good)
	put("cedar/QWCLog.txt", badLogin)
	put("cedar/QWCLogOld.txt", strings.ReplaceAll(badLogin, "20260302.", "20260301."))
	put("picture.txt", "\x89PNG\r\n\x1a\n"+strings.Repeat("\x00\x01", 500))
	put("notes.docx", "no log")
	got := call(t, "", nil, "log", "--each", dir)
	if got.code != exitNoWork {
		t.Errorf("exit %d", got.code)
	}
	lines := strings.Split(strings.TrimSpace(got.out), "\n")
	if len(lines) != 5 {
		t.Fatalf("%d lines:\n%s", len(lines), got.out)
	}
	for i, want := range []string{"fails since, UTC", "acorn.txt failed bad-credentials 2026-03-02 10:00", "birch.txt no-work", "cedar failed 2026-03-01 10:00", "picture.txt cannot be read"} {
		for _, word := range strings.Fields(want) {
			if !strings.Contains(lines[i], word) {
				t.Errorf("line %d lacks %q: %s", i, word, lines[i])
			}
		}
		if n := len([]rune(lines[i])); n > 80 {
			t.Errorf("%d cells: %s", n, lines[i])
		}
	}
	got = call(t, "", nil, "log", "--each", "--json", filepath.Join(dir, "acorn.txt"), filepath.Join(dir, "birch.txt"))
	if got.code != exitFound {
		t.Errorf("exit %d", got.code)
	}
	for i, line := range strings.Split(strings.TrimSpace(got.out), "\n") {
		var row struct {
			Log, App, Outcome, Cause string
			Runs, Failed             int
		}
		if err := json.Unmarshal([]byte(line), &row); err != nil {
			t.Fatal(err)
		}
		if row.App != "Harbor Tea" || row.Runs != 1 || (i == 0) != (row.Cause == "bad-credentials") {
			t.Errorf("%+v", row)
		}
	}
	for _, args := range [][]string{{"log", "--each", "-"}, {"log", "--each", "--follow", dir}} {
		if got := call(t, "", nil, args...); got.code != exitUsage {
			t.Errorf("%v: exit %d", args, got.code)
		}
	}
}

func TestEachOfAThousand(t *testing.T) {
	if testing.Short() {
		t.Skip("a thousand files")
	}
	dir := t.TempDir()
	for n := range 1000 {
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("customer%04d.log", n)), []byte(badLogin), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	got := call(t, "", nil, "log", "--each", "--json", dir)
	if n := strings.Count(got.out, "\n"); n != 1000 || got.code != exitFound {
		t.Errorf("%d lines, exit %d", n, got.code)
	}
}
