package checks

import (
	"fmt"
	"slices"
	"strings"
)

// List is all checks, in display order.
func List() []Check {
	return []Check{
		internetCheck, clockCheck, siteCheck, redirectCheck, serviceCheck, credentialsCheck, channelCheck,
		pairingCheck, syncRangeCheck, logCheck, connectorCheck, quickBooksCheck, answersCheck,
	}
}

// IDs names the checks of List, in the same order.
func IDs() []string { return idsOf(List()) }

// KnownIDs names every check of the contract. What the knowledge base says of checks is held against it.
func KnownIDs() []string { return IDs() }

func idsOf(list []Check) []string {
	ids := make([]string, len(list))
	for i, c := range list {
		ids[i] = c.ID
	}
	return ids
}

// Select keeps the checks that only names (all, where it names none) without those that skip names. Order is that of list.
// An id that list does not hold is an error whose text names those it holds.
func Select(list []Check, only, skip []string) ([]Check, error) {
	known := idsOf(list)
	only, skip = trimmed(only), trimmed(skip)
	for _, id := range slices.Concat(only, skip) {
		if !slices.Contains(known, id) {
			return nil, fmt.Errorf("there is no check %q; the checks are %s", id, strings.Join(known, ", "))
		}
	}
	var out []Check
	for _, c := range list {
		if (len(only) == 0 || slices.Contains(only, c.ID)) && !slices.Contains(skip, c.ID) {
			out = append(out, c)
		}
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("no check is left to run; the checks are %s", strings.Join(known, ", "))
	}
	return out, nil
}

// withNeeds keeps the checks that ids name and what these need, directly or not. Ids that list does not hold are passed over.
func withNeeds(list []Check, ids []string) []Check {
	want := map[string]bool{}
	var add func(id string)
	add = func(id string) {
		i := slices.IndexFunc(list, func(c Check) bool { return c.ID == id })
		if i < 0 || want[id] {
			return
		}
		want[id] = true
		for _, n := range list[i].Needs {
			add(n)
		}
	}
	for _, id := range ids {
		add(id)
	}
	var out []Check
	for _, c := range list {
		if want[c.ID] {
			out = append(out, c)
		}
	}
	return out
}

// trimmed is a list without the space around its words, as people write after a comma.
func trimmed(list []string) []string {
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = strings.TrimSpace(s)
	}
	return out
}
