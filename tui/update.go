package tui

import (
	"context"
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"authdoctor/checks"
	"authdoctor/checks/cause"
)

// Update hands a message to where it belongs: keys to the top screen, all else to the whole stack.
func (a *App) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	var cmd tea.Cmd
	switch m := msg.(type) {
	case tea.WindowSizeMsg:
		a.w, a.h = m.Width, m.Height
		a.resize()
		return a, nil
	case tea.KeyMsg:
		cmd = a.keyPress(m)
	case gathered:
		cmd = a.gatheredAll(m)
	case tick:
		a.frameNo++
		if !a.moving() {
			a.ticking = false
			return a, nil
		}
		cmd = a.nextTick()
	case reply:
		if w := a.works[m.n]; w != nil {
			w.cancel()
			delete(a.works, m.n)
		}
		cmd = a.all(msg)
		if a.leave && len(a.works) == 0 {
			return a, tea.Quit
		}
	default:
		cmd = a.all(msg)
	}
	a.syncTop()
	return a, cmd
}

// all hands a message to every screen of the stack.
func (a *App) all(msg tea.Msg) tea.Cmd {
	var cmds []tea.Cmd
	for _, s := range append([]Screen(nil), a.stack...) {
		cmds = append(cmds, s.Update(msg))
	}
	return tea.Batch(cmds...)
}

// keyPress knows the keys that work everywhere; the rest goes to the top screen.
func (a *App) keyPress(m tea.KeyMsg) tea.Cmd {
	if empty(m) {
		return nil // a modifier alone, as Windows sends it
	}
	if key.Matches(m, a.k.Out) {
		a.code = 130
		return a.quit()
	}
	if m.Type == tea.KeyCtrlZ {
		return tea.Suspend // where the system can; the shell brings it back
	}
	if a.status != "" && !a.leave {
		a.say("")
	}
	typing := false
	if t, ok := a.top().(typer); ok {
		typing = t.typing()
	}
	if cmd, ok := a.gather(m); ok {
		return cmd
	}
	if typing {
		return a.typed(m)
	}
	if m.Paste || (m.Type == tea.KeyRunes && len(m.Runes) > 1) {
		return a.paste(string(m.Runes))
	}
	switch {
	case key.Matches(m, a.k.Quit):
		return a.quit()
	case key.Matches(m, a.k.Help):
		if _, ok := a.top().(*helpScreen); !ok {
			return a.push(newHelp(a))
		}
		return nil
	case key.Matches(m, a.k.Back):
		return a.stepBack()
	case key.Matches(m, a.k.Expert):
		if x, ok := a.top().(expert); ok && x.both() {
			a.expert = !a.expert
			a.resize()
			return nil
		}
	}
	return a.top().Update(m)
}

// typed is a key while a text field has the keys.
func (a *App) typed(m tea.KeyMsg) tea.Cmd {
	text := string(m.Runes)
	if m.Paste && strings.ContainsAny(strings.TrimSpace(text), "\r\n") {
		return a.paste(text)
	}
	if m.Type == tea.KeyEsc {
		return a.stepBack()
	}
	return a.top().Update(m)
}

// stepBack goes one step back: inside the screen, else to the one below.
func (a *App) stepBack() tea.Cmd {
	if b, ok := a.top().(backer); ok && b.back() {
		return nil
	}
	if len(a.stack) == 1 {
		a.say("This is the first screen. q quits.")
		return nil
	}
	a.pop()
	return nil
}

// quit leaves at once when nothing runs; else it stops what runs and waits until that has closed what it opened. Asked twice,
// the window closes first and the program waits without it.
func (a *App) quit() tea.Cmd {
	if a.leave || len(a.works) == 0 {
		return tea.Quit
	}
	a.leave = true
	for _, w := range a.works {
		w.cancel()
	}
	a.say("Stopping: what was opened is being closed.")
	return nil
}

// left is what stays after the program.
func (a *App) left() *Left {
	l := &Left{Result: a.job.result, ExitCode: ExitCode(a.job.result, a.job.verified)}
	if a.job.result != nil && a.job.env != nil {
		l.Short = a.d.Short(a.d.Report(a.job.env, a.current(), a.job.earlier(), a.job.tried))
		if a.job.verified && a.job.recheck == nil {
			l.Short = "Fixed, by what you saw. What it was:\n" + l.Short
		}
	}
	if a.code != 0 {
		l.ExitCode = a.code
	}
	return l
}

// current is the result to report: the whole run, or that of the recheck after a fix.
func (a *App) current() *checks.Result {
	if a.job.recheck != nil {
		return a.job.recheck
	}
	return a.job.result
}

// earlier is the result before the fix, to be reported beside the current one; nil where a fix proved nothing or there was none.
func (j *job) earlier() *checks.Result {
	if j.recheck == nil {
		return nil
	}
	return j.before
}

// ExitCode is DESIGN's table for what was found: 0 when nothing is wrong or a fix was verified, 1 for a cause, 3 when every
// check broke.
func ExitCode(r *checks.Result, verified bool) int {
	if r == nil || verified {
		return 0
	}
	for _, v := range r.Verdicts {
		if v.Cause != cause.NoWork {
			return 1
		}
	}
	broken := 0
	for _, c := range r.Checks {
		if c.State == checks.Broken {
			broken++
		}
	}
	if broken > 0 && broken == len(r.Checks) {
		return 3
	}
	return 0
}

// empty says that a key carries nothing: a modifier alone arrives as rune 0 on Windows.
func empty(m tea.KeyMsg) bool {
	return m.Type == tea.KeyRunes && strings.Trim(string(m.Runes), "\x00") == ""
}

// copied is a command that puts text on the clipboard; what came of it is said above the footer.
func (a *App) copied(what, text string) tea.Cmd {
	env := a.job.env
	_, cmd := a.do(func(context.Context) (any, error) {
		way, err := a.d.Copy(a.d.Hide(env, text))
		return notice("Copied " + what + " to " + way + "."), err
	})
	return cmd
}

// handed is a command that puts a text on the clipboard from which everything was hidden already that is to be.
func (a *App) handed(what, text string) tea.Cmd {
	_, cmd := a.do(func(context.Context) (any, error) {
		way, err := a.d.Copy(text)
		return notice("Copied " + what + " to " + way + "."), err
	})
	return cmd
}

// saved is a command that writes text to a new file.
func (a *App) saved(name, text string) tea.Cmd {
	_, cmd := a.do(func(context.Context) (any, error) {
		path, err := a.d.Save(name, text)
		return notice("Saved as " + path), err
	})
	return cmd
}

// opened is a command that opens an address or folder; when that fails, the address is copied instead.
func (a *App) opened(target string) tea.Cmd {
	_, cmd := a.do(func(context.Context) (any, error) {
		if err := a.d.Open(target); err == nil {
			return notice("Opened " + target), nil
		}
		if !strings.HasPrefix(target, "http") {
			return notice("Can't open it from here. It is " + target), nil
		}
		way, err := a.d.Copy(target)
		return notice("Can't open it from here: the address is copied to " + way + ", paste it"), err
	})
	return cmd
}

// notice is a reply that is only said.
type notice string
