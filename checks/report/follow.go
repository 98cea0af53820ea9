package report

import (
	"fmt"
	"io"
	"time"

	"authdoctor/checks"
	"authdoctor/checks/cause"
	"authdoctor/checks/redact"
	"authdoctor/logparse"
)

// RunText writes one run that has just ended, in one line, and in a second one what it means. r holds the verdicts of this run alone; log
// names the log it is from, where several are followed.
func RunText(w io.Writer, s *logparse.Session, r *Report, log string, o Options) error {
	p := newPage(w, o)
	text := fmt.Sprintf("%s  %s  %s", pad(second(s.Start), 24), pad(outcomeWords[s.Outcome], 7), named(s.App))
	if c := s.Call(logparse.StageAuthenticate); c != nil && c.Seconds >= 0 {
		text += fmt.Sprintf("  log-in %.4g s", c.Seconds)
	}
	text += "  " + placed(log, s.Span.First)
	role := OK
	if s.Outcome == logparse.Failed {
		role = Problem
	}
	p.line(p.paint(role, cut(text, p.width)))
	r.meaning(p)
	return p.err
}

// RunJSON writes one run that has just ended as one line of JSON, and what it means as a second one.
func RunJSON(w io.Writer, s *logparse.Session, r *Report, name Namer) error {
	l := logLines{logJSON: logJSON{w: w, name: name}, growing: true}
	l.Session(s)
	return l.Close(r)
}

// FailureText writes a failure that belongs to no run, or after which a run waits for a person, as RunText does.
func FailureText(w io.Writer, f *logparse.Failure, r *Report, log string, o Options) error {
	p := newPage(w, o)
	text := fmt.Sprintf("%s  %s", pad(second(f.Time), 24), pad("failure", 7))
	if f.App != "" {
		text += "  " + named(f.App)
	}
	if f.Code != "" {
		text += "  " + f.Code
	}
	p.line(p.paint(Problem, cut(text+"  "+placed(log, f.Line), p.width)))
	r.meaning(p)
	return p.err
}

// FailureJSON writes a failure that belongs to no run as one line of JSON, and what it means as a second one.
func FailureJSON(w io.Writer, f *logparse.Failure, r *Report, name Namer) error {
	l := logLines{logJSON: logJSON{w: w, name: name}, growing: true}
	one := failure(f, name, redact.Clean)
	one.File = &f.File
	l.member(struct {
		Time    time.Time      `json:"time,omitzero"`
		App     string         `json:"app,omitempty"`
		Stage   logparse.Stage `json:"stage"`
		Failure failureJSON    `json:"failure"`
	}{f.Time, redact.Clean(f.App), f.Stage, one})
	l.put("\n")
	return l.Close(r)
}

// meaning writes verdicts, one line each, with their first proof.
func (r *Report) meaning(p *page) {
	for _, v := range r.Result.Verdicts {
		if v.Cause == cause.NoWork {
			continue
		}
		p.line(cut("  "+verdictLine(r, v), p.width))
		if len(v.Evidence) > 0 {
			p.quoted(4, redact.Clean(v.Evidence[0].Text))
		}
	}
}

// second is a time to the second, in UTC, and says so: no heading stands above it.
func second(t time.Time) string {
	if t.IsZero() {
		return "time not known"
	}
	return t.UTC().Format("2 Jan 2006 15:04:05") + " UTC"
}

// placed says where something stands.
func placed(log string, line int) string {
	if log == "" {
		return fmt.Sprintf("line %d", line)
	}
	return fmt.Sprintf("%s:%d", redact.Clean(log), line)
}

// verdictLine is a verdict in one line.
func verdictLine(r *Report, v checks.Verdict) string {
	return fmt.Sprintf("%s, %s: %s", v.Cause, v.Strength, r.title(v.Cause))
}
