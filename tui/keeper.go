package tui

import (
	"context"
	"sync"

	tea "github.com/charmbracelet/bubbletea"

	"authdoctor/checks/fix"
)

// keeper writes the place in a fix, the newest last: commands may run in any order.
type keeper struct {
	mu   sync.Mutex
	done int
}

// keep is a command that keeps the place in a fix on this PC.
func (a *App) keep(st fix.State) tea.Cmd {
	if a.d.Store != nil {
		a.place = &st
	}
	return a.store(func(s fix.Store) error { return s.Save(st) })
}

// forget is a command that forgets it.
func (a *App) forget() tea.Cmd {
	if a.d.Store != nil {
		a.place = nil
	}
	return a.store(fix.Store.Clear)
}

func (a *App) store(f func(fix.Store) error) tea.Cmd {
	d := a.d
	if d.Store == nil {
		return nil
	}
	a.kept++
	turn, k := a.kept, &a.keeper
	_, cmd := a.do(func(context.Context) (any, error) {
		k.mu.Lock()
		defer k.mu.Unlock()
		if turn < k.done {
			return nil, nil
		}
		k.done = turn
		if err := f(d.Store); err != nil {
			return notice(""), err
		}
		return nil, nil
	})
	return cmd
}
