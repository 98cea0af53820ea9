package redact

import "strings"

// secretSeekers find secrets by a sign in the middle of them.
var secretSeekers = []seeker{
	{id: "address", words: []string{"://"}, find: findURL, idle: plainURL, samples: samples{
		hits: []string{
			`https://«user:pa/ss»@shop.example/x`, `https://shop.example/x?«consumer_key=abc&b=1»`, `GET https://a.example/b?«x=1&amp;y=2» failed`, `(https://a.example/?«q=1»).`,
			`https%3A%2F%2F«user%3Apw»%40shop.example`, `https://a.example/b#«access_token=abc»`, `https://a.example/b?«x=1»#«tokenAA11BB22»`, `(https://a.example/b#«771902»).`, `https://a.example/b#«1234-5678-9012»`, `https://a.example/b#«qZkTpWmRxLcVbNhJgFds»`, `https:\/\/a.example\/b#«tokenAA11BB22»`, `AppURL: https://a.example/qbwc?«key=1»`, `<AppURL>https://a.example/qbwc?«key=1»</AppURL>`, `"url":"https:\/\/«u:p»@a.example\/"`,
		},
		misses: []string{`https://shop.example:8080/a@b`, `https://a.example/qbwc.asmx?wsdl`, `https://a.example/page#top`, `https://a.example/page#section-2`, `https://a.example/page#L10-L20`, `https://a.example/#/orders/new`, `https://a.example/page#2024-01-15`, `https://a.example/page#accessDenied`, `https://a.example/page#what_is-it-2019`, `https://a.example/#`, `http://localhost:8080/`, `what is https://? a scheme`},
	}},
	{id: "query", words: []string{"?"}, find: findQuery, idle: harmless, samples: samples{
		hits:   []string{`GET /orders?«since=2025&key=abc» HTTP/1.1`, `qbwc.php?«u=1»`},
		misses: []string{`Is it so? a=b`, `why?because`, `index.asmx?wsdl`},
	}},
	{id: "as the password", words: []string{" as the password", " as password", " as my password", " as your password", " for the password", " for password", " for my password"}, find: findAsPassword, samples: samples{
		hits:   []string{`I used "«swordfish»" as the password`, `with «Hunter22» as password`, `typed '«a b»' for my password`},
		misses: []string{`what counts as the password`, `as password`, `use it as the password`, `QBWC1012 for the password`}}},
	{id: "private key", words: []string{"-----begin "}, find: findPEM, far: true, samples: samples{
		hits:   []string{"-----BEGIN RSA PRIVATE KEY-----\n«MIIEow\nabc=»\n-----END RSA PRIVATE KEY-----", "-----BEGIN PRIVATE KEY-----\n«MIIEow»"},
		misses: []string{"-----BEGIN CERTIFICATE-----\nMIIEow\n-----END CERTIFICATE-----"},
	}},
	{id: "digest", words: []string{"digest "}, find: findDigest, samples: samples{
		hits:   []string{`Digest «username="bob", realm="x", response="6629fae49393a05397450978507c4ef1"»`},
		misses: []string{`Digest realm="x", qop="auth"`, `a digest of it`}}},
	{id: "key of PuTTY", words: []string{"private-lines: "}, find: findPrivateLines, far: true, samples: samples{
		hits:   []string{"Private-Lines: 1\n«AAAAgQDabc123»\nPrivate-MAC: x"},
		misses: []string{"Private-Lines: 14", "Private-Lines: 2\nPrivate-MAC: x"}}},
}

// plainURL says that an address has neither a user part nor a fragment, nor a part that is long enough for a key.
func plainURL(s string, end int) bool {
	part := 0
	for i := end; i < len(s); i++ {
		switch c := s[i]; {
		case c == '@' || c == '#':
			return false
		case c == '/':
			part = 0
		default:
			if part++; part >= leastRandom && i-part > end { // the host may be longer
				return false
			}
		}
	}
	return true
}

// findURL hides the user part, the query and the fragment of an address.
func findURL(s string, start, end int, add func(span)) {
	if start == 0 || !letter(s[start-1]) && !digit(s[start-1]) {
		return
	}
	rest := s[end:min(len(s), end+maxValue)]
	rest = rest[:upTo(rest, " \t\n\"'<>`|\\^{}")]
	authority := rest[:upTo(rest, "/?#")]
	at := strings.LastIndexByte(authority, '@')
	if at < 0 { // a password may hold "/", "?" or "#"; a port is digits only
		if _, port, ok := strings.Cut(authority, ":"); ok && strings.Trim(port, "0123456789") != "" || ok && port == "" {
			at = strings.IndexByte(rest, '@')
		}
	}
	if at >= 0 && !masked(rest[:at]) {
		add(span{end, end + at, Query, rest[:at], false})
	}
	if slash := strings.IndexByte(rest[at+1:], '/'); slash >= 0 {
		if host := strings.ToLower(rest[at+1 : at+1+slash]); !public(host) {
			randomParts(s, end+at+1+slash+1, add)
		}
	}
	if h := strings.IndexByte(rest[at+1:], '#'); h >= 0 {
		from := at + 1 + h + 1
		to := from + fragmentEnd(rest[from:])
		if v := rest[from:to]; !tells(v) && !masked(v) {
			add(span{end + from, end + to, Query, v, false})
		}
	}
}

