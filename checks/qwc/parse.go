package qwc

import (
	"fmt"
	"strings"

	"golang.org/x/text/encoding/ianaindex"

	"authdoctor/checks/lazyregexp"
)

// root is the name of the file's root element (Programmer's Guide, chapter 4).
const root = "QBWCXML"

// Parse reads and lints the text of a .qwc file. It never fails: what is wrong stands in Problems. Path is only noted.
func Parse(data []byte, path string) *File {
	f := &File{Path: path}
	if len(data) > MaxSize {
		f.add(Problem{Rule: "too-large", Severity: Error, Text: fmt.Sprintf("The file is larger than %d KB: it is no pairing file.", MaxSize>>10)})
		return f
	}
	var text string
	text, f.Encoding = decode(data)
	if strings.TrimSpace(text) == "" {
		f.add(Problem{Rule: "empty", Severity: Error, Text: "The file is empty."})
		return f
	}
	if webPage(f, text) {
		return f
	}
	if i := strings.Index(strings.ToUpper(text), "<!DOCTYPE"); i >= 0 {
		f.add(Problem{Rule: "doctype", Severity: Error, Line: lineAt(text, i), Text: "The file declares a document type (DOCTYPE), which no pairing file has; it was not read any further."})
		return f
	}
	checkDeclaration(f, text)
	f.take(readFields(f, skipJunk(f, text)))
	lint(f)
	return f
}

func (f *File) add(p Problem) {
	if p.Cause == "" {
		p.Cause = "qwc-invalid"
	}
	f.Problems = append(f.Problems, p)
}

func lineAt(text string, offset int) int {
	return 1 + strings.Count(text[:min(offset, len(text))], "\n")
}

var (
	htmlStart = lazyregexp.New(`(?i)^\s*(<!--.*?-->\s*)*(<!doctype\s+html|<html|<head|<body)`)
	htmlTitle = lazyregexp.New(`(?is)<title[^>]*>(.*?)</title>`)
)

// webPage says that the browser saved a page in place of the file, mostly because the log-in had run out.
func webPage(f *File, text string) bool {
	if !htmlStart.MatchString(text) || strings.Contains(text, "<"+root) {
		return false
	}
	title := ""
	if m := htmlTitle.FindStringSubmatch(text); m != nil {
		if t := strings.Join(strings.Fields(printable(m[1])), " "); t != "" {
			title = " (“" + cut(t, 60) + "”)"
		}
	}
	f.add(Problem{Rule: "web-page", Severity: Error, Line: 1, Text: "This is a web page" + title +
		", not a pairing file: the download gave a page, often the log-in page, in its place.", Should: "Log in to the service in the browser and download the .qwc file again."})
	return true
}

// declaration is a well-written XML declaration (XML 1.0, section 2.8); straight quotes only.
var declaration = lazyregexp.New(`^<\?xml\s+version\s*=\s*("1\.[0-9]+"|'1\.[0-9]+')(\s+encoding\s*=\s*("[A-Za-z][\w.-]*"|'[A-Za-z][\w.-]*'))?(\s+standalone\s*=\s*("(yes|no)"|'(yes|no)'))?\s*\?>`)

// checkDeclaration reads the XML declaration, where there is one, and compares the declared encoding with the real one. The XML reader
// of .NET refuses a file where they differ.
func checkDeclaration(f *File, text string) {
	if i := strings.Index(text, "<?xml"); i >= 0 && strings.TrimSpace(text[:i]) == "" && !declaration.MatchString(text[i:]) {
		f.add(Problem{Rule: "declaration", Severity: Error, Line: lineAt(text, i), Text: "The XML declaration is not well written (often its quotes are curly ones). The Web Connector refuses the file.",
			Should: `<?xml version="1.0" encoding="utf-8"?>`})
		return
	}
	m := declared.FindStringSubmatch(text)
	name := "utf-8"
	if m != nil {
		name = strings.ToLower(m[1])
	}
	if f.Encoding == "windows-1252" && !singleByte(name) {
		f.add(Problem{Rule: "encoding", Severity: Error, Line: 1, Text: "The file says that it is " + cut(printable(name), 20) + ", but it has bytes that are not.", Should: "Save it as UTF-8."})
	}
	if _, err := ianaindex.IANA.Encoding(name); err != nil {
		f.add(Problem{Rule: "encoding", Severity: Error, Line: 1, Text: "The file says that it is " + cut(printable(name), 20) + ", an encoding that nobody knows.", Should: `encoding="utf-8"`})
	}
	if f.Encoding == "utf-8" && strings.HasPrefix(name, "utf-16") {
		f.add(Problem{Rule: "encoding", Severity: Error, Line: 1, Text: "The file says that it is utf-16, but it is utf-8.", Should: `encoding="utf-8"`})
	}
}

// skipJunk finds the beginning of the XML; only the line ends before it stay, for the line numbers. White space before a
// declaration is fatal by XML's rules, and so is any other text.
func skipJunk(f *File, text string) string {
	start := strings.Index(text, "<?xml")
	if r := strings.Index(text, "<"+root); start < 0 || r >= 0 && r < start {
		start = r
	}
	if start <= 0 {
		return text
	}
	junk := text[:start]
	if s := strings.TrimSpace(junk); s != "" && !strings.HasPrefix(s, "<!--") {
		if strings.HasPrefix(s, "<") && !strings.HasPrefix(s, "<br") && !strings.HasPrefix(s, "<b>") {
			return text // other elements: the reader says what is wrong with them
		}
		f.add(Problem{Rule: "junk-before-xml", Severity: Error, Line: lineAt(text, strings.Index(text, s)),
			Text: "Text stands before the XML: “" + cut(strings.Join(strings.Fields(printable(s)), " "), 60) + "”. The Web Connector refuses the file.", Should: "<?xml first of all"})
	} else if strings.HasPrefix(text[start:], "<?xml") {
		f.add(Problem{Rule: "junk-before-xml", Severity: Error, Line: 1, Text: "Something stands before the XML declaration, be it only white space. The Web Connector refuses the file.", Should: "<?xml first of all"})
	}
	return strings.Repeat("\n", strings.Count(junk, "\n")) + text[start:]
}
