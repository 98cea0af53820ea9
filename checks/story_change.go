package checks

import (
	"cmp"
	"fmt"
	"strings"

	"authdoctor/logparse"
)

// Change is what differs between the last good run and the first bad one.
type Change struct {
	What, Before, After string
	Hidden              bool // Before and After say only whether there was something
}

// changes compares two runs in what a person can act on. What a run does not show is not compared.
func changes(good, bad *logparse.Session) []Change {
	out := addressChanges(good.URL, bad.URL)
	add := func(what, before, after string) {
		if before != after && before != "" && after != "" {
			out = append(out, Change{What: what, Before: before, After: after})
		}
	}
	add("user", clean(good.User), clean(bad.User))
	add("Web Connector version", clean(good.Version), clean(bad.Version))
	before, after := loginSeconds(good), loginSeconds(bad)
	if before >= 0 && after >= 0 && max(before, after) >= 2*min(before, after) && max(before, after)-min(before, after) >= 5 {
		add("length of the log-in", fmt.Sprintf("%.0f s", before), fmt.Sprintf("%.0f s", after))
	}
	add("answer", answerOf(good), answerOf(bad))
	return out
}

// maxAnswer bounds the words of an answer, in runes.
const maxAnswer = 100

// answerOf is how a run came out, in a few words.
func answerOf(s *logparse.Session) string {
	switch s.Outcome {
	case logparse.OK:
		return "ended well"
	case logparse.NoWork:
		return "nothing to exchange"
	}
	if len(s.Failures) == 0 {
		return "failed without saying why"
	}
	f := &s.Failures[0]
	for i := range s.Failures {
		if s.Failures[i].Code != "" || s.Failures[i].HResult != "" || s.Failures[i].Answer != "" {
			f = &s.Failures[i]
			break
		}
	}
	words := []string{f.Code, f.HResult}
	if f.Answer != "" {
		words = append(words, `"`+f.Answer+`"`)
	}
	text := clean(strings.Join(strings.Fields(strings.Join(append(words, cmp.Or(f.Inner, f.Message)), " ")), " "))
	if r := []rune(text); len(r) > maxAnswer {
		text = string(r[:maxAnswer]) + "…"
	}
	return text
}
