package redact

import (
	"fmt"
	"strings"
	"testing"
)

func TestMemoGivesWhatCleanGives(t *testing.T) {
	var m Memo
	for i := range memoTexts + 100 {
		for _, s := range []string{"password=" + strings.Repeat("x1", i%7+2), fmt.Sprint("run ", i), "", strings.Repeat("token=ab1 ", i%3*20)} {
			if got := m.Clean(s); got != Clean(s) {
				t.Fatalf("%q: %q", s, got)
			}
		}
	}
	if len(m.cleaned) > memoTexts {
		t.Error(len(m.cleaned), "texts are remembered")
	}
	if n := testing.AllocsPerRun(100, func() { m.Clean("run 5") }); n > 0 {
		t.Error(n, "allocations for a text that is known")
	}
}

// The quick look never says of a text that it is harmless where the long one finds something.
func TestCalmTextsAreClean(t *testing.T) {
	rules, look := secretRules(), newSearch(secretRules())
	for _, r := range allSamples() {
		for _, h := range append(r.hits, r.misses...) {
			s := strings.NewReplacer("«", "", "»", "").Replace(h)
			for i := range len(s) {
				for _, part := range []string{s[i:], s[:i]} {
					if rules.calm(part) && len(look.spans(strip(part))) > 0 {
						t.Errorf("%q", part)
					}
				}
			}
		}
	}
}
