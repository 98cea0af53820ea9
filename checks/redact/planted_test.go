package redact

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"html"
	"math/rand/v2"
	"net/url"
	"strings"
	"testing"
)

// encodings are the ways in which logs, pairing files and answers carry a text.
var encodings = []struct {
	name string
	of   func(string) string
}{
	{"plain", func(s string) string { return s }},
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
	{"JSON", quotedJSON},
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

// planted are carriers of secrets and people; %s is the value.
func carriers() (secret, person []string) {
	return []string{
			`password=%s`, `Password: %s`, `<password>%s</password>`, `{"password":"%s","n":1}`, `pwd='%s'`, `wcTicket="%s"`, `<wcTicket="%s">`, `<ticket>%s</ticket>`,
			`<authRet[0]="%s"><authRet[1]="">`, `CurrentWebServiceSessionTicket has been set to %s`, `Authorization: Bearer %s`, `Cookie: SESSION=%s; path=/`, `X-Shopify-Access-Token: %s`,
			`access_token=%s&x=1`, `"client_secret": "%s"`, `https://user:%s@shop.example/x`, `https://shop.example/x?consumer_secret=%s`, `GET /x?key=%s HTTP/1.1`, `<add key="ApiKey" value="%s"/>`,
			`<authenticateResult><string>%s</string><string></string></authenticateResult>`,
		}, []string{
			`username = '%s'`, `<userName="%s">`, `<UserName>%s</UserName>`, `<FullName>%s</FullName>`, `C:\Users\%s\Documents\x.txt`, `/home/%s/x`, `LOCKED:%s:636190683248801537`,
			`computer name: %s`, `"first_name":"%s"`, `<Addr1>%s</Addr1>`, `<Memo>%s</Memo>`, `company = "%s"`, `\\%s\books\x`, `D:\%s.qbw`, `%s@mail.example`,
		}
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
				text := before + "start\n" + e.of(fmt.Sprintf(c, v)) + "\nend QBWC1012 0x80040408\n"
				out := NewPeople(Known{}).Hide(text)
				if i < len(secrets) {
					out += Clean(text)
				}
				count++
				if flat := plainly(out); strings.Contains(flat, v) || strings.Contains(flat, v[3:12]) {
					t.Errorf("%s, %s: %q gives %q", e.name, c, text, out)
				}
				if !strings.Contains(out, "start\n") || !strings.Contains(out, "end QBWC1012 0x80040408\n") {
					t.Errorf("%s, %s: %q lost what stands around: %q", e.name, c, text, out)
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
