package checks

import (
	"bytes"
	"net/netip"
	"slices"
	"strings"

	"authdoctor/checks/cause"
	"authdoctor/checks/probe"
	"authdoctor/logparse"
)

// asksAbout says which subjects a check speaks of where a finding of the log has no address.
var asksAbout = map[string][]cause.Subject{
	"internet":    {cause.Network, cause.Proxy},
	"clock":       {cause.PC},
	"site":        {cause.Site},
	"redirect":    {cause.Site, cause.Service},
	"service":     {cause.Service},
	"credentials": {cause.Service, cause.Pairing},
	"channel":     {cause.Channel},
	"pairing":     {cause.Support},
}

// contradicted says whether this run refutes what only the log shows, at the same host and path.
func (w *weighing) contradicted(it *item) bool {
	v := &it.verdict
	c := w.cause(v.Cause)
	if c == nil {
		return false
	}
	return slices.ContainsFunc(w.Checks, func(d Done) bool {
		return slices.Contains(d.Refutes, v.Cause) || slices.Contains(c.CheckedBy, d.ID) && d.sameThing(v) && d.refutes(c, v)
	})
}

// sameThing says whether a check asked the host and path that a verdict is about, or, where the verdict names none, its subject.
func (d *Done) sameThing(v *Verdict) bool {
	if v.Address == "" {
		return slices.Contains(asksAbout[d.ID], v.Subject)
	}
	if d.Address != "" && hostPath(d.Address) == hostPath(v.Address) {
		return true
	}
	return slices.ContainsFunc(d.Exchanges, func(ex *probe.Exchange) bool { return hostPath(ex.URL) == hostPath(v.Address) })
}

// refutes says whether what a check saw rules a cause out. A failed check still refutes what lies below the place where it
// failed: a server that answers 404 was found and reached.
func (d *Done) refutes(c *cause.Cause, v *Verdict) bool {
	if slices.ContainsFunc(d.Findings, func(f Finding) bool { return f.Cause == c.ID }) {
		return false
	}
	if d.State == Passed || d.State == Warned {
		return !needsLogin(c, v) || d.RealLogin && !behindLogin(v.Stage)
	}
	if c.Layer != "network" && c.Layer != "TLS" || d.State == Broken || d.State == Skipped {
		return false
	}
	return slices.ContainsFunc(d.Exchanges, func(ex *probe.Exchange) bool {
		return ex.Answered() && samePlace(ex.URL, v.Address) && (c.Layer == "network" || ex.TLS != nil && ex.TLS.Verified)
	})
}

// Clears says whether a check that went well shows that a cause is not at work on a subject now. The refusal of an impossible user
// does not, for a cause that only a real login meets.
func (d *Done) Clears(c *cause.Cause, subject cause.Subject) bool {
	switch {
	case c == nil || d.State != Passed && d.State != Warned:
		return false
	case slices.Contains(d.Refutes, c.ID):
		return true
	}
	return slices.Contains(c.CheckedBy, d.ID) && d.refutes(c, &Verdict{Cause: c.ID, Subject: subject})
}

// needsLogin says whether only a real login can refute a cause. The refusal of an impossible user proves the road, from the name
// to SOAP; it proves nothing of what the service does for a user that it knows.
func needsLogin(c *cause.Cause, v *Verdict) bool {
	if c.ID == channelClosed {
		return false // the channel's own answer shows that the shop is open
	}
	if v.Subject == cause.Site || v.Subject == cause.Network || v.Subject == cause.PC || v.Subject == cause.Support {
		return false
	}
	switch c.Layer {
	case "authenticate", "selling channel", "sync", "pairing":
		return true
	}
	return c.ID == soapFault || c.ID == soapMalformed
}

// behindLogin says whether a stage comes after the log-in, where a log-in that works proves nothing.
func behindLogin(s logparse.Stage) bool {
	switch s {
	case logparse.StageSendRequest, logparse.StageQuickBooks, logparse.StageReceiveResponse, logparse.StageClose:
		return true
	}
	return false
}

// nearby says whether an answer came from this computer or its own network, which proves nothing of the internet.
func nearby(ex *probe.Exchange) bool {
	host := probe.Host(ex.URL)
	if probe.Loopback(host) {
		return true
	}
	if ex.Proxy != "" {
		return false
	}
	at, err := netip.ParseAddrPort(ex.Remote)
	if err != nil {
		return strings.HasSuffix(host, ".local")
	}
	a := at.Addr().Unmap()
	return a.IsLoopback() || a.IsPrivate() || a.IsLinkLocalUnicast()
}

// isSOAP says whether an exchange brought a SOAP envelope back.
func isSOAP(ex *probe.Exchange) bool {
	return ex.Method == "POST" && bytes.Contains(ex.Body, []byte("Envelope")) && bytes.Contains(ex.Body, []byte("Body"))
}
