package redact

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestCutLeavesNoHalfWord(t *testing.T) {
	long := strings.Repeat("x", 2*longestWord)
	for _, c := range []struct {
		in   string
		n    int
		want string
	}{
		{"short", 5, "short"},
		{"ask bob@mail.example now", 14, "ask…"},
		{"ask bob@mail.example now", 23, "ask bob@mail.example…"},
		{"ask\nbob", 6, "ask…"},
		{"bob@mail.example now", 10, "…"},
		{"Jörg Müller geht", 9, "Jörg…"},
		{long, 1000, strings.Repeat("x", 997) + "…"},
		{"a " + long, 1000, "a " + strings.Repeat("x", 995) + "…"},
		{"", 0, ""},
		{"abc", 1, "…"},
	} {
		got := Cut(c.in, c.n)
		if got != c.want || !utf8.ValidString(got) {
			t.Errorf("Cut(%q, %d) = %q, want %q", c.in, c.n, got, c.want)
		}
	}
}
