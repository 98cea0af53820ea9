package tui

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"authdoctor/checks"
	"authdoctor/logparse"
	"authdoctor/tui/say"
)

// maxPaneLines is how many lines of a log are held for the raw pane, around what is shown.
const maxPaneLines = 400

// logScreen shows the runs of the log and, below, the lines themselves.
type logScreen struct {
	base
	runs    []*logparse.Session // newest first
	at      int
	fails   []place
	marked  map[place]bool // lines of failures: file and line, last 0
	raw     bool           // the keys act on the raw lines
	file    string
	first   int // line number at the top of the raw pane
	lines   []logparse.Line
	n       int // the work that reads lines
	wrong   string
	side    int
	wrap    bool
	utc     bool
	check   int // the work that judges the log, where nothing was checked yet
	ch      <-chan checks.Event
	search  finder
	looking int // the work that looks for a text
}

// newLog shows the log; at says where, an empty place goes to the newest failure.
func newLog(a *App, at place) *logScreen {
	s := &logScreen{base: base{a: a}, marked: map[place]bool{}}
	s.head = s.heading
	s.parts = s.draw
	if l := a.job.env.Log; l != nil {
		s.runs = allRuns(l)
		s.fails = failures(l, s.runs)
	}
	for _, f := range s.fails {
		for n := f.line; n <= f.last && n < f.line+maxPaneLines; n++ {
			s.marked[place{file: f.file, line: n}] = true
		}
	}
	s.search = newFinder(a)
	switch {
	case at.line > 0:
		s.goTo(at)
		s.raw = true
	case len(s.fails) > 0:
		s.goTo(s.fails[len(s.fails)-1])
	case len(s.runs) > 0:
		s.show(0)
	case a.job.env.Log != nil && len(a.job.env.Log.Files) > 0:
		s.file, s.first = a.job.env.Log.Files[0].Path, 1
	}
	return s
}

// allRuns are the runs that were kept, newest first, each once.
func allRuns(l *logparse.Log) []*logparse.Session {
	var out []*logparse.Session
	seen := map[[2]int]bool{}
	for _, app := range l.Apps {
		for _, list := range [][]*logparse.Session{app.Recent, app.Kept, {app.LastGood, app.FirstBad, app.Newest}} {
			for _, s := range list {
				if s == nil || seen[[2]int{s.File, s.Span.First}] {
					continue
				}
				seen[[2]int{s.File, s.Span.First}] = true
				out = append(out, s)
			}
		}
	}
	slices.SortFunc(out, func(x, y *logparse.Session) int {
		if x.File != y.File {
			return y.File - x.File
		}
		return y.Span.First - x.Span.First
	})
	return out
}

// failures are the places of all failures, in the order of the log.
func failures(l *logparse.Log, runs []*logparse.Session) []place {
	type spot struct{ file, line, last int }
	var spots []spot
	for _, r := range runs {
		for _, f := range r.Failures {
			spots = append(spots, spot{f.File, f.Line, max(f.Line, f.Last)})
		}
	}
	for _, f := range l.Loose {
		spots = append(spots, spot{f.File, f.Line, max(f.Line, f.Last)})
	}
	slices.SortFunc(spots, func(x, y spot) int {
		if x.file != y.file {
			return x.file - y.file
		}
		return x.line - y.line
	})
	var out []place
	for _, s := range slices.Compact(spots) {
		if s.file >= 0 && s.file < len(l.Files) {
			out = append(out, place{file: l.Files[s.file].Path, line: s.line, last: s.last})
		}
	}
	return out
}

// path is the file of a run.
func (s *logScreen) path(file int) string {
	if l := s.a.job.env.Log; l != nil && file >= 0 && file < len(l.Files) {
		return l.Files[file].Path
	}
	return ""
}

// goTo marks the run around a place and shows its lines.
func (s *logScreen) goTo(p place) {
	s.file, s.first = p.file, max(1, p.line-2)
	for i, r := range s.runs {
		if s.path(r.File) == p.file && r.Span.First <= p.line && p.line <= r.Span.Last {
			s.at = i
			return
		}
	}
}

