package say

import (
	"strings"
	"testing"
	"time"

	"authdoctor/checks"
)

func TestLinesAreBrokenAtSpacesOnly(t *testing.T) {
	for _, c := range []struct {
		text string
		w    int
		want string
	}{
		{"Call Caselle: (800) 243-8275, or send a ticket.", 22, "Call Caselle:|(800) 243-8275, or|send a ticket."},
		{"Call (800) 243-8275", 19, "Call (800) 243-8275"},
		{"Call (800) 243-8275", 12, "Call|(800) 243-82|75"}, // narrower than the number: there is no other way
		{"Proof: http://connectivity-one.example/x answered", 34, "Proof:|http://connectivity-one.example/x|answered"},
		{"failed. ---> The remote server", 12, "failed. --->|The remote|server"},
		{"seen (2 s) 5 times", 12, "seen (2 s) 5|times"},
		{"", 10, ""},
		{"a word", 0, "a|w|o|r|d"},
	} {
		if got := strings.Join(Wrap(c.text, c.w), "|"); got != c.want {
			t.Errorf("Wrap(%q, %d)\n got %q\nwant %q", c.text, c.w, got, c.want)
		}
	}
}

func TestProofInPlainWordsLeavesTheTechnicalOnesOut(t *testing.T) {
	live := func(text, quote string) checks.Evidence {
		return checks.Evidence{Source: checks.FromLive, Text: text, Quote: quote, At: time.Now()}
	}
	for _, c := range []struct {
		e    checks.Evidence
		want string
	}{
		{live("It takes no connection on port 80 (dial tcp 192.0.2.1:80: connect: connection refused).", "dial tcp 192.0.2.1:80: connect: connection refused"),
			"It takes no connection on port 80."},
		{live("No answer came (context (deadline) passed). It took: connect 3 ms, wait 15 s.", "context (deadline) passed"), "No answer came. It took: connect 3 ms, wait 15 s."},
		{live("GET answered with HTTP status 301, to https://shop.example/ (who follows it turns a POST into a GET, and so loses a call)", ""),
			"GET answered with HTTP status 301, to https://shop.example/"},
		{live("GET answered with HTTP status 404 Not Found", ""), "GET answered with HTTP status 404 Not Found"},
		{checks.Evidence{Source: checks.FromLog, Text: "The operation has timed out (119 s after the call)", Quote: "timed out"}, "The operation has timed out (119 s after the call)"},
	} {
		if got := Proof(c.e); got != c.want {
			t.Errorf("%q\n got %q\nwant %q", c.e.Text, got, c.want)
		}
	}
}
