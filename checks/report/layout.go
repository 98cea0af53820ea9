package report

import (
	"io"
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// The widths of a text report, in cells.
const (
	usualWidth = 80
	leastWidth = 30
	margin     = 16 // of the text under a label
)

// page writes a text report line by line. The first error is kept and ends it.
type page struct {
	w     io.Writer
	width int
	all   bool // verbose: nothing is cut
	terse terseness
	said  map[string]bool // proofs that stand already
	paint func(Role, string) string
	err   error
}

func newPage(w io.Writer, o Options) *page {
	p := &page{said: make(map[string]bool), w: w, width: o.Width, all: o.Verbose, paint: o.Paint}
	if p.width <= 0 {
		p.width = usualWidth
	}
	p.width = max(p.width, leastWidth)
	if p.paint == nil {
		p.paint = func(_ Role, s string) string { return s }
	}
	return p
}

// line writes one line, which must fit.
func (p *page) line(s string) {
	if p.err == nil {
		_, p.err = io.WriteString(p.w, strings.TrimRight(s, " ")+"\n")
	}
}

// margin is how far text under a label is moved in; on narrow pages not at all.
func (p *page) margin() int {
	if p.width < 60 {
		return 4
	}
	return margin
}

// labelled writes a label with its text beside it, or under it on narrow pages. most bounds the lines; 0: no bound.
func (p *page) labelled(label, text string, most int) {
	p.block("  "+label, wrap(text, p.width-p.margin()), most)
}

// block writes a label with lines beside it.
func (p *page) block(label string, lines []string, most int) {
	if most > 0 && !p.all && len(lines) > most {
		lines = lines[:most]
		last := lines[most-1]
		lines[most-1] = cut(last+" ›", p.width-p.margin())
		if !strings.HasSuffix(lines[most-1], "›") {
			lines[most-1] = cut(last, p.width-p.margin()-1) + "›"
		}
	}
	m := p.margin()
	head := pad(label, m)
	if ansi.StringWidth(label) >= m {
		p.line(p.paint(Bold, cut(label, p.width)))
		head = strings.Repeat(" ", m)
	}
	for i, l := range lines {
		if i == 0 && strings.TrimSpace(head) != "" {
			p.line(p.paint(Bold, head) + l)
		} else {
			p.line(strings.Repeat(" ", m) + l)
		}
	}
}

// beside writes lines, the first behind a head and the others below it.
func (p *page) beside(head string, lines []string) {
	for _, l := range lines {
		p.line(head + l)
		head = strings.Repeat(" ", ansi.StringWidth(head))
	}
}

// paragraph writes a text wrapped, with an indent.
func (p *page) paragraph(indent int, text string) {
	for _, l := range wrap(text, p.width-indent) {
		p.line(strings.Repeat(" ", indent) + l)
	}
}

// ends writes a line with a label, a text and at the margin a right part, which goes to its own line where not all fit.
func (p *page) ends(label, text, right string, role Role) {
	left := label + text
	if gap := p.width - ansi.StringWidth(left) - ansi.StringWidth(right); gap >= 2 {
		p.line(p.paint(role, left) + strings.Repeat(" ", gap) + p.paint(Dim, right))
		return
	}
	for i, l := range wrap(text, p.width-len(label)) {
		if i > 0 {
			label = strings.Repeat(" ", len(label))
		}
		p.line(p.paint(role, label+l))
	}
	for _, l := range wrap(right, p.width-2) {
		p.line("  " + p.paint(Dim, l))
	}
}

// quoted writes a line of a log: cut with "›", or wrapped when all is shown.
func (p *page) quoted(indent int, s string) {
	s = oneLine(s)
	if p.all {
		p.paragraph(indent, s)
		return
	}
	p.line(strings.Repeat(" ", indent) + cut(s, p.width-indent))
}

// pad fills s with blanks to n cells.
func pad(s string, n int) string {
	if w := ansi.StringWidth(s); w < n {
		return s + strings.Repeat(" ", n-w)
	}
	return s
}

// cut shortens s to n cells; "›" shows that it goes on.
func cut(s string, n int) string {
	if ansi.StringWidth(s) <= n {
		return s
	}
	return ansi.Truncate(s, max(n, 1), "›")
}

// cells is how wide a text is at most. A pipe of Windows gets two of our signs typewritten, as "..." and "->", and must fit too.
func cells(s string) int {
	return ansi.StringWidth(s) + 2*strings.Count(s, "…") + strings.Count(s, "→")
}

// wrapTo is wrap into a number of lines at most, 0 for any: what is too much is cut off in the last one.
func wrapTo(s string, n, most int) []string {
	lines := wrap(s, n)
	if most > 0 && len(lines) > most {
		lines = append(lines[:most-1], cut(strings.Join(lines[most-1:], " "), n))
	}
	return lines
}

// wrap breaks a text into lines of at most n cells, at blanks where there are any. An empty text has no line.
func wrap(s string, n int) []string {
	n = max(n, 10)
	var lines []string
	for _, para := range strings.Split(s, "\n") {
		at := ""
		for _, w := range strings.Fields(para) {
			for ansi.StringWidth(w) > n { // an address, or a language without blanks
				head := ansi.Truncate(w, n, "")
				if at != "" {
					lines = append(lines, at)
					at = ""
				}
				if head == "" {
					break
				}
				lines = append(lines, head)
				w = w[len(head):]
			}
			switch {
			case at == "":
				at = w
			case cells(at)+1+cells(w) <= n:
				at += " " + w
			default:
				lines = append(lines, at)
				at = w
			}
		}
		if at != "" {
			lines = append(lines, at)
		}
	}
	return lines
}
