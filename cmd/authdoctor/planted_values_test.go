//go:build !windows

package main

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"html"
	"math/rand/v2"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf16"
)

// plant is a value that must not come out, in the text that carries it.
type plant struct {
	kind   string
	value  string
	secret bool // else it is a person's, and may be seen on the spot
	text   string
	where  string // the encoding, for messages
}

// nursery makes values of every kind that is hidden. Each is made once, so that a finding tells where it came from.
type nursery struct{ r *rand.Rand }

// word is a made-up word that stands nowhere else.
func (n nursery) word() string {
	const letters = "bcdfghjkmnpqrstvwxzBCDFGHJKMNPQRSTVWXZ23456789"
	b := []byte{'q', 'Z', '7'}
	for range 13 {
		b = append(b, letters[n.r.IntN(len(letters))])
	}
	return string(b)
}

func (n nursery) digits(count int) string {
	b := []byte{'1' + byte(n.r.IntN(9))}
	for len(b) < count {
		b = append(b, '0'+byte(n.r.IntN(10)))
	}
	return string(b)
}

func (n nursery) hex(count int) string {
	var b strings.Builder
	for b.Len() < count {
		fmt.Fprintf(&b, "%x", n.r.IntN(16))
	}
	return b.String()
}

// card is a card number with a right check digit, in groups of four.
func (n nursery) card() string {
	d := "4" + n.digits(14)
	for c := '0'; c <= '9'; c++ {
		sum := 0
		for i, r := range d + string(c) {
			v := int(r - '0')
			if i%2 == 0 {
				if v *= 2; v > 9 {
					v -= 9
				}
			}
			sum += v
		}
		if sum%10 == 0 {
			d += string(c)
			break
		}
	}
	return d[:4] + " " + d[4:8] + " " + d[8:12] + " " + d[12:]
}

// iban is a German account number with right check digits.
func (n nursery) iban() string {
	bban := n.digits(18)
	rest := 0
	for _, r := range bban + "131400" {
		rest = (rest*10 + int(r-'0')) % 97
	}
	return fmt.Sprintf("DE%02d%s", 98-rest, bban)
}

// name is a person's, of two words that stand nowhere else.
func (n nursery) name() string {
	parts := []string{"kor", "vel", "zan", "bru", "tam", "ash", "wil", "lin", "ost", "mar", "gard", "ton", "berg", "quist"}
	part := func(count int) string {
		var b strings.Builder
		for range count {
			b.WriteString(parts[n.r.IntN(len(parts))])
		}
		s := b.String()
		return strings.ToUpper(s[:1]) + s[1:]
	}
	return part(3) + " " + part(4)
}

func (n nursery) phone() string {
	return fmt.Sprintf("(%d%02d) %d%02d-%04d", 2+n.r.IntN(8), n.r.IntN(100), 2+n.r.IntN(8), n.r.IntN(100), n.r.IntN(10000))
}

func (n nursery) ssn() string {
	return fmt.Sprintf("%03d-%02d-%04d", 100+n.r.IntN(800), 10+n.r.IntN(89), 1000+n.r.IntN(9000))
}

func (n nursery) guid() string {
	return n.hex(8) + "-" + n.hex(4) + "-" + n.hex(4) + "-" + n.hex(4) + "-" + n.hex(12)
}

// carrier is how a value of a kind stands in a text.
type carrier struct {
	kind   string
	secret bool
	value  func() string
	forms  []string // %s is the value
}

