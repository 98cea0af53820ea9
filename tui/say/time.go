package say

import (
	"strconv"
	"strings"
	"time"

	"authdoctor/checks"
)

// Clock says times in the zone of a PC.
type Clock struct {
	Now      func() time.Time
	Location *time.Location // nil means UTC
}

// Local gives a time in the zone of the PC.
func (c Clock) Local(at time.Time) time.Time {
	if c.Location == nil {
		return at.UTC()
	}
	return at.In(c.Location)
}

// When says a time as a person would: "today at 09:14", "yesterday at 16:40", "on 21 Nov at 08:02".
func (c Clock) When(at time.Time) string {
	t, now := c.Local(at), c.Local(c.Now())
	clock := t.Format("15:04")
	days := func(x time.Time) int {
		return int(time.Date(x.Year(), x.Month(), x.Day(), 0, 0, 0, 0, time.UTC).Unix() / 86400)
	}
	switch days(now) - days(t) {
	case 0:
		return "today at " + clock
	case 1:
		return "yesterday at " + clock
	}
	if t.Year() != now.Year() {
		return "on " + t.Format("2 Jan 2006") + " at " + clock
	}
	return "on " + t.Format("2 Jan") + " at " + clock
}

// Seconds writes a duration in words that are short: "31 ms", "1.9 s", "2 min".
func Seconds(d time.Duration) string {
	switch {
	case d < time.Millisecond:
		return "< 1 ms"
	case d < time.Second:
		return strconv.Itoa(int(d.Milliseconds())) + " ms"
	case d < 10*time.Second:
		return strings.TrimSuffix(d.Round(100*time.Millisecond).String(), "s") + " s"
	case d < 2*time.Minute:
		return strconv.Itoa(int(d.Seconds())) + " s"
	}
	return strconv.Itoa(int(d.Minutes())) + " min"
}

// Seen says in a line where a piece of evidence comes from.
func (c Clock) Seen(e checks.Evidence) string {
	var s string
	switch e.Source {
	case checks.FromLog:
		s = "in the log"
	case checks.FromLive:
		s = "seen live"
	case checks.FromMachine:
		s = "on this PC"
	default:
		s = "you said"
	}
	if !e.At.IsZero() {
		s += ", " + c.When(e.At)
		if _, off := c.Local(e.At).Zone(); off != 0 && e.Source == checks.FromLog { // the line itself has UTC
			s += " PC time"
		}
	}
	if line, ok := strings.CutPrefix(e.Where, "-:"); ok && e.Source == checks.FromLog {
		return strings.Replace(s, "in the log", "in what you pasted", 1) + " (line " + One(line) + ")"
	}
	if e.Where != "" && e.Source != checks.FromPerson {
		s += " (" + One(e.Where) + ")"
	}
	return s
}
