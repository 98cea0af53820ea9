package logparse

import (
	"bytes"
	"regexp"
	"sync"
)

// negative reads what receiveResponseXML answered. Less than 0 is the service's word for an error: the Web Connector asks getLastError for the
// reason, closes the connection, and the run has failed. Where nothing else of this request says why, the number is the failure.
func (b *Builder) negative(h *head) {
	r := &b.run
	if r.s == nil {
		return
	}
	n := negativeIn(h.k.text)
	if n == nil {
		return
	}
	b.failed(StageReceiveResponse)
	if len(r.s.Failures) > r.before {
		return
	}
	b.add(Failure{File: b.number, Line: h.line, Last: h.line, Time: at(h.sec), Stage: StageReceiveResponse, Source: b.source(h),
		Message: "the service answered receiveResponseXML with " + string(n), Seconds: r.waited(StageReceiveResponse, h.sec)}, true)
	if n := len(r.s.Failures); n > r.before { // there was room for it
		r.bare = n
	}
}

// explained takes back the failure that a negative answer alone made: now the service tells the reason.
func (b *Builder) explained() {
	if r := &b.run; r.s != nil && r.bare > 0 && r.bare == len(r.s.Failures) {
		r.s.Failures = r.s.Failures[:r.bare-1]
		r.bare = 0
	}
}

// noError is how services begin an answer to getLastError that tells of no error: it is asked after an empty request as well, and an empty request is
// also what a service sends that has no more to do.
var noError = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)^\W*(?:ok|success\w*|done|completed?|none|nothing|no (?:more|(?:new |pending |further )?(?:errors?|data|work|jobs?|requests?|records?|orders?|items?|updates?)))\b`)
})

// tellsError says whether what getLastError answered is an error.
func tellsError(answer []byte) bool { return !noError().Match(answer) }

// negativeIn is the negative number that a text of receiveResponseXML gives as the service's answer; nil where it gives none.
func negativeIn(text []byte) []byte {
	_, v, ok := bytes.Cut(text, []byte(`="-`))
	if !ok {
		return nil
	}
	n := 0
	for n < len(v) && n < 10 && '0' <= v[n] && v[n] <= '9' {
		n++
	}
	if n == 0 {
		return nil
	}
	return append([]byte{'-'}, v[:n]...)
}
