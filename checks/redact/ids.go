package redact

import "strings"

// idSeekers find the numbers of accounts, cards and people behind a word for them.
var idSeekers = []seeker{
	{id: "bank words", words: []string{"account no", "account number", "account #", "acct", "bank account", "checking account", "savings account", "routing", "aba ", "aba:", "sort code", "bsb", "clabe"},
		find: near(Bank, 6, 20), samples: samples{
			hits:   []string{`account number: «000123456789»`, `routing «021000021»`, `acct # «12345678»`, `Bank account no. «12-3456-7890»`, `sort code «20-00-00»`, `BSB «062-000»`},
			misses: []string{`account number 12`, `account no longer there since 2025-05-19`, `routing of 2025-05-19 failed`, `AcctRef 80000001`}}},
	{id: "account", whole: true, words: []string{"account", "a/c", "account ending", "konto", "kontonummer", "konto-nr", "blz", "bankleitzahl", "sort-code"}, find: numbered(Bank, 6, 20, 30), samples: samples{
		hits:   []string{`pay to account «31926819» please`, `Account: «31926819»`, `a/c no. «31926819»`, `Konto «31926819»`, `account is «3192 6819»`},
		misses: []string{`the account 404 was not found`, `account type 12`, `Account 1042 lines`, `account 20250519`, `the account 2025-05-19 was`, `account 0x80040408`, `<AccountRef><ListID>80000012-1234567890</ListID></AccountRef>`, `accounts 31926819`, `account QBWC1012`, `account: 20250519.13:33:54`}}},
	{id: "branch", whole: true, words: []string{"transit", "institution number", "institution"}, find: numbered(Bank, 3, 5, 5), samples: samples{
		hits: []string{`transit «00012», institution «003»`, `institution number: «003»`}, misses: []string{`in transit since 2025`, `institution 1`}}},
	{id: "IFSC", whole: true, words: []string{"ifsc"}, find: numbered(Bank, 5, 8, 11), samples: samples{hits: []string{`IFSC code «HDFC0001234»`}, misses: []string{`IFSC 1`}}},
	{id: "IBAN", whole: true, words: []string{"iban"}, find: numbered(Bank, 10, 32, 40), samples: samples{
		hits: []string{`IBAN «GB82WEST12345698765499»`, `IBAN: «DE89 3704 0044 0532 0130 01»`}, misses: []string{`IBAN is missing`, `IBAN GB82`}}},
	{id: "BIC", whole: true, words: []string{"bic", "swift"}, find: findBIC, samples: samples{
		hits:   []string{`BIC «DEUTDEFF»`, `SWIFT code «CHASUS33XXX»`, `SWIFT/BIC «NWBKGB2L»`, `the BIC is «NWBKGB2LXXX»`},
		misses: []string{`a swift CHANGE of plan`, `SWIFT RESPONSE`, `bicycle DEUTDEFF`, `bic pen`}}},
	{id: "security code", whole: true, words: []string{"cvv", "cvc", "csc", "cid", "cvv2", "cvc2", "security code", "card code", "verification value"}, find: numbered(Card, 3, 4, 4), samples: samples{
		hits:   []string{`cvv «123»`, `CVC: «1234»`, `Security code is «482»`, `"cvv":«123»`, `CVV2 «123», please`},
		misses: []string{`error code 123`, `security code review`, `acid 123`}}},
	{id: "expiry", words: []string{"exp ", "exp. ", "exp: ", "exp date", "exp. date", "expiry", "expires", "expiration", "valid thru", "valid through", "good thru"}, find: findExpiry, far: true, samples: samples{
		hits:   []string{`card 4111, exp «12/27»`, `Visa, expires «12/2027»`, `valid thru «12/27»`, `card_type=visa expiry: «12-27»`},
		misses: []string{`certificate expires 12/2027`, `the card expires 12/27/2027`, `expires in 3 days`, `Expires: Thu, 01 Dec 1994 16:00:00 GMT`}}},
	{id: "last digits", words: []string{"ending in ", "ending with ", "ending ", "last four ", "last 4 ", "last four digits ", "last four of ssn "}, find: findEnding, samples: samples{
		hits:   []string{`card ending in «1111»`, `SSN ending «1120»`, `the last four of SSN «1120»`},
		misses: []string{`lines ending in 1111`, `the card ending the day`}}},
	{id: "tax words", words: []string{"ssn", "social security", "ein ", "ein:", "fein", "tax id", "tax no", "tax number", "taxpayer", "vat ", "itin", "employer id", "ust-id ", "ust-idnr", "abn ", "abn: "},
		find: near(TaxID, 7, 14), samples: samples{
			hits:   []string{`SSN «078 05 1120»`, `EIN: «12-3456789»`, `tax ID no. «123456789»`, `VAT no. «DE123456789»`, `USt-IdNr. DE «136 695 976»`, `ABN «51 824 753 556»`},
			misses: []string{`EIN 12`, `tax number of 2025-05-19`, `session 4`}}},
	{id: "tax codes", whole: true, words: []string{"vat", "vatin", "gst", "gstin", "hst", "pan", "rfc", "nif", "cif", "nino", "national insurance", "ni number", "ni no", "business number", "bn", "codice fiscale", "partita iva", "p.iva", "steuernummer", "steuernr", "st.-nr", "steuer-id",
		"steuer-nr", "cuit", "cnpj", "cpf", "siren", "siret", "utr", "tfn", "tax file", "tin", "sin", "social insurance", "passport", "driver's license", "driver's licence", "driving licence"}, find: numbered(TaxID, 4, 15, 20), samples: samples{
		hits: []string{`VAT «NL123456789B01»`, `VAT ID «GB 123 4567 89»`, `NINO «AB 12 34 56 C»`, `National Insurance number «QQ123456C»`, `GSTIN «22AAAAA0000A1Z5»`, `PAN «ABCPE1234F»`, `business number «123456789RT0001»`,
			`Steuernummer «12/345/67890»`, `CNPJ «12.345.678/0001-95»`, `NIF «12345678Z»`, `codice fiscale «RSSMRA85T10A562S»`, `RFC «GODE561231GR8»`, `SIN «046 454 286»`, `passport no. «C01X00T47»`},
		misses: []string{`RFC 7231`, `RFC2818 says`, `the PAN is shown`, `VAT 20 %`, `VAT rate 19.6`, `bn 12`, `sin of 2025-05-19`, `tin 0x80040408`, `since 046 454 286`, `cif QBWC1012`}}},
	{id: "QuickBooks license", whole: true, words: []string{"license", "licence", "license number", "license no"}, find: numbered(Token, 12, 16, 16), samples: samples{
		hits: []string{`License: «1234-5678-9012-345»`, `licence number «1234 5678 9012 345»`}, misses: []string{`license 2024`, `license: 33.0.10015.91`}}},
}

