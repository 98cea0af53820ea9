package redact

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// companySeekers find companies by their legal form.
var companySeekers = []seeker{
	{id: "legal form", ends: true, words: legalWords(longForms), find: findLegalForm, samples: samples{
		hits: []string{
			`«Rock Castle Construction LLC»`, `open for «Acme Widgets Ltd.» now`, `invoice of «Harbor Tea Trading Inc.»`, `«Müller & Söhne GmbH» in Köln`, `«Bäckerei Schmidt GmbH & Co. KG»`, `«Smith and Sons, Inc.» has`,
			`«Outback Roofing Pty. Ltd.»`, `«Rossi S.p.A.»`, `«De Vries Techniek B.V.»`, `«Blue Sky Corporation»`, `Customer «ACME WIDGETS, L.L.C.» was`, `of «Acme Trading Co.», `, `«Kowalski Sp. z o.o.»`, `"«3 Brothers Roofing LLC»"`, `«Blue Sky Limited» is`,
		},
		misses: []string{`Microsoft Corporation`, `Intuit Inc.`, `the LLC form`, `Unlimited`, `Rate Limited`, `Access Limited to`, `DigiCert Inc`, `GoDaddy.com, Inc.`, `Time Limited`, `co-operate`, `Sales Tax Corporation`[:9]}}},
	{id: "short legal form", ends: true, words: legalWords(shortForms), find: findShortForm, samples: samples{
		hits:   []string{`«De Vries Techniek BV» in Utrecht`, `«Nordic Fish AB»`, `«Fisk A/S»`, `«Fontaine Frères SA»`, `«Becker Holz AG»`},
		misses: []string{`ErrorCode AB`, `12 AB`, `the SA account`, `User SA`, `QuickBooks SE`, `as SA.`, `One PC polls`}}},
}

// longForms are legal forms that mean nothing else, in small letters.
var longForms = []string{"llc", "l.l.c", "ltd", "limited", "inc", "incorporated", "corp", "corporation", "co", "company", "plc", "llp", "l.l.p", "lp", "l.p", "gmbh", "ggmbh", "mbh", "pty", "pvt", "b.v", "n.v", "s.a", "s.à r.l", "sarl", "s.a.r.l",
	"s.r.l", "srl", "s.p.a", "spa", "s.l", "s.l.u", "ltda", "s.a.s", "a.g", "k.k", "aps", "sp. z o.o", "oyj", "kft", "s.r.o", "d.o.o", "e.k", "ohg", "a.s", "limitada", "pte", "bhd", "lda", "sas", "kg", "eirl", "ulc", "pllc", "p.c", "gbr"}

// shortForms are those that other words look like, too: they count in capitals behind words of a name only.
var shortForms = []string{"bv", "nv", "ab", "as", "a/s", "sa", "ag", "oy", "se", "ug", "kk", "sl"}

// legalWords are legal forms with the blank in front of them.
func legalWords(forms []string) []string {
	words := make([]string, len(forms))
	for i, f := range forms {
		words[i] = " " + f
	}
	return words
}

// publicCompanies are those that everybody may see, by their first word, in small letters: makers of the programs at hand, authorities
// that sign certificates, and what stands between a PC and its service.
var publicCompanies = wordSet(`microsoft intuit google amazon apple mozilla shopify automattic woocommerce adobe cloudflare akamai fastly digicert sectigo comodo globalsign geotrust thawte verisign entrust identrust godaddy.com godaddy starfield
	buypass certum actalis ssl.com internet symantec norton zscaler fortinet kaspersky avast avg eset bitdefender sophos cisco palo check barracuda netskope mcafee bluecoat blue-coat webroot watchguard sonicwall forcepoint trend oracle ibm network
	ebay etsy paypal stripe square magento bigcommerce wix squarespace xero sage let's akamai malwarebytes panda g f-secure`)

// notCompanies are words that stand in front of a legal form that is none.
var notCompanies = wordSet(`time rate access connection connections is not error code user account name number type id limit size memory bandwidth storage trial version mode edition unlimited quickbooks desktop pro premier enterprise windows sql server http https tls ssl
	company customer vendor`)

