package tui

import (
	"context"
	"sync"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"authdoctor/checks"
)

// reply is what a piece of work came to. Every piece has a number; a screen takes only the one that it waits for, so a late
// answer to an older question is dropped.
type reply struct {
	n     int
	value any
	err   error
}

// event is one event of a run of checks, stamped with the run's number.
type event struct {
	n  int
	ev checks.Event
}

// tick moves the spinner and the seconds. It goes on only while something runs.
type tick struct{}

// work is one thing that goes on behind the screen.
type work struct {
	cancel  context.CancelFunc
	began   time.Time
	stopped bool
	quiet   bool // nothing on the screen moves for it
}

// frameTime is the time between two frames of the spinner; with reduced motion only the seconds change.
const (
	frameTime = 125 * time.Millisecond
	calmTime  = time.Second
)

// do runs f in a command. Its answer comes as a reply with the number given.
func (a *App) do(f func(ctx context.Context) (any, error)) (int, tea.Cmd) {
	ctx, n := a.begin()
	return n, tea.Batch(func() tea.Msg {
		if !a.gate.enter() {
			return nil
		}
		defer a.gate.leave()
		v, err := f(ctx)
		return reply{n, v, err}
	}, a.startTick())
}

// begin enters a piece of work in the books.
func (a *App) begin() (context.Context, int) {
	ctx, cancel := context.WithCancel(a.ctx)
	a.last++
	a.works[a.last] = &work{cancel: cancel, began: a.pace()}
	return ctx, a.last
}

// startTick starts the one chain of ticks, unless it goes on already.
func (a *App) startTick() tea.Cmd {
	if a.ticking {
		return nil
	}
	a.ticking = true
	return a.nextTick()
}

func (a *App) nextTick() tea.Cmd {
	d := frameTime
	if a.d.Options.ReducedMotion {
		d = calmTime
	}
	return tea.Tick(d, func(time.Time) tea.Msg { return tick{} })
}

// moving says that something runs that the spinner or the seconds stand for.
func (a *App) moving() bool {
	for _, w := range a.works {
		if !w.quiet {
			return true
		}
	}
	return false
}

// since is how long a piece of work has gone on, in whole seconds.
func (a *App) since(n int) int {
	if w := a.works[n]; w != nil {
		return int(a.pace().Sub(w.began).Seconds())
	}
	return 0
}

// spin is the present frame of the spinner.
func (a *App) spin() string {
	if a.d.Options.ReducedMotion {
		return a.t.g.dot
	}
	return a.t.g.frames[a.frameNo%len(a.t.g.frames)]
}

// stop ends a piece of work early. Its reply still comes, when all that it opened is closed.
func (a *App) stop(n int) {
	if w := a.works[n]; w != nil {
		w.stopped = true
		w.cancel()
	}
}

// checkRun starts checks and streams their events, each asked for by next.
func (a *App) checkRun(ids []string, again bool) (int, <-chan checks.Event, tea.Cmd) {
	ctx, n := a.begin()
	env, run := a.job.env, a.d.Run
	if again {
		run = a.d.Recheck
	}
	ch := make(chan checks.Event, 64)
	all := func() tea.Msg {
		defer close(ch)
		if !a.gate.enter() {
			return nil
		}
		defer a.gate.leave()
		res := run(ctx, env, ids, func(ev checks.Event) {
			select {
			case ch <- ev:
			case <-ctx.Done():
			}
		})
		return reply{n, res, ctx.Err()}
	}
	return n, ch, tea.Batch(all, next(n, ch), a.startTick())
}

// next waits for one event of a run.
func next(n int, ch <-chan checks.Event) tea.Cmd {
	return func() tea.Msg {
		ev, ok := <-ch
		if !ok {
			return nil
		}
		return event{n, ev}
	}
}

// gate counts the commands that run, so that the program can wait for them after its window is gone.
type gate struct {
	mu     sync.Mutex
	n      int
	shut   bool
	closed chan struct{} // closed when shut and empty
}

// enter says whether a command may still begin.
func (g *gate) enter() bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.shut {
		return false
	}
	g.n++
	return true
}

func (g *gate) leave() {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.n--; g.shut && g.n == 0 {
		close(g.closed)
	}
}

// wait lets no more commands begin and waits for those that run, at most for the time given: what a run opened is closed by
// its own deadline, which is shorter.
func (g *gate) wait(most time.Duration) {
	g.mu.Lock()
	if g.closed == nil {
		g.closed = make(chan struct{})
	}
	g.shut = true
	empty := g.n == 0
	g.mu.Unlock()
	if empty {
		return
	}
	t := time.NewTimer(most)
	defer t.Stop()
	select {
	case <-g.closed:
	case <-t.C:
	}
}
