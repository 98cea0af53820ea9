// Package tui is the full-screen program: one tea.Model with a stack of screens. It does no I/O of its own: what it needs of
// the world comes in through Deps, and every call of it happens in a command.
package tui

import (
	"context"
	"strconv"
	"strings"
	"time"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"
	"github.com/muesli/termenv"

	"authdoctor/checks"
	"authdoctor/checks/fix"
	"authdoctor/tui/say"
)

// job is what is known and was found so far, in one world: this PC, or an example.
type job struct {
	facts    Facts
	env      *checks.Env
	runs     *Runs          // of env's log; nil: those that the log kept
	result   *checks.Result // the newest whole run
	before   *checks.Result // the one before a fix
	recheck  *checks.Result // of the fix
	tried    []fix.Tried
	verified bool            // a fix ended with its checks passed, or the person saw that it worked
	unread   string          // why what the facts name could not be read; empty when it could
	out      map[string]bool // lines taken out of the summary
	show     []string        // kinds of people that may be seen in it
}

// world is what a nested example replaces and gives back.
type world struct {
	d     *Deps
	job   *job
	level int // how many screens stood below
	close func()
}

// App is the one tea.Model.
type App struct {
	d   *Deps
	t   *Theme
	k   KeyMap
	ctx context.Context
	job *job

	stack  []Screen
	worlds []world
	w, h   int
	status string
	leave  bool // wants to quit as soon as all work has ended
	code   int  // 130 after ctrl+c
	expert bool // everything at once

	works   map[int]*work
	gate    gate // the commands that run
	last    int
	frameNo int
	ticking bool
	burst   gatherer
	keeper  keeper
	kept    int
	place   *fix.State // the place in a fix that is kept; nil where none is
}

// smallest window that holds cause, order, expectation, answers and esc.
const (
	minWidth  = 30
	minHeight = 10
)

// newApp makes the model; nothing runs before Init.
func newApp(ctx context.Context, d *Deps, r *lipgloss.Renderer) *App {
	a := &App{d: d, t: newTheme(r, d.Options), k: newKeyMap(d.Options.ASCII), ctx: ctx, works: map[int]*work{}}
	a.job = &job{facts: d.Start, out: map[string]bool{}}
	a.stack = []Screen{newStart(a)}
	return a
}

// Init starts the first screen.
func (a *App) Init() tea.Cmd { return a.top().Init() }

func (a *App) top() Screen { return a.stack[len(a.stack)-1] }

// push opens a screen on top.
func (a *App) push(s Screen) tea.Cmd {
	a.stack = append(a.stack, s)
	a.status = ""
	a.resize()
	return s.Init()
}

// replace puts a screen in the place of the top one.
func (a *App) replace(s Screen) tea.Cmd {
	a.drop()
	return a.push(s)
}

// pop closes the top screen; the first one stays.
func (a *App) pop() {
	if len(a.stack) > 1 {
		a.drop()
	}
	if n := len(a.worlds); n > 0 && len(a.stack) <= a.worlds[n-1].level {
		w := a.worlds[n-1]
		a.worlds, a.d, a.job = a.worlds[:n-1], w.d, w.job
		w.close()
	}
	a.resize()
}

func (a *App) drop() {
	if c, ok := a.top().(closer); ok {
		c.close()
	}
	a.stack = a.stack[:len(a.stack)-1]
}

// restart puts a screen in the place of all that stand in this world, but its first.
func (a *App) restart(s Screen) tea.Cmd {
	keep := 1
	if n := len(a.worlds); n > 0 {
		keep = a.worlds[n-1].level
	}
	for len(a.stack) > keep {
		a.drop()
	}
	return a.push(s)
}

// popTo closes screens until keep holds for the top one, or the first is reached.
func (a *App) popTo(keep func(Screen) bool) {
	for len(a.stack) > 1 && !keep(a.top()) {
		a.pop()
	}
}

// say shows a sentence above the footer until the next key.
func (a *App) say(s string) {
	a.status = say.One(s)
	a.resize()
}

// resize tells the top screens their rectangle.
func (a *App) resize() {
	if a.w == 0 {
		return
	}
	rows := a.h - 1
	if a.status != "" {
		rows -= len(a.statusLines())
	}
	for _, s := range a.stack {
		s.Resize(a.widthOf(s), rows)
	}
	a.syncTop()
}

