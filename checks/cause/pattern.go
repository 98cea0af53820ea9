package cause

import (
	"regexp"
	"regexp/syntax"
	"slices"
	"strings"
	"sync"
)

// pattern is a regular expression that is compiled when it is first needed: most runs need few of some hundred. An empty one
// is no condition at all.
type pattern struct {
	needs   func() []string // see literals
	compile func() (*regexp.Regexp, error)
}

// newPattern makes a pattern that ignores case. Messages come to it with every run of white space made one blank.
func newPattern(source string) *pattern {
	if source == "" {
		return nil
	}
	return &pattern{
		needs: sync.OnceValue(func() []string {
			tree, err := syntax.Parse(source, syntax.Perl|syntax.FoldCase)
			if err != nil {
				return nil
			}
			return literals(tree)
		}),
		compile: sync.OnceValues(func() (*regexp.Regexp, error) { return regexp.Compile("(?i)" + source) }),
	}
}

// find returns where the text fits, or nil; low is the text in lower case. An expression that cannot be compiled fits nothing;
// lint reports it.
func (p *pattern) find(text, low string) []int {
	if needs := p.needs(); needs != nil && !slices.ContainsFunc(needs, func(l string) bool { return strings.Contains(low, l) }) {
		return nil
	}
	re, err := p.compile()
	if err != nil {
		return nil
	}
	return re.FindStringIndex(text)
}

// minLiteral is the shortest text, in bytes, that is worth looking for before the expression itself is asked.
const minLiteral = 2

// literals are texts in lower case of which every match holds at least one; nil where there is no such set. Looking for them
// spares nearly all of the some hundred expressions that a sentence does not fit.
func literals(re *syntax.Regexp) []string {
	switch re.Op {
	case syntax.OpLiteral:
		if l := strings.ToLower(string(re.Rune)); len(l) >= minLiteral && !slices.ContainsFunc(re.Rune, foldsOddly) {
			return []string{l}
		}
	case syntax.OpCapture, syntax.OpPlus:
		return literals(re.Sub[0])
	case syntax.OpRepeat:
		if re.Min > 0 {
			return literals(re.Sub[0])
		}
	case syntax.OpConcat:
		var best []string
		for _, sub := range re.Sub {
			if l := literals(sub); l != nil && (best == nil || shortest(l) > shortest(best)) {
				best = l
			}
		}
		return best
	case syntax.OpAlternate:
		var all []string
		for _, sub := range re.Sub {
			l := literals(sub)
			if l == nil {
				return nil
			}
			all = append(all, l...)
		}
		return all
	}
	return nil
}

// foldsOddly names the letters outside ASCII whose lower case is not the only form that an expression takes for them: the
// Turkish i and the final sigma. K and s have such forms too (the Kelvin sign, the long s), but no log writes those.
func foldsOddly(r rune) bool { return strings.ContainsRune("İıΣσςẞ", r) }

func shortest(texts []string) int {
	n := len(texts[0])
	for _, t := range texts {
		n = min(n, len(t))
	}
	return n
}

// readings remembers where patterns fitted a text: a log repeats the same few sentences thousands of times, and a few hundred
// expressions over each would cost a millisecond apiece.
type readings struct {
	mu    sync.Mutex
	texts map[string]*reading
}

// reading is what is known of one text.
type reading struct {
	low        string     // the text in lower case
	english    *rendering // nil where it holds no sentence in another language
	lowEnglish string
	at         map[*pattern][]int
}

func newReading(text string) *reading {
	r := &reading{low: strings.ToLower(text), at: map[*pattern][]int{}}
	if e := inEnglish(text); len(e.parts) > 0 {
		r.english, r.lowEnglish = e, strings.ToLower(e.text)
	}
	return r
}

// find is where a pattern fits the text as it stands or, failing that, what it says in English.
func (r *reading) find(p *pattern, text string) []int {
	if at := p.find(text, r.low); at != nil || r.english == nil {
		return at
	}
	if at := p.find(r.english.text, r.lowEnglish); at != nil {
		return r.english.back(at)
	}
	return nil
}

// maxReadings bounds how many texts are remembered; when it is reached, all are forgotten.
const maxReadings = 1024

// find is p.find, remembered.
func (r *readings) find(p *pattern, text string) []int {
	r.mu.Lock()
	defer r.mu.Unlock()
	known := r.texts[text]
	if known == nil {
		if r.texts == nil || len(r.texts) >= maxReadings {
			r.texts = map[string]*reading{}
		}
		known = newReading(text)
		r.texts[text] = known
	}
	at, done := known.at[p]
	if !done {
		at = known.find(p, text)
		known.at[p] = at
	}
	return at
}

// fits says whether the text fits.
func (p *pattern) fits(text string) bool { return p.find(text, strings.ToLower(text)) != nil }
