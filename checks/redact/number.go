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
// where asked.
func numbers(s string, phones bool, add func(span)) {
	var room [24]group
	for at := 0; ; {
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
		case n == 3 && len(run) == 11 && run[3] == '-' && run[6] == '-' && len(d) == 9:
			add(span{start, end, TaxID, run, false})
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

// card says whether a run of digits is a payment card's number: the length and beginning of an issuer (ISO/IEC 7812) and
// a right check digit.
func card(run, d string) bool {
	return len(d) >= 13 && len(d) <= mostDigits && !strings.ContainsAny(run, "/()") && issuer(d) && luhn(d)
}

// issuer says whether a number begins and is as long as those of a card network.
func issuer(d string) bool {
	n := len(d)
	four := int(d[0]-'0')*1000 + int(d[1]-'0')*100 + int(d[2]-'0')*10 + int(d[3]-'0')
	switch two := four / 100; {
	case d[0] == '4':
		return n == 13 || n == 16 || n == 19
	case two >= 51 && two <= 55, four >= 2221 && four <= 2720:
		return n == 16
	case two == 34, two == 37:
		return n == 15
	case two == 36, two == 38, two == 39, four >= 3000 && four <= 3059:
		return n == 14 || n == 16
	case two == 35, four == 6011, two == 65, four >= 6440 && four <= 6499, two == 62, two == 81:
		return n >= 16
	case two == 50, two >= 56 && two <= 58, four == 6304, four == 6759, four >= 6761 && four <= 6763:
		return n >= 16
	}
	return false
}

// luhn checks the check digit of a card number.
func luhn(d string) bool {
	sum := 0
	for i := range len(d) {
		n := int(d[len(d)-1-i] - '0')
		if i%2 == 1 {
			if n *= 2; n > 9 {
				n -= 9
			}
		}
		sum += n
	}
	return sum%10 == 0
}

// iban finds an international bank account number whose check digits begin at i: two capitals, two digits, up to 30 more
// letters and digits, with a right check (ISO 13616). It gives where it ends; 0: there is none.
func iban(s string, i int, add func(span)) int {
	if i < 2 || !capital(s[i-1]) || !capital(s[i-2]) || i > 2 && (letter(s[i-3]) || digit(s[i-3])) || i+1 >= len(s) || !digit(s[i+1]) {
		return 0
	}
	var flat [34]byte
	var ends [34]int
	n := 0
	for j := i - 2; j < len(s) && n < len(flat); j++ {
		if c := s[j]; capital(c) || digit(c) {
			flat[n], ends[n] = c, j+1
			n++
		} else if c != ' ' && c != '-' || j+1 >= len(s) || !capital(s[j+1]) && !digit(s[j+1]) {
			break
		}
	}
	for ; n >= 15; n-- { // words in capitals may follow: the longest beginning with a right check counts
		if mod97(flat[:n]) == 1 {
			add(span{i - 2, ends[n-1], Bank, s[i-2 : ends[n-1]], false})
			return ends[n-1]
		}
	}
	return 0
}

func capital(c byte) bool { return c >= 'A' && c <= 'Z' }

// mod97 is the remainder that the check of an IBAN is about: its first four characters stand last, and letters count as
// 10 to 35.
func mod97(iban []byte) int {
	rest := 0
	for k := range iban {
		if c := iban[(k+4)%len(iban)]; digit(c) {
			rest = (rest*10 + int(c-'0')) % 97
		} else {
			rest = (rest*100 + int(c-'A') + 10) % 97
		}
	}
	return rest
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
	if len(d) > 15 || len(d) < leastDigits || !plus && !american(s[start:end]) {
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
