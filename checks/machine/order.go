package machine

import (
	"slices"
	"time"
)

// inOrder puts sources into the order of time: by their first stamp, else by when they were changed. Of those that begin alike, which are
// copies of one log, the one that goes on longest comes last; where nothing tells them apart, QWCLogOld comes before QWCLog.
func inOrder(list []Source) {
	for i := range list {
		twin := func(s Source) bool { return s.First.Equal(list[i].First) }
		if !list[i].First.IsZero() && (slices.ContainsFunc(list[:i], twin) || slices.ContainsFunc(list[i+1:], twin)) {
			list[i].last = lastStamp(list[i])
		}
	}
	slices.SortStableFunc(list, func(a, b Source) int {
		if c := when(a).Compare(when(b)); c != 0 {
			return c
		}
		if c := a.last.Compare(b.last); c != 0 {
			return c
		}
		switch ao, bo := old(a.Path), old(b.Path); {
		case ao && !bo:
			return -1
		case bo && !ao:
			return 1
		}
		return 0
	})
}

func when(s Source) time.Time {
	if !s.First.IsZero() {
		return s.First
	}
	return s.Modified
}
