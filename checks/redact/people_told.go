package redact

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// toldSeekers find people that sentences name: behind a title, a word that calls for a name or a number, or by a form that
// only one thing has.
var toldSeekers = []seeker{
	{id: "title", words: []string{"mr. ", "mrs. ", "ms. ", "dr. ", "mr ", "mrs ", "ms ", "miss ", "prof. ", "herr ", "frau ", "dear ", "attn: ", "attn ", "attn. ", "c/o "}, find: findTitled, samples: samples{
		hits:   []string{`Please call Mr. «Haruki Tanaka» at noon`, `Dear Mrs. «Ellen Whitcombe»,`, `Attn: «Priya Venkatesan»`, `Dear «Deborah»,`, `c/o «Anne-Marie van der Berg», Hamburg`},
		misses: []string{`Dear Customer, your shop`, `Dear Connex Support,`, `oh dear Me`, `Dear all`, `Dear Sir or Madam`, `attn: everybody`}}},
	{id: "order of", words: []string{"invoice for ", "order of ", "order for ", "order from ", "sold to ", "ship to ", "shipped to ", "bill to ", "billed to ", "payment from ", "customer "}, find: findNamed, samples: samples{
		hits:   []string{`Customer «Jörg Müller» could not be added`, `Invoice for «Maria O'Brien» was rejected`, `Sold to «Anne-Marie van der Berg», ship to «Zoë Lindqvist»`},
		misses: []string{`Customer Service Portal`, `the order of Checks`, `customer Not Found`, `Customer Add Request`, `order from QuickBooks Desktop`, `order for 3 days`}}},
	{id: "Windows name", words: []string{"desktop-", "laptop-", "win-"}, find: findWindowsName, samples: samples{
		hits:   []string{`Machine «DESKTOP-4F7K2LQ» has the lock`, `on «WIN-0A1B2C3D4E5»`, `(«laptop-9qwe71x»)`},
		misses: []string{`a desktop-version`, `DESKTOP-PC`, `win-win`, `QuickBooks Desktop-2024`}}},
	{id: "UNC", words: []string{`\unc\`}, find: findUNC, samples: samples{
		hits: []string{`open \\?\UNC\«fileserver9»\share\x.txt`}, misses: []string{`\unc\`, `\\?\C:\x`}}},
	{id: "account of a domain", words: []string{"user ", "account ", "login ", "owner ", "owner: ", "user: ", "account: ", "logged on as ", "logged in as ", "running as ", "runs as "}, find: findDomainUser, samples: samples{
		hits: []string{`User «CORP»\«bkeeper7» does not have rights`, `owner .\«kristyab»`, `account corp\«kristyab» is`}, misses: []string{`user C:\x`, `the user reads a\b\c`, `user HKEY\Software\x`}}},
	{id: "phone words", words: []string{"tel. ", "tel: ", "tel.: ", "telephone ", "phone ", "cell ", "mobile ", "fax ", "ph: ", "ph. ", "telefon ", "handy ", "call ", "call me at ", "call me on ", "reach me at ", "reach me on ", "dial ", "whatsapp ", "number is ", "me at ", "tel ", "t: ", "m: "}, find: findCalled, samples: samples{
		hits:   []string{`Tel. «089/123 456 7»`, `cell «0171-2345678»`, `ph: «02 9374 4000»`, `phone «4155550132» is`, `call «4155556579»`, `call me at «5556579»`, `my number is «415 5556579»`},
		misses: []string{`phone 12`, `cell 2025-11-03`, `fax 3 of 100`, `mobile 20251103.14:00:00`}}},
	{id: "post box", words: []string{"p.o. box ", "po box ", "p.o.box ", "postfach "}, find: findBox, samples: samples{
		hits: []string{`to «P.O. Box 4471», Springfield`, `«Postfach 10 22 33»`}, misses: []string{`the PO box is full`}}},
	{id: "street of Europe", words: []string{"straße ", "strasse ", "gracht ", "rue ", "calle ", "rua ", "ul. "}, find: findStreetEurope, samples: samples{
		hits:   []string{`at «Hauptstraße 17b», München`, `«12 rue de la Paix», 75002 Paris`, `«Calle de Alcalá 45», Madrid`, `«Keizersgracht 123», Amsterdam`, `«ul. Marszałkowska 84/92», Warszawa`},
		misses: []string{`you will rue the day`, `Straße ohne Nummer`, `true 12 times`, `rue`}}},
}

// notNames are words in capitals behind which or with which no person is named.
var notNames = func() map[string]bool {
	m := make(map[string]bool)
	for w := range strings.FieldsSeq(`add administrator again all an and answer any app application apps authority batch bill by bye ca center certificate certification connector credit customer customers data delete desktop digicert do domain encrypt entrust error errors everybody everyone error failed file find for found friend friends folks
		from geotrust global globalsign group guys hello help here hi how id import in invoice is it intermediate isrg item job let's list log madam manager mod msg microsoft intuit name new no none not note of on online open order orders organization payment please portal
		pos query quickbooks ref regards request response root rq rs rsa running sales sectigo secure see server service shop shopify signing sir so ssl success support sure sync team tax thank thanks the there these this tls to trust type update user using validation version very
		vendor warning was we web what when where why will windows world with woocommerce you your mr mrs ms miss dr prof herr frau`) {
		m[w] = true
	}
	return m
}()

// particles stand inside names in small letters.
var particles = map[string]bool{"van": true, "von": true, "der": true, "den": true, "de": true, "da": true, "di": true, "del": true, "la": true, "le": true, "bin": true, "al": true, "ter": true, "y": true, "zu": true}

// nameEnd gives where a name of one to four words in capitals ends that begins at i, and of how many it is.
func nameEnd(s string, i int) (end, words int) {
	end = i
	for words < 4 {
		to := i
		for to < len(s) && to-i < 32 {
			r, n := utf8.DecodeRuneInString(s[to:])
			if !unicode.IsLetter(r) && r != '\'' && r != '-' && r != '’' && !mark(r) {
				break
			}
			to += n
		}
		w := strings.TrimRight(s[i:to], "'-")
		first, n := utf8.DecodeRuneInString(w)
		switch second, _ := utf8.DecodeRuneInString(w[min(n, len(w)):]); {
		case words > 0 && particles[w]:
		case w == "" || !unicode.IsUpper(first) || notNames[strings.ToLower(w)]:
			return end, words
		case len(w) > n && unicode.IsUpper(second) && strings.ToUpper(w) == w: // an abbreviation
			return end, words
		case to < len(s) && (digit(s[to]) || strings.IndexByte("_\\/=:(@", s[to]) >= 0): // a name of a program's own
			return end, words
		default:
			words++
			end = i + len(w)
			if len(w) == 1 && to+2 < len(s) && s[to] == '.' && s[to+1] == ' ' { // an initial
				to++
			}
		}
		if to >= len(s) || s[to] != ' ' {
			return end, words
		}
		i = to + 1
	}
	return end, words
}

// findTitled finds the name behind a title.
func findTitled(s string, start, end int, add func(span)) {
	if wordAt(s[:start], true) || !capital(s[start]) && s[start:end] != "c/o " {
		return
	}
	for _, title := range [...]string{"Mr. ", "Mrs. ", "Ms. ", "Dr. ", "Mr ", "Mrs ", "Ms ", "Dr ", "Prof. "} { // Dear Dr. Zed
		if strings.HasPrefix(s[end:], title) {
			end += len(title)
		}
	}
	if to, n := nameEnd(s, end); n > 0 && !team(s[to:]) {
		add(span{end, to, Person, s[end:to], false})
	}
}

// team says whether a text goes on with a word that makes a team of what stood before it: Connex Support.
func team(s string) bool {
	for _, w := range [...]string{" Support", " Team", " Service", " Sync", " Customer", " Help"} {
		if strings.HasPrefix(s, w) {
			return true
		}
	}
	return false
}

// findNamed finds a full name behind a word that calls for one.
func findNamed(s string, start, end int, add func(span)) {
	if wordAt(s[:start], true) {
		return
	}
	if to, n := nameEnd(s, end); n > 1 {
		add(span{end, to, Person, s[end:to], false})
	}
}

// findWindowsName finds the names that Windows itself gives to PCs: DESKTOP-4F7K2LQ, seven signs and up.
func findWindowsName(s string, start, end int, add func(span)) {
	if start > 0 && (nameByte(s[start-1]) && s[start-1] != '.') {
		return
	}
	to, digits := end, 0
	for to < len(s) && alnum[s[to]] {
		if digit(s[to]) {
			digits++
		}
		to++
	}
	if to-end < 7 || to-end > 11 || digits == 0 || to < len(s) && (s[to] == '-' || s[to] == '_') {
		return
	}
	add(span{start, to, Machine, s[start:to], false})
}

// findUNC finds the machine in \\?\UNC\MACHINE\share.
func findUNC(s string, _, end int, add func(span)) {
	to := end
	for to < len(s) && nameByte(s[to]) {
		to++
	}
	if to > end && to < len(s) && s[to] == '\\' {
		add(span{end, to, Machine, s[end:to], false})
	}
}

// findDomainUser finds the account in DOMAIN\account behind a word for it.
func findDomainUser(s string, start, end int, add func(span)) {
	at := end
	for at < len(s) && at-end < 16 && (alnum[s[at]] || s[at] == '-' || s[at] == '.') {
		at++
	}
	if start > 0 && alnum[s[start-1]] || at == end || at-end == 1 && s[end] != '.' || at >= len(s) || s[at] != '\\' {
		return
	}
	to := at + 1
	for to < len(s) && nameByte(s[to]) {
		to++
	}
	name := strings.TrimRight(s[at+1:to], ".-")
	if name == "" || noDomains[strings.ToUpper(s[end:at])] || capital(name[0]) && strings.ToUpper(s[end:at]) != s[end:at] || to < len(s) && (s[to] == '\\' || s[to] == '/') {
		return
	}
	add(span{at + 1, at + 1 + len(name), User, name, false})
}

// findCalled finds the phone number behind a word for it, however it is grouped.
func findCalled(s string, start, end int, add func(span)) {
	if start > 0 && alnum[s[start-1]] {
		return
	}
	from := end
	for from < len(s) && strings.IndexByte("+( ", s[from]) >= 0 {
		from++
	}
	to, digits := from, 0
	for i := from; i < len(s) && i-from < 24; i++ {
		if digit(s[i]) {
			digits++
			to = i + 1
		} else if strings.IndexByte(" -./()", s[i]) < 0 || i > from && !digit(s[i-1]) {
			break
		}
	}
	if digits < 7 || digits > 15 || from == len(s) || date(s[from:to]) || stamped(s[from:]) || to < len(s) && (alnum[s[to]] || s[to] == ':') {
		return
	}
	add(span{from, to, Phone, s[from:to], false})
}

// findBox finds a post box.
func findBox(s string, start, end int, add func(span)) {
	to := end
	for to < len(s) && (digit(s[to]) || s[to] == ' ' && to+1 < len(s) && digit(s[to+1])) {
		to++
	}
	if to > end && !wordAt(s[:start], true) {
		add(span{start, to, Address, s[start:to], false})
	}
}

// farStreet is how long a street's name may be, in bytes.
const farStreet = 48

// findStreetEurope finds a street whose number stands behind its name, or before it in French.
func findStreetEurope(s string, start, end int, add func(span)) {
	from := start
	joined := s[end-2] == 'e' && strings.EqualFold(s[max(0, end-4):end], "sse ") || strings.HasSuffix(strings.ToLower(s[start:end]), "ße ") || strings.EqualFold(s[start:end], "gracht ")
	if joined { // Hauptstraße: the name goes on to the left
		for from > 0 && start-from < farStreet && wordAt(s[:from], true) {
			_, n := utf8.DecodeLastRuneInString(s[:from])
			from -= n
		}
		first, _ := utf8.DecodeRuneInString(s[from:])
		if from == start || !unicode.IsUpper(first) {
			return
		}
	} else if wordAt(s[:start], true) {
		return
	}
	i := from // "12 rue de la Paix"
	for i > 0 && i > from-6 && (s[i-1] == ' ' || digit(s[i-1])) {
		i--
	}
	rest := s[end:min(len(s), end+farStreet)]
	stop := upTo(rest, ",;<>\"()\n\t:=")
	if before := strings.TrimLeft(s[i:from], " "); before != "" && digit(before[0]) {
		add(span{from - len(before), end + len(strings.TrimRight(rest[:stop], " .")), Address, s[from-len(before) : end+stop], false})
		return
	}
	n := strings.IndexAny(rest[:stop], "0123456789")
	if n < 0 || joined && n > 0 || n == 0 && !joined || n > 0 && rest[n-1] != ' ' || !joined && !capitals(rest[:n]) {
		return
	}
	for n < stop && (digit(rest[n]) || letter(rest[n]) || rest[n] == '/' || rest[n] == '-') {
		n++
	}
	add(span{from, end + n, Address, s[from : end+n], false})
}

// capitals says whether a street's words are those of a name.
func capitals(s string) bool {
	for w := range strings.FieldsSeq(s) {
		if r, _ := utf8.DecodeRuneInString(w); !unicode.IsUpper(r) && !particles[w] {
			return false
		}
	}
	return strings.TrimSpace(s) != ""
}
