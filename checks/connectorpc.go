package checks

import (
	"context"
	"fmt"
	"strings"
	"time"

	"authdoctor/checks/cause"
	"authdoctor/checks/machine"
	"authdoctor/logparse"
)

var connectorCheck = Check{
	ID:   "web-connector",
	Asks: "The Web Connector runs as it should",
	Run:  runConnector,
}

func runConnector(_ context.Context, env *Env) Outcome {
	f, why, ok := onThisPC(env)
	if !ok {
		return Outcome{State: Skipped, Why: why}
	}
	return judgeConnector(f)
}

// longRun is how long a run may be under way before its lock looks forgotten.
const longRun = 3 * time.Hour

// hugeLog is from what size on a log is worth a remark, in bytes.
const hugeLog = 100 << 20

// judgeConnector decides from what this PC shows of the Web Connector.
func judgeConnector(f pcFacts) Outcome {
	j := &pcVerdict{pcFacts: f}
	here, there := f.connectors()
	if f.p.Connector.Path == "" && len(here)+len(there) == 0 && !f.own {
		return Outcome{State: Skipped, Why: "There is no Web Connector on this PC. Run this on the PC that has QuickBooks and the Web Connector."}
	}
	if len(here) > 0 && here[0].Mine == machine.No {
		j.add("The Web Connector runs as another Windows user than this program, so its list and settings cannot be seen from here.")
		j.p = withoutSettings(f.p)
	}
	j.running(here, there)
	j.lock(here)
	j.logFiles()
	j.switches()
	return j.outcome(wellSaid(f.p, here))
}

// wellSaid is what is said of a Web Connector in which nothing is wrong.
func wellSaid(p *machine.Programs, here []machine.Process) string {
	text := "The Web Connector"
	if p.Connector.Version != "" {
		text += " " + p.Connector.Version
	}
	text += " runs"
	if len(here) == 1 && here[0].Elevated == machine.Yes {
		text += " as administrator"
	}
	switch n := len(p.Settings.Apps); {
	case n > 0:
		text += ", with " + count(n, "application", "applications") + " in its list"
	}
	return text + "."
}

// running judges whether it runs, as whom, and whether it does its work.
func (j *pcVerdict) running(here, there []machine.Process) {
	app, run := j.newest()
	every := j.every(app)
	if run != nil && !j.p.Settings.Found && (len(here) == 0 || here[0].Mine != machine.No) {
		j.add("The log shows runs, but this Windows user has no settings of the Web Connector: another Windows user paired. Run this program as that user.")
	}
	switch {
	case len(here) == 0 && len(there) > 0:
		j.add("The Web Connector runs for another Windows user of this PC, not for you. Its list and its settings are that user's: run this program as that user.")
		return
	case len(here) == 0:
		j.stopped(app, run, every)
		return
	case len(here) > 1:
		j.add("The Web Connector runs %d times for this Windows user. End all but one in the Task Manager.", len(here))
	}
	x := here[0]
	since := x.Started
	if run != nil && run.Start.After(since) {
		since = run.Start
	}
	if run == nil || x.Started.IsZero() || !j.overdue(since, every) {
		j.refutes = append(j.refutes, notRunning)
		return
	}
	e := []Evidence{
		onPC(processWhere(x), "The Web Connector runs since %s, and no run has begun since %s, though one is due every %s.", clock(x.Started), clock(run.Start), span(every)),
		j.runEvidence(run, "The newest run in the log began here."),
	}
	for _, a := range j.p.Settings.Apps {
		if a.AutoRun == machine.No && strings.EqualFold(a.Name, app.Name) {
			e = append(e, onPC(a.Key, "Auto-Run seems to be off for this application."))
		}
	}
	j.find(notRunning, cause.PC, cause.Likely, e...).App = clean(app.Name)
}

