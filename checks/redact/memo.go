package redact

import "strings"

// Bounds of a Memo.
const (
	memoTexts   = 4096
	memoLongest = 256 // bytes
)

// Memo cleans texts that come again and again, such as the fields of a log's runs, and remembers what they came to: some
// thousand short texts at most. The zero Memo is ready. It is not safe for concurrent use.
type Memo struct {
	cleaned map[string]string
}

// Clean gives what the function Clean gives.
func (m *Memo) Clean(s string) string {
	if len(s) > memoLongest {
		return Clean(s)
	}
	if c, ok := m.cleaned[s]; ok {
		return c
	}
	c := Clean(s)
	if m.cleaned == nil || len(m.cleaned) >= memoTexts {
		m.cleaned = make(map[string]string)
	}
	s = strings.Clone(s) // it may be a piece of something big
	if c == s {
		c = s
	}
	m.cleaned[s] = c
	return c
}
