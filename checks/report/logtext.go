package report

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/charmbracelet/x/ansi"

	"authdoctor/checks"
	"authdoctor/checks/redact"
	"authdoctor/logparse"
)

// How many runs the text shows: the newest ones.
const (
	fewRuns  = 6
	manyRuns = 5000
)

// runRow is one run as the text shows it.
type runRow struct {
	start, app, outcome, stage, seconds, line, code string
	failed                                          bool
}

// shownRun is what a runRow is made of: a long log has a hundred thousand runs, of which a few are put into words.
type shownRun struct {
	start         time.Time
	app           string
	outcome       logparse.Outcome
	stage         logparse.Stage
	seconds       float64 // of authenticate; negative when not known
	line          int
	code, hresult string
	answer        string
}

// logText gathers the newest runs and writes the report at the close, the problem first.
type logText struct {
	w      io.Writer
	o      Options
	newest []shownRun // a ring, once it is full
	next   int
	total  int
	counts [logparse.Outcomes]int
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
	if len(l.newest) < l.most() {
		l.newest = append(l.newest, newShownRun(s))
		return
	}
	l.newest[l.next] = newShownRun(s)
	l.next = (l.next + 1) % len(l.newest)
}

func newShownRun(s *logparse.Session) shownRun {
	run := shownRun{start: s.Start, app: s.App, outcome: s.Outcome, stage: s.Stage, seconds: -1, line: s.Span.First}
	if c := s.Call(logparse.StageAuthenticate); c != nil {
		run.seconds = c.Seconds
	}
	if f := telling(s.Failures); f != nil {
		run.line, run.code, run.hresult, run.answer = f.Line, f.Code, f.HResult, f.Answer
	}
	return run
}

// telling is the first failure with a code, else the last one; nil where there is none.
func telling(list []logparse.Failure) *logparse.Failure {
	for i := range list {
		if list[i].Code != "" || list[i].HResult != "" {
			return &list[i]
		}
	}
	if len(list) == 0 {
		return nil
	}
	return &list[len(list)-1]
}

// rows are the newest runs in words, the newest first.
func (l *logText) rows() []runRow {
	rows := make([]runRow, len(l.newest))
	for i := range rows {
		rows[i] = l.newest[(l.next+len(rows)-1-i)%len(rows)].row()
	}
	return rows
}

// row puts the run into words.
func (r shownRun) row() runRow {
	row := runRow{app: redact.Clean(r.app), outcome: outcomeWords[r.outcome], stage: r.stage.String(), line: fmt.Sprint(r.line), failed: r.outcome == logparse.Failed}
	if !r.start.IsZero() {
		row.start = r.start.UTC().Format("2 Jan 2006 15:04:05")
	}
	if r.seconds >= 0 {
		row.seconds = fmt.Sprintf("%.4g", r.seconds)
	}
	row.code = strings.TrimSpace(r.code + " " + r.hresult)
	if row.code == "" {
		row.code = redact.Clean(r.answer)
	}
	return row
}

// outcomeWords are the outcomes as people read them.
var outcomeWords = map[logparse.Outcome]string{logparse.OK: "ok", logparse.NoWork: "no work", logparse.Failed: "failed", logparse.Postponed: "put off", logparse.CutOff: "cut off"}

// Close writes the report.
func (l *logText) Close(r *Report) error {
	p := newPage(l.w, l.o)
	if r.Log != nil {
		for _, f := range r.Log.Files {
			l.file(p, f)
		}
	}
	problems, past := r.problems()
	r.equally(p, problems, equals(problems))
	r.pastOnes(p, past)
	r.story(p)
	l.runs(p)
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
	case l.total > 0 && l.counts[logparse.CutOff] == l.total:
		return "no run in the log comes to its end, so it shows neither a problem nor a success.", Warn
	}
	return "no problem in the log.", OK
}

// counted says how many problems there are. Verdicts on the same evidence are one problem that several causes fit.
func counted(list []checks.Verdict, where string) string {
	var seen []string
	for _, v := range list {
		if len(v.Evidence) == 0 {
			seen = append(seen, string(v.Cause))
			continue
		}
		if e := v.Evidence[0]; !slices.Contains(seen, e.Where+e.Text) {
			seen = append(seen, e.Where+e.Text)
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
	path := redact.Clean(f.Path)
	if path == "-" {
		path = "standard input"
	}
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

// runs writes the counts and the newest runs, newest first.
func (l *logText) runs(p *page) {
	if l.total == 0 {
		return
	}
	var parts []string
	for _, o := range []logparse.Outcome{logparse.OK, logparse.NoWork, logparse.Failed, logparse.Postponed, logparse.CutOff} {
		if n := l.counts[o]; n > 0 {
			parts = append(parts, fmt.Sprintf("%s %d", outcomeWords[o], n))
		}
	}
	p.line(p.paint(Bold, cut(fmt.Sprintf("RUNS     %d: %s", l.total, strings.Join(parts, " · ")), p.width)))
	head := runRow{start: "start, UTC", app: "app", outcome: "outcome", stage: "how far", seconds: "sec", line: "line"}
	rows := l.rows()
	form := runForm(append([]runRow{head}, rows...), p.width)
	if p.width >= 60 {
		p.line(p.paint(Dim, cut(form(head), p.width)))
	}
	for _, row := range rows {
		role := Role("")
		if row.failed {
			role = Problem
		}
		p.line(painted(p, role, cut(form(row), p.width)))
	}
	if more := l.total - len(rows); more > 0 {
		how := "authdoctor log --verbose FILE"
		if p.all {
			how = "authdoctor log --ndjson FILE"
		}
		p.line(cut(fmt.Sprintf("  … %s more: %s", number(int64(more)), how), p.width))
	}
}

// runForm lays the rows out in columns as wide as their texts. The application's name takes what is left: it is the same in most rows.
func runForm(rows []runRow, width int) func(runRow) string {
	if width < 60 {
		return func(row runRow) string {
			return fmt.Sprintf("  %s  %s  line %s", pad(row.start, 20), pad(row.outcome, 7), row.line)
		}
	}
	var start, app, outcome, stage, seconds, line, code int
	for _, row := range rows {
		start, app, outcome = max(start, ansi.StringWidth(row.start)), max(app, ansi.StringWidth(row.app)), max(outcome, ansi.StringWidth(row.outcome))
		stage, seconds = max(stage, ansi.StringWidth(row.stage)), max(seconds, ansi.StringWidth(row.seconds))
		line, code = max(line, ansi.StringWidth(row.line)), max(code, ansi.StringWidth(row.code))
	}
	const gaps = 7 * 2 // before each column
	app = max(3, min(app, 30, width-gaps-start-outcome-stage-seconds-line-code))
	return func(row runRow) string {
		return "  " + pad(row.start, start) + "  " + pad(cut(row.app, app), app) + "  " + pad(row.outcome, outcome) + "  " + pad(row.stage, stage) + "  " +
			fmt.Sprintf("%*s  %*s  %s", seconds, row.seconds, line, row.line, row.code)
	}
}

// painted paints a line that has a role.
func painted(p *page, role Role, s string) string {
	if role == "" {
		return s
	}
	return p.paint(role, s)
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
