package logparse

import "strings"

// Breaks from which on a text counts as broken, and the shortest line that breaks, in bytes.
const (
	fewBreaks   = 3
	shortBroken = 50
)

// unbreak joins lines that an editor broke at the edge of its window when they were copied: behind each break stands an empty line, and then
// the rest. The log's own empty lines stand before XML, or everywhere in a copy with wide spacing.
func unbreak(lines []cleaned) []cleaned {
	var c clock
	stamped := make([]bool, len(lines))
	for i, l := range lines {
		_, stamped[i] = c.read([]byte(strings.TrimLeft(l.text, " \t-*|")))
	}
	breaks, spaced := 0, true
	for i, l := range lines {
		if i+1 < len(lines) && strings.TrimSpace(l.text) != "" && strings.TrimSpace(lines[i+1].text) != "" {
			spaced = false
		}
		if stamped[i] && isBroken(lines, stamped, i) {
			breaks++
		}
	}
	if breaks < fewBreaks || spaced {
		return lines
	}
	var out []cleaned
	for i := 0; i < len(lines); {
		l, next := lines[i], i+1
		for end := i; stamped[i] && isBroken(lines, stamped, end); end += 2 {
			rest := strings.TrimSpace(lines[end+2].text)
			if !strings.ContainsRune(`\[/`, rune(rest[0])) { // it broke within a path or a name
				l.text = strings.TrimRight(l.text, " \t") + " "
			}
			l.text, l.last = l.text+rest, lines[end+2].last
			next = end + 3
		}
		out = append(out, l)
		i = next
	}
	return out
}

// isBroken says whether the line at i goes on behind an empty line.
func isBroken(lines []cleaned, stamped []bool, i int) bool {
	if i+2 >= len(lines) || stamped[i+1] || stamped[i+2] || strings.TrimSpace(lines[i+1].text) != "" {
		return false
	}
	above, rest := strings.TrimRight(lines[i].text, " \t"), strings.TrimSpace(lines[i+2].text)
	return rest != "" && rest[0] != '<' && len(above) >= shortBroken && (!announces(above) || strings.HasPrefix(rest, "parameter")) &&
		!isFrame([]byte(lines[i+2].text)) && !beginsLine(rest)
}
