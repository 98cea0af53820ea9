package plain

import (
	"time"

	"authdoctor/logparse"
	"authdoctor/tui"
	"authdoctor/tui/say"
)

// How many runs are listed and how many lines shown at a time.
const (
	pageRuns  = 9
	pageLines = 40
)

// logTalk is a look at the log: which runs are listed, from which on.
type logTalk struct {
	*talk
	runs  *tui.Runs
	view  []int // places counted from the newest run
	from  int   // in view, of the first one listed
	fail  int   // in view, of the newest failure that was not shown yet
	words string
	quiet bool // the list was said, and nothing in it changed since
}

// log says the runs of the log, newest first, and shows the lines of one.
func (t *talk) log() error {
	l := t.env.Log
	if l == nil || len(l.Files) == 0 {
		t.say("No log was given or found.")
		return nil
	}
	v := &logTalk{talk: t, runs: t.runs}
	if v.runs == nil {
		v.runs = tui.RunsOf(l)
	}
	v.pick(func(*tui.LogRun) bool { return true }, "")
	for {
		opts, acts := v.offers()
		i, err := t.choose(v.list, opts...)
		if err != nil {
			return err
		}
		if err := back(acts[i]()); err != nil {
			return err
		}
	}
}

// pick lists the runs that fit.
func (v *logTalk) pick(fits func(*tui.LogRun) bool, words string) {
	v.view, v.from, v.fail, v.words, v.quiet = nil, 0, 0, words, false
	for i := range v.runs.Len() {
		if fits(v.runs.Newest(i)) {
			v.view = append(v.view, i)
		}
	}
}

// here are the runs listed now.
func (v *logTalk) here() []int { return v.view[v.from:min(len(v.view), v.from+pageRuns)] }

// list says the files and the runs, once, and when it is asked for.
func (v *logTalk) list() {
	if v.quiet {
		v.quiet = false
		v.say("? says the runs again.")
		return
	}
	v.quiet = false
	l := v.env.Log
	for _, f := range l.Files {
		v.say("%s: %s, %d not understood.", f.Path, say.Plural(f.Lines, "line"), f.NotUnderstood)
	}
	if v.words != "" {
		v.say("Only %s: %s.", v.words, say.Plural(len(v.view), "run"))
	}
	if v.d.Location != nil && len(v.here()) > 0 {
		v.say("Times are this PC's. The log itself has UTC.")
	}
	for i, at := range v.here() {
		r := v.runs.Newest(at)
		code := ""
		if r.Code != "" {
			code = ", " + r.Code
		}
		app := ""
		if len(v.runs.Apps) > 1 {
			app = v.runs.Apps[r.App] + ", "
		}
		far := ""
		if !r.Outcome.Decides() || r.Outcome == logparse.Failed {
			far = ", " + say.Stage(r.Stage)
		}
		v.say("%d: %s, %s%s%s, line %d%s.", i+1, v.when(r.Began()), app, r.Outcome, far, r.Line, code)
	}
	for _, f := range l.Loose {
		v.say("Outside any run, line %d: %s", f.Line, short(f.Message))
	}
}

func (v *logTalk) when(at time.Time) string {
	if at.IsZero() {
		return "at a time that is not known"
	}
	return v.clock().When(at)
}

// offers are what can be done with the log.
func (v *logTalk) offers() ([]option, []func() error) {
	var opts []option
	var acts []func() error
	add := func(key, text string, act func() error) {
		opts, acts = append(opts, option{key, text}), append(acts, act)
	}
	n := len(v.here())
	for i, at := range v.here() {
		text := ""
		if i == 0 {
			text = "lines of run 1"
			if n > 1 {
				text = "to " + string(rune('0'+n)) + " lines of that run"
			}
		}
		add(string(rune('1'+i)), text, func() error {
			r := v.runs.Newest(at)
			return v.lines(int(r.File), int(r.Line))
		})
	}
	if v.from+pageRuns < len(v.view) {
		add("m", "older runs", func() error { v.from += pageRuns; return nil })
	}
	if v.from > 0 {
		add("n", "newer runs", func() error { v.from = max(0, v.from-pageRuns); return nil })
	}
	if v.failure() >= 0 {
		add("e", "newest failure, then older ones", v.nextFailure)
	}
	if v.d.FindText != nil {
		add("/", "find text", v.find)
	}
	if v.runs.Len() > 0 {
		add("p", "pick runs", v.picks)
		add("h", "by day and hour", func() error { v.quiet = true; v.days(); return nil })
	}
	if v.d.Follow != nil && v.live() && v.facts.Pasted == "" {
		add("l", "listen to the log", v.listen)
	}
	add("f", "find out why", v.findOut)
	return opts, acts
}

// failure is the place in view of the failure that e shows next; -1: there is none left.
func (v *logTalk) failure() int {
	for i := v.fail; i < len(v.view); i++ {
		if v.runs.Newest(v.view[i]).Fail > 0 {
			return i
		}
	}
	return -1
}

func (v *logTalk) nextFailure() error {
	i := v.failure()
	v.fail = i + 1
	r := v.runs.Newest(v.view[i])
	v.say("Failure of the run %s, line %d.", v.when(r.Began()), r.Fail)
	return v.lines(int(r.FailFile), max(1, int(r.Fail)-2))
}
