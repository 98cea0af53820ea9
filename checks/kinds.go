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

// The causes that the checks name.
const (
	clockWrong        cause.ID = "clock-wrong"
	outdated          cause.ID = "web-connector-outdated"
	blockedHere       cause.ID = "blocked-on-this-pc"
	noInternet        cause.ID = "no-internet"
	poorConnection    cause.ID = "poor-connection"
	captivePortal     cause.ID = "captive-portal"
	proxyFailure      cause.ID = "proxy-failure"
	dnsFailure        cause.ID = "dns-failure"
	connectionRefused cause.ID = "connection-refused"
	connectTimeout    cause.ID = "connect-timeout"
	connectionClosed  cause.ID = "connection-closed"
	tlsUntrusted      cause.ID = "tls-untrusted"
	tlsExpired        cause.ID = "tls-expired"
	tlsWrongHost      cause.ID = "tls-wrong-host"
	tlsTooOld         cause.ID = "tls-too-old"
	httpNotFound      cause.ID = "http-not-found"
	httpUnauthorized  cause.ID = "http-unauthorized"
	httpForbidden     cause.ID = "http-forbidden"
	httpRateLimited   cause.ID = "http-rate-limited"
	httpRefused       cause.ID = "http-refused"
	httpServerError   cause.ID = "http-server-error"
	redirectToHTTPS   cause.ID = "redirect-to-https"
	redirectElsewhere cause.ID = "redirect-elsewhere"
	redirectLoop      cause.ID = "redirect-loop"
	notAWebService    cause.ID = "not-a-web-service"
	soapFault         cause.ID = "soap-fault"
	soapMalformed     cause.ID = "soap-malformed"
	actionMismatch    cause.ID = "soap-action-mismatch"
	badCredentials    cause.ID = "bad-credentials"
	serviceBusy       cause.ID = "service-busy"
	channelClosed     cause.ID = "channel-closed"
	rangeTooLarge     cause.ID = "sync-range-too-large"
	nearTimeLimit     cause.ID = "near-time-limit" // a warning: never found at work
	serviceTimeout    cause.ID = "service-timeout"
	pairingDeleted    cause.ID = "pairing-deleted"
	supportDown       cause.ID = "support-url-unreachable"
)

// kindOf is what a failure of the network means: its cause, whom it is about where that is not who was asked, how firmly it
// says so, and what else it may be.
type kindOf struct {
	cause    cause.ID
	subject  cause.Subject // empty: who was asked
	strength cause.Strength
	also     []cause.ID
}

// kinds is the one place where failures of the network become causes. Canceled, BadAddress and Other name none.
var kinds = map[probe.Kind]kindOf{
	probe.NameNotFound:     {cause: dnsFailure, strength: cause.Proven},
	probe.NameFailed:       {cause: dnsFailure, strength: cause.Proven},
	probe.NameHere:         {cause: dnsFailure, strength: cause.Likely, also: []cause.ID{connectionRefused}},
	probe.NoRoute:          {cause: noInternet, subject: cause.Network, strength: cause.Likely, also: []cause.ID{connectTimeout}},
	probe.Refused:          {cause: connectionRefused, strength: cause.Proven},
	probe.ConnectTimeout:   {cause: connectTimeout, strength: cause.Proven},
	probe.Closed:           {cause: connectionClosed, strength: cause.Proven},
	probe.AbortedHere:      {cause: blockedHere, subject: cause.PC, strength: cause.Likely, also: []cause.ID{connectionClosed}},
	probe.TLSUntrusted:     {cause: tlsUntrusted, strength: cause.Proven},
	probe.TLSExpired:       {cause: tlsExpired, strength: cause.Proven},
	probe.TLSNotYetValid:   {cause: tlsExpired, strength: cause.Likely, also: []cause.ID{clockWrong}},
	probe.TLSWrongHost:     {cause: tlsWrongHost, strength: cause.Proven},
	probe.TLSTooOld:        {cause: tlsTooOld, strength: cause.Proven},
	probe.TLSWantsCert:     {cause: httpForbidden, strength: cause.Likely},
	probe.TLSUnknownName:   {cause: tlsWrongHost, strength: cause.Likely},
	probe.TLSFailed:        {cause: tlsTooOld, strength: cause.Possible, also: []cause.ID{connectionClosed}},
	probe.TLSTimeout:       {cause: connectTimeout, strength: cause.Proven},
	probe.NotTLS:           {cause: notAWebService, strength: cause.Proven},
	probe.NotHTTP:          {cause: notAWebService, strength: cause.Proven},
	probe.AnswerTimeout:    {cause: serviceTimeout, strength: cause.Proven},
	probe.ProxyUnreachable: {cause: proxyFailure, subject: cause.Proxy, strength: cause.Proven},
	probe.ProxyRefused:     {cause: proxyFailure, subject: cause.Proxy, strength: cause.Proven},
}

