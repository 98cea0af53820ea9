package redact

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// personSeekers find people by a sign in the middle of them.
var personSeekers = []seeker{
	{id: "e-mail", words: []string{"@"}, find: findEmail, samples: samples{
		hits:   []string{`from «bob.smith+qb@mail.example.com», today`, `<«bob@example.com»>`, `«bob%40example.com»`, `«j&#246;rg@example.com»`, `mailto:«bob@example.com»`},
		misses: []string{`@param x`, `a @ b`, `user@`, `12:30 @home`}}},
	{id: "e-mail in words", words: []string{"(at)", "[at]", " at ", "{at}"}, find: findSpelledEmail, samples: samples{
		hits:   []string{`write to «kristy (at) mail (dot) example»`, `«kristy[at]mail.example.com»`, `«kristy at mail dot example»`, `«k.abc AT mail DOT example»`},
		misses: []string{`look at shop.example`, `at 10 dot 5`, `(at) home`, `meet at noon`}}},
	{id: "home folder", words: []string{`\users\`, `/users/`, `/home/`, `\documents and settings\`, `\profiles\`, `\homes\`, `\home\`}, find: findHome, samples: samples{
		hits: []string{
			`C:\Users\«bob»\Downloads\Connex.qwc`, `C:\\Users\\«bob»\\x`, `"C:\Users\«Bob Smith»\Documents\a.qwc"`, `open /home/«bob»/QWCLog.txt: no such file`, `/Users/«bob»/x`,
			`file:///C:/Users/«bob»/a`, `C:\Users\«bob» is full`, `C:%5CUsers%5C«bob»%5Cx`, `C:\Documents and Settings\«bob»\Local`, `c:/users/«bob»/x`, `/mnt/c/Users/«bob»/x`, `D:\Profiles\«bob»\x`,
		},
		misses: []string{`C:\Users\Public\Documents\Intuit`, `https://shop.example/home/login`, `https://shop.example/users/5`, `C:\Users\`, `/home/`}}},
	{id: "share", words: []string{`\\`}, find: findShare, samples: samples{
		hits:   []string{`open \\«SERVER1»\books\x.txt`, `"\\«server1»\c$"`, `net view \\«FILESRV9»`, `to \\«ACCT-2».`},
		misses: []string{`C:\\Windows`, `\\.\pipe\x`, `a\\b`}}},
	{id: "lock", words: []string{"locked:"}, find: findLock, samples: samples{
		hits:   []string{`Got Lock = LOCKED:«FRONTDESK-PC»:636190683248801537`, `<DataExtValue>UNLOCKED:«Rock Castle»</DataExtValue>`},
		misses: []string{`the file is locked: close it`, `blocked: yes`}}},
	{id: "company file", words: []string{".qbw", ".qbm", ".qbb", ".qba", ".qbx", ".qby"}, find: findCompanyFile, samples: samples{
		hits: []string{
			`cfn="C:\QB\«Rock Castle Construction».QBW"`, `open «rockcastle».qbw now`, `authRet[1]="C:\Users\Public\Documents\Intuit\QuickBooks\Company Files\«Rock».qbw"`,
			`"D:\«Books»\«Rock».QBW"`,
		},
		misses: []string{`a .qbw file`, `*.qbw`}}},
	{id: "status message", words: []string{`statusmessage="`}, find: findQuoted, samples: samples{
		hits:   []string{`statusMessage="The name &quot;«Kristy»&quot; of the list element is already in use."`},
		misses: []string{`statusMessage="Status OK"`, `statusMessage="Object &quot;80000012-1234567890&quot; cannot be found"`}}},
	{id: "street", ends: true, words: []string{" street", " st.", " avenue", " ave", " road", " rd", " boulevard", " blvd", " drive", " lane", " ln", " court", " highway", " hwy", " way", " terrace", " place", " square", " close", " crescent", " parkway", " pkwy", " circle", " trail", " plaza", " st", " broadway"}, find: findStreet, samples: samples{
		hits:   []string{`ship to «5647 Cypress Hill Rd», Bayshore`, `at «221B Baker Street», London`, `at «12 Main Street»`, `«123 5th Ave», NY`, `«12 Elm Terrace»`, `«1200 Market St, Suite 400»`, `«1200 Market St, Oakville, CA 94103» is`, `«4 High Road, London SW1A 1AA»`, `«12 Oak Way #4b»`, `«88 Broadway»`},
		misses: []string{`line 12: Drive C: is full`, `3 runs on the road`, `5 ways to drive`}}},
}

