package redact

import "strings"

// The answer to a log-in is a list whose first member is the session's ticket. Each language prints such a list in its own way:
// authReturn[0] = x, authRetVal(0) = x, ["x", "nvu"], Array ( [0] => x ), array(2) { [0]=> string(36) "x" }.

// answerSeekers find the ticket in such a list. They go over what a language puts around it, and take what looks like a ticket.
var answerSeekers = []seeker{
	{id: "login answer as a list", far: true, words: []string{"authreturn", "authretval"}, find: findAnswer, samples: samples{
		hits: []string{
			`string[] authReturn[0] = «2b0e7d30-b580-11e6-b7d0-6bd4c65bd962»`, `authReturn[ 0 ]: «15c9ce293bd3f41b761c21635b14fa06»`, `authRetVal(0) = "«2b0e7d30-b580-11e6-b7d0-6bd4c65bd962»"`, `authReturn.get(0) = «2b0e7d30-b580-11e6-b7d0-6bd4c65bd962»`,
			`authReturn[0] = «abc1»`, `authRetVal[0]: '«abc1»'`, `authReturn[0] is «2b0e7d30-b580-11e6-b7d0-6bd4c65bd962»`, `$authReturn = ['«2b0e7d30-b580-11e6-b7d0-6bd4c65bd962»', 'nvu'];`, `authReturn=[«15c9ce293bd3f41b761c21635b14fa06»,]`, `{"authenticateResult":{"string":["«2b0e7d30-b580-11e6-b7d0-6bd4c65bd962»","nvu"]}}`,
			"[authenticateResult] => Array\n(\n    [0] => «2b0e7d30-b580-11e6-b7d0-6bd4c65bd962»\n    [1] => nvu\n)", `authReturn: System.String[] {«2b0e7d30-b580-11e6-b7d0-6bd4c65bd962», nvu}`,
		},
		misses: []string{`authReturn[1] = nvu`, `authReturn[1] = 2b0e7d30-b580-11e6-b7d0-6bd4c65bd962`, `authReturn[2] = 60`, `authReturn = []`, `authReturn[0] =`, `authRetry after 20250519`}}},
	{id: "first member of a list", far: true, words: []string{"[0]"}, find: findFirstMember, samples: samples{
		hits: []string{
			"array(2) {\n  [0]=>\n  string(36) \"«2b0e7d30-b580-11e6-b7d0-6bd4c65bd962»\"\n  [1]=>\n  string(3) \"nvu\"\n}", `string[0] = «2b0e7d30-b580-11e6-b7d0-6bd4c65bd962»`, `retVal[0]: "«15c9ce293bd3f41b761c21635b14fa06»"`, `ret[0]={«2B0E7D30-B580-11E6-B7D0-6BD4C65BD962»}`,
		},
		misses: []string{`OwnerID[0] = {57F3B9B1-86F1-4FCC-B1EE-566DE1813D20}`, `fileId[0]: 57f3b9b1-86f1-4fcc-b1ee-566de1813d20`, `items[0] = 42`, `args[0] = C:\x`, `x[0] 57f3b9b1-86f1-4fcc-b1ee-566de1813d20`, `item[0] = 80000012-1234567890`}}},
}

// farAnswer is how far behind its name the ticket may stand, in bytes.
const farAnswer = 160

// scaffold are the words that stand around the members of a list.
var scaffold = wordSet(`array arraylist get index is item length list new object return returned returns returning size std stdclass string strings system utf u b s a was`)

// toMember goes over the signs and words around a list's first member, at most so far, to where that begins. signed says
// whether a sign was among them that says that a value follows.
func toMember(s string, i int) (at int, signed bool) {
	for limit := min(len(s), i+farAnswer); i < limit; {
		switch c := s[i]; {
		case c == '=' || c == ':' || c == '{' || c == '"' || c == '\'' || c == ',':
			signed = true
			i++
		case c == '[' && i+1 < limit && !digit(s[i+1]) && s[i+1] != ' ' && s[i+1] != ']':
			signed = true
			i++
		case strings.IndexByte(" \t\n>-[]()$.#", c) >= 0:
			if c == '\n' && stamped(s[i+1:]) {
				return i, false
			}
			i++
		default:
			to := i
			for to < limit && alnum[s[to]] {
				to++
			}
			w := s[i:to]
			inside := i > 0 && s[i-1] == '(' && to < len(s) && s[to] == ')' // of array(2), string(36)
			switch {
			case to == i:
				return i, false
			case w == "0", inside && isNumber(w) && i > 1 && letter(s[i-2]) && w != "1", to-i < maxName/2 && scaffold[strings.ToLower(w)] && (to >= len(s) || s[to] != '-'):
				if strings.EqualFold(w, "is") || strings.EqualFold(w, "was") {
					signed = true
				}
				i = to
			default:
				return i, signed
			}
		}
	}
	return i, false
}

// member adds the first member of a list from i on, where it looks like a ticket, or is sure to be one by its name.
func member(s string, i int, sure bool, add func(span)) {
	from, signed := toMember(s, i)
	to := from + upTo(s[from:min(len(s), from+maxName)], " \t\n\"'`<>,;()[]{}|\\")
	if v := s[from:to]; signed && (likeTicket(v) && !known(v) || sure && len(v) > 1 && !masked(v) && s[from-1] != '\n' && !tellsNothing[strings.ToLower(v)]) {
		add(span{from, to, Ticket, v, false})
	}
}

// findAnswer finds the ticket behind the name of a log-in's answer.
func findAnswer(s string, start, end int, add func(span)) {
	for end < len(s) && letter(s[end]) {
		end++
	}
	if start > 0 && (s[start-1] == '/' || s[start-1] == '<' && tagAt(s, end)) || end < len(s) && s[end] == '>' { // elements have a rule of their own
		return
	}
	member(s, end, strings.HasPrefix(s[end:], "[0]"), add)
}

// findFirstMember finds a ticket that stands as the first member of any list. What is called an ID is none: support needs it.
func findFirstMember(s string, start, end int, add func(span)) {
	if strings.HasPrefix(s[end:], `="`) && start > 0 && s[start-1] == 't' { // the Web Connector's own authRet[0]="
		return
	}
	left := start
	for left > 0 && start-left < maxName && nameByte(s[left-1]) {
		left--
	}
	name := s[left:start]
	if len(name) > 1 && strings.EqualFold(name[len(name)-2:], "id") || end < len(s) && blank(s[end]) && end+1 < len(s) && alnum[s[end+1]] {
		return
	}
	from, signed := toMember(s, end)
	to := from + upTo(s[from:min(len(s), from+maxName)], " \t\n\"'`<>,;()[]{}|\\")
	if v := s[from:to]; signed && (guid(v) || len(v) == 32 && random(v)) {
		add(span{from, to, Ticket, v, false})
	}
}