// widthOf is the width of a screen in the window.
func (a *App) widthOf(s Screen) int {
	if w, ok := s.(widener); ok && w.wide() {
		return min(a.w, maxWide)
	}
	return min(a.w, maxScreen)
}

func (a *App) syncTop() {
	if s, ok := a.top().(interface{ sync() }); ok {
		s.sync()
	}
}

func (a *App) statusLines() []string {
	w := a.widthOf(a.top()) - 2
	lines := say.Wrap(a.status, w)
	if most := max(2, a.h/3); len(lines) > most {
		lines = append(lines[:most-1], a.t.cut(strings.Join(lines[most-1:], " "), w))
	}
	return lines
}

// View draws the top screen, the status line and the footer.
func (a *App) View() string {
	if a.w == 0 {
		return ""
	}
	if a.w < minWidth || a.h < minHeight {
		return strings.Join(say.Wrap("Make the window larger, or use --plain. ctrl+c quits.", a.w), "\n")
	}
	rows := strings.Split(a.top().View(), "\n")
	bottom := []string{a.footer()}
	if a.status != "" {
		bottom = append(paint(a.t.note, indent(1, a.statusLines())), bottom...)
	}
	for len(rows) < a.h-len(bottom) {
		rows = append(rows, "")
	}
	rows = append(rows[:a.h-len(bottom)], bottom...)
	return strings.Join(rows, "\n")
}

// footer names the keys that work here: esc and help always, the others as far as there is room.
func (a *App) footer() string {
	item := func(b key.Binding) string { return b.Help().Key + " " + b.Help().Desc }
	var first, last []key.Binding
	for _, b := range a.footKeys() {
		if !b.Enabled() {
			continue
		}
		if k := b.Help().Key; k == "esc" || k == "?" {
			last = append(last, b)
		} else {
			first = append(first, b)
		}
	}
	free := a.widthOf(a.top()) - 2
	for _, b := range last {
		free -= say.Width(item(b)) + 2
	}
	var shown []key.Binding
	for _, b := range first {
		if n := say.Width(item(b)) + 2; n <= free {
			free -= n
			shown = append(shown, b)
		}
	}
	var parts []string
	for _, b := range append(shown, last...) {
		parts = append(parts, a.t.keys.Render(b.Help().Key)+" "+b.Help().Desc)
	}
	return a.t.cut(" "+strings.Join(parts, "  "), a.w)
}

// footKeys are the keys of the top screen, with help and quit where they work.
func (a *App) footKeys() []key.Binding {
	keys := a.top().Keys()
	if t, ok := a.top().(typer); ok && t.typing() {
		return keys
	}
	if len(a.stack) == 1 {
		keys = append(keys, a.k.Quit)
	}
	if _, ok := a.top().(*helpScreen); !ok {
		keys = append(keys, a.k.Help)
	}
	return keys
}

// pace is the time for what is a matter of moments.
func (a *App) pace() time.Time {
	if a.d.Pace != nil {
		return a.d.Pace()
	}
	return time.Now()
}

// clock says times in the zone of this PC.
func (a *App) clock() say.Clock { return say.Clock{Now: a.d.Now, Location: a.d.Location} }

// itoa writes a number for a sentence.
func itoa(n int) string { return strconv.Itoa(n) }

// closeTime bounds the wait after the window is gone for what still has to be closed.
const closeTime = 20 * time.Second

// Run shows the program until it is left. The terminal is given back also after a panic.
func Run(ctx context.Context, d Deps) (*Left, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	r := lipgloss.NewRenderer(d.Out)
	if d.Options.NoColor {
		r.SetColorProfile(termenv.Ascii)
	}
	r.SetHasDarkBackground(true) // never asked: the colours used need no answer
	a := newApp(ctx, &d, r)
	opts := []tea.ProgramOption{tea.WithAltScreen(), tea.WithContext(ctx), tea.WithInput(d.In), tea.WithOutput(d.Out)}
	_, err := tea.NewProgram(a, opts...).Run()
	cancel()
	a.gate.wait(closeTime)
	for len(a.worlds) > 0 {
		a.stack = a.stack[:1]
		a.pop()
	}
	if err != nil {
		return nil, err
	}
	return a.left(), nil
}
