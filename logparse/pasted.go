package logparse

import (
	"slices"
	"strings"
)

// messageOf is the text of a pasted message, as it is kept, with the number of each of its lines.
func messageOf(lines []cleaned) (message string, numbers []int) {
	lines = window1(lines)
	for _, l := range lines {
		numbers = append(numbers, l.number)
	}
	message = hideTickets(keep([]byte(strings.TrimRight(joined(lines), " \t\n")), maxMessage))
	return message, numbers[:min(len(numbers), strings.Count(message, "\n")+1)]
}

// window1 leaves out the Version block of the text of the Web Connector's own window (Version, Message, Description): it names
// the service's program, and "Not provided by service" there is no failure. Rules and empty lines go as well.
func window1(lines []cleaned) []cleaned {
	var out []cleaned
	skip := false
	for _, l := range lines {
		switch strings.TrimSpace(l.text) {
		case "Version:":
			skip = true
			continue
		case "Message:", "Description:":
			skip = false
			continue
		case "":
			continue
		}
		if !skip && strings.Trim(l.text, "-=_* ") != "" {
			out = append(out, l)
		}
	}
	if len(out) == 0 {
		out = lines
	}
	if len(out) > 0 { // the first line's own blanks say nothing
		out = slices.Clone(out)
		out[0].text = strings.TrimLeft(out[0].text, " \t")
	}
	return out
}

// lineOf is the first line that shows what the message is about where no code does: QuickBooks' number, a status or an answer.
func (p *part) lineOf(f *Failure) int {
	re := patterns()
	for _, l := range p.lines {
		switch {
		case f.HResult != "":
			if hresultIn([]byte(l.text)) == f.HResult {
				return l.number
			}
		case f.Answer != "":
			if re.answer.MatchString(l.text) {
				return l.number
			}
		case f.Status != 0:
			if re.status.MatchString(l.text) {
				return l.number
			}
		}
	}
	return p.line
}

// LineOf is the line that words of the message stand on, where the failure was read out of a pasted text and no code says which line is meant.
// It is Line for any other failure, and for words that are not in the message.
func (f *Failure) LineOf(words string) int {
	words = strings.TrimSpace(words)
	at := strings.Index(f.Message, words)
	if f.Code != "" || words == "" || at < 0 {
		return f.Line
	}
	if n := strings.Count(f.Message[:at], "\n"); n < len(f.Lines) {
		return f.Lines[n]
	}
	return f.Line
}

// FromLine is the message from Line on: of a long pasted text, what stands at the place that is meant.
func (f *Failure) FromLine() string {
	rest := f.Message
	for _, n := range f.Lines {
		if n >= f.Line {
			return rest
		}
		_, after, ok := strings.Cut(rest, "\n")
		if !ok {
			break
		}
		rest = after
	}
	return f.Message
}