// carriers are all kinds of the list in DESIGN.md, "Safety", and how logs, pairing files and answers carry them.
func (n nursery) carriers() []carrier {
	basic := func() string { return base64.StdEncoding.EncodeToString([]byte("bob:" + n.word())) }
	return []carrier{
		{"password", true, n.word, []string{`password=%s`, `<password>%s</password>`, `{"password":"%s"}`, `the password is %s`, `Pwd=%s;`, `<Password xsi:type="xsd:string">%s</Password>`, `key="Password" value="%s"`}},
		{"ticket", true, n.guid, []string{`wcTicket="%s"`, `<ticket>%s</ticket>`, `<authRet[0]="%s"><authRet[1]="">`, `<strTicket>%s</strTicket>`, `SessionTicket has been set to %s`, `ticket={%s}`}},
		{"password that a service prints", true, n.word, []string{`Password locally stored = %s`, `Password on file: %s`, `password expected = '%s'`, `Login webuser %s`, `user: bob pass: %s`, `Credentials: bob/%s`, `authenticate('bob', '%s')`, `[strPassword] => %s`, `["strPassword"]=> string(16) "%s"`, `{:strPassword=>"%s"}`, `{'strPassword': '%s'}`, `Authenticate{strUserName=x, strPassword=%s}`}},
		{"ticket that a service prints", true, n.guid, []string{`string[] authReturn[0] = %s`, `authRetVal[0]: '%s'`, `string ticket = %s`, `sessionTicket : "%s"`, `strTicket = %s`, `Ticket: {%s}`, `New ticket generated: %s`, `closeConnection('%s')`, `$authReturn = ['%s', 'nvu'];`}},
		{"token", true, n.word, []string{`access_token=%s`, `Authorization: Bearer %s`, `X-Shopify-Access-Token: %s`, `"refresh_token":"%s"`, `<token>%s</token>`}},
		{"key", true, func() string { return n.hex(40) }, []string{`consumer_key=ck_%s`, `api key: %s`, `<apiKey>%s</apiKey>`, `shpat_%s`, `sk_live_%s`, `client_secret=%s`}},
		{"authorization", true, basic, []string{`Authorization: Basic %s`, `Proxy-Authorization: Basic %s`, `sent Basic %s to it`}},
		{"cookie", true, n.word, []string{`Cookie: SESSION=%s; path=/`, `Set-Cookie: sid=%s; HttpOnly`, `PHPSESSID=%s;`}},
		{"part of an address", true, n.word, []string{`https://bob:%s@books.harbortea.example/x`, `https://books.harbortea.example/x?k=%s`, `GET /orders?since=2025&sig=%s HTTP/1.1`, `https://books.harbortea.example/b#id_token=%s`}},
		{"card number", true, n.card, []string{`card %s was refused`, `<CreditCardNumber>%s</CreditCardNumber>`, `cardno: %s`}},
		{"bank number", true, n.iban, []string{`IBAN %s`, `<BankAccountNumber>%s</BankAccountNumber>`, `paid from %s`}},
		{"bank number", true, func() string { return n.digits(12) }, []string{`account number: %s`, `routing_number=%s`}},
		{"tax number", true, n.ssn, []string{`SSN %s`, `<VendorTaxIdent>%s</VendorTaxIdent>`, `it is %s`}},
		{"private key", true, func() string { return n.word() + n.word() }, []string{`-----BEGIN PRIVATE KEY----- %s -----END PRIVATE KEY-----`}},
		{"option of a command", true, n.word, []string{`curl -u bob:%s https://books.harbortea.example/`, `mysql -u root -p%s shopdb`, `sqlcmd -S db1 -U sa -P %s`, `net use Z: \\10.0.0.5\x %s /persistent:yes`, `runas /p:%s cmd`, `tool --token %s -v`, `tool -Password "%s" -x`, `curl -H "X-Api-Key: %s" x`}},
		{"part of a path", true, n.word, []string{`https://books.harbortea.example/reset/%s`, `https://hooks.slack.com/services/T01ABCDEF/B02GHIJKL/%s`, `https://books.harbortea.example/s/%s/wc.asmx`, `POST /token/%s HTTP/1.1`, `https://books.harbortea.example/(S(%s))/wc.asmx`}},
		{"bank number", true, func() string { return "31" + n.digits(8) }, []string{`pay to account %s please`, `a/c no. %s`}},
		{"bank number", true, func() string { return "DE00" + n.digits(18) }, []string{`IBAN %s`}},
		{"tax number", true, func() string { return "GB" + n.digits(9) }, []string{`VAT %s`, `VAT no. %s`}},
		{"tax number", true, func() string { return n.digits(2) + "-" + n.digits(7) }, []string{`EIN %s`, `it is %s`}},
		{"password in a sentence", true, n.word, []string{`My password's %s`, `I used '%s' as the password`, `login: bob / %s`, `changed the password to %s`, `<td>Password</td><td>%s</td>`}},
		{"sentence in the log's brackets", true, n.word, []string{`failed due to error message: <Password is %s>`, `failed due to error message: <Password : %s is wrong>`, `failed due to error message: <password %s is wrong>`, `failed due to error message: <token : %s>`, `<password value="%s"/>`}},
		{"password at a host", true, n.word, []string{`Login failed for bob:%s!@books.harbortea.example`, `bob:%s@10.0.0.5:1433`, `dsn=bob:%s@localhost`}},
		{"fragment of an address", true, n.word, []string{`https://books.harbortea.example/b#%s`, `https://books.harbortea.example/b?a=1#%s`}},
		{"one-time code", true, func() string { return "7" + n.digits(8) }, []string{`otp code %s`, `the verification code is %s`, `2FA codes: %s`, `%s is your security code`}},
		{"account of a domain", false, n.word, []string{`CORP\%s has no rights`, `User '%s' is unknown`}},
		{"person", false, n.name, []string{`Dear Ms. %s,`, `signed by %s`, `My name is %s`, `On Mon, 3 Nov 2025 at 14:02, %s wrote:`, `reference to QuickBooks Customer '%s' in the Invoice`}},
		{"company", false, n.name, []string{`for %s LLC`, `an %s GmbH`, `of %s, Inc.`, `the company %s is open`}},
		{"other host", false, func() string { return strings.ToLower(n.word()) + ".third.com" }, []string{`no answer from %s at all`}},
		{"user name", false, n.word, []string{`username = '%s'`, `<UserName>%s</UserName>`, `<userName="%s">`}},
		{"Windows account", false, n.word, []string{`C:\Users\%s\Documents\x.txt`, `C:\Documents and Settings\%s\Local`}},
		{"machine", false, n.word, []string{`\\%s\books\x.txt`, `Got Lock = LOCKED:%s:636190683248801537`, `COMPUTERNAME=%s`}},
		{"e-mail address", false, func() string { return n.word() + "@mail.example" }, []string{`mail %s now`, `<Email>%s</Email>`, `mailto:%s`}},
		{"phone number", false, n.phone, []string{`call %s`, `<Phone>%s</Phone>`}},
		{"postal address", false, n.word, []string{`<Addr1>5647 %s Rd</Addr1>`, `Shipping address: 12 %s Lane`, `<City>%s</City>`}},
		{"customer", false, n.word, []string{`<FullName>%s</FullName>`, `Customer name: %s`, `"lastName":"%s"`, `statusMessage="The name &quot;%s&quot; of the list element is already in use."`}},
		{"company", false, n.word, []string{`<CompanyName>%s</CompanyName>`, `D:\Books\%s.qbw`, `company = "%s"`}},
		{"other host", false, func() string { return strings.ToLower(n.word()) + ".example" }, []string{`https://%s/x`}},
	}
}

