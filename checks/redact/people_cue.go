package redact

import (
	"strings"
	"unicode"
)

// cueSeekers find people whom a letter, a mail or a message names without a title.
var cueSeekers = []seeker{
	{id: "greeting", words: []string{"hi ", "hello ", "hey ", "hallo ", "bonjour ", "hola ", "good morning ", "good afternoon "}, find: findGreeted, samples: samples{
		hits:   []string{`Hi «Kristy»,`, `Hello «Kristy Abercrombie»,`, `> Hi «Zoë»!`, "Hallo «Jörg»\n"},
		misses: []string{`Hi there,`, `Hello all,`, `Hi Support,`, `Hello World is`, `Delhi Kristy,`}}},
	{id: "sign-off", words: []string{"regards", "best", "cheers", "thanks", "thank you", "sincerely", "best wishes", "cordially", "grüßen", "grüße", "gruß", "saludos", "cordialement"}, find: findSigned, far: true, samples: samples{
		hits:   []string{"Best regards,\n«Kristy Abercrombie»", "> Regards\n>\n> «Kristy»\n> Bookkeeper", "Thanks,\n«Kristy»", "Mit freundlichen Grüßen\n«Jörg Müller»", "Thanks, «Kristy Abercrombie»", "Cheers,=20\n«Kristy»=20\n", "Sincerely,\n\n«Zoë O'Brien»\n"},
		misses: []string{"Best regards,\nThe Support Team", "Thanks,\nQuickBooks", "thanks to Connex", "regards\n20250519.13:33:54 UTC\t: QBWebConnector", "Thanks,\nError in line 3"}}},
	{id: "mail head", words: []string{"from:", "to:", "cc:", "bcc:", "reply-to:", "sender:", "von:", "an:", "de:"}, find: findMailHead, samples: samples{
		hits:   []string{`From: «Kristy Abercrombie» <«kristy@mail.example»>`, `From: "«Abercrombie, Kristy»" <«k@mail.example»>`, `> To: «Bob Dole» <«bob@mail.example»>`, `Cc: «Kristy Abercrombie»`, "From: «田中» <«t@mail.example»>", `*From:* «Kristy Abercrombie» <«k@mail.example»>`, `Von: «Jörg Müller» [mailto:«j@mail.example»]`},
		misses: []string{`From: Connex Support <<email-1>>`, `Received from: x`, `from: 3 to: 5`, `To: Web Service`}}},
	{id: "name beside an address", words: []string{" <"}, find: findBesideAddress, samples: samples{
		hits:   []string{`to «Kristy Abercrombie» <«k@mail.example»>`, `"«Abercrombie, Kristy»" <«k@mail.example»>`},
		misses: []string{`Connex Support <<email-1>>`, `a <b>`, `Kristy Abercrombie <b>`}}},
	{id: "wrote", words: []string{" wrote:", " schrieb:", " a écrit", " via shopify"}, find: findWrote, samples: samples{
		hits:   []string{`On Mon, 3 Nov 2025 at 14:02, «Kristy Abercrombie» wrote:`, `On Nov 3, 2025, at 2:02 PM, «Kristy Abercrombie» <«k@mail.example»> wrote:`},
		misses: []string{`the service wrote: x`, `QuickBooks wrote: x`}}},
	{id: "introduced", words: []string{"my name is ", "i am ", "i'm ", "this is ", "speaking to ", "spoke to ", "spoke with ", "talked to ", "talk to ", "ask for ", "call ", "name is ", "named "}, find: findIntroduced, samples: samples{
		hits:   []string{`My name is «Kristy Abercrombie»`, `I am «Kristy Abercrombie» from accounting`, `this is «Zoë Lindqvist».`, `I spoke to «Omar Haddad» today`, `Please call «Kristy Abercrombie» at`},
		misses: []string{`I am Not Sure`, `This is An Error`, `this is QuickBooks Desktop`, `I am Running Windows`, `call Web Service`}}},
	{id: "person by a word", words: []string{"signed by ", "sent by ", "placed by ", "created by ", "entered by ", "submitted by ", "reported by ", "approved by ", "opened by ", "requested by ", "updated by ", "contact ", "bookkeeper ", "accountant ", "employee ", "vendor ",
		"client ", "owner ", "colleague ", "our manager ", "attention ", "cardholder ", "recipient ", "buyer ", "for customer ", "on behalf of ", "belongs to ", "paid to ", "pay to ", "assistant "}, find: findNamed, samples: samples{
		hits:   []string{`signed by «Kristy Abercrombie»`, `contact «Kristy Abercrombie» at`, `our bookkeeper «Anne-Marie van der Berg»`, `vendor «Zoë Lindqvist» was`},
		misses: []string{`Contact Your Administrator`, `Vendor Add Rq`, `client Not Found`, `signed by Let's Encrypt`, `signed by DigiCert Global Root`}}},
	{id: "quoted record", words: []string{"customer \"", "customer '", "vendor \"", "vendor '", "employee \"", "employee '", "the name \"", "the name '", "job \"", "contact \"", "customer:job \"", "customer: \"", "client \"", "company \"", "company '"}, find: findQuotedRecord, samples: samples{
		hits:   []string{`reference to QuickBooks Customer "«Kristy Abercrombie»" in the Invoice`, `The name "«kristy a»" of the list element is already in use.`, `the customer &quot;«Zoë»&quot; is`, `Vendor '«O'Brien Supply»' is`},
		misses: []string{`customer ""`, `the name "" is`, `the name "CustomerRef" is missing`, `customer "<name-1>"`}}},
	{id: "company by a word", words: []string{"the company ", "company file of ", "company file for ", "books of ", "we are ", "our company ", "the firm ", "owned by "}, find: findCompanyNamed, samples: samples{
		hits:   []string{`the company «Rock Castle Construction» is open`, `We are «Rock Castle» and`, `company file of «Rock Castle Construction»`},
		misses: []string{`the company file`, `the company QuickBooks Desktop`, `we are Not sure`, `the company File Not Found`}}},
	{id: "certificate subject", words: []string{"cn=", "commonname="}, find: findSubject, samples: samples{
		hits:   []string{`CN=«Kristy Abercrombie», O=x`, `E=«k@mail.example», CN=«Zoë Lindqvist»`},
		misses: []string{`CN=sync.shop.example`, `CN=DigiCert Global Root CA, O=DigiCert Inc`, `CN=R3, O=Let's Encrypt`, `CN=Go Daddy Secure Certificate Authority - G2`, `CN=Sectigo RSA Domain Validation Secure Server CA`, `dcn=Kristy Abercrombie`}}},
}

