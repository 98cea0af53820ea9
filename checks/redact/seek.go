package redact

import "strings"

// secretSeekers find secrets by a sign in the middle of them.
var secretSeekers = []seeker{
	{id: "address", words: []string{"://"}, find: findURL, idle: plainURL, samples: samples{
		hits: []string{
			`https://«user:pa/ss»@shop.example/x`, `https://shop.example/x?«consumer_key=abc&b=1»`, `GET https://a.example/b?«x=1&amp;y=2» failed`, `(https://a.example/?«q=1»).`,
			`https%3A%2F%2F«user%3Apw»%40shop.example`, `https://a.example/b#«access_token=abc»`, `AppURL: https://a.example/qbwc?«key=1»`, `<AppURL>https://a.example/qbwc?«key=1»</AppURL>`, `"url":"https:\/\/«u:p»@a.example\/"`,
		},
		misses: []string{`https://shop.example:8080/a@b`, `https://a.example/qbwc.asmx?wsdl`, `https://a.example/page#top`, `http://localhost:8080/`, `what is https://? a scheme`},
	}},
	{id: "query", words: []string{"?"}, find: findQuery, idle: harmless, samples: samples{
		hits:   []string{`GET /orders?«since=2025&key=abc» HTTP/1.1`, `qbwc.php?«u=1»`},
		misses: []string{`Is it so? a=b`, `why?because`, `index.asmx?wsdl`},
	}},
	{id: "private key", words: []string{"-----begin "}, find: findPEM, far: true, samples: samples{
		hits:   []string{"-----BEGIN RSA PRIVATE KEY-----\n«MIIEow\nabc=»\n-----END RSA PRIVATE KEY-----", "-----BEGIN PRIVATE KEY-----\n«MIIEow»"},
		misses: []string{"-----BEGIN CERTIFICATE-----\nMIIEow\n-----END CERTIFICATE-----"},
	}},
	{id: "bank words", words: []string{"account no", "account number", "account #", "acct", "bank account", "checking account", "savings account", "routing", "aba ", "aba:", "sort code", "iban"},
		find: near(Bank, 6, 20), samples: samples{
			hits:   []string{`account number: «000123456789»`, `routing «021000021»`, `acct # «12345678»`, `Bank account no. «12-3456-7890»`},
			misses: []string{`account number 12`, `account no longer there since 2025-05-19`, `routing of 2025-05-19 failed`, `AcctRef 80000001`}}},
	{id: "tax words", words: []string{"ssn", "social security", "ein ", "ein:", "fein", "tax id", "tax no", "tax number", "taxpayer", "vat ", "itin", "employer id", "ust-id ", "ust-idnr", "abn ", "abn: "},
		find: near(TaxID, 7, 14), samples: samples{
			hits:   []string{`SSN «078 05 1120»`, `EIN: «12-3456789»`, `tax ID no. «123456789»`, `VAT no. DE«123456789»`, `USt-IdNr. DE «136 695 976»`, `ABN «51 824 753 556»`},
			misses: []string{`EIN 12`, `tax number of 2025-05-19`, `session 4`}}},
}

// plainURL says that an address has neither a user part nor a fragment.
func plainURL(s string, end int) bool {
	return strings.IndexByte(s[end:], '@') < 0 && strings.IndexByte(s[end:], '#') < 0
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
	if h := strings.IndexByte(rest[at+1:], '#'); h >= 0 {
		from := at + 1 + h + 1
		if v := rest[from:]; strings.ContainsAny(v, "=&") && !masked(v) {
			add(span{end + from, end + len(rest), Query, v, false})
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

// nearBy is how far behind a word its number may stand, in bytes.
const nearBy = 20

// near hides a number of least to most digits that follows a word: "routing number: 021000021".
func near(kind Kind, least, most int) finder {
	return func(s string, start, end int, add func(span)) {
		if start > 0 && letter(s[start-1]) || end < len(s) && letter(s[end]) && letter(s[end-1]) {
			return
		}
		i := end
		for i < len(s) && i-end < nearBy && !digit(s[i]) && s[i] != '\n' && s[i] != '<' {
			i++
		}
		to, digits := i, 0
		for j := i; j < len(s) && (digit(s[j]) || s[j] == '-' || s[j] == ' '); j++ {
			if digit(s[j]) {
				digits++
				to = j + 1
			} else if !digit(s[j-1]) {
				break
			}
		}
		if digits < least || digits > most || date(s[i:to]) || to < len(s) && (letter(s[to]) || s[to] == ':') {
			return
		}
		add(span{i, to, kind, s[i:to], false})
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
	return len(s) == 8 && (s[4] == '0' || s[4] == '1')
}
