package checks

import (
	"slices"

	"authdoctor/checks/vendors"
	"authdoctor/logparse"
)

// Pace is how long the logins took that were answered, in seconds.
type Pace struct {
	Count       int     // logins that are known, the newest ones of the log; 0: the rest says nothing
	Early, Late float64 // medians of their older and newer half
	Slowest     float64
	Newest      float64
	Limit       float64 // the vendor's; 0: not known
	Slower      bool
}

// Halved says that there are logins enough to compare an older half with a newer one.
func (p Pace) Halved() bool { return p.Count >= fewPaces }

// Near says that an answered login took half of the vendor's limit or more.
func (p Pace) Near() bool { return p.Limit > 0 && p.Slowest >= p.Limit/2 }

// Worth says that the pace is worth a sentence though no run failed: near the limit, or slower than it was and long for a log-in.
func (p Pace) Worth() bool { return p.Near() || p.Slower && p.Late >= longLogin }

// loginSeconds is how long a run's login took, answered or not; negative where the log does not say.
func loginSeconds(s *logparse.Session) float64 {
	c := s.Call(logparse.StageAuthenticate)
	if c == nil {
		return -1
	}
	if !c.Answered {
		return failedAfter(s, c)
	}
	return c.Seconds
}

// paceOf measures the answered logins that the log kept.
func paceOf(a *logparse.App, v *vendors.Vendor) Pace {
	var p Pace
	if v != nil {
		p.Limit = v.Limit.Seconds
	}
	var took []float64
	for _, s := range a.Recent {
		if c := s.Call(logparse.StageAuthenticate); c != nil && c.Answered && c.Seconds >= 0 {
			took = append(took, c.Seconds)
			p.Slowest = max(p.Slowest, c.Seconds)
			p.Newest = c.Seconds
		}
	}
	if p.Count = len(took); !p.Halved() {
		return p
	}
	half := p.Count / 2
	p.Early, p.Late = median(took[:half]), median(took[half:])
	p.Slower = p.Late >= slowerBy*p.Early && p.Late-p.Early >= slowerByAll
	return p
}

func median(list []float64) float64 {
	sorted := slices.Sorted(slices.Values(list))
	return sorted[(len(sorted)-1)/2]
}