// findGreeted finds who is greeted.
func findGreeted(s string, start, end int, add func(span)) {
	if wordAt(s[:start], true) || !capital(s[start]) {
		return
	}
	to, n := nameEnd(s, end)
	if n == 0 || n > 3 || team(s[to:]) || to < len(s) && strings.IndexByte(",!\n;", s[to]) < 0 && !strings.HasPrefix(s[to:], " -") {
		return
	}
	add(span{end, to, Person, s[end:to], false})
}

// quoteMarks stand in front of a line that a mail quotes.
const quoteMarks = "> \t*_|"

// findSigned finds the name under the end of a letter, or beside it.
func findSigned(s string, start, end int, add func(span)) {
	if wordAt(s[:start], true) || wordAt(s[end:], false) {
		return
	}
	i := end
	if i < len(s) && strings.IndexByte(",.!-", s[i]) >= 0 {
		i++
	}
	lines := 0
	for i < len(s) {
		switch {
		case strings.IndexByte(" \t", s[i]) >= 0 || lines > 0 && strings.IndexByte(quoteMarks+"-", s[i]) >= 0:
			i++
		case s[i] == '\n' && lines < 3:
			lines++
			i++
		case s[i] == '\\' && lines < 3: // a line end in a string of a program
			for i < len(s) && s[i] == '\\' {
				i++
			}
			if i >= len(s) || s[i] != 'n' && s[i] != 'r' {
				return
			}
			if s[i] == 'n' {
				lines++
			}
			i++
		default:
			to, n := nameEnd(s, i)
			rest := strings.TrimLeft(s[to:to+upTo(s[to:], "\n\\\"")], " \t*_,.>")
			if n == 0 || lines == 0 && (n < 2 && i == end || s[end] != ',') || rest != "" && !(lines > 0 && s[to] == ',') || stamped(s[i:]) {
				return
			}
			add(span{i, to, Person, s[i:to], false})
			return
		}
	}
}

// findMailHead finds the name beside an address in the head of a mail.
func findMailHead(s string, start, end int, add func(span)) {
	line, quoted := start-1, false
	for line >= 0 && s[line] != '\n' {
		if s[line] == 'n' && line > 0 && s[line-1] == '\\' { // a line end in a string of a program
			break
		}
		if s[line] == '<' && line == start-1 { // what the Web Connector quotes
			quoted = true
			break
		}
		if strings.IndexByte(quoteMarks+"\"'\\", s[line]) < 0 {
			return
		}
		line--
	}
	text := s[end : end+lineEnd(s[end:min(len(s), end+maxValue/8)])]
	if quoted {
		text = strings.TrimSuffix(text, ">")
	}
	for len(text) > 0 {
		lead := len(text) - len(strings.TrimLeft(text, " \t*,;"))
		end += lead
		text = text[lead:]
		to := strings.IndexAny(text, "<[")
		name := text
		if to >= 0 {
			name = text[:to]
		}
		name = strings.TrimRight(name, " \t")
		addressed := to >= 0 && (strings.Contains(text[to:], "@") || strings.HasPrefix(text[to:], "<<email-") || strings.HasPrefix(text[to:], "<email-"))
		from := end
		bare := strings.Trim(name, `"'`)
		from += strings.Index(name, bare)
		switch {
		case bare == "" || masked(bare) || strings.Contains(bare, "@") || bare[0] == '<':
		case addressed && noneOf(bare):
			add(span{from, from + len(bare), Person, bare, false})
		default:
			if stop, n := nameEnd(s, from); n > 1 && stop == from+len(bare) {
				add(span{from, stop, Person, bare, false})
			}
		}
		next := strings.IndexAny(text, ",;")
		if to >= 0 {
			close := strings.IndexAny(text[to:], ">]")
			if close < 0 {
				return
			}
			next = to + close
		}
		if next < 0 {
			return
		}
		end += next + 1
		text = text[next+1:]
	}
}

