package redact

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/url"
	"strings"
	"testing"
	"testing/iotest"
	"unicode"
	"unicode/utf8"
)

func TestStripTakesOutWhatATerminalObeys(t *testing.T) {
	for in, want := range map[string]string{
		"plain\ttext\n":                  "plain\ttext\n",
		"a\x1b[31mred\x1b[0m b":          "ared b",
		"\x1b]0;title\x07x":              "x",
		"\x1b]8;;http://a\x1b\\link":     "link",
		"\u009b31mred":                   "red",
		"\u009d0;title\u009cx":           "x",
		"\x1bPq#1\x1b\\x":                "x",
		"\x1b(Bx\x1bcx\x1b7x":            "xxx",
		"\x1b]0;never ends\nnext":        "\nnext",
		"\x1b":                           "",
		"a\x1b[":                         "a",
		"a\r\nb\rc":                      "a\nb c",
		"nul\x00bell\x07del\x7f":         "nulbelldel",
		"\u202eevil\u202c\u2066x\u2069":  "evilx",
		"zero\u200bwidth\ufeff\u00ad":    "zerowidth",
		"bad\xff\xfeutf":                 "bad\ufffd\ufffdutf",
		"cut\xe2\x82":                    "cut\ufffd\ufffd",
		"Jörg 漢字 🙂":                      "Jörg 漢字 🙂",
		"line\u2028para\u2029":           "line para ",
		"\U000e0041tag":                  "tag",
		"pass\x1b[0mword=hunter2":        "password=hunter2",
		"\xc2\x1b[0m\x9b":                "\ufffd\ufffd",
		"\x1b\x1b[31mx":                  "x",
		"\x1b[" + strings.Repeat("1", 9): "",
	} {
		if got := strip(in); got != want {
			t.Errorf("strip(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestURLKeepsNoSecretPart(t *testing.T) {
	for in, want := range map[string]string{
		"https://user:pw@shop.example:8443/a/b?x=1#y": "https://shop.example:8443/a/b",
		"http://shop.example":                         "http://shop.example",
		" shop.example/x?key=1 ":                      "shop.example/x",
		"":                                            "",
		"http://u:p%zz@bad host/x?y":                  "http://bad host/x",
		"https://shop.example/\x1b[31m":               "https://shop.example/",
		"not a url":                                   "not a url",
	} {
		if got := URL(in); got != want {
			t.Errorf("URL(%q) = %q, want %q", in, got, want)
		}
	}
}

// A secret that no rule knows is hidden where the caller names it, in every encoding.
func TestWithoutHidesWhatTheCallerNames(t *testing.T) {
	const secret = `Tr0ub<4>&"dor`
	b, err := json.Marshal(secret)
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{
		secret, "user bob with " + secret + " is unknown", strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;").Replace(secret),
		url.QueryEscape(secret), string(b), strings.ToUpper(secret),
	} {
		got := Without(text, Secret(secret), "", "x")
		if !strings.Contains(got, hidden) || strings.Contains(strings.ToLower(got), "ub<4>") || strings.Contains(got, "dor") || strings.Contains(got, "0ub") {
			t.Errorf("%q gives %q", text, got)
		}
	}
}

func TestPeopleKeepTheirNames(t *testing.T) {
	p := NewPeople(Known{Hosts: []string{"shop.example"}, Users: []string{"jsmith", `OFFICE\kristy`, "admin"}, Machines: []string{"FRONTDESK"}, Companies: []string{"Rock Castle"}, Phones: []string{"(800) 243-8275"}})
	for _, c := range []struct{ in, want string }{
		{"jsmith on FRONTDESK", "<user-1> on <pc-1>"},
		{"JSMITH again, and Kristy of Rock Castle", "<user-1> again, and <user-2> of <company-1>"},
		{"jsmithson is another", "jsmithson is another"},
		{`C:\Users\jsmith\x and /home/jsmith`, `C:\Users\<user-1>\x and /home/<user-1>`},
		{"a@b.example, c@d.example, A@B.example", "<email-1>, <email-2>, <email-1>"},
		{"call (800) 243-8275 or (415) 555-6579 or 1-415-555-6579", "call (800) 243-8275 or <phone-1> or <phone-1>"},
		{"https://www.shop.example/x https://other.example/y https://login.intuit.com/", "https://www.shop.example/x https://<host-1>/y https://login.intuit.com/"},
		{"username = 'admin' is the admin", "username = '<user-3>' is the admin"},
		{"<FullName>Zoe Zed</FullName> and password=x1", "<FullName>[name-1]</FullName> and password=<hidden>"},
		{"Got Lock = LOCKED:BACKROOM:636190683248801537 on BACKROOM", "Got Lock = LOCKED:<pc-2>:636190683248801537 on <pc-2>"},
	} {
		if got := p.Hide(c.in); got != c.want {
			t.Errorf("%q\n gives %q\n want  %q", c.in, got, c.want)
		}
	}
	var names []string
	for _, c := range p.Hidden() {
		names = append(names, fmt.Sprintf("%s %s %d", c.Kind, c.Name, c.Times))
	}
	want := "PC name <pc-1> 1, PC name <pc-2> 2, company <company-1> 1, e-mail address <email-1> 2, e-mail address <email-2> 1, name <name-1> 1, other host <host-1> 1, " +
		"phone number <phone-1> 2, user name <user-1> 4, user name <user-2> 1, user name <user-3> 1, password  1"
	if got := strings.Join(names, ", "); got != want {
		t.Errorf("hidden: %s", got)
	}
}

// Names that look like ours are hidden once, and not again inside what hides them.
func TestNamesThatLookLikeOurs(t *testing.T) {
	p := NewPeople(Known{Users: []string{"user-1", "name"}, Secrets: []Secret{"hidden", "user"}})
	for _, c := range [][2]string{
		{"Got Lock = LOCKED:PC-1:636190683248801537 PC-1", "Got Lock = LOCKED:<pc-1>:636190683248801537 <pc-1>"},
		{"it was hidden", "it was <hidden>"},
		{"<FullName>PC-1</FullName>", "<FullName>[pc-1]</FullName>"},
	} {
		in, want := c[0], c[1]
		got := p.Hide(in)
		if again := p.Hide(got); got != want || again != got {
			t.Errorf("%q gives %q, then %q", in, got, again)
		}
	}
}

// Hidden secrets of before are counted once.
func TestSecretsHiddenBeforeAreCounted(t *testing.T) {
	p := NewPeople(Known{})
	p.Hide("password=<hidden> and " + Clean("token=abc123"))
	if got := fmt.Sprint(p.Hidden()); got != "[{secret  2}]" {
		t.Error(got)
	}
}

// A stream gives what its text gives, whatever its pieces, and keeps its lines.
func TestStreamIsAsItsText(t *testing.T) {
	text := bigLog(300 << 10)
	want := Clean(text)
	var one, bits bytes.Buffer
	if n, err := Stream(&one, strings.NewReader(text), Clean); err != nil || n != int64(len(text)) {
		t.Fatal(n, err)
	}
	if _, err := Stream(&bits, iotest.HalfReader(strings.NewReader(text)), Clean); err != nil {
		t.Fatal(err)
	}
	if one.String() != want || bits.String() != want {
		t.Error("the stream differs from the text")
	}
	if strings.Count(want, "\n") != strings.Count(text, "\n") || strings.Contains(want, "d73e6639") {
		t.Error("lines lost, or a ticket kept")
	}
}

// A line without end is handed on in bounded pieces, and a failed write is told.
func TestStreamBounds(t *testing.T) {
	var out bytes.Buffer
	if _, err := Stream(&out, strings.NewReader(strings.Repeat("word ", 1<<20)), Clean); err != nil || out.Len() != 5<<20 {
		t.Error(out.Len(), err)
	}
	w := NewWriter(failing{}, Clean)
	if _, err := w.Write(make([]byte, 4*blockSize)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err == nil {
		t.Error("a failed write was not told")
	}
	if _, err := w.Write([]byte("x")); err == nil {
		t.Error("a failed write was forgotten")
	}
}

type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, fmt.Errorf("disk full") }

// safeText fails the test where a text holds what must not reach a terminal.
func safeText(t *testing.T, s string) {
	t.Helper()
	if !utf8.ValidString(s) {
		t.Fatalf("invalid UTF-8: %q", s)
	}
	if i := strings.IndexFunc(s, func(r rune) bool {
		return r != '\n' && r != '\t' && (unicode.IsControl(r) || unicode.Is(unicode.Cf, r))
	}); i >= 0 {
		t.Fatalf("control character at %d: %q", i, s)
	}
}

// Whatever comes in, what goes out is safe, and hiding again changes nothing.
func FuzzClean(f *testing.F) {
	for _, r := range allSamples() {
		for _, s := range append(r.hits, r.misses...) {
			f.Add(strings.NewReplacer("«", "", "»", "").Replace(s))
		}
	}
	f.Add("LOCKED:PC-1:1 PC-1 username = 'name' name")
	f.Add("\x1b]0;x\x07\u202e\xff password=\x1b[1mx")
	f.Fuzz(func(t *testing.T, s string) {
		c := Clean(s)
		safeText(t, c)
		if again := Clean(c); again != c {
			t.Fatalf("cleaning twice: %q, then %q", c, again)
		}
		p := NewPeople(Known{Hosts: []string{"shop.example"}, Users: []string{"kristy"}})
		h := p.Hide(s)
		safeText(t, h)
		if again := p.Hide(h); again != h {
			t.Fatalf("hiding twice: %q, then %q", h, again)
		}
	})
}

// A secret that stands behind its name is never seen, whatever stands around it.
func FuzzPlanted(f *testing.F) {
	f.Add("before ", " after", uint8(0))
	f.Add("{\"a\":\"", "\"}", uint8(1))
	f.Add("<x>", "</x>", uint8(2))
	f.Fuzz(func(t *testing.T, before, after string, kind uint8) {
		const secret = "S3cr3tZ9x8w7v6u5t4"
		forms := []string{`password="%s"`, `"password": "%s"`, `<password>%s</password>`, `wcTicket="%s"`, "Authorization: Bearer %s\n", `https://u:%s@h.example/`,
			`&lt;password&gt;%s&lt;/password&gt;`, `token=%s&`, `<authRet[0]="%s">`, `Cookie: a=%s`}
		text := before + "\n" + fmt.Sprintf(forms[int(kind)%len(forms)], secret) + "\n" + after
		for _, out := range []string{Clean(text), NewPeople(Known{}).Hide(text)} {
			if strings.Contains(out, secret) && !strings.Contains(before+after, secret) {
				t.Fatalf("%q gives %q", text, out)
			}
		}
	})
}

// TestLongValues hides a value to its end, however long it is and whatever it is made of.
func TestLongValues(t *testing.T) {
	for _, name := range []string{"X-Custom-Secret: ", "0-Token: ", "Token: ", "api_key=", "password: ", "client-secret="} {
		for _, piece := range []string{"a", "aB3", "é", "\uFFFD", "b1$"} {
			for _, n := range []int{20, 22, 33, 64, 65, 200, 3000} {
				in := name + strings.Repeat(piece, n)
				if got := Clean(in); got != in && got != name+"<hidden>" {
					t.Fatalf("%d of %q: %q", n, name+piece, got)
				}
			}
		}
	}
}
