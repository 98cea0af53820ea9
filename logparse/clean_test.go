package logparse

import (
	"strings"
	"testing"
)

func TestClean(t *testing.T) {
	const entry = "20250519.13:33:54 UTC : QBWebConnector.SOAPWebService.do_authenticate() : QBWC1012: Authentication failed due to following error message."
	for _, c := range []struct{ name, in, want string }{
		{"nothing to do", entry + "\nThe operation has timed out", entry + "\nThe operation has timed out"},
		{"line ends and trailing blanks", "a  \r\nb\rc\t\n", "a\nb\nc"},
		{"mail quotes", "> QBWC1012: x\n>> y\n> > z", "QBWC1012: x\ny\nz"},
		{"escaped mail quotes", "&gt; QBWC1012", "QBWC1012"},
		{"code fences", "```text\nQBWC1012\n```\nthanks", "QBWC1012\nthanks"},
		{"HTML of a mail", "<p>Look:</p><div>QBWC1012:&nbsp;x<br>The &quot;operation&quot; has timed out</div>", "Look:\nQBWC1012: x\nThe \"operation\" has timed out\n"},
		{"escaped twice", "&amp;lt;authRet[1]=&amp;quot;NVU&amp;quot;&amp;gt;", `<authRet[1]="NVU">`},
		{"the log's own brackets stay", `<authRet[1]="NVU"><authRet[2]="10">`, `<authRet[1]="NVU"><authRet[2]="10">`},
		{"a page in an error stays", "<html><head><title>Object moved</title></head>", "<html><head><title>Object moved</title></head>"},
		{"entities inside XML stay", `<InvoiceAddRs statusMessage="a &quot;b&quot;">`, `<InvoiceAddRs statusMessage="a &quot;b&quot;">`},
		{"chat", "[10:32 AM] Jane Doe: QBWC1012\n10:33 Bob: really?", "QBWC1012\nreally?"},
		{"odd blanks", "QBWC1012:\u00a0x\u200b\ufeff y", "QBWC1012: x y"},
		{"a sentence wrapped by a mail program", "The underlying connection was closed: Could not establish trust\nrelationship for the SSL/TLS secure channel.", "The underlying connection was closed: Could not establish trust relationship for the SSL/TLS secure channel."},
		{"sentences on lines of their own", "QBWC1012: Authentication failed due to following error message.\nThe operation has timed out", "QBWC1012: Authentication failed due to following error message.\nThe operation has timed out"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := Clean(c.in); got != strings.TrimRight(c.want, "\n") {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func FuzzClean(f *testing.F) {
	for _, s := range short(seeds(f)) {
		f.Add(string(s))
	}
	for _, s := range []string{"> a\n>> b", "&lt;br&gt;", "<p>a</p>", "```\na\n```", "=\n=\n", "[10:32 AM] Jane: x"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 1<<16 {
			t.Skip()
		}
		last := 0
		for _, l := range clean(text) {
			if l.number < last || strings.ContainsAny(l.text, "\r\n\x00") {
				t.Fatalf("line %d after %d: %q", l.number, last, l.text)
			}
			last = l.number
		}
		l := ReadText(text)
		if l.Fragment && strings.TrimSpace(Clean(text)) != "" && len(l.Loose) == 0 {
			t.Fatalf("a text without a failure: %q", text)
		}
	})
}
