package checks

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"authdoctor/checks/cause"
	"authdoctor/checks/probe"
)

// wellKnown are connectivity addresses of three owners, with plain http so that a sign-in page can show itself: Microsoft's
// (NCSI, learn.microsoft.com), Google's (Android's source) and Mozilla's (Firefox's preferences).
var wellKnown = []string{
	"http://www.msftconnecttest.com/connecttest.txt",
	"http://connectivitycheck.gstatic.com/generate_204",
	"http://detectportal.firefox.com/success.txt",
}

// onlineAnswer bounds what is read of a connectivity answer, in bytes.
const onlineAnswer = 1 << 10

var internetCheck = Check{
	ID:      "internet",
	Asks:    "The internet connection is good",
	Timeout: 2 * probe.DefaultTimeout,
	Waits:   "well-known addresses on the internet",
	Run:     runInternet,
}

func internetAddresses(c *Case) []string {
	if len(c.InternetURLs) > 0 {
		return c.InternetURLs
	}
	return wellKnown
}

func runInternet(ctx context.Context, env *Env) Outcome {
	if env.Case.Offline {
		return Outcome{State: Skipped, Why: whyOffline}
	}
	began := time.Now()
	asked := each(internetAddresses(env.Case), func(address string) *probe.Exchange {
		return env.Net.Do(ctx, probe.Request{URL: address, Timeout: env.Case.answerTime(), MaxBody: onlineAnswer})
	})
	out := judgeInternet(asked)
	if out.State != Passed {
		return secondLook(ctx, env, out, env.Case.answerTime()-time.Since(began))
	}
	i := slices.IndexFunc(asked, online)
	repeated := connects(ctx, env, asked[i].URL, env.Case.answerTime()-time.Since(began))
	return judgeFamilies(judgeConnects(out, repeated))
}

// each runs ask for every element side by side and keeps the order.
func each[T any](list []T, ask func(T) *probe.Exchange) []*probe.Exchange {
	out := make([]*probe.Exchange, len(list))
	var wg sync.WaitGroup
	for i, x := range list {
		wg.Go(func() { out[i] = ask(x) })
	}
	wg.Wait()
	return out
}

// online says whether an answer is the one that a connectivity address gives when nothing stands in between.
func online(ex *probe.Exchange) bool {
	switch ex.Status {
	case http.StatusNoContent:
		return true
	case http.StatusOK:
		body := strings.TrimSpace(string(ex.Body))
		return body == "Microsoft Connect Test" || body == "success"
	}
	return false
}

// intercepted says whether something else than the address itself answered in its place.
func intercepted(ex *probe.Exchange) bool {
	return ex.Failure == nil && ex.Status >= 200 && ex.Status < 400 && !online(ex) || ex.Status == http.StatusNetworkAuthenticationRequired
}

// judgeInternet decides from the answers of the connectivity addresses.
func judgeInternet(asked []*probe.Exchange) Outcome {
	out := Outcome{Exchanges: asked}
	var up, portal, silent int
	for _, ex := range asked {
		switch {
		case online(ex):
			up++
		case intercepted(ex):
			portal++
		case ex.Failure != nil:
			silent++
		}
	}
	switch {
	case slices.ContainsFunc(asked, canceled):
		out.Why = "The test of the internet connection was stopped."
	case up == len(asked):
		out.State, out.Why = Passed, "The well-known addresses answer."
	case up > 0:
		out.State, out.Why = Passed, fmt.Sprintf("%d of %d well-known addresses answer; a filter may stop the others.", up, len(asked))
	case portal > 0:
		judgePortal(&out, asked, portal)
	case silent == len(asked):
		judgeSilence(&out, asked)
	default:
		judgeOdd(&out, asked)
	}
	return out
}

func canceled(ex *probe.Exchange) bool { return ex.Failure != nil && ex.Failure.Kind == probe.Canceled }

