package qwc

import (
	"strconv"
	"time"
)

// Every is how often the file asks for a run; 0 where it names no schedule, or none that can be.
func (f *File) Every() time.Duration {
	for _, x := range []struct {
		value string
		unit  time.Duration
	}{{f.RunEveryNMinutes, time.Minute}, {f.RunEveryNSeconds, time.Second}} {
		if n, err := strconv.Atoi(x.value); err == nil && n > 0 && n <= 10_000_000 {
			return time.Duration(n) * x.unit
		}
	}
	return 0
}
