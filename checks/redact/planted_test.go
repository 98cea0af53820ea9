package redact

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"html"
	"math/rand/v2"
	"net/url"
	"slices"
	"strings"
	"testing"
)

// encodings are the ways in which logs, pairing files and answers carry a text.
var encodings = []struct {
	name string
	of   func(string) string
}{
	{"plain", func(s string) string { return s }},
	{"in the log's brackets", func(s string) string { return "failed due to error message: <" + s + ">" }},
	{"XML", html.EscapeString},
	{"XML twice", func(s string) string { return html.EscapeString(html.EscapeString(s)) }},
	{"numeric entities", func(s string) string {
		var b strings.Builder
		for _, r := range s {
			if r == ' ' || r == '\n' {
				b.WriteRune(r)
			} else {
				fmt.Fprintf(&b, "&#%d;", r)
			}
		}
		return b.String()
	}},
	{"hexadecimal entities", func(s string) string {
		var b strings.Builder
		for _, r := range s {
			if alnum[byte(r)] && r < 0x80 {
				b.WriteRune(r)
			} else if r == '\n' {
				b.WriteRune(r)
			} else {
				fmt.Fprintf(&b, "&#x%X;", r)
			}
		}
		return b.String()
	}},
	{"JSON", quotedJSON},
	{"JSON, all of it escaped", func(s string) string {
		var b strings.Builder
		for _, r := range s {
			if r == '\n' {
				b.WriteString("\n")
			} else {
				fmt.Fprintf(&b, "\\u%04x", r)
			}
		}
		return b.String()
	}},
	{"quoted-printable", func(s string) string {
		s = strings.ReplaceAll(s, "=", "=3D")
		return s[:len(s)/2] + "=\n" + s[len(s)/2:]
	}},
	{"full width", func(s string) string {
		return strings.Map(func(r rune) rune {
			if r > ' ' && r < 0x7f {
				return r - '!' + 0xff01
			}
			return r
		}, s)
	}},
	{"UTF-16", func(s string) string {
		var b strings.Builder
		for _, r := range s {
			b.WriteString(string(r) + "\x00")
		}
		return b.String()
	}},
	{"URL twice", func(s string) string { return url.PathEscape(url.PathEscape(s)) }},
	{"quoted by mail", func(s string) string { return "> " + strings.ReplaceAll(s, "\n", "\n> ") }},
	{"JSON twice", func(s string) string { return quotedJSON(quotedJSON(s)) }},
	{"JSON in XML", func(s string) string { return html.EscapeString(quotedJSON(s)) }},
	{"URL", url.PathEscape},
	{"URL in XML", func(s string) string { return html.EscapeString(url.PathEscape(s)) }},
	{"coloured", func(s string) string { return "\x1b[31m" + s[:len(s)/2] + "\x1b[0m" + s[len(s)/2:] }},
	{"zero width", func(s string) string { return s[:1] + "\u200b" + s[1:len(s)-1] + "\u2060" + s[len(s)-1:] }},
}

func quotedJSON(s string) string {
	b, err := json.Marshal(s)
	if err != nil {
		panic(err)
	}
	return string(b)
}

// carrier is a text that holds a value of somebody; %s is the value, made by of. Without of it is a random word.
type carrier struct {
	text string
	of   func(*rand.Rand) string
}

// digits makes a number from a pattern, in which each 0 is any digit and each A any capital.
func digits(pattern string) func(*rand.Rand) string {
	return func(r *rand.Rand) string {
		b := []byte(pattern)
		for i, c := range b {
			switch c {
			case '0':
				b[i] = byte('1' + r.IntN(9))
			case 'A':
				b[i] = byte('A' + r.IntN(26))
			}
		}
		return string(b)
	}
}

