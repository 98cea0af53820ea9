package redact

import "strings"

// mostDigits is the length of the longest card number; leastDigits of the shortest number that names anybody.
const (
	leastDigits = 9
	mostDigits  = 19
)

// group is one unbroken run of digits: s[start:end].
type group struct{ start, end int }

// numbers finds card numbers, IBANs and social security numbers by their own check digits and form, and phone numbers
// where asked. It begins at s[at].
func numbers(s string, at int, phones bool, add func(span)) {
	var room [24]group
	for {
		i := pairOfDigits(s, at)
		if i < 0 {
			return
		}
		i = firstGroup(s, i, at)
		if stamped(s[i:]) {
			at = i + len("20250519.13:33:54")
			continue
		}
		if to := iban(s, i, add); to > i {
			at = to
			continue
		}
		groups := room[:0]
		count := 0
		for {
			start := i
			for i < len(s) && digit(s[i]) {
				i++
			}
			groups = append(groups, group{start, i})
			count += i - start
			next := gap(s, i)
			if next == 0 {
				break
			}
			i += next
		}
		if count >= leastDigits {
			grouped(s, groups, phones, add)
		}
		at = i
	}
}

// pairOfDigits gives the first of two digits side by side, from i on; -1: there are none. Every number has such a pair,
// and of every pair one stands at every other byte.
func pairOfDigits(s string, i int) int {
	for i++; i < len(s); i += 2 {
		if !digit(s[i]) {
			continue
		}
		if digit(s[i-1]) {
			return i - 1
		}
		if i+1 < len(s) && digit(s[i+1]) {
			return i
		}
	}
	return -1
}

// firstGroup goes back from digits at i over the groups in front of them, which may be single digits, but not beyond floor.
func firstGroup(s string, i, floor int) int {
	for {
		for i > floor && digit(s[i-1]) {
			i--
		}
		n := 0
		for n < 3 && i-n > floor && strings.IndexByte(" -.()/", s[i-n-1]) >= 0 {
			n++
		}
		if n == 0 || i-n <= floor || !digit(s[i-n-1]) {
			return i
		}
		i -= n + 1
	}
}

// gap is how many bytes stand between a group of digits that ends at i and the next one of the same number; 0: it ends.
func gap(s string, i int) int {
	n := 0
	for i+n < len(s) && n < 3 && strings.IndexByte(" -.()/", s[i+n]) >= 0 {
		n++
	}
	if n == 0 || i+n >= len(s) || !digit(s[i+n]) {
		return 0
	}
	return n
}

// grouped looks for numbers in groups of digits that stand close together. Two numbers may follow each other, so every
// window of groups is tried, the longest first.
func grouped(s string, groups []group, phones bool, add func(span)) {
	for i := 0; i < len(groups); {
		i += max(1, window(s, groups[i:], phones, add))
	}
}

// window tries the numbers that begin with the first group and says how many groups were taken.
func window(s string, groups []group, phones bool, add func(span)) int {
	if before(s, groups[0].start) {
		return 0
	}
	for n := min(len(groups), 5); n > 0; n-- {
		start, end := groups[0].start, groups[n-1].end
		run := s[start:end]
		if end-start > 2*mostDigits || behind(s, end) {
			continue
		}
		d := onlyDigits(run)
		switch {
		case card(run, d):
			add(span{start, end, Card, run, false})
			return n
		case len(d) == 9 && (n == 3 && len(run) == 11 && run[3] == '-' && run[6] == '-' || n == 2 && len(run) == 10 && run[2] == '-'): // SSN, EIN
			add(span{start, end, TaxID, run, false})
			return n
		case n == 4 && len(d) == 14 && run[2] == '-' && run[5] == '-' && len(run) == 17: // a sort code and an account
			add(span{start, end, Bank, run, false})
			return n
		case n == 4 && len(d) == 15 && len(run) == 18 && run[4] == run[9] && run[9] == run[14] && run[4] != '.': // a license of QuickBooks
			add(span{start, end, Token, run, false})
			return n
		case phones && phone(s, start, end, d, add):
			return n
		}
	}
	return 0
}

// before says whether the digits at start belong to something that began before them: a GUID, a version, a name.
func before(s string, start int) bool {
	if start == 0 {
		return false
	}
	c := s[start-1]
	if start > 1 && (c == '-' || c == '.') {
		return letter(s[start-2]) || digit(s[start-2])
	}
	return letter(c) || c == '_'
}

// behind says whether what ends at end goes on.
func behind(s string, end int) bool {
	if end >= len(s) {
		return false
	}
	c := s[end]
	if end+1 < len(s) && (c == '-' || c == '.') {
		return letter(s[end+1]) && c == '-' || digit(s[end+1])
	}
	return letter(c) || c == '_'
}

// onlyDigits leaves out all but the digits.
func onlyDigits(s string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, s)
}

// phone finds phone numbers as they are written in North America and, with "+", anywhere. A bare run of ten digits is an id.
func phone(s string, start, end int, d string, add func(span)) bool {
	if start > 0 && s[start-1] == '(' {
		start--
	}
	plus := start > 0 && s[start-1] == '+'
	if plus {
		start--
	}
	if len(d) > 15 || len(d) < leastDigits || !plus && !american(s[start:end]) && !national0(s, start, end, d) {
		return false
	}
	add(span{start, end, Phone, d, false})
	return true
}

// american says whether a number is grouped 3-3-4, with an area code that exists (NANP: neither it nor the next group
// begins with 0 or 1) and perhaps "1" in front.
func american(run string) bool {
	groups := strings.FieldsFunc(run, func(r rune) bool { return r < '0' || r > '9' })
	if len(groups) == 4 && groups[0] == "1" {
		groups = groups[1:]
	}
	return len(groups) == 3 && len(groups[0]) == 3 && len(groups[1]) == 3 && len(groups[2]) == 4 && groups[0][0] > '1' && groups[1][0] > '1'
}

// national0 says whether a number is written as in the countries that begin theirs with "0", or "00" abroad: in two groups and
// up, of which the first is an area's or a network's. A date, a time, a count and a version are not.
func national0(s string, start, end int, d string) bool {
	run := strings.TrimLeft(s[start:end], "(")
	groups := strings.FieldsFunc(run, func(r rune) bool { return r < '0' || r > '9' })
	n := len(groups)
	if len(d) < 10 || d[0] != '0' || n < 2 || n > 5 || len(groups[0]) < 2 || len(groups[0]) > 5 || end < len(s) && (s[end] == ':' || s[end] == '%') {
		return false
	}
	pairs := n == 5 // 06.12.34.56.78
	for i, g := range groups {
		pairs = pairs && len(g) == 2
		if i > 0 && (len(g) < 2 || len(g) > 8 || len(g) < 4 && strings.Trim(g, "0") == "") {
			return false
		}
	}
	if strings.Contains(run, ".") && !pairs || pairs && groups[1][0] == '0' && groups[2][0] == '0' { // a version, bytes
		return false
	}
	year := n > 2 && len(groups[2]) == 4 && (groups[2][:2] == "19" || groups[2][:2] == "20") && len(groups[0]) == 2 && len(groups[1]) == 2
	return !year && strings.Trim(groups[0], "0") != ""
}
