package main

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"authdoctor/checks"
	"authdoctor/checks/probe"
)

// The exchanges that --verbose shows: each once, no line too long, nothing that steers a terminal, no secret of an address.
func TestExchangesAreShownOnce(t *testing.T) {
	at := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	timing := probe.Timing{Name: -1, Connect: time.Millisecond, TLS: 20 * time.Millisecond, Wait: 40 * time.Millisecond, Body: 0, Total: 61 * time.Millisecond}
	x := &probe.Exchange{Name: "serverVersion", Method: "POST", URL: "https://u:p4ss@books.example/wc?key=query-secret", Started: at, Timing: timing, Status: 200,
		Reason: "OK\x1b[31m " + strings.Repeat("long ", 40), Attempts: []probe.Attempt{{Address: "203.0.113.7:443", Took: time.Millisecond}, {Address: "[2001:db8::7]:443", Took: time.Second, Err: "connection refused"}},
		TLS: &probe.TLS{Version: "TLS 1.3", Offered: "TLS 1.0 to 1.3", Verified: true, Chain: []probe.Certificate{{Names: []string{"books.example"}, Issuer: "CN=Root\u202e"}}}}
	var head []*probe.Exchange
	for i := range 10 {
		head = append(head, &probe.Exchange{Method: "HEAD", URL: "http://near.example/", Started: at.Add(time.Duration(i)), Timing: timing, Status: 204})
	}
	r := &checks.Result{Checks: []checks.Done{{Outcome: checks.Outcome{Exchanges: append(head, x)}}, {Outcome: checks.Outcome{Exchanges: []*probe.Exchange{x}}},
		{Outcome: checks.Outcome{Exchanges: []*probe.Exchange{{Method: "GET", URL: "http://offline.example/", Timing: probe.Timing{Total: -1}}}}}}}
	var b strings.Builder
	if err := exchanges(&b, r, 80, true); err != nil {
		t.Fatal(err)
	}
	out := b.String()
	for say, times := range map[string]int{"serverVersion POST https://books.example/wc": 1, "HEAD http://near.example/": 2, "asked 10 times": 1, "offline.example": 0,
		"TLS 1.3 agreed on, of TLS 1.0 to 1.3": 1, "connection refused": 1, "p4ss": 0, "query-secret": 0, "\x1b": 0, "\u202e": 0} {
		if n := strings.Count(out, say); n != times {
			t.Errorf("%q stands there %d times, want %d:\n%s", say, n, times, out)
		}
	}
	for _, l := range strings.Split(out, "\n") {
		if utf8.RuneCountInString(l) > 80 {
			t.Errorf("a line of %d signs: %s", utf8.RuneCountInString(l), l)
		}
	}
	b.Reset()
	if err := exchanges(&b, &checks.Result{}, 80, true); err != nil || b.Len() > 0 {
		t.Errorf("nothing was asked, and it says %q, %v", b.String(), err)
	}
}
