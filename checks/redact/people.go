package redact

import (
	"cmp"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// Known is what the caller knows of the people in a text.
type Known struct {
	Hosts     []string // hosts that stay, with all below them: the service's, the shop's, those that were contacted. None: all stay
	Users     []string // hidden wherever they stand
	Machines  []string // hidden wherever they stand
	Companies []string // hidden wherever they stand
	Phones    []string // numbers that stay: the vendor's own
	Secrets   []Secret // hidden wherever they stand, in every encoding
}

// Count is one hidden thing.
type Count struct {
	Kind  string // "user name", "e-mail address", "ticket"
	Name  string // "<user-1>"; empty for secrets, which get no name
	Times int
}

// People hides people and secrets, and gives the same name to the same thing as long as it lives: one People a report.
// It may be used concurrently.
type People struct {
	mu      sync.Mutex
	hosts   []string
	phones  map[string]bool
	words   *wordList
	names   map[string]*Count // what was seen, in lower case
	rest    map[Kind]*Count   // what came after the last name of its own
	number  map[Kind]int      // the last number given
	secrets map[Kind]int
	shown   map[Kind]map[string]bool // kinds that may be seen, and what was seen of them
	search  *search                  // nil before the first text
	hider   hider
}

// NewPeople makes a People that hides also what is known.
func NewPeople(k Known) *People {
	p := &People{phones: make(map[string]bool), words: literals(), names: make(map[string]*Count),
		rest: make(map[Kind]*Count), number: make(map[Kind]int), secrets: make(map[Kind]int), shown: make(map[Kind]map[string]bool)}
	for _, h := range k.Hosts {
		if h = strings.ToLower(strings.TrimSpace(h)); h != "" {
			p.hosts = append(p.hosts, h)
		}
	}
	for _, n := range k.Phones {
		p.phones[national(n)] = true
	}
	for _, s := range k.Secrets {
		p.words.add(s.Reveal(), Other)
	}
	for _, u := range k.Users {
		if _, name, ok := strings.Cut(u, `\`); ok { // DOMAIN\name
			u = name
		}
		p.learn(User, u)
	}
	for _, m := range k.Machines {
		p.learn(Machine, m)
	}
	for _, c := range k.Companies {
		p.learn(Company, c)
	}
	p.words.build()
	return p
}

// national are the digits of a phone number without the "1" of North America.
func national(s string) string {
	d := onlyDigits(s)
	if len(d) == 11 && d[0] == '1' {
		return d[1:]
	}
	return d
}

// common are the words that name nobody, though accounts are called so: hidden where they stand as a user, kept elsewhere.
var common = func() map[string]bool {
	m := make(map[string]bool)
	for w := range strings.FieldsSeq(`admin administrator root user users owner guest public default system service services test tester demo quickbooks qbwc connex webconnector
		connector intuit api app application shop store shopify woocommerce magento office server client computer desktop company the and none null unknown
		localhost sync support info sales accounting accounts books file files name main home windows local network web site password`) {
		m[w] = true
	}
	return m
}()

// learn remembers a word that is to be hidden wherever it stands.
func (p *People) learn(k Kind, w string) bool {
	w = strings.TrimSpace(w)
	if p.words.full() || common[strings.ToLower(w)] || strings.Trim(w, "0123456789.-_ ") == "" {
		return false
	}
	return p.words.add(w, k)
}

// Hide cleans a text and puts stable names ("<email-1>") in the place of people. Hiding twice changes nothing. What was
// once told as a user, a machine or a company is hidden from then on wherever it stands.
func (p *People) Hide(s string) string {
	s = strip(s)
	if s == "" {
		return s
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.secrets[Other] += hiddenBefore(s)
	p.ready()
	return p.hider.settle(s, rounds)
}

// ready makes what Hide works with, when there is something to hide: the rules are not needed before.
func (p *People) ready() {
	if p.search != nil {
		return
	}
	p.search = newSearch(allRules())
	p.search.words, p.search.stays = p.words, p.seen
	if len(p.hosts) > 0 { // else nobody can tell which are others', and all stay
		p.search.host, p.search.bare = p.other, p.bare
	}
	p.hider = hider{find: p.find, name: p.name}
}

// find gives the spans to hide. A word learnt from this very text may stand in front of the place that told it.
func (p *People) find(s string) []span {
	list := p.search.spans(s)
	learnt := false
	for _, sp := range list {
		switch sp.kind {
		case User, Machine, Company:
			learnt = p.learn(sp.kind, sp.value) || learnt
		case Person: // the owner of a folder; customers inside qbXML are too many to look for each
			if !sp.element && !strings.Contains(sp.value, " ") && len(sp.value) > 3 {
				learnt = p.learn(sp.kind, sp.value) || learnt
			}
		}
	}
	if learnt {
		p.words.build()
		p.forget()
		list = p.search.spans(s)
	}
	return list
}

// forget lets lines be looked at again that hold nothing by what was known so far.
func (p *People) forget() {
	if p.search != nil {
		p.search.calm.forget()
		p.hider.inert.forget()
	}
}

// name gives what stands in the place of a span, and counts it.
func (p *People) name(sp span) string {
	if !sp.kind.personal() {
		p.secrets[sp.kind]++
		return hidden
	}
	var room [longestKey]byte
	key := sp.keyIn(&room)
	c := p.names[string(key)]
	if c == nil {
		c = p.newName(string(key), sp.kind)
	}
	c.Times++
	return c.Name
}

// newName makes the name of what was not seen before.
func (p *People) newName(key string, thought Kind) *Count {
	kind := p.words.kind(key, thought)
	if len(p.names) < mostNames {
		p.number[kind]++
		c := &Count{Kind: string(kind), Name: "<" + stems[kind] + "-" + strconv.Itoa(p.number[kind]) + ">"}
		p.names[key] = c
		return c
	}
	if p.rest[kind] == nil {
		p.rest[kind] = &Count{Kind: string(kind), Name: fmt.Sprintf("<%s-0>", stems[kind])}
	}
	return p.rest[kind]
}

// mostNames bounds how many different people and things get a name of their own, so that a log of any length fits into
// memory. All further ones of a kind share the number 0.
const mostNames = 50_000

// Hidden lists what was hidden so far: people by their names, then secrets by kind.
func (p *People) Hidden() []Count {
	p.mu.Lock()
	defer p.mu.Unlock()
	var list []Count
	for _, names := range [...]iter.Seq[*Count]{maps.Values(p.names), maps.Values(p.rest)} {
		for c := range names {
			if c.Times > 0 {
				list = append(list, *c)
			}
		}
	}
	slices.SortFunc(list, func(a, b Count) int {
		return cmp.Or(cmp.Compare(a.Kind, b.Kind), cmp.Compare(len(a.Name), len(b.Name)), cmp.Compare(a.Name, b.Name))
	})
	for _, k := range slices.Sorted(maps.Keys(p.secrets)) {
		if n := p.secrets[k]; n > 0 {
			list = append(list, Count{Kind: string(k), Times: n})
		}
	}
	return list
}