// writing is a way in which logs, pairing files and answers carry a text.
type writing struct {
	name string
	of   func(string) string
}

// writings are the encodings of the list in issue order: plain, XML, numeric entities, JSON, URL, look-alikes, broken lines.
var writings = []writing{
	{"plain", func(s string) string { return s }},
	{"XML", html.EscapeString},
	{"XML twice", func(s string) string { return html.EscapeString(html.EscapeString(s)) }},
	{"decimal entities", func(s string) string { return entities(s, "&#%d;") }},
	{"hexadecimal entities", func(s string) string { return entities(s, "&#x%X;") }},
	{"JSON", jsonText},
	{"JSON in XML", func(s string) string { return html.EscapeString(jsonText(s)) }},
	{"JSON escapes", func(s string) string {
		var b strings.Builder
		for _, r := range s {
			fmt.Fprintf(&b, `\u%04x`, r)
		}
		return b.String()
	}},
	{"URL", url.PathEscape},
	{"URL in XML", func(s string) string { return html.EscapeString(url.PathEscape(s)) }},
	{"URL twice", func(s string) string { return url.PathEscape(url.PathEscape(s)) }},
	{"quoted-printable", func(s string) string {
		var b strings.Builder
		for _, r := range s {
			if r == '=' || r >= 0x80 {
				for _, c := range []byte(string(r)) {
					fmt.Fprintf(&b, "=%02X", c)
				}
			} else {
				b.WriteRune(r)
			}
		}
		return b.String()
	}},
	{"full width", func(s string) string {
		return strings.Map(func(r rune) rune {
			if unicode.IsLetter(r) || unicode.IsDigit(r) || r == '=' || r == ':' {
				return r - '!' + 0xff01
			}
			return r
		}, s)
	}},
	{"zero width", func(s string) string { return s[:3] + "\u200b" + s[3:len(s)-4] + "\u2060\ufeff" + s[len(s)-4:] }},
	{"coloured", func(s string) string { return "\x1b[31m" + s[:len(s)/2] + "\x1b[0m" + s[len(s)/2:] }},
}

