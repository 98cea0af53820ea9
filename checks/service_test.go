package checks

import (
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
)

// service is a Web Connector service in memory. Its fields say how it answers; it notes what it was asked.
type service struct {
	mu     sync.Mutex
	asked  []string // operations, with the user of authenticate
	known  string   // the user that it lets in
	open   int      // sessions
	before func(w http.ResponseWriter, r *http.Request, op string) bool
	ticket string
	second string // authenticate's second string for the known user
}

func (s *service) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	op := strings.Trim(r.Header.Get("SOAPAction"), `"`)
	op = op[strings.LastIndex(op, "/")+1:]
	body, _ := io.ReadAll(r.Body)
	user := between(string(body), "<strUserName>", "</strUserName>")
	s.mu.Lock()
	s.asked = append(s.asked, strings.TrimSpace(op+" "+user))
	s.mu.Unlock()
	if s.before != nil && s.before(w, r, op) {
		return
	}
	if r.Method != http.MethodPost {
		http.Error(w, "post only", http.StatusMethodNotAllowed)
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	switch op {
	case "serverVersion":
		answer(w, op, "1.2.3")
	case "clientVersion":
		answer(w, op, "")
	case "closeConnection":
		s.open--
		answer(w, op, "bye")
	case "authenticate":
		if user != s.known {
			answerStrings(w, "none-of-yours", "nvu")
			return
		}
		s.open++
		answerStrings(w, s.ticket, s.second)
	case "getLastError":
		answer(w, op, "Invalid user or password")
	}
}

func between(s, from, to string) string {
	_, s, _ = strings.Cut(s, from)
	s, _, _ = strings.Cut(s, to)
	return s
}

func envelope(w http.ResponseWriter, status int, body string) {
	w.Header().Set("Content-Type", "text/xml; charset=utf-8")
	w.WriteHeader(status)
	fmt.Fprintf(w, `<?xml version="1.0" encoding="utf-8"?><soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>%s</soap:Body></soap:Envelope>`, body)
}

func answer(w http.ResponseWriter, op, value string) {
	envelope(w, 200, fmt.Sprintf(`<%[1]sResponse xmlns="http://developer.intuit.com/"><%[1]sResult>%[2]s</%[1]sResult></%[1]sResponse>`, op, value))
}

func answerStrings(w http.ResponseWriter, values ...string) {
	all := ""
	for _, v := range values {
		all += "<string>" + v + "</string>"
	}
	answer(w, "authenticate", all)
}

func fault(w http.ResponseWriter, text string) {
	envelope(w, 500, `<soap:Fault><faultcode>soap:Server</faultcode><faultstring>`+text+`</faultstring><detail/></soap:Fault>`)
}
