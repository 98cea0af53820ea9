package checks

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"authdoctor/checks/cause"
	"authdoctor/checks/probe"
)

// clockOff is how far the PC's clock may be off. Two servers or more have to agree that it is further.
const clockOff = 5 * time.Minute

var clockCheck = Check{
	ID:      "clock",
	Asks:    "The clock is right",
	Timeout: probe.DefaultTimeout + time.Second,
	Waits:   "the date of several servers",
	Run:     runClock,
}

func runClock(ctx context.Context, env *Env) Outcome {
	if env.Case.Offline {
		return Outcome{State: Skipped, Why: whyOffline}
	}
	addresses := append([]string(nil), internetAddresses(env.Case)...)
	if env.Case.Site != "" {
		addresses = append(addresses, env.Case.Site)
	}
	if service, _ := env.ServiceAddress(); service != "" {
		addresses = append(addresses, service)
	}
	asked := each(addresses, func(address string) *probe.Exchange {
		r := probe.Request{URL: address, Timeout: env.Case.answerTime()}
		for _, known := range internetAddresses(env.Case) {
			if address == known {
				r.MaxBody = onlineAnswer
			}
		}
		return env.Net.Do(ctx, r)
	})
	out := judgeClock(datesOf(asked))
	out.Exchanges = asked
	return out
}

// serverDate is what one server's date says: how far the PC is behind it (negative: ahead of it).
type serverDate struct {
	host   string
	behind time.Duration
	proof  Evidence
}

// datesOf reads the dates, one a host. The server wrote its date somewhere between the request and the answer.
func datesOf(asked []*probe.Exchange) []serverDate {
	var out []serverDate
	had := map[string]bool{}
	for _, ex := range asked {
		at, err := http.ParseTime(ex.Header.Get("Date"))
		host := hostPort(ex.URL)
		if !ex.Answered() || err != nil || had[host] {
			continue
		}
		had[host] = true
		here := ex.Started.Add(max(0, ex.Timing.Total) / 2)
		behind := at.Sub(here)
		out = append(out, serverDate{host: host, behind: behind,
			proof: seen(ex, fmt.Sprintf("The server's date is %s, this PC's clock says %s", at.UTC().Format(time.DateTime), here.UTC().Format(time.DateTime)))})
	}
	return out
}

// judgeClock decides from the servers' dates.
func judgeClock(dates []serverDate) Outcome {
	if len(dates) == 0 {
		return Outcome{Why: "No server told its date."}
	}
	best := agreeing(dates)
	switch {
	case len(best) >= 2:
		how := "behind"
		off := best[0].behind
		if off < 0 {
			how, off = "ahead", -off
		}
		why := fmt.Sprintf("The clock of this PC is %s %s, say %d servers.", lapse(off), how, len(best))
		f := Finding{Cause: clockWrong, Subject: cause.PC, Strength: cause.Proven}
		for _, d := range best {
			f.Evidence = append(f.Evidence, d.proof)
		}
		return Outcome{State: Failed, Why: why, Findings: []Finding{f}}
	case len(best) == 1 && len(dates) == 1:
		return Outcome{Why: "One server's date differs from this PC's clock by more than five minutes; one alone proves nothing."}
	case len(best) == 1:
		return Outcome{State: Passed, Why: fmt.Sprintf("The clock agrees with %d of %d servers.", len(dates)-1, len(dates))}
	}
	return Outcome{State: Passed, Why: fmt.Sprintf("The clock agrees with %s.", count(len(dates), "server", "servers"))}
}

// agreeing is the largest group of servers that find the clock off and agree by how much.
func agreeing(dates []serverDate) []serverDate {
	var best []serverDate
	for _, d := range dates {
		if d.behind.Abs() <= clockOff {
			continue
		}
		var group []serverDate
		for _, o := range dates {
			if o.behind.Abs() > clockOff && (o.behind-d.behind).Abs() <= clockOff {
				group = append(group, o)
			}
		}
		if len(group) > len(best) {
			best = group
		}
	}
	return best
}

// lapse words a stretch of time as people say it: in the largest unit of which there are at least two, or in minutes.
func lapse(d time.Duration) string {
	const day = 24 * time.Hour
	units := []struct {
		size      time.Duration
		one, many string
	}{{365 * day, "year", "years"}, {30 * day, "month", "months"}, {day, "day", "days"}, {time.Hour, "hour", "hours"}}
	for _, u := range units {
		n := int((d + u.size/2) / u.size)
		if n >= 2 || n == 1 && (d-u.size).Abs() < u.size/50 { // "1 hour" for what is an hour by a minute
			return count(n, u.one, u.many)
		}
	}
	return count(int(d.Round(time.Minute)/time.Minute), "minute", "minutes")
}

// count words a number of things.
func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
