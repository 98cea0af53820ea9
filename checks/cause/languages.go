package cause

import (
	"cmp"
	_ "embed"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

//go:embed languages.txt
var languagesFile string

// English gives a message of Windows or .NET with the sentences that are known in another language put into English, as a Windows
// set to English would write them; the rest stays as it is. A text without such a sentence comes back unchanged.
func English(text string) string { return inEnglish(text).text }

// rendering is a text whose foreign sentences were put into English.
type rendering struct {
	text  string
	parts []rendered
}

// rendered is one sentence that was put into English: where it stands in the original and where its English form stands, in bytes.
type rendered struct{ from, to, first, end int }

// back gives the place in the original of a place in the rendering. A part of a sentence that was put into English is all of it.
func (r *rendering) back(at []int) []int {
	return []int{r.original(at[0], false), r.original(at[1], true)}
}

func (r *rendering) original(at int, end bool) int {
	shift := 0 // of what follows the parts so far
	for _, p := range r.parts {
		switch {
		case at < p.first || end && at == p.first:
			return at - shift
		case at < p.end || end && at == p.end:
			if end {
				return p.to
			}
			return p.from
		}
		shift = p.end - p.to
	}
	return at - shift
}

// phrase is a sentence in another language.
type phrase struct {
	english string
	mark    string // in lower case; stands in every text that holds the sentence
	plain   bool   // the mark is ASCII
	fits    func() *regexp.Regexp
}

// phrases reads the list of languages when a text is first looked at.
var phrases = sync.OnceValue(func() []phrase {
	var out []phrase
	english := ""
	for line := range strings.Lines(languagesFile) {
		line = strings.TrimRight(line, "\r\n")
		switch text := strings.TrimSpace(line); {
		case text == "" || strings.HasPrefix(line, "#"):
		case line[0] != '\t':
			english = text
		default:
			_, foreign, _ := strings.Cut(text, " ")
			out = append(out, newPhrase(english, foreign))
		}
	}
	return out
})

func newPhrase(english, foreign string) phrase {
	mark := markOf(foreign)
	return phrase{english: english, mark: mark, plain: isASCII(mark), fits: sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(looseExpression(foreign)) // every rune of the list is quoted: a test compiles them all
	})}
}

// markOf is the longest piece of a sentence that every form of it holds: letters that are never stored in another way.
func markOf(foreign string) string {
	best := ""
	for _, piece := range strings.FieldsFunc(strings.ToLower(foreign), func(r rune) bool { return loose(r) || !unicode.IsLetter(r) && r != ' ' }) {
		if len(piece) > len(best) {
			best = piece
		}
	}
	if strings.ContainsFunc(best, eastAsian) {
		pieces := strings.Fields(best)
		best = slices.MaxFunc(pieces, func(a, b string) int { return cmp.Compare(len(a), len(b)) })
	}
	return strings.TrimSpace(best)
}

// loose says whether a letter is stored in more than one way: Latin ones with an accent or a stroke come decomposed, written out
// ("ue"), read in a wrong code page, or as a question mark.
func loose(r rune) bool { return r >= 0x80 && r < 0x250 || r >= 0x1E00 && r < 0x1F00 || r == '’' }

func eastAsian(r rune) bool {
	return r >= 0x1100 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul)
}

func isASCII(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r >= utf8.RuneSelf })
}

// looseExpression is a regular expression for a sentence in all the forms that logs and copies of it hold.
func looseExpression(foreign string) string {
	var b strings.Builder
	b.WriteString("(?i)")
	before := rune(0)
	for i, r := range foreign {
		next, _ := utf8.DecodeRuneInString(foreign[i+utf8.RuneLen(r):])
		switch {
		case r == '#':
			b.WriteString(`(\d{3})`)
		case r == '\'' || r == '’':
			b.WriteString(`.{1,3}?`)
		case loose(r):
			b.WriteString(`.{0,4}?`)
		case r == ' ' && (eastAsian(before) || eastAsian(next)): // blanks come and go there
			b.WriteString(` ?`)
		case strings.ContainsRune(",，、", r):
			b.WriteString(`[,，、]? ?`)
		default:
			if eastAsian(r) && before != 0 && !eastAsian(before) && before != ' ' {
				b.WriteString(` ?`)
			}
			b.WriteString(regexp.QuoteMeta(string(r)))
		}
		before = r
	}
	return b.String()
}

// inEnglish puts the sentences that are known into English. Where two lie over each other, the first counts; of two that begin
// together, the longer.
func inEnglish(text string) *rendering {
	type place struct {
		from, to int
		english  string
	}
	var found []place
	low := strings.ToLower(text)
	plain := isASCII(low)
	for _, p := range phrases() {
		if plain && !p.plain || !strings.Contains(low, p.mark) {
			continue
		}
		for _, m := range p.fits().FindAllStringSubmatchIndex(text, -1) {
			english := p.english
			if len(m) > 2 {
				english = strings.Replace(english, "#", text[m[2]:m[3]], 1)
			}
			found = append(found, place{m[0], m[1], english})
		}
	}
	if len(found) == 0 {
		return &rendering{text: text}
	}
	slices.SortFunc(found, func(a, b place) int { return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(b.to, a.to)) })
	var out strings.Builder
	r := &rendering{}
	at := 0
	for _, f := range found {
		if f.from < at {
			continue
		}
		out.WriteString(text[at:f.from])
		first := out.Len()
		out.WriteString(f.english)
		r.parts = append(r.parts, rendered{f.from, f.to, first, out.Len()})
		at = f.to
		if next, _ := utf8.DecodeRuneInString(text[at:]); unicode.IsLetter(next) || unicode.IsDigit(next) {
			out.WriteByte(' ') // languages without blanks between words
			r.parts[len(r.parts)-1].end = out.Len()
		}
	}
	out.WriteString(text[at:])
	r.text = out.String()
	return r
}
