package report

import (
	"bytes"
	"strings"

	"authdoctor/checks/lazyregexp"
	"authdoctor/checks/qwc"
	"authdoctor/logparse"
)

// pairing adds the copy of the pairing file: its lines and its faults as they are, without secrets and people, in UTF-8.
func (b *Bundle) pairing(r *Report, raw []byte, hide func(string) string) {
	if r.Case == nil || r.Case.QWCPath == "" {
		return
	}
	if len(raw) == 0 {
		b.without("The pairing file %s could not be read again.", hide(r.Case.QWCPath))
		return
	}
	if len(raw) > qwc.MaxSize {
		b.without("The pairing file %s is larger than any pairing file.", hide(r.Case.QWCPath))
		return
	}
	b.add(pairingName, hiddenPairing(raw, hide), "the pairing file without secrets and names")
}

var (
	wideDeclared = lazyregexp.New(`(<\?xml[^>]*encoding\s*=\s*["'])(?i:utf-16[a-z]*)(["'])`)
	// placeholder is what stands for something hidden. As it is it would open an element.
	placeholder = lazyregexp.New(`<(hidden|[a-z]+-[0-9]+)>`)
)

// hiddenPairing hides what must not be seen in a pairing file, and keeps it XML where it was.
func hiddenPairing(raw []byte, hide func(string) string) []byte {
	lines := logparse.NewLines(bytes.NewReader(raw))
	var list []string
	for {
		line, err := lines.Next(qwc.MaxSize)
		if err != nil {
			break // the end: a reader of bytes has no other error
		}
		list = append(list, line)
	}
	text := placeholder.ReplaceAllString(strings.Join(hideEntry(list, hide), "\r\n"), "[$1]")
	if bytes.HasPrefix(raw, []byte{0xFF, 0xFE}) || bytes.HasPrefix(raw, []byte{0xFE, 0xFF}) {
		text = wideDeclared.ReplaceAllString(text, "${1}utf-8${2}") // the copy is
	}
	return []byte(text + "\r\n")
}

// hideEntry hides what must not be seen in lines that belong together, and keeps their number: what hiding took out of a text
// over several lines leaves empty ones at its end.
func hideEntry(lines []string, hide func(string) string) []string {
	if len(lines) == 0 {
		return nil
	}
	out := strings.Split(hide(strings.Join(lines, "\n")), "\n")
	if n := len(lines); len(out) > n {
		out = append(out[:n-1], strings.Join(out[n-1:], " "))
	}
	for len(out) < len(lines) {
		out = append(out, "")
	}
	return out
}
