package checks_test

import (
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
)

// books is a Web Connector service that knows one user. It notes what it is asked; a row may take calls away from it.
type books struct {
	instead map[string]http.HandlerFunc // by operation; "*" is for every one, also for a GET
	login   []string                    // authenticate's strings for the user that it knows; nil: a ticket and nothing else
	anyone  bool                        // everybody is let in

	mu     sync.Mutex
	asked  []string // operations
	real   int      // log-ins with the real user name
	open   int      // sessions
	tokens int      // tickets given out
}

const (
	realUser     = "harbor-0042"
	realPassword = "two&sugars-no-milk"
	ticket       = "7d0c9e1a-ticket-of-harbor"
)

func (b *books) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	op := strings.Trim(r.Header.Get("SOAPAction"), `"`)
	op = op[strings.LastIndex(op, "/")+1:]
	body, _ := io.ReadAll(io.LimitReader(r.Body, 1<<16))
	b.mu.Lock()
	defer b.mu.Unlock()
	if op != "" {
		b.asked = append(b.asked, op)
	}
	user := between(string(body), "<strUserName>", "</strUserName>")
	if op == "authenticate" && user == realUser {
		b.real++
	}
	if op == "closeConnection" && between(string(body), "<ticket>", "</ticket>") == ticket {
		b.open--
	}
	for _, name := range []string{op, "*"} {
		if h := b.instead[name]; h != nil {
			h(w, r)
			return
		}
	}
	if r.Method != http.MethodPost {
		page(http.StatusMethodNotAllowed, "POST only")(w, r)
		return
	}
	switch op {
	case "serverVersion":
		answers(op, "4.2.1")(w, r)
	case "clientVersion", "getLastError":
		answers(op, "")(w, r)
	case "closeConnection":
		answers(op, "OK")(w, r)
	case "authenticate":
		b.authenticate(w, r, user)
	default:
		faults("Server did not recognize the value of HTTP Header SOAPAction: "+r.Header.Get("SOAPAction")+".")(w, r)
	}
}

func (b *books) authenticate(w http.ResponseWriter, r *http.Request, user string) {
	if user != realUser && !b.anyone {
		stringsOf("", "nvu")(w, r)
		return
	}
	said := b.login
	if said == nil {
		said = []string{ticket, ""}
	}
	if said[0] == ticket {
		b.open++
		b.tokens++
	}
	stringsOf(said...)(w, r)
}

func between(s, from, to string) string {
	_, s, _ = strings.Cut(s, from)
	s, _, _ = strings.Cut(s, to)
	return s
}

// soap answers with an envelope.
func soap(status int, inner string) http.HandlerFunc {
	return says(status, `<?xml version="1.0" encoding="utf-8"?><soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>`+
		inner+`</soap:Body></soap:Envelope>`, "Content-Type: text/xml; charset=utf-8")
}

func answers(op, result string) http.HandlerFunc {
	return soap(200, fmt.Sprintf(`<%[1]sResponse xmlns="http://developer.intuit.com/"><%[1]sResult>%[2]s</%[1]sResult></%[1]sResponse>`, op, result))
}

// stringsOf is an answer to authenticate.
func stringsOf(values ...string) http.HandlerFunc {
	return answers("authenticate", "<string>"+strings.Join(values, "</string><string>")+"</string>")
}

// authenticated is an answer to authenticate with other XML than the contract's.
func authenticated(response string) http.HandlerFunc { return soap(200, response) }

func faults(text string) http.HandlerFunc {
	text = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(text)
	return soap(500, `<soap:Fault><faultcode>soap:Server</faultcode><faultstring>`+text+`</faultstring><detail/></soap:Fault>`)
}
