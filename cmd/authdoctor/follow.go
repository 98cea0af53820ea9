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
	followEvery = 100 * time.Millisecond // between two looks at the logs
	followQuiet = 4                      // looks without anything new, after which what is over is told
	followNew   = 10                     // looks between two searches for new files
)

// following is one `log --follow`.
type following struct {
	a      *app
	f      logFlags
	chosen *selection
	paths  []string // as they were named: files and folders
	many   bool     // several logs: each line says which one
	logs   []*followed
	been   toldRuns
	live   bool // what comes now was written since the start
	old    int  // runs before that
	newest *logparse.Session
	err    error
}

// followed is one log that is followed.
type followed struct {
	w    *following
	path string
	tail *machine.Tail
	log  *logparse.Follower
	idle int
	info os.FileInfo // the newest look at it; nil before the first
}

// follow shows each run that ends from now on, with its verdict, and each failure outside any run, until it is interrupted.
func (a *app) follow(ctx context.Context, paths []string, f logFlags, chosen *selection) error {
	w := &following{a: a, f: f, chosen: chosen, paths: paths, many: len(paths) > 1, been: newToldRuns()}
	if err := w.open(); err != nil {
		return err
	}
	tick := time.NewTicker(followEvery)
	defer tick.Stop()
	for looks := 0; ; looks++ {
		if w.live && looks%followNew == 0 {
			w.search()
		}
		for _, l := range w.logs {
			if err := l.look(); err != nil {
				return err
			}
		}
		if !w.live {
			w.live = true
			w.started()
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

// look reads what is new in one log. What was over before the start is no news.
func (l *followed) look() error {
	grew, err := l.tail.Look(func(b []byte) { _, _ = l.log.Write(b) }, l.log.Turn)
	if err != nil {
		return err
	}
	l.idle++
	if grew {
		l.idle = 0
	}
	if !l.w.live || l.idle == followQuiet {
		l.log.Quiet()
	}
	return nil
}

// started says that it follows, and how things stand.
func (w *following) started() {
	what, last := redact.Clean(w.paths[0]), ""
	if len(w.logs) > 1 {
		what = fmt.Sprintf("%d logs", len(w.logs))
	}
	if w.newest != nil {
		last = ", the newest finished one " + w.newest.Outcome.String()
	}
	fmt.Fprintf(w.a.err, "following %s. Runs so far: %d%s. Ctrl+C ends it\n", what, w.old, last)
}

// run tells one run that ended.
func (l *followed) run(s *logparse.Session) {
	w := l.w
	if !w.been.first(s) {
		return // a copy of a log that was read
	}
	if !w.live {
		w.old++
		if s.Outcome.Decides() && (w.newest == nil || !s.Start.Before(w.newest.Start)) {
			w.newest = s
		}
		return
	}
	if w.err != nil || !w.chosen.wants(s) || !w.chosen.lists(s) {
		return
	}
	r, ok := w.judged(alone(s, l.log.Files()))
	switch {
	case !ok:
	case w.f.ndjson:
		w.err = report.RunJSON(w.a.out, s, r, w.a.namer(r.Vendor))
	default:
		w.err = report.RunText(w.a.prose(), s, r, l.name(), w.a.options())
	}
}

// failure tells one failure that belongs to no run, or after which a run waits for a person.
func (l *followed) failure(f *logparse.Failure) {
	w := l.w
	if !w.live || w.err != nil || !w.chosen.wantsFailure(f) {
		return
	}
	one := *f
	r, ok := w.judged(&logparse.Log{Files: l.log.Files(), Loose: []logparse.Failure{one}, Entries: 1, Stamped: 1})
	switch {
	case !ok, len(r.Result.Verdicts) == 0: // taken back by what followed
	case w.f.ndjson:
		w.err = report.FailureJSON(w.a.out, &one, r, w.a.namer(r.Vendor))
	default:
		w.err = report.FailureText(w.a.prose(), &one, r, l.name(), w.a.options())
	}
}

// judged is the report of a piece of a log.
func (w *following) judged(log *logparse.Log) (*report.Report, bool) {
	vendor, err := w.a.vendor(w.a.flags.vendor, &checks.Case{}, log)
	if err != nil {
		w.err = err
		return nil, false
	}
	r := w.a.logReport(log, checks.LogVerdicts(log, w.a.kb, vendor))
	r.Vendor = vendor
	return r, true
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
