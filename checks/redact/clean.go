package redact

import "sync"

// Clean makes a text fit to be shown: control characters, escape sequences and invisible characters are out, invalid
// UTF-8 is U+FFFD, and secrets are "<hidden>" ("[hidden]" as the text of an XML element, so that it stays one). It keeps
// "\n" and "\t", and cleaning twice changes nothing. It may be called concurrently.
func Clean(s string) string {
	if len(s) <= calmText && secretRules().calm(s) {
		return s
	}
	s = strip(s)
	if s == "" {
		return s
	}
	h := cleaners.Get().(*hider)
	defer cleaners.Put(h)
	return h.settle(s, rounds)
}

// cleaners are what Clean works with, kept for the next text.
var cleaners = sync.Pool{New: func() any {
	return &hider{find: newSearch(secretRules()).spans, name: unnamed}
}}

// unnamed is what stands in the place of a secret, whatever its kind.
func unnamed(span) string { return hidden }

// Without cleans a text and hides these secrets too, wherever and in whatever encoding they stand: a password that a
// service repeats in its answer is found by no rule. Secrets under four bytes are left out, for they stand in any text.
func Without(s string, secrets ...Secret) string {
	if len(secrets) == 0 {
		return Clean(s)
	}
	s = strip(s)
	words := literals()
	for _, secret := range secrets {
		words.add(secret.Reveal(), Other)
	}
	words.build()
	l := newSearch(secretRules())
	l.words = words
	h := &hider{find: l.spans, name: unnamed}
	return h.settle(s, rounds)
}
