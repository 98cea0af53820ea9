package redact

import "strings"

// userinfoSeekers find a password in front of a host: user:password@host, as in an address whose scheme was left out.
var userinfoSeekers = []seeker{
	{id: "user and password at a host", words: []string{"@"}, find: findPasswordAt, samples: samples{
		hits: []string{
			`Login failed for bob:«b0bsPassw0rd!»@shop.example`, `bob:«s3cretPw9»@10.0.0.5:1433`, `bob:«swordfish»@localhost:8080/x`, `bob:«s3cretPw9»@[::1]:80`, `bob:«p@ss»@shop.example`, `"bob:«secret»@shop.example"`, `<bob:«s3cretPw9»@shop.example>`, `//bob:«hunter»@shop.example/x`,
			`sa:«a:b/c»@db1.shop.example`, `bob:«pa;s(s)w7»@10.0.0.5`, `x=1;bob:«s3cretPw9»@10.0.0.5`, `admin:«secret»@shop.example`, `bob:«Hunter22»@srv1:1433`, `postgres:«swordfish»@db1.local:5432`, `k@mail.example:«s3cretPw9»@10.0.0.5`, `CORP\bob:«s3cretPw9»@shop.example`, `Bob:«secret»@shop.example:443`, `dsn=bob:«swordfish»@10.0.0.5`, `bob%3A«s3cretPw9»%40shop.example`, `user:«Hunter2!»@shop.example`, `(bob:«Pa$$w0rd»@srv1.shop.example)`,
		},
		misses: []string{
			`mailto:a@b.example`, `To:bob@shop.example`, `E-mail:bob@shop.example`, `cc:bob@shop.example;bcc:jim@shop.example`, `user:bob@shop.example`, `Contact:kristy.a@mail.example`, `Customer:Bob@shop.example`, `sip:bob@10.0.0.5`, `12:30@shop.example`, `C:\x@y.example`, `git@shop.example:a/b`, `ssh bob@10.0.0.5:/x`,
			`https://shop.example:8080/a@b`, `at 10:30:bob@shop.example`, `bob:x@home`, `bob:hunter@home:12`, `a:b @shop.example`, `image:1.2@sha256:abc`, `bob:@shop.example`, `bob:********@shop.example`, `Error:bob@shop.example`, `recipients:a@x.example,b@x.example`, `{port:25,email:bob@shop.example}`, `rejected:[bob@shop.example]`, `e-mail:info@shop.example,sales:info@shop.example`,
		}}},
}

// userAtSeekers find the user of such a pair.
var userAtSeekers = []seeker{
	{id: "user at a host", words: []string{"@"}, find: findUserAt, samples: samples{
		hits:   []string{`«bobby»:«s3cretPw9»@10.0.0.5:1433`, `login «bobby»:«b0bsPassw0rd!»@shop.example`, `«bobby»:<hidden>@10.0.0.5`, `«bobby»:«s3cretPw9»@shop.example/x`},
		misses: []string{`12:30 @home`, `xmpp:<hidden>`, `admin:<hidden> @10.0.0.5`, `password:<hidden>@10.0.0.5`, `https:<hidden>@10.0.0.5`}}},
}

// pair is a user and a password in front of the "@" of a host.
type pair struct{ user, colon, at int }

// longestPair is how far in front of "@" a user and a password may begin, in bytes.
const longestPair = 2 * maxName

// dividers divides the entries of a list, and may stand in a password.
const dividers = ",;|()[]{}`"

// pairAt gives the pair in front of the "@" at s[at].
func pairAt(s string, at int) (pair, bool) {
	host := hostBehind(s[at+1:])
	if host == noHost {
		return pair{}, false
	}
	from := at
	if strings.HasSuffix(s[:at], hidden) { // looked at again
		from -= len(hidden)
	}
	for from > 0 && at-from < longestPair && strings.IndexByte(" \t\n\"'<>", s[from-1]) < 0 {
		from--
	}
	text := s[from:at]
	if last := strings.LastIndexAny(text, dividers) + 1; strings.IndexByte(text[last:], ':') > 0 { // what stands before is something else
		from, text = from+last, text[last:]
	}
	colon := strings.IndexByte(text, ':')
	if colon < 1 || colon+1 == len(text) || strings.IndexByte("/\\"+dividers, text[colon+1]) >= 0 || strings.Contains(text, "://") {
		return pair{}, false // an address, a path, a list
	}
	if first := text[colon+1:]; strings.IndexByte(first[:upTo(first, dividers)], '@') >= 0 && strings.ContainsAny(first, dividers) { // a list of mail addresses
		return pair{}, false
	}
	user := colon
	for user > 0 && (nameByte(text[user-1]) || text[user-1] == '@' || text[user-1] == '+') {
		user--
	}
	name, pass := text[user:colon], text[colon+1:]
	switch {
	case strings.IndexFunc(name, func(r rune) bool { return r >= 0x80 || letter(byte(r)) }) < 0: // a time, a port
		return pair{}, false
	case coded(pass): // "https:%2F%2Fbob": the decoded view tells
		return pair{}, false
	case pass != hidden && (masked(pass) || mailLike(name, pass, host == certain) || host == short && !chosen(pass)):
		return pair{}, false
	}
	return pair{from + user, from + colon, at}, true
}

