package logparse

import "slices"

// durations counts whole seconds, the stamps' own unit, so that the median of any number of runs is exact and takes no more memory.
type durations struct {
	seen     Stats
	bySecond []uint32 // the last one counts everything longer
}

const longest = 600

func (d *durations) add(sec float64) {
	if d.bySecond == nil {
		d.bySecond = make([]uint32, longest+1)
	}
	if d.seen.Count == 0 {
		d.seen.Min = sec
	}
	d.seen.Count++
	d.seen.Min, d.seen.Max, d.seen.Last = min(d.seen.Min, sec), max(d.seen.Max, sec), sec
	d.bySecond[max(0, min(longest, int(sec)))]++
}

func (d *durations) stats() Stats {
	s := d.seen
	left := (s.Count + 1) / 2
	for sec, n := range d.bySecond {
		if left -= int(n); left <= 0 {
			s.Median = min(float64(sec), s.Max)
			break
		}
	}
	return s
}

// gaps keeps the newest distances between starts, for their median.
type gaps struct {
	ring []int64
	next int
}

const gapsKept = 512

func (g *gaps) add(sec int64) {
	if len(g.ring) < gapsKept {
		g.ring = append(g.ring, sec)
		return
	}
	g.ring[g.next] = sec
	g.next = (g.next + 1) % gapsKept
}

// median is 0 when fewer than two distances are known: one says nothing about a schedule.
func (g *gaps) median() float64 {
	if len(g.ring) < 2 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(g.ring))
	return float64(sorted[(len(sorted)-1)/2])
}