// entities writes all but blanks as entities.
func entities(s, form string) string {
	var b strings.Builder
	for _, r := range s {
		if r == ' ' {
			b.WriteByte(' ')
		} else {
			fmt.Fprintf(&b, form, r)
		}
	}
	return b.String()
}

func jsonText(s string) string {
	b, err := json.Marshal(s)
	if err != nil {
		panic(err)
	}
	return string(b)
}

// plants makes one of every carrier in every writing.
func (n nursery) plants() []plant {
	var list []plant
	for _, w := range writings {
		for _, c := range n.carriers() {
			for _, form := range c.forms {
				v := c.value()
				list = append(list, plant{c.kind, v, c.secret, w.of(fmt.Sprintf(form, v)), w.name})
			}
		}
	}
	return list
}

// lookAlikes are values that support needs, though they look like what is hidden.
func (n nursery) lookAlikes() []string {
	upper := strings.ToUpper(n.guid())
	return []string{
		"<OwnerID>{" + upper + "}</OwnerID>", "FileID: {" + n.guid() + "}", fmt.Sprintf("version 2.%d.0.%d", n.r.IntN(9), n.r.IntN(400)), fmt.Sprintf("QuickBooks 33.0.%d.%d", 10000+n.r.IntN(99), n.r.IntN(99)),
		fmt.Sprintf("at 2025-12-%02dT04:%02d:45-08:00", 1+n.r.IntN(28), n.r.IntN(60)), fmt.Sprintf("QBWC%04d", 1000+n.r.IntN(60)), fmt.Sprintf("0x8004%04X", n.r.IntN(1<<16)), fmt.Sprintf(`statusCode="%d"`, 3000+n.r.IntN(300)),
		fmt.Sprintf("TxnID %X-%d", n.r.IntN(1<<20), 1000000000+n.r.IntN(1e9)), fmt.Sprintf("error -214622%04d", n.r.IntN(10000)), fmt.Sprintf("order %d of %d", n.r.IntN(1e5), n.r.IntN(1e5)),
		fmt.Sprintf("https://books.harbortea.example/part%d.asmx", n.r.IntN(1e6)), fmt.Sprintf("https://books.harbortea.example/qbwc/%s", upper), fmt.Sprintf("HKEY_CURRENT_USER\\Software\\Part%d", n.r.IntN(1e5)),
		fmt.Sprintf("took %d,%03d ms", 1+n.r.IntN(99), n.r.IntN(1000)), fmt.Sprintf("lines %d to %d", n.r.IntN(1e5), n.r.IntN(1e6)), fmt.Sprintf("requestID=\"%d\"", n.r.IntN(1e6)), fmt.Sprintf("iteratorID {%s}", upper), fmt.Sprintf("203.0.113.%d:%d", n.r.IntN(256), 1+n.r.IntN(1<<16-1)),
	}
}

