package report

import (
	"fmt"

	"authdoctor/logparse"
)

// refusals counts what QuickBooks answered with an error in runs that came to a good end all the same: the log-in worked, so it is no problem of
// that, and yet something was not written or read.
type refusals struct {
	requests, runs int
	file, line     int // of the newest, as are these
	status         int
	more           bool // a run had more failures than are kept
}

// add takes one run.
func (n *refusals) add(s *logparse.Session) {
	if s.Outcome != logparse.OK {
		return
	}
	before := n.requests
	for i := range s.Failures {
		if f := &s.Failures[i]; f.Status > 0 {
			n.requests++
			n.file, n.line, n.status = f.File, f.Line, f.Status
		}
	}
	if n.requests > before {
		n.runs++
		n.more = n.more || len(s.Failures) >= logparse.MaxFailures
	}
}

// write tells of them, where there are any.
func (n *refusals) write(p *page, log *logparse.Log) {
	if n.requests == 0 {
		return
	}
	in := "a run"
	if n.runs > 1 {
		in = number(int64(n.runs)) + " runs"
	}
	what := "1 request"
	if n.requests > 1 {
		what = number(int64(n.requests)) + " requests"
	}
	if n.more {
		what = "at least " + what
	}
	where := fmt.Sprintf("line %d", n.line)
	if names := fileNames(log); n.file < len(names) {
		where = fmt.Sprintf("%s:%d", names[n.file], n.line)
	}
	newest := "; the newest: "
	if n.requests == 1 {
		newest = ": "
	}
	p.block("REFUSED", wrap(fmt.Sprintf("QuickBooks answered %s with an error in %s that ended well%sstatus %d, %s.", what, in, newest, n.status, where), p.width-p.margin()), 0)
}