func judgePortal(out *Outcome, asked []*probe.Exchange, portal int) {
	out.State, out.Why = Failed, "Something else answers in place of the internet, probably a sign-in page of this network."
	f := Finding{Cause: captivePortal, Subject: cause.Network, Strength: cause.Likely}
	if portal > 1 || asked[0].Status == http.StatusNetworkAuthenticationRequired {
		f.Strength = cause.Proven
	}
	for _, ex := range asked {
		if intercepted(ex) {
			f.Evidence = append(f.Evidence, seen(ex, answerLine(ex)+" instead of the known text"))
		}
	}
	out.Findings = []Finding{f}
}

// judgeSilence decides what keeps every connectivity address from answering.
func judgeSilence(out *Outcome, asked []*probe.Exchange) {
	out.State = Failed
	var proofs []Evidence
	names, here, proxies, taken, resolver := 0, 0, 0, 0, false
	for _, ex := range asked {
		proofs = append(proofs, failureEvidence(ex))
		if tookConnection(ex.Failure.Kind) {
			taken++
		}
		switch ex.Failure.Kind {
		case probe.ProxyUnreachable, probe.ProxyRefused:
			proxies++
		case probe.NameHere:
			here++
		case probe.NameNotFound, probe.NameFailed:
			names++
			resolver = resolver || strings.Contains(ex.Failure.Proof, "server misbehaving")
		}
	}
	offline := Finding{Cause: noInternet, Subject: cause.Network, Strength: cause.Proven, Evidence: proofs}
	lookup := Finding{Cause: dnsFailure, Subject: cause.Network, Strength: cause.Likely, Evidence: proofs}
	switch {
	case proxies == len(asked):
		out.Why = "The proxy keeps everything from the internet."
		out.Findings = []Finding{{Cause: proxyFailure, Subject: cause.Proxy, Address: asked[0].Proxy, Strength: cause.Proven, Evidence: proofs}}
	case here == len(asked):
		out.Why = "The well-known names are led to this computer itself: a filter for names stands in the way."
		out.Findings = []Finding{lookup}
	case names == len(asked) && resolver:
		out.Why = "Names cannot be looked up: the name server answers, but fails."
		lookup.Strength = cause.Proven
		out.Findings = []Finding{lookup}
	case names == len(asked):
		out.Why = "No name can be looked up: this PC has no internet connection, or its name server does not work."
		offline.Strength = cause.Likely
		offline.Also, offline.Tell, lookup.Tell = []cause.ID{dnsFailure}, tellLookup, tellLookup
		out.Findings = []Finding{offline, lookup}
	case taken > 0:
		out.Why = "The well-known addresses take the connection, but do not answer. A filter may stop them, so the other checks decide."
		offline.Strength = cause.Possible
		out.Findings = []Finding{offline}
	default:
		out.Why = "None of the well-known addresses answers."
		out.Findings = []Finding{offline}
	}
}

// tookConnection says whether a failure came after something had taken the connection. Then a network is there, and what is silent
// may be that one server, or a filter before it.
func tookConnection(k probe.Kind) bool {
	switch k {
	case probe.AnswerTimeout, probe.Closed, probe.AbortedHere, probe.NotHTTP, probe.NotTLS, probe.TLSTimeout, probe.TLSFailed, probe.TLSTooOld,
		probe.TLSUntrusted, probe.TLSExpired, probe.TLSNotYetValid, probe.TLSWrongHost:
		return true
	}
	return false
}

const tellLookup = "Other programs on this PC tell: when none of them reaches anything, the internet connection is gone; when a call by internet telephone or an open remote session still works, only the look-up of names is broken."

// judgeOdd is for answers that are neither the known text nor a page in its place: errors of a filter or a proxy.
func judgeOdd(out *Outcome, asked []*probe.Exchange) {
	out.Why = "The well-known addresses answer with errors, so a filter may stop them; that says nothing about other addresses."
	for _, ex := range asked {
		if ex.Status != http.StatusProxyAuthRequired && (ex.Failure == nil || ex.Failure.Kind != probe.ProxyRefused) {
			return
		}
	}
	out.State, out.Why = Failed, "The proxy asks for a log-in or refuses the way to the internet."
	f := Finding{Cause: proxyFailure, Subject: cause.Proxy, Address: asked[0].Proxy, Strength: cause.Proven}
	for _, ex := range asked {
		f.Evidence = append(f.Evidence, seen(ex, answerLine(ex)))
	}
	out.Findings = []Finding{f}
}
