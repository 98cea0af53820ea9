package redact

import (
	"slices"
	"strings"
	"sync"
)

// finder finds what a part of a text found by its words belongs to.
type finder func(s string, start, end int, add func(span))

// engine runs a set of rules over a text: one pass for all their words, and a closer look only where one stands.
type engine struct {
	words   *index // the rules' own, and behind them the signs of an encoding and the beginning of a tag
	rules   []rule // for each word of a rule
	address int    // the number of the word that stands in front of a host
	tag     int    // the number of the word with which a tag may begin
	ends    int    // the number of the first end of a host; they are the last words
	digits  bool   // look for people too: at runs of digits for phone numbers, and at hosts
}

// rule is what a word leads to.
type rule struct {
	find  finder
	name  *naming                      // of which the word is a part; nil: it is no name
	whole bool                         // it counts only where no letter or digit stands beside it
	tail  bool                         // with whole: it counts as the last words of a name, too
	far   bool                         // it looks at other lines too
	idle  func(s string, end int) bool // says quickly of the word before end in a short text that nothing is found there; nil: find knows
}

// reaches says whether other lines may have a part in what find found, or did not find, at the word s[start:end].
func (r *rule) reaches(s string, start, end int) bool {
	if r.name != nil {
		return r.name.reaches(s, start, end)
	}
	return r.far
}

// apart says whether the word s[start:end] does not count for the rule, because it is a part of a longer one.
func (r *rule) apart(s string, start, end int) bool {
	if !r.whole || !inside(s, start, end) {
		return false
	}
	return !r.tail || end < len(s) && alnum[s[end]] || !capital(s[start]) || capital(s[start-1])
}

// besideNames are the bytes that may stand beside a name that counts as a whole word only: see inside.
var besideNames = func() sides {
	var before, after [256]bool
	for i := range after {
		c := byte(i)
		after[c] = !letter(c) && !digit(c)
		before[c] = after[c] || strings.IndexByte("nrt", c|0x20) >= 0
	}
	return sides{&before, &after}
}()

// seekers find what is told by a sign in it rather than by a word in front.
type seeker struct {
	id    string
	words []string
	whole bool // see rule
	ends  bool // it counts only where no letter or digit stands behind it
	full  bool // the words are the beginnings of calls: they count only where something is passed
	find  finder
	far   bool                         // see rule
	idle  func(s string, end int) bool // see rule
	samples
}

// newEngine joins rules.
func newEngine(digits bool, names []naming, looks []shape, seeks []seeker) *engine {
	e := &engine{digits: digits}
	var words []string
	var limits []*sides
	on := func(r rule, beside *sides, list ...string) {
		switch {
		case r.tail:
			beside = &sides{after: besideNames.after}
		case r.whole:
			beside = &besideNames
		}
		for _, w := range list {
			words, limits, e.rules = append(words, w), append(limits, beside), append(e.rules, r)
		}
	}
	for i := range names {
		n := names[i]
		n.known = make(map[string]bool)
		var room [maxName]byte
		for _, name := range n.names {
			n.known[string(normal(name, &room))] = true
			on(rule{find: n.field, name: &n, whole: n.whole, tail: n.tail}, nil, spellings(name)...)
		}
	}
	for i := range looks {
		on(rule{find: looks[i].find}, nil, looks[i].begin...)
	}
	for i := range seeks {
		var beside *sides
		if seeks[i].ends {
			beside = &sides{after: &behindWords}
		} else if seeks[i].full {
			beside = &sides{after: &passedToCalls}
		}
		on(rule{find: seeks[i].find, whole: seeks[i].whole, far: seeks[i].far, idle: seeks[i].idle}, beside, seeks[i].words...)
	}
	for i := range codeSigns {
		words, limits = append(words, codeSigns[i].sign), append(limits, &sides{after: &codeSigns[i].then})
	}
	e.address, e.tag, e.ends = slices.Index(words, schemeEnd), len(words), len(words)+1
	words, limits = append(words, "<"), append(limits, &sides{after: &tagNext})
	if digits { // hosts are people's, as phone numbers are
		for _, w := range hostEnds {
			words, limits = append(words, w), append(limits, &sides{after: &behindWords})
		}
	}
	e.words = newIndex(words, limits)
	return e
}

