package webconnector

import (
	"html"
	"strconv"
	"strings"
	"unicode/utf8"

	"authdoctor/checks/lazyregexp"
	"authdoctor/checks/redact"
)

// Bounds of the words that are kept of an answer, in bytes.
const (
	maxSentence = 300
	maxTitle    = 120
	maxStack    = 4 << 10
	pageHead    = 64 << 10 // how far into a page its title is looked for
)

var (
	pageStart  = lazyregexp.New(`(?i)^\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--(?s:.)*?-->\s*)*(?:<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]|<title[\s>]|<center>|<h1[\s>]|<div[\s>]|<p[\s>]|<br|<script[\s>])`)
	titleTag   = lazyregexp.New(`(?is)<title[^>]*>(.*?)</title`)
	headingTag = lazyregexp.New(`(?is)<h1[^>]*>(.*?)</h1`)
	anyTag     = lazyregexp.New(`<[^>]*>`)
	saidStatus = lazyregexp.New(`(?i)^(?:HTTP(?:/\d(?:\.\d)?)?\s+)?(?:error\s*:?\s*)?([45]\d\d)(?:\.\d+)?(?:\s*[.:|–-]\s*|\s+)(not found|page not found|file or directory|file not found|object not found|the (?:page|resource)|gone|forbidden|access (?:is )?denied|unauthori[sz]ed|internal server error|server error|bad gateway|service (?:temporarily )?unavailable|gateway time-?out|too many requests|bad request|method not allowed)`)
	bareStatus = lazyregexp.New(`(?i)^(?:error\s*)?(404|410)(?:\s+error)?$`)
	notFound   = lazyregexp.New(`(?i)^(?:page |file )?not found\b|^page cannot be found|^the page you (?:are looking for|requested)`)
	noService  = lazyregexp.New(`(?i)Method (?:'|&#39;)POST(?:'|&#39;) is not allowed when accessing file|The HTTP verb POST used to access path|<title>[^<]*No Application Found`)
	stackLine  = lazyregexp.New(`(?m)^[ \t]+at [\w.$<>\[\]` + "`" + `]+[ .(]|^Traceback \(most recent call last\)|^[ \t]+File "[^"\n]+", line \d+|^#\d+ [^\n]+\(\d+\)|^\s*Stack [Tt]race:|^[ \t]+from [^\n]+\.rb:\d+`)
	crashWord  = lazyregexp.New(`(?i)(?:PHP )?(?:Fatal|Parse) error(?:</b>)?\s*:\s*|Uncaught (?:Error|Exception|\w+Exception)\b|Server Error in '/[^'\n]*' Application`)
	spaces     = lazyregexp.New(`\s+`)
	soapPrefix = lazyregexp.New(`^(?:System\.Web\.Services\.Protocols\.)?SoapException: `)
)

// isPage says whether a text is an HTML page, whatever its label says.
func isPage(text, contentType string) bool {
	if base := baseType(contentType); base == "application/xhtml+xml" || base == "text/html" && strings.Contains(text, "<") {
		return true
	}
	return pageStart.MatchString(head(text, pageHead))
}

// titleOf is the title of a page, or its first heading; cleaned and bounded, empty where there is neither.
func titleOf(page string) string {
	page = head(page, pageHead)
	for _, tag := range []*lazyregexp.Regexp{titleTag, headingTag} {
		if m := tag.FindStringSubmatch(page); m != nil {
			if t := flat(anyTag.ReplaceAllString(m[1], " "), maxTitle); t != "" {
				return t
			}
		}
	}
	return ""
}

// statusSaid is the HTTP status that the words of an answer name, or 0. Services exist that answer a wrong path with
// "404: Not Found: /path" under status 200, and sites whose page for that says so in its title only.
func statusSaid(words string) int {
	words = strings.TrimSpace(words)
	for _, re := range []*lazyregexp.Regexp{saidStatus, bareStatus} {
		if m := re.FindStringSubmatch(words); m != nil {
			n, _ := strconv.Atoi(m[1]) // three digits by the pattern
			return n
		}
	}
	if notFound.MatchString(words) {
		return 404
	}
	return 0
}

// nothingBehind says whether the error page of an ASP.NET server means that no service stands behind the path: the
// handler for plain files refuses the POST, which it does under status 500.
func nothingBehind(page string) bool { return noService.MatchString(head(page, pageHead)) }

// crash reads a text as the error of a program: its first sentence and its stack. Both are empty when it is none.
func crash(text string) (sentence, stack string) {
	text = head(text, pageHead)
	if at := crashWord.FindStringIndex(text); at != nil {
		plain := html.UnescapeString(anyTag.ReplaceAllString(text[at[0]:], ""))
		first, _, _ := strings.Cut(strings.TrimSpace(plain), "\n")
		return flat(first, maxSentence), block(plain)
	}
	at := stackLine.FindStringIndex(text)
	if at == nil {
		return "", ""
	}
	said, below := text[:at[0]], text[at[0]:]
	if strings.HasPrefix(below, "Traceback") { // Python names the error last
		said = below
	}
	sentence = flat(lastLine(anyTag.ReplaceAllString(said, "")), maxSentence)
	if title := titleOf(text); title != "" {
		sentence = title
	}
	return sentence, block(below)
}

// lastLine is the last line with something on it.
func lastLine(s string) string {
	s = strings.TrimSpace(s)
	return s[strings.LastIndexByte(s, '\n')+1:]
}

// faultWords splits a fault's text: the first sentence, the innermost one after the last "--->" of its message, and the
// stack lines below it.
func faultWords(text string) (sentence, inner, stack string) {
	text = strings.TrimSpace(soapPrefix.ReplaceAllString(strings.TrimSpace(text), ""))
	message := text
	if at := stackLine.FindStringIndex(text); at != nil {
		message, stack = text[:at[0]], block(text[at[0]:])
	}
	parts := strings.Split(message, "--->")
	if len(parts) > 1 {
		inner = firstLine(parts[len(parts)-1])
	}
	return firstLine(parts[0]), inner, stack
}

func firstLine(s string) string {
	line, _, _ := strings.Cut(strings.TrimSpace(s), "\n")
	return flat(line, maxSentence)
}

// flat makes one cleaned line of at most n bytes.
func flat(s string, n int) string {
	s = spaces.ReplaceAllString(html.UnescapeString(head(s, 8*n)), " ")
	return redact.Cut(strings.TrimSpace(redact.Clean(s)), n)
}

// block is cleaned text of several lines, at most maxStack bytes.
func block(s string) string {
	return redact.Cut(strings.TrimRight(redact.Clean(head(s, 2*maxStack)), " \n"), maxStack)
}

// head is the first n bytes at most, ending on a whole character.
func head(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}
