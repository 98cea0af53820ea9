package checks

import (
	"context"
	"time"

	"authdoctor/checks/cause"
	"authdoctor/checks/probe"
	"authdoctor/checks/webconnector"
)

var redirectCheck = Check{
	ID:      "redirect",
	Asks:    "No address on file is redirected",
	Timeout: 2 * probe.DefaultTimeout,
	Waits:   "the addresses on file",
	Run:     runRedirect,
}

func runRedirect(ctx context.Context, env *Env) Outcome {
	service, _ := env.ServiceAddress()
	switch {
	case env.Case.Site == "" && service == "":
		return Outcome{State: Skipped, Why: whyNoSite}
	case env.Case.Offline:
		return Outcome{State: Skipped, Why: whyOffline}
	}
	type road struct {
		subject cause.Subject
		chain   []*probe.Exchange
	}
	var roads []road
	if env.Case.Site != "" {
		roads = append(roads, road{subject: cause.Site})
	}
	if service != "" {
		roads = append(roads, road{subject: cause.Service})
	}
	done := make(chan struct{})
	for i := range roads {
		go func() {
			defer func() { done <- struct{}{} }()
			if r := &roads[i]; r.subject == cause.Site {
				r.chain = follow(ctx, env.Case.Site, getter(ctx, env))
			} else {
				r.chain = follow(ctx, service, poster(ctx, env))
			}
		}()
	}
	for range roads {
		<-done
	}
	var out Outcome
	answered := 0
	for _, r := range roads {
		out.Exchanges = append(out.Exchanges, r.chain...)
		if r.chain[0].Answered() {
			answered++
		}
		if f, ok := judgeChain(r.chain, r.subject); ok {
			out.Findings = append(out.Findings, f)
			if len(out.Findings) == 1 {
				out.Why = redirectWhy(&f) + instead(&f, r.chain)
			}
		}
	}
	out.Address = plainAddress(roads[0].chain[0].URL)
	return judgeRoads(out, answered, len(roads))
}

// poster asks a service as the Web Connector does, with a call that changes nothing and carries no credential: only a POST decides
// about a service.
func poster(ctx context.Context, env *Env) func(string) *probe.Exchange {
	return func(address string) *probe.Exchange {
		wait := env.Case.answerTime()
		if until, ok := ctx.Deadline(); ok {
			wait = max(time.Millisecond, min(wait, time.Until(until)-slack/2))
		}
		return webconnector.New(env.Net, address, wait).ServerVersion(ctx).Exchange
	}
}

// judgeRoads sums up what the roads to the addresses on file showed.
func judgeRoads(out Outcome, answered, asked int) Outcome {
	switch {
	case len(out.Findings) > 0:
		out.State = Failed
	case answered == 0:
		out.Why = "Nothing answered, so it cannot be said."
	case answered < asked:
		out.State, out.Why = Passed, "No redirect at the address that answers."
	default:
		out.State, out.Why = Passed, "No redirect."
	}
	return out
}

// redirectWhy words what a redirect means for an address on file.
func redirectWhy(f *Finding) string {
	whose := "The shop's address on file"
	if f.Subject == cause.Service {
		whose = "The service's address on file"
	}
	switch f.Cause {
	case redirectToHTTPS:
		return whose + " is http, and everyone is sent to https."
	case redirectLoop:
		return whose + " is redirected without end."
	}
	return whose + " leads to another place."
}