// nearBy is how far behind a word its number may stand, in bytes.
const nearBy = 20

// near hides a number of least to most digits that follows a word: "routing number: 021000021".
func near(kind Kind, least, most int) finder {
	return func(s string, start, end int, add func(span)) {
		if start > 0 && letter(s[start-1]) || end < len(s) && letter(s[end]) && letter(s[end-1]) {
			return
		}
		i := end
		for i < len(s) && i-end < nearBy && !digit(s[i]) && s[i] != '\n' && s[i] != '<' {
			i++
		}
		to, digits := i, 0
		for j := i; j < len(s) && (digit(s[j]) || s[j] == '-' || s[j] == ' '); j++ {
			if digit(s[j]) {
				digits++
				to = j + 1
			} else if !digit(s[j-1]) {
				break
			}
		}
		if digits < least || digits > most || date(s[i:to]) || to < len(s) && (letter(s[to]) || s[to] == ':') {
			return
		}
		add(span{i, to, kind, s[i:to], false})
	}
}

// fillers may stand between a word for a number and the number.
var fillers = wordSet(`no number num nr code id ident identification is was are reg registration ending in of the with last four digits date on bic card my our your swift steuer`)

// toNumber goes from behind a word over what may stand in front of its number: marks, at most one line end, and a few words.
func toNumber(s string, i int) int {
	for limit, broken := min(len(s), i+2*nearBy), false; i < limit; {
		switch c := s[i]; {
		case strings.IndexByte(" \t:=#.-\"'(/\\>", c) >= 0:
			i++
		case c == '\n' && !broken:
			next := skipBreak(s, i)
			if next == i {
				return i
			}
			i, broken = next, true
		case letter(c):
			to := i
			for to < limit && letter(s[to]) {
				to++
			}
			if !fillers[strings.ToLower(s[i:to])] {
				return i
			}
			i = to
		default:
			return i
		}
	}
	return i
}

// numbered hides what stands behind a word and is made of groups with least to most digits in all, and no more than whole
// letters and digits: "NINO AB 12 34 56 C".
func numbered(kind Kind, least, most, whole int) finder {
	return func(s string, start, end int, add func(span)) {
		if end >= len(s) || alnum[s[end]] || start > 0 && s[start-1] == '/' { // a page of a site
			return
		}
		from := toNumber(s, end)
		to, digits, all := from, 0, 0
		for i := from; i < len(s) && alnum[s[i]]; {
			first, had := i, digits
			small := false
			for i < len(s) && alnum[s[i]] {
				if digit(s[i]) {
					digits++
				}
				small = small || letter(s[i]) && !capital(s[i])
				i++
			}
			size := i - first
			if digits == had && (small || size > 3 || to > from && size > 1) || small && kind != Bank || all+size > whole {
				digits = had
				break
			}
			all, to = all+size, i
			if most < 6 || i >= len(s) || strings.IndexByte(" -./", s[i]) < 0 {
				break
			}
			i++
		}
		v := s[from:to]
		switch {
		case digits < least || digits > most || digits < 6 && least == 4 && all-digits < 5:
		case known(v) || date(v) || stamped(s[from:]) || to < len(s) && strings.IndexByte(":_", s[to]) >= 0:
		case to+1 < len(s) && s[to] == '.' && digit(s[to+1]) || strings.Contains(v, ".") && !strings.ContainsAny(v, "-/"): // a version, a time
		default:
			add(span{from, to, kind, v, false})
		}
	}
}

