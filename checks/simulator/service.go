package simulator

import (
	"crypto/rand"
	"encoding/xml"
	"fmt"
	"html"
	"io"
	"net/http"
	"sync"
)

// serviceMode is what the service's server does.
type serviceMode uint8

const (
	serviceGood serviceMode = iota
	serviceStopped
	servicePage
	serviceMaintenance
)

// loginRule is what the service does with a login.
type loginRule uint8

const (
	knownUser      loginRule = iota // knows the user of the pairing file
	otherUser                       // knows another user: the connection was made anew
	refuseEveryone                  // knows nobody
	busyForAll
)

// maxCall bounds what is read of a call, in bytes.
const maxCall = 64 << 10

const contract = "http://developer.intuit.com/"

// service is a Web Connector service. It hands out tickets and counts them; it has no work that could be lost.
type service struct {
	path string

	mu             sync.Mutex
	mode           serviceMode
	rule           loginRule
	user, password string
	open           map[string]bool
	opened, closed int
}

// set changes how the service behaves.
func (s *service) set(m serviceMode, r loginRule, user string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.mode, s.rule, s.user = m, r, user
}

// call is a SOAP call as far as it is needed.
type call struct {
	Body struct {
		Call struct {
			XMLName  xml.Name
			User     string `xml:"strUserName"`
			Password string `xml:"strPassword"`
			Ticket   string `xml:"ticket"`
		} `xml:",any"`
	} `xml:"Body"`
}

// ServeHTTP answers calls on the service's path, and two pages.
func (s *service) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case s.mode == serviceMaintenance:
		w.Header().Set("Retry-After", "600")
		page(w, http.StatusServiceUnavailable, downPage)
	case s.mode == servicePage:
		page(w, http.StatusOK, parkedPage)
	case r.URL.Path == "/support":
		page(w, http.StatusOK, "<!DOCTYPE html>\n<html><head><title>Support</title></head><body>Call us.</body></html>\n")
	case r.URL.Path != s.path:
		page(w, http.StatusNotFound, gonePage)
	case r.Method != http.MethodPost:
		page(w, http.StatusOK, "<!DOCTYPE html>\n<html><head><title>Order service</title></head><body>This is a web service.</body></html>\n")
	default:
		s.answer(w, r)
	}
}

func (s *service) answer(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(io.LimitReader(r.Body, maxCall))
	if err != nil {
		return // the caller went away
	}
	var c call
	if err := xml.Unmarshal(body, &c); err != nil {
		fault(w, "soap:Client", "Server was unable to read request. ---> "+err.Error())
		return
	}
	op := c.Body.Call.XMLName
	if op.Space != contract {
		fault(w, "soap:Client", "Server did not recognize the value of HTTP Header SOAPAction: "+r.Header.Get("SOAPAction")+".")
		return
	}
	switch op.Local {
	case "serverVersion":
		result(w, op.Local, "4.2.1")
	case "clientVersion", "getLastError":
		result(w, op.Local, "")
	case "authenticate":
		strings := s.login(c.Body.Call.User, c.Body.Call.Password)
		results(w, op.Local, "<string>"+html.EscapeString(strings[0])+"</string><string>"+html.EscapeString(strings[1])+"</string>")
	case "closeConnection":
		if s.open[c.Body.Call.Ticket] {
			delete(s.open, c.Body.Call.Ticket)
			s.closed++
		}
		result(w, op.Local, "OK")
	default:
		fault(w, "soap:Client", "Server did not recognize the value of HTTP Header SOAPAction: "+r.Header.Get("SOAPAction")+".")
	}
}

// login gives authenticate's two strings.
func (s *service) login(user, password string) [2]string {
	if s.rule == busyForAll {
		return [2]string{"", "busy"}
	}
	if s.rule == refuseEveryone || user != s.user || password != s.password {
		return [2]string{"", "nvu"}
	}
	ticket := newGUID()
	if s.open == nil {
		s.open = map[string]bool{}
	}
	s.open[ticket] = true
	s.opened++
	return [2]string{ticket, ""}
}

// counts says how many sessions were opened and closed.
func (s *service) counts() (opened, closed int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.opened, s.closed
}

// newGUID is a random version 4 GUID.
func newGUID() string {
	var b [16]byte
	_, _ = rand.Read(b[:]) // documented never to fail
	b[6], b[8] = b[6]&0x0f|0x40, b[8]&0x3f|0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:])
}

func result(w http.ResponseWriter, op, text string) { results(w, op, html.EscapeString(text)) }

func results(w http.ResponseWriter, op, inner string) {
	soap(w, http.StatusOK, `<`+op+`Response xmlns="`+contract+`"><`+op+`Result>`+inner+`</`+op+`Result></`+op+`Response>`)
}

func fault(w http.ResponseWriter, code, text string) {
	soap(w, http.StatusInternalServerError, `<soap:Fault><faultcode>`+code+`</faultcode><faultstring>`+html.EscapeString(text)+`</faultstring><detail /></soap:Fault>`)
}

func soap(w http.ResponseWriter, status int, body string) {
	w.Header().Set("Content-Type", "text/xml; charset=utf-8")
	w.WriteHeader(status)
	_, _ = io.WriteString(w, `<?xml version="1.0" encoding="utf-8"?><soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>`+body+`</soap:Body></soap:Envelope>`)
}
