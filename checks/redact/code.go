package redact

import "strings"

// codeSeekers find the codes that are sent or printed to log in once. Names with a sign behind them are namings' own; these are the
// sentences around them.
var codeSeekers = []seeker{
	{id: "code by its words", words: codeWords(), find: findCode, far: true, samples: samples{
		hits: []string{
			`otp code «771902»`, `otp code is «771902»`, `otp codes «771902», «771903»`, `OTP-Code: «771902»`, `otp_code=«771902»`, `otpcode «771902»`, `totp code «771902»`, `onetime code «771902»`, `verification codes «771902» and «771903»`, `security codes: «771902»`,
			`two-factor code «771902»`, `2-step code «771902»`, `authenticator code «771902»`, `pin code «4711»`, `PIN-Code: «4711»`, `confirmation code «771902»`, `backup codes «12345678» «87654321»`, `backup codes: «1234-5678», «8765-4321»`, `Your Shop verification code is: «771902»`,
			`verification code («771902»)`, `verification code #«771902»`, `verification code "«771902»"`, `mfa codes are «771 902»`, `the sign-in code for bob is «771902»`, `reset code «AB12-CD34»`, `device code «WDJB-MJHT»`, `Bestätigungscode «771902»`, `code de vérification : «771902»`, `security codes «K7QF22» or «K7QF23»`, "Your verification code:\n«771902»",
		},
		misses: []string{
			`verification code 404 pages`, `security code QBWC1012`, `reset code 0x80040408`, `login code -2147220472`, `confirmation code of 2025-05-19`, `pin codes are four digits`, `the otp code failed 3 times`, `access codes v2.0.1`, `the security code was wrong`, `spin code 4711`, `device code: 20250519.13:33:54`,
			`backup codes: see page 12`, `error code 771902`, `postcode 94103`, `statusCode="3180"`, `verification codes 12, 404`,
		}}},
	{id: "code by its sign", whole: true, words: []string{"otp", "totp", "2fa", "mfa", "tan", "mtan", "sms-tan", "enter code", "enter the code", "enter this code", "use code", "use the code", "use this code", "type code", "type the code", "text the code"}, find: findDigits, samples: samples{
		hits:   []string{`OTP-«771902»`, `mfa: «771902»`, `2FA «771902»`, `mfa token «771902»`, `TAN «771902»`, `use code «771902» to log in`, `Enter the code «771902» now`, `otp was «771902»`},
		misses: []string{`mfa 404`, `2FA 1234567890`, `a tan of 12`, `tangent 771902`, `use code 12 of it`, `MFA since 20250519`, `enter the code`}}},
	{id: "code in front of its words", words: []string{" is your ", " ist ihr ", " ist dein ", " est votre ", " es tu ", " es su "}, find: findCodeBefore, idle: noDigits, samples: samples{
		hits:   []string{`«771902» is your verification code`, `«G-771902» is your Google verification code.`, `<#> «771902» is your Example App code`, `«771902» is your one-time PIN`, `[«771902» is your security code]`, `«771902» ist Ihr Bestätigungscode`},
		misses: []string{`771902 is your order`, `it is your verification code`, `404 is your code`, `QBWC1012 is your code`, `0x80040408 is your code`, `line 12 is your code`}}},
}

// codeKinds stand in front of "code" where it is one to log in with.
var codeKinds = []string{"otp", "totp", "one-time", "one time", "onetime", "verification", "security", "2fa", "mfa", "two-factor", "two factor", "2-factor", "two-step", "two step", "2-step", "authenticator", "authentication", "authorization", "auth", "sms", "login", "log-in",
	"sign-in", "signin", "access", "pin", "confirmation", "temporary", "reset", "activation", "recovery", "backup", "unlock", "pairing", "device", "user", "invitation", "invite", "registration", "secret", "your"}

// codeWords are the words for a code that stand in front of it, in small letters.
func codeWords() []string {
	words := []string{"bestätigungscode", "sicherheitscode", "verifizierungscode", "einmalcode", "zugangscode", "freischaltcode", "code de vérification", "code de sécurité", "código de verificación", "código de seguridad", "codice di verifica", "verificatiecode", "beveiligingscode"}
	for _, kind := range codeKinds {
		for _, sep := range [...]string{" ", "-", "_", ""} {
			words = append(words, kind+sep+"code")
		}
	}
	return words
}

// mostCodes bounds how many codes of a list are looked at.
const mostCodes = 16

