package probe

import (
	"errors"
	"net/url"
	"strings"
	"testing"
)

var addresses = []struct{ typed, want, says string }{
	{"https://shop.example.com", "https://shop.example.com", ""},
	{"shop.example.com", "https://shop.example.com", ""},
	{"  \"HTTPS://Shop.Example.com/\" ", "https://shop.example.com/", ""},
	{"http://shop.example.com/a#b", "http://shop.example.com/a", ""},
	{"shop.example.com:8080/p", "https://shop.example.com:8080/p", ""},
	{"shop.example.com:", "https://shop.example.com", ""},
	{"localhost:8000/wsdl", "https://localhost:8000/wsdl", ""},
	{"http://[::1]:80/", "http://[::1]:80/", ""},
	{"http://nas/wc", "http://nas/wc", ""},
	{"http://my_shop.example.com", "http://my_shop.example.com", ""},
	{"shop.example.com/go?u=https://y", "https://shop.example.com/go?u=https://y", ""},
	{"www.shop.example/https//", "https://www.shop.example/https//", ""},
	{"", "", "empty"},
	{"   ", "", "empty"},
	{"htp://shop.example.com/x", "", "Write http://shop.example.com/x."},
	{"htps://shop.example.com", "", "Write https://shop.example.com."},
	{"hhtps://shop.example.com", "", "Write https://shop.example.com."},
	{"ttps://shop.example.com", "", "Write https://shop.example.com."},
	{"https//shop.example.com", "", "Write https://shop.example.com."},
	{"https:/shop.example.com", "", "Write https://shop.example.com."},
	{"https:shop.example.com", "", "Write https://shop.example.com."},
	{"https;//shop.example.com", "", "Write https://shop.example.com."},
	{`https:\\shop.example.com\a`, "", "Write https://shop.example.com/a."},
	{"http:///shop.example.com", "", "Write http://shop.example.com."},
	{"://shop.example.com", "", "Write https://shop.example.com."},
	{"https://", "", "names no site"},
	{"https:///", "", "names no site"},
	{"https", "", "only the beginning"},
	{"https://shop.example.comhttps", "", "Write https://shop.example.com."},
	{"https://https://shop.example.com", "", "two addresses"},
	{"https://shop.example.com https", "", "space"},
	{"https://shop.exa mple.com", "", "space"},
	{"ftp://shop.example.com", "", "ftp://, which is no web page"},
	{"file:///C:/x.qwc", "", "is a file"},
	{`C:\x\y.qwc`, "", "is a file"},
	{"jo@shop.example.com", "", "e-mail"},
	{"mailto:jo@shop.example.com", "", "e-mail"},
	{"https://jo:pw@shop.example.com/a", "", "Write https://shop.example.com/a."},
	{"shop", "", "https://shop.com"},
	{"1.2.3", "", "IP address"},
	{"::1", "", "[::1]"},
	{"shop..example.com", "", "dot too many"},
	{"shop,example.com", "", "“,”"},
	{"shop.example.com:99999", "", "port"},
	{"shop.example.com:http", "", "port"},
	{"shop.example.com\\a", "", "backslash"},
}

func TestParseAddress(t *testing.T) {
	for _, tt := range addresses {
		u, err := ParseAddress(tt.typed)
		if tt.want != "" {
			if err != nil || u.String() != tt.want {
				t.Errorf("%q: %v, %v; want %s", tt.typed, u, err, tt.want)
			}
			continue
		}
		var ae *AddressError
		if !errors.As(err, &ae) || !strings.Contains(err.Error(), tt.says) {
			t.Errorf("%q: %v, %v; want an error that says %q", tt.typed, u, err, tt.says)
		}
	}
}

func TestNoErrorRepeatsASecret(t *testing.T) {
	for _, s := range []string{"https://jo:Xsecret@shop.example.com/ a", "htp://jo:Xsecret@shop.example.com", "https://shop..com/?key=Xsecret", "ftp://jo:Xsecret@h/",
		"htps://shop.example.com/?key=Xsecret", "https//jo:Xsecret@shop.example.com"} {
		if _, err := ParseAddress(s); err == nil || strings.Contains(err.Error(), "Xsecret") {
			t.Errorf("%q: %v", s, err)
		}
	}
}

func FuzzParseAddress(f *testing.F) {
	for _, tt := range addresses {
		f.Add(tt.typed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		u, err := ParseAddress(s)
		if err != nil {
			if strings.ContainsFunc(err.Error(), func(r rune) bool { return r < ' ' || r == 0x7f }) {
				t.Errorf("%q: control character in %q", s, err)
			}
			return
		}
		if u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" || u.User != nil {
			t.Errorf("%q: %v", s, u)
		}
		if _, err := url.Parse(u.String()); err != nil {
			t.Errorf("%q: %v is not read again: %v", s, u, err)
		}
	})
}

func FuzzClean(f *testing.F) {
	f.Add("a\x1b[31mb\u202ec\n\nd")
	f.Fuzz(func(t *testing.T, s string) {
		if out := clean(s); clean(out) != out || strings.ContainsFunc(out, func(r rune) bool { return r < ' ' }) {
			t.Errorf("%q: %q", s, out)
		}
	})
}
