package main

import (
	"maps"
	"slices"
	"strings"
	"time"

	"authdoctor/checks/redact"
	"authdoctor/logparse"
)

// selection is what --app, --since and --until choose of a log. Runs, story and verdicts are about the chosen runs; --failed chooses among
// them which ones are listed, and which ones the verdicts are about.
type selection struct {
	app          string
	since, until time.Time
	failed       bool
	apps         map[string]bool // the names of the runs that were passed over for theirs
}

// maxAppNames bounds the names that are remembered, and listed.
const (
	maxAppNames  = 1000
	mostAppNames = 5
)

// selection reads the flags.
func (f logFlags) selection(now time.Time) (*selection, error) {
	since, err := moment("--since", f.since, now)
	if err != nil {
		return nil, err
	}
	until, err := moment("--until", f.until, now)
	if err != nil {
		return nil, err
	}
	if !since.IsZero() && !until.IsZero() && !since.Before(until) {
		return nil, usagef("--since %s is not before --until %s: no run can be between them", f.since, f.until)
	}
	return &selection{app: f.app, since: since, until: until, failed: f.failed, apps: map[string]bool{}}, nil
}

// any says whether runs are chosen at all.
func (s *selection) any() bool { return s.app != "" || !s.since.IsZero() || !s.until.IsZero() }

// wants says whether a run is chosen. Its application's name is compared without regard to case.
func (s *selection) wants(run *logparse.Session) bool {
	if s.app != "" && !strings.EqualFold(run.App, s.app) && !strings.EqualFold(run.UniqueName, s.app) {
		if len(s.apps) < maxAppNames {
			s.apps[run.App] = true
		}
		return false
	}
	return s.within(run.Start)
}

func (s *selection) within(t time.Time) bool {
	return (s.since.IsZero() || !t.Before(s.since)) && (s.until.IsZero() || t.Before(s.until) && !t.IsZero())
}

// lists says whether a chosen run is listed.
func (s *selection) lists(run *logparse.Session) bool {
	return !s.failed || run.Outcome == logparse.Failed
}

// wantsFailure says whether a failure outside any run is chosen. One that names no application is.
func (s *selection) wantsFailure(f *logparse.Failure) bool {
	return (!s.any() || s.within(f.Time)) && (s.app == "" || f.App == "" || strings.EqualFold(f.App, s.app))
}

// cut takes out of a log the failures outside any run that are not chosen. A pasted text has no times and is left as it is.
func (s *selection) cut(log *logparse.Log) {
	if log == nil || log.Fragment || !s.any() {
		return
	}
	log.Loose = slices.DeleteFunc(log.Loose, func(f logparse.Failure) bool { return !s.wantsFailure(&f) })
}

// nothing is the error about a selection that nothing of the log fits; nil where something does.
func (s *selection) nothing(log *logparse.Log) error {
	if !s.any() || log == nil || log.Sessions > 0 || log.Passed == 0 || len(log.Loose) > 0 {
		return nil
	}
	if len(s.apps) == 0 || s.app == "" {
		return usagef("none of the log's runs lies in this time; it has %d. Leave --since and --until out to see them", log.Passed)
	}
	var names []string
	for _, name := range slices.Sorted(maps.Keys(s.apps)) {
		if len(names) == mostAppNames {
			names = append(names, "…")
			break
		}
		if name == "" {
			name = "(one without a name)"
		}
		names = append(names, `"`+redact.Clean(name)+`"`)
	}
	return usagef("no run in the log is of the application %q. It has %s", s.app, strings.Join(names, ", "))
}

// judged is the log that the verdicts are about: with --failed, of each application the newest failed run, though later ones ended well.
func (s *selection) judged(log *logparse.Log) *logparse.Log {
	if !s.failed || log == nil {
		return log
	}
	failed := *log
	failed.Apps = nil
	for _, a := range log.Apps {
		if len(a.Kept) == 0 {
			continue
		}
		one := *a
		one.Decided = a.Kept[len(a.Kept)-1]
		failed.Apps = append(failed.Apps, &one)
	}
	return &failed
}