// inWords makes a name of words in capitals, with what stands behind it.
func inWords(n int, behind string) func(*rand.Rand) string {
	parts := []string{"Kor", "Vel", "Zan", "Bru", "Tam", "Ash", "Wil", "Lin", "Ost", "Mar", "ley", "berg", "gard", "ton", "mann", "quist", "wood", "hurst"}
	return func(r *rand.Rand) string {
		var list []string
		for range n {
			list = append(list, parts[r.IntN(10)]+parts[10+r.IntN(8)]+parts[10+r.IntN(8)])
		}
		return strings.Join(list, " ") + behind
	}
}

// plain makes texts of a form for each value.
func each(of func(*rand.Rand) string, texts ...string) []carrier {
	var list []carrier
	for _, t := range texts {
		list = append(list, carrier{t, of})
	}
	return list
}

// carriers are texts of all kinds in which secrets and people stand: of the log, of pairing files, answers, command lines,
// mails and messages.
func carriers() (secret, person []carrier) {
	secret = slices.Concat(
		each(nil,
			`password=%s`, `Password: %s`, `<password>%s</password>`, `{"password":"%s","n":1}`, `pwd='%s'`, `wcTicket="%s"`, `<wcTicket="%s">`, `<ticket>%s</ticket>`,
			`<authRet[0]="%s"><authRet[1]="">`, `CurrentWebServiceSessionTicket has been set to %s`, `Authorization: Bearer %s`, `Cookie: SESSION=%s; path=/`, `Set-Cookie: a=%s; HttpOnly`, `X-Shopify-Access-Token: %s`, `X-Api-Key: %s`,
			`access_token=%s&x=1`, `"client_secret": "%s"`, `https://user:%s@shop.example/x`, `https://shop.example/x?consumer_secret=%s`, `GET /x?key=%s HTTP/1.1`, `<add key="ApiKey" value="%s"/>`,
			`<authenticateResult><string>%s</string><string></string></authenticateResult>`, `<input type="hidden" name="csrf" value="%s">`, `<input value="%s" type="password">`, `ASP.NET_SessionId=%s; path=/`, `MYSQL_PWD=%s`,
			`curl -u bob:%s https://shop.example/`, `curl --user "bob:%s" x`, `curl -H "X-Api-Key: %s" x`, `curl -b "sid=%s" x`, `mysql -u root -p%s shopdb`, `sqlcmd -S db1 -U sa -P %s`, `psexec -u bob -p %s cmd`, `cmdkey /user:bob /pass:%s`, `runas /p:%s`,
			`net use Z: \\10.0.0.5\x %s /persistent:yes`, `net use \\10.0.0.5\x /user:bob %s`, `tool --token %s -v`, `tool -Password "%s" -Server x`, `plink -pw %s srv`, `ConvertTo-SecureString "%s" -AsPlainText`,
			`https://shop.example/reset/%s`, `https://hooks.slack.com/services/T01ABCDEF/B02GHIJKL/%s`, `https://shop.example/s/%s/qbwc.asmx`, `https://shop.example/invitation/accept/%s`, `https://shop.example/(S(%s))/x.asmx`, `POST /token/%s HTTP/1.1`,
			`the password is %s.`, `My password's %s`, `I used "%s" as the password`, `login: bob / %s`, `password - %s`, `Secret answer: %s`, `the ticket is %s`, `Password locally stored = %s`, `Password stored: %s`, `Password on file: "%s"`, `password expected = %s`, `password received: %s`, `Login webuser %s`, `user: bob pass: %s`, `user bob password %s`, `Credentials: bob/%s`, `authenticate(bob, %s)`,
			`Server->authenticate('bob', '%s')`, `<ns:strPassword>%s</ns:strPassword>`, `[strPassword] => %s`, `'strPassword' => '%s'`, `["strPassword"]=> string(16) "%s"`, `{:strPassword=>"%s"}`, `{strPassword: "%s"}`, `{'strPassword': '%s'}`, `{u'strPassword': u'%s'}`, `Authenticate{strUserName=x, strPassword=%s}`, `strPassword %s`,
			`string[] authReturn[0] = %s`, `authRetVal[0]: '%s'`, `string ticket = %s`, `sessionTicket : "%s"`, `strTicket = %s`, `wcTicket : %s`, `New ticket generated: %s`, `closeConnection('%s')`, `$authReturn = ['%s', 'nvu'];`, `Digest username="%s", response="1"`, `amqp://bob:%s@mq.example`, `WWW-Authenticate: Negotiate %s`,
			`Password : %s`, `Password for bob: %s`, `the Password %s is wrong`, `<Password is %s>`, `<password : %s is wrong>`, `<password %s is wrong>`, `<token : %s>`, `<wcTicket : %s>`, `<password value="%s"/>`, `<token id="4" value='%s' />`,
			`https://shop.example/x#%s`, `(https://shop.example/x?a=1#%s).`, `GET /done#%s HTTP/1.1`,
			`Login failed for bob:%s!@shop.example`, `bob:%s@10.0.0.5:1433`, `dsn=bob:%s@localhost/x`, `"bob:%s@db1.shop.example"`),
		each(digits("700000"), `otp code %s`, `pin: 884213 otp code %s`, `verification codes 8421 and %s`, `the security code is %s`, `one-time code for bob is %s`, `2FA code (%s)`, `mfa: %s`, `passcode %s`, `%s is your verification code`, `Your code is: %s`, `backup codes: 8421-1234, %s`),
		each(digits("31000000"), `pay to account %s please`, `Account: %s`, `a/c no. %s`, `<BankAccountNumber>%s</BankAccountNumber>`, `"account_number":"%s"`),
		each(digits("10-00-00"), `sort code %s`),
		each(digits("DE000000000000000000"), `IBAN %s`, `IBAN: %s`),
		each(digits("AAAADE0A"), `BIC %s`, `SWIFT code %s`),
		each(digits("021000000"), `routing number %s`, `ABA: %s`),
		each(digits("00-0000000"), `EIN %s`, `<VendorTaxIdent>%s</VendorTaxIdent>`, `our number is %s`),
		each(digits("000-00-0000"), `SSN %s`, `it is %s`),
		each(digits("GB000000000"), `VAT %s`, `VAT no. %s`), each(digits("000 000 000"), `SIN %s`, `TFN: %s`), each(digits("00 000 000 000"), `ABN %s`),
		each(digits("0000-0000-0000-000"), `license number %s`, `License: %s`, `it is %s`))
	person = slices.Concat(
		each(nil,
			`%s:Hunter22!x@10.0.0.5:1433`, `refused %s:Hunter22!x@shop.example`,
			`authenticate('%s', 'x1y2z3')`, `user: %s pass: hunter2`, `["strUserName"]=> string(16) "%s"`,
			`username = '%s'`, `<userName="%s">`, `<UserName>%s</UserName>`, `C:\Users\%s\Documents\x.txt`, `/home/%s/x`, `c:/users/%s/x`, `LOCKED:%s:636190683248801537`,
			`computer name: %s`, `\\%s\books\x`, `D:\%s.qbw`, `%s@mail.example`, `"%s@mail.example"`, `CORP\%s has no rights`, `the account ACME\%s is locked`, `%s (at) mail (dot) example`),
		each(inWords(2, ""),
			`<FullName>%s</FullName>`, `"first_name":"%s"`, `<Addr1>%s</Addr1>`, `<Memo>%s</Memo>`, `company = "%s"`, `From: %s <x@mail.example>`, `My name is %s`, `Dear Ms. %s,`, `Mr %s called`, `Hi %s,`, `Best regards,
%s`, `> Thanks,
> %s`, `On Mon, 3 Nov 2025 at 14:02, %s wrote:`, `signed by %s`, `Customer %s could not be added`, `Name: %s`, `"name": "%s"`, `reference to QuickBooks Customer "%s" in it`, `The name "%s" of the list element is in use.`, `CN=%s, O=x`, `<NameOnCard>%s</NameOnCard>`,
			`the company %s is open`),
		each(inWords(2, " LLC"), `%s`, `open %s now`), each(inWords(2, " GmbH"), `an %s`), each(inWords(3, ", Inc."), `for %s`), each(inWords(2, " Pty Ltd"), `(%s)`), each(inWords(1, " B.V."), `<x>%s</x>`),
		each(digits("410-550-0000"), `call %s now`, `<Phone>%s</Phone>`, `%s`), each(digits("+49 30 0000000"), `Tel. %s`), each(digits("4105500000"), `my phone %s is`, `call %s`),
		each(digits("0000 Cypress Hill Rd"), `at %s, Bayshore`, `<Addr2>%s</Addr2>`), each(digits("000 Elm Street, Apt 0b"), `ship to %s`),
		each(digits("DESKTOP-0A0A0A0"), `on %s`), each(digits("FILESRV0000"), `server name %s`, `ping %s`),
		each(func(r *rand.Rand) string { return fmt.Sprintf("shop%d.third-%d.com", r.IntN(1e6), r.IntN(1e6)) }, `https://%s/x`, `no answer from %s at all`, `CN=%s`))
	return secret, person
}

