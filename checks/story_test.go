package checks

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"authdoctor/checks/vendors"
	"authdoctor/logparse"
)

const teaURL, newURL = "https://books.harbor.example/wc", "https://www.harbor.example/wc"

func TestStories(t *testing.T) {
	good := func(b *book) { b.run("Harbor", teaURL, false, b.good) }
	bad := func(b *book) { b.run("Harbor", teaURL, true, b.refused) }
	moved := func(b *book) { b.run("Harbor", newURL, true, b.refused) }
	other := func(b *book) { b.run("Mill", "https://mill.example/wc", false, b.good) }
	tests := []struct {
		name    string
		runs    []func(*book)
		state   StoryState
		pattern StoryPattern
		since   int // failed since
		changed []string
		apps    int
	}{
		{"always", []func(*book){bad, bad}, StoryFails, FailedAlways, 2, nil, 1},
		{"the only run", []func(*book){bad}, StoryFails, FailedTheOnly, 1, nil, 1},
		{"since", []func(*book){good, good, bad, bad, bad}, StoryFails, FailsSince, 3, []string{"answer"}, 1},
		{"once, now", []func(*book){good, good, bad}, StoryFails, FailedOnce, 1, []string{"answer"}, 1},
		{"once, over", []func(*book){good, bad, good}, StoryFine, FailedOnce, 0, nil, 1},
		{"before", []func(*book){bad, bad, good}, StoryFine, FailedBefore, 0, nil, 1},
		{"at times", []func(*book){bad, good, bad}, StoryFails, FailsAtTimes, 1, []string{"answer"}, 1},
		{"never", []func(*book){good, good}, StoryFine, NeverFailed, 0, nil, 1},
		{"another address", []func(*book){good, moved, moved}, StoryFails, FailsSince, 2, []string{"address", "answer"}, 1},
		{"two applications", []func(*book){other, good, bad, bad, other}, StoryFails, FailsSince, 2, []string{"answer"}, 2},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var b book
			for _, run := range tt.runs {
				run(&b)
			}
			list := Stories(readLog(t, b.String()), nil)
			if len(list) != tt.apps {
				t.Fatalf("%d stories, want %d: %+v", len(list), tt.apps, list)
			}
			s := list[0]
			var changed []string
			for _, c := range s.Changed {
				changed = append(changed, c.What)
			}
			if s.App != "Harbor" || s.State != tt.state || s.Pattern != tt.pattern || s.FailedSince != tt.since || !slices.Equal(changed, tt.changed) {
				t.Errorf("%+v", s)
			}
		})
	}
	if got := Stories(nil, nil); got != nil {
		t.Errorf("the story of no log: %v", got)
	}
}

func TestStoryOfPace(t *testing.T) {
	var b book
	for i := range 10 {
		took := 3
		if i >= 5 {
			took = 40
		}
		b.run("Harbor", teaURL, false, func() {
			b.line(2+took, svc+"updateWS()", `Received from authenticate() following parameters:<authRet[0]="x1"><authRet[1]=""><authRet[2]=""><authRet[3]="">`)
			b.line(59, svc+"do_sendRequestXML()", "Done. No more requests.")
		})
	}
	p := Stories(readLog(t, b.String()), &vendors.Vendor{Limit: vendors.Limit{Seconds: 120}})[0].Login
	if !p.Slower || p.Count != 10 || p.Early != 3 || p.Late != 40 || p.Slowest != 40 || p.Limit != 120 {
		t.Errorf("%+v", p)
	}
}

func TestStoryOfHours(t *testing.T) {
	tests := []struct {
		bad, good []int
		want      string
	}{
		{[]int{2, 2, 3}, []int{8, 9, 10, 11, 12, 13, 14}, "2-4"},
		{[]int{2, 2, 3}, []int{8, 9, 10}, "0-0"}, // half of the runs lie there anyway
		{[]int{23, 0, 1}, []int{8, 9, 10, 11, 12, 13, 14}, "23-2"},
		{[]int{8, 9, 10}, []int{8, 8, 8, 9, 9, 9, 10, 10, 10, 15, 15, 15}, "0-0"},
		{[]int{2, 3}, []int{8, 9, 10}, "0-0"},
		{[]int{2, 8, 14}, []int{9, 10, 11}, "0-0"},
		{[]int{2, 2, 3}, []int{2, 3}, "0-0"},
		{[]int{2, 2, 3}, nil, "0-0"},
	}
	for _, tt := range tests {
		var a logparse.App
		for _, h := range tt.bad {
			a.Hours[h][logparse.Failed]++
			a.Outcomes[logparse.Failed]++
		}
		for _, h := range tt.good {
			a.Hours[h][logparse.OK]++
		}
		from, to := habit(&a)
		if got := fmt.Sprintf("%d-%d", from, to); got != tt.want {
			t.Errorf("failed at %v, good at %v: %s, want %s", tt.bad, tt.good, got, tt.want)
		}
	}
}

// Hours are told of failures that come back, not of an outage: one that goes on is at no hour.
func TestHoursOfAnOutageAreNoHabit(t *testing.T) {
	for name, tt := range map[string]struct {
		fails func(day, hour int) bool
		want  int
	}{
		"every night":  {func(day, hour int) bool { return hour == 2 || hour == 3 }, 4},
		"one morning":  {func(day, hour int) bool { return day == 2 && hour >= 8 && hour < 12 }, 0},
		"since today":  {func(day, hour int) bool { return day == 4 && hour >= 20 }, 0},
		"two days ago": {func(day, hour int) bool { return day >= 3 }, 0},
	} {
		var b strings.Builder
		for i := range 5 * 24 {
			at := time.Date(2026, 3, 2+i/24, i%24, 0, 0, 0, time.UTC)
			b.WriteString(strings.ReplaceAll(hourly(tt.fails(i/24, i%24)), "@", at.Format("20060102.15:04")))
		}
		if s := Stories(readLog(t, b.String()), nil)[0]; s.To != tt.want {
			t.Errorf("%s: between %d and %d, want to %d; %s", name, s.From, s.To, tt.want, s.Pattern)
		}
	}
}

// hourly is one run; @ stands for its minute.
func hourly(fails bool) string {
	line := func(text string) string { return "@:00 UTC\t: " + text + "\n" }
	out := line("UpdateThisScheduledApp() : Performing SCHEDULED UPDATE for application = Harbor Tea") +
		line(svc+"instantiateWebService() : Initiated connection to the following application.") +
		line(svc+"instantiateWebService() : AppName: Harbor Tea") +
		line(svc+"do_authenticate() : *** Calling authenticate() with following parameters:<MaskedForSecurity>")
	if fails {
		out += line(svc+"do_authenticate() : QBWC1012: Authentication failed due to following error message.") + "The operation has timed out\n"
	} else {
		out += line(svc + `updateWS() : Received from authenticate() following parameters:<authRet[0]="t"><authRet[1]="NONE"><authRet[2]=""><authRet[3]="">`)
	}
	return out + line(reg+" : ********************* Update session unlocked *********************")
}
