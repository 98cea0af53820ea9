package redact

import (
	"fmt"
	"slices"
	"strings"
)

// personalKinds are the kinds of people in the order in which a preview lists them.
var personalKinds = [...]Kind{User, Person, Email, Phone, Address, Company, Machine, Folder, Host}

// Showable lists the kinds that a person may let be seen, in display order. Secrets are not among them.
func Showable() []string {
	list := make([]string, len(personalKinds))
	for i, k := range personalKinds {
		list[i] = string(k)
	}
	return list
}

// MayShow says whether a kind, as Count names it, may be let be seen: people may, secrets never.
func MayShow(kind string) bool { return Kind(kind).personal() }

// Show lets kinds of people be seen in what is hidden from now on: "e-mail address" as Count and Showable name them, or
// "email" as in the stable names. What is of two kinds, as a user's name in a mail address, is seen only when both are
// shown. A secret, or what is no kind, is an error, and then nothing more is shown than before.
func (p *People) Show(kinds ...string) error {
	list := make([]Kind, 0, len(kinds))
	for _, name := range kinds {
		k, ok := personalKind(name)
		if !ok {
			return fmt.Errorf("%q cannot be shown: what can is %s", Clean(name), strings.Join(Showable(), ", "))
		}
		list = append(list, k)
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, k := range list {
		if p.shown[k] == nil {
			p.shown[k] = make(map[string]bool)
		}
	}
	p.forget()
	return nil
}

// personalKind finds a kind of people by its own words or by the stem of its stable names.
func personalKind(name string) (Kind, bool) {
	name = strings.ToLower(strings.TrimSpace(name))
	i := slices.IndexFunc(personalKinds[:], func(k Kind) bool { return name == strings.ToLower(string(k)) || name == stems[k] })
	if i < 0 {
		return "", false
	}
	return personalKinds[i], true
}

// Shown lists the kinds that Show let be seen, in display order, with how many different values were seen of each.
func (p *People) Shown() []Count {
	p.mu.Lock()
	defer p.mu.Unlock()
	var list []Count
	for _, k := range personalKinds {
		if seen := p.shown[k]; seen != nil {
			list = append(list, Count{Kind: string(k), Times: len(seen)})
		}
	}
	return list
}

// mostShown bounds how many different values of one kind are remembered to be counted.
const mostShown = 10_000

// seen says whether a span stays as it is: a number that everybody may see, or one of a kind that is shown.
func (p *People) seen(sp span) bool {
	if sp.kind == Phone && len(p.phones) > 0 && p.phones[national(sp.value)] {
		return true
	}
	if len(p.shown) == 0 || !sp.kind.personal() {
		return false
	}
	key := sp.key()
	kind := p.words.kind(key, sp.kind)
	if c, ok := p.names[key]; ok {
		kind = Kind(c.Kind)
	}
	seen := p.shown[kind]
	if seen == nil {
		return false
	}
	if len(seen) < mostShown {
		seen[strings.Clone(key)] = true
	}
	return true
}
