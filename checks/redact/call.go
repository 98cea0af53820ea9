package redact

import "strings"

// Services print the calls that they get with what was passed, and a crash of PHP or Python lists them so: authenticate('bob', 'x'),
// sendRequestXML("GUID", ""). Where a declaration is printed, (String strUserName, String strPassword), nothing was passed.

// callSeekers find the secret among the arguments of a call.
var callSeekers = []seeker{
	{id: "arguments of a log-in", full: true, words: loginCalls, find: findLoginCall, samples: samples{
		hits: []string{
			`authenticate(bob, «swordfish»)`, `Server->authenticate('bob', '«a b»')`, `QBWC->authenticate('bob', '«Hunter2x...»')`, `authenticate( "bob" , "«swordfish»" )`, `Service.Authenticate("bob", "«swordfish»")`, `login('bob', '«swordfish»')`,
			`do_authenticate(bob, «Hunter2x»)`, `authenticate() called with bob, «Hunter2x»`, `authenticate() called with "bob", "«swordfish»"`, `authenticate called with args: ['bob', '«swordfish»']`, `authenticate: bob, «Hunter2x»`,
		},
		misses: []string{
			`authenticate(strUserName, strPassword)`, `authenticate(string strUserName, string strPassword)`, `authenticate(String, String)`, `authenticate($user, $password)`, `Server->authenticate(Object(stdClass))`, `authenticate() : Authenticating to application 'Example App'`,
			`authenticate(user, password)`, `authenticate() has been called by QBWebConnector`, `*** Calling authenticate() with following parameters:<userName="">`, `login(user, pass)`, `authenticate: no answer, 30 s`, `authenticate(self, strUserName, strPassword)`, `authenticate('', '')`,
		}}},
	{id: "arguments of a call", full: true, words: []string{"sendrequestxml(", "receiveresponsexml(", "closeconnection(", "connectionerror(", "getlasterror("}, find: findTicketCall, samples: samples{
		hits:   []string{`sendRequestXML(«2b0e7d30-b580-11e6-b7d0-6bd4c65bd962», )`, `QBWC->closeConnection('«15c9ce293bd3f41b761c21635b14fa06»')`, `connectionError({«2B0E7D30-B580-11E6-B7D0-6BD4C65BD962»}, 0x80040408, Could not start)`, `getLastError( "«kq8shfow1234»" )`},
		misses: []string{`sendRequestXML(ticket, strHCPResponse)`, `closeConnection() : x`, `getLastError(string ticket)`, `connectionError(0x80040408)`}}},
}

// callerSeekers find the user among them.
var callerSeekers = []seeker{
	{id: "user of a log-in", full: true, words: loginCalls, find: findLoginUser, samples: samples{
		hits:   []string{`authenticate(«kristy», «swordfish»)`, `authenticate('«kristy»', '«a b»')`, `authenticate() called with "«kristy»", "«swordfish»"`},
		misses: []string{`authenticate(strUserName, strPassword)`, `authenticate($user, $password)`, `authenticate(Object(stdClass))`}}},
}

// loginCalls are the calls whose second argument is a password.
var loginCalls = []string{"authenticate(", "authenticate:", "authenticate called", "authenticate() called", "authenticate with ", "login(", "validateuser(", "authenticateuser(", "checkuser(", "checkcredentials(", "validatecredentials("}

// calledWith may stand between a call and what was passed to it.
var calledWith = wordSet(`args arguments by called from is params parameters values was with`)

// parameters are what programs call the arguments of a log-in, as normal gives them: they stand for no value.
var parameters = wordSet(`args false id login name none null nil object pass passwd password pwd self secret str string strpassword strpwd struserid strusername true undefined user userid username uid pw`)

// findLoginCall finds the password that was passed to a log-in.
func findLoginCall(s string, _, end int, add func(span)) {
	if _, _, from, to := loginArguments(s, end); from >= 0 {
		add(span{from, to, Password, s[from:to], false})
	}
}

// findLoginUser finds the user that was passed to a log-in.
func findLoginUser(s string, _, end int, add func(span)) {
	if from, to, second, _ := loginArguments(s, end); second >= 0 {
		add(span{from, to, User, s[from:to], false})
	}
}

// loginArguments gives the two arguments of a call whose name ends at i; the second begins at -1 where these are none.
func loginArguments(s string, i int) (user, userEnd, from, to int) {
	none := func() (int, int, int, int) { return -1, -1, -1, -1 }
	call := s[i-1] == '('
	for range 3 {
		n := i
		for n < len(s) && blank(s[n]) {
			n++
		}
		word := n
		for n < len(s) && letter(s[n]) {
			n++
		}
		if call || n == word || n >= len(s) || s[n] != ' ' && s[n] != ':' || !calledWith[strings.ToLower(s[word:n])] {
			break
		}
		i = n
		if s[i] == ':' {
			i++
			break
		}
	}
	for i < len(s) && (blank(s[i]) || s[i] == '[' || s[i] == '(') {
		i++
	}
	user, userEnd, i = passed(s, i)
	if i < 0 || i >= len(s) || s[i] != ',' {
		return none()
	}
	from, to, i = passed(s, i+1)
	if i < 0 {
		return none()
	}
	quoted := from > 0 && (s[from-1] == '"' || s[from-1] == '\'')
	closed := i < len(s) && (s[i] == ')' || s[i] == ',' || s[i] == ']')
	if v := s[from:to]; masked(v) || known(v) && !quoted || !quoted && !(call && closed) && !chosen(v) {
		return none()
	}
	return user, userEnd, from, to
}

// passed gives the argument of a call that begins at i, and what follows it; next is -1 where nothing was passed: a declaration
// has types, and a program names.
func passed(s string, i int) (from, to, next int) {
	for i < len(s) && blank(s[i]) {
		i++
	}
	if i >= len(s) {
		return -1, -1, -1
	}
	if q := s[i]; q == '"' || q == '\'' {
		from = i + 1
		to = from + quotedEnd(s[from:min(len(s), from+maxValue)], q)
		if to >= len(s) || s[to] != q || to == from {
			return -1, -1, -1
		}
		next = to + 1
	} else {
		from = i
		stops := " \t\n\"'`,;()[]{}=$>"
		if s[from] == '<' { // what is hidden already
			stops = stops[:len(stops)-1]
		}
		to = from + upTo(s[from:min(len(s), from+maxName)], stops)
		if to == from || to == from+maxName {
			return -1, -1, -1
		}
		if s[from] != '<' && strings.ContainsAny(s[from:to], "<>") {
			return -1, -1, -1
		}
		next = to
		var room [maxName]byte
		if parameters[string(normal(s[from:to], &room))] {
			return -1, -1, -1
		}
	}
	for next < len(s) && blank(s[next]) {
		next++
	}
	return from, to, next
}

// findTicketCall finds the ticket that was passed as the first argument.
func findTicketCall(s string, _, end int, add func(span)) {
	if end >= len(s) || s[end] == ')' {
		return
	}
	for end < len(s) && (blank(s[end]) || s[end] == '{') {
		end++
	}
	from, to, next := passed(s, end)
	if next < 0 {
		return
	}
	if v := s[from:to]; likeTicket(v) && !known(v) && !masked(v) {
		add(span{from, to, Ticket, v, false})
	}
}
