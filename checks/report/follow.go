package report

import (
	"fmt"
	"io"

	"authdoctor/checks"
	"authdoctor/checks/cause"
	"authdoctor/checks/redact"
	"authdoctor/logparse"
)

// RunText writes one run that has just ended, in one line, and in a second one what it means. r holds the verdicts of this run alone.
func RunText(w io.Writer, s *logparse.Session, r *Report, o Options) error {
	p := newPage(w, o)
	start := "time not known"
	if !s.Start.IsZero() {
		start = s.Start.UTC().Format("2 Jan 2006 15:04:05")
	}
	text := fmt.Sprintf("%s  %s  %s", pad(start, 20), pad(outcomeWords[s.Outcome], 7), named(s.App))
	if c := s.Call(logparse.StageAuthenticate); c != nil && c.Seconds >= 0 {
		text += fmt.Sprintf("  log-in %.4g s", c.Seconds)
	}
	text += fmt.Sprintf("  line %d", s.Span.First)
	role := OK
	if s.Outcome == logparse.Failed {
		role = Problem
	}
	p.line(p.paint(role, cut(text, p.width)))
	for _, v := range r.Result.Verdicts {
		if v.Cause == cause.NoWork {
			continue
		}
		p.line(cut("  "+verdictLine(r, v), p.width))
		if len(v.Evidence) > 0 {
			p.quoted(4, redact.Clean(v.Evidence[0].Text))
		}
	}
	return p.err
}

// verdictLine is a verdict in one line.
func verdictLine(r *Report, v checks.Verdict) string {
	return fmt.Sprintf("%s, %s: %s", v.Cause, v.Strength, r.title(v.Cause))
}
