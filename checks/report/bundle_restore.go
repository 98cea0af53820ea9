package report

import (
	"encoding/json"
	"fmt"
	"slices"

	"authdoctor/checks"
	"authdoctor/checks/probe"
	"authdoctor/logparse"
)

// mostLine is the largest number of a line that is believed.
const mostLine = 1 << 30

// restore fills in what the document authdoctor.detail/v1 tells beside the report. It comes from outside: what does not fit is
// taken out, so that nothing that reads it later has to look twice. With an error nothing is changed.
func (r *Report) restore(data []byte) error {
	clean, err := cleanJSON(data)
	if err != nil {
		return err
	}
	var d detail
	if err := json.Unmarshal(clean, &d); err != nil {
		return err
	}
	if d.Schema != DetailSchema {
		return fmt.Errorf("it is %q, not %s", d.Schema, DetailSchema)
	}
	if d.Report.Result == nil || d.Report.Case == nil || !r.tellsTheSame(d.Report.Result) {
		return fmt.Errorf("it belongs to another report")
	}
	tidyResult(d.Report.Result)
	tidyResult(d.Report.Before)
	log := d.Log
	if log != nil {
		tidyFiles(log)
		for _, a := range d.Apps[:min(len(d.Apps), mostApps)] {
			log.Apps = append(log.Apps, a.whole(len(log.Files)))
		}
	}
	d.Report.Case.Vendor = r.Vendor
	r.Case, r.Result, r.Before, r.Tried, r.Machine, r.Log = d.Report.Case, d.Report.Result, d.Report.Before, d.Report.Tried, d.Report.Machine, log
	return nil
}

// tellsTheSame says whether a result names the verdicts and checks of the report: the report is what counts.
func (r *Report) tellsTheSame(other *checks.Result) bool {
	return slices.EqualFunc(r.Result.Verdicts, other.Verdicts, func(a, b checks.Verdict) bool {
		return a.Cause == b.Cause && a.Standing == b.Standing && a.Strength == b.Strength
	}) && slices.EqualFunc(r.Result.Checks, other.Checks, func(a, b checks.Done) bool { return a.ID == b.ID && a.State == b.State })
}

func tidyResult(r *checks.Result) {
	if r == nil {
		return
	}
	for i := range r.Checks {
		c := &r.Checks[i]
		if c.State > checks.Broken {
			c.State = checks.Unknown
		}
		c.Exchanges = slices.DeleteFunc(c.Exchanges, func(x *probe.Exchange) bool { return x == nil })
		for j := range c.Findings {
			c.Findings[j].Stage = stage(c.Findings[j].Stage)
		}
	}
	for i := range r.Verdicts {
		v := &r.Verdicts[i]
		v.Stage = stage(v.Stage)
		v.Cause, v.Explains = causeID(v.Cause), causeIDs(v.Explains)
	}
}

func stage(s logparse.Stage) logparse.Stage {
	if s > logparse.StagePairing {
		return logparse.StageUnknown
	}
	return s
}

// within puts a number into a range.
func within(n, most int) int { return max(0, min(n, most)) }

func tidyFiles(l *logparse.Log) {
	if len(l.Files) == 0 {
		l.Files = []logparse.File{{Path: "-"}}
	}
	for i := range l.Files {
		l.Files[i].Lines = within(l.Files[i].Lines, mostLine)
	}
	last := len(l.Files) - 1
	for i := range l.Loose {
		tidyFailure(&l.Loose[i], last)
	}
	for i := range l.Strange {
		l.Strange[i].File = within(l.Strange[i].File, last)
	}
}

func tidyFailure(f *logparse.Failure, lastFile int) {
	f.File, f.Line, f.Last, f.Stage = within(f.File, lastFile), within(f.Line, mostLine), within(f.Last, mostLine), stage(f.Stage)
}

func tidySpan(s logparse.Span) logparse.Span {
	s.First = within(s.First, mostLine)
	return logparse.Span{First: s.First, Last: max(s.First, within(s.Last, mostLine))}
}

// whole puts an application together again.
func (a appDetail) whole(files int) *logparse.App {
	app := a.App
	for _, s := range a.Runs {
		if s != nil {
			tidyRun(s, files-1)
		}
	}
	run := func(place int) *logparse.Session {
		if place < 1 || place > len(a.Runs) {
			return nil
		}
		return a.Runs[place-1]
	}
	list := func(places []int) []*logparse.Session {
		var out []*logparse.Session
		for _, n := range places[:min(len(places), mostRecent)] {
			if s := run(n); s != nil {
				out = append(out, s)
			}
		}
		return out
	}
	app.Recent, app.Kept = list(a.Recent), list(a.Kept)
	app.Newest, app.Decided, app.LastGood, app.FirstBad = run(a.Newest), run(a.Decided), run(a.LastGood), run(a.FirstBad)
	return &app
}

func tidyRun(s *logparse.Session, lastFile int) {
	if int(s.Outcome) >= logparse.Outcomes {
		s.Outcome = logparse.CutOff
	}
	s.File, s.EndFile, s.Stage = within(s.File, lastFile), within(s.EndFile, lastFile), stage(s.Stage)
	s.Span = tidySpan(s.Span)
	if s.Rest != (logparse.Span{}) {
		s.Rest = tidySpan(s.Rest)
	}
	for i := range s.Calls {
		c := &s.Calls[i]
		c.File, c.Line, c.Stage = within(c.File, lastFile), within(c.Line, mostLine), stage(c.Stage)
	}
	for i := range s.Failures {
		tidyFailure(&s.Failures[i], lastFile)
	}
}
