package report

import (
	"io"
	"time"

	"github.com/charmbracelet/x/ansi"

	"authdoctor/checks"
	"authdoctor/checks/cause"
	"authdoctor/checks/redact"
	"authdoctor/logparse"
)

// EachRow is what one customer's log comes to.
type EachRow struct {
	Log      string    `json:"log"`
	App      string    `json:"app,omitempty"`
	Outcome  string    `json:"outcome,omitempty"` // of the newest finished run, in the words of authdoctor.log/v1
	Cause    cause.ID  `json:"cause,omitempty"`
	Strength string    `json:"strength,omitempty"`
	Since    time.Time `json:"since,omitzero"` // the first failed run after the last good one
	Newest   time.Time `json:"newest,omitzero"`
	Runs     int       `json:"runs"`
	Failed   int       `json:"failed"`
	Error    string    `json:"error,omitempty"` // why it could not be read
}

// RowOf sums a log up by its first verdict, else by its newest application.
func RowOf(name string, log *logparse.Log, verdicts []checks.Verdict) EachRow {
	row := EachRow{Log: redact.Clean(name)}
	want := ""
	for _, v := range verdicts {
		if v.Cause != cause.NoWork {
			row.Cause, row.Strength, want = v.Cause, v.Strength.String(), v.App
			break
		}
	}
	var about *logparse.App
	for _, a := range log.Apps {
		row.Runs += a.Runs
		row.Failed += a.Outcomes[logparse.Failed]
		bad := a.Decided != nil && a.Decided.Outcome == logparse.Failed
		switch {
		case about == nil:
			about = a
		case row.Cause != "" && bad && redact.Clean(a.Name) == want && redact.Clean(about.Name) != want:
			about = a
		}
	}
	if about == nil {
		return row
	}
	row.App, row.Newest = redact.Clean(about.Name), about.Last
	if about.Decided != nil {
		row.Outcome = about.Decided.Outcome.String()
		if about.Decided.Outcome == logparse.Failed && about.FirstBad != nil {
			row.Since = about.FirstBad.Start
		}
	}
	return row
}

// EachJSON writes a row as one line of JSON.
func EachJSON(w io.Writer, row EachRow) error {
	b, err := compact(row)
	if err == nil {
		_, err = w.Write(append(b, '\n'))
	}
	return err
}

// EachHead writes the line above the rows.
func EachHead(w io.Writer, o Options) error {
	p := newPage(w, o)
	p.line(p.paint(Dim, eachLine(p.width, "log", "application", "newest", "cause", "fails since, UTC")))
	return p.err
}

// EachText writes a row as one line.
func EachText(w io.Writer, row EachRow, o Options) error {
	p := newPage(w, o)
	if row.Error != "" {
		name := max(p.width-56, 10)
		p.line(p.paint(Warn, cut(pad(tail(row.Log, name), name)+"  cannot be read: "+oneLine(redact.Clean(row.Error)), p.width)))
		return p.err
	}
	outcome, since := "no end", ""
	switch {
	case row.Runs == 0:
		outcome = "no run"
	case row.Outcome != "":
		outcome = row.Outcome
	}
	if !row.Since.IsZero() {
		since = row.Since.UTC().Format("2006-01-02 15:04")
	}
	text, role := eachLine(p.width, row.Log, row.App, outcome, string(row.Cause), since), Role("")
	if row.Cause != "" {
		role = Problem
	}
	p.line(painted(p, role, text))
	return p.err
}

// eachLine lays out one row; the log's name has what the others leave.
func eachLine(width int, log, app, outcome, what, since string) string {
	name := max(width-64, 10)
	return cut(pad(tail(log, name), name)+"  "+pad(cut(oneLine(app), 13), 13)+"  "+pad(outcome, 7)+"  "+pad(cut(what, 20), 20)+"  "+since, width)
}

// tail is the end of a path in n cells, for its end tells logs apart.
func tail(path string, n int) string {
	short := path
	for drop := ansi.StringWidth(path) - n + 1; ansi.StringWidth(short) > n; drop++ { // a wide letter may stand where it is cut
		short = ansi.TruncateLeft(path, drop, "‹")
	}
	return short
}