// harmlessQueries name a document of the service and hold nothing.
var harmlessQueries = [...]string{"wsdl", "singlewsdl", "disco"}

// harmless says whether all that follows a question mark is a query that holds nothing.
func harmless(s string, end int) bool {
	for _, q := range harmlessQueries {
		if strings.EqualFold(s[end:], q) {
			return true
		}
	}
	return len(s) == end
}

// findQuery hides the query of an address or a path: name=value behind a question mark that follows a word or a slash.
func findQuery(s string, start, end int, add func(span)) {
	if start == 0 || end >= len(s) {
		return
	}
	inURL := inAddress(s, start)
	if c := s[start-1]; !inURL && (!letter(c) && !digit(c) && c != '/' || !nameByte(s[end]) && s[end] != '%' || strings.IndexByte(s[end:min(len(s), end+256)], '=') < 0) {
		return
	}
	to := end + upTo(s[end:], " \t\n\"'<>`|\\^#")
	for to > end && strings.IndexByte(".,;:)]}", s[to-1]) >= 0 {
		to--
	}
	v := s[end:to]
	if harmless(v, 0) || masked(v) || strings.HasPrefix(s[end:], inBrackets) {
		return
	}
	if !inURL && !strings.Contains(v, "=") {
		return
	}
	add(span{end, to, Query, v, strings.HasPrefix(s[to:], "</")})
}

// inAddress says whether s[i] stands in an address that began with a scheme.
func inAddress(s string, i int) bool {
	for floor := max(0, i-512); i > floor; i-- {
		switch s[i-1] {
		case ' ', '\t', '\n', '"', '\'', '<', '>':
			return false
		case '/':
			if i >= 3 && s[i-3:i] == "://" {
				return true
			}
		}
	}
	return false
}

// findAsPassword finds a password in front of the words that say that it is one.
func findAsPassword(s string, start, end int, add func(span)) {
	if end < len(s) && alnum[s[end]] || start == 0 {
		return
	}
	from, to := 0, start
	if q := s[start-1]; q == '"' || q == '\'' {
		to--
		floor := max(0, to-maxName)
		i := strings.LastIndexByte(s[floor:to], q)
		if i < 0 || strings.IndexByte(s[floor+i:to], '\n') >= 0 {
			return
		}
		from = floor + i + 1
	} else {
		from = max(0, to-maxName)
		from += strings.LastIndexAny(s[from:to], " \t\n") + 1
		if v := s[from:to]; known(v) || !chosen(v) {
			return
		}
	}
	if from < to && !masked(s[from:to]) {
		add(span{from, to, Password, s[from:to], false})
	}
}

// findDigest hides what a client sends with a digest.
func findDigest(s string, start, end int, add func(span)) {
	rest := s[end : end+lineEnd(s[end:])]
	if start > 0 && alnum[s[start-1]] || !strings.Contains(rest, `username="`) {
		return
	}
	to := len(strings.TrimRight(rest, " '"))
	add(span{end, end + to, Token, rest[:to], false})
}

// findPrivateLines hides the lines of a key in PuTTY's form.
func findPrivateLines(s string, _, end int, add func(span)) {
	from := end + lineEnd(s[end:]) + 1
	to := from
	for to < len(s) {
		line := s[to : to+lineEnd(s[to:])]
		if line == "" || strings.ContainsAny(line, " :<>.") {
			break
		}
		to += len(line) + 1
	}
	if to = min(to-1, len(s)); from < to {
		add(span{from, to, Token, "private key", false})
	}
}

// findPEM hides a private key up to its last line, or all that is left of one that was cut off.
func findPEM(s string, _, end int, add func(span)) {
	head := s[end : end+upTo(s[end:], "\n")]
	if !strings.Contains(head, "PRIVATE KEY-----") {
		return
	}
	from := end + strings.Index(head, "PRIVATE KEY-----") + len("PRIVATE KEY-----")
	to := len(s)
	if i := strings.Index(s[from:], "-----END "); i >= 0 {
		to = from + i
	} else if i := from + maxValue; i < to {
		to = i
	}
	for i := from; i < to; i++ { // a log's next entry is no part of it
		if s[i] == '\n' && stamped(s[i+1:]) {
			to = i
		}
	}
	from, to = trim(s, from, to)
	if !masked(s[from:to]) {
		add(span{from, to, Token, "private key", false})
	}
}

// date says whether a run of digits begins as a date: 2025-05-19, or 20250519.
func date(s string) bool {
	if len(s) < 8 || s[:2] != "19" && s[:2] != "20" {
		return false
	}
	if s[4] == '-' {
		return len(s) >= 10 && s[7] == '-'
	}
	return len(s) == 8 && (s[4] == '0' || s[4] == '1') && strings.Trim(s, "0123456789") == ""
}