// findingOf is what a failed exchange with subject proves; false where it proves nothing.
func findingOf(ex *probe.Exchange, subject cause.Subject) (Finding, bool) {
	if ex.Failure == nil {
		return Finding{}, false
	}
	k, ok := kinds[ex.Failure.Kind]
	if ex.PlainToTLS() {
		k, ok = kindOf{cause: redirectToHTTPS, strength: cause.Likely}, true
	}
	if !ok {
		return Finding{}, false
	}
	if ex.Failure.Kind == probe.TLSTooOld && strings.Contains(ex.Failure.Proof, "handshake failure") {
		k.strength = min(k.strength, cause.Likely) // servers send this alert for other reasons too, and Windows knows ciphers that we do not
	}
	if behindProxy(ex) {
		k.strength, k.also = min(k.strength, cause.Likely), append(slices.Clip(k.also), proxyFailure)
	}
	f := Finding{Cause: k.cause, Subject: subject, Address: ex.URL, Strength: k.strength, Also: k.also, Evidence: []Evidence{failureEvidence(ex)}}
	if k.subject != "" {
		f.Subject = k.subject
		if k.subject == cause.Proxy {
			f.Address = ex.Proxy
		} else {
			f.Address = ""
		}
	}
	return withAddress(f), true
}

// behindProxy says whether a failure came after a proxy had taken a plain request. Then nobody can see from here whether the proxy or
// the server behind it fell silent.
func behindProxy(ex *probe.Exchange) bool {
	if ex.Proxy == "" || !strings.HasPrefix(strings.ToLower(ex.URL), "http://") {
		return false
	}
	switch ex.Failure.Kind {
	case probe.AnswerTimeout, probe.Closed, probe.NotHTTP:
		return true
	}
	return false
}

func failureEvidence(ex *probe.Exchange) Evidence {
	f := ex.Failure
	text := f.Text
	if f.Proof != "" && f.Proof != context.DeadlineExceeded.Error() && !strings.Contains(text, f.Proof) { // our own time limit says nothing that the text does not
		text = strings.TrimSuffix(text, ".") + " (" + f.Proof + ")."
	}
	switch f.Kind {
	case probe.AnswerTimeout, probe.ConnectTimeout, probe.TLSTimeout: // where the time went is the proof
		if line := ex.PhaseLine(); line != "" {
			text += " It took: " + line + "."
		}
	}
	e := seen(ex, text)
	e.Quote = clean(f.Proof)
	if ex.Proxy != "" {
		e.Text = clean(e.Text + " Through the proxy " + ex.Proxy + proxyFrom(ex) + ".")
	}
	return e
}

// proxyFrom says where the setting of the proxy stands, which is where it can be changed.
func proxyFrom(ex *probe.Exchange) string {
	if ex.ProxyFrom == "" {
		return ""
	}
	return ", which stands in " + ex.ProxyFrom
}

// statusCause is what an HTTP status means that is no success and no redirect; false for those.
func statusCause(status int) (cause.ID, bool) {
	switch {
	case status == http.StatusNotFound, status == http.StatusGone:
		return httpNotFound, true
	case status == http.StatusUnauthorized:
		return httpUnauthorized, true
	case status == http.StatusForbidden:
		return httpForbidden, true
	case status == http.StatusProxyAuthRequired:
		return proxyFailure, true
	case status == http.StatusTooManyRequests:
		return httpRateLimited, true
	case status == http.StatusNetworkAuthenticationRequired:
		return captivePortal, true
	case status == http.StatusPaymentRequired, status == http.StatusLocked:
		return channelClosed, true
	case status >= 500:
		return httpServerError, true
	case status >= 400:
		return httpRefused, true
	}
	return "", false
}

// statusFinding is what a status proves about subject; false where it is no failure.
func statusFinding(ex *probe.Exchange, status int, subject cause.Subject) (Finding, bool) {
	id, ok := statusCause(status)
	if !ok {
		return Finding{}, false
	}
	if id == channelClosed && subject == cause.Service { // it is the shop that is paused or unpaid; a service only refuses
		id = httpRefused
	}
	what := answerLine(ex)
	if status != ex.Status {
		what += fmt.Sprintf(", and its text says %d", status)
	}
	f := Finding{Cause: id, Subject: subject, Address: ex.URL, Strength: cause.Proven, Evidence: []Evidence{seen(ex, what)}}
	switch id {
	case proxyFailure:
		f.Subject, f.Address = cause.Proxy, ex.Proxy
	case captivePortal:
		f.Subject, f.Address = cause.Network, ""
	default:
		f.Evidence[0].Text = clean(f.Evidence[0].Text + headerWords(ex.Header) + guardWords(ex))
	}
	return withAddress(f), true
}

// headerWords quotes the headers that say more of a refusal than its status: who wants the log-in, and when to come back.
func headerWords(h http.Header) string {
	out := ""
	for _, name := range []string{"WWW-Authenticate", "Retry-After"} {
		if v := clean(h.Get(name)); v != "" {
			out += ", " + name + ": " + v
		}
	}
	return out
}

func guardWords(ex *probe.Exchange) string {
	if who := guard(ex); who != "" {
		return "; the answer is that of " + who + ", which stands before the server"
	}
	return ""
}

// withAddress leaves scheme, host and path of the address.
func withAddress(f Finding) Finding {
	f.Address = plainAddress(f.Address)
	return f
}
