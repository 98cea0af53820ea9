package qwc

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"unicode"

	"authdoctor/checks/lazyregexp"
)

// Bounds of what is kept of a file.
const (
	maxFields = 200
	maxValue  = 4096
	maxDepth  = 16
)

// element is a field as it was found.
type element struct {
	name, value string
	line        int
	parent      string // empty: a child of the root
	open        bool   // it has elements in it
}

// walked is what one pass over the XML came to.
type walked struct {
	root     string
	rootLine int
	line     int // of the last thing read
	fields   []element
}

// readFields takes the fields. Where the XML is broken it says where, mends what has one obvious meaning, and reads on,
// so that all problems are shown at once.
func readFields(f *File, text string) []element {
	w, err := walk(text)
	if err != nil {
		if mended := mendAmps(f, text); mended != text {
			text = mended
			w, err = walk(text)
		}
	}
	if err == nil {
		checkRoot(f, w)
		return w.fields
	}
	line, why := w.line, err.Error()
	var syntax *xml.SyntaxError
	if errors.As(err, &syntax) {
		line, why = syntax.Line, syntax.Msg
	}
	if !strings.Contains(text, "<"+root) {
		f.add(Problem{Rule: "root", Severity: Error, Line: 1, Text: "There is no <" + root + "> in the file: it is no pairing file."})
		return nil
	}
	if why == "unexpected EOF" {
		f.add(Problem{Rule: "not-xml", Severity: Error, Line: line, Text: "The file breaks off here: its end is missing, as after a download that was cut short."})
		return loose(text)
	}
	f.add(Problem{Rule: "not-xml", Severity: Error, Line: line, Text: "From here on the file is no XML (" + cut(printable(why), 100) + ")."})
	return loose(text)
}

func checkRoot(f *File, w walked) {
	switch {
	case w.root == "":
		f.add(Problem{Rule: "root", Severity: Error, Text: "There is no XML element in the file: it is no pairing file."})
	case w.root != root:
		f.add(Problem{Rule: "root", Severity: Error, Line: w.rootLine, Text: "The outermost element is <" + cut(printable(w.root), 40) + ">; a pairing file's is <" + root + ">.", Should: "<" + root + ">"})
	}
}

// walk reads well-formed XML. The text is UTF-8 already, whatever its declaration says.
func walk(text string) (w walked, err error) {
	d := xml.NewDecoder(strings.NewReader(text))
	d.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil }
	var stack []int // indices of fields; the root's is -1
	for {
		w.line, _ = d.InputPos()
		tok, err := d.Token()
		if errors.Is(err, io.EOF) {
			return w, nil
		}
		if err != nil {
			return w, err
		}
		switch t := tok.(type) {
		case xml.StartElement:
			if len(stack) >= maxDepth || len(w.fields) >= maxFields {
				return w, errors.New("too many elements")
			}
			if len(stack) == 0 {
				if w.root != "" {
					return w, errors.New("a second outermost element")
				}
				w.root, w.rootLine, stack = t.Name.Local, w.line, append(stack, -1)
				continue
			}
			e := element{name: t.Name.Local, line: w.line}
			if up := stack[len(stack)-1]; up >= 0 {
				e.parent, w.fields[up].open = w.fields[up].name, true
			}
			stack = append(stack, len(w.fields))
			w.fields = append(w.fields, e)
		case xml.EndElement:
			stack = stack[:len(stack)-1]
		case xml.CharData:
			if text := strings.TrimLeft(string(t), " \t\r\n"); len(stack) == 0 && w.root != "" && text != "" {
				w.line += strings.Count(string(t[:len(t)-len(text)]), "\n")
				return w, errors.New("text behind the outermost element")
			}
			if len(stack) > 0 && stack[len(stack)-1] >= 0 {
				e := &w.fields[stack[len(stack)-1]]
				if len(e.value) < maxValue {
					e.value += string(t[:min(len(t), maxValue)])
				}
			}
		}
	}
}

var (
	entity  = lazyregexp.New(`^&(amp|lt|gt|quot|apos|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});`)
	opening = lazyregexp.New(`<([A-Za-z][A-Za-z0-9_.-]*)[^<>]*>[^<]*$`)
)

// mendAmps names every "&" that begins no entity (twenty lines of them at most), and gives the text with them escaped.
// Addresses with a query are often written into the file as they are.
func mendAmps(f *File, text string) string {
	var out strings.Builder
	line, counted, said, saidLine := 1, 0, 0, 0
	for at := 0; ; {
		i := strings.IndexByte(text[at:], '&')
		if i < 0 {
			out.WriteString(text[at:])
			return out.String()
		}
		out.WriteString(text[at : at+i+1])
		i, at = at+i, at+i+1
		if entity.MatchString(text[i:min(len(text), i+12)]) {
			continue
		}
		out.WriteString("amp;")
		line += strings.Count(text[counted:i], "\n")
		counted = i
		if said == 20 || saidLine == line {
			continue
		}
		said, saidLine = said+1, line
		field := ""
		if o := opening.FindStringSubmatch(text[max(0, i-maxValue):i]); o != nil {
			field = o[1]
		}
		f.add(Problem{Rule: "unescaped-ampersand", Severity: Error, Line: line, Field: field,
			Text: "An “&” stands here as it is; in XML it must be written “&amp;”.", Should: "&amp;"})
	}
}

var pair = lazyregexp.New(`<([A-Za-z][A-Za-z0-9_.-]{0,60})\s*>([^<]*)</`)

// loose takes what look like fields out of broken XML.
func loose(text string) []element {
	var out []element
	for _, m := range pair.FindAllStringSubmatchIndex(text, maxFields) {
		e := element{name: text[m[2]:m[3]], value: unescape(text[m[4]:min(m[5], m[4]+maxValue)]), line: lineAt(text, m[0])}
		if e.name == "RunEveryNMinutes" || e.name == "RunEveryNSeconds" {
			e.parent = "Scheduler"
		}
		out = append(out, e)
	}
	return out
}

var unescape = strings.NewReplacer("&lt;", "<", "&gt;", ">", "&quot;", `"`, "&apos;", "'", "&amp;", "&").Replace

// printable replaces what must not reach a screen: control and formatting characters.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) {
			return ' '
		}
		return r
	}, s)
}

// cut bounds a foreign text in a sentence.
func cut(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n]) + "…"
	}
	return s
}
