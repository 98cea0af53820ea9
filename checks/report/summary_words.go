package report

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"authdoctor/checks"
	"authdoctor/checks/cause"
	"authdoctor/checks/lazyregexp"
	"authdoctor/checks/redact"
)

// hiddenRow adds what was hidden so far, by kind: the list is the last of what is said. What the person let be seen is told too.
func (r *Report) hiddenRow(d *digest) {
	d.own("Hidden", hiddenThings(kinds(less(d.people.Hidden(), d.before))))
	var shown []string
	for _, c := range d.people.Shown() {
		shown = append(shown, c.Kind)
	}
	if len(shown) > 0 {
		d.own("Shown", strings.Join(shown, ", ")+", as the sender chose")
	}
}

// HiddenText counts what was hidden by kind: "2 e-mail addresses (5 times), password (once)".
func HiddenText(list []HiddenKind) string {
	var parts []string
	for _, k := range list {
		what := k.Kind
		if k.Things > 0 {
			what = plural(k.Things, k.Kind)
		}
		parts = append(parts, what+" "+count(k.Times))
	}
	return strings.Join(parts, ", ")
}

// hiddenThings counts how many different things were hidden by kind, for what has a name that one can follow: "2 e-mail addresses".
// Of what has none it says how often it stood there: "password (once)".
func hiddenThings(list []HiddenKind) string {
	var parts []string
	for _, k := range list {
		if k.Things > 0 {
			parts = append(parts, plural(k.Things, k.Kind))
		} else {
			parts = append(parts, k.Kind+" "+count(k.Times))
		}
	}
	return strings.Join(parts, ", ")
}

func count(n int) string {
	if n == 1 {
		return "(once)"
	}
	return fmt.Sprintf("(%d times)", n)
}

// told is the causes of the verdicts, and what they explain.
func (r *Report) told() map[cause.ID]bool {
	told := make(map[cause.ID]bool)
	for _, v := range r.Result.Verdicts {
		told[v.Cause] = true
		for _, id := range v.Explains {
			told[id] = true
		}
	}
	return told
}

// ruledOut lists the causes that all their checks speak against, as many as fit in one line.
func (r *Report) ruledOut() string {
	if r.KB == nil || r.Result == nil {
		return ""
	}
	state := make(map[string]checks.State)
	for _, d := range r.Result.Checks {
		state[d.ID] = d.State
	}
	named := r.told()
	var out []string
	for _, c := range r.KB.All() {
		good := len(c.CheckedBy) > 0 && !named[c.ID] && c.ID != cause.Unknown && c.ID != cause.NoWork
		for _, id := range c.CheckedBy {
			good = good && state[id] == checks.Passed
		}
		if good {
			out = append(out, string(c.ID))
		}
	}
	for n := len(out); n > 1; n-- {
		line := strings.Join(out[:n], ", ")
		if more := len(out) - n; more > 0 {
			line += fmt.Sprintf(" and %d more", more)
		}
		if len(line) <= mailWidth-labelWidth {
			return line
		}
	}
	return strings.Join(out, ", ")
}

// codes are what stays of a foreign sentence beside its quoted part: the codes of the Web Connector and of QuickBooks.
var codes = lazyregexp.New(`\bQBWC\d{4}\b|\b0x[0-9A-Fa-f]{8}\b`)

// quotable is what a summary says of a piece of evidence. Of a log's line it quotes the part that decided, with the codes
// on it, and not whatever else stood there. Live evidence is in our own words already.
func quotable(e checks.Evidence) string {
	if e.Source != checks.FromLog || e.Quote == "" {
		return bounded(e.Text)
	}
	quote := strings.Trim(framed(bounded(e.Text), bounded(e.Quote)), ":;, ") // a signature may take the sign before the words
	var parts []string
	for _, c := range codes.FindAllString(e.Text, 4) {
		if !strings.Contains(quote, c) && !slices.Contains(parts, c) {
			parts = append(parts, c)
		}
	}
	return strings.Join(append(parts, `"`+oneLine(quote)+`"`), " ")
}

// statusSentence is how .NET words an HTTP status, in English: fixed words, which hold nothing of anybody.
var statusSentence = lazyregexp.New(`(?:The remote server returned an error: )?\((\d{3})\)(?: ([A-Za-z' -]{2,40}))?`)

// framed is the quote of a status with the fixed words around it, as far as they stand in the text: "(404)" alone says too little.
func framed(text, quote string) string {
	for _, m := range statusSentence.FindAllStringSubmatch(text, 8) {
		status, _ := strconv.Atoi(m[1])
		if phrase := http.StatusText(status); strings.Contains(m[0], quote) && phrase != "" && strings.HasPrefix(m[2], phrase) {
			return strings.TrimSuffix(m[0], m[2]) + phrase
		}
	}
	return quote
}

// mostQuote bounds what is quoted of one piece of evidence, in bytes.
const mostQuote = 400

// bounded cuts a quoted text.
func bounded(s string) string {
	s = oneLine(redact.Clean(s))
	if len(s) <= mostQuote {
		return s
	}
	return strings.ToValidUTF8(s[:mostQuote], "") + " ›"
}

func capital(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

func nonEmpty(list ...string) []string {
	return slices.DeleteFunc(list, func(s string) bool { return s == "" })
}

func emptyOr(s string, f func(string) string) string {
	if s == "" {
		return ""
	}
	return f(s)
}

func joinIDs(list []cause.ID) string {
	var out []string
	for _, id := range list {
		out = append(out, string(id))
	}
	return strings.Join(out, ", ")
}
