package checks

import (
	"fmt"
	"strings"

	"authdoctor/checks/cause"
	"authdoctor/checks/probe"
	"authdoctor/checks/webconnector"
	"authdoctor/logparse"
)

// judgeReply says what an answer of the service that is no good result proves, in the words for Why. false: it proves nothing, as
// when our caller stopped it.
func judgeReply(r *webconnector.Reply, kb *cause.Base, vendor string, stage logparse.Stage) (f Finding, why string, ok bool) {
	ex := r.Exchange
	defer func() { f.Stage = stage }()
	switch r.Kind {
	case webconnector.NoAnswer:
		if r.Held != "" {
			return f, r.Held, false
		}
		if ex.Failure == nil {
			return f, "The service did not answer.", false
		}
		f, ok = findingOf(ex, cause.Service)
		return f, ex.Failure.Text, ok
	case webconnector.HTTPError:
		return judgeHTTP(r)
	case webconnector.Fault:
		return judgeFault(r, kb, vendor, stage)
	case webconnector.WebPage:
		why = "A web page answers where the service should."
		proof := seen(ex, answerLine(ex)+" and a web page")
		if r.Title != "" {
			proof = said(ex, answerLine(ex)+" and a web page with the title", r.Title)
		}
		return serviceFinding(ex, notAWebService, proof), why, true
	case webconnector.Nothing:
		return serviceFinding(ex, soapMalformed, choked(r)), "The service answers with nothing.", true
	case webconnector.Text:
		if r.Fault != "" {
			proof := said(ex, answerLine(ex)+" and an error of the service's own program", r.Fault)
			proof.Text = clean(proof.Text + folded(r.Stack))
			return serviceFinding(ex, soapFault, proof), "The service's program failed.", true
		}
		return serviceFinding(ex, soapMalformed, choked(r)), "The service's answer is not SOAP.", true
	}
	f = serviceFinding(ex, soapMalformed, choked(r))
	why = "The service answers, but the Web Connector cannot read the answer."
	if r.Guessed {
		f.Strength = cause.Likely
		why = "The service answers in RPC style. The Web Connector can read that only if the pairing file says so; give the file with --qwc FILE."
	}
	return f, why, true
}

// folded says of a stack trace how long it is and where it begins. Whoever maintains the service needs that; nobody else needs more.
func folded(stack string) string {
	lines := strings.FieldsFunc(stack, func(r rune) bool { return r == '\n' })
	if len(lines) == 0 {
		return ""
	}
	top := strings.TrimSpace(lines[0])
	if len(top) > maxTop {
		top = strings.ToValidUTF8(top[:maxTop], "") + "…"
	}
	return fmt.Sprintf(" (its stack trace has %s, the first: %s)", count(len(lines), "line", "lines"), top)
}

// maxTop bounds the line of a stack trace that is quoted, in bytes.
const maxTop = 160

func serviceFinding(ex *probe.Exchange, id cause.ID, proof Evidence) Finding {
	return Finding{Cause: id, Subject: cause.Service, Address: plainAddress(ex.URL), Strength: cause.Proven, Evidence: []Evidence{proof}}
}

// choked is evidence of an answer that the Web Connector's own client refuses.
func choked(r *webconnector.Reply) Evidence {
	what := answerLine(r.Exchange)
	if r.ChokeWhy != "" {
		what += ". " + r.ChokeWhy
	}
	if r.Choke == "" {
		return seen(r.Exchange, what)
	}
	return said(r.Exchange, what+" The Web Connector would print", r.Choke)
}

// judgeHTTP judges a status that is an answer by itself.
func judgeHTTP(r *webconnector.Reply) (f Finding, why string, ok bool) {
	ex := r.Exchange
	if redirected(ex) {
		f, ok = judgeChain([]*probe.Exchange{ex, {URL: ex.Location}}, cause.Service)
		return f, "The service answers with a redirect, and the Web Connector follows none.", ok
	}
	if ex.PlainToTLS() {
		return serviceFinding(ex, redirectToHTTPS, seen(ex, answerLine(ex)+": this port wants https")),
			"The address says http, and the service wants https.", true
	}
	f, ok = statusFinding(ex, r.Status, cause.Service)
	if !ok {
		return serviceFinding(ex, soapMalformed, choked(r)), fmt.Sprintf("The service answers with HTTP status %d.", r.Status), true
	}
	if r.Title != "" {
		f.Evidence[0].Text += clean("; the page is titled “" + r.Title + "”")
	}
	return f, fmt.Sprintf("The service answers with HTTP status %d.", r.Status), true
}

// judgeFault judges an error that the service reports. The knowledge base reads its words as it reads them in a log: what the
// service met on its own way is about the shop.
func judgeFault(r *webconnector.Reply, kb *cause.Base, vendor string, stage logparse.Stage) (Finding, string, bool) {
	ex := r.Exchange
	f := serviceFinding(ex, soapFault, said(ex, "The service reports", r.Fault))
	f.Evidence[0].Text = clean(f.Evidence[0].Text + folded(r.Stack))
	if r.Choke != "" {
		f.Evidence = append(f.Evidence, choked(r))
	}
	why := "The service answers with an error of its own."
	if kb == nil {
		return f, why, true
	}
	matches := kb.Match(cause.Symptom{Stage: stage.String(), Message: r.Fault, Inner: r.Inner, Seconds: -1, Vendor: vendor, URL: ex.URL})
	if len(matches) == 0 || matches[0].Strength < cause.Likely {
		return f, why, true
	}
	m := matches[0]
	if m.Cause == soapFault { // that it is one was seen, whatever its words are
		return f, why, true
	}
	f.Cause, f.Strength = m.Cause, min(m.Strength, cause.Likely)
	f.Evidence[0].Quote = clean(m.Quote)
	c := kb.Get(m.Cause)
	switch {
	case m.Subject != "":
		f.Subject = m.Subject
	case c != nil && c.Subject != "":
		f.Subject = c.Subject
	case c != nil && (c.Layer == "network" || c.Layer == "TLS" || c.Layer == "HTTP"):
		f.Subject = cause.Site // the service itself was reached
	}
	if f.Subject != cause.Service {
		f.Address = ""
	}
	return f, why, true
}
