package tui

import (
	"context"
	"io"
	"reflect"
	"runtime"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"
	"github.com/muesli/termenv"
)

// rig drives the model without a program: every command is run, and its message fed back, until nothing is left to do.
type rig struct {
	t    testing.TB
	a    *App
	f    *fake
	d    Deps
	quit bool
}

// newRig starts the program on a fake in a window of w by h.
func newRig(t testing.TB, f *fake, w, h int, change ...func(*Deps)) *rig {
	t.Helper()
	d := f.deps()
	d.Options.NoColor = true
	for _, c := range change {
		c(&d)
	}
	r := lipgloss.NewRenderer(io.Discard)
	r.SetColorProfile(termenv.Ascii)
	if !d.Options.NoColor {
		r.SetColorProfile(termenv.ANSI)
	}
	g := &rig{t: t, f: f, d: d}
	g.a = newApp(context.Background(), &g.d, r)
	if got := g.a.View(); got != "" {
		t.Errorf("before the first size the view is %q, want nothing", got)
	}
	g.send(tea.WindowSizeMsg{Width: w, Height: h})
	g.run(g.a.Init())
	return g
}

// run runs a command and all that follow from it. Ticks are left out: they only move the spinner.
func (g *rig) run(cmd tea.Cmd) {
	g.t.Helper()
	queue := []tea.Cmd{cmd}
	for n := 0; len(queue) > 0; n++ {
		if n > 5000 {
			g.t.Fatal("the commands do not come to an end")
		}
		c := queue[0]
		queue = queue[1:]
		if c == nil || isTick(c) {
			continue
		}
		msg := c()
		if list := batch(msg); list != nil {
			queue = append(queue, list...)
			continue
		}
		switch msg.(type) {
		case nil, tick:
			continue
		case tea.QuitMsg:
			g.quit = true
			return
		}
		_, next := g.a.Update(msg)
		queue = append(queue, next)
	}
}

// isTick says whether a command is the timer of the spinner, which would sleep.
func isTick(c tea.Cmd) bool {
	name := funcName(c)
	return strings.Contains(name, "tea.Tick") || strings.Contains(name, "bubbletea.Tick")
}

// batch gives the commands of a batch or a sequence; the latter's type is not exported.
func batch(msg tea.Msg) []tea.Cmd {
	v := reflect.ValueOf(msg)
	if msg == nil || v.Kind() != reflect.Slice || v.Type().Elem() != reflect.TypeFor[tea.Cmd]() {
		return nil
	}
	out := make([]tea.Cmd, 0, v.Len())
	for i := range v.Len() {
		out = append(out, v.Index(i).Interface().(tea.Cmd))
	}
	return out
}

func (g *rig) send(msg tea.Msg) {
	g.t.Helper()
	_, cmd := g.a.Update(msg)
	g.run(cmd)
}

// press sends keys by name: "enter", "esc", "f", "down".
func (g *rig) press(keys ...string) *rig {
	g.t.Helper()
	for _, k := range keys {
		g.send(keyMsg(k))
	}
	return g
}

// write types a text, a key a character.
func (g *rig) write(s string) *rig {
	for _, r := range s {
		g.send(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{r}})
	}
	return g
}

var named = map[string]tea.KeyType{"enter": tea.KeyEnter, "esc": tea.KeyEsc, "up": tea.KeyUp, "down": tea.KeyDown, "left": tea.KeyLeft, "right": tea.KeyRight,
	"tab": tea.KeyTab, "shift+tab": tea.KeyShiftTab, "pgup": tea.KeyPgUp, "pgdown": tea.KeyPgDown, "home": tea.KeyHome, "end": tea.KeyEnd,
	"ctrl+c": tea.KeyCtrlC, " ": tea.KeySpace, "backspace": tea.KeyBackspace, "f1": tea.KeyF1}

func keyMsg(k string) tea.KeyMsg {
	if t, ok := named[k]; ok {
		m := tea.KeyMsg{Type: t}
		if t == tea.KeySpace {
			m.Runes = []rune{' '}
		}
		return m
	}
	return tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(k)}
}

// wants fails the test unless the screen holds each text.
func (g *rig) wants(texts ...string) {
	g.t.Helper()
	v := g.a.View()
	flat := strings.Join(strings.Fields(v), " ")
	for _, s := range texts {
		if !strings.Contains(flat, s) {
			g.t.Errorf("the screen lacks %q:\n%s", s, v)
		}
	}
}

func funcName(c tea.Cmd) string { return runtime.FuncForPC(reflect.ValueOf(c).Pointer()).Name() }

// discard is a terminal that nobody reads.
type discard struct{}

func (discard) Write(p []byte) (int, error) { return len(p), nil }

func newPipe(t testing.TB) (*io.PipeReader, *io.PipeWriter) {
	r, w := io.Pipe()
	t.Cleanup(func() { r.Close(); w.Close() })
	return r, w
}
