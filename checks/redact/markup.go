package redact

import "strings"

// inMarkup finds a value that stands apart from its name by the signs of a page, a settings file, a table or a program:
// <td>Password</td><td>x</td>, <param name="password">x</param>, | Password | x |, setPassword("x"). i is behind the name
// and its quote.
func (n *naming) inMarkup(s string, left, i int, quoted bool) (span, bool) {
	if n.kind.personal() && n.kind != User || n.style == header || i >= len(s) {
		return span{}, false
	}
	if quoted && s[i] == ';' { // of PHP: s:8:"password";s:1:"x";
		if at := typed(s, i+1); at > i+1 {
			return n.argumentAt(s, at)
		}
	}
	if n.kind == User && !(quoted && s[i] == ',') {
		return span{}, false
	}
	switch c := s[i]; {
	case c == '(' && !quoted && i+1 < len(s) && (s[i+1] == '"' || s[i+1] == '\''):
		return n.argumentAt(s, i+1)
	case quoted && c == ',' && left > 1 && s[left-2] == '(': // define('DB_PASSWORD', 'x')
		for i++; i < len(s) && blank(s[i]); i++ {
		}
		return n.argumentAt(s, i)
	case quoted && left > 1 && s[left-2] == '=':
		if gt := upTo(s[i:min(len(s), i+maxName)], "<>\n"); i+gt < len(s) && s[i+gt] == '>' && s[i+gt-1] != '/' {
			return n.textAfter(s, i+gt+1, hasWord(s[i+gt+1:], "<value>"))
		}
	case left > 0 && s[left-1] == '>' && (c == '<' || c == ':'):
		colon := c == ':'
		if colon {
			i++
		}
		if i+1 < len(s) && s[i] == '<' && s[i+1] == '/' {
			if gt := upTo(s[i:min(len(s), i+maxName)], ">\n"); i+gt < len(s) && s[i+gt] == '>' {
				from := i + gt + 1
				for from < len(s) && blank(s[from]) {
					from++
				}
				opens := from+2 < len(s) && s[from] == '<' && letter(s[from+1]) && !hasWord(s[from:], "<th")
				if colon || opens {
					return n.textAfter(s, from, opens)
				}
			}
		}
	case blank(c) && strings.HasPrefix(strings.TrimLeft(s[i:min(len(s), i+maxName)], " "), "| "):
		line := s[strings.LastIndexByte(s[:left], '\n')+1 : left]
		if strings.Trim(line, " >|*`") == "" && strings.Contains(line, "|") { // a table of two columns
			from := i + upTo(s[i:], "|") + 1
			from, to := trim(s, from, from+upTo(s[from:min(len(s), from+maxValue)], "|\n"))
			if v := s[from:to]; (chosen(v) || mixed(v)) && strings.Trim(s[to:to+lineEnd(s[to:])], " |") == "" {
				return span{from, to, n.kind, v, false}, true
			}
		}
	}
	return span{}, false
}

// argumentAt finds a value in quotes at i.
func (n *naming) argumentAt(s string, i int) (span, bool) {
	if i >= len(s) || s[i] != '"' && s[i] != '\'' {
		return span{}, false
	}
	to := i + 1 + quotedEnd(s[i+1:], s[i])
	if to >= len(s) || s[to] != s[i] || to == i+1 {
		return span{}, false
	}
	return span{i + 1, to, n.kind, s[i+1 : to], false}, true
}

// textAfter finds the text that begins at i, or in the element that opens there.
func (n *naming) textAfter(s string, i int, opens bool) (span, bool) {
	if opens {
		gt := upTo(s[i:min(len(s), i+maxName)], ">\n")
		if i+gt >= len(s) || s[i+gt] != '>' {
			return span{}, false
		}
		i += gt + 1
	}
	from, to := trim(s, i, i+upTo(s[i:min(len(s), i+maxValue)], "<\n"))
	if from >= to {
		return span{}, false
	}
	return span{from, to, n.kind, s[from:to], to < len(s) && s[to] == '<'}, true
}
