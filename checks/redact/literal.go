package redact

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Bounds of the words that are hidden wherever they stand.
const (
	leastLiteral = 3   // characters; shorter ones stand inside any text
	mostLiterals = 512 // words
)

// wordList is a list of words that are hidden wherever they stand, without regard to case. Names are looked for where
// a word begins, for they count as whole words only; secrets anywhere.
type wordList struct {
	words []string // in lower case
	kinds []Kind
	have  map[string]Kind
	heads map[uint16][]int   // names by their first word: their numbers
	has   [heads / 64]uint64 // the heads that there are
	parts []string           // what may stand inside a word, at the number of the word; empty for names
	index *index             // of parts; nil: there are none, or some were added since
	wide  bool               // a word may reach over the end of a line or into the head of an entry: one line is too little to look at
}

// literals makes a list without words.
func literals() *wordList {
	return &wordList{have: make(map[string]Kind), heads: make(map[uint16][]int)}
}

// heads is how many first words of names are told apart.
const heads = 1 << 15

// headAt gives the word of ASCII letters and digits at s[i], the same in upper and lower case, as a number below heads,
// and where it ends.
func headAt(s string, i int) (uint16, int) {
	h := uint32(2166136261)
	for ; i < len(s) && alnum[s[i]]; i++ {
		h = (h ^ uint32(lower[s[i]])) * 16777619
	}
	return uint16(h >> 17), i
}

// kind is the kind of a word, where it is in the list under a person's kind; else the kind that was thought.
func (l *wordList) kind(w string, thought Kind) Kind {
	if k, ok := l.have[w]; ok && k.personal() {
		return k
	}
	return thought
}

// full says whether the list takes no more words.
func (l *wordList) full() bool { return len(l.words) >= mostLiterals }

// add takes a word into the list and says whether it is new there.
func (l *wordList) add(w string, k Kind) bool {
	w = strings.ToLower(strings.TrimSpace(strip(w)))
	if utf8.RuneCountInString(w) < leastLiteral || len(w) > 256 || l.have[w] != "" || l.full() || masked(w) || k.personal() && (w[0] == '<' || w[0] == '[') {
		return false
	}
	w = strings.Clone(w) // it may be a piece of a long text
	l.have[w] = k
	l.wide = l.wide || strings.Contains(w, "\n") || reachesHead(w)
	l.words, l.kinds = append(l.words, w), append(l.kinds, k)
	if k.personal() && alnum[w[0]] {
		h, _ := headAt(w, 0)
		l.heads[h] = append(l.heads[h], len(l.words)-1)
		l.has[h/64] |= 1 << (h % 64)
		return true
	}
	l.parts, l.index = append(l.parts, make([]string, len(l.words)-len(l.parts))...), nil
	l.parts[len(l.words)-1] = w
	return true
}

// headShape is the head of an entry in lower case; 0 stands for any digit.
const headShape = "00000000.00:00:00 utc\t: qbwebconnector."

// reachesHead says whether a word may stand in the head of an entry, or begin there.
func reachesHead(w string) bool {
	for from := range headShape {
		n := 0
		for n < len(w) && from+n < len(headShape) && (w[n] == headShape[from+n] || digit(w[n]) && headShape[from+n] == '0') {
			n++
		}
		if n == len(w) || from+n == len(headShape) {
			return true
		}
	}
	return false
}

// build makes the list ready for find.
func (l *wordList) build() {
	if l.index == nil && len(l.parts) > 0 {
		l.index = newIndex(l.parts, nil)
	}
}

// find gives the places of the words from s[at] on. A name counts as a whole word only, a secret anywhere.
func (l *wordList) find(s string, at int, add func(span)) {
	if l.index != nil {
		l.index.eachFrom(s, at, func(n, start, end int) { l.check(s, n, start, end, add) })
	}
	if len(l.heads) == 0 {
		return
	}
	for i := at; i < len(s); i++ {
		if !alnum[s[i]] {
			continue
		}
		start := i
		var h uint16
		if h, i = headAt(s, i); l.has[h/64]>>(h%64)&1 == 0 {
			continue
		}
		for _, n := range l.heads[h] {
			if w := l.words[n]; hasWord(s[start:], w) {
				l.check(s, n, start, start+len(w), add)
			}
		}
	}
}

// hasWord says whether s begins with a word in lower case.
func hasWord(s, w string) bool {
	if len(s) < len(w) {
		return false
	}
	for i := range len(w) {
		if lower[s[i]] != w[i] {
			return false
		}
	}
	return true
}

// check adds the word of a number where it stands for itself at s[start:end].
func (l *wordList) check(s string, n, start, end int, add func(span)) {
	k := l.kinds[n]
	if inMask(s, start, end) {
		return
	}
	if k.personal() && (wordAt(s[:start], true) || wordAt(s[end:], false) || inName(s, start, end)) {
		return
	}
	add(span{start, end, k, s[start:end], false})
}

// wordAt says whether s ends (or begins) with a letter or digit.
func wordAt(s string, last bool) bool {
	r, _ := utf8.DecodeRuneInString(s)
	if last {
		r, _ = utf8.DecodeLastRuneInString(s)
	}
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r))
}

// inMask says whether s[start:end] stands inside one of our own names: a machine may be called "PC-1", as its name is.
func inMask(s string, start, end int) bool {
	const longest = 16
	from := max(0, start-longest)
	i := strings.LastIndexAny(s[from:start], "<[")
	j := strings.IndexAny(s[end:min(len(s), end+longest)], ">]")
	if i < 0 || j < 0 {
		return false
	}
	mask := s[from+i : end+j+1]
	return mask == hidden || mask == "[hidden]" || given(mask)
}

// inName says whether s[start:end] stands inside a host's name.
func inName(s string, start, end int) bool {
	if end+1 < len(s) && s[end] == '.' && letter(s[end+1]) && domain(s, start, end) {
		return true
	}
	return false
}

// domain says whether s[start:end], which a dot and a letter follow, is a label of a host's name in an address.
func domain(s string, start, end int) bool {
	from := start
	for from > 0 && start-from < 256 && nameByte(s[from-1]) {
		from--
	}
	to := end
	for to < len(s) && to-end < 256 && nameByte(s[to]) {
		to++
	}
	return strings.HasSuffix(s[:from], "://") || to < len(s) && (s[to] == ':' || s[to] == '/')
}
