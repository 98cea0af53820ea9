package machine

import (
	"bytes"
	"time"
	"unicode/utf8"

	"authdoctor/checks/lazyregexp"
	"authdoctor/logparse"
)

// sniffSize is how much of an input is looked at before it is read, in bytes.
const sniffSize = 64 << 10

// stamped is the Web Connector's time stamp; telltale are words that only it writes; spoken is what stands in messages
// that people copy out of windows and mails.
var (
	stamped  = lazyregexp.New(`(\d{8}\.\d\d:\d\d:\d\d) UTC`)
	telltale = lazyregexp.New(`QBWebConnector|QBWC1\d{3}|QWCLog|Web Connector`)
	spoken   = lazyregexp.New(`QuickBooks|System\.Net\.|HRESULT|HResult=|0[xX×]8004[0-9A-Fa-f]{4}|remote (?:server|name)|underlying connection|operation has timed out`)
)

// stampForm is the form of the time in a stamp.
const stampForm = "20060102.15:04:05"

// look is what the beginning of an input shows.
type look struct {
	blank  bool      // nothing but white space in it
	zeros  bool      // nothing but zero bytes in it: a log that a crash left behind
	binary bool      // no text
	kind   string    // what it is instead, where that is known: "a PDF document"
	first  time.Time // the first stamp
	log    bool      // it looks like a Web Connector log
	spoken bool      // it looks like a message about one
}

// What is taken of a folder or a packed file, where one file was not named itself: logs, and where there are none, messages.
func anything(look) bool   { return true }
func logs(l look) bool     { return l.log }
func messages(l look) bool { return l.spoken && !l.binary }

// magics are the first bytes of files that people name by mistake.
var magics = []struct{ first, kind string }{
	{"%PDF-", "a PDF document"}, {"\x89PNG", "a picture"}, {"\xFF\xD8\xFF", "a picture"}, {"GIF8", "a picture"}, {"BM\x00", "a picture"},
	{"MZ", "a program"}, {"\x7fELF", "a program"}, {"\xD0\xCF\x11\xE0", "an Office document or an Outlook message"},
	{"SQLite format 3", "a database"}, {"Rar!", "a RAR archive"}, {"7z\xBC\xAF\x27\x1C", "a 7-Zip archive"}, {"{\\rtf", "a Word document"},
	{"ElfFile\x00", "a Windows event log"}, {"\xFD7zXZ", "an xz archive"},
}

// glance judges the beginning of an input.
func glance(head []byte) look {
	var l look
	for _, m := range magics {
		if bytes.HasPrefix(head, []byte(m.first)) && (m.first != "MZ" || bytes.IndexByte(head, 0) >= 0) {
			l.binary, l.kind = true, m.kind
			return l
		}
	}
	wide := utf16(head) || logparse.Wide(head)
	text := withoutZeros(head)
	if m := stamped.FindSubmatch(text); m != nil {
		if t, err := time.Parse(stampForm, string(m[1])); err == nil {
			l.first = t
		}
		l.log = true
	}
	l.log = l.log || telltale.Match(text)
	l.spoken = l.log || spoken.Match(text)
	l.blank = len(bytes.TrimSpace(bytes.TrimPrefix(bytes.TrimPrefix(text, []byte("\xEF\xBB\xBF")), []byte("\xFF\xFE")))) == 0
	l.zeros = l.blank && len(head) > len(text)
	if !wide && !l.log && !l.blank {
		l.binary = odd(head, text)
	}
	return l
}

// withoutZeros is a text for patterns of plain letters, also of UTF-16.
func withoutZeros(b []byte) []byte { return bytes.ReplaceAll(b, []byte{0}, nil) }

// utf16 says that the bytes are UTF-16: by their mark, or because every second byte of the beginning is zero.
func utf16(b []byte) bool {
	if bytes.HasPrefix(b, []byte{0xFF, 0xFE}) || bytes.HasPrefix(b, []byte{0xFE, 0xFF}) {
		return true
	}
	b = b[:min(len(b), 512)]
	var even, oddly int
	for i, c := range b {
		if c == 0 && i%2 == 0 {
			even++
		} else if c == 0 {
			oddly++
		}
	}
	half := len(b) / 2
	return half >= 4 && (oddly*10 >= half*7 && even*10 < half || even*10 >= half*7 && oddly*10 < half)
}

// odd says that bytes are no text: zero bytes all over it, or more control characters than a text has. A run of zero
// bytes at the end or in one place is what a crash leaves in a log, and is let pass.
func odd(head, text []byte) bool {
	places := 0
	for i, c := range head {
		if c == 0 && (i == 0 || head[i-1] != 0) {
			places++
		}
	}
	if places > 8 {
		return true
	}
	controls := 0
	for _, c := range text {
		if c < ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != 0x1b || c == 0x7f {
			controls++
		}
	}
	limit := len(text) / 20
	if utf8.Valid(text) {
		limit = len(text) / 5
	}
	return controls > limit
}
