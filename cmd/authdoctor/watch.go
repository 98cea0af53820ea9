package main

import (
	"context"
	"errors"
	"time"

	"authdoctor/checks"
	"authdoctor/logparse"
)

// watchEvery is the time between two looks at the log: a run takes seconds, so two of them are soon enough.
const watchEvery = 2 * time.Second

// watchPatience is how many looks in a row may find a log that cannot be read: for a moment it is being renamed, or held.
const watchPatience = 5

// watch waits for a finished run that started after since, and gives it; nil when the wait was ended first.
func (a *app) watch(ctx context.Context, env *checks.Env, since time.Time) (*logparse.Session, error) {
	tick := time.NewTicker(watchEvery)
	defer tick.Stop()
	for failed := 0; ; {
		log, err := a.readLogs(env.Case.LogPaths, logparse.Options{})
		switch {
		case errors.Is(err, context.Canceled):
			return nil, err
		case err != nil:
			if failed++; failed == watchPatience {
				return nil, err
			}
		default:
			failed = 0
			if run := newRun(log, since); run != nil {
				return run, nil
			}
		}
		select {
		case <-ctx.Done():
			return nil, nil
		case <-tick.C:
		}
	}
}

// newRun is a run of the log that started after since and whose outcome decides; nil where there is none.
func newRun(log *logparse.Log, since time.Time) *logparse.Session {
	for _, app := range log.Apps {
		if run := app.Decided; run != nil && run.Start.After(since) {
			return run
		}
	}
	return nil
}
