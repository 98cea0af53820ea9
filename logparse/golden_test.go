package logparse

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the .want files anew")

// TestGolden reads each log of testdata and compares what was understood with the .want file beside it.
func TestGolden(t *testing.T) {
	paths, err := filepath.Glob("testdata/*.log")
	if err != nil || len(paths) == 0 {
		t.Fatal("no testdata", err)
	}
	for _, path := range paths {
		t.Run(filepath.Base(path), func(t *testing.T) {
			data, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			got := told(t, Options{}, filepath.Base(path), data)
			compare(t, strings.TrimSuffix(path, ".log")+".want", got)
		})
	}
}

// TestRotation reads two files one after the other: the run that the first one cuts ends in the second.
func TestRotation(t *testing.T) {
	b := NewBuilder(Options{})
	for _, name := range []string{"rotated-1.log", "rotated-2.log"} {
		f, err := os.Open("testdata/" + name)
		if err != nil {
			t.Fatal(err)
		}
		if err := b.Read(f, name); err != nil {
			t.Fatal(err)
		}
		f.Close()
	}
	compare(t, "testdata/rotated.want", describe(b.Finish(), nil))
}

// TestEncodingsAgree reads one text in each encoding and with each line end: the story must be the same.
func TestEncodingsAgree(t *testing.T) {
	var want string
	for _, name := range []string{"utf8", "utf16le-bom", "utf16be-bom", "utf16le", "utf16be", "windows-1252", "mac"} {
		data, err := os.ReadFile("testdata/" + name + ".log")
		if err != nil {
			t.Fatal(err)
		}
		_, got, _ := strings.Cut(told(t, Options{}, name, data), "\n")
		got = regexp.MustCompile(`@\d+`).ReplaceAllString(got, "") // offsets count CR and LF
		if want == "" {
			want = got
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func told(t *testing.T, opt Options, path string, data []byte) string {
	t.Helper()
	var runs []*Session
	opt.OnSession = func(s *Session) { runs = append(runs, s) }
	l, err := ReadAll(bytes.NewReader(data), path, opt)
	if err != nil {
		t.Fatal(err)
	}
	return describe(l, runs)
}

func compare(t *testing.T, path, got string) {
	t.Helper()
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
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", path, diff)
	}
}

// describe writes all that a Log says, in the order of the log.
func describe(l *Log, runs []*Session) string {
	var w strings.Builder
	for _, f := range l.Files {
		fmt.Fprintf(&w, "file %s %s: %d bytes, %d lines, %s to %s, not understood %d\n", f.Path, f.Encoding, f.Bytes, f.Lines, clockOf(f.From), clockOf(f.To), f.NotUnderstood)
	}
	fmt.Fprintf(&w, "log: %d entries, %d stamped, %d runs, fragment %v, version %q\n", l.Entries, l.Stamped, l.Sessions, l.Fragment, l.Version)
	for _, s := range l.Strange {
		fmt.Fprintf(&w, "strange %d: %q\n", s.Number, s.Text)
	}
	if runs == nil {
		for _, a := range l.Apps {
			runs = append(runs, a.Recent...)
		}
	}
	for _, s := range runs {
		fmt.Fprintf(&w, "\nrun %d-%d @%d", s.Span.First, s.Span.Last, s.Offset)
		if s.EndFile != s.File {
			fmt.Fprintf(&w, " and file %d %d-%d", s.EndFile, s.Rest.First, s.Rest.Last)
		}
		fmt.Fprintf(&w, " %s to %s: %s, %s\n  app %q %q user %q unique %q version %q manual %v requests %d delay %g schedule %g\n",
			clockOf(s.Start), clockOf(s.End), s.Outcome, s.Stage, s.App, s.URL, s.User, s.UniqueName, s.Version, s.Manual, s.Requests, s.DelaySeconds, s.MinSchedule)
		for _, c := range s.Calls {
			fmt.Fprintf(&w, "  call %d %s %s: %gs answered %v %q\n", c.Line, clockOf(c.Start), c.Stage, c.Seconds, c.Answered, c.Answer)
		}
		describeFailures(&w, s.Failures)
	}
	if len(l.Loose) > 0 {
		fmt.Fprintf(&w, "\nloose\n")
		describeFailures(&w, l.Loose)
	}
	for _, a := range l.Apps {
		fmt.Fprintf(&w, "\napp %q %q user %q runs %d outcomes %v failed since %d auth %+v interval %g\n  first %s last %s; newest %s, decided %s, last good %s, first bad %s; recent %d, kept %d\n",
			a.Name, a.URL, a.User, a.Runs, a.Outcomes, a.FailedSince, a.Auth, a.Interval, clockOf(a.First), clockOf(a.Last), lineOf(a.Newest), lineOf(a.Decided),
			lineOf(a.LastGood), lineOf(a.FirstBad), len(a.Recent), len(a.Kept))
	}
	return w.String()
}

func describeFailures(w *strings.Builder, list []Failure) {
	for _, f := range list {
		fmt.Fprintf(w, "  failure %d-%d %s %s code %q hresult %q answer %q status %d source %q %gs app %q\n    message %q\n", f.Line, f.Last, clockOf(f.Time), f.Stage, f.Code, f.HResult,
			f.Answer, f.Status, f.Source, f.Seconds, f.App, f.Message)
		if f.Inner != "" {
			fmt.Fprintf(w, "    inner %q\n", f.Inner)
		}
		if f.Stack != "" {
			fmt.Fprintf(w, "    stack %q\n", f.Stack)
		}
		for _, a := range f.After {
			fmt.Fprintf(w, "    after %q\n", a)
		}
	}
}

func clockOf(t time.Time) string {
	if t.IsZero() {
		return "-"
	}
	return t.Format("2006-01-02 15:04:05")
}

func lineOf(s *Session) string {
	if s == nil {
		return "-"
	}
	return fmt.Sprint("line ", s.Span.First)
}