// findBIC finds the code of a bank: four letters for it, two for its country, two or five more signs (ISO 9362).
func findBIC(s string, start, end int, add func(span)) {
	if end < len(s) && alnum[s[end]] {
		return
	}
	from := toNumber(s, end)
	to := from
	for to < len(s) && (capital(s[to]) || digit(s[to])) {
		to++
	}
	if v := s[from:to]; (len(v) == 8 || len(v) == 11) && strings.IndexFunc(v[:6], func(r rune) bool { return r < 'A' }) < 0 && countries[v[4:6]] && (to == len(s) || !alnum[s[to]] && s[to] != '_') {
		add(span{from, to, Bank, v, false})
	}
}

// countries are the codes of the countries whose banks have a BIC (ISO 3166-1).
var countries = wordSet(`AD AE AF AG AI AL AM AO AR AT AU AW AZ BA BB BD BE BF BG BH BI BJ BM BN BO BR BS BT BW BY BZ CA CD CF CG CH CI CL CM CN CO CR CU CV CW CY CZ DE DJ DK DM DO DZ EC
	EE EG ES ET FI FJ FO FR GA GB GD GE GG GH GI GL GM GN GQ GR GT GW GY HK HN HR HT HU ID IE IL IM IN IQ IR IS IT JE JM JO JP KE KG KH KM KN KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY
	MA MC MD ME MG MK ML MM MN MO MR MT MU MV MW MX MY MZ NA NE NG NI NL NO NP NZ OM PA PE PG PH PK PL PS PT PY QA RO RS RU RW SA SC SD SE SG SI SK SL SM SN SO SR SV SY SZ TD TG TH TJ TL
	TM TN TO TR TT TV TW TZ UA UG US UY UZ VA VC VE VG VN VU WS XK YE ZA ZM ZW`)

// besideCard is how far from a card a date or its last digits may stand, in bytes.
const besideCard = 96

// cardWords tell of a card, or of a number that stands for one, in small letters.
var cardWords = []string{"card", "visa", "amex", "maestro", "cvv", "cvc", hidden, inBrackets}

// besides says whether one of some words stands near s[start:end], in small letters.
func besides(s string, start, end, far int, words []string) bool {
	around := strings.ToLower(s[max(0, start-far):min(len(s), end+far)])
	for _, w := range words {
		if strings.Contains(around, w) {
			return true
		}
	}
	return false
}

// findExpiry finds the month until which a card is valid.
func findExpiry(s string, start, end int, add func(span)) {
	if start > 0 && alnum[s[start-1]] {
		return
	}
	from := toNumber(s, end)
	to := from
	for to < len(s) && (digit(s[to]) || s[to] == '/' || s[to] == '-') {
		to++
	}
	month, year, ok := strings.Cut(strings.ReplaceAll(s[from:to], "-", "/"), "/")
	if !ok || len(month) > 2 || month == "" || month[0] > '1' && len(month) > 1 || len(year) != 2 && len(year) != 4 || strings.Contains(year, "/") || to < len(s) && (alnum[s[to]] || s[to] == ':') {
		return
	}
	sure := strings.Contains(strings.ToLower(s[start:end]), " thr")
	if sure || besides(s, start, to, besideCard, cardWords) || digitsNear(s, start) {
		add(span{from, to, Card, s[from:to], false})
	}
}

// digitsNear says whether so many digits stand in front of i as a card's number has.
func digitsNear(s string, i int) bool {
	digits := 0
	for _, c := range []byte(s[max(0, i-besideCard/2):i]) {
		if digit(c) {
			digits++
		} else if strings.IndexByte(" -", c) < 0 {
			if digits >= 13 {
				return true
			}
			digits = 0
		}
	}
	return digits >= 13
}

// endingOf are the things that are told by their last digits, in small letters.
var endingOf = []string{"card", "visa", "amex", "mastercard", "account", "acct", "a/c", "ssn", "iban", "social security"}

// findEnding finds the last digits of a card, an account or a person's number.
func findEnding(s string, start, end int, add func(span)) {
	if start > 0 && alnum[s[start-1]] {
		return
	}
	from := toNumber(s, end)
	if hasWord(s[from:], "ssn ") {
		from = toNumber(s, from+len("ssn"))
	}
	to := from
	for to < len(s) && digit(s[to]) {
		to++
	}
	if to-from != 4 || to < len(s) && alnum[s[to]] {
		return
	}
	floor := max(0, start-nearBy) // only its own line tells, for lines that come again are remembered by themselves
	floor += strings.LastIndexByte(s[floor:start], '\n') + 1
	if line := s[floor : end+lineEnd(s[end:])]; besides(line, start-floor, end-floor, nearBy, endingOf) {
		add(span{from, to, Bank, s[from:to], false})
	}
}
