package redact

// Clean makes a text fit to be shown: control characters, escape sequences and invisible characters are out, invalid
// UTF-8 is U+FFFD, and secrets are "<hidden>" ("[hidden]" as the text of an XML element, so that it stays one). It keeps
// "\n" and "\t", and cleaning twice changes nothing. It may be called concurrently.
func Clean(s string) string { return Without(s) }

// Without cleans a text and hides these secrets too, wherever and in whatever encoding they stand: a password that a
// service repeats in its answer is found by no rule. Secrets under four bytes are left out, for they stand in any text.
func Without(s string, secrets ...Secret) string {
	s = strip(s)
	if s == "" {
		return s
	}
	words := literals()
	for _, secret := range secrets {
		words.add(secret.Reveal(), Other)
	}
	words.build()
	rules := secretRules()
	return settle(s, rounds, func(s string) []span { return rules.spans(s, nil, words.find) }, func(span) string { return hidden })
}
