package report

import (
	"strings"

	"github.com/charmbracelet/x/ansi"

	"authdoctor/checks"
	"authdoctor/checks/lazyregexp"
)

// frame is the first call of a .NET stack trace, in whatever language "at" is written: " at System.Net.Sockets.Socket.DoConnect(".
var frame = lazyregexp.New(`\s\S{1,8} (?:[A-Za-z_]\w*\.){2,}[\w<>.` + "`" + `]+\(`)

// aside is what the judge of the log adds at the end of a line.
var aside = lazyregexp.New(` \(\d+ s after the call\)$`)

// leastHead is how many bytes of a line's beginning are worth their room: a code of the Web Connector has eight.
const leastHead = 8

// leastRoom is how much of a line of the log is always shown.
const leastRoom = 60

// essence shortens a line of the log to room cells without losing the part that decided (quote): the stack trace
// goes first, then what stands between the beginning and that part. A short line stays as it is.
func essence(text, quote string, room int) string {
	room = max(room, leastRoom)
	if ansi.StringWidth(text) <= room {
		return text
	}
	text = aside.ReplaceAllString(text, "")
	if at := frame.FindStringIndex(text); at != nil && at[0] >= len(quote) && at[0] > 10 && strings.Contains(text[:at[0]], quote) {
		text = text[:at[0]]
	}
	at := strings.Index(text, quote)
	if ansi.StringWidth(text) <= room || quote == "" || at < 0 || at+len(quote) <= room {
		return cutWord(text, room)
	}
	from := at
	if arrow := strings.LastIndex(text[:at], "---> "); arrow >= 0 && at-arrow < leastRoom {
		from = arrow
	}
	end := at + len(quote)
	if i := strings.IndexByte(text[end:], ' '); i >= 0 { // a word is not cut in two
		end += i
	} else {
		end = len(text)
	}
	head := text[:max(0, min(from, leastRoom, room-(end-from)-len(" … ")-1))]
	if len(head) == from {
		return cutWord(text, room)
	}
	if i := strings.LastIndexByte(head, ' '); i > 0 {
		head = head[:i]
	}
	if len(head) < leastHead { // a word or two of the beginning say nothing
		return cutWord("… "+text[at:], room)
	}
	return cutWord(strings.ToValidUTF8(head, "")+" … "+text[from:], room)
}

// cutWord shortens s to n cells, at a blank where one is near; "›" shows that it goes on.
func cutWord(s string, n int) string {
	short := cut(s, n)
	if short == s {
		return s
	}
	if at := strings.LastIndexByte(short, ' '); at > len(short)-leastRoom/2 && at > 0 {
		return short[:at] + " ›"
	}
	return short
}

// room is how many cells of text that many lines under a label hold after wrapping; 0 where nothing is to be shortened.
func (p *page) room(lines int) int {
	if p.all {
		return 0
	}
	return lines * (p.width - p.margin()) * 9 / 10
}

// sentences writes a label with a text of our own, of which as many whole sentences are shown as fit into most lines.
func (p *page) sentences(label, text string, most int) {
	width := p.width - p.margin()
	for !p.all && len(wrap(text, width)) > most {
		end := strings.LastIndex(strings.TrimRight(text, ". "), ". ")
		if end < 0 {
			break
		}
		text = text[:end+1]
	}
	p.labelled(label, text, most)
}

// place says where evidence stands. What came in by standard input has no name, only lines.
func place(e checks.Evidence) string {
	if line, ok := strings.CutPrefix(e.Where, "-:"); ok && e.Source == checks.FromLog {
		return "line " + line
	}
	return e.Where
}
