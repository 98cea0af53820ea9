package redact

import (
	"regexp"
	"slices"
	"strings"
	"testing"
)

// mask is what may stand in the place of what must go.
const mask = `(?:<hidden>|\[hidden\]|<[a-z]+-\d+>|\[[a-z]+-\d+\])`

// expect turns a sample with « » into its plain text and the pattern of what must come out.
func expect(sample string) (string, *regexp.Regexp) {
	var pattern strings.Builder
	plain := strings.NewReplacer("«", "", "»", "").Replace(sample)
	for i, part := range strings.Split(sample, "«") {
		if i > 0 {
			pattern.WriteString(mask)
			_, part, _ = strings.Cut(part, "»")
		}
		pattern.WriteString(regexp.QuoteMeta(part))
	}
	return plain, regexp.MustCompile(`^` + pattern.String() + `$`)
}

// named is a rule with its samples.
type namedSamples struct {
	id     string
	people bool
	samples
}

func allSamples() []namedSamples {
	var list []namedSamples
	for _, r := range namings {
		list = append(list, namedSamples{r.id, false, r.samples})
	}
	for _, r := range shapes {
		list = append(list, namedSamples{r.id, false, r.samples})
	}
	for _, r := range allSecretSeekers() {
		list = append(list, namedSamples{r.id, false, r.samples})
	}
	for _, r := range personNames {
		list = append(list, namedSamples{r.id, true, r.samples})
	}
	for _, r := range allPersonSeekers() {
		list = append(list, namedSamples{r.id, true, r.samples})
	}
	return append(list,
		namedSamples{"numbers", false, samples{
			hits: []string{`card «4111 1111 1111 1111» ok`, `«4111-1111-1111-1111»`, `n=«378282246310005»`, `call 800 243 8275 «4111 1111 1111 1111»`, `«GB82 WEST 1234 5698 7654 32»`, `«DE89370400440532013000».`, `was «078-05-1120»`, `«12-3456789» is our EIN`, `«20-00-00 31926819» is where it goes`, `it is «1234-5678-9012-345»`},
			misses: []string{
				`4111 1111 1111 1112`, `{57F3B9B1-86F1-4FCC-B1EE-566DE1813D20}`, `12345678-1234-4111-1111-111111111111`, `LOCKED:636190683248801537`, `20250519.13:33:54 UTC`, `2.3.0.215`, `0x80040408`,
				`2021-12-15T04:59:45-08:00`, `203.0.113.20:443`, `33.0.10015.91`, `GB82 WEST 1234`, `-2146233079`, `12078-05-11201`, `TxnID 1A2B-1234567890`,
			}}},
		namedSamples{"phones", true, samples{
			hits:   []string{`call «(415) 555-6579» now`, `«415-555-6579»`, `«415.555.6579»`, `«+49 30 1234567»`, `«+1 (415) 555-6579»`, `«1-415-555-6579», «4111 1111 1111 1111»`, `«020 7946 0958»`, `«07700 900123»`, `«(02) 9374 4000»`, `«06 12 34 56 78»`, `«06.12.34.56.78»`, `«415‑555‑6579»`, "«0161\u00a0496\u00a00000»"},
			misses: []string{`4155556579`, `203.0.113.2000`, `2025-05-19 13:33:54`, `+02:00`, `01/02/2025 10:30`, `05-06-2025 13`, `0412-1234567890`, `00 000 000 00`, `01 02 03 04 05`, `line 1042-1043`, `0.0.0.0 100 200 3000`, `2.3.0.215`}}},
	)
}

// Every rule hides what its hits mark, keeps the rest of them, and leaves its misses whole.
func TestRulesAgainstTheirSamples(t *testing.T) {
	for _, r := range allSamples() {
		hide := func(s string) string { return Clean(s) }
		if r.people {
			hide = func(s string) string { return NewPeople(Known{}).Hide(s) }
		}
		if len(r.hits) == 0 || len(r.misses) == 0 {
			t.Errorf("%s: a rule needs hits and misses", r.id)
		}
		for _, h := range r.hits {
			text, want := expect(h)
			got := hide(text)
			if !want.MatchString(got) {
				t.Errorf("%s: hit %q\n gives %q", r.id, h, got)
			}
			if again := hide(got); again != got {
				t.Errorf("%s: hiding %q twice\n gives %q\n then  %q", r.id, text, got, again)
			}
		}
		for _, m := range r.misses {
			if got := hide(m); got != m {
				t.Errorf("%s: miss %q\n became %q", r.id, m, got)
			}
		}
	}
}

// A person's rules never touch what support needs, and Clean leaves people alone.
func TestRuleIDsAreUnique(t *testing.T) {
	var ids []string
	for _, r := range allSamples() {
		if slices.Contains(ids, r.id) {
			t.Errorf("id %q is used twice", r.id)
		}
		ids = append(ids, r.id)
	}
}

// Whatever of a sample is left when it was cut off, at either end, is hidden without a fault, and hiding it again changes nothing.
func TestPiecesOfSamples(t *testing.T) {
	for _, r := range allSamples() {
		p := NewPeople(Known{Hosts: []string{"shop.example"}})
		for _, h := range append(r.hits, r.misses...) {
			s := strings.NewReplacer("«", "", "»", "").Replace(h)
			for i := range len(s) {
				for _, piece := range []string{s[i:], s[:i], s[:i] + "\n", s[:i] + " "} {
					once := p.Hide(piece)
					if again := p.Hide(once); again != once {
						t.Errorf("%s: %q gives %q, then %q", r.id, piece, once, again)
					}
					once = Clean(piece)
					if again := Clean(once); again != once {
						t.Errorf("%s: %q is cleaned to %q, then %q", r.id, piece, once, again)
					}
				}
			}
		}
	}
}
