package simulator

import (
	"fmt"
	"hash/fnv"
	"time"
)

const (
	interval = 30 * time.Minute // RunEveryNMinutes of the pairing file
	lastRun  = 7 * time.Minute  // how long ago the newest run began
	history  = 3 * 24 * time.Hour
)

// writeHistory writes three days of runs, half an hour apart, the newest a few minutes ago. Runs fail in the last stretch
// of the given length, if a failure is given. The history depends on nothing but its arguments.
func writeHistory(l *logWriter, now time.Time, p plan) {
	newest := now.Add(-lastRun).Truncate(time.Second)
	runs := int(history / interval)
	l.header(newest.Add(-time.Duration(runs)*interval - 20*time.Second))
	broken := newest.Add(-p.since)
	for i := runs; i >= 0; i-- {
		start := newest.Add(-time.Duration(i) * interval)
		l.at = start
		if p.run.fails() && start.After(broken) {
			l.badRun(p.run)
			continue
		}
		left := start.Sub(broken)
		l.quietOrBusy(i, seconds(i, p.slowing && left > -24*time.Hour, left))
	}
}

// quietOrBusy writes a good run: every third one had nothing to do.
func (l *logWriter) quietOrBusy(i, seconds int) {
	if i%3 == 1 {
		l.idleRun(min(seconds, 3))
		return
	}
	l.goodRun(ticketOf(i), seconds, 2+dice(i)%9)
}

// seconds is how long the login of a good run took: some seconds, and on the last day before a time limit was hit more
// and more of the two minutes.
func seconds(i int, slowing bool, left time.Duration) int {
	s := 3 + dice(i)%9
	if slowing {
		s += int((24*time.Hour + left).Hours() * 4)
	}
	return s
}

// dice is a number that looks like chance and is always the same.
func dice(i int) int {
	h := fnv.New32a()
	fmt.Fprintf(h, "run %d", i)
	return int(h.Sum32() >> 8)
}

// ticketOf is the ticket of an old run: it looks like a GUID.
func ticketOf(i int) string {
	return fmt.Sprintf("%08x-%04x-4c1d-8e2f-%012x", dice(i), dice(i+1)&0xffff, uint64(dice(i+2))<<16|uint64(dice(i+3)&0xffff))
}