// findEmail finds the mail address around an "@".
func findEmail(s string, start, end int, add func(span)) {
	from := start
	for from > 0 && start-from < 128 {
		r, n := utf8.DecodeLastRuneInString(s[:from])
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("._%+-'", r) {
			break
		}
		from -= n
	}
	for from < start && (s[from] == '\'' || s[from] == '.') {
		from++
	}
	to, dot := end, false
	for to < len(s) {
		r, n := utf8.DecodeRuneInString(s[to:])
		if r == '.' && to+1 < len(s) && to > end && (letter(s[to+1]) || s[to+1] >= 0x80) {
			dot = true
		} else if !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-' {
			break
		}
		to += n
	}
	if from == start && start > 0 && s[start-1] == '"' { // "kristy a"@mail.example
		if i := strings.LastIndexByte(s[max(0, start-maxName):start-1], '"'); i >= 0 && strings.IndexByte(s[max(0, start-maxName)+i:start], '\n') < 0 {
			from = max(0, start-maxName) + i
		}
	}
	if to == end && from < start && to < len(s) && s[to] == '[' { // the number of a host
		if n := strings.IndexByte(s[to:min(len(s), to+maxName)], ']'); n > 0 && strings.Trim(s[to+1:to+n], "0123456789.:abcdefIPv") == "" {
			to, dot = to+n+1, true
		}
	}
	if from < start && dot {
		if _, ok := pairAt(s, start); ok { // a password, not the first part of an address
			return
		}
		add(span{from, to, Email, s[from:to], false})
	}
}

// findSpelledEmail finds a mail address that somebody wrote for people only: kristy (at) mail (dot) example. Around a plain
// " at " the dots must be spelled, too.
func findSpelledEmail(s string, start, end int, add func(span)) {
	from := start
	if from > 0 && s[from-1] == ' ' {
		from--
	}
	to := from
	for from > 0 && start-from < maxName && (alnum[s[from-1]] || strings.IndexByte("._%+-", s[from-1]) >= 0) {
		from--
	}
	if from == to {
		return
	}
	i, dots, spelled := end, 0, s[start] != ' '
	for i < len(s) && s[i] == ' ' {
		i++
	}
	last := i
	for i < len(s) && i-end < 2*maxName {
		label := i
		for i < len(s) && (alnum[s[i]] || s[i] == '-') {
			i++
		}
		if i == label {
			break
		}
		last = i
		if i+1 < len(s) && s[i] == '.' && alnum[s[i+1]] {
			dots, i = dots+1, i+1
			continue
		}
		more := i
		for _, d := range [...]string{" (dot) ", "(dot)", " [dot] ", "[dot]", " dot "} {
			if hasWord(s[i:], d) {
				dots, spelled, more = dots+1, true, i+len(d)
				break
			}
		}
		if more == i {
			break
		}
		i = more
	}
	if dots > 0 && spelled && letter(s[last-1]) {
		add(span{from, last, Email, s[from:last], false})
	}
}

// nobody are the folders beside people's own.
var nobody = map[string]bool{"public": true, "default": true, "default user": true, "all users": true, "defaultapppool": true, "shared": true,
	"%username%": true, "$user": true, "administrator": true, "...": true, "..": true, ".": true, "guest": true}

// findHome finds whose folder a path names.
func findHome(s string, start, end int, add func(span)) {
	if s[start] == '/' {
		drive := start > 1 && (s[start-1] == ':' && letter(s[start-2]) || s[start-2] == '/' && letter(s[start-1]))
		if s[start:end] != "/home/" && s[start:end] != "/Users/" && !drive {
			return
		}
		if start > 0 && (letter(s[start-1]) || digit(s[start-1])) && !drive { // a page of a site
			return
		}
	}
	rest := s[end:min(len(s), end+128)]
	n := upTo(rest, "\\/\n\t\"'<>|:*?,;()")
	if n == len(rest) || rest[n] != '\\' && rest[n] != '/' {
		n = upTo(rest, " \\/\n\t\"'<>|:*?,;()")
	}
	name := strings.TrimRight(rest[:n], ". ")
	if name == "" || nobody[strings.ToLower(name)] || masked(name) || strings.HasPrefix(name, "<") {
		return
	}
	add(span{end, end + len(name), Person, name, false})
}

