package cause

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Explain names the causes that a text stands for, best first: a QBWC code, an HRESULT in any notation, a status number of
// QuickBooks or of HTTP, a cause's own id, words of a help page, or a pasted message. It returns nothing for a text that it
// does not know.
func (b *Base) Explain(text string) []Match {
	short := strings.Trim(squeeze(text), " .,;:!?\"'()[]")
	if short == "" {
		return nil
	}
	if c := b.byID[ID(strings.ToLower(short))]; c != nil && c.ID != Unknown {
		return []Match{{Cause: c.ID, Subject: c.Subject, Strength: Likely, Quote: short}}
	}
	s := Describe(text)
	if n, ok := ParseHResult(short); ok {
		s = Symptom{HResult: n, Message: short, Fragment: true, Seconds: -1}
	} else if bareStatus.MatchString(short) {
		s.Status, _ = strconv.Atoi(short) // four digits: always a number
	}
	matches := b.known(s)
	if len(matches) == 0 {
		matches = b.words(short)
	}
	return b.withOthers(matches)
}

// withOthers adds the causes that share an ambiguous sentence: whoever asks what it means must see them all.
func (b *Base) withOthers(matches []Match) []Match {
	known := map[ID]bool{Unknown: true}
	for _, m := range matches {
		known[m.Cause] = true
	}
	all := slices.Clone(matches)
	for _, m := range matches {
		for _, id := range m.Also {
			if c := b.byID[id]; c != nil && !known[id] {
				known[id] = true
				all = append(all, Match{Cause: id, Subject: c.Subject, Strength: Possible, Quote: m.Quote})
			}
		}
	}
	return all
}

var bareStatus = regexp.MustCompile(`^3\d{3}$`)

// known is Match without "unknown", which explains nothing.
func (b *Base) known(s Symptom) []Match {
	return slices.DeleteFunc(b.Match(s), func(m Match) bool { return m.Cause == Unknown })
}

// maxWords is the longest text, in bytes, that is looked up as words of a help page. In a longer one they stand by chance.
const maxWords = 100

// words finds the causes whose help-page words stand in a text: likely where they name one cause only, else possible each.
// The more of the text they are, the better they fit.
func (b *Base) words(text string) []Match {
	if len(text) > maxWords {
		return nil
	}
	best := map[ID]found{}
	plain := " " + plainWords(text) + " "
	for _, c := range b.causes {
		for _, w := range c.Words {
			if w = plainWords(w); w != "" && strings.Contains(plain, " "+w+" ") {
				if old, had := best[c.ID]; !had || len(w) > old.weight {
					best[c.ID] = found{Match{Cause: c.ID, Subject: c.Subject, Strength: Possible, Quote: w}, len(w)}
				}
			}
		}
	}
	matches := b.order(best)
	longest := 0
	for _, m := range matches {
		longest = max(longest, len(m.Quote))
	}
	// "website offline" is more than "offline": what only shorter words name was not meant.
	matches = slices.DeleteFunc(matches, func(m Match) bool { return len(m.Quote) < longest })
	for i := range matches {
		if len(matches) == 1 {
			matches[i].Strength = Likely
			break
		}
		for _, other := range matches {
			if other.Cause != matches[i].Cause {
				matches[i].Also = append(matches[i].Also, other.Cause)
			}
		}
	}
	return matches
}

var notWord = regexp.MustCompile(`[^\p{L}\p{N}]+`)

// plainWords is a text in lower case with nothing but single blanks between its words.
func plainWords(text string) string {
	return strings.TrimSpace(notWord.ReplaceAllString(strings.ToLower(text), " "))
}

// WordsOf lists the help-page words that Explain knows, sorted, for completion and for a "did you mean".
func (b *Base) WordsOf() []string {
	var all []string
	for _, c := range b.causes {
		all = append(all, c.Words...)
	}
	slices.SortFunc(all, func(x, y string) int { return cmp.Compare(plainWords(x), plainWords(y)) })
	return slices.Compact(all)
}
