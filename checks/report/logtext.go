package report

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"authdoctor/checks"
	"authdoctor/logparse"
)

// logText gathers the newest runs and writes the report at the close, the problem first.
type logText struct {
	w       io.Writer
	o       Options
	newest  []shownRun // a ring, once it is full
	next    int
	total   int
	counts  [logparse.Outcomes]int
	hurt    int // cut-off runs in which a failure stands
	refused refusals
}

// NewLogText writes the text report of a log to w. It keeps the newest runs only, so that its memory is bounded.
func NewLogText(w io.Writer, o Options) LogWriter { return &logText{w: w, o: o} }

// most is how many runs are kept.
func (l *logText) most() int {
	if l.o.Verbose {
		return manyRuns
	}
	return fewRuns
}

// Session takes one run.
func (l *logText) Session(s *logparse.Session) {
	l.total++
	if int(s.Outcome) < len(l.counts) {
		l.counts[s.Outcome]++
	}
	if s.Outcome == logparse.CutOff && len(s.Failures) > 0 {
		l.hurt++
	}
	l.refused.add(s)
	run := newShownRun(s)
	if n := len(l.newest); n > 0 && run.before(l.newest[(l.next+n-1)%n]) {
		l.late(run)
		return
	}
	if len(l.newest) < l.most() {
		l.newest = append(l.newest, run)
		return
	}
	l.newest[l.next] = run
	l.next = (l.next + 1) % len(l.newest)
}

// Close writes the report.
func (l *logText) Close(r *Report) error {
	p := newPage(l.w, l.o)
	if r.Log != nil {
		for _, f := range r.Log.Files {
			l.file(p, f)
		}
		repeats(p, r.Log)
	}
	problems, past := r.problems()
	r.equally(p, problems, equals(problems))
	r.pastOnes(p, past)
	r.story(p)
	l.runs(p, r.Log)
	l.refused.write(p, r.Log)
	r.strange(p)
	text, role := l.result(r, problems)
	for _, s := range wrap("Result: "+text+" Nothing was contacted. Still so? authdoctor check", p.width) {
		p.line(p.paint(role, s))
	}
	return p.err
}

// result is the answer in one sentence. Of runs that are all cut off it claims neither a success nor a failure.
func (l *logText) result(r *Report, problems []checks.Verdict) (string, Role) {
	switch {
	case len(problems) > 0:
		return counted(problems, "in the log"), Problem
	case l.total == 0 && r.Log != nil && r.Log.Begun:
		return "the log was just begun, or cleared: no run stands in it yet.", Warn
	case l.total == 0 && (r.Log == nil || r.Log.Empty()):
		return "nothing of a Web Connector log was found.", Warn
	case r.noWork():
		return "no problem in the log; the newest run had nothing to exchange.", OK
	case l.total > 0 && l.counts[logparse.CutOff] == l.total && l.hurt > 0:
		return "no run in the log comes to its end. A failure stands in " + ofThem(l.hurt, l.total) + ", but whether that ended it, and why, the log does not say.", Warn
	case l.total > 0 && l.counts[logparse.CutOff] == l.total:
		return "no run in the log comes to its end, so it shows neither a problem nor a success.", Warn
	}
	return "no problem in the log.", OK
}

// ofThem is n of all runs in words.
func ofThem(n, all int) string {
	if n == all && n == 1 {
		return "it"
	}
	return fmt.Sprintf("%d of %d", n, all)
}

// counted says how many problems there are. Verdicts on the same evidence are one problem that several causes fit.
func counted(list []checks.Verdict, where string) string {
	var seen []string
	for _, v := range list {
		if len(v.Evidence) == 0 {
			seen = append(seen, string(v.Cause))
			continue
		}
		e := v.Evidence[0]
		piece := cmp.Or(e.Whole, e.Where+e.Text)
		if !slices.Contains(seen, piece) {
			seen = append(seen, piece)
		}
	}
	text := plural(len(seen), "problem") + " " + where
	if len(seen) < len(list) {
		text += fmt.Sprintf("; %d causes fit", len(list))
	}
	return text + "."
}

// file writes one log's head line.
func (l *logText) file(p *page, f logparse.File) {
	path := shownPath(f.Path)
	about := fmt.Sprintf("%s, %s, %s", size(f.Bytes), strings.Replace(plural(f.Lines, "line"), fmt.Sprint(f.Lines), number(int64(f.Lines)), 1), f.Encoding)
	if f.Packed != "" {
		about += ", " + f.Packed
	}
	if !f.From.IsZero() {
		about += ", " + f.From.UTC().Format("2 Jan 2006")
		if to := f.To.UTC(); to.Format("2 Jan 2006") != f.From.UTC().Format("2 Jan 2006") {
			about += " to " + to.Format("2 Jan 2006")
		}
		about += " (UTC)"
	}
	lines := wrap(path+"  "+about, p.width)
	if !p.all && len(lines) > 2 {
		lines = append(wrap(cut(path, p.width), p.width), wrap(about, p.width)...)
	}
	for _, s := range lines {
		p.line(p.paint(Dim, s))
	}
}

// size is a number of bytes as people read it.
func size(n int64) string {
	switch {
	case n >= 1<<20:
		return fmt.Sprintf("%.1f MB", float64(n)/(1<<20))
	case n >= 1<<10:
		return fmt.Sprintf("%.1f KB", float64(n)/(1<<10))
	}
	return plural(int(n), "byte")
}

// newestApp is the application whose run is the newest; nil where the log has none.
func (r *Report) newestApp(name string) *logparse.App {
	if r.Log == nil || len(r.Log.Apps) == 0 {
		return nil
	}
	for _, a := range r.Log.Apps {
		if a.Name == name {
			return a
		}
	}
	return r.Log.Apps[0]
}

// decisive says whether a check came to an answer.
func decisive(s checks.State) bool {
	return s == checks.Passed || s == checks.Failed || s == checks.Warned
}