// findShare finds the machine in \\MACHINE\share.
func findShare(s string, start, end int, add func(span)) {
	if start > 0 && strings.IndexByte(" \t\n\"'=(,[<>", s[start-1]) < 0 {
		return
	}
	to := end
	for to < len(s) && (nameByte(s[to])) {
		to++
	}
	if to == end || s[end] == '.' {
		return
	}
	if to+1 >= len(s) || s[to] != '\\' || !nameByte(s[to+1]) { // without a share: a name in capitals with a digit or "-"
		v := strings.TrimRight(s[end:to], ".-")
		if to = end + len(v); to < len(s) && s[to] == '\\' && to+1 < len(s) && !blank(s[to+1]) || len(v) < 4 || strings.ToUpper(v) != v || !strings.ContainsAny(v, "0123456789-") || !capital(v[0]) {
			return
		}
	}
	add(span{end, to, Machine, s[end:to], false})
}

// findLock finds the machine or company in the Web Connector's lock of the company file.
func findLock(s string, start, end int, add func(span)) {
	name := s[end : end+upTo(s[end:], ":<\"'\n")]
	if n := end + len(name); s[start:end] != "LOCKED:" || name == "" || blank(name[0]) || masked(name) {
		return
	} else if n < len(s) && s[n] == ':' {
		add(span{end, n, Machine, name, false})
	} else if start > 1 && s[start-2:start] == "UN" {
		add(span{end, n, Company, name, false})
	}
}

// known folders say nothing of their owner.
var knownFolders = map[string]bool{"users": true, "public": true, "documents": true, "my documents": true, "desktop": true, "downloads": true, "intuit": true,
	"quickbooks": true, "company files": true, "sample company files": true, "programdata": true, "program files": true, "program files (x86)": true,
	"common files": true, "qb": true, "onedrive": true, "dropbox": true, "data": true, "home": true, "public documents": true, "temp": true, "backup": true,
	"shared": true, "windows": true, "documents and settings": true, "all users": true}

