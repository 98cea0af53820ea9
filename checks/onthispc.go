package checks

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"authdoctor/checks/cause"
	"authdoctor/checks/machine"
	"authdoctor/checks/qwc"
	"authdoctor/logparse"
)

// The causes that this PC's own facts name.
const (
	lockStuck        cause.ID = "update-lock-stuck"
	connectorFailure cause.ID = "web-connector-failure"
	notRunning       cause.ID = "web-connector-not-running"
	userMismatch     cause.ID = "windows-user-mismatch"
	noQuickBooks     cause.ID = "quickbooks-unavailable"
	noComponent      cause.ID = "quickbooks-component-missing"
	noCompanyFile    cause.ID = "company-file-unavailable"
)

// A gap between runs is longer than so many times the schedule, and longer than gapLeast.
const (
	gapTimes = 3
	gapLeast = 30 * time.Minute
)

// pcFacts is what the checks of this PC judge from. The log's newest run tells of this PC only where the log is its own.
type pcFacts struct {
	p       *machine.Programs
	log     *logparse.Log // nil: none
	inLog   []Finding     // what the log shows to be wrong
	qwc     *qwc.File     // nil: none
	service string        // the service's address; empty: not known
	own     bool          // the log is this PC's own
	now     time.Time
}

// onThisPC gathers the facts of a check; false, with the reason, where the PC cannot be looked at.
func onThisPC(env *Env) (f pcFacts, why string, ok bool) {
	p, why := machine.Inspect(env.PC)
	if p == nil {
		return f, why, false
	}
	f = pcFacts{p: p, log: env.Log, qwc: env.Case.QWC, own: env.Case.OnThisPC && env.Log != nil, now: env.Now()}
	f.service, _ = env.ServiceAddress()
	if f.log != nil {
		f.inLog = Judge(env.Log, env.KB, env.Case.Vendor)
	}
	return f, "", true
}

// elsewhere says whether the case is about another PC: a log was given that is not this one's own.
func (f *pcFacts) elsewhere() bool { return f.log != nil && !f.own }

// logged is the log's finding of a cause; nil where it shows none, or the log is another PC's.
func (f *pcFacts) logged(ids ...cause.ID) *Finding {
	if !f.own {
		return nil
	}
	i := slices.IndexFunc(f.inLog, func(x Finding) bool { return slices.Contains(ids, x.Cause) })
	if i < 0 {
		return nil
	}
	return &f.inLog[i]
}

// newest is the newest run of this PC's own log, with its application; nil where there is none.
func (f *pcFacts) newest() (*logparse.App, *logparse.Session) {
	if !f.own {
		return nil, nil
	}
	var app *logparse.App
	for _, a := range f.log.Apps {
		if a.Newest != nil && !a.Newest.Start.IsZero() && (app == nil || a.Newest.Start.After(app.Newest.Start)) {
			app = a
		}
	}
	if app == nil {
		return nil, nil
	}
	return app, app.Newest
}

// every is how often an application is to run: by its own runs, the pairing file or the Web Connector's list; 0: not known.
func (f *pcFacts) every(app *logparse.App) time.Duration {
	if app != nil && app.Interval > 0 {
		return time.Duration(app.Interval * float64(time.Second))
	}
	for _, a := range f.p.Settings.Apps {
		if a.EveryMinutes > 0 && (app == nil || strings.EqualFold(a.Name, app.Name)) {
			return time.Duration(a.EveryMinutes) * time.Minute
		}
	}
	if f.qwc != nil && (app == nil || strings.EqualFold(f.qwc.AppName, app.Name)) {
		return f.qwc.Every()
	}
	return 0
}

// overdue says whether a run should have come since a moment, by the schedule.
func (f *pcFacts) overdue(since time.Time, every time.Duration) bool {
	return every > 0 && !since.IsZero() && f.now.Sub(since) > max(gapTimes*every, gapLeast)
}

// here are the processes of this session, and there those of others.
func (f *pcFacts) here(list []machine.Process) (here, there []machine.Process) {
	for _, x := range list {
		if x.Session == f.p.Session {
			here = append(here, x)
		} else {
			there = append(there, x)
		}
	}
	return here, there
}

func (f *pcFacts) connectors() (here, there []machine.Process) {
	return f.here(f.p.Named("QBWebConnector.exe"))
}

func (f *pcFacts) quickBooks() (here, there []machine.Process) {
	return f.here(f.p.Named("QBW.EXE", "QBW32.EXE"))
}

// pcVerdict gathers what the facts of this PC come to.
type pcVerdict struct {
	pcFacts
	found   []Finding
	warn    []string
	refutes []cause.ID
}

// find claims a cause, with its proof.
func (j *pcVerdict) find(id cause.ID, subject cause.Subject, s cause.Strength, evidence ...Evidence) *Finding {
	j.found = append(j.found, Finding{Cause: id, Subject: subject, Strength: s, Evidence: evidence})
	return &j.found[len(j.found)-1]
}

// add keeps a remark, which claims no cause.
func (j *pcVerdict) add(format string, args ...any) {
	j.warn = append(j.warn, fmt.Sprintf(format, args...))
}

// outcome sums up. well is said where nothing is wrong. What was found on a PC that is not the log's own is a remark at most: it may
// have nothing to do with the log.
func (j *pcVerdict) outcome(well string) Outcome {
	if j.elsewhere() {
		for _, f := range j.found {
			j.warn = append(j.warn, f.Evidence[0].Text)
		}
		j.found, j.refutes = nil, nil
		if len(j.warn) > 0 {
			j.warn = append(j.warn, "The log that was given is not this PC's own, so this may say nothing about it.")
		}
	}
	out := Outcome{Findings: j.found}
	if j.own {
		out.Refutes = slices.DeleteFunc(j.refutes, func(id cause.ID) bool {
			return slices.ContainsFunc(j.found, func(f Finding) bool { return f.Cause == id })
		})
	}
	firm := slices.IndexFunc(j.found, func(f Finding) bool { return f.Strength >= cause.Likely })
	switch {
	case firm >= 0:
		out.State, out.Why = Failed, j.found[firm].Evidence[0].Text
	case len(j.found) > 0:
		out.State, out.Why = Warned, j.found[0].Evidence[0].Text
	case len(j.warn) > 0:
		out.State, out.Why = Warned, strings.Join(j.warn, " ")
	case len(j.p.Unread) > 0:
		out.State, out.Why = Unknown, strings.Join(j.p.Unread, " ")
	default:
		out.State, out.Why = Passed, well
	}
	out.Why = clean(out.Why)
	return out
}

// onPC is evidence of this PC: a sentence, and where it can be looked up.
func onPC(where, format string, args ...any) Evidence {
	return Evidence{Source: FromMachine, Text: clean(fmt.Sprintf(format, args...)), Where: clean(where)}
}

// processWhere names a process as the Task Manager shows it.
func processWhere(x machine.Process) string { return fmt.Sprintf("%s, process %d", x.Name, x.PID) }

// clock writes a moment for a sentence.
func clock(t time.Time) string { return t.UTC().Format("2006-01-02 15:04 UTC") }

// runEvidence is the log's evidence of its newest run.
func (f *pcFacts) runEvidence(s *logparse.Session, format string, args ...any) Evidence {
	return Evidence{Source: FromLog, Text: clean(fmt.Sprintf(format, args...)), At: s.Start, Where: whereInLog(f.log, s.File, s.Span.First)}
}
