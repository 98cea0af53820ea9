package tui

import (
	"time"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
)

// Screen is one screen of the stack. It changes itself in Update and only reads in View.
type Screen interface {
	Init() tea.Cmd
	Update(msg tea.Msg) tea.Cmd
	View() string
	Resize(w, h int)     // its own rectangle: the window without footer and status line
	Keys() []key.Binding // what works here, the most useful first
}

// A typer is a screen that may hold a text field: then only enter, esc, tab and ctrl+c are keys.
type typer interface{ typing() bool }

// A backer may use up a step back by itself; it says whether it did.
type backer interface{ back() bool }

// A widener says that it has use for a very wide window.
type widener interface{ wide() bool }

// A closer is told when it leaves the stack.
type closer interface{ close() }

// deaf is how long a screen that just opened ignores answers, for keys that were meant for the one before.
const deaf = 200 * time.Millisecond

// base is what all screens share: their rectangle, and a body that scrolls when it is higher than that. A screen embeds it and
// sets head and parts, which only read.
type base struct {
	a      *App
	w, h   int
	head   func() (left, right string)
	parts  func() []part
	offset int       // first body row shown
	seen   int       // the row of the cursor when it was last followed
	opened time.Time // when it last began to ask
	fresh  bool      // a question stands anew: it is read from its beginning, also where the answers lie below the window
	still  bool      // and the mark was not moved since
	sized  bool      // the rectangle changed
}

// Init starts nothing; screens that work in the background have their own.
func (b *base) Init() tea.Cmd { return nil }

// Resize notes the rectangle.
func (b *base) Resize(w, h int) {
	b.sized = b.sized || b.w != w || b.h != h
	b.w, b.h = w, h
}

// View draws header and body.
func (b *base) View() string {
	left, right := b.head()
	return b.frame(left, right, b.parts())
}

// ask notes that a new question stands on the screen from now on.
func (b *base) ask() { b.opened, b.offset, b.seen, b.fresh = b.a.pace(), 0, -1, true }

// ready says that an answer is meant for what is asked now.
func (b *base) ready() bool {
	return b.opened.IsZero() || b.a.pace().Sub(b.opened) >= deaf
}

// textWidth is the width for running text.
func (b *base) textWidth() int { return min(b.w-2, maxText) }

// narrow and low say that the window has no room for ornament.
func (b *base) narrow() bool { return b.w < 60 }

func (b *base) low() bool { return b.h < 16 }

// sync keeps the scrolled body inside its bounds, and the cursor in sight when it moved.
func (b *base) sync() {
	if b.w == 0 {
		return
	}
	rest, _, rows := pinned(b.parts(), b.h-1)
	lines, cursor := layout(rest, rows)
	if len(lines) <= rows {
		b.offset, b.seen, b.still, b.sized = 0, cursor, b.still || b.fresh, false
		b.fresh = false
		return
	}
	rows--
	switch {
	case b.fresh:
		b.still, b.seen = true, cursor
	case b.sized && b.still:
		b.seen = cursor
	case b.sized:
		b.seen = -1
	case cursor != b.seen:
		b.still = false
	}
	b.fresh, b.sized = false, false
	if cursor >= 0 && cursor != b.seen {
		switch {
		case cursor < rows:
			b.offset = 0
		case cursor < b.offset:
			b.offset = cursor
		case cursor >= b.offset+rows:
			b.offset = cursor - rows + 1
		}
		b.seen = cursor
	}
	b.offset = max(0, min(b.offset, len(lines)-rows))
}

// live says that things may be checked again here.
func (a *App) live() bool { return a.d.Options.ReadOnly == "" }

// scrollKey moves the body by pages; it says whether the key was one of these.
func (b *base) scrollKey(k tea.KeyMsg) bool {
	page := max(1, b.h-4)
	switch {
	case key.Matches(k, b.a.k.PageDown):
		b.offset += page
	case key.Matches(k, b.a.k.PageUp):
		b.offset = max(0, b.offset-page)
	default:
		return false
	}
	return true
}
