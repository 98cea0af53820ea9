package cause

import (
	"regexp"
	"sync"
)

// pattern is a regular expression that is compiled when it is first needed: most runs need few of some hundred. An empty one
// is no condition at all.
type pattern struct {
	source  string
	compile func() (*regexp.Regexp, error)
}

// newPattern makes a pattern that ignores case. Messages come to it with every run of white space made one blank.
func newPattern(source string) *pattern {
	if source == "" {
		return nil
	}
	return &pattern{source: source, compile: sync.OnceValues(func() (*regexp.Regexp, error) {
		return regexp.Compile("(?i)" + source)
	})}
}

// find returns where the text fits, or nil. An expression that cannot be compiled fits nothing; lint reports it.
func (p *pattern) find(text string) []int {
	re, err := p.compile()
	if err != nil {
		return nil
	}
	return re.FindStringIndex(text)
}

// readings remembers where patterns fitted a text: a log repeats the same few sentences thousands of times, and a few hundred
// expressions over each would cost a millisecond apiece.
type readings struct {
	mu    sync.Mutex
	texts map[string]map[*pattern][]int
}

// maxReadings bounds how many texts are remembered; when it is reached, all are forgotten.
const maxReadings = 256

// find is p.find, remembered.
func (r *readings) find(p *pattern, text string) []int {
	r.mu.Lock()
	at, known := r.texts[text][p]
	r.mu.Unlock()
	if known {
		return at
	}
	at = p.find(text)
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.texts == nil || len(r.texts) >= maxReadings && r.texts[text] == nil {
		r.texts = map[string]map[*pattern][]int{}
	}
	if r.texts[text] == nil {
		r.texts[text] = map[*pattern][]int{}
	}
	r.texts[text][p] = at
	return at
}