// mailLike says whether what stands around a colon in front of a host is rather a label and the first part of a mail address. sure says
// that no mail goes to such a host.
func mailLike(name, pass string, sure bool) bool {
	plain, digits := true, 0 // letters and dots, as in the address of a person
	for i := range len(pass) {
		switch c := pass[i]; {
		case digit(c):
			digits++
		case !letter(c) && c < 0x80 && strings.IndexByte(".-_+'=:/@", c) < 0:
			plain = false
		}
	}
	low := strings.ToLower(name)
	switch {
	case strings.Contains(name, "@"), !plain:
		return false
	case mailLabels[low], mailLabels[strings.TrimSuffix(low, "s")], len(pass) < 3 && !sure, strings.HasSuffix(low, "mail"), mailLabels[strings.ToLower(pass[:upTo(pass, ":")])] && strings.Contains(pass, ":"):
		return true
	case sure:
		return false
	}
	return digits == 0 && (capital(name[0]) && !common[low] || notNames[low])
}

// mailLabels stand in front of a mail address, or of what is made like one, and are no user.
var mailLabels = wordSet(`mailto mail mails email emails e-mail to from cc bcc reply-to replyto return-path sender recipient rcpt contact sip sips xmpp acct im skype ftp ssh scp git svn user username user-name userid user-id uid upn login logon account
	kontakt an von de para correo courriel name customer client owner author by for id error sales support info help address member list notify team`)

// hostKind is how sure it is that a host stands behind "@".
type hostKind uint8

const (
	noHost  hostKind = iota
	short            // a word with a port
	dotted           // a name with a dot: mail may go there
	certain          // a number, localhost, or a name with a port or a path: none to which mail goes
)

// hostBehind says what host stands at the start of s.
func hostBehind(s string) hostKind {
	if s != "" && s[0] == '[' {
		if end := strings.IndexByte(s[:min(len(s), maxName)], ']'); end > 2 && strings.Trim(s[1:end], "0123456789abcdefABCDEF:.") == "" {
			return certain
		}
		return noHost
	}
	n := 0
	for n < len(s) && n < 2*maxName && (alnum[s[n]] || s[n] == '.' || s[n] == '-') {
		n++
	}
	host := strings.TrimRight(s[:n], ".-")
	n = len(host)
	last := strings.LastIndexByte(host, '.')
	port := n+2 < len(s) && s[n] == ':' && digit(s[n+1]) && digit(s[n+2])
	switch {
	case strings.EqualFold(host, "localhost"):
		return certain
	case n < len(s) && strings.IndexByte("@_=", s[n]) >= 0 || strings.Contains(host, ".."):
		return noHost
	case last < 0 && n > 0 && letter(host[0]) && port:
		return short
	case last < 1:
		return noHost
	case isNumber(strings.ReplaceAll(host, ".", "")):
		if strings.Count(host, ".") != 3 { // a version
			return noHost
		}
		return certain
	case len(host)-last < 3 || !letter(host[last+1]):
		return noHost
	case port || n < len(s) && s[n] == '/':
		return certain
	}
	return dotted
}

// findPasswordAt hides the password in front of the host.
func findPasswordAt(s string, start, _ int, add func(span)) {
	if p, ok := pairAt(s, start); ok {
		if v := s[p.colon+1 : p.at]; !masked(v) {
			add(span{p.colon + 1, p.at, Password, v, false})
		}
	}
}

// findUserAt hides the user.
func findUserAt(s string, start, _ int, add func(span)) {
	p, ok := pairAt(s, start)
	if !ok {
		return
	}
	v := s[p.user:p.colon]
	if low := strings.ToLower(v); !masked(v) && !strings.Contains(v, "@") && !mailLabels[low] && !notNames[low] && !noUsers[low] {
		add(span{p.user, p.colon, User, v, false})
	}
}

// noUsers stand in front of a password and name nobody: a user that was told once is hidden wherever the word stands.
var noUsers = wordSet(`key keys token secret pass password passwd pwd pw pin rejected denied refused invalid wrong reason result status code host server proxy url uri dsn address credential credentials default string connection database source http https ftp`)