// behindWords are the bytes that may stand behind the end of a word.
var behindWords = func() (after [256]bool) {
	for i := range after {
		after[i] = !alnum[i]
	}
	return after
}()

// passedToCalls are the bytes that may stand behind the "(" of a call with arguments. The Web Connector's log is full of calls without.
var passedToCalls = func() (after [256]bool) {
	for i := range after {
		after[i] = i != ')'
	}
	return after
}()

// schemeEnd stands in front of the host of an address.
const schemeEnd = "://"

// tagNext is what may follow "<" in a tag.
var tagNext = following("/", true)

// entryHead stands behind the stamp of nearly every entry, and holds no word of a rule.
const entryHead = " UTC\t: QBWebConnector."

// longestHead is the length of the stamp and the head.
const longestHead = len("20250519.13:33:54") + len(entryHead)

// headOf is the length of the stamp and the head of an entry of the log at the start of s; 0: none begins there.
func headOf(s string) int {
	const stamp = len("20250519.13:33:54")
	if !stamped(s) || !strings.HasPrefix(s[stamp:], entryHead) {
		return 0
	}
	return stamp + len(entryHead)
}

// spellings are the ways to write a name of several words.
func spellings(name string) []string {
	if !strings.Contains(name, " ") {
		return []string{name}
	}
	var list []string
	for _, sep := range [...]string{" ", "", "_", "-", "."} {
		list = append(list, strings.ReplaceAll(name, " ", sep))
	}
	return list
}

var (
	secretRules = sync.OnceValue(func() *engine { return newEngine(false, namings, shapes, allSecretSeekers()) })
	allRules    = sync.OnceValue(func() *engine {
		return newEngine(true, slices.Concat(namings, personNames), shapes, slices.Concat(allSecretSeekers(), allPersonSeekers()))
	})
)

// allSecretSeekers are all seekers of secrets.
func allSecretSeekers() []seeker {
	return slices.Concat(secretSeekers, pairSeekers, answerSeekers, callSeekers, optionSeekers, idSeekers, pathSeekers, fragmentSeekers, codeSeekers, userinfoSeekers)
}

// allPersonSeekers are all seekers of people.
func allPersonSeekers() []seeker {
	return slices.Concat(personSeekers, callerSeekers, toldSeekers, companySeekers, machineSeekers, cueSeekers, userAtSeekers)
}

// merged sorts spans and joins those that overlap. A secret wins over a person, the wider one over the narrower.
func merged(list []span) []span {
	inOrder := func(a, b span) int {
		if a.start != b.start {
			return a.start - b.start
		}
		return b.end - a.end
	}
	if !slices.IsSortedFunc(list, inOrder) { // it mostly is
		slices.SortStableFunc(list, inOrder)
	}
	out := list[:1]
	for _, sp := range list[1:] {
		last := &out[len(out)-1]
		if sp.start >= last.end {
			out = append(out, sp)
			continue
		}
		end, element := max(last.end, sp.end), last.element || sp.element
		if last.kind.personal() && !sp.kind.personal() {
			start := last.start
			*last = sp
			last.start = start
		}
		last.end, last.element = end, element
	}
	return out
}

// wrapAt is the length from which a line may have been broken by a mail program.
const wrapAt = 60

// wrapped lets a secret that ends with a long line go on at the start of the next one: mail breaks long words.
func wrapped(s string, list []span) []span {
	for i := range list {
		sp := &list[i]
		if sp.kind.personal() || sp.end >= len(s) {
			continue
		}
		for {
			at := sp.end
			if at < len(s) && s[at] == '=' { // a soft line end of quoted-printable
				at++
			}
			if at >= len(s) || s[at] != '\n' || at-1-strings.LastIndexByte(s[:at], '\n') < wrapAt {
				break
			}
			from := at + 1
			for from < len(s) && (s[from] == '>' || blank(s[from])) {
				from++
			}
			to := from
			for to < len(s) && (letter(s[to]) || digit(s[to]) || strings.IndexByte("+/=_-%.", s[to]) >= 0) {
				to++
			}
			if to-from < 2 || stamped(s[from:]) || !strings.ContainsAny(s[from:to], "0123456789=%") || i+1 < len(list) && to > list[i+1].start {
				break
			}
			sp.end = to
		}
	}
	return list
}
