package redact

import "strings"

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
			if inGUID(s, i-2) {
				return 0
			}
			add(span{i - 2, ends[n-1], Bank, s[i-2 : ends[n-1]], false})
			return ends[n-1]
		}
	}
	return 0
}

// inGUID says whether a group of a GUID begins at i: one in a hundred such texts has right check digits by chance.
func inGUID(s string, i int) bool {
	for _, before := range [...]int{0, 9, 14, 19, 24} {
		if from := i - before; from >= 0 && from+36 <= len(s) && guid(s[from:from+36]) {
			return true
		}
	}
	return false
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
