package redact

import "strings"

// pathSeekers find secrets in the path of an address.
var pathSeekers = []seeker{
	{id: "link that opens something", words: pathWords(openers), find: findOpener, samples: samples{
		hits: []string{
			`https://shop.example/reset/«kq8shfow»`, `https://shop.example/password/reset/«swordfish»`, `https://shop.example/invitation/accept/«kq8shfow»`, `GET /reset/«kq8shfow» HTTP/1.1`, `https://shop.example/verify-email/«kQ8shF0w12»/bob`,
			`https:\/\/shop.example\/reset\/«kq8shfow»`, `https://shop.example/invite/«57F3B9B1-86F1-4FCC-B1EE-566DE1813D20»`, `/magic-link/«abcDEF123»?x`, `href="/activate/«123456»"`,
		},
		misses: []string{
			`https://shop.example/password/reset`, `https://shop.example/reset/`, `https://shop.example/invite/accept.php`, `https://shop.example/oauth/token`, `https://shop.example/token/refresh`, `https://shop.example/token/detail`, `https://shop.example/verify/v2/status`,
			`/reset/password`, `/confirmation/index.html`, `https://shop.example/reset-password/form`,
		}}},
	{id: "web hook", words: pathWords(hooks), find: findHook, samples: samples{
		hits: []string{
			`https://hooks.slack.com/services/«T01ABCDEF»/«B02GHIJKL»/«xYz123AbC456dEf789GhI012»`, `https://discord.com/api/webhooks/«123456789012345678»/«aBcD-eFgH_iJkL1234567890»`, `https://hooks.zapier.com/hooks/catch/«1234567»/«abc12de»/`,
			`https://outlook.office.com/webhook/«1e1e1e1e-2222-3333-4444-555555555555@6f6f6f6f-7777-8888-9999-000000000000»/IncomingWebhook/«abcdef0123456789abcdef0123456789»/«77777777-8888-9999-aaaa-bbbbbbbbbbbb»`,
			`https://shop.example/api/v1/key/«abcDEF123456»/orders`,
		},
		misses: []string{`https://shop.example/services/ConnexForQuickBooks`, `https://shop.example/api/webhooks/orders`, `https://shop.example/key/value`, `https://shop.example/hooks`, `/services/qbwc/v2`, `https://shop.example/share/documents`}}},
	{id: "session in a path", words: []string{"/(s(", "/(a(", "/(f(", "/(x("}, find: findSessionInPath, samples: samples{
		hits: []string{`https://shop.example/(S(«lit3py55t21z5v55vlm25s55»))/qbwc.asmx`, `/(A(«abcdef1»)F(x))/x`}, misses: []string{`/(s)`, `f(x)/(s(`}}},
	{id: "request line", words: []string{"get /", "post /", "put /", "patch /", "delete /", "head /"}, find: findRequestLine, samples: samples{
		hits:   []string{`POST /s/«Zk3JqP9vT2mW8xYbN4cD»/qbwc HTTP/1.1`},
		misses: []string{`POST /qbwc/soap HTTP/1.1`, `GET /QBSyncConnectorServiceEndpoint/SynchronizationService2012.asmx`, `target /x`}}},
}

// openers are the parts of a path behind which the next one opens something for whoever has it.
var openers = []string{"reset", "reset-password", "password-reset", "resetpassword", "password_reset", "reset_password", "passwordreset", "forgot-password", "recover", "recovery", "set-password", "change-password",
	"invite", "invites", "invitation", "invitations", "join", "accept-invite", "token", "tokens", "access-token", "access_token", "auth-token", "verify", "verify-email", "verification", "email-verification", "confirm", "confirm-email", "confirmation",
	"activate", "activation", "magic", "magic-link", "magiclink", "magic_link", "login-link", "autologin", "auto-login", "one-time", "onetime", "otp", "unsubscribe", "secret", "secrets", "api-key", "apikey", "api_key", "impersonate"}

// hooks are the parts of a path behind which a key may stand, beside ordinary words.
var hooks = []string{"services", "webhook", "webhooks", "webhookb2", "hook", "hooks", "key", "keys", "catch", "share", "shared", "s", "sso", "callback", "feed", "ics", "workflows", "sig", "session", "sessions", "ticket", "tickets", "download", "link", "links"}

// pathWords are parts of a path as they stand in one.
func pathWords(list []string) []string {
	words := make([]string, len(list))
	for i, w := range list {
		words[i] = "/" + w + "/"
	}
	return words
}

// ordinary are the words that follow an opener without being a secret.
var ordinary = wordSet(`accept account accounts add all authorize api app apps auth cancel catch check code complete confirm confirmation create customer customers default delete detail details done edit email error expired failed finish form get help
	home incomingwebhook index info introspect invalid invite link list login logout mail me new ok order orders page password passwords post public qbwc quickbooks redirect refresh register request resend reset result revoke rotate save send set
	setup shop signin signup soap start status submit success test update user users validate verify view wc web webhook`)

// longestPath is how far a path is looked at, in bytes.
const longestPath = 1 << 10

// segment gives where the part of a path ends that begins at i.
func segment(s string, i int) int {
	return i + upTo(s[i:min(len(s), i+longestPath)], "/?#;&\" \t\n'<>`|\\^{}")
}

// findOpener finds the part of a path that opens something: the first one that is no ordinary word.
func findOpener(s string, start, end int, add func(span)) { inPath(s, start, end, true, add) }

