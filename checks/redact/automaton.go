package redact

// automaton finds many words in one pass over a text, without regard to the case of ASCII letters (Aho and Corasick,
// 1975). It is read-only after it was built.
type automaton struct {
	class [256]uint8 // bytes that stand in no word share class 0
	width int        // number of classes
	next  []uint32   // state*width + class -> state; after link: the same times width, with found where words end
	ends  [][]match  // state -> words that end there
}

// found marks an edge to a state in which words end, so that the loop over a text looks at one number only.
const found = 1 << 31

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
				a.next[slot] = uint32(a.grow())
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
	a.next = append(a.next, make([]uint32, a.width)...)
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
	for i, s := range a.next {
		a.next[i] = s * uint32(a.width)
		if len(a.ends[s]) > 0 {
			a.next[i] |= found
		}
	}
}

// each calls f for every word found, in the order in which they end.
func (a *automaton) each(s string, f func(word, start, end int)) {
	state := uint32(0)
	for i := 0; i < len(s); i++ {
		state = a.next[state+uint32(a.class[s[i]])]
		if state&found != 0 {
			state &^= found
			for _, m := range a.ends[int(state)/a.width] {
				f(m.word, i+1-m.length, i+1)
			}
		}
	}
}
