package redact

// search is one look of an engine at a text. It is kept for the next one: it knows lines and tags that come again, and a
// text in which there is nothing to hide costs no memory. It is not safe for concurrent use.
type search struct {
	e               *engine
	stays           func(span) bool                              // lets a span be seen; nil: none may be
	words           *wordList                                    // hidden wherever they stand; nil: none
	host            func(s string, from int, add func(span))     // looks at the host of an address; nil: no host is hidden
	bare            func(s string, from, to int, add func(span)) // looks at a host without a scheme
	long            int                                          // from how long a text on lines are remembered, in bytes
	calm            lineMemo                                     // lines in which there was nothing at all
	tags            map[string]tag                               // what the rules say of an element, by its name
	found           []span
	inOrder, inLine func(span) // add and addBeside, as the finders take them

	v       view // what is looked at now
	coded   int  // where the first encoding begins; -1: nowhere so far
	rule    int  // the word whose finder is at work
	taken   int  // from where
	covered int  // up to where v is hidden already
	let     map[int]int
	first   int      // how many spans were found in the text itself
	same    int      // before which of them l.v has passed
	busy    bool     // something was found in the line, or other lines may have a part in it
	hosts   []int    // where an address begins in the line
	bares   [][2]int // the hosts without a scheme in it
}

// newSearch makes a search with the rules of an engine.
func newSearch(e *engine) *search {
	l := &search{e: e, long: longText, tags: make(map[string]tag)}
	l.inOrder, l.inLine = l.add, l.addBeside
	return l
}

// mostKept is how many spans a search may keep room for until the next one.
const mostKept = 4096

// spans finds all that must go, sorted and without overlaps, in places of s itself.
func (l *search) spans(s string) []span {
	l.coded = -1
	l.calm.use(len(s) > l.long)
	l.first, l.same = 0, 0
	l.look(view{text: s})
	l.first = len(l.found)
	floor := 0
	for at := max(l.coded, 0); l.coded >= 0; {
		from, to := region(s, at, floor)
		if from < 0 {
			break
		}
		v := view{text: s[from:to], from: from}
		at, floor = to, to
		same := l.same
		for range layers {
			next, changed := decoded(v)
			if !changed {
				break
			}
			v, l.same = next, same
			l.look(v)
		}
	}
	var list []span
	if len(l.found) > 0 {
		list = wrapped(s, merged(append(list, l.found...)))
	}
	if cap(l.found) > mostKept {
		l.found = nil
	}
	clear(l.found)
	l.found, l.v = l.found[:0], view{}
	return list
}

// look finds what must go in one view.
func (l *search) look(v view) {
	l.v, l.taken, l.covered, l.let = v, 0, 0, nil
	for from := 0; from < len(v.text); {
		to := from + lineEnd(v.text[from:])
		l.line(from, to)
		from = to + 1
	}
	if l.words != nil && l.words.wide {
		l.words.find(v.text, 0, l.inLine)
	}
}

// line finds what must go by what stands in one line of the view. Most lines of a log came before, and hold nothing.
func (l *search) line(from, to int) {
	s := l.v.text
	start := from + headOf(s[from:to])
	text := s[start:to]
	key := l.calm.key(text)
	if l.calm.has(key, text) {
		return
	}
	l.busy, l.hosts = key.at == nil, l.hosts[:0]
	l.bares = l.bares[:0]
	l.wordsIn(start, to)
	numbers(s[:to], start, l.e.digits, l.inLine)
	if l.words != nil && !l.words.wide {
		l.words.find(s[:to], start, l.inLine)
	}
	for _, i := range l.hosts {
		l.host(s, i, l.inLine)
	}
	for _, h := range l.bares {
		l.bare(s, h[0], h[1], l.inLine)
	}
	if !l.busy {
		l.calm.put(key, text)
	}
}

// wordsIn goes over a line once for all the words of all rules. What was taken is not looked at again, and a rule does
// not look twice at what it let be seen: else a text of nothing but names would take for ever.
func (l *search) wordsIn(start, to int) {
	s, x := l.v.text, l.e.words
	line := s[:min(len(s), to+1)] // with its end: some words must not have a letter behind them
	last := 0                     // byte that was looked at
	for i, pair := x.next(line, start); i < to; i, pair = x.next(line, last+1) {
		last = i
		for _, e := range x.at(pair) {
			start := e.start(s, i)
			if start < 0 {
				continue
			}
			if e.n >= len(l.e.rules) {
				if e.n == l.e.tag {
					last = l.element(i, to)
				} else if e.n >= l.e.ends {
					if end := start + len(e.word); l.bare != nil {
						if from := bareHost(s, end); from >= 0 {
							l.bares = append(l.bares, [2]int{from, end})
						}
					}
				} else if coded(s[i:]) {
					l.busy = true
					if l.coded < 0 {
						l.coded = i
					}
				}
				continue
			}
			end := start + len(e.word)
			r := &l.e.rules[e.n]
			if r.apart(s, start, end) {
				continue
			}
			if e.n == l.e.address && l.host != nil {
				l.hosts = append(l.hosts, end)
			}
			if start >= l.taken && start < l.covered || l.let != nil && start < l.let[e.n] {
				l.busy = true
				continue
			}
			l.rule = e.n
			r.find(s, start, end, l.inOrder)
			l.busy = l.busy || r.reaches(s, start, end)
		}
	}
}

// add takes a span that a word led to.
func (l *search) add(sp span) {
	l.busy = true
	if l.stays != nil && l.stays(sp) {
		if l.let == nil {
			l.let = make(map[int]int)
		}
		l.let[l.rule] = max(l.let[l.rule], sp.end)
		return
	}
	if sp.end > l.covered {
		if sp.start > l.covered {
			l.taken = sp.start
		}
		l.covered = sp.end
	}
	l.take(sp)
}

// addBeside takes a span that was found without the rules' words. Words inside it are looked at all the same.
func (l *search) addBeside(sp span) {
	l.busy = true
	if l.stays == nil || !l.stays(sp) {
		l.take(sp)
	}
}

// take keeps a span of the view, in places of the text itself.
func (l *search) take(sp span) {
	sp.start, sp.end = l.v.origin(sp.start, sp.end)
	if sp.start < sp.end && !l.again(sp) {
		l.found = append(l.found, sp)
	}
}

// again says whether a span of a decoded view was found in the text itself: there is little else in most.
func (l *search) again(sp span) bool {
	for ; l.same < l.first; l.same++ {
		f := &l.found[l.same]
		if f.start > sp.start {
			break
		}
		if f.start == sp.start && f.end == sp.end && f.kind == sp.kind && f.element == sp.element {
			return true
		}
	}
	return false
}
