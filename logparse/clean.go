package logparse

import (
	"bytes"
	"html"
	"regexp"
	"strings"
	"sync"
)

// Clean undoes what e-mail, chat, ticket systems and web pages do to a text on its way: quote marks, code fences, HTML (entities and
// the tags of formatting, not the XML of the log), soft and hard wraps, odd blanks. A text that needs none of this comes back with LF line
// ends and without trailing blanks. Clean of a cleaned text changes nothing that matters to Read.
func Clean(text string) string {
	return strings.TrimRight(joined(clean(text)), "\n")
}

func joined(lines []cleaned) string {
	var out strings.Builder
	for i, l := range lines {
		if i > 0 {
			out.WriteByte('\n')
		}
		out.WriteString(l.text)
	}
	return out.String()
}

// cleaned is one line after cleaning, with the numbers of the lines that it began and ended on: more than one where it was joined.
type cleaned struct {
	text         string
	number, last int
}

var cleaning = sync.OnceValue(func() (p struct{ breaks, tags, chat, quote, entity *regexp.Regexp }) {
	p.breaks = regexp.MustCompile(`(?i)<br\s*/?>|</(?:p|div|tr|li|pre|blockquote)>`)
	p.tags = regexp.MustCompile(`(?i)</?(?:p|o:p|a|div|span|pre|code|b|i|em|u|strong|font|td|tr|tbody|table|li|ul|ol|blockquote|h[1-6])(?:\s[^<>]*)?>`)
	p.chat = regexp.MustCompile(`^(?:\[[^\]]{3,30}\d:\d\d[^\]]{0,12}\]|\[?\d{1,2}:\d{2}(?::\d{2})?(?: ?[AaPp][Mm])?\]?)\s+[\pL][^:<>()]{0,40}:\s+`)
	p.quote = regexp.MustCompile(`^\s{0,3}(?:(?:>|&gt;)\s?)+`)
	p.entity = regexp.MustCompile(`&(?:lt|gt|quot|amp|nbsp|apos|#\d{1,5}|#x[0-9a-fA-F]{1,4});`)
	return p
})

// clean is Clean with line numbers.
func clean(text string) []cleaned {
	p := cleaning()
	text = strings.TrimPrefix(text, "\uFEFF")
	text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	escaped := strings.Contains(text, "&lt;") && !strings.Contains(text, "<authRet") && !strings.Contains(text, "<QBXML")
	var out []cleaned
	for i, line := range strings.Split(text, "\n") {
		number := i + 1
		line = p.quote.ReplaceAllString(line, "")
		if fence := strings.TrimSpace(line); strings.HasPrefix(fence, "```") || strings.HasPrefix(fence, "~~~") {
			continue
		}
		line = unescape(p.chat.ReplaceAllString(line, ""))
		for pass := 0; pass < 3; pass++ { // a text that was escaped twice
			line = p.breaks.ReplaceAllString(line, "\n")
			line = p.tags.ReplaceAllString(line, "")
			if pass == 2 || !p.entity.MatchString(line) || !escaped && !plainEntities(line) {
				break
			}
			line = html.UnescapeString(line)
		}
		line = unlink(blanks.Replace(line))
		for one := range strings.SplitSeq(line, "\n") {
			out = append(out, cleaned{strings.TrimRight(one, " \t\r"), number, number})
		}
	}
	return unwrap(unbreak(undecorate(unbar(out))))
}

// plainEntities says whether a line can be unescaped without changing XML that the log itself holds.
func plainEntities(line string) bool { return !strings.Contains(line, "<") }

// blanks are the characters that copies bring in, and what they stand for.
var blanks = strings.NewReplacer("\u00a0", " ", "\u202f", " ", "\u2007", " ", "\u200b", "", "\u200c", "", "\u200d", "", "\ufeff", "", "\u00ad", "", "\x00", "", "\f", "\n",
	"\v", "\n", "\u2028", "\n", "\u2029", "\n", "\u0085", "\n")

// unwrap joins lines that a mail program broke: soft breaks ("=" at the end), and hard ones of a text that is narrow altogether.
func unwrap(lines []cleaned) []cleaned {
	narrow, soft, stamps := true, 0, 0
	var c clock
	for _, l := range lines {
		if len([]rune(l.text)) > 100 {
			narrow = false
		}
		if strings.HasSuffix(l.text, "=") && len(l.text) > 60 && len(l.text) <= 76 || strings.Contains(l.text, `=3D"`) {
			soft++
		}
		if s := strings.TrimLeft(l.text, " \t-*|"); len(s) > 0 {
			if _, ok := c.read([]byte(s)); ok {
				stamps++
			}
		}
	}
	if soft < 2 && !narrow {
		return lines
	}
	out, wentOn := lines[:0:0], false
	for _, l := range lines {
		n, goesOn := len(out)-1, false
		if soft >= 2 {
			l.text, goesOn = strings.CutSuffix(l.text, "=")
			l.text = printable(l.text)
		}
		switch {
		case n >= 0 && wentOn:
			out[n].text, out[n].last = out[n].text+l.text, l.last
		case n >= 0 && narrow && wraps(out[n].text, l.text, stamps > 0):
			out[n].text, out[n].last = out[n].text+" "+strings.TrimSpace(l.text), l.last
		default:
			out = append(out, l)
		}
		wentOn = goesOn
	}
	return out
}

