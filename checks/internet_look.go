package checks

import (
	"context"
	"fmt"
	"net/netip"
	"slices"
	"time"

	"authdoctor/checks/cause"
	"authdoctor/checks/probe"
)

// byNumber are addresses that need no name server: those of Google's public resolver, which answers web requests too
// (developers.google.com, "Google Public DNS"). They are asked only when no name can be looked up, to tell a broken name server
// from a broken road.
var byNumber = []string{"https://8.8.8.8/", "https://8.8.4.4/"}

// leastLook is the time that a second look has at least, so that a first one that took all of it does not take the second away.
const leastLook = 400 * time.Millisecond

// secondLook asks more where the connectivity addresses alone leave it open what is broken. left is what they left
// of the time for an answer.
func secondLook(ctx context.Context, env *Env, out Outcome, left time.Duration) Outcome {
	if len(out.Findings) == 0 || ctx.Err() != nil {
		return out
	}
	led := out.Findings[0].Cause == dnsFailure && out.Findings[0].Strength < cause.Proven // the names lead to this PC
	switch {
	case out.Findings[0].Cause != noInternet && !led:
		return out
	case len(out.Findings) > 1 && len(env.Case.InternetURLs) == 0: // no name at all: the road, or the name server
		roads := make(chan []*probe.Exchange, 1)
		go func() {
			roads <- each(byNumber, func(address string) *probe.Exchange {
				return env.Net.Do(ctx, probe.Request{Method: "HEAD", URL: address, Timeout: max(left, leastLook), MaxBody: onlineAnswer})
			})
		}()
		own := neighbours(ctx, env)
		asked := <-roads
		out.Exchanges = append(out.Exchanges, asked...)
		if slices.ContainsFunc(own, func(ex *probe.Exchange) bool { return outside(ex) && !byItsNumber(ex) }) {
			return judgeNeighbours(out, own)
		}
		return judgeRoad(out, append(asked, slices.DeleteFunc(own, func(ex *probe.Exchange) bool { return !outside(ex) })...))
	}
	return judgeNeighbours(out, neighbours(ctx, env))
}

// outside says whether an answer came from beyond this computer's own network.
func outside(ex *probe.Exchange) bool { return ex.Answered() && !nearby(ex) }

// byItsNumber says whether an exchange needed no name server.
func byItsNumber(ex *probe.Exchange) bool {
	_, err := netip.ParseAddr(probe.Host(ex.URL))
	return err == nil
}

// reachedHost says whether an exchange came as far as the host itself. A certificate that does not fit proves it too.
func reachedHost(ex *probe.Exchange) bool {
	return ex.Answered() || ex.Failure != nil && tookConnection(ex.Failure.Kind)
}

// judgeRoad decides between the name server and the road, from hosts that were asked without a name.
func judgeRoad(out Outcome, roads []*probe.Exchange) Outcome {
	i := slices.IndexFunc(roads, reachedHost)
	if i < 0 {
		offline := out.Findings[0]
		offline.Tell, offline.Also = "", nil
		for _, ex := range roads {
			if ex.Failure != nil {
				offline.Evidence = append(offline.Evidence, failureEvidence(ex))
			}
		}
		out.Why = "This PC has no internet connection: no name can be looked up, and addresses that need no name do not answer either."
		offline.Strength = cause.Proven
		out.Findings = []Finding{offline}
		return out
	}
	lookup := out.Findings[1]
	lookup.Tell, lookup.Strength = "", cause.Proven
	lookup.Evidence = append(lookup.Evidence, seen(roads[i], fmt.Sprintf("An address that needs no name is reached: %s", roads[i].Remote)))
	out.Why = "The internet is reached, but no name can be looked up: the name server (DNS) that this PC uses does not work."
	out.Findings = []Finding{lookup}
	return out
}

// neighbours asks the case's own addresses, which are outside this network; the answers are shared with the checks that ask them
// anyway.
func neighbours(ctx context.Context, env *Env) []*probe.Exchange {
	var list []string
	if env.Case.Site != "" {
		list = append(list, env.Case.Site)
	}
	if service, _ := env.ServiceAddress(); service != "" {
		list = append(list, service)
	}
	return each(list, getter(ctx, env))
}

// judgeNeighbours takes the claim back that there is no internet where the case's own addresses answer: then it is the test
// addresses that are filtered.
func judgeNeighbours(out Outcome, own []*probe.Exchange) Outcome {
	i := slices.IndexFunc(own, outside)
	if i < 0 {
		return out
	}
	out.Exchanges = append(out.Exchanges, own...)
	out.State, out.Findings = Passed, nil
	out.Why = fmt.Sprintf("The well-known test addresses do not answer, but %s does: a filter stops the test, and no more.", probe.Host(own[i].URL))
	return out
}