// inUTF16 is a text as Windows writes it in UTF-16, little-endian with a byte order mark.
func inUTF16(s string) string {
	b := []byte{0xff, 0xfe}
	for _, u := range utf16.Encode([]rune(s)) {
		b = append(b, byte(u), byte(u>>8))
	}
	return string(b)
}

var base64Run = regexp.MustCompile(`[A-Za-z0-9+/]{20,}={0,2}`)

// unescaped undoes one layer of percent encoding and of the escapes of JSON.
func unescaped(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		digits := 0
		switch {
		case s[i] == '%':
			digits = 2
		case s[i] == '\\' && i+1 < len(s) && s[i+1] == 'u':
			digits = 4
		case s[i] == '\\' && i+1 < len(s) && strings.IndexByte(`"\/`, s[i+1]) >= 0:
			i++
			b.WriteByte(s[i])
			continue
		}
		from := i + 1
		if digits == 4 {
			from++
		}
		if digits > 0 && from+digits <= len(s) {
			if n, err := strconv.ParseUint(s[from:from+digits], 16, 32); err == nil {
				b.WriteRune(rune(n))
				i = from + digits - 1
				continue
			}
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// readable undoes every encoding of a text as often as a patient reader would, and leaves out what hides nothing from an eye:
// blanks, line ends, zero-width characters, escape sequences' bytes. All readings stand one after the other.
func readable(s string) string {
	var b strings.Builder
	for _, run := range base64Run.FindAllString(s, -1) {
		if raw, err := base64.RawStdEncoding.DecodeString(strings.TrimRight(run, "=")); err == nil {
			b.Write(raw)
			b.WriteByte('\n')
		}
	}
	for range 4 {
		for _, r := range s {
			switch {
			case r >= 0xff01 && r <= 0xff5e:
				b.WriteRune(r - 0xff01 + '!')
			case !unicode.IsSpace(r) && !unicode.IsControl(r) && !unicode.Is(unicode.Cf, r):
				b.WriteRune(r)
			}
		}
		b.WriteByte('\n')
		next := html.UnescapeString(unescaped(s))
		if next == s {
			break
		}
		s = next
	}
	return b.String()
}

// core is the part of a value by which it is looked for, and whether its being there is enough: the middle of a long one is.
func (p plant) core() (part string, enough bool) {
	v := strings.ReplaceAll(p.value, " ", "")
	name, _, _ := strings.Cut(strings.ReplaceAll(v, "@", "."), ".")
	if len(name) >= 15 {
		return name[3 : 3+coreBytes], true
	}
	return v[:coreBytes], false
}

// coreBytes is the length of all cores.
const coreBytes = 9

// legible are the plants that can be read in an output.
func legible(out string, list []plant) []plant {
	text := readable(out)
	cores := make(map[string]plant, len(list))
	for _, p := range list {
		part, _ := p.core()
		cores[part] = p
	}
	var seen []plant
	for i := 0; i+coreBytes <= len(text); i++ {
		p, ok := cores[text[i:i+coreBytes]]
		if !ok {
			continue
		}
		if _, enough := p.core(); enough || strings.HasPrefix(text[i:], strings.ReplaceAll(p.value, " ", "")) {
			seen = append(seen, p)
			delete(cores, text[i:i+coreBytes])
		}
	}
	return seen
}