// Of more than five hundred planted values none is seen, in whatever encoding it stands, and of the text around them all stays.
func TestPlantedValuesAreHidden(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 11))
	value := func() string {
		const letters = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKMNPQRSTUVWXYZ23456789"
		b := []byte{'q', 'Z', '7'}
		for range 13 {
			b = append(b, letters[random.IntN(len(letters))])
		}
		return string(b)
	}
	secrets, persons := carriers()
	count := 0
	for _, e := range encodings {
		for i, c := range append(secrets, persons...) {
			for _, before := range []string{"", "20250519.13:33:54 UTC\t: QBWebConnector.SOAPWebService.do_authenticate() : "} {
				v := value()
				if c.of != nil {
					v = c.of(random)
				}
				text := before + "start\n" + e.of(fmt.Sprintf(c.text, v)) + "\nend QBWC1012 0x80040408\n"
				out := NewPeople(Known{Hosts: []string{"shop.example"}}).Hide(text)
				if i < len(secrets) {
					out += Clean(text)
				}
				count++
				if flat := plainly(out); strings.Contains(flat, v) || c.of == nil && strings.Contains(flat, v[3:12]) {
					t.Errorf("%s, %s: %q gives %q", e.name, c.text, text, out)
				}
				if !strings.Contains(out, "start\n") || !strings.Contains(out, "end QBWC1012 0x80040408\n") {
					t.Errorf("%s, %s: %q lost what stands around: %q", e.name, c.text, text, out)
				}
			}
		}
	}
	for _, s := range []string{"4111111111111111", "5500 0055 5555 5559", "378282246310005", "6011-1111-1111-1117", "DE89 3704 0044 0532 0130 00", "078-05-1120", "ck_" + strings.Repeat("0123456789abcdef", 3),
		"shpat_0123456789abcdef0123456789abcdef", "AKIAIOSFODNN7EXAMPLE", "Basic " + base64.StdEncoding.EncodeToString([]byte("bob:hunter2"))} {
		for _, e := range encodings {
			count++
			if out := Clean("before " + e.of(s) + " after"); strings.Contains(plainly(out), s) {
				t.Errorf("%s: %q gives %q", e.name, e.of(s), out)
			}
		}
	}
	if count < 500 {
		t.Errorf("only %d values were planted", count)
	}
}

