package webconnector

import (
	"math"
	"strconv"
	"strings"

	"authdoctor/checks/redact"
)

// LoginState is what an answer to authenticate means.
type LoginState uint8

// The states. Unreadable is the zero value: no answer that says anything about the login.
const (
	Unreadable LoginState = iota
	Good                  // go on, with the company file that is open
	GoodFile              // go on, with the company file that it names
	NoWork                // nothing to exchange; proves neither user nor password
	Busy                  // the service is busy
	BadUser               // "nvu": not a valid user
	Silent                // refused without a word: two empty strings
)

var loginNames = [...]string{"unreadable", "good", "good-file", "no-work", "busy", "bad-user", "silent"}

// String is a word for tests and logs of ours.
func (s LoginState) String() string {
	if int(s) < len(loginNames) {
		return loginNames[s]
	}
	return "login-state(" + strconv.Itoa(int(s)) + ")"
}

// Login is the answer to authenticate, read as Intuit's guide (chapter 10) says and as services in the wild answer.
type Login struct {
	State       LoginState
	Ticket      redact.Secret
	CompanyFile string  // of GoodFile: a path on the customer's PC
	Delay       float64 // seconds the service asks to wait before the next run; 0: none. It postpones a good login too
	MinSchedule float64 // lower limit in seconds for the schedule; 0: none
	Throttled   bool    // NoWork that some services answer within minutes of the last run, before they look at the password
}

// Open says that the login opened a session, which CloseConnection has to end.
func (l Login) Open() bool {
	return (l.State == Good || l.State == GoodFile) && l.Ticket != ""
}

// readLogin reads the strings of an answer to authenticate. Words are compared without case, for services write both.
func readLogin(values []string) Login {
	var l Login
	if len(values) == 0 {
		return l
	}
	first, second := strings.TrimSpace(values[0]), ""
	if len(values) > 1 {
		second = strings.TrimSpace(values[1])
	}
	if len(values) > 2 {
		l.Delay = seconds(values[2])
	}
	if len(values) > 3 {
		l.MinSchedule = seconds(values[3])
	}
	word := strings.ToLower(second)
	if len(values) == 1 { // a service that drops an empty second string may answer with the word alone
		word = strings.ToLower(first)
	}
	switch word {
	case "nvu":
		l.State = BadUser
		return l
	case "none":
		l.State = NoWork
		l.Throttled = throttleTickets[strings.ToUpper(first)]
		return l
	case "busy":
		l.State = Busy
		return l
	}
	switch {
	case first == "" && second == "":
		l.State = Silent
	case first == "": // a company file without a ticket: no later call could name the session
		l.State = Unreadable
	case second == "":
		l.State, l.Ticket = Good, redact.Secret(values[0])
	default:
		l.State, l.Ticket, l.CompanyFile = GoodFile, redact.Secret(values[0]), second
	}
	return l
}

// throttleTickets are the fixed tickets with which the widespread PHP framework answers a log-in that comes within one
// or ten minutes of the last run (consolibyte/quickbooks-php, source).
var throttleTickets = map[string]bool{"CONC1234": true, "FAST1234": true}

// seconds reads a number of seconds; anything else is zero. A day is the most that is believed.
func seconds(s string) float64 {
	f, err := strconv.ParseFloat(strings.TrimSpace(s), 64)
	if err != nil || math.IsNaN(f) || f <= 0 {
		return 0
	}
	return math.Min(f, 86400)
}
