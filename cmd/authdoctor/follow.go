package main

import (
	"context"
	"fmt"
	"os"
	"time"

	"authdoctor/checks"
	"authdoctor/checks/machine"
	"authdoctor/checks/redact"
	"authdoctor/checks/report"
	"authdoctor/logparse"
)

const (
	followEvery = 100 * time.Millisecond // between two looks at the log
	followQuiet = 4                      // looks without anything new, after which a run that is over is told
)

// following is one `log --follow`.
type following struct {
	a      *app
	f      logFlags
	chosen *selection
	log    *logparse.Follower
	live   bool   // what comes now was written since the start
	old    int    // runs before that
	last   string // how the newest of them came out
	err    error
}

// follow shows each run of a log that ends from now on, with its verdict, until it is interrupted.
func (a *app) follow(ctx context.Context, paths []string, f logFlags, chosen *selection) error {
	if len(paths) != 1 || paths[0] == "-" {
		return usagef("--follow follows one log file. Say `authdoctor log --follow FILE`")
	}
	if info, err := os.Stat(paths[0]); err != nil {
		return inputOf(paths[0], err)
	} else if info.IsDir() {
		return usagef("--follow: %s is a folder. Name the log in it", paths[0])
	}
	w := &following{a: a, f: f, chosen: chosen}
	w.log = logparse.NewFollower(paths[0], logparse.Options{OnSession: w.run})
	tail := machine.NewTail(paths[0])
	tick := time.NewTicker(followEvery)
	defer tick.Stop()
	for idle := 0; ; {
		grew, err := tail.Look(func(b []byte) { _, _ = w.log.Write(b) }, w.log.Turn)
		if err != nil {
			return err
		}
		idle++
		if grew {
			idle = 0
		}
		if !w.live {
			w.log.Quiet() // runs that ended before are not news
			w.live = true
			fmt.Fprintf(a.err, "following %s. Runs so far: %d%s. Ctrl+C ends it\n", redact.Clean(paths[0]), w.old, w.last)
		} else if idle == followQuiet {
			w.log.Quiet()
		}
		if w.err != nil {
			return fmt.Errorf("write the report: %w", w.err)
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-tick.C:
		}
	}
}

// run tells one run that ended.
func (w *following) run(s *logparse.Session) {
	if !w.live {
		w.old++
		if s.Outcome.Decides() {
			w.last = ", the newest finished one " + s.Outcome.String()
		}
		return
	}
	if w.err != nil || !w.chosen.wants(s) || !w.chosen.lists(s) {
		return
	}
	log := alone(s, w.log.Files())
	vendor, err := w.a.vendor(w.a.flags.vendor, &checks.Case{}, log)
	if err != nil {
		w.err = err
		return
	}
	r := w.a.logReport(log, checks.LogVerdicts(log, w.a.kb, vendor))
	r.Vendor = vendor
	if w.f.ndjson {
		lines := report.NewLogNDJSON(w.a.out, w.a.namer(vendor))
		lines.Session(s)
		w.err = lines.Close(r)
		return
	}
	w.err = report.RunText(w.a.prose(), s, r, w.a.options())
}

// alone is a log of one run.
func alone(s *logparse.Session, files []logparse.File) *logparse.Log {
	app := &logparse.App{Name: s.App, URL: s.URL, User: s.User, Runs: 1, First: s.Start, Last: s.Start, Newest: s, Recent: []*logparse.Session{s}}
	app.Outcomes[s.Outcome]++
	if s.Outcome.Decides() {
		app.Decided = s
	}
	switch s.Outcome {
	case logparse.OK, logparse.NoWork:
		app.LastGood = s
	case logparse.Failed:
		app.FirstBad, app.FailedSince, app.Kept = s, 1, app.Recent
	}
	return &logparse.Log{Files: files, Apps: []*logparse.App{app}, Sessions: 1, Entries: 1, Stamped: 1}
}