// wraps says whether next is the rest of the line above it. In a log that is so for whatever nothing announces as a line of its own;
// in a bare text only for a sentence that goes on in lower case.
func wraps(above, next string, log bool) bool {
	s := strings.TrimSpace(next)
	if s != "" && log && strings.HasSuffix(above, " :") {
		return true // the line broke between the stamp and the method, or the method and the text
	}
	words := strings.TrimRight(above, " ")
	if word := words[strings.LastIndexByte(words, ' ')+1:]; s != "" && word != "" && isFrame([]byte("   "+word+" "+s)) {
		return true // a frame of a stack trace broke after its first word
	}
	if s == "" || strings.TrimSpace(above) == "" || next[0] == '<' || beginsLine(s) || isFrame([]byte(next)) || looksLikeFrame(s) {
		return false
	}
	if lowerFirst(s) && len(above) > 40 {
		return true
	}
	if !log {
		return false
	}
	var c clock
	head := strings.TrimLeft(above, " \t-*|")
	_, stamped := c.read([]byte(head))
	return (stamped && !announces(above) || isHeader([]byte(head))) && len(above) >= 50
}

func lowerFirst(s string) bool {
	return s[0] >= 'a' && s[0] <= 'z' || strings.HasPrefix(s, "'") && len(s) > 1 && s[1] >= 'a' && s[1] <= 'z'
}

// announces says whether a line of the log says that further lines follow it.
func announces(line string) bool {
	for _, end := range []string{"following error message.", "follows: -", "application:", "file: -", "parameter:", "parameters:"} {
		if strings.HasSuffix(line, end) {
			return true
		}
	}
	return false
}

// beginsLine says whether a text is a line of its own wherever it stands.
func beginsLine(s string) bool {
	var c clock
	if _, ok := c.read([]byte(strings.TrimLeft(s, "-*| "))); ok {
		return true
	}
	b := []byte(s)
	if isCode(b) || isHeader(b) || bytes.HasPrefix(b, []byte(prefix)) {
		return true
	}
	for _, start := range []string{"HRESULT", "Message:", "More info", "StackTrace", "Source =", "Description:", "Version:", "Request that failed", "---", "System.",
		"UpdateThisScheduledApp", "Parameter name", "<", "QuickBooks Web Connector"} {
		if strings.HasPrefix(s, start) {
			return true
		}
	}
	return false
}

// wantsCleaning says whether a whole input (it is at most window bytes long) looks like something that was pasted: it has no line that
// begins with a stamp, or the log's own angle brackets are escaped, or its lines were broken to a narrow width.
func wantsCleaning(text []byte) bool {
	var c clock
	stamps, wide, broken, above := 0, 0, false, []byte(nil)
	bars := 0
	gaps, behind := 0, 0 // how often a long line, an empty one and the rest follow each other; how many of the three were seen
	for line := range bytes.SplitSeq(bytes.TrimPrefix(text, utf8BOM), []byte{'\n'}) {
		if _, ok := c.read(bytes.TrimLeft(line, "\x00")); ok {
			stamps++
			bars += one(endsInBar(line))
			if len(line) > 100 {
				wide++
			}
			broken = broken || bytes.HasSuffix(trimRight(line), []byte(" :")) || len(line) < stampLen+8
			above, behind = line, 0
			if len(line) >= shortBroken {
				behind = 1
			}
			continue
		}
		switch rest := trim(line); {
		case behind == 1 && len(rest) == 0:
			behind = 2
		case behind == 2 && len(rest) > 0 && rest[0] != '<':
			gaps++
			behind = 0
		default:
			behind = 0
		}
		broken = broken || len(above) >= shortBroken && len(line) > 0 && 'a' <= line[0] && line[0] <= 'z'
		above = nil
	}
	return stamps == 0 || gaps >= fewBreaks || tabled(bars, stamps) || wide == 0 && (stamps > 4 || broken) || has(text, "&lt;authRet") || has(text, "&lt;serverVersionRet") || has(text, "&lt;productVersion") ||
		linked(text)
}

// linked says whether the address of an application has a link behind it, as mail programs write it.
func linked(text []byte) bool {
	rest, ok := after(text, "AppURL: ")
	if !ok {
		return false
	}
	line, _, _ := bytes.Cut(rest, []byte{'\n'})
	return has(line, "<http") || has(line, "](http")
}
