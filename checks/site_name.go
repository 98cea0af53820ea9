package checks

import (
	"context"
	"fmt"
	"net/http"

	"authdoctor/checks/probe"
	"authdoctor/checks/webconnector"
)

// Protections against robots go by the name that a caller gives itself (User-Agent): the Web Connector's own stands on public lists
// of "bad bots". So a refusal is asked for a second time under another name, and the difference tells what has to be let through.
const (
	ownName     = "authdoctor"
	browserName = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/125.0.0.0 Safari/537.36"
)

// refusedPerhapsByName says whether a status is one that such protections give. 429 is not: to ask again would add to what is too
// much already.
func refusedPerhapsByName(ex *probe.Exchange) bool {
	return ex.Status == http.StatusForbidden || ex.Status == http.StatusNotAcceptable
}

// shopAsBrowser asks the shop once more under a browser's name where it refused ours.
func shopAsBrowser(ctx context.Context, env *Env, out Outcome) Outcome {
	last := out.Exchanges[len(out.Exchanges)-1]
	if !refusedPerhapsByName(last) {
		return out
	}
	second := env.Net.Do(ctx, probe.Request{URL: last.URL, Header: http.Header{"User-Agent": {browserName}}, Timeout: env.Case.answerTime()})
	return judgeSecondName(out, last, second, "this program's own name", "a browser's")
}

// serviceAsOurselves makes the call once more under this program's own name where the service refused the Web Connector's.
func serviceAsOurselves(ctx context.Context, env *Env, address string, out Outcome) Outcome {
	if len(out.Exchanges) == 0 || !refusedPerhapsByName(out.Exchanges[0]) {
		return out
	}
	second := webconnector.New(env.Net, address, env.Case.answerTime()).As(ownName).ServerVersion(ctx)
	return judgeSecondName(out, out.Exchanges[0], second.Exchange, "the Web Connector's name", "this program's own")
}

// judgeSecondName compares a refusal with the answer to the same question under another name.
func judgeSecondName(out Outcome, refused, second *probe.Exchange, one, other string) Outcome {
	out.Exchanges = append(out.Exchanges, second)
	if len(out.Findings) == 0 || !second.Answered() {
		return out
	}
	f := &out.Findings[0]
	if f.Cause != httpForbidden && f.Cause != httpRefused {
		return out
	}
	if refusedPerhapsByName(second) {
		f.Evidence = append(f.Evidence, seen(second, fmt.Sprintf("Under another name (%s in place of %s) the answer is the same: HTTP status %d", other, one, second.Status)))
		return out
	}
	f.Cause = httpForbidden
	f.Evidence = append(f.Evidence, seen(second, fmt.Sprintf("Under another name (%s in place of %s) the answer is HTTP status %d in place of %d, so a rule blocks by the caller's name",
		other, one, second.Status, refused.Status)))
	out.Why += " It goes by the name that the caller gives itself: under another name it answers."
	return out
}
