package checks

import (
	"context"
	"fmt"
	"regexp"
	"strings"

	"authdoctor/checks/cause"
	"authdoctor/checks/probe"
)

const whyNoSite = "The shop's address was not given, and the shop is the usual culprit. Give it with --site URL."

var siteCheck = Check{
	ID:      "site",
	Asks:    "The shop answers",
	Timeout: 2 * probe.DefaultTimeout,
	Waits:   "the shop's answer",
	Run:     runSite,
}

func runSite(ctx context.Context, env *Env) Outcome {
	switch {
	case env.Case.Site == "":
		return Outcome{State: Skipped, Why: whyNoSite}
	case env.Case.Offline:
		return Outcome{State: Skipped, Why: whyOffline, Address: plainAddress(env.Case.Site)}
	}
	return judgeSite(follow(ctx, env.Case.Site, getter(ctx, env)))
}

// getter asks by GET. Answers are remembered, so that checks can share them.
func getter(ctx context.Context, env *Env) func(string) *probe.Exchange {
	return func(address string) *probe.Exchange {
		return env.Net.Do(ctx, probe.Request{URL: address, Timeout: env.Case.answerTime()})
	}
}

// closedShop knows the page of a shop that its platform has shut (Shopify's words).
var closedShop = regexp.MustCompile(`(?i)this (shop|store) is (currently|temporarily) unavailable|<title>[^<]{0,80}(store|shop) unavailable`)

// judgeSite decides from the shop's answer, behind its redirects; those are the check redirect's affair.
func judgeSite(chain []*probe.Exchange) Outcome {
	last := chain[len(chain)-1]
	out := Outcome{Address: plainAddress(chain[0].URL), Exchanges: chain}
	about := func(f Finding) Outcome {
		if len(chain) > 1 && f.Address != "" {
			f.Address = out.Address
			f.Evidence[0].Text = clean(fmt.Sprintf("Redirected to %s: %s", plainAddress(last.URL), f.Evidence[0].Text))
		}
		out.State, out.Findings = Failed, []Finding{f}
		return out
	}
	if last.Failure != nil {
		out.Why = last.Failure.Text
		if f, ok := findingOf(last, cause.Site); ok {
			return about(f)
		}
		return out
	}
	if f, ok := statusFinding(last, last.Status, cause.Site); ok {
		out.Why = fmt.Sprintf("The shop answered with HTTP status %d.", last.Status)
		return about(f)
	}
	switch {
	case redirected(last):
		out.Why = "The shop answers with redirects that never end."
	case closedShop.Match(last.Body):
		out.Why = "The shop says that it is closed."
		return about(Finding{Cause: channelClosed, Subject: cause.Site, Address: out.Address, Strength: cause.Likely,
			Evidence: []Evidence{said(last, answerLine(last), string(closedShop.Find(last.Body)))}})
	case last.Status == 304 || last.Status >= 300:
		out.Why = fmt.Sprintf("The shop answered with HTTP status %d, which leads nowhere.", last.Status)
	default:
		out.State, out.Why = Passed, fmt.Sprintf("The shop answers with HTTP status %d.", last.Status)
		if last.TLS != nil && strings.HasPrefix(last.URL, "https:") && last.TLS.Verified {
			out.Why = fmt.Sprintf("The shop answers with HTTP status %d and a good certificate.", last.Status)
		}
	}
	return out
}
