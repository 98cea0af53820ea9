package redact

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// longestWord is how far Cut goes back for the beginning of a word, in bytes. No address or key that a person sees is longer.
const longestWord = 512

// Cut bounds a text to n bytes, the "…" that marks the cut among them. It cuts between two words: half a mail address or
// half a key would be known by no rule, and be seen. A text that is short enough stays as it is.
func Cut(s string, n int) string {
	const mark = "…"
	if len(s) <= n {
		return s
	}
	n = max(0, n-len(mark))
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	head := s[:n]
	if r, _ := utf8.DecodeRuneInString(s[n:]); !unicode.IsSpace(r) {
		if i := strings.LastIndexFunc(head, unicode.IsSpace); i >= n-longestWord { // -1 where the only word is short
			head = head[:max(i, 0)]
		}
	}
	return strings.TrimRightFunc(head, unicode.IsSpace) + mark
}
