package checks

import (
	"context"
	"fmt"
	"math"
	"net/http"
	"net/netip"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"authdoctor/checks/cause"
	"authdoctor/checks/probe"
	"authdoctor/checks/redact"
)

// When a connection counts as poor: of tenConnects, at least poorLost fail, or their median or the spread of their middle 80 % is
// too long.
const (
	tenConnects = 10
	poorLost    = 2
	poorMedian  = time.Second
	poorSpread  = 500 * time.Millisecond

	atATime      = 3               // connections under way: more of them would jam what they measure, and overrun small servers
	lostAfter    = 3 * time.Second // a connection that takes longer is lost: by then the system has asked three times
	leastConnect = time.Second     // for all ten, where the first look took all the time
)

// connects makes ten connections to an address that answers, a few at a time. What does not begin within the time that is left is
// not made.
func connects(ctx context.Context, env *Env, address string, left time.Duration) []*probe.Exchange {
	ctx, cancel := context.WithTimeout(ctx, max(left, leastConnect))
	defer cancel()
	out := make([]*probe.Exchange, tenConnects)
	var next atomic.Int32
	var wg sync.WaitGroup
	for range atATime {
		wg.Go(func() {
			for i := int(next.Add(1)) - 1; i < tenConnects && ctx.Err() == nil; i = int(next.Add(1)) - 1 {
				ex := env.Net.Do(ctx, probe.Request{Method: http.MethodHead, URL: address, Timeout: min(lostAfter, env.Case.answerTime()), MaxBody: onlineAnswer})
				if ex.Answered() || ctx.Err() == nil { // one that we ourselves cut short proves nothing
					out[i] = ex
				}
			}
		})
	}
	wg.Wait()
	return slices.DeleteFunc(out, func(ex *probe.Exchange) bool { return ex == nil })
}

// quality is what repeated connections to one address showed.
type quality struct {
	made, lost     int
	median, spread time.Duration // of those that came about; spread is that of their middle 80 %
}

// qualityOf measures; false where the connections were stopped.
func qualityOf(repeated []*probe.Exchange) (quality, bool) {
	q := quality{made: len(repeated)}
	var took []time.Duration
	for _, ex := range repeated {
		switch {
		case canceled(ex):
			return q, false
		case !ex.Answered():
			q.lost++
		case ex.Timing.Connect >= 0:
			took = append(took, ex.Timing.Connect)
		}
	}
	slices.Sort(took)
	q.median, q.spread = quantile(took, 0.5), quantile(took, 0.9)-quantile(took, 0.1)
	return q, true
}

// words says the quality plainly: what was lost, how long a connection takes, and how evenly.
func (q quality) words() string {
	times := "in " + millis(q.median) + " each"
	if q.spread >= 2*time.Millisecond {
		times += ", give or take " + millis(q.spread/2)
	}
	switch q.lost {
	case 0:
		return fmt.Sprintf("all %d test connections came about, %s", q.made, times)
	case q.made:
		return fmt.Sprintf("all %d test connections failed", q.made)
	}
	return fmt.Sprintf("%d of %d test connections failed; the others came about %s", q.lost, q.made, times)
}

// millis rounds to what a person can tell apart.
func millis(d time.Duration) string {
	if d < time.Millisecond {
		return "under 1 ms"
	}
	return fmt.Sprintf("%d ms", d.Milliseconds())
}

// poor says what is poor about a connection; empty where nothing is.
func (q quality) poor() string {
	switch {
	case q.lost >= poorLost:
		return fmt.Sprintf("%d of %d test connections failed", q.lost, q.made)
	case q.median > poorMedian:
		return "a connection takes " + millis(q.median)
	case q.spread > poorSpread:
		return "the time for a connection varies by " + millis(q.spread)
	}
	return ""
}

// judgeConnects decides from repeated connections to one address that answers whether the connection is poor.
func judgeConnects(out Outcome, repeated []*probe.Exchange) Outcome {
	out.Exchanges = append(out.Exchanges, repeated...)
	q, ok := qualityOf(repeated)
	if !ok || q.made == 0 {
		return out
	}
	why := q.poor()
	if why == "" {
		out.Why += " The connection is good: " + q.words() + "."
		return out
	}
	first := repeated[0]
	out.State, out.Why = Failed, "The internet connection is poor: "+why+"."
	text := fmt.Sprintf("To %s: %s.", redact.URL(first.URL), q.words())
	out.Findings = []Finding{{Cause: poorConnection, Subject: cause.Network, Strength: cause.Proven, Evidence: []Evidence{seen(first, text)}}}
	return out
}

// quantile is the value below which the share q of a sorted list lies; zero for an empty list.
func quantile(sorted []time.Duration, q float64) time.Duration {
	if len(sorted) == 0 {
		return 0
	}
	return sorted[int(math.Round(q*float64(len(sorted)-1)))]
}

// judgeFamilies warns of a network in which addresses of one kind, IPv6 mostly, lead nowhere while those of the other answer.
// Programs of today change over within a quarter of a second; .NET's older ones try one address after the other, and give each
// the whole time that Windows has for a connection.
func judgeFamilies(out Outcome) Outcome {
	if out.State != Passed {
		return out
	}
	four, six := families(out.Exchanges)
	dead, good := "", ""
	switch {
	case six.silent > 1 && six.good == 0 && four.good > 0:
		dead, good = "IPv6", "IPv4"
	case four.silent > 1 && four.good == 0 && six.good > 0:
		dead, good = "IPv4", "IPv6"
	default:
		return out
	}
	out.State = Warned
	out.Why = fmt.Sprintf("The internet answers over %[2]s only: over %[1]s, which this PC tries first, nothing answers, so older programs wait up to 20 seconds for every connection. Have %[1]s repaired on this network, or switch it off on this PC.", dead, good)
	return out
}

// family counts the connection attempts over one kind of address.
type family struct{ good, silent int }

func families(list []*probe.Exchange) (four, six family) {
	for _, ex := range list {
		for _, a := range ex.Attempts {
			at, err := netip.ParseAddrPort(a.Address)
			if err != nil {
				continue
			}
			f := &six
			if at.Addr().Unmap().Is4() {
				f = &four
			}
			switch {
			case a.Err == "":
				f.good++
			case a.Unanswered():
				f.silent++
			}
		}
	}
	return four, six
}