// stopped judges a Web Connector that does not run: a fault only where a run is overdue, for a person may have closed it a minute ago.
func (j *pcVerdict) stopped(app *logparse.App, run *logparse.Session, every time.Duration) {
	where, what := j.p.Connector.Path, "The Web Connector does not run"
	if j.p.Connector.Path == "" {
		what = "The Web Connector does not run, and its program is not at its usual place"
	}
	if j.p.AtLogon == machine.No {
		what += "; it is not set to start when this Windows user logs on"
	}
	switch {
	case run != nil && j.overdue(run.Start, every):
		j.find(notRunning, cause.PC, cause.Proven, onPC(where, "%s. A run is due every %s, and the newest began at %s.", what, span(every), clock(run.Start)),
			j.runEvidence(run, "The newest run in the log began here.")).App = clean(app.Name)
	case run == nil && j.log == nil && j.scheduled():
		j.find(notRunning, cause.PC, cause.Likely, onPC(where, "%s, though its list holds an application that is to run by itself.", what))
	case run != nil:
		j.add("%s. Its newest run began at %s. No run takes place until it is started.", what, clock(run.Start))
	default:
		j.add("%s. No run takes place until it is started.", what)
	}
}

// scheduled says whether an application of the list is to run by itself.
func (f *pcFacts) scheduled() bool {
	for _, a := range f.p.Settings.Apps {
		if a.AutoRun == machine.Yes || a.AutoRun == machine.NotKnown && a.EveryMinutes > 0 {
			return true
		}
	}
	return false
}

// lock judges the lock of a run: a fault only where it is set and no run can be under way.
func (j *pcVerdict) lock(here []machine.Process) {
	s := &j.p.Settings
	switch s.UpdateLock {
	case machine.No:
		j.refutes = append(j.refutes, lockStuck)
		return
	case machine.NotKnown:
		return
	}
	_, run := j.newest()
	switch {
	case len(here) == 0:
		j.add("The mark of a run under way is still set, though the Web Connector does not run. Its next start clears it.")
	case run == nil:
		j.add("The mark of a run under way is set (%s is TRUE): a run is going on now, or an old one left it behind.", s.LockAt)
	case run.Outcome == logparse.CutOff && j.now.Sub(run.Start) < longRun:
		// A run is going on, as far as the log tells.
	case j.now.Sub(newerOf(run.Start, run.End)) < gapLeast && run.Outcome != logparse.CutOff:
		// It ended only now: the mark may be of the next one.
	default:
		j.find(lockStuck, cause.PC, cause.Likely, onPC(s.LockAt, "UpdateLock is TRUE, as during a run, and the newest run in the log began at %s.", clock(run.Start)),
			j.runEvidence(run, "The newest run in the log; after it there is none."))
	}
}

func newerOf(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}

// logFiles judges whether the Web Connector can write its log, without which it does not start, and what it writes.
func (j *pcVerdict) logFiles() {
	for _, l := range j.p.Logs {
		if l.Writable == machine.No {
			j.find(connectorFailure, cause.PC, cause.Likely, onPC(l.Path, "This Windows user may not write the Web Connector's log (%s); without that the Web Connector does not start.", l.Why))
		}
		if l.Size > hugeLog {
			j.add("The log has %d MB. Its File menu clears it; keep a copy first.", l.Size>>20)
		}
	}
	if j.p.Settings.Level == "NONE" {
		j.add("The Web Connector's log is switched off (Level is NONE), so failures leave no trace. Set it to DEBUG and start the Web Connector again.")
	}
}

// withoutSettings is a PC without what belongs to one Windows user.
func withoutSettings(p *machine.Programs) *machine.Programs {
	c := *p
	c.Settings = machine.Settings{}
	return &c
}

// span writes a schedule.
func span(d time.Duration) string {
	if d < 2*time.Minute {
		return fmt.Sprintf("%.0f seconds", d.Seconds())
	}
	return fmt.Sprintf("%.0f minutes", d.Minutes())
}
