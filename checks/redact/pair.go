package redact

import "strings"

// pairSeekers find a user and a password that stand beside each other behind a word for both, or for logging in.
var pairSeekers = []seeker{
	{id: "login pair", words: []string{"credentials", "creds", "login", "logins ", "user/pass", "user:pass"}, find: findPair, samples: samples{
		hits: []string{`credentials «bob/Hunter22»`, `login: «bob / hunter2222»`, `logins are «bob : Hunter22»`, `Login «webuser Hunter2x»`, `Login: «bob, Hunter2x»`, `Credentials: «bob/swordfish»`, `creds = «bob:swordfish»`, `user/pass: «bob/swordfish»`,
			`user/pass = «bob/swordfish»`, `credentials («bob, Hunter22»)`, `login «webuser Hunter2x», 2 s`},
		misses: []string{`login: failed / retry`, `credentials and/or tokens`, `the login/out page`, `login 12/27`, `https://shop.example/login/v2`, `Login failed QBWC1012`, `login page 404x12`, `login took 1200ms`, `Login Failed Error401`, `Login attempt 3a4b5c`,
			`Login to server01x`, `Credentials: user/password`, `Credentials: missing/expired`, `login bob from host12`, `Credentials: ok`, `Login bob Hunter2x failed on that PC`, `creds: user:pass`, `Login version 2.3.0a15`}}},
}

// noLogins are the words that follow "login" in a sentence or a label without being a user, beside those that are prose anyhow.
var noLogins = wordSet(`at box button click count date day details duration entry event form flow had happened host id info ip limit link log login method number page path per request response result retry route screen service since site started step successful took url
	user users version via while window`)

// findPair finds a user and a password that stand beside each other behind a word for both. Behind a mere "login" any two words may
// stand, so the password must look like one there.
func findPair(s string, start, end int, add func(span)) {
	if start > 0 && (nameByte(s[start-1]) || s[start-1] == '/') || end < len(s) && alnum[s[end]] && s[end-1] != ' ' {
		return
	}
	both := s[end-1]|0x20 != 'n'
	i := end
	for i < len(s) && strings.IndexByte(" \t:=(", s[i]) >= 0 {
		i++
	}
	signed := strings.ContainsAny(s[end:i], ":=")
	for _, w := range [...]string{"is ", "are ", "was ", "were "} {
		if strings.HasPrefix(s[i:], w) {
			i += len(w)
		}
	}
	if i == end && s[end-1] != ' ' {
		return
	}
	line := s[:min(i+2*maxName, i+lineEnd(s[i:]))]
	user := i + upTo(line[i:], " \t/:|,\"'<>")
	at := user
	for at < len(line) && strings.IndexByte(" /:|,\t", line[at]) >= 0 {
		at++
	}
	sign := strings.Trim(line[user:at], " \t")
	if user == i || user == at || len(sign) > 1 {
		return
	}
	to := at + upTo(line[at:], " \t\"'<>,;|[](){}")
	for to > at && strings.IndexByte(".:?)", line[to-1]) >= 0 {
		to--
	}
	v := line[at:to]
	switch apart := sign == "" || sign == ","; {
	case v == "" || known(v) || masked(v):
		return
	case !apart && chosen(v):
	case !letter(line[i]) || noLogins[strings.ToLower(line[i:user])] || prose(line[i:user]) || !endsHere(s, to) || date(v):
		return
	case apart && chosen(v) && !faultNumber(v) && strings.ContainsAny(v, "0123456789!@#$%^&+"):
	case !apart && both && signed && at-user == 1 && len(v) > 2 && !prose(v) && !isNumber(v) && v[0] != '/':
	default:
		return
	}
	add(span{i, to, Password, s[i:to], false})
}