// joints stand inside the names of companies in small letters.
var joints = wordSet(`& and und et y e of the de des du la le van von der di da en og och i`)

// companyName gives where the name begins that stands before a legal form at end, and of how many words it is.
func companyName(s string, end int) (start, words int) {
	start = end
	for i := end; i > 0 && words < 6; {
		from := i
		for from > 0 && i-from < 40 && strings.IndexByte(" \t\n\"<>;:()[]{}=|\\/", s[from-1]) < 0 && (s[from-1] != ',' || from == i) {
			from--
		}
		w := strings.TrimRight(s[from:i], ",")
		if strings.HasPrefix(w, "'") || strings.HasPrefix(w, "’") || strings.HasPrefix(w, "“") {
			n := len(w)
			w = strings.TrimLeft(w, "'’“")
			from += n - len(w)
		}
		first, _ := utf8.DecodeRuneInString(w)
		low := strings.ToLower(w)
		switch {
		case w == "" || strings.Trim(w, ".,") == "":
			return start, words
		case unicode.IsUpper(first) && (words == 0 || !notNames[low]), words > 0 && digit(w[0]) && len(w) < 5:
			if (notCompanies[low] || notNames[low]) && words == 0 {
				return start, 0
			}
			words++
			start = from
		case words > 0 && joints[w]: // counts only when a word in capitals stands before it
		default:
			return start, words
		}
		if from == 0 || s[from-1] != ' ' {
			return start, words
		}
		i = from - 1
	}
	return start, words
}

// companyBefore adds the company whose legal form is s[form:end].
func companyBefore(s string, form, end, least int, add func(span)) {
	start, n := companyName(s, form-1)
	if n < least || n > 6 {
		return
	}
	name := s[start:end]
	first := strings.ToLower(strings.TrimRight(name[:upTo(name, " ")], ",."))
	if publicCompanies[first] || masked(name) || strings.ContainsAny(name, "<>") {
		return
	}
	add(span{start, end, Company, name, false})
}

// formEnd takes in what may follow a legal form: its dot, and a second one.
func formEnd(s string, end int) int {
	if end < len(s) && s[end] == '.' {
		end++
	}
	for _, more := range [...]string{" & Co. KG", " & Co KG", " & Co.", " Ltd.", " Ltd", " Limited", " KG", ". Ltd"} {
		if strings.HasPrefix(s[end:], more) && (len(s) == end+len(more) || !alnum[s[end+len(more)]]) {
			return end + len(more)
		}
	}
	return end
}

// findLegalForm finds a company before a legal form.
func findLegalForm(s string, start, end int, add func(span)) {
	form := s[start+1 : end]
	if wordAt(s[end:], false) || !unicode.IsUpper(rune(form[0])) && !strings.HasPrefix(form, "s.à") && form != "mbH" && form != "gGmbH" {
		return
	}
	least := 1
	switch strings.ToLower(form) {
	case "limited", "co", "company", "spa", "sas", "pc", "lp", "incorporated", "corporation":
		least = 2
		if strings.HasPrefix(s[end:], " to ") {
			return
		}
	}
	if low := strings.ToLower(form); low == "company" && !(end == len(s) || strings.IndexByte(".,;\"'\n<)", s[end]) >= 0) {
		return
	}
	companyBefore(s, start+1, formEnd(s, end), least, add)
}

// findShortForm finds a company before a form that is a word, too: it must end the name, and the words before it must be
// plain ones.
func findShortForm(s string, start, end int, add func(span)) {
	form := s[start+1 : end]
	if wordAt(s[end:], false) || strings.ToUpper(form) != form && form != "Oy" || end < len(s) && strings.IndexByte("\\/=_-:@(", s[end]) >= 0 {
		return
	}
	name, n := companyName(s, start)
	if n == 0 {
		return
	}
	for w := range strings.FieldsSeq(s[name:start]) {
		_, size := utf8.DecodeRuneInString(w)
		if !joints[w] && strings.ToLower(w[size:]) != w[size:] || notNames[strings.ToLower(w)] {
			return
		}
	}
	companyBefore(s, start+1, end, 1, add)
}
