package probe

import (
	"fmt"
	"strings"
	"time"
	"unicode/utf8"
)

// PhaseTime is how long one phase of an exchange took, and when it began after the exchange's own beginning.
type PhaseTime struct {
	Name       string // "name", "connect", "TLS", "wait", "body"
	From, Took time.Duration
}

// Phases are the phases that the exchange went through, in order. What is left of the total (a proxy's answer, the sending) is
// no phase of its own; the last phase of a failed exchange is the one in which it failed.
func (e *Exchange) Phases() []PhaseTime {
	var out []PhaseTime
	at := time.Duration(0)
	for _, p := range []PhaseTime{{Name: "name", Took: e.Timing.Name}, {Name: "connect", Took: e.Timing.Connect}, {Name: "TLS", Took: e.Timing.TLS},
		{Name: "wait", Took: e.Timing.Wait}, {Name: "body", Took: e.Timing.Body}} {
		if p.Took < 0 {
			continue
		}
		p.From = at
		at += p.Took
		out = append(out, p)
	}
	return out
}

// PhaseLine says the phases in one line: "name 1 ms, connect 12 ms, TLS 31 ms, wait 80 ms, body 0 ms: 124 ms in all". It is empty
// where nothing was asked.
func (e *Exchange) PhaseLine() string {
	var parts []string
	for _, p := range e.Phases() {
		parts = append(parts, p.Name+" "+millis(p.Took))
	}
	if len(parts) == 0 || e.Timing.Total < 0 {
		return ""
	}
	return strings.Join(parts, ", ") + ": " + millis(e.Timing.Total) + " in all"
}

// The eighths of a cell, for a bar that shows short phases too.
var eighths = [...]string{"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"}

// Waterfall draws the phases as bars under one another, each beginning where the one before ends, in lines of at most width cells
// (40 at least). With plain, the bars are made of '#' for consoles that have nothing else. It is empty where nothing was asked.
func (e *Exchange) Waterfall(width int, plain bool) []string {
	phases := e.Phases()
	if len(phases) == 0 || e.Timing.Total < 0 {
		return nil
	}
	total := e.Timing.Total
	if last := phases[len(phases)-1]; last.From+last.Took > total {
		total = last.From + last.Took
	}
	room := max(width, 40) - len("connect  ") - len("  1234 ms")
	var out []string
	for _, p := range phases {
		lead, bar := bar(p, max(total, 1), room, plain)
		out = append(out, fmt.Sprintf("%-9s%s%s%s%9s", p.Name, lead, bar, strings.Repeat(" ", max(0, room-len(lead)-utf8.RuneCountInString(bar))), millis(p.Took)))
	}
	return append(out, fmt.Sprintf("%-9s%s%9s", "in all", strings.Repeat(" ", room), millis(e.Timing.Total)))
}

// bar is one phase in a picture of room cells: the empty cells before it, and the bar, which is never nothing.
func bar(p PhaseTime, total time.Duration, room int, plain bool) (lead, bar string) {
	eighth := int(int64(p.Took) * int64(room) * 8 / int64(total))
	from := min(int(int64(p.From)*int64(room)/int64(total)), room-1)
	cells := min(eighth/8, room-from)
	lead = strings.Repeat(" ", from)
	if plain {
		return lead, strings.Repeat("#", max(1, cells))
	}
	bar = strings.Repeat("█", cells)
	if rest := eighth % 8; rest > 0 && cells < room-from {
		bar += eighths[rest]
	}
	if bar == "" {
		bar = eighths[1]
	}
	return lead, bar
}

// millis is a duration as the lines above write it: milliseconds below ten seconds, with tenths below ten of them.
func millis(d time.Duration) string {
	switch {
	case d < 0:
		return "-"
	case d < 10*time.Millisecond && d > 0:
		return fmt.Sprintf("%.1f ms", float64(d)/float64(time.Millisecond))
	case d < 10*time.Second:
		return fmt.Sprintf("%d ms", d.Milliseconds())
	}
	return fmt.Sprintf("%.1f s", d.Seconds())
}
