package tui

import (
	"strings"

	"github.com/charmbracelet/lipgloss"
	"github.com/charmbracelet/x/ansi"

	"authdoctor/tui/say"
)

// maxText is the widest that running text gets, in cells: longer lines are hard to read.
const maxText = 92

// The widest that a screen gets, in cells, and one that shows lines of a log or everything at once. In a wider window the ends
// of a row would be too far apart to be read as one.
const (
	maxScreen = 122
	maxWide   = 202
)

// cut shortens a text to w cells and marks that it goes on.
func (t *Theme) cut(s string, w int) string {
	if w <= 0 {
		return ""
	}
	if say.Width(s) <= w {
		return s
	}
	return ansi.Truncate(s, w, t.g.more)
}

// pad fills a text with spaces to w cells, and cuts what is longer.
func (t *Theme) pad(s string, w int) string {
	s = t.cut(s, w)
	return s + strings.Repeat(" ", max(0, w-say.Width(s)))
}

// slide gives the part of a line that is seen when it is scrolled sideways by off cells.
func (t *Theme) slide(s string, off, w int) string {
	if off <= 0 {
		return t.cut(s, w)
	}
	if w <= 1 || off >= say.Width(s) {
		return ""
	}
	return t.g.less + t.cut(ansi.Cut(s, off+1, say.Width(s)), w-1)
}

// para wraps a text and puts first before its first line and as many spaces before the others.
func para(first, s string, w int) []string {
	n := say.Width(first)
	lines := say.Wrap(s, max(8, w-n))
	for i := range lines {
		if i == 0 {
			lines[i] = first + lines[i]
		} else {
			lines[i] = strings.Repeat(" ", n) + lines[i]
		}
	}
	return lines
}

// paint puts a style on each line by itself.
func paint(st lipgloss.Style, lines []string) []string {
	out := make([]string, len(lines))
	for i, l := range lines {
		out[i] = st.Render(l)
	}
	return out
}

// indent puts n spaces before each line.
func indent(n int, lines []string) []string {
	out := make([]string, len(lines))
	for i, l := range lines {
		out[i] = strings.Repeat(" ", n) + l
	}
	return out
}
