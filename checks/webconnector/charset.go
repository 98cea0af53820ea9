package webconnector

import (
	"bytes"
	"mime"
	"strings"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode"

	"authdoctor/checks/lazyregexp"
)

var declaredEncoding = lazyregexp.New(`(?i)^\s*<\?xml[^>]{0,100}?\sencoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']`)

// decode makes UTF-8 without a byte order mark of a body. The mark decides, then the charset of the content type, then
// the XML declaration; else it is UTF-8. Bytes that do not fit are replaced, never refused. A declaration that could be read at all
// does not stand in UTF-16, whatever it says: .NET's own writer of strings says so of every text that it makes.
func decode(body []byte, contentType string) string {
	body, enc := byMark(body)
	charset := charsetOf(contentType)
	if enc == nil {
		enc = byName(charset)
	}
	if enc == nil && !known(charset) {
		if m := declaredEncoding.FindSubmatch(body); m != nil && !strings.HasPrefix(strings.ToLower(string(m[1])), "utf-16") {
			enc = byName(string(m[1]))
		}
	}
	if enc != nil {
		if out, err := enc.NewDecoder().Bytes(body); err == nil {
			body = out
		}
	}
	return strings.ToValidUTF8(string(body), "\uFFFD")
}

// known says whether a charset has a name that says something.
func known(charset string) bool {
	_, err := htmlindex.Get(charset)
	return err == nil
}

// byMark takes the byte order mark off; the encoding is nil where there is none, or where it is that of UTF-8.
func byMark(body []byte) ([]byte, encoding.Encoding) {
	switch {
	case bytes.HasPrefix(body, []byte("\xEF\xBB\xBF")):
		return body[3:], nil
	case bytes.HasPrefix(body, []byte("\xFF\xFE")):
		return body[2:], unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	case bytes.HasPrefix(body, []byte("\xFE\xFF")):
		return body[2:], unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	}
	return body, nil
}

// byName finds an encoding; nil for UTF-8 and for names that nobody knows.
func byName(name string) encoding.Encoding {
	if name == "" {
		return nil
	}
	enc, err := htmlindex.Get(name)
	if err != nil || enc == unicode.UTF8 {
		return nil
	}
	return enc
}

// charsetOf is the charset parameter of a content type, also of one that is not written by the rules.
func charsetOf(contentType string) string {
	if _, params, err := mime.ParseMediaType(contentType); err == nil {
		return params["charset"]
	}
	_, after, ok := strings.Cut(strings.ToLower(contentType), "charset=")
	if !ok {
		return ""
	}
	return strings.Trim(strings.TrimSpace(after), `"' ;`)
}

// baseType is a content type without parameters, in lower case.
func baseType(contentType string) string {
	base, _, _ := strings.Cut(contentType, ";")
	return strings.ToLower(strings.TrimSpace(base))
}
