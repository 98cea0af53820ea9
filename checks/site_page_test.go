package checks

import (
	"strings"
	"testing"
	"unicode/utf8"

	"authdoctor/checks/probe"
)

// Pages of shops that use the words of the signs for their goods, or mention a protection that did not stop anybody.
func TestPagesOfShopsAreShops(t *testing.T) {
	for _, page := range []string{
		"<title>Pool Maintenance Kits | Harbor Pools</title>",
		"<title>Harbor Tea</title><h1>Homes for sale by the harbor</h1>",
		"<title>Error Coins 404 BC | Ancient Coins</title>",
		"<title>Parked cars, the calendar</title>",
		"<title>Harbor Tea</title>" + strings.Repeat("x", 2*pageHead) + "buy this domain",
		"<title>Harbor Tea</title><p>We are protected by Cloudflare and Wordfence.</p>",
		`<title>Harbor Tea</title><script src="/cdn-cgi/challenge-platform/scripts/jsd/main.js"></script><script>window._pxAppId="x"</script>`,
		"<title>Back soon: the tin of the year</title>",
		"",
		"\x00\x01\x02",
	} {
		x := &probe.Exchange{Method: "GET", URL: "https://shop.example/", Status: 200, Body: []byte(page)}
		if f, why, ok := judgePage(x); ok {
			t.Errorf("%.60q is taken for %s: %s", page, f.Cause, why)
		}
	}
}

// Whatever a page holds, what is said of it is whole text without signs that steer a terminal.
func FuzzJudgePage(f *testing.F) {
	for _, s := range []string{"", "<title>Site under maintenance</title>", "<h1><b>404</b> &amp; more\x1b[31m</h1>", "this domain is parked \u202e", "error code: 1020", "<title>"} {
		f.Add(s, "cloudflare")
	}
	f.Fuzz(func(t *testing.T, page, server string) {
		x := &probe.Exchange{Method: "GET", URL: "https://shop.example/", Status: 200, Body: []byte(page), Header: map[string][]string{"Server": {server}}}
		found, why, ok := judgePage(x)
		if !ok {
			return
		}
		if why == "" || found.Cause == "" || len(found.Evidence) == 0 {
			t.Fatalf("%+v, %q", found, why)
		}
		for _, e := range found.Evidence {
			if !utf8.ValidString(e.Text) || len(e.Text) > maxEvidence+len("…") || strings.ContainsFunc(e.Text+e.Quote, func(r rune) bool { return r < ' ' && r != '\n' || r == 0x202e }) {
				t.Errorf("evidence %q", e.Text)
			}
		}
	})
}
