package report

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/charmbracelet/x/ansi"

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
	file                                            int
	failed                                          bool
}

// shownRun is what a runRow is made of: a long log has a hundred thousand runs, of which a few are put into words.
type shownRun struct {
	start         time.Time
	app           string
	outcome       logparse.Outcome
	stage         logparse.Stage
	seconds       float64 // of authenticate; negative when not known
	file, line    int     // file: index in Log.Files
	code, hresult string
	answer        string
}

// before says whether a run of another file began before this one: files may cover the same time.
func (r shownRun) before(o shownRun) bool {
	return r.file != o.file && !r.start.IsZero() && r.start.Before(o.start)
}

// late puts a run into its place by time, where newer ones of another file were taken already.
func (l *logText) late(run shownRun) {
	list := slices.Concat(l.newest[l.next:], l.newest[:l.next])
	i := len(list)
	for i > 0 && run.before(list[i-1]) {
		i--
	}
	list = slices.Insert(list, i, run)
	l.newest, l.next = list[max(0, len(list)-l.most()):], 0
}

func newShownRun(s *logparse.Session) shownRun {
	run := shownRun{start: s.Start, app: s.App, outcome: s.Outcome, stage: s.Stage, seconds: -1, file: s.File, line: s.Span.First}
	if c := s.Call(logparse.StageAuthenticate); c != nil {
		run.seconds = c.Seconds
	}
	if f := telling(s.Failures); f != nil {
		run.file, run.line, run.code, run.hresult, run.answer = f.File, f.Line, f.Code, f.HResult, f.Answer
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
	row := runRow{app: redact.Clean(r.app), outcome: outcomeWords[r.outcome], stage: r.stage.String(), line: fmt.Sprint(r.line), file: r.file, failed: r.outcome == logparse.Failed}
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

// runs writes the counts and the newest runs, newest first. Of several files each is named above its runs: a line's number alone is in all.
func (l *logText) runs(p *page, log *logparse.Log) {
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
	names := fileNames(log)
	for i, row := range rows {
		if row.file < len(names) && (i == 0 || row.file != rows[i-1].file) {
			p.line(p.paint(Dim, cut("  "+names[row.file]+":", p.width)))
		}
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

// fileNames are the names by which several files of a log are told apart: the last part of the path, or where two have the same one, the
// whole. Of a single file there is nothing to tell.
func fileNames(log *logparse.Log) []string {
	if log == nil || len(log.Files) < 2 {
		return nil
	}
	seen := map[string]int{}
	names := make([]string, len(log.Files))
	for i, f := range log.Files {
		names[i] = shownPath(filepath.Base(f.Path))
		seen[names[i]]++
	}
	for i, f := range log.Files {
		if seen[names[i]] > 1 {
			names[i] = shownPath(f.Path)
		}
	}
	return names
}

// shownPath is a log's path, or the name of it, as people read it.
func shownPath(path string) string {
	if path == "-" {
		return "standard input"
	}
	return redact.Clean(path)
}
