package redact

import (
	"strings"
	"testing"
)

// Texts made of nothing but beginnings are hidden in time that grows with their length only: each of them would take
// minutes if every beginning were followed to the end of the text.
func TestNoTextTakesForEver(t *testing.T) {
	const size = 64 << 10
	for _, piece := range []string{
		"password=", "<password>", `password="`, "token:", "a?a", "a?a=", "a://", "ghp_", "pwd= , ", " ", "password=a ", "kristy.", `statusMessage="`, "-----BEGIN PRIVATE KEY-----",
		"1 ", "1", "AB12", "a@", "a@b.", `C:\Users\`, ".qbw", "LOCKED:", "Cookie:", "&amp;", "%25", `\\`, "&#38;", "ssn 1", " street", "eyJ", "<FullName>", "\"name\":\"password\",", "\x1b]", "\u00e9",
		"authRet[0]=", "bearer ", "password is ",
		" -p x", " -u a:b", "net use \\\\a ", "account ", "cvv 1", "exp 1/27 card", "ending in 1111 card", "/token/", "/token/a1b2c3", "://a/", "/a1b2c3d4e5f6", "get /", "/(s(", "login a/", "digest username=\"",
		"type=\"password\"", "private-lines: 1\n", " as password", "iban a1 ", "bic ", "credentials/", "password I was ",
	} {
		text := strings.Repeat(piece, size/len(piece))
		Clean(text)
		NewPeople(Known{Users: []string{"kristy"}}).Hide("password=" + text)
	}
}

// What is passed over at the start of a log's entry holds no word of a rule.
func TestTheHeadOfAnEntryHoldsNoWord(t *testing.T) {
	allRules().words.each(strings.TrimSuffix("x"+entryHead, "\n"), func(word, start, end int) {
		t.Errorf("word %d stands in it", word)
	})
	if n := headOf("20250519.13:33:54 UTC\t: QBWebConnector.X() : y"); n != 39 {
		t.Error(n)
	}
}

func TestPrintableIsToldWordByWord(t *testing.T) {
	for c := range 256 {
		for at := range 20 {
			b := []byte(strings.Repeat("~ aZ", 5))
			b[at] = byte(c)
			want := at
			if c >= ' ' && c < 0x7f {
				want = len(b)
			}
			if got := printable(string(b)); got != want {
				t.Fatalf("byte %#x at %d: %d, want %d", c, at, got, want)
			}
		}
	}
}
