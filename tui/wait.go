package tui

import (
	"context"
	"sync/atomic"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"authdoctor/tui/say"
)

// waitScreen reads what the facts name, then gives its place to another screen. Of a long log it shows meanwhile what went wrong
// last. What could not be read stands here, with what to do.
type waitScreen struct {
	base
	then  func() Screen
	n     int
	far   *progress
	peek  int // the work that looks at the end of the log
	found *Glance
	err   string
	menu  choices
}

// progress is how far the reading is; the reader writes it while the screen is drawn.
type progress struct{ done, total atomic.Int64 }

// newWait prepares the facts of the job, then opens the screen that then gives.
func newWait(a *App, then func() Screen) *waitScreen {
	s := &waitScreen{base: base{a: a}, then: then, far: &progress{}}
	s.head = func() (string, string) { return "Reading", "" }
	s.parts = s.draw
	s.menu.list = []choice{
		{"Try again", "", s.Init},
		{"Add or change facts", "another log, pairing file or address", func() tea.Cmd { return a.replace(newFacts(a, then)) }},
	}
	if !a.live() {
		s.menu.list = s.menu.list[:1]
	}
	return s
}

// ReadAll reads what the facts name, with all runs where that is possible; else with those that the log kept. on may be called from
// another goroutine.
func (d *Deps) ReadAll(ctx context.Context, f Facts, on func(done, total int64)) (Reading, error) {
	if d.Read != nil && d.Options.ReadOnly == "" {
		return d.Read(ctx, f, on)
	}
	env, err := d.Prepare(ctx, f)
	if err != nil {
		return Reading{}, err
	}
	return Reading{Env: env, Runs: RunsOf(env.Log)}, nil
}

// Init begins to read.
func (s *waitScreen) Init() tea.Cmd {
	s.err = ""
	f, d, far := s.a.job.facts, s.a.d, &progress{}
	s.far = far
	n, cmd := s.a.do(func(ctx context.Context) (any, error) {
		return d.ReadAll(ctx, f, func(done, total int64) { far.done.Store(done); far.total.Store(total) })
	})
	s.n = n
	if d.Glance == nil || !s.a.live() {
		return cmd
	}
	m, look := s.a.do(func(ctx context.Context) (any, error) {
		g, err := d.Glance(ctx, f)
		return g, err
	})
	s.peek = m
	return tea.Batch(look, cmd)
}

// Update takes the answer, or keys when it was an error.
func (s *waitScreen) Update(msg tea.Msg) tea.Cmd {
	switch m := msg.(type) {
	case reply:
		switch {
		case m.n == s.peek && s.peek != 0:
			s.peek = 0
			s.found, _ = m.value.(*Glance) // what could not be glanced at is read all the same
		case m.n == s.n && s.n != 0:
			return s.read(m)
		}
	case tea.KeyMsg:
		if s.err != "" {
			cmd, _ := s.menu.press(s.a.k, m, s.ready())
			return cmd
		}
		s.scrollKey(m)
	}
	return nil
}

// read takes what was read.
func (s *waitScreen) read(m reply) tea.Cmd {
	s.n = 0
	j := s.a.job
	if m.err != nil {
		s.err = m.err.Error()
		j.unread = s.err
		s.ask()
		return nil
	}
	r, _ := m.value.(Reading)
	j.env, j.runs, j.unread = r.Env, r.Runs, ""
	if s.a.top() != Screen(s) {
		return nil
	}
	return s.a.replace(s.then())
}

func (s *waitScreen) close() { s.a.stop(s.n); s.a.stop(s.peek) }

func (s *waitScreen) draw() []part {
	t := s.a.t
	if s.err != "" {
		return []part{{lines: paint(t.bad, para(t.problemSign()+" ", say.One(s.err), s.textWidth()))}, s.menu.part(&s.base)}
	}
	line := s.a.spin() + " Reading the log and the pairing file: " + itoa(s.a.since(s.n)) + " s"
	if done, total := s.far.done.Load(), s.far.total.Load(); total > 0 {
		line = s.a.spin() + " Reading: " + itoa(int(100*min(done, total)/total)) + " % of " + say.Bytes(total) + ", " + itoa(s.a.since(s.n)) + " s"
	}
	parts := []part{{lines: []string{t.cut(line, s.w-2)}}}
	if s.found != nil && s.found.Run != nil {
		parts = append(parts, s.glance())
	}
	return parts
}

// glance is the newest failure, as far as the end of the log shows it.
func (s *waitScreen) glance() part {
	t, g := s.a.t, s.found
	when := "The newest failure in " + say.One(shortPath(g.File, true))
	if !g.Run.Start.IsZero() {
		when += ", run of " + s.a.clock().When(g.Run.Start)
	}
	p := part{lines: paint(t.bad, say.Wrap(t.problemSign()+" "+when+", "+say.Stage(g.Run.Stage)+":", s.textWidth()))}
	for _, l := range g.Lines {
		p.lines = append(p.lines, t.cut("  "+t.g.proof+" "+shortLine(l), s.w-2))
	}
	return p
}

// Keys are those of the list.
func (s *waitScreen) Keys() []key.Binding {
	k := s.a.k
	if s.err == "" {
		return []key.Binding{k.Back}
	}
	return []key.Binding{k.answers(len(s.menu.list)), k.Up, as(k.Open, "choose"), k.Back}
}
