package redact

// automaton finds many words in one pass over a text, without regard to the case of ASCII letters (Aho and Corasick,
// 1975). It is read-only after it was built.
type automaton struct {
	class [256]uint8 // bytes that stand in no word share class 0
	width int        // number of classes
	next  []uint16   // state*width + class -> state
	ends  [][]match  // state -> words that end there
}

// match is a word that ends in a state.
type match struct {
	word   int // index in the list given to newAutomaton
	length int
}

// newAutomaton builds an automaton for words in lower case. Empty words are left out.
func newAutomaton(words []string) *automaton {
	a := &automaton{width: 1}
	for _, w := range words {
		for i := range len(w) {
			if c := w[i]; a.class[c] == 0 {
				a.class[c] = uint8(a.width)
				if c >= 'a' && c <= 'z' {
					a.class[c-'a'+'A'] = uint8(a.width)
				}
				a.width++
			}
		}
	}
	a.grow()
	for n, w := range words {
		if w == "" {
			continue
		}
		at := 0
		for i := range len(w) {
			slot := at*a.width + int(a.class[w[i]])
			if a.next[slot] == 0 {
				a.next[slot] = uint16(a.grow())
			}
			at = int(a.next[slot])
		}
		a.ends[at] = append(a.ends[at], match{n, len(w)})
	}
	a.link()
	return a
}

// grow adds a state and gives its number.
func (a *automaton) grow() int {
	a.next = append(a.next, make([]uint16, a.width)...)
	a.ends = append(a.ends, nil)
	return len(a.ends) - 1
}

// link turns the tree of words into the automaton: every missing edge becomes that of the longest suffix that has one.
func (a *automaton) link() {
	suffix := make([]int, len(a.ends))
	var queue []int
	for c := range a.width {
		if s := int(a.next[c]); s != 0 {
			queue = append(queue, s)
		}
	}
	for len(queue) > 0 {
		s := queue[0]
		queue = queue[1:]
		a.ends[s] = append(a.ends[s], a.ends[suffix[s]]...)
		for c := range a.width {
			slot, back := s*a.width+c, a.next[suffix[s]*a.width+c]
			if t := int(a.next[slot]); t != 0 {
				suffix[t] = int(back)
				queue = append(queue, t)
			} else {
				a.next[slot] = back
			}
		}
	}
}

// each calls f for every word found, in the order in which they end.
func (a *automaton) each(s string, f func(word, start, end int)) {
	state, width := 0, a.width
	for i := 0; i < len(s); i++ {
		state = int(a.next[state*width+int(a.class[s[i]])])
		if ends := a.ends[state]; ends != nil {
			for _, m := range ends {
				f(m.word, i+1-m.length, i+1)
			}
		}
	}
}