// findCode finds the codes behind a word for them: "codes 771902, 771903".
func findCode(s string, start, end int, add func(span)) {
	if start > 0 && alnum[s[start-1]] {
		return
	}
	i := end
	if i < len(s) && lower[s[i]] == 's' {
		i++
	}
	several := i > end
	if i >= len(s) || alnum[s[i]] || s[i] == '_' {
		return
	}
	if blank(s[i]) {
		i += aside(s[i+1:])
	}
	i = toNumber(s, i)
	for range mostCodes {
		to := codeEnd(s, i)
		if to < 0 {
			return
		}
		add(span{i, to, Password, s[i:to], false})
		next := to + listSign(s[to:], several)
		if next == to {
			return
		}
		i = next
	}
}

// codeEnd is where a code ends that begins at i; -1: none begins there.
func codeEnd(s string, i int) int {
	to := i
	for to < len(s) && to-i < maxName && (alnum[s[to]] || s[to] == '-' && to > i) {
		to++
	}
	if to-i == 3 && isNumber(s[i:to]) && to+4 <= len(s) && s[to] == ' ' && isNumber(s[to+1:to+4]) { // 771 902
		to += 4
	}
	v := strings.TrimRight(s[i:to], "-")
	to = i + len(v)
	switch {
	case to < len(s) && (strings.IndexByte("_=@\\", s[to]) >= 0 || strings.IndexByte(".:/", s[to]) >= 0 && to+1 < len(s) && alnum[s[to+1]]):
		return -1 // a name, a version, a time
	case isNumber(v) && len(v) > 9 || known(v): // the number of an error
		return -1
	case !oneTime(strings.ReplaceAll(v, " ", "")) && !inFours(v):
		return -1
	}
	return to
}

// inFours says whether v is made as the codes are that a person types on another device: ABCD-EFGH.
func inFours(v string) bool {
	return len(v) == 9 && v[4] == '-' && strings.Trim(v, "ABCDEFGHIJKLMNOPQRSTUVWXYZ-") == ""
}

// listSign is the length of what divides the entries of a list at the start of s; 0: there is none. Blanks alone do in a list of
// several only.
func listSign(s string, several bool) int {
	for _, sign := range [...]string{", and ", ", or ", ", ", ",", " and ", " or ", " / ", "/", "; "} {
		if strings.HasPrefix(s, sign) {
			return len(sign)
		}
	}
	if several && strings.HasPrefix(s, " ") {
		return 1
	}
	return 0
}

// findDigits finds a code of six to eight digits behind a word that stands for more than one.
func findDigits(s string, start, end int, add func(span)) {
	i := end
	for _, noun := range [...]string{" token", " pin", " challenge", " response"} {
		if hasWord(s[i:], noun) {
			i += len(noun)
			break
		}
	}
	i = toNumber(s, i)
	to := codeEnd(s, i)
	if i == end || to < 0 {
		return
	}
	if v := s[i:to]; len(v) >= 6 && len(v) <= 8 && isNumber(strings.ReplaceAll(v, " ", "")) {
		add(span{i, to, Password, v, false})
	}
}

// noDigits says that no code can stand in front of the three words that end at end.
func noDigits(s string, end int) bool {
	from := max(0, end-len(" est votre ")-maxName/4)
	return !strings.ContainsAny(s[from:end], "0123456789")
}

// codeNouns are the words for a code behind it, in small letters.
var codeNouns = []string{"code", "otp", "pin", "tan", "código"}

// findCodeBefore finds the code in "771902 is your verification code".
func findCodeBefore(s string, start, end int, add func(span)) {
	from := start
	for from > 0 && start-from < maxName/4 && (alnum[s[from-1]] || s[from-1] == '-') {
		from--
	}
	if from == start || from > 0 && strings.IndexByte(" \t\n\"'([{<>:;,=|*", s[from-1]) < 0 || codeEnd(s[:start], from) != start || strings.Count(s[from:start], "-") > 1 {
		return
	}
	rest := s[end:min(len(s), end+maxName)]
	rest = strings.ToLower(rest[:upTo(rest, "\n.,;:")])
	for _, noun := range codeNouns {
		if i := strings.Index(rest, noun); i >= 0 && (i+len(noun) == len(rest) || !alnum[rest[i+len(noun)]]) {
			add(span{from, start, Password, s[from:start], false})
			return
		}
	}
}
