package checks

import (
	"context"
	"fmt"
	"net/url"
	"strings"

	"authdoctor/checks/cause"
	"authdoctor/checks/probe"
)

// maxRedirects is how many redirects are followed by hand, as browsers' and .NET's habits go no further in practice.
const maxRedirects = 10

// follow asks an address and each one of the same site that it is redirected to. ask must not send a credential. The chain holds
// at least one exchange; it ends with an answer that is no redirect, with a failure, with a cycle, after maxRedirects, or with a
// redirect to a place that nobody named.
func follow(ctx context.Context, address string, ask func(address string) *probe.Exchange) []*probe.Exchange {
	return followOn(ctx, ask(address), ask)
}

// followOn is follow, of which the first exchange was made already.
func followOn(ctx context.Context, first *probe.Exchange, ask func(address string) *probe.Exchange) []*probe.Exchange {
	chain := []*probe.Exchange{first}
	been := map[string]bool{first.URL: true}
	for last := first; redirected(last) && mayFollow(first.URL, last.Location) && !been[last.Location]; {
		if len(chain) > maxRedirects || ctx.Err() != nil {
			break
		}
		been[last.Location] = true
		last = ask(last.Location)
		chain = append(chain, last)
	}
	return chain
}

// mayFollow says whether a redirect is followed: only over http and https, and only to the site that was named. What is elsewhere
// nobody asked us to contact, and a redirect can name a router's own pages, another service of this computer, or a file.
func mayFollow(from, to string) bool {
	u, err := url.Parse(to)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" {
		return false
	}
	return sameSite(from, to) || probe.Loopback(probe.Host(from)) && probe.Loopback(u.Hostname())
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
			f.Evidence = append(f.Evidence, seen(ex, answerLine(ex)+methodWords(ex.Status)))
		}
	}
	if len(chain) > 1 && last.Answered() && last.Status < 300 && last.Failure == nil {
		f.Evidence = append(f.Evidence, seen(last, fmt.Sprintf("The way ends at %s, which answers with HTTP status %d", plainAddress(last.URL), last.Status)))
	}
	to := last.URL
	if redirected(last) && last.Failure == nil {
		if mayFollow(first.URL, last.Location) { // it would go on for ever, or as good as
			f.Cause = redirectLoop
			return f, true
		}
		to = last.Location
	}
	switch {
	case upgrade(first.URL, to):
		f.Cause = redirectToHTTPS
	case sameSite(first.URL, to) && subject == cause.Site:
		f.Cause, f.Strength = redirectElsewhere, cause.Likely
	default:
		f.Cause = redirectElsewhere
	}
	return f, true
}

// methodWords says what becomes of a call that follows a redirect (RFC 9110, section 15.4). The Web Connector's own client follows
// none; others do, and lose the call by it.
func methodWords(status int) string {
	switch status {
	case 307, 308:
		return " (who follows it keeps a POST as it is)"
	}
	return " (who follows it turns a POST into a GET, and so loses a call)"
}

// instead says what to write on file in place of an address that is redirected; empty where that is not known.
func instead(f *Finding, chain []*probe.Exchange) string {
	last := chain[len(chain)-1]
	to := last.URL
	if redirected(last) {
		to = last.Location
	}
	switch {
	case f.Cause == redirectLoop:
		return ""
	case !mayFollow(chain[0].URL, to):
		return " It leads to " + plainAddress(to) + ", which was not asked. If that is the right one, write it on file."
	case last.Answered() && last.Status >= 400 || last.Failure != nil:
		return " It leads to " + plainAddress(to) + ", and that does not answer well either."
	}
	return " Write " + plainAddress(to) + " on file instead."
}

// upgrade says whether a redirect leads from http to the same site over https.
func upgrade(from, to string) bool {
	return strings.HasPrefix(strings.ToLower(from), "http://") && strings.HasPrefix(strings.ToLower(to), "https://") && sameSite(from, to)
}

// sameSite compares the hosts of two addresses; with and without "www." is the same site.
func sameSite(a, b string) bool {
	return strings.TrimPrefix(probe.Host(a), "www.") == strings.TrimPrefix(probe.Host(b), "www.")
}

// hostPort is host and port of an address, as "127.0.0.1:8080"; without a port where the address has none.
func hostPort(address string) string {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil {
		return address
	}
	return strings.ToLower(u.Host)
}