// plainly undoes the encodings of a text, to see what a reader could see.
func plainly(s string) string {
	var b strings.Builder
	v, more := view{text: strip(s)}, true
	for range layers + 1 {
		if more {
			b.WriteString(v.text + "\n")
			v, more = decoded(v)
		}
	}
	return b.String()
}

// A secret that mail broke over two lines is hidden to its end.
func TestBrokenLinesHideNothingLess(t *testing.T) {
	long := "The service refused the following token, and would not say why it did so: "
	for _, c := range []struct{ in, gone string }{
		{long + "shpat_0123456789abcdef\n0123456789abcdef01 and more", "0123456789abcdef01"},
		{"> " + long + "shpat_0123456789abcdef\n> 0123456789abcdef01 and more", "0123456789abcdef01"},
		{long + "token=abcdef0123456789=\n77abcdef99 and more", "77abcdef99"},
		{"<wcTicket>\nabcdef01-2345\n</wcTicket>", "abcdef01"},
		{"Authorization: Basic\n dXNlcjpodW50ZXIy", "dXNlcj"},
	} {
		if got := Clean(c.in); strings.Contains(got, c.gone) {
			t.Errorf("%q gives %q", c.in, got)
		}
	}
	if got := Clean(long + "token=abcdef0123456789\n20250519.13:33:54 UTC\t: next"); !strings.Contains(got, "20250519.13:33:54 UTC") {
		t.Errorf("the next entry went too: %q", got)
	}
}

