package checks

import (
	"context"
	"fmt"
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
	return shopAsBrowser(ctx, env, judgeSite(follow(ctx, env.Case.Site, getter(ctx, env))))
}

// getter asks by GET. Answers are remembered, so that checks can share them.
func getter(ctx context.Context, env *Env) func(string) *probe.Exchange {
	return func(address string) *probe.Exchange {
		return env.Net.Do(ctx, probe.Request{URL: address, Timeout: env.Case.answerTime()})
	}
}

// judgeSite decides from the shop's answer, behind its redirects; those are the check redirect's affair.
func judgeSite(chain []*probe.Exchange) Outcome {
	last := chain[len(chain)-1]
	out := Outcome{Address: plainAddress(chain[0].URL), Exchanges: chain}
	about := func(f Finding, why string) Outcome {
		if len(chain) > 1 && f.Address != "" {
			f.Address = out.Address
			f.Evidence[0].Text = clean(fmt.Sprintf("Redirected to %s: %s", plainAddress(last.URL), f.Evidence[0].Text))
		}
		out.State, out.Why, out.Findings = Failed, why, []Finding{f}
		return out
	}
	if last.Failure != nil {
		out.Why = last.Failure.Text
		if f, ok := findingOf(last, cause.Site); ok {
			return about(f, out.Why)
		}
		return out
	}
	if f, ok := statusFinding(last, last.Status, cause.Site); ok {
		return about(f, shopStatus(last))
	}
	if last.Status < 300 {
		if f, why, ok := judgePage(last); ok {
			return about(f, why)
		}
	}
	switch {
	case redirected(last) && !mayFollow(chain[0].URL, last.Location):
		out.Why = fmt.Sprintf("The shop sends everyone to %s, which was not asked, because nobody named that address.", plainAddress(last.Location))
	case redirected(last):
		out.Why = "The shop answers with redirects that never end."
	case last.Status >= 300:
		out.Why = fmt.Sprintf("The shop answered with HTTP status %d, which leads nowhere.", last.Status)
	default:
		out.State, out.Why = Passed, fmt.Sprintf("The shop answers with HTTP status %d.", last.Status)
		if last.TLS != nil && strings.HasPrefix(last.URL, "https:") && last.TLS.Verified {
			out.Why = fmt.Sprintf("The shop answers with HTTP status %d and a good certificate.", last.Status)
		}
	}
	return warnOfCertificate(out, last)
}

// shopStatus words a status of the shop that is a failure.
func shopStatus(ex *probe.Exchange) string {
	why := fmt.Sprintf("The shop answered with HTTP status %d.", ex.Status)
	if who := guard(ex); who != "" {
		why = fmt.Sprintf("%s, which stands before the shop, answered with HTTP status %d.", strings.ToUpper(who[:1])+who[1:], ex.Status)
	}
	for _, h := range headings(string(ex.Body[:min(len(ex.Body), pageHead)])) {
		if ex.Status == 503 && pageSigns[2].heading.MatchString(h) {
			why = "The shop is in maintenance: it answered with HTTP status 503."
		}
	}
	return why
}
