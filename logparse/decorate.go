package logparse

import (
	"html"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// What stands in front of every line of a copy: comment marks, line numbers, the name of the file as search programs print it, the sender in a
// chat, the first column of a table.
const (
	maxDecoration = 80 // bytes; what is longer is text
	decorated     = 4  // one in so many stamped lines has to have it
)

var decorating = sync.OnceValue(func() (p struct{ digits, blanks, noon, escape, byteAs *regexp.Regexp }) {
	p.digits = regexp.MustCompile(`\d+[:-]?`)
	p.blanks = regexp.MustCompile(`\s+`)
	p.noon = regexp.MustCompile(`\b[AP]M\b`)
	p.escape = regexp.MustCompile(`\\(?:r\\n|[nrt"\\/]|u[0-9a-fA-F]{4})`)
	p.byteAs = regexp.MustCompile(`=[0-9A-F]{2}`)
	return p
})

// undecorate takes off what stands in front of the stamps where no line begins with its stamp, from all lines that have the same in front.
func undecorate(lines []cleaned) []cleaned {
	count, stamps := map[string]int{}, 0
	var c clock
	for _, l := range lines {
		if len(l.text) < stampLen {
			continue
		}
		at := c.stampIn([]byte(l.text), 0)
		if at < 0 {
			continue
		}
		stamps++
		if front := l.text[:at]; at <= maxDecoration && strings.TrimSpace(front) != "" {
			count[decoration(front)]++
		}
	}
	for _, form := range slices.Sorted(maps.Keys(count)) {
		if n := count[form]; n < 2 || n*decorated < stamps {
			continue
		}
		re, err := regexp.Compile(form)
		if err != nil {
			continue
		}
		quotes := strings.Contains(form, `"`)
		for i := range lines {
			at := re.FindStringIndex(lines[i].text)
			if at == nil {
				continue
			}
			lines[i].text = lines[i].text[at[1]:]
			if quotes {
				lines[i].text = unquoted(lines[i].text)
			}
		}
	}
	return lines
}

// decoration is an expression for what stands in front of a line: its numbers and inner blanks may differ. Of the blanks at its end as many
// belong to it as there are here, because further ones are the line's own.
func decoration(front string) string {
	p := decorating()
	body := strings.TrimRight(front, " \t")
	form := regexp.QuoteMeta(strings.TrimLeft(body, " \t"))
	form = strings.ReplaceAll(form, `\-`, "-")
	form = p.digits.ReplaceAllStringFunc(form, func(s string) string {
		if s[len(s)-1] == ':' || s[len(s)-1] == '-' {
			return `\d+[:-]`
		}
		return `\d+`
	})
	form = p.blanks.ReplaceAllString(form, `\s+`)
	form = p.noon.ReplaceAllString(form, `[AP]M`)
	return `^\s*` + form + `[ \t]{0,` + strconv.Itoa(len(front)-len(body)) + `}`
}

// unquoted takes off the end of a quoted field, of a table or of JSON, and halves the quotes within.
func unquoted(s string) string {
	s = strings.TrimRight(s, "}],; \t")
	return strings.ReplaceAll(strings.TrimSuffix(s, `"`), `""`, `"`)
}

// unescape reads a text that was written as one string of a program (JSON for example): its line ends and tabs are spelled.
func unescape(line string) string {
	if !strings.Contains(line, `\r\n`) && !strings.Contains(line, `UTC\t`) {
		return line
	}
	return decorating().escape.ReplaceAllStringFunc(line, func(s string) string {
		switch s[1] {
		case 'r':
			if len(s) > 2 {
				return "\n"
			}
			return ""
		case 'n':
			return "\n"
		case 't':
			return "\t"
		case 'u':
			if n, err := strconv.ParseUint(s[2:], 16, 16); err == nil {
				return string(rune(n))
			}
			return s
		}
		return s[1:]
	})
}

// printable undoes what mail programs do to characters ("=3D" is "="); the line was broken for a mail.
func printable(line string) string {
	return decorating().byteAs.ReplaceAllStringFunc(line, func(s string) string {
		n, _ := strconv.ParseUint(s[1:], 16, 8) // two hexadecimal digits
		return string([]byte{byte(n)})
	})
}

// unlink takes off the address that a mail program puts behind an address as its link: "https://a.example/qb<https://a.example/qb>",
// and "[https://a.example/qb](https://a.example/qb)".
func unlink(line string) string {
	for from := 0; ; {
		i := strings.Index(line[from:], "<http")
		if i < 0 {
			break
		}
		i += from
		n := strings.IndexByte(line[i:], '>')
		if n < 0 {
			break
		}
		link := strings.TrimSuffix(html.UnescapeString(line[i+1:i+n]), "/")
		before := strings.TrimRight(line[:i], " ")
		if !strings.HasSuffix(strings.TrimSuffix(before, "/"), link) && !strings.Contains(link, "safelinks.") {
			from = i + 1
			continue
		}
		line = before + line[i+n+1:]
		from = len(before)
	}
	open := strings.Index(line, "[http")
	if open < 0 {
		return line
	}
	text, rest, ok := strings.Cut(line[open+1:], "](")
	if !ok || strings.ContainsAny(text, " <>") {
		return line
	}
	if _, after, ok := strings.Cut(rest, ")"); ok {
		return line[:open] + text + after
	}
	return line
}
