package tui

import (
	"context"
	"slices"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"authdoctor/checks"
	"authdoctor/checks/cause"
	"authdoctor/logparse"
	"authdoctor/tui/say"
)

// maxPaneLines is how many lines of a log are held for the raw pane, around what is shown.
const maxPaneLines = 400

// logPart is what the keys of the log act on.
type logPart uint8

const (
	partRuns logPart = iota
	partLines
	partChart
)

// logScreen shows the runs of the log as a chart and as a list and, below, the lines themselves.
type logScreen struct {
	base
	runs  *Runs
	only  only
	view  []int32 // the runs listed, newest first: their places counted from the newest of all
	at    int     // the marked one of view
	bins  []bin   // the strip, oldest first
	days  []logDay
	day   int    // the marked one of days
	fails []spot // in the order of the log
	part  logPart

	file  int                    // index in Log.Files of the lines shown; -1: none
	first int                    // line number at the top of the raw pane
	grown int                    // lines of that file since it is followed; 0: as many as were read
	added [logparse.Outcomes]int // runs that ended since, by outcome
	lines []shownLine
	n     int // the work that reads lines
	wrong string
	side  int
	wrap  bool
	utc   bool

	check   int // the work that judges the log, where nothing was checked yet
	ch      <-chan checks.Event
	search  finder
	looking int // the work that looks for a text
	follow  following
}

// shownLine is one line of the raw pane, clean and ready to be drawn.
type shownLine struct {
	file, n      int
	short, whole string
	trace        bool
}

// newLog shows the log; at says where, an empty place goes to the newest failure.
func newLog(a *App, at place) *logScreen {
	s := &logScreen{base: base{a: a}, file: -1, runs: a.job.runs}
	s.head = s.heading
	s.parts = s.draw
	l := a.job.env.Log
	if s.runs == nil {
		s.runs = RunsOf(l)
	}
	s.fails = s.runs.fails
	if l != nil && len(l.Loose) > 0 {
		s.fails = slices.Clone(s.fails)
		for i := range l.Loose {
			f := &l.Loose[i]
			s.fails = append(s.fails, spot{int32(f.File), int32(f.Line), int32(max(f.Line, f.Last))})
		}
		slices.SortFunc(s.fails, func(x, y spot) int {
			if x.file != y.file {
				return int(x.file - y.file)
			}
			return int(x.line - y.line)
		})
	}
	s.search = newFinder(a)
	s.choose(only{app: anyApp})
	switch {
	case at.line > 0:
		s.goTo(s.fileOf(at.file), at.line)
		s.part = partLines
	case len(s.fails) > 0:
		f := s.fails[len(s.fails)-1]
		s.goTo(int(f.file), int(f.line))
	case len(s.view) > 0:
		s.show(0)
	case len(s.files()) > 0:
		s.file, s.first = 0, 1
	}
	return s
}

// files are the files of the log.
func (s *logScreen) files() []logparse.File {
	if l := s.a.job.env.Log; l != nil {
		return l.Files
	}
	return nil
}

// fileOf is the number of a file in the log; -1: it is none of its.
func (s *logScreen) fileOf(path string) int {
	return slices.IndexFunc(s.files(), func(f logparse.File) bool { return f.Path == path })
}

// path is the file of a number.
func (s *logScreen) path(file int) string {
	if l := s.files(); file >= 0 && file < len(l) {
		return l[file].Path
	}
	return ""
}

// total is how many lines the shown file has.
func (s *logScreen) total() int {
	if l := s.files(); s.file >= 0 && s.file < len(l) {
		return max(l[s.file].Lines, s.grown)
	}
	return 0
}

// run is the i-th run of the list.
func (s *logScreen) run(i int) *LogRun { return s.runs.Newest(int(s.view[i])) }

// goTo marks the run around a place and shows its lines.
func (s *logScreen) goTo(file, line int) {
	s.turnTo(file)
	s.first = max(1, line-2)
	if at := s.around(file, line); at >= 0 {
		s.at = at
	}
}

// turnTo shows another file.
func (s *logScreen) turnTo(file int) {
	if file != s.file {
		s.file, s.grown = file, 0
	}
}

// around is the listed run that a line lies in; -1: none.
func (s *logScreen) around(file, line int) int {
	return slices.IndexFunc(s.view, func(i int32) bool { return s.runs.Newest(int(i)).holds(file, line) })
}

// show marks a run and shows its failure, or its first line.
func (s *logScreen) show(i int) {
	if i < 0 || i >= len(s.view) {
		return
	}
	s.at = i
	r := s.run(i)
	s.turnTo(int(r.File))
	s.first = int(r.Line)
	if r.Fail > 0 {
		s.turnTo(int(r.FailFile))
		s.first = max(1, int(r.Fail)-2)
	}
}