// findBesideAddress finds the name in front of a mail address in brackets.
func findBesideAddress(s string, start, end int, add func(span)) {
	rest := s[end:min(len(s), end+2*maxName)]
	if n := upTo(rest, " >\n"); n == len(rest) || rest[n] != '>' || !strings.Contains(rest[:n], "@") && !strings.HasPrefix(rest, "<email-") {
		return
	}
	to, floor := start, max(strings.LastIndexByte(s[:start], '\n')+1, start-maxName)
	if to > floor && s[to-1] == '"' {
		to--
		if from := strings.LastIndexByte(s[floor:to], '"'); from >= 0 && from+1 < to-floor && noneOf(s[floor+from+1:to]) && !masked(s[floor+from+1:to]) {
			add(span{floor + from + 1, to, Person, s[floor+from+1 : to], false})
		}
		return
	}
	for from := floor; from < to; from++ { // the longest name that ends here
		if from > 0 && s[from-1] != ' ' && s[from-1] != '\n' && s[from-1] != ':' && s[from-1] != ',' && from > floor {
			continue
		}
		if stop, n := nameEnd(s[:to], from); n > 1 && stop == to {
			add(span{from, to, Person, s[from:to], false})
			return
		}
	}
}

// noneOf says whether none of the words of a name is one that names no person.
func noneOf(name string) bool {
	for w := range strings.FieldsSeq(name) {
		if notNames[strings.ToLower(strings.Trim(w, ",."))] {
			return false
		}
	}
	return true
}

// findWrote finds who wrote what a mail quotes: the words in capitals before the verb.
func findWrote(s string, start, _ int, add func(span)) {
	to := start
	floor := max(strings.LastIndexByte(s[:start], '\n')+1, start-maxName*2)
	if to > floor && s[to-1] == '>' { // an address stands between
		i := strings.LastIndexByte(s[floor:to], '<')
		if i < 0 {
			return
		}
		to = len(strings.TrimRight(s[:floor+i], " <"))
	}
	if to <= floor {
		return
	}
	from := floor + strings.LastIndexAny(s[floor:to], ",:\"'>") + 1
	for from < to && s[from] == ' ' {
		from++
	}
	if stop, n := nameEnd(s, from); n > 0 && stop == to {
		add(span{from, to, Person, s[from:to], false})
	}
}

// findIntroduced finds who says who he is, or whom somebody talked to.
func findIntroduced(s string, start, end int, add func(span)) {
	if wordAt(s[:start], true) {
		return
	}
	to, n := nameEnd(s, end)
	if n > 1 || n == 1 && strings.EqualFold(s[start:end], "my name is ") {
		add(span{end, to, Person, s[end:to], false})
	}
}

// findCompanyNamed finds a company of two words and more behind a word that calls for one.
func findCompanyNamed(s string, start, end int, add func(span)) {
	if wordAt(s[:start], true) {
		return
	}
	if to, n := nameEnd(s, end); n > 1 {
		add(span{end, to, Company, s[end:to], false})
	}
}

// findQuotedRecord finds the name of a record that a message quotes.
func findQuotedRecord(s string, start, end int, add func(span)) {
	if start > 0 && alnum[s[start-1]] {
		return
	}
	quote := s[end-1]
	n := 0
	for n = 0; end+n < len(s) && n < 160 && s[end+n] != '\n'; n++ {
		if s[end+n] == quote && (end+n+1 == len(s) || !alnum[s[end+n+1]]) {
			break
		}
	}
	v := s[end:min(len(s), end+n)]
	if end+n >= len(s) || s[end+n] != quote || v == "" || masked(v) || strings.ContainsAny(v, "=<>") || camel(v) || recordID(v) || common[strings.ToLower(v)] {
		return
	}
	add(span{end, end + n, Person, v, false})
}

// camel says whether a word is one that a program uses: CustomerRef, statusCode.
func camel(v string) bool {
	if strings.Contains(v, " ") {
		return false
	}
	for i := 1; i < len(v); i++ {
		if capital(v[i]) && v[i-1] >= 'a' && v[i-1] <= 'z' {
			return true
		}
	}
	return false
}

// findSubject finds a person in the subject of a certificate. Hosts and authorities stay.
func findSubject(s string, start, end int, add func(span)) {
	if start > 0 && alnum[s[start-1]] {
		return
	}
	if to, n := nameEnd(s, end); n > 1 && (to == len(s) || strings.IndexByte(",\n;/\"<>)+", s[to]) >= 0) {
		add(span{end, to, Person, s[end:to], false})
	}
}

// mark says whether a rune only changes the letter in front of it, as in a decomposed "ö".
func mark(r rune) bool { return unicode.Is(unicode.Mn, r) }
