package checks

import (
	"strings"
	"testing"
	"time"

	"authdoctor/checks/vendors"
	"authdoctor/logparse"
)

func day(n int) time.Time { return time.Date(2026, 3, n, 0, 0, 0, 0, time.UTC) }

func TestMakePlan(t *testing.T) {
	some := &vendors.Vendor{Name: "Harbor", Limit: vendors.Limit{Seconds: 120, OrdersMax: 250}}
	timedOut := func(b *book) {
		b.line(3, svc+"updateWS()", "QBWC1012: Authentication failed due to following error message.The operation has timed out")
	}
	var slow, mended book
	slow.run("Harbor", "https://harbor.example/wc", true, func() { timedOutAfter(&slow) })
	mended.run("Harbor", "https://harbor.example/wc", true, func() { timedOutAfter(&mended) })
	mended.minute += 4
	mended.run("Harbor", "https://harbor.example/wc", false, mended.good)
	var quick book
	quick.run("Harbor", "https://harbor.example/wc", true, func() { timedOut(&quick) })
	tests := []struct {
		name     string
		from, to time.Time
		orders   int
		log      *logparse.Log
		vendor   *vendors.Vendor
		runs     int
		first    time.Duration
		halved   int
		says     string
	}{
		{"days", day(1), day(8), 0, nil, some, 7, 24 * time.Hour, 0, "no more than the 250 orders"},
		{"a part of a day", day(1), day(2).Add(6 * time.Hour), 0, nil, some, 2, 24 * time.Hour, 0, ""},
		{"no vendor", day(1), day(3), 900, nil, nil, 2, 24 * time.Hour, 0, "not known"},
		{"fits", day(1), day(3), 250, nil, some, 2, 24 * time.Hour, 0, "spread evenly"},
		{"one too many", day(1), day(2), 251, nil, some, 2, 12 * time.Hour, 0, ""},
		{"no odd minutes", day(1), day(2), 1700, nil, some, 8, 3 * time.Hour, 0, ""},
		{"the newest timed out", day(10), day(12), 0, readLog(t, slow.String()), some, 4, 12 * time.Hour, 4, "every piece is halved"},
		{"one timed out long ago", day(1), day(4), 0, readLog(t, mended.String()), some, 5, 12 * time.Hour, 4, "the 24 hours before"},
		{"failed at once", day(1), day(4), 0, readLog(t, quick.String()), some, 3, 24 * time.Hour, 0, "shows no run"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p, err := MakePlan(PlanInput{From: tt.from, To: tt.to, OrdersPerDay: tt.orders, Vendor: tt.vendor, Log: tt.log, KB: kbase(t)})
			if err != nil {
				t.Fatal(err)
			}
			halved, at := 0, tt.from
			for _, r := range p.Runs {
				if !r.From.Equal(at) || !r.To.After(r.From) || r.To.Sub(r.From) > 24*time.Hour {
					t.Errorf("run %v does not follow %v", r, at)
				}
				if at = r.To; r.Halved {
					halved++
				}
			}
			if !at.Equal(tt.to) || len(p.Runs) != tt.runs || p.Runs[0].To.Sub(p.Runs[0].From) != tt.first || halved != tt.halved {
				t.Errorf("%d runs to %v, first %v, %d halved; want %d, %v, %d", len(p.Runs), at, p.Runs[0].To.Sub(p.Runs[0].From), halved, tt.runs, tt.first, tt.halved)
			}
			if !strings.Contains(strings.Join(p.Assumed, " "), tt.says) {
				t.Errorf("assumed %q, want %q in it", p.Assumed, tt.says)
			}
		})
	}
}

// timedOutAfter writes a login that has no answer for two minutes.
func timedOutAfter(b *book) {
	b.minute += 2
	b.line(2, svc+"updateWS()", "QBWC1012: Authentication failed due to following error message.")
	b.WriteString("The operation has timed out\n")
}

func (b *book) good() {
	b.line(4, svc+"updateWS()", `Received from authenticate() following parameters:<authRet[0]="x1"><authRet[1]=""><authRet[2]=""><authRet[3]="">`)
	b.line(5, svc+"do_sendRequestXML()", "Done. No more requests.")
}

func TestMakePlanBounds(t *testing.T) {
	some := &vendors.Vendor{Name: "Harbor", Limit: vendors.Limit{OrdersMax: 250}}
	if _, err := MakePlan(PlanInput{From: day(1), To: day(1).AddDate(20, 0, 0)}); err == nil {
		t.Error("a plan of 20 years was made")
	}
	p, err := MakePlan(PlanInput{From: day(1), To: day(2), OrdersPerDay: 1 << 40, Vendor: some})
	if err != nil || !p.TooMany || len(p.Runs) != dayMinutes {
		t.Errorf("a thousand orders a second: %v, %v", p, err)
	}
	// The clocks go forward on 29 March 2026 in Berlin: days still begin at midnight.
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Skip("no time zones on this computer")
	}
	p, err = MakePlan(PlanInput{From: time.Date(2026, 3, 28, 0, 0, 0, 0, berlin), To: time.Date(2026, 3, 31, 0, 0, 0, 0, berlin)})
	if err != nil || len(p.Runs) != 3 {
		t.Fatalf("%v, %v", p, err)
	}
	for _, r := range p.Runs {
		if r.From.Hour() != 0 {
			t.Errorf("a day begins at %v", r.From)
		}
	}
}
