package checks

import (
	"fmt"
	"time"

	"authdoctor/checks/probe"
)

// soonOut is when a certificate is told to run out soon. Those that are renewed by themselves (Let's Encrypt: with a third of their life
// left) are renewed long before; for those with a short life it is a sixth of that.
const soonOut = 14 * 24 * time.Hour

// runsOutSoon warns of a good certificate that nobody has renewed in time; empty where there is no reason to.
func runsOutSoon(ex *probe.Exchange) string {
	leaf := ex.TLS.Leaf()
	if leaf == nil || !ex.TLS.Verified {
		return ""
	}
	left := leaf.NotAfter.Sub(ex.Started)
	if left <= 0 || left > min(soonOut, leaf.NotAfter.Sub(leaf.NotBefore)/6) {
		return ""
	}
	return fmt.Sprintf(" Its certificate runs out in %s, on %s. Have it renewed before that.", lapse(left), leaf.NotAfter.UTC().Format("2 January 2006"))
}

// warnOfCertificate makes a warning of a check that passed where the certificate that it met runs out soon.
func warnOfCertificate(out Outcome, ex *probe.Exchange) Outcome {
	if soon := runsOutSoon(ex); soon != "" && out.State == Passed {
		out.State, out.Why = Warned, out.Why+soon
	}
	return out
}
