package tui

import (
	"slices"
	"strings"
	"time"

	"authdoctor/logparse"
)

// LogRun is one run of the log in short: enough for a list, a chart and the way to its lines.
type LogRun struct {
	File, EndFile  int32 // indexes in Log.Files
	Line, Last     int32 // its first and last line, the latter in EndFile
	Fail, FailLast int32 // lines of what went wrong first; 0: nothing did
	FailFile       int32
	Took, Login    float32 // seconds of the run and of its log-in; negative where not known
	Outcome        logparse.Outcome
	Stage          logparse.Stage
	App            uint16 // index in Runs.Apps
	Start          int64  // Unix seconds; 0: not known
	Code           string // of what went wrong: "QBWC1012"; may be empty
}

// maxRuns bounds the runs that are held, about 18 MB: the newest ones.
const maxRuns = 1 << 18

// Runs are the runs of a log in its order, as many as a screen can hold. The zero value is empty. It is not safe for concurrent use.
type Runs struct {
	Apps []string
	list []LogRun
	from int // where the oldest stands in list, once that is full
	seen int
	text map[string]string
	app  map[string]uint16

	fails []spot // in the log's order
}

// spot is the lines of one failure.
type spot struct{ file, line, last int32 }

// before says that a spot stands before another in the log.
func (s spot) before(o spot) bool { return s.file < o.file || s.file == o.file && s.line < o.line }

// Add takes one more run. It keeps nothing of s.
func (r *Runs) Add(s *logparse.Session) {
	if s == nil {
		return
	}
	run := r.shorten(s)
	r.seen++
	if len(r.list) < maxRuns {
		r.list = append(r.list, run)
		return
	}
	r.list[r.from] = run
	r.from = (r.from + 1) % maxRuns
}

// shorten is a run in short; its failures are noted.
func (r *Runs) shorten(s *logparse.Session) LogRun {
	run := LogRun{File: int32(s.File), EndFile: int32(s.EndFile), Line: int32(s.Span.First), Last: int32(s.Span.Last), Took: -1, Login: -1, Outcome: s.Outcome, Stage: s.Stage, App: r.appOf(s.App)}
	if s.Rest.Last > 0 {
		run.Last = int32(s.Rest.Last)
	} else {
		run.EndFile = run.File
	}
	if !s.Start.IsZero() {
		run.Start = s.Start.Unix()
		if !s.End.IsZero() {
			run.Took = float32(s.End.Sub(s.Start).Seconds())
		}
	}
	for i := range s.Failures {
		f := &s.Failures[i]
		if isNotice(f) {
			continue
		}
		if run.Fail == 0 {
			run.FailFile, run.Fail, run.FailLast, run.Code = int32(f.File), int32(f.Line), int32(max(f.Line, f.Last)), r.keep(f.Code)
		}
		r.fail(f)
	}
	run.Login = login(s)
	return run
}

// isNotice says whether what a run noted is no failure: that there is nothing to exchange.
func isNotice(f *logparse.Failure) bool { return f.Answer == "none" }

// fail notes where a failure stands.
func (r *Runs) fail(f *logparse.Failure) {
	if len(r.fails) >= maxRuns {
		r.fails = append(r.fails[:0], r.fails[maxRuns/2:]...)
	}
	r.fails = append(r.fails, spot{int32(f.File), int32(f.Line), int32(max(f.Line, f.Last))})
}

// login is how long the log-in of a run took, in seconds; negative where that is not known.
func login(s *logparse.Session) float32 {
	c := s.Call(logparse.StageAuthenticate)
	if c == nil {
		return -1
	}
	took := c.Seconds
	if !c.Answered {
		for i := range s.Failures {
			if s.Failures[i].Stage == logparse.StageAuthenticate {
				took = max(took, s.Failures[i].Seconds)
			}
		}
	}
	return float32(took)
}

// keep holds a text once, apart from the buffer that it came in.
func (r *Runs) keep(s string) string {
	if have, ok := r.text[s]; ok || s == "" {
		return have
	}
	if r.text == nil {
		r.text = map[string]string{}
	}
	s = strings.Clone(s)
	r.text[s] = s
	return s
}

// appOf is the index of an application's name. Those beyond what an index holds share the last.
func (r *Runs) appOf(name string) uint16 {
	if i, ok := r.app[name]; ok {
		return i
	}
	if r.app == nil {
		r.app = map[string]uint16{}
	}
	if len(r.Apps) >= maxApps {
		return uint16(len(r.Apps) - 1)
	}
	name = strings.Clone(name)
	r.Apps = append(r.Apps, name)
	r.app[name] = uint16(len(r.Apps) - 1)
	return r.app[name]
}

// maxApps is how many applications are told apart.
const maxApps = 1000

// Len is how many runs are held; Seen how many there were.
func (r *Runs) Len() int { return len(r.list) }

// Seen is how many runs were added, also those that are no longer held.
func (r *Runs) Seen() int { return r.seen }

// Newest is the i-th run counted from the newest one, which is 0. It must be below Len.
func (r *Runs) Newest(i int) *LogRun {
	return &r.list[(r.from+len(r.list)-1-i+len(r.list))%len(r.list)]
}

// RunsOf are the runs that a log has kept: fewer than it had, where it was long.
func RunsOf(l *logparse.Log) *Runs {
	var all []*logparse.Session
	if l == nil {
		return &Runs{}
	}
	for _, a := range l.Apps {
		all = append(append(append(all, a.Recent...), a.Kept...), a.LastGood, a.FirstBad, a.Newest)
	}
	all = slices.DeleteFunc(all, func(s *logparse.Session) bool { return s == nil })
	slices.SortFunc(all, func(x, y *logparse.Session) int {
		if x.File != y.File {
			return x.File - y.File
		}
		return x.Span.First - y.Span.First
	})
	r := &Runs{}
	var last *logparse.Session
	for _, s := range all {
		if last == nil || s.File != last.File || s.Span.First != last.Span.First {
			r.Add(s)
		}
		last = s
	}
	return r
}

// Began is when a run began; zero where that is not known.
func (r *LogRun) Began() time.Time {
	if r.Start == 0 {
		return time.Time{}
	}
	return time.Unix(r.Start, 0)
}

// holds says whether a line of a file lies in the run.
func (r *LogRun) holds(file, line int) bool {
	switch f := int32(file); {
	case f == r.File && f == r.EndFile:
		return int(r.Line) <= line && line <= int(r.Last)
	case f == r.File:
		return line >= int(r.Line)
	}
	return int32(file) == r.EndFile && line <= int(r.Last)
}
