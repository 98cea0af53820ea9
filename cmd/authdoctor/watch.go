package main

import (
	"context"
	"time"

	"authdoctor/checks"
	"authdoctor/logparse"
)

// watchEvery is the time between two looks at the log: a run takes seconds, so two of them are soon enough.
const watchEvery = 2 * time.Second

// watch waits for a finished run that started after since, and gives it; nil when the wait was ended first.
func (a *app) watch(ctx context.Context, env *checks.Env, since time.Time) (*logparse.Session, error) {
	tick := time.NewTicker(watchEvery)
	defer tick.Stop()
	for {
		log, err := a.readLogs(env.Case.LogPaths, logparse.Options{})
		if err != nil {
			return nil, err
		}
		for _, app := range log.Apps {
			if run := app.Decided; run != nil && run.Start.After(since) {
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
