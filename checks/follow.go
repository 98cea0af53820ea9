package checks

import (
	"context"
	"net/url"
	"strings"

	"authdoctor/checks/cause"
	"authdoctor/checks/probe"
)

// maxRedirects is how many redirects are followed by hand, as browsers' and .NET's habits go no further in practice.
const maxRedirects = 10

// follow asks an address and each one that it is redirected to. ask must not send a credential. The chain holds at least one
// exchange; it ends with an answer that is no redirect, with a failure, with a cycle, or after maxRedirects.
func follow(ctx context.Context, address string, ask func(address string) *probe.Exchange) []*probe.Exchange {
	var chain []*probe.Exchange
	been := map[string]bool{}
	for next := address; ; {
		ex := ask(next)
		chain = append(chain, ex)
		been[next] = true
		if !redirected(ex) || been[ex.Location] || len(chain) > maxRedirects || ctx.Err() != nil {
			return chain
		}
		next = ex.Location
	}
}

// redirected says whether an answer sends the caller elsewhere.
func redirected(ex *probe.Exchange) bool {
	switch ex.Status {
	case 301, 302, 303, 307, 308:
		return ex.Location != ""
	}
	return false
}

// judgeChain says what a chain of redirects means for the address on file; false where there is none.
func judgeChain(chain []*probe.Exchange, subject cause.Subject) (Finding, bool) {
	first, last := chain[0], chain[len(chain)-1]
	if !redirected(first) {
		return Finding{}, false
	}
	f := Finding{Subject: subject, Address: plainAddress(first.URL), Strength: cause.Proven}
	for _, ex := range chain {
		if redirected(ex) && len(f.Evidence) < maxProofs {
			f.Evidence = append(f.Evidence, seen(ex, answerLine(ex)))
		}
	}
	if redirected(last) && last.Failure == nil { // it would go on for ever, or as good as
		f.Cause = redirectLoop
		return f, true
	}
	to := last.URL
	switch {
	case upgrade(first.URL, chain):
		f.Cause = redirectToHTTPS
	case sameSite(first.URL, to) && subject == cause.Site:
		f.Cause, f.Strength = redirectElsewhere, cause.Likely
	default:
		f.Cause = redirectElsewhere
	}
	return f, true
}

// upgrade says whether a chain leads from http to the same site over https, and to no other site behind that.
func upgrade(from string, chain []*probe.Exchange) bool {
	if !strings.HasPrefix(strings.ToLower(from), "http://") {
		return false
	}
	last := chain[len(chain)-1].URL
	return strings.HasPrefix(strings.ToLower(last), "https://") && sameSite(from, last)
}

// sameSite compares the hosts of two addresses; with and without "www." is the same site.
func sameSite(a, b string) bool {
	return strings.TrimPrefix(hostOf(a), "www.") == strings.TrimPrefix(hostOf(b), "www.")
}

// hostPort is host and port of an address, as "127.0.0.1:8080"; without a port where the address has none.
func hostPort(address string) string {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil {
		return address
	}
	return strings.ToLower(u.Host)
}
