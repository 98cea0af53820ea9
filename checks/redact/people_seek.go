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
	{id: "home folder", words: []string{`\users\`, `/users/`, `/home/`, `\documents and settings\`}, find: findHome, samples: samples{
		hits: []string{
			`C:\Users\«bob»\Downloads\Connex.qwc`, `C:\\Users\\«bob»\\x`, `"C:\Users\«Bob Smith»\Documents\a.qwc"`, `open /home/«bob»/QWCLog.txt: no such file`, `/Users/«bob»/x`,
			`file:///C:/Users/«bob»/a`, `C:\Users\«bob» is full`, `C:%5CUsers%5C«bob»%5Cx`, `C:\Documents and Settings\«bob»\Local`,
		},
		misses: []string{`C:\Users\Public\Documents\Intuit`, `https://shop.example/home/login`, `https://shop.example/users/5`, `C:\Users\`, `/home/`}}},
	{id: "share", words: []string{`\\`}, find: findShare, samples: samples{
		hits:   []string{`open \\«SERVER1»\books\x.txt`, `"\\«server1»\c$"`},
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
		misses: []string{`statusMessage="Status OK"`}}},
	{id: "street", words: []string{" street", " st.", " avenue", " ave", " road", " rd", " boulevard", " blvd", " drive", " lane", " ln", " court", " highway", " hwy"}, find: findStreet, samples: samples{
		hits:   []string{`ship to «5647 Cypress Hill Rd», Bayshore`, `at «221B Baker Street», London`, `at «12 Main Street»`},
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
	if from < start && dot {
		add(span{from, to, Email, s[from:to], false})
	}
}

// nobody are the folders beside people's own.
var nobody = map[string]bool{"public": true, "default": true, "default user": true, "all users": true, "defaultapppool": true, "shared": true,
	"%username%": true, "$user": true, "administrator": true, "...": true, "..": true, ".": true, "guest": true}

// findHome finds whose folder a path names.
func findHome(s string, start, end int, add func(span)) {
	if s[start] == '/' {
		if s[start:end] != "/home/" && s[start:end] != "/Users/" {
			return
		}
		if start > 0 && (letter(s[start-1]) || digit(s[start-1])) { // a page of a site
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
	if to == end || to+1 >= len(s) || s[to] != '\\' || s[end] == '.' || !nameByte(s[to+1]) {
		return
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
		if v := text[i : i+j]; !masked(v) && !strings.HasSuffix(v, "=") && !strings.Contains(v, "=") {
			add(span{end + i, end + i + j, Person, v, false})
		}
		at = i + j + 1
	}
}

// findStreet finds a street with its number, as they are written in English.
func findStreet(s string, start, end int, add func(span)) {
	if end < len(s) && (letter(s[end]) || digit(s[end])) || start+1 < len(s) && !capital(s[start+1]) {
		return
	}
	from := start
	for words := 0; words < 4 && from > 0; words++ {
		i := strings.LastIndexAny(s[:from], " \n\t\"'>,;(")
		w := s[i+1 : from]
		if w == "" || len(w) > 24 {
			return
		}
		if digit(w[0]) { // 221B
			if words > 0 && strings.Trim(strings.TrimRight(w, "abcABC"), "0123456789") == "" && len(w) <= 6 {
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
