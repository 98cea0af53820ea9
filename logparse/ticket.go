package logparse

import "strings"

// ticketMarks are what the Web Connector writes directly in front of a ticket, with the byte that ends it.
var ticketMarks = []struct {
	mark string
	end  byte
}{
	{`wcTicket="`, '"'}, {`authRet[0]="`, '"'}, {`ticket="`, '"'}, {`wcTicket=`, '>'},
	{`<ticket>`, '<'}, {`SessionTicket has been set to `, '\n'},
}

// firstMember is what all ticketNames but the first end with.
const firstMember = "[0]"

// ticketNames are the names in small letters by which services print a ticket, with a sign behind and blanks around it.
var ticketNames = []string{"ticket", "authret" + firstMember, "authreturn" + firstMember, "authretval" + firstMember}

const hidden = "…"

// hideTickets takes the tickets out of a text that is kept.
func hideTickets(s string) string {
	for _, t := range ticketMarks {
		for from := 0; ; {
			i := strings.Index(s[from:], t.mark)
			if i < 0 {
				break
			}
			i += from + len(t.mark)
			n := strings.IndexByte(s[i:], t.end)
			if n < 0 {
				n = len(s) - i
			}
			if n > 0 && !(t.end == '>' && s[i] == '"') {
				s = s[:i] + hidden + s[i+n:]
				n = len(hidden)
			}
			from = i + n
		}
	}
	return hidePrinted(s)
}

// hidePrinted takes out the tickets that a service printed: "ticket = x", "authReturn[0]: 'x'". What stands there must look made by a
// program, for sentences have the name too.
func hidePrinted(s string) string {
	names := ticketNames
	if !strings.Contains(s, firstMember) {
		names = names[:1] // most texts of a log
	}
	for _, name := range names {
		for from := 0; ; {
			i := indexFold(s[from:], name)
			if i < 0 {
				break
			}
			from += i + len(name)
			start, ok := afterSign(s, from)
			if !ok {
				continue
			}
			end := start
			for end < len(s) && (isAlnum(s[end]) || s[end] == '-' || s[end] == '_') {
				end++
			}
			if isMade(s[start:end]) {
				s = s[:start] + hidden + s[end:]
				from = start + len(hidden)
			}
		}
	}
	return s
}

// indexFold is strings.Index for a word in small letters, without regard to the case of ASCII.
func indexFold(s, word string) int {
	for i := 0; i+len(word) <= len(s); i++ {
		if s[i]|0x20 == word[0] && strings.EqualFold(s[i:i+len(word)], word) {
			return i
		}
	}
	return -1
}

// afterSign gives where the value of a name that ends at i begins.
func afterSign(s string, i int) (start int, ok bool) {
	for i < len(s) && strings.IndexByte(" \t\"'])", s[i]) >= 0 {
		i++
	}
	sign := i
	for i < len(s) && strings.IndexByte("=:>", s[i]) >= 0 {
		i++
	}
	if i == sign || s[sign] == '>' {
		return 0, false
	}
	for i < len(s) && strings.IndexByte(" \t\"'{", s[i]) >= 0 {
		i++
	}
	return i, true
}

func isAlnum(c byte) bool { return isLetter(c) || '0' <= c && c <= '9' }

// isMade says whether a word is long enough for a ticket and has letters and digits.
func isMade(v string) bool {
	const least = 8
	return len(v) >= least && strings.ContainsAny(v, "0123456789") && strings.Trim(v, "0123456789-_") != ""
}
