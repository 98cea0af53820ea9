package tui

import (
	"strings"

	"authdoctor/tui/say"
)

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
