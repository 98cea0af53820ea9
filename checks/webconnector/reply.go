package webconnector

import (
	"net/http"
	"regexp"
	"strconv"
	"strings"

	"authdoctor/checks/probe"
	"authdoctor/checks/redact"
)

// ReplyKind says what came back.
type ReplyKind uint8

// The kinds. NoAnswer is the zero value.
const (
	NoAnswer  ReplyKind = iota // the exchange failed; Exchange.Failure says how
	Result                     // the service answered the call; Values holds what it said
	Fault                      // a SOAP fault: the service reports an error of its own
	WebPage                    // an HTML page, with a good status
	Text                       // something else: plain text, other or broken XML, a stack trace
	Nothing                    // a good status and no body
	HTTPError                  // an HTTP status that is an answer by itself: 3xx, 4xx, 5xx. Status has it
)

var kindNames = [...]string{"no-answer", "result", "fault", "web-page", "text", "nothing", "http-error"}

// String is a word for tests and logs of ours.
func (k ReplyKind) String() string {
	if int(k) < len(kindNames) {
		return kindNames[k]
	}
	return "reply-kind(" + strconv.Itoa(int(k)) + ")"
}

// Reply is one answer, read generously and judged strictly. All texts in it went through redact.Clean, but for Values.
type Reply struct {
	Op       string          // the call: "authenticate"
	Exchange *probe.Exchange // never nil. Its body shows no ticket
	Kind     ReplyKind
	Status   int      // what the answer means: the HTTP status, or the one that its own words name ("404: Not Found" under status 200, "Method 'POST' is not allowed when accessing file" under 500); 0: no answer
	Values   []string // of a Result, in order; nil where the result is nil or absent. Of authenticate the first one, the ticket, is hidden: Login has it
	Fault    string   // the error in the service's words, first sentence: of a fault, or of a stack trace or program error in another kind
	Inner    string   // the innermost sentence of a fault, after its last "--->"
	Stack    string   // of a fault or program error: the lines below the sentence, bounded
	Title    string   // of a page
	Held     string   // why nothing was sent; empty: it was

	// Choke is the sentence that the real Web Connector would print because it cannot take this answer; empty: it takes it.
	// ChokeWhy says what is wrong with the answer, in one plain sentence.
	Choke, ChokeWhy string
	Guessed         bool // Choke holds only if the pairing file has no <Style>RPC</Style>, and nobody told the client of one

	login Login
}

// Login is what the answer to authenticate means; its state is Unreadable for every other one.
func (r *Reply) Login() Login { return r.login }

// Read reads an exchange as the answer to a call. With rpc, the pairing file has <Style>RPC</Style>. It takes any
// exchange that is not nil; of an authenticate answer it takes the ticket out of the exchange's body.
func Read(op string, ex *probe.Exchange, rpc bool) *Reply {
	r := &Reply{Op: op, Exchange: ex, Status: ex.Status}
	if ex.Failure != nil || !ex.Answered() {
		return r
	}
	contentType := ex.Header.Get("Content-Type")
	text := decode(ex.Body, contentType)
	var a answer
	if !readsBody(ex.Status) {
		r.Kind, r.Title = HTTPError, titleOf(text)
		r.Fault, r.Stack = crash(text)
	} else {
		a = readAnswer(op, text)
		r.fill(a, text, contentType)
	}
	r.Choke, r.ChokeWhy = choke(op, ex, a, text, rpc)
	return r
}

// readsBody says whether the .NET client looks for SOAP under a status: under 2xx, 400 and 500 only.
func readsBody(status int) bool {
	return status >= 200 && status < 300 || status == 400 || status == 500
}

// fill sets what was read.
func (r *Reply) fill(a answer, text, contentType string) {
	blank := strings.TrimSpace(text) == ""
	switch {
	case a.fault != nil:
		r.Kind = Fault
		r.Fault, r.Inner, r.Stack = faultWords(a.faultText())
		return
	case a.result():
		r.Kind, r.Values = Result, a.values
		if r.Op == "authenticate" {
			r.takeTicket(a, text)
		}
		return
	case blank && r.Status < 300:
		r.Kind = Nothing
		return
	case blank:
		r.Kind = HTTPError
		return
	}
	r.Fault, r.Stack = crash(text)
	page := isPage(text, contentType)
	if page {
		r.Title = titleOf(text)
	}
	switch {
	case page && r.Status >= 300:
		r.Kind = HTTPError
		if nothingBehind(text) {
			r.Status = http.StatusNotFound
		}
	case r.Fault != "":
		r.Kind = Text
	case page:
		r.Kind = WebPage
		r.say(statusSaid(r.Title))
	default:
		r.Kind = Text
		r.say(statusSaid(head(text, maxSentence)))
		if r.Status >= 300 && a.root == nil {
			r.Kind = HTTPError
		}
	}
}

// say takes the status that the words name in place of a good one.
func (r *Reply) say(status int) {
	if status != 0 && r.Status < 300 {
		r.Kind, r.Status = HTTPError, status
	}
}

const hidden = "<hidden>"

// takeTicket moves the ticket out of all that is shown, into Login.
func (r *Reply) takeTicket(a answer, text string) {
	r.login = readLogin(a.values)
	if len(r.Values) > 0 && r.Values[0] != "" {
		r.Values = append([]string{hidden}, r.Values[1:]...)
	}
	if from, to := a.ticketAt[0], a.ticketAt[1]; 0 < from && from < to && to <= int64(len(text)) {
		r.Exchange.Body = []byte(text[:from] + hidden + text[to:])
	}
}

// hide removes secrets that we sent from all that the answer repeats. Of short ones and common words there would be
// nothing left to read, and nothing to guess either, so secrets under four characters stay.
func (r *Reply) hide(s redact.Secret) *Reply {
	const least = 4
	secret := s.Reveal()
	if len(secret) < least {
		return r
	}
	forms := regexp.QuoteMeta(secret)
	if e := escape(secret); e != secret {
		forms += "|" + regexp.QuoteMeta(e)
	}
	re := regexp.MustCompile(forms)
	for _, p := range []*string{&r.Fault, &r.Inner, &r.Stack, &r.Title, &r.Choke} {
		*p = re.ReplaceAllLiteralString(*p, hidden)
	}
	for i := range r.Values {
		r.Values[i] = re.ReplaceAllLiteralString(r.Values[i], hidden)
	}
	r.Exchange.Body = re.ReplaceAllLiteral(r.Exchange.Body, []byte(hidden))
	return r
}