// Init reads the lines; where nothing was checked yet, the log alone is judged, with no network.
func (s *logScreen) Init() tea.Cmd {
	cmds := []tea.Cmd{s.read()}
	if s.a.job.result == nil && s.a.job.env.Log != nil {
		var cmd tea.Cmd
		s.check, s.ch, cmd = s.a.checkRun([]string{"log"}, false)
		cmds = append(cmds, cmd)
	}
	return tea.Batch(cmds...)
}

// Resize makes the strip anew: it has a sign a cell.
func (s *logScreen) Resize(w, h int) {
	s.base.Resize(w, h)
	s.rebin()
}

func (s *logScreen) wide() bool { return true }

// read fetches the lines around the top of the raw pane, unless they are held.
func (s *logScreen) read() tea.Cmd {
	if s.file < 0 {
		return nil
	}
	rows := max(1, s.h)
	if n := len(s.lines); n > 0 && s.lines[0].file == s.file && s.lines[0].n <= s.first &&
		(s.lines[n-1].n >= s.first+rows || s.lines[n-1].n >= s.total()) {
		return nil
	}
	s.a.stop(s.n)
	d, path, from, file := s.a.d, s.path(s.file), max(1, s.first-maxPaneLines/4), s.file
	n, cmd := s.a.do(func(ctx context.Context) (any, error) {
		lines, err := d.LogText(ctx, path, from, maxPaneLines)
		out := make([]shownLine, len(lines))
		for i, l := range lines {
			out[i] = shownLine{file: file, n: l.Number, short: shortLine(l.Text), whole: say.One(l.Text), trace: isTrace(l.Text)}
		}
		return out, err
	})
	s.n = n
	return cmd
}

func (s *logScreen) close() {
	s.a.stop(s.n)
	s.a.stop(s.check)
	s.a.stop(s.looking)
	s.a.stop(s.follow.n)
}

// Update takes lines, the judgement, hits, what is written to a followed log, and keys.
func (s *logScreen) Update(msg tea.Msg) tea.Cmd {
	switch m := msg.(type) {
	case event:
		if m.n == s.check {
			return next(s.check, s.ch)
		}
	case grownMsg:
		return s.grew(m)
	case reply:
		return s.reply(m)
	case tea.KeyMsg:
		if s.search.on {
			return s.pressFind(m)
		}
		return s.press(m)
	}
	return nil
}

func (s *logScreen) reply(m reply) tea.Cmd {
	switch m.n {
	case 0:
	case s.n:
		s.n, s.wrong = 0, ""
		if m.err != nil {
			s.wrong = m.err.Error()
			return nil
		}
		s.lines, _ = m.value.([]shownLine)
	case s.check:
		s.check = 0
		if res, ok := m.value.(*checks.Result); ok && s.a.job.result == nil && m.err == nil {
			s.a.job.result = res
		}
	case s.follow.n:
		s.follow = following{}
		if m.err != nil {
			s.a.say("The log can't be followed: " + m.err.Error())
		}
	case s.looking:
		s.looking = 0
		line, _ := m.value.(int)
		switch {
		case m.err != nil:
			s.a.say("That could not be looked for: " + m.err.Error())
		case line == 0:
			s.a.say("Not found: " + s.search.text)
		default:
			s.search.hit = line
			s.goTo(s.file, line)
			s.part = partLines
			return s.read()
		}
	}
	return nil
}

// cause is what the log was judged to show; nil where nothing.
func (s *logScreen) cause() *checks.Verdict {
	if r := s.a.job.result; r != nil {
		for i := range r.Verdicts {
			if v := &r.Verdicts[i]; v.Cause != cause.NoWork && s.a.placeOf(v).line > 0 {
				return v
			}
		}
	}
	return nil
}

// shown are at most n of the held lines from the top of the pane on. At the end of the file lines before it fill the pane.
func (s *logScreen) shown(n int) []shownLine {
	first := s.first
	if total := s.total(); !s.wrap && first <= total {
		first = max(1, min(first, total-n+1))
	}
	i := slices.IndexFunc(s.lines, func(l shownLine) bool { return l.n >= first })
	if i < 0 || len(s.lines) > 0 && s.lines[0].file != s.file {
		return nil
	}
	return s.lines[i:min(len(s.lines), i+n)]
}

// failing says that a line of the shown file is one of a failure.
func (s *logScreen) failing(line int) bool {
	i, _ := slices.BinarySearchFunc(s.fails, spot{file: int32(s.file), line: int32(line + 1)}, func(x, y spot) int {
		if x.before(y) {
			return -1
		}
		return 1
	})
	return i > 0 && int(s.fails[i-1].file) == s.file && int(s.fails[i-1].last) >= line
}

// zone is where the times are shown.
func (s *logScreen) zone() *time.Location {
	if s.utc || s.a.d.Location == nil {
		return time.UTC
	}
	return s.a.d.Location
}

// clock gives a time as the list shows it.
func (s *logScreen) clock(at time.Time) string {
	if at.IsZero() {
		return s.a.t.sign("–", "-")
	}
	return at.In(s.zone()).Format("2 Jan 15:04:05")
}
