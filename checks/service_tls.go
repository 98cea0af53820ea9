package checks

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"authdoctor/checks/cause"
	"authdoctor/checks/probe"
)

// asOldProgram meets the service as a Web Connector does whose Windows or .NET knows TLS 1.0 and 1.1 only: one handshake, nothing is
// sent. Our own connection speaks newer versions, so that it succeeds says nothing against a log in which no encryption was agreed
// on. It is asked only where the log shows such a run, and nil else.
func asOldProgram(ctx context.Context, env *Env, address string) *probe.Exchange {
	if !strings.HasPrefix(strings.ToLower(address), "https:") {
		return nil
	}
	logged := slices.ContainsFunc(Judge(env.Log, env.KB, env.Case.Vendor), func(f Finding) bool {
		return f.Cause == tlsTooOld && f.Subject == cause.Service && samePlace(f.Address, address)
	})
	if !logged {
		return nil
	}
	return env.Net.Do(ctx, probe.Request{Method: http.MethodPost, URL: address, Timeout: env.Case.answerTime(), OldTLS: true})
}

// judgeOldProgram adds what an old program met to what we met ourselves. Where the service takes old versions too, the log's trouble
// lies elsewhere, and nothing is added.
func judgeOldProgram(out Outcome, old *probe.Exchange, now string) Outcome {
	if old == nil {
		return out
	}
	out.Exchanges = append(out.Exchanges, old)
	f := old.Failure
	if out.State != Passed || f == nil || f.Kind != probe.TLSTooOld && (f.Kind != probe.Closed || f.Phase != probe.PhaseTLS) {
		return out
	}
	proof := seen(old, fmt.Sprintf("A handshake that offers TLS 1.0 and 1.1 only was refused (%s); this program's own, with %s, was not", f.Proof, now))
	proof.Quote = clean(f.Proof)
	out.State = Warned
	out.Why = "The service answers this program, but it refuses programs that know TLS 1.0 and 1.1 only, and the log shows a Web Connector that found no encryption in common with it: its Windows or .NET offers nothing newer."
	out.Findings = append(out.Findings, Finding{Cause: tlsTooOld, Subject: cause.Service, Address: plainAddress(old.URL), Strength: cause.Likely, Evidence: []Evidence{proof}})
	return out
}

// versionOf is the TLS version that an exchange agreed on, in words.
func versionOf(ex *probe.Exchange) string {
	if ex.TLS == nil || ex.TLS.Version == "" {
		return "a newer version"
	}
	return ex.TLS.Version
}
