package probe

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

func TestWaterfall(t *testing.T) {
	ms := func(n int) time.Duration { return time.Duration(n) * time.Millisecond }
	tests := map[string]struct {
		timing Timing
		line   string
		want   []string // at 58 cells, plain: 40 for the bars
	}{
		"nothing was asked": {noTiming, "", nil},
		"all phases": {Timing{Name: ms(10), Connect: ms(20), TLS: ms(30), Wait: ms(40), Body: 0, Total: ms(100)},
			"name 10 ms, connect 20 ms, TLS 30 ms, wait 40 ms, body 0 ms: 100 ms in all",
			[]string{
				"name     ####                                        10 ms",
				"connect      ########                                20 ms",
				"TLS                  ############                    30 ms",
				"wait                             ################    40 ms",
				"body                                            #     0 ms",
				"in all                                              100 ms",
			}},
		"nobody listened": {Timing{Name: ms(5), Connect: 400 * time.Microsecond, TLS: none, Wait: none, Body: none, Total: ms(5)},
			"name 5.0 ms, connect 0.4 ms: 5.0 ms in all", []string{
				"name     #####################################      5.0 ms",
				"connect                                       ##    0.4 ms",
				"in all                                              5.0 ms",
			}},
		"a minute": {Timing{Name: none, Connect: 0, TLS: none, Wait: time.Minute, Body: none, Total: time.Minute},
			"connect 0 ms, wait 60.0 s: 60.0 s in all", []string{
				"connect  #                                            0 ms",
				"wait     ########################################   60.0 s",
				"in all                                              60.0 s",
			}},
	}
	for name, tt := range tests {
		x := &Exchange{Timing: tt.timing}
		if got := x.PhaseLine(); got != tt.line {
			t.Errorf("%s: line %q, want %q", name, got, tt.line)
		}
		if got := strings.Join(x.Waterfall(58, true), "\n"); got != strings.Join(tt.want, "\n") {
			t.Errorf("%s:\n%s\nwant\n%s", name, got, strings.Join(tt.want, "\n"))
		}
		for _, width := range []int{0, 40, 58, 100} {
			for _, l := range x.Waterfall(width, false) {
				if n := utf8.RuneCountInString(l); n != max(width, 40) {
					t.Errorf("%s at %d cells: a line of %d: %q", name, width, n, l)
				}
			}
		}
	}
}
