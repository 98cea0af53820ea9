package main

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
)

// threeRuns has a failed run on 1 March, a good one on 2 March, and one of another application that failed on 3 March.
func threeRuns() string {
	on := func(day, app, answer string) string {
		return strings.NewReplacer("20260302.", "202603"+day+".", "Harbor Tea", app, `"nvu"`, `"`+answer+`"`).Replace(badLogin)
	}
	return on("01", "Harbor Tea", "nvu") + on("02", "Harbor Tea", "none") + on("03", "Acorn", "nvu")
}

func TestSelection(t *testing.T) {
	log := write(t, "QWCLog.txt", threeRuns())
	for _, tt := range []struct {
		name   string
		args   []string
		runs   string // the applications of the listed runs
		causes string
		story  string // app and state
		code   int
	}{
		{"all", nil, "Harbor Tea, Harbor Tea, Acorn", "bad-credentials no-work", "Acorn fails, Harbor Tea fine", exitFound},
		{"one application, in small letters", []string{"--app", "harbor tea"}, "Harbor Tea, Harbor Tea", "no-work", "Harbor Tea fine", exitOK},
		{"its failed runs", []string{"--app", "Harbor Tea", "--failed"}, "Harbor Tea", "bad-credentials", "Harbor Tea fine", exitFound},
		{"until it failed", []string{"--until", "2026-03-02T00:00Z"}, "Harbor Tea", "bad-credentials", "Harbor Tea fails", exitFound},
		{"one day", []string{"--since", "2026-03-02T00:00Z", "--until", "2026-03-03T00:00Z"}, "Harbor Tea", "no-work", "Harbor Tea fine", exitOK},
		{"nothing", []string{"--app", "Birch"}, "", "", "", exitUsage},
		{"no time", []string{"--since", "2026-03-05", "--until", "2026-03-04"}, "", "", "", exitUsage},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := call(t, "", nil, append([]string{"log", "--json", log}, tt.args...)...)
			if got.code != tt.code {
				t.Fatalf("exit %d:\n%s", got.code, got.err)
			}
			if tt.name == "no time" {
				return
			}
			var doc struct {
				Sessions []struct{ App string }
				Verdicts []struct{ Cause string }
				Story    []struct{ App, State string }
			}
			if err := json.Unmarshal([]byte(got.out), &doc); err != nil {
				t.Fatal(err)
			}
			var runs, causes, story []string
			for _, s := range doc.Sessions {
				runs = append(runs, s.App)
			}
			for _, v := range doc.Verdicts {
				causes = append(causes, v.Cause)
			}
			slices.Sort(causes)
			for _, s := range doc.Story {
				story = append(story, s.App+" "+s.State)
			}
			if strings.Join(runs, ", ") != tt.runs || strings.Join(causes, " ") != tt.causes || strings.Join(story, ", ") != tt.story {
				t.Errorf("%q %q %q", runs, causes, story)
			}
		})
	}
}

// What was chosen is said, and a choice that nothing fits is no clean bill of health.
func TestSelectionIsSaid(t *testing.T) {
	log := write(t, "QWCLog.txt", threeRuns())
	if got := call(t, "", nil, "log", "--app", "Acorn", log); !strings.Contains(got.out, "1 of the log's 3 runs") {
		t.Errorf("%s", got.out)
	}
	got := call(t, "", nil, "log", "--app", "acron", log)
	if got.out != "" || !strings.Contains(got.err, `"Acorn", "Harbor Tea"`) {
		t.Errorf("%s%s", got.out, got.err)
	}
	if got := call(t, "", nil, "log", "--since", "2027-01-01", log); got.out != "" || !strings.Contains(got.err, "it has 3") {
		t.Errorf("%s%s", got.out, got.err)
	}
}
