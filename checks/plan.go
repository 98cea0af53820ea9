package checks

import (
	"fmt"
	"time"

	"authdoctor/checks/cause"
	"authdoctor/checks/vendors"
	"authdoctor/logparse"
)

const (
	dayMinutes = 24 * 60
	// MaxPlanned is the most runs that a plan may have. Who needs more is better served by the vendor's bulk import.
	MaxPlanned = 5000
)

// PlanInput is what a plan is made from.
type PlanInput struct {
	From, To     time.Time       // the range; To is not in it
	OrdersPerDay int             // 0: not known
	Vendor       *vendors.Vendor // whose limit it is; nil: none is known
	Log          *logparse.Log   // nil: none
	KB           *cause.Base     // names the timeouts of the log; nil: the log is not used
}

// Planned is one run: the dates to set for it.
type Planned struct {
	From, To time.Time
	Halved   bool // a run like it met the time limit before
}

// Plan is a range of dates in runs that fit the limit, in the order of time.
type Plan struct {
	Runs     []Planned
	Minutes  int      // of one run before any halving; a day may have an hour less or more where the clocks are changed
	Timeouts int      // failed runs of the log that met the time limit
	Standing bool     // the newest finished run of an application is one of them
	TooMany  bool     // even a minute would hold more orders than fit in one run
	Assumed  []string // sentences
}

// MakePlan splits a range into runs. The range must not be empty; the error is a sentence about a plan of more than MaxPlanned runs.
func MakePlan(in PlanInput) (*Plan, error) {
	p := &Plan{Minutes: dayMinutes}
	p.byOrders(in)
	hit := p.byLog(in)
	if days := in.To.Sub(in.From).Hours() / 24; days*float64(dayMinutes/p.Minutes) > MaxPlanned {
		return nil, fmt.Errorf("that would be about %.0f runs, and %d are the most that a plan has: choose a shorter range, or ask the vendor for a bulk import",
			days*float64(dayMinutes/p.Minutes), MaxPlanned)
	}
	for from := in.From; from.Before(in.To); {
		to := p.next(from, in.From)
		if to.After(in.To) {
			to = in.To
		}
		half := from.Add(to.Sub(from) / 2).Truncate(time.Minute)
		if (p.Standing || overlaps(hit, from, to)) && half.After(from) {
			p.Runs = append(p.Runs, Planned{from, half, true}, Planned{half, to, true})
		} else {
			p.Runs = append(p.Runs, Planned{From: from, To: to})
		}
		from = to
	}
	return p, nil
}

// next is the end of the piece that begins at from. Days begin when the range begins on the clock, also when it was changed.
func (p *Plan) next(from, start time.Time) time.Time {
	day := start
	for n := int(from.Sub(start).Hours() / 24); ; n++ {
		if end := start.AddDate(0, 0, n+1); end.After(from) {
			day = end
			break
		}
	}
	to := from.Add(time.Duration(p.Minutes) * time.Minute)
	if p.Minutes == dayMinutes || to.After(day) {
		return day
	}
	return to
}

// byOrders makes the pieces small enough for the orders of a day, and says what it took for granted.
func (p *Plan) byOrders(in PlanInput) {
	most := 0
	if in.Vendor != nil {
		most = in.Vendor.Limit.OrdersMax
	}
	switch {
	case in.OrdersPerDay <= 0:
		fits := "a day's orders fit in one run"
		if most > 0 {
			fits = fmt.Sprintf("a day has no more than the %d orders that %s can fetch in one run", most, in.Vendor.Name)
		}
		p.assume("It is assumed that %s. If not, say how many there are: --orders-per-day N.", fits)
	case most <= 0:
		p.assume("How many orders fit in one run of this vendor is not known, so the number of orders changes nothing.")
	default:
		parts := (in.OrdersPerDay + most - 1) / most
		for dayMinutes%parts != 0 && parts < dayMinutes {
			parts++
		}
		if parts > dayMinutes {
			parts, p.TooMany = dayMinutes, true
		}
		p.Minutes = dayMinutes / parts
		p.assume("%s can fetch %d orders in one run, and the %d orders of a day are assumed to be spread evenly.", in.Vendor.Name, most, in.OrdersPerDay)
		if p.TooMany {
			p.assume("Even one minute would hold more orders than fit in a run. Ask %s for a bulk import instead.", in.Vendor.Name)
		}
	}
}

// byLog looks for runs that met the time limit. The log never says which dates a run fetched, so a run is taken to have fetched
// the 24 hours before it: those are given.
func (p *Plan) byLog(in PlanInput) []Planned {
	if in.Log == nil || in.KB == nil {
		p.assume("No log was given, so it is not known whether a run met the time limit before. With --log FILE such pieces are halved.")
		return nil
	}
	var hit []Planned
	for _, a := range in.Log.Apps {
		for _, s := range a.Kept {
			call := s.Call(logparse.StageAuthenticate)
			if call == nil {
				continue
			}
			if _, over := overLimit(in.Log, s, call, in.Vendor, in.KB); !over {
				continue
			}
			p.Timeouts++
			p.Standing = p.Standing || s == a.Decided
			if !s.Start.IsZero() {
				hit = append(hit, Planned{From: s.Start.Add(-24 * time.Hour), To: s.Start})
			}
		}
	}
	switch {
	case p.Standing:
		p.assume("The newest finished run in the log met the time limit. The log does not say which dates it fetched, so every piece is halved.")
	case p.Timeouts == 1:
		p.assume("The log shows one run that met the time limit. It does not say which dates that run fetched; the 24 hours before it are assumed, and pieces within them are halved.")
	case p.Timeouts > 1:
		p.assume("The log shows %d runs that met the time limit. It does not say which dates they fetched; the 24 hours before each are assumed, and pieces within them are halved.", p.Timeouts)
	default:
		p.assume("The log shows no run that met the time limit.")
	}
	return hit
}

func (p *Plan) assume(format string, args ...any) {
	p.Assumed = append(p.Assumed, fmt.Sprintf(format, args...))
}

// overlaps says whether one of the ranges shares time with from to to.
func overlaps(list []Planned, from, to time.Time) bool {
	for _, r := range list {
		if r.From.Before(to) && from.Before(r.To) {
			return true
		}
	}
	return false
}