// findHook finds the parts of a path behind a word for a key that a program made.
func findHook(s string, start, end int, add func(span)) { inPath(s, start, end, false, add) }

// inPath goes over the parts of a path from i on.
func inPath(s string, start, i int, opener bool, add func(span)) {
	if start > 0 && (s[start-1] == '<' || s[start-1] == '\n') && !opener {
		return
	}
	limit := min(len(s), i+longestPath)
	for first := opener; i < limit; {
		to := segment(s, i)
		v := strings.TrimRight(s[i:to], ".,:)]")
		switch {
		case v == "" || masked(v):
		case keyInPath(v) || first && opens(v):
			add(span{i, i + len(v), Query, v, false})
			first = false
		}
		if to < len(s) && s[to] == '\\' && to+1 < len(s) && s[to+1] == '/' { // JSON writes it so
			to++
		}
		if to >= len(s) || s[to] != '/' {
			return
		}
		i = to + 1
	}
}

// opens says whether a part of a path may be what opens a link: no ordinary word, no file and no version.
func opens(v string) bool {
	return len(v) >= 4 && !ordinary[strings.ToLower(v)] && !strings.Contains(v, ".") && !(v[0]|0x20 == 'v' && strings.Trim(v[1:], "0123456789") == "") && strings.Count(v, "-") < 2 ||
		len(v) > 5 && strings.Trim(v, "0123456789") == "" || guid(v)
}

// keyInPath says whether a part of a path behind a word for a key is one: letters and digits mixed, a long number, or a GUID.
func keyInPath(v string) bool {
	if len(v) < 5 || ordinary[strings.ToLower(v)] || strings.Contains(v, ".") {
		return false
	}
	digits, capitals := 0, 0
	for i := range len(v) {
		switch {
		case digit(v[i]):
			digits++
		case capital(v[i]):
			capitals++
		}
	}
	switch {
	case digits == len(v) || strings.Contains(v, "@"), guid(v), random(v):
		return true
	case digits == 0 || words(v):
		return false
	}
	return digits > 1 || capitals > 0 || len(v) > 6
}

// words says whether a part of a path is made of words with a number at the end: Service2012, part-2, 2024-01.
func words(v string) bool {
	if date(v) || len(v) > 6 && v[4] == '-' && v[:2] == "20" {
		return true
	}
	flat := strings.TrimRight(v, "0123456789")
	return !strings.ContainsAny(flat, "0123456789") && len(v)-len(flat) <= 4 && len(flat) >= 4 && changes(v) <= 1+len(v)/5
}

// guid says whether v is a GUID, or two of them.
func guid(v string) bool {
	v = strings.Trim(v, "{}")
	if len(v) < 36 {
		return false
	}
	for i := range 36 {
		if c := v[i]; i == 8 || i == 13 || i == 18 || i == 23 {
			if c != '-' {
				return false
			}
		} else if unhex(c) < 0 {
			return false
		}
	}
	return true
}

// leastRandom is how long a part of a path must be to be a secret by its look alone.
const leastRandom = 12

// random says whether a part of an address was made by a program to be guessed by nobody: it changes between letters, digits
// and capitals all the time, or is a long hexadecimal number. GUIDs, versions and words are not meant.
func random(v string) bool {
	if len(v) < leastRandom || guid(v) || strings.Contains(v, ".") {
		return false
	}
	digits, hexes, marks, within := 0, 0, 0, false
	for i := range len(v) {
		c := v[i]
		switch {
		case digit(c):
			digits++
			within = within || i > 0 && letter(v[i-1]) && strings.IndexFunc(v[i:], func(r rune) bool { return r >= 'a' && r <= 'z' }) > 0
		case !letter(c):
			marks++
		}
		if unhex(c) >= 0 {
			hexes++
		}
	}
	n := len(v)
	switch {
	case digits == n || digits+marks == n:
		return false
	case hexes == n && n >= 20 && digits > 0:
		return true
	case digits > 0 && marks == 0 && n >= 20 && within:
		return true
	}
	return (n >= 16 || digits > 1) && changes(v)-2*marks > n/3
}

// findSessionInPath finds what ASP.NET puts into a path in the place of a cookie.
func findSessionInPath(s string, _, end int, add func(span)) {
	n := upTo(s[end:min(len(s), end+maxValue)], ")/ \n\t<>\"'")
	if end+n < len(s) && s[end+n] == ')' && n > 5 && !masked(s[end:end+n]) {
		add(span{end, end + n, Ticket, s[end : end+n], false})
	}
}

// findRequestLine finds the parts of a request's path that a program made.
func findRequestLine(s string, start, end int, add func(span)) {
	if start > 0 && nameByte(s[start-1]) {
		return
	}
	randomParts(s, end, add)
}

// randomParts finds the parts of a path from i on that a program made.
func randomParts(s string, i int, add func(span)) {
	for limit := min(len(s), i+longestPath); i < limit; {
		to := segment(s, i)
		if v := s[i:to]; len(v) >= leastRandom && random(v) {
			add(span{i, to, Query, v, false})
		} else if _, key, ok := strings.Cut(v, ":"); ok && len(key) >= leastRandom && random(key) { // bot123:AAHd
			add(span{i, to, Query, v, false})
		}
		if to+1 < len(s) && s[to] == '\\' && s[to+1] == '/' {
			to++
		}
		if to >= len(s) || s[to] != '/' {
			return
		}
		i = to + 1
	}
}
