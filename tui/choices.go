package tui

import (
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"authdoctor/tui/say"
)

// choice is one numbered answer.
type choice struct {
	text, note string
	act        func() tea.Cmd
}

// choices is a numbered list of which one is marked.
type choices struct {
	list  []choice
	at    int
	short []string // their texts in a word or two, for a window without room; nil where there are none
}

// press takes the keys of a list: move, choose the marked one, choose by number. It says whether the key was one of these.
func (c *choices) press(k KeyMap, m tea.KeyMsg, ready bool) (tea.Cmd, bool) {
	n := digit(m.String())
	switch {
	case len(c.list) == 0:
		return nil, false
	case key.Matches(m, k.Up):
		c.at = max(0, c.at-1)
	case key.Matches(m, k.Down):
		c.at = min(len(c.list)-1, c.at+1)
	case key.Matches(m, k.First):
		c.at = 0
	case key.Matches(m, k.Last):
		c.at = len(c.list) - 1
	case n > 0 && n <= len(c.list):
		if !ready {
			return nil, true
		}
		c.at = n - 1
		return c.list[c.at].act(), true
	case key.Matches(m, k.Open):
		if !ready {
			return nil, true
		}
		return c.list[c.at].act(), true
	default:
		return nil, false
	}
	return nil, true
}

// part draws the list at a width. Notes stand in a column where all fit, else under their line; without room they are left out.
func (c *choices) part(b *base) part {
	t, w := b.a.t, b.w-2
	widest, column := 0, true
	for _, ch := range c.list {
		widest = max(widest, say.Width(ch.text))
	}
	for _, ch := range c.list {
		column = column && (ch.note == "" || 5+widest+3+say.Width(ch.note) <= w)
	}
	p := part{pin: true}
	for i, ch := range c.list {
		number := " " // no key has more than one digit
		if i < 9 {
			number = itoa(i + 1)
		}
		lead := "  " + number + "  "
		if i == c.at {
			lead = "> " + number + "  "
			p.cursor = len(p.lines) + 1
		}
		text := ch.text
		if column && ch.note != "" {
			text += strings.Repeat(" ", widest-say.Width(text)+3) + ch.note
		}
		lines := para(lead, text, w)
		if i == c.at {
			lines = paint(t.mark, lines)
		}
		p.lines = append(p.lines, lines...)
		if !column && ch.note != "" && !b.low() {
			p.lines = append(p.lines, paint(t.dim, para("     ", ch.note, w))...)
		}
	}
	return p
}

// brief draws the list in as few rows as it takes, for a window that is very low: answers beside each other, none broken in two.
func (c *choices) brief(b *base) part {
	full := c.part(b)
	var lines []string
	for i, ch := range c.list {
		text := ch.text
		if i < len(c.short) && c.short[i] != "" {
			text = c.short[i]
		}
		text = itoa(i+1) + " " + text
		if i == c.at {
			text = ">" + text
		}
		if n := len(lines); n > 0 && say.Width(lines[n-1])+2+say.Width(text) <= b.w-2 {
			lines[n-1] += "  " + text
			continue
		}
		lines = append(lines, say.Wrap(text, b.w-2)...)
	}
	if len(lines) >= len(full.lines) {
		return full
	}
	return part{lines: lines, cursor: 1, pin: true}
}
