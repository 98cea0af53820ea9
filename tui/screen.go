package tui

import (
	"strings"
	"time"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"authdoctor/tui/say"
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
func (b *base) low() bool    { return b.h < 16 }

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

// part is a piece of a body. Parts are set apart by an empty row where there is room.
type part struct {
	lines  []string
	later  bool // may go below the others when they do not all fit
	tight  bool // no empty row before it
	cursor int  // 1-based line that the keys act on; 0: none
	pin    bool // stays in sight at the bottom while the rest scrolls: the answers to what is asked
}

// pinned takes the part that stays in sight out of a body that does not fit, and gives the rows that are left for the rest. A part
// that would leave too little scrolls with the others.
func pinned(parts []part, rows int) (rest []part, pin []string, left int) {
	total, at := 0, -1
	for i, p := range parts {
		total += len(p.lines)
		if p.pin && len(p.lines) > 0 {
			at = i
		}
	}
	if at < 0 || total <= rows || len(parts[at].lines) > rows-4 {
		return parts, nil, rows
	}
	rest = append(append(rest, parts[:at]...), parts[at+1:]...)
	return rest, parts[at].lines, rows - len(parts[at].lines)
}

// layout lays parts out in rows rows: with empty rows between them if they fit so, else without, else those that may wait go last.
// It gives all lines and the 0-based row of the cursor (-1: none).
func layout(parts []part, rows int) (lines []string, cursor int) {
	total, gaps := 0, 0
	var kept []part
	for _, p := range parts {
		if len(p.lines) == 0 {
			continue
		}
		total += len(p.lines)
		if len(kept) > 0 && !p.tight {
			gaps++
		}
		kept = append(kept, p)
	}
	airy := total+gaps <= rows
	if total > rows {
		var first, last []part
		for _, p := range kept {
			if p.later {
				last = append(last, p)
			} else {
				first = append(first, p)
			}
		}
		kept = append(first, last...)
	}
	cursor = -1
	for i, p := range kept {
		if airy && i > 0 && !p.tight {
			lines = append(lines, "")
		}
		if p.cursor > 0 {
			cursor = len(lines) + p.cursor - 1
		}
		lines = append(lines, p.lines...)
	}
	return lines, cursor
}

// frame draws a header and a body that scrolls.
func (b *base) frame(left, right string, parts []part) string {
	rest, pin, rows := pinned(parts, b.h-1)
	lines, _ := layout(rest, rows)
	out := make([]string, 0, b.h)
	out = append(out, b.header(left, right))
	if len(lines) <= rows {
		for _, l := range append(lines, pin...) {
			out = append(out, b.a.t.cut(" "+l, b.w))
		}
		return strings.Join(out, "\n")
	}
	rows-- // the last row says that there is more
	off := max(0, min(b.offset, len(lines)-rows))
	for _, l := range lines[off : off+rows] {
		out = append(out, b.a.t.cut(" "+l, b.w))
	}
	more, below := "the end: pgup", len(lines)-off-rows
	switch {
	case below > 0 && off > 0:
		more = itoa(off) + " above, " + itoa(below) + " below: pgup pgdn"
	case below > 0:
		more = say.Plural(below, "more line") + ": pgdn"
	}
	out = append(out, b.a.t.cut(" "+b.a.t.dim.Render("-- "+more), b.w))
	for _, l := range pin {
		out = append(out, b.a.t.cut(" "+l, b.w))
	}
	return strings.Join(out, "\n")
}

// header is the first row: what this is, and at the right how it stands.
func (b *base) header(left, right string) string {
	t := b.a.t
	free := b.w - 2
	if long, short := b.a.marks(); long != "" {
		dot := " " + t.g.dot + " "
		if whole := long + dot + left; say.Width(whole)+say.Width(right)+2 <= free {
			left = whole
		} else {
			left = short + dot + left
		}
	}
	if right != "" && say.Width(left)+say.Width(right)+2 <= free {
		gap := free - say.Width(left) - say.Width(right)
		return " " + t.title.Render(left) + strings.Repeat(" ", gap) + t.dim.Render(right)
	}
	if right != "" && free-say.Width(right)-2 >= 12 {
		return " " + t.title.Render(t.pad(left, free-say.Width(right)-2)) + "  " + t.dim.Render(right)
	}
	return " " + t.title.Render(t.cut(left, free))
}

// marks say, long and short, that this is not the live case of this PC; empty for that one.
func (a *App) marks() (long, short string) {
	switch o := a.d.Options; {
	case o.Demo != "":
		return "EXAMPLE, made-up data", "EXAMPLE"
	case o.ReadOnly != "":
		return "READ-ONLY, " + say.One(o.ReadOnly), "READ-ONLY"
	}
	return "", ""
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