// findCompanyFile finds the company's name in the path of its file, and the folders that somebody named.
func findCompanyFile(s string, start, end int, add func(span)) {
	if end < len(s) && (letter(s[end]) || digit(s[end])) {
		return
	}
	floor := max(0, start-260)
	from := floor + strings.LastIndexAny(s[floor:start], "\n\t\"'<>|*?=,;(") + 1
	// Without quotes a path begins at its drive or share, and a bare file at the last blank.
	path := s[from:start]
	if i := strings.LastIndex(path, `:\`); i > 0 {
		from += i - 1
	} else if i := strings.Index(path, `\\`); i >= 0 {
		from += i
	} else if quotedBefore := from > 0 && strings.IndexByte("\"'>=", s[from-1]) >= 0; !quotedBefore && !strings.ContainsAny(path, `\/`) {
		from += strings.LastIndexByte(path, ' ') + 1
	} else if sep := strings.IndexAny(path, `\/`); !quotedBefore && sep >= 0 {
		from += strings.LastIndexByte(path[:sep], ' ') + 1
	}
	path = s[from:start]
	at := from
	for i, part := range strings.FieldsFunc(path, func(r rune) bool { return r == '\\' || r == '/' }) {
		at += strings.Index(s[at:], part)
		to := at + len(part)
		low := strings.ToLower(strings.TrimSpace(part))
		switch {
		case to == start:
			if low != "" && !masked(part) {
				add(span{at, to, Company, part, false})
			}
		case strings.HasSuffix(part, ":"), knownFolders[low], strings.HasPrefix(low, "quickbooks"), masked(part):
		case i == 0 && strings.HasPrefix(path, `\\`): // a machine: findShare has it
		case strings.HasSuffix(strings.ToLower(s[from:at]), `users\`) || strings.HasSuffix(s[from:at], "/home/"): // findHome has it
		default:
			add(span{at, to, Folder, part, false})
		}
		at = to
	}
}

// findQuoted finds what a qbXML status message quotes: the names of records.
func findQuoted(s string, start, end int, add func(span)) {
	text := s[end:min(len(s), end+maxValue/2)]
	text = text[:upTo(text, "\n>")]
	if i := strings.LastIndexByte(text, '"'); i >= 0 {
		text = text[:i]
	}
	for at := 0; ; {
		i := strings.IndexByte(text[at:], '"')
		if i < 0 {
			return
		}
		i += at + 1
		j := strings.IndexByte(text[i:], '"')
		if j < 0 {
			return
		}
		if v := text[i : i+j]; !masked(v) && !strings.Contains(v, "=") && !recordID(v) {
			add(span{end + i, end + i + j, Person, v, false})
		}
		at = i + j + 1
	}
}

// recordID says whether a text is the number of a record of QuickBooks, a ListID or a TxnID: 80000012-1234567890.
func recordID(v string) bool {
	head, tail, ok := strings.Cut(v, "-")
	return ok && head != "" && len(head) <= 8 && len(tail) >= 9 && strings.Trim(head, "0123456789ABCDEF") == "" && strings.Trim(tail, "0123456789") == ""
}

// findStreet finds a street with its number, as they are written in English.
func findStreet(s string, start, end int, add func(span)) {
	if end < len(s) && (letter(s[end]) || digit(s[end])) || start+1 < len(s) && !capital(s[start+1]) {
		return
	}
	from := start
	for words := 0; words < 4 && from > 0; words++ {
		i := strings.LastIndexAny(s[:from], " \n\t\"'<>,;(")
		w := s[i+1 : from]
		if w == "" || len(w) > 24 {
			return
		}
		if digit(w[0]) { // 221B
			if words == 0 && ordinal(w) && i > 0 && s[i] == ' ' {
				from = i
				continue
			}
			if (words > 0 || s[start:end] == " Broadway") && strings.Trim(strings.TrimRight(w, "abcdABCD"), "0123456789") == "" && len(w) <= 6 {
				end += placeEnd(s[end:])
				add(span{i + 1, end, Address, s[i+1 : end], false})
			}
			return
		}
		if !capital(w[0]) || i < 0 || s[i] != ' ' {
			return
		}
		from = i
	}
}

// ordinal says whether a word is the number of a street: 5th.
func ordinal(w string) bool {
	n := len(w) - 2
	return n > 0 && n < 4 && strings.Trim(w[:n], "0123456789") == "" && (w[n:] == "st" || w[n:] == "nd" || w[n:] == "rd" || w[n:] == "th")
}

// placeEnd is the length of what belongs to an address behind its street: the flat, the town, the state and the post code.
func placeEnd(s string) int {
	end := 0
	if strings.HasPrefix(s, ".") && len(s) > 1 && s[1] == ',' {
		end = 1
	}
	at := func() (string, int) { // the next word, and how long it is with what stands in front
		i := end
		for i < len(s) && i-end < 2 && (s[i] == ',' || s[i] == ' ') {
			i++
		}
		j := i
		for j < len(s) && (alnum[s[j]] || s[j] >= 0x80 || s[j] == '\'' || s[j] == '-' || s[j] == '#') {
			j++
		}
		if i == end {
			return "", 0
		}
		return s[i:j], j - end
	}
	w, n := at()
	if flats[strings.ToLower(w)] {
		end += n
		if w, n = at(); w != "" {
			end += n
		}
	} else if strings.HasPrefix(w, "#") && len(w) > 1 {
		end += n
	}
	if end < len(s) && s[end] != ',' {
		return end
	}
	mark, town := end, 0
	for range 4 { // the town counts when a state or a code follows
		w, n = at()
		switch {
		case w == "":
			return mark
		case town > 0 && len(w) == 2 && capital(w[0]) && capital(w[1]):
			end += n
			mark = end
			if w, n = at(); len(w) >= 5 && digit(w[0]) {
				return end + n
			}
			return mark
		case town > 0 && len(w) <= 4 && capital(w[0]) && strings.ContainsAny(w, "0123456789"): // SW1A 1AA
			end += n
			if w, n = at(); len(w) == 3 && digit(w[0]) {
				return end + n
			}
			return end
		case capital(w[0]):
			town++
			end += n
		case len(w) == 5 && strings.Trim(w, "0123456789") == "" && town > 0:
			return end + n
		default:
			return mark
		}
	}
	return mark
}

// flats stand in front of the number of a flat.
var flats = wordSet("suite ste apt apartment unit flat floor room")
