package tui

import (
	"context"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"authdoctor/tui/say"
)

// exampleWait starts a built-in example, then shows its checklist. Going back from there ends the example.
type exampleWait struct {
	base
	id  string
	n   int
	err string
}

func newExampleWait(a *App, id string) *exampleWait {
	s := &exampleWait{base: base{a: a}, id: id}
	s.head = func() (string, string) { return "Example", "" }
	s.parts = func() []part {
		if s.err != "" {
			return []part{{lines: paint(a.t.bad, para(a.t.problemSign()+" ", "The example could not be started: "+say.One(s.err), s.textWidth()))}}
		}
		return []part{{lines: []string{a.spin() + " Starting the made-up installation"}}}
	}
	return s
}

// Init starts the example.
func (s *exampleWait) Init() tea.Cmd {
	d, id := s.a.d, s.id
	n, cmd := s.a.do(func(ctx context.Context) (any, error) {
		ex, err := d.Example(ctx, id)
		if err == nil && ctx.Err() != nil {
			ex.Close()
			return nil, ctx.Err()
		}
		return ex, err
	})
	s.n = n
	return cmd
}

// Update enters the example's world.
func (s *exampleWait) Update(msg tea.Msg) tea.Cmd {
	m, ok := msg.(reply)
	if !ok || m.n != s.n {
		return nil
	}
	s.n = 0
	ex, _ := m.value.(*Example)
	if m.err != nil || ex == nil {
		if m.err != nil {
			s.err = m.err.Error()
		}
		return nil
	}
	a := s.a
	if a.top() != Screen(s) {
		ex.Close()
		return nil
	}
	a.drop()
	a.worlds = append(a.worlds, world{d: a.d, job: a.job, level: len(a.stack), close: ex.Close})
	d := ex.Deps
	d.Out, d.In = a.d.Out, a.d.In
	d.Options.ASCII, d.Options.NoColor, d.Options.ReducedMotion = a.d.Options.ASCII, a.d.Options.NoColor, a.d.Options.ReducedMotion
	a.d, a.job = &d, &job{facts: d.Start, out: map[string]bool{}}
	return a.push(newWait(a, a.firstLook))
}

// firstLook is what comes after reading: the checklist, or the questions where nothing can be probed and nothing was answered.
func (a *App) firstLook() Screen {
	if a.asksOnly() && len(a.job.facts.Answers) == 0 {
		return newQuestion(a, "")
	}
	return newChecklist(a, nil)
}

func (s *exampleWait) close() { s.a.stop(s.n) }

// Keys is only the way back.
func (s *exampleWait) Keys() []key.Binding { return []key.Binding{s.a.k.Back} }
