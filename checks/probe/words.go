package probe

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// words says a failure in plain English.
func (c *call) words(kind Kind, phase Phase) string {
	host, at := clean(c.target.host), clean(c.target.hostport())
	wait := seconds(c.limit)
	switch kind {
	case NameNotFound:
		return fmt.Sprintf("The name %s does not exist, or cannot be looked up from this computer.", host)
	case NameFailed:
		return fmt.Sprintf("The name %s could not be looked up: the name server failed or did not answer.", host)
	case NameHere:
		return fmt.Sprintf("The name %s leads to this computer itself, where nothing takes the connection: a filter for names or a line of the hosts file stands in the way.", host)
	case NoRoute:
		return fmt.Sprintf("There is no way from this computer to %s: the network is down or leads nowhere.", host)
	case Refused:
		return fmt.Sprintf("%s is there, but it takes no connection on port %s.", host, c.target.port)
	case ConnectTimeout:
		return fmt.Sprintf("%s did not answer on port %s within %s.", host, c.target.port, seconds(min(c.limit, connectLimit)))
	case Closed:
		switch phase {
		case PhaseTLS:
			return fmt.Sprintf("%s hung up before the encrypted connection stood.", at)
		case PhaseBody:
			return fmt.Sprintf("%s hung up in the middle of its answer.", at)
		}
		return fmt.Sprintf("%s hung up before it answered.", at)
	case AbortedHere:
		return fmt.Sprintf("Something on this computer cut the connection to %s; mostly that is a security program or a VPN.", at)
	case TLSTooOld:
		return fmt.Sprintf("%s and this computer share no version or cipher of TLS, the encryption of https.", at)
	case TLSTimeout:
		return fmt.Sprintf("%s took the connection, but did not finish the encryption handshake within %s.", at, seconds(min(c.limit, tlsLimit)))
	case TLSWantsCert:
		return fmt.Sprintf("%s wants a certificate from this computer before it talks to it.", at)
	case TLSUnknownName:
		return fmt.Sprintf("%s serves no site of that name over an encrypted connection.", at)
	case TLSFailed:
		return fmt.Sprintf("The encrypted connection to %s failed.", at)
	case NotTLS:
		return fmt.Sprintf("The address begins with https, but %s answers without encryption.", at)
	case NotHTTP:
		return fmt.Sprintf("%s answers, but not as a web server does.", at)
	case AnswerTimeout:
		if phase == PhaseBody {
			return fmt.Sprintf("%s began its answer and did not finish it within %s.", at, wait)
		}
		return fmt.Sprintf("%s took the connection, but did not answer within %s.", at, wait)
	case Canceled:
		return "The question was stopped before its answer came."
	}
	return fmt.Sprintf("The exchange with %s failed.", at)
}

// proxyWords says what failed on the way to the proxy, or between it and us.
func (c *call) proxyWords(kind Kind, phase Phase) string {
	p := clean(c.proxy.Host)
	switch {
	case phase == PhaseName:
		return fmt.Sprintf("The name of the proxy %s cannot be looked up.", p)
	case phase == PhaseProxy && kind == ProxyUnreachable:
		return fmt.Sprintf("The proxy %s took the connection, but made none to %s within %s.", p, clean(c.target.hostport()), seconds(c.limit))
	case phase == PhaseProxy:
		return fmt.Sprintf("%s does not answer as a proxy does.", p)
	case kind == Refused:
		return fmt.Sprintf("The proxy %s takes no connection.", p)
	case kind == ConnectTimeout:
		return fmt.Sprintf("The proxy %s does not answer.", p)
	}
	return fmt.Sprintf("The proxy %s cannot be reached.", p)
}

// sentence turns an inner error into one for people: capital first, full stop last.
func sentence(err error) string {
	s := clean(err.Error())
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + strings.TrimRight(s[1:], ".") + "."
}

// seconds writes a duration as people say it: "15 s", "0.3 s".
func seconds(d time.Duration) string {
	digits := 1
	if d >= 10*time.Second || d == d.Truncate(time.Second) {
		digits = 0
	} else if d < 100*time.Millisecond {
		digits = 2
	}
	return strconv.FormatFloat(d.Seconds(), 'f', digits, 64) + " s"
}
