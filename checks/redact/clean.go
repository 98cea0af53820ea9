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

// calm says of a short text in one pass, and without any memory, that nothing in it has to go: it is printable ASCII in no
// encoding, has too few digits for a number that names anybody, and none of the words that the rules begin with. It is
// how nearly all texts are.
func (e *engine) calm(s string) bool {
	digits, signs := 0, uint8(0)
	for i := 0; i < len(s); i++ {
		k := calmness[s[i]]
		signs |= k
		digits += int(k & 1)
	}
	if signs > 1 || digits >= leastDigits {
		return false
	}
	x := e.words
	for i, pair := x.next(s, 0); i < len(s); i, pair = x.next(s, i+1) {
		for _, w := range x.at(pair) {
			start := w.start(s, i)
			if start < 0 || w.n >= len(e.rules) {
				if start >= 0 && w.n < e.tag && coded(s[start:]) {
					return false
				}
				continue
			}
			end, r := start+len(w.word), &e.rules[w.n]
			if !(r.apart(s, start, end) || r.idle != nil && r.idle(s, end)) {
				return false
			}
		}
	}
	return true
}

// calmness tells bytes apart: 0 stays and means nothing, 1 is a digit, 2 needs a closer look.
var calmness = func() (k [256]uint8) {
	for c := range k {
		switch {
		case digit(byte(c)):
			k[c] = 1
		case !keeps[c] || encodes[c] && c != '=':
			k[c] = 2
		}
	}
	return k
}()

// calmText is the length up to which a text is tried whether it is calm, in bytes.
const calmText = 1 << 10
