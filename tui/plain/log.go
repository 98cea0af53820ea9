package plain

import (
	"strconv"

	"authdoctor/logparse"
	"authdoctor/tui/say"
)

// log says the runs of the log, newest first, and shows the lines of one.
func (t *talk) log() error {
	l := t.env.Log
	if l == nil || len(l.Files) == 0 {
		t.say("No log was given or found.")
		return nil
	}
	var runs []*logparse.Session
	for _, a := range l.Apps {
		for i := len(a.Recent) - 1; i >= 0 && len(runs) < maxRuns; i-- {
			runs = append(runs, a.Recent[i])
		}
	}
	for {
		opts := make([]option, 0, len(runs)+1)
		for i := range runs {
			o := option{key: strconv.Itoa(i + 1)}
			if i == 0 {
				o.text = "lines of run 1"
				if len(runs) > 1 {
					o.text = "to " + strconv.Itoa(len(runs)) + " lines of that run"
				}
			}
			opts = append(opts, o)
		}
		i, err := t.choose(func() {
			for _, f := range l.Files {
				t.say("%s: %s, %d not understood.", f.Path, say.Plural(f.Lines, "line"), f.NotUnderstood)
			}
			for i, r := range runs {
				code := ""
				if len(r.Failures) > 0 {
					code = " " + r.Failures[0].Code + " " + short(r.Failures[0].Message)
				}
				t.say("%d: %s, %s, at %s, line %d.%s", i+1, t.clock().When(r.Start), r.Outcome, r.Stage, r.Span.First, code)
			}
			for _, f := range l.Loose {
				t.say("Outside any run, line %d: %s", f.Line, short(f.Message))
			}
		}, append(opts, option{key: "f", text: "find out why"})...)
		if err != nil {
			return err
		}
		if i == len(runs) {
			return t.findOut()
		}
		t.raw(runs[i])
	}
}

// maxRuns is how many runs are listed, maxRaw how many lines of one are shown.
const (
	maxRuns = 9
	maxRaw  = 60
)

// raw shows the lines of a run as they stand in the file.
func (t *talk) raw(r *logparse.Session) {
	files := t.env.Log.Files
	if r.File < 0 || r.File >= len(files) {
		return
	}
	lines, err := t.d.LogText(t.ctx, files[r.File].Path, r.Span.First, min(maxRaw, r.Span.Last-r.Span.First+1))
	if err != nil {
		t.say("%v", err)
		return
	}
	for _, l := range lines {
		t.say("%d %s", l.Number, l.Text)
	}
}
