package main

import (
	"bytes"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"authdoctor/checks/probe"
)

// full is an output that cannot be written.
type full struct{}

func (full) Write([]byte) (int, error) {
	return 0, &fs.PathError{Op: "write", Path: "/dev/stdout", Err: io.ErrNoProgress}
}

// What cannot be written is said once and in words, whatever the command makes of it, and is no success.
func TestOutputThatCannotBeWritten(t *testing.T) {
	log := write(t, "QWCLog.txt", badLogin)
	for _, args := range [][]string{{"log", log}, {"log", "--json", log}, {"log", "--ndjson", log}, {"log", "--each", log}, {"help"}, {"log", "--help"}, {"version"}, {"kb", "list"}, {"explain", "QBWC1012"}} {
		var errs bytes.Buffer
		s := &streams{in: strings.NewReader(""), out: full{}, err: &errs, width: 80, env: func(string) string { return "" }, now: time.Now}
		code := runOn(t.Context(), args, s, emptyPC{}, probe.New)
		if n := strings.Count(errs.String(), "could not be written"); code != exitNoWork || n != 1 || strings.Contains(errs.String(), "/dev/stdout") {
			t.Errorf("%q: exit %d, %s", args, code, errs.String())
		}
	}
}

// A wrong value of a flag is told without the words of Go's own library.
func TestWrongValuesOfFlags(t *testing.T) {
	tests := []struct {
		args []string
		says string
	}{
		{[]string{"plan", "--orders-per-day", "abc"}, `--orders-per-day "abc": write a whole number`},
		{[]string{"plan", "--orders-per-day", strings.Repeat("9", 30)}, "too large"},
		{[]string{"log", "--json=maybe"}, `--json "maybe": it is on or off`},
		{[]string{"log", "--no-color=xx"}, "it is on or off"},
		{[]string{"check", "--timeout=soon"}, "write a number and its unit"},
		{[]string{"log", "--nope"}, "--nope"},
	}
	for _, tt := range tests {
		got := call(t, "", nil, tt.args...)
		if got.code != exitUsage || !strings.Contains(got.err, tt.says) || strings.Contains(got.err, "strconv") {
			t.Errorf("%q: exit %d, %s", tt.args, got.code, got.err)
		}
	}
}

// A folder of which a log cannot be read is no success, and the log is named.
func TestALogOfAFolderThatCannotBeRead(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{"QWCLogOld.txt": strings.Split(badLogin, "\n")[0] + "\n", "QWCLog.txt": strings.Repeat("\x00", 8000)} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, args := range [][]string{{"log", dir}, {"log", "--json", dir}} {
		if got := call(t, "", nil, args...); got.code != exitNoWork || strings.Count(got.err, "QWCLog.txt") != 1 || !strings.Contains(got.err, "zero bytes") || got.out == "" {
			t.Errorf("%q: exit %d, %s\n%s", args, got.code, got.err, got.out)
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "QWCLog.txt.1"), []byte(badLogin), 0o600); err != nil {
		t.Fatal(err)
	}
	if got := call(t, "", nil, "log", dir); got.code != exitFound || !strings.Contains(got.err, "zero bytes") {
		t.Errorf("with a verdict: exit %d, %s", got.code, got.err)
	}
}