// show marks a run and shows its failure, or its first line.
func (s *logScreen) show(i int) {
	if i < 0 || i >= len(s.runs) {
		return
	}
	s.at = i
	r := s.runs[i]
	s.file, s.first = s.path(r.File), r.Span.First
	if len(r.Failures) > 0 {
		s.first = max(r.Span.First, r.Failures[0].Line-2)
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

// read fetches the lines around the top of the raw pane, unless they are held.
func (s *logScreen) read() tea.Cmd {
	if s.file == "" {
		return nil
	}
	rows := max(1, s.h)
	if n := len(s.lines); n > 0 && s.lines[0].File == s.index() && s.lines[0].Number <= s.first &&
		(s.lines[n-1].Number >= s.first+rows || n < maxPaneLines && s.lines[n-1].Number >= s.total()) {
		return nil
	}
	s.a.stop(s.n)
	d, file, from, idx := s.a.d, s.file, max(1, s.first-maxPaneLines/4), s.index()
	n, cmd := s.a.do(func(ctx context.Context) (any, error) {
		lines, err := d.LogText(ctx, file, from, maxPaneLines)
		for i := range lines {
			lines[i].File = idx
		}
		return lines, err
	})
	s.n = n
	return cmd
}

// index is the number of the shown file in the log.
func (s *logScreen) index() int {
	if l := s.a.job.env.Log; l != nil {
		return slices.IndexFunc(l.Files, func(f logparse.File) bool { return f.Path == s.file })
	}
	return -1
}

// total is how many lines the shown file has.
func (s *logScreen) total() int {
	if i := s.index(); i >= 0 {
		return s.a.job.env.Log.Files[i].Lines
	}
	return 0
}

func (s *logScreen) wide() bool { return true }

func (s *logScreen) close() { s.a.stop(s.n); s.a.stop(s.check); s.a.stop(s.looking) }

// Update takes lines, the judgement, hits and keys.
func (s *logScreen) Update(msg tea.Msg) tea.Cmd {
	switch m := msg.(type) {
	case event:
		if m.n == s.check {
			return next(s.check, s.ch)
		}
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
		s.lines, _ = m.value.([]logparse.Line)
	case s.check:
		s.check = 0
		if res, ok := m.value.(*checks.Result); ok && s.a.job.result == nil && m.err == nil {
			s.a.job.result = res
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
			s.goTo(place{file: s.file, line: line})
			s.raw = true
			return s.read()
		}
	}
	return nil
}

// cause is what the log was judged to show; nil where nothing.
func (s *logScreen) cause() *checks.Verdict {
	if r := s.a.job.result; r != nil {
		for i := range r.Verdicts {
			if v := &r.Verdicts[i]; s.a.placeOf(v).line > 0 {
				return v
			}
		}
	}
	return nil
}

func (s *logScreen) press(m tea.KeyMsg) tea.Cmd {
	k, a := s.a.k, s.a
	switch {
	case key.Matches(m, k.Next), key.Matches(m, k.Previous):
		s.raw = !s.raw
	case key.Matches(m, k.NextFail):
		return s.fail(1)
	case key.Matches(m, k.PreviousFail):
		return s.fail(-1)
	case key.Matches(m, k.Right):
		s.side = min(s.side+10, maxSide)
	case key.Matches(m, k.Left):
		s.side = max(0, s.side-10)
	case key.Matches(m, k.Wrap):
		s.wrap, s.side = !s.wrap, 0
	case key.Matches(m, k.Times):
		s.utc = !s.utc
	case key.Matches(m, k.Open):
		return s.open()
	case key.Matches(m, k.Copy):
		return a.copied("the lines shown", s.plain())
	case key.Matches(m, k.Again) && a.live():
		return a.restart(newWait(a, func() Screen { return newChecklist(a, nil) }))
	case key.Matches(m, k.Summary) && a.job.result != nil:
		return a.push(newSummary(a))
	case key.Matches(m, k.Fix):
		if v := s.cause(); v != nil && a.canFix(v) {
			return a.startFix(v.Cause, v.Subject)
		}
	case key.Matches(m, k.Find) && a.d.FindText != nil:
		s.search.start()
	case key.Matches(m, k.FindNext) && s.search.text != "":
		return s.find(false)
	case key.Matches(m, k.FindBefore) && s.search.text != "":
		return s.find(true)
	case s.raw:
		return s.moveRaw(m)
	default:
		return s.moveRuns(m)
	}
	return nil
}

// open shows the proof that lies in the marked run; without one it goes to the lines.
func (s *logScreen) open() tea.Cmd {
	if v := s.cause(); v != nil && s.at < len(s.runs) {
		r := s.runs[s.at]
		for _, e := range v.Evidence {
			if p, ok := s.a.placeIn(e.Where); ok && e.Source == checks.FromLog && p.file == s.path(r.File) && r.Span.First <= p.line && p.line <= r.Span.Last {
				return s.a.push(newProof(s.a, v))
			}
		}
	}
	s.raw = true
	return nil
}

// fail goes to the next failure in the log's order, or to the one before.
func (s *logScreen) fail(by int) tea.Cmd {
	here := s.first + 2
	best := -1
	for i, f := range s.fails {
		if by > 0 && best < 0 && (s.fileOrder(f.file) > s.index() || f.file == s.file && f.line > here) {
			best = i
		}
		if by < 0 && (s.fileOrder(f.file) < s.index() || f.file == s.file && f.line < here) {
			best = i
		}
	}
	if best < 0 {
		if by > 0 {
			s.a.say("That is the last failure.")
		} else {
			s.a.say("That is the first failure.")
		}
		return nil
	}
	s.goTo(s.fails[best])
	return s.read()
}

func (s *logScreen) fileOrder(path string) int {
	if l := s.a.job.env.Log; l != nil {
		return slices.IndexFunc(l.Files, func(f logparse.File) bool { return f.Path == path })
	}
	return -1
}

func (s *logScreen) moveRuns(m tea.KeyMsg) tea.Cmd {
	k := s.a.k
	page := max(1, s.h/3)
	to := s.at
	switch {
	case key.Matches(m, k.Up):
		to--
	case key.Matches(m, k.Down):
		to++
	case key.Matches(m, k.PageUp):
		to -= page
	case key.Matches(m, k.PageDown):
		to += page
	case key.Matches(m, k.First):
		to = 0
	case key.Matches(m, k.Last):
		to = len(s.runs) - 1
	default:
		return nil
	}
	if len(s.runs) == 0 {
		return nil
	}
	s.show(max(0, min(len(s.runs)-1, to)))
	return s.read()
}

func (s *logScreen) moveRaw(m tea.KeyMsg) tea.Cmd {
	k := s.a.k
	page := max(1, s.h/2)
	switch {
	case key.Matches(m, k.Up):
		s.first--
	case key.Matches(m, k.Down):
		s.first++
	case key.Matches(m, k.PageUp):
		s.first -= page
	case key.Matches(m, k.PageDown):
		s.first += page
	case key.Matches(m, k.First):
		s.first = 1
	case key.Matches(m, k.Last):
		s.first = s.total() - 3
	default:
		return nil
	}
	s.first = max(1, min(s.first, max(1, s.total())))
	return s.read()
}

// plain is what is shown of the raw lines, to copy.
func (s *logScreen) plain() string {
	var b strings.Builder
	for _, l := range s.shown(max(8, s.h/2)) {
		b.WriteString(itoa(l.Number) + "  " + strings.ReplaceAll(say.One(l.Text), "\n", " ") + "\n")
	}
	return b.String()
}

// shown are at most n of the held lines from the top of the pane on.
func (s *logScreen) shown(n int) []logparse.Line {
	i := slices.IndexFunc(s.lines, func(l logparse.Line) bool { return l.Number >= s.first })
	if i < 0 || len(s.lines) > 0 && s.lines[0].File != s.index() {
		return nil
	}
	return s.lines[i:min(len(s.lines), i+n)]
}

// clock gives a time as the list shows it.
func (s *logScreen) clock(at time.Time) string {
	switch {
	case at.IsZero():
		return s.a.t.sign("–", "-")
	case s.utc:
		return at.UTC().Format("2 Jan 15:04:05")
	}
	return s.a.clock().Local(at).Format("2 Jan 15:04:05")
}