// What support needs looks like a secret and stays: at least 99 of 100.
func TestLookAlikesStay(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 5))
	var list []string
	for range 100 {
		guid := fmt.Sprintf("%08X-%04X-%04X-%04X-%012X", random.Uint32(), random.IntN(1<<16), random.IntN(1<<16), random.IntN(1<<16), random.Int64N(1<<48))
		list = append(list,
			"<OwnerID>{"+guid+"}</OwnerID>", "<FileID>{"+strings.ToLower(guid)+"}</FileID>", "OwnerID: {"+guid+"}",
			fmt.Sprintf("2.%d.0.%d", random.IntN(9), random.IntN(400)), fmt.Sprintf(`productVersion="33.0.%d.%d"`, 10000+random.IntN(99), random.IntN(99)),
			fmt.Sprintf("202505%02d.%02d:%02d:%02d UTC", 1+random.IntN(28), random.IntN(24), random.IntN(60), random.IntN(60)),
			fmt.Sprintf("2021-12-%02dT04:%02d:45-08:00", 1+random.IntN(28), random.IntN(60)),
			fmt.Sprintf("QBWC%04d", 1000+random.IntN(60)), fmt.Sprintf("0x8004%04X", random.IntN(1<<16)), fmt.Sprintf("HRESULT = 0x8004%04x", random.IntN(1<<16)),
			fmt.Sprintf("statusCode=\"%d\"", 3000+random.IntN(300)), fmt.Sprintf("line %d, %d bytes, %d ms", random.IntN(1e6), random.IntN(1e9), random.IntN(1e5)),
			fmt.Sprintf("198.51.100.%d:%d", random.IntN(256), random.IntN(1<<16)), fmt.Sprintf("LOCKED:%d", random.Int64N(1e18)),
			"https://sync.connex.example/qbwc.asmx", "sync.connex.example:443", fmt.Sprintf("-214622%04d", random.IntN(10000)),
			fmt.Sprintf("<TxnID>%X-%d</TxnID>", random.IntN(1<<20), 1000000000+random.IntN(1e9)), fmt.Sprintf("<ListID>8000%04X-%d</ListID>", random.IntN(1<<16), 1000000000+random.IntN(1e9)),
			fmt.Sprintf("orders %d of %d", random.IntN(1e5), random.IntN(1e5)),
		)
	}
	changed := 0
	p := NewPeople(Known{Hosts: []string{"connex.example"}})
	for _, s := range list {
		if got := p.Hide(s); got != s {
			changed++
			t.Logf("%q became %q", s, got)
		}
	}
	if changed*100 > len(list) {
		t.Errorf("%d of %d look-alikes were hidden", changed, len(list))
	}
}

// The lock of a company file ends with a time: as many digits as a card number, but none of a card network's until 2041.
func TestLockTimesAreNoCards(t *testing.T) {
	random := rand.New(rand.NewPCG(8, 9))
	for range 5000 {
		s := fmt.Sprintf("Got Lock = LOCKED:%d", 632_000_000_000_000_000+random.Int64N(12_000_000_000_000_000)) // 2003 to 2041
		if got := Clean(s); got != s {
			t.Fatalf("%q became %q", s, got)
		}
	}
}
