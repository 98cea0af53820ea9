package report

import (
	"io"
	"slices"
	"strings"

	"authdoctor/checks/cause"
	"authdoctor/checks/redact"
	"authdoctor/checks/vendors"
)

// Explanation is what a text or code means.
type Explanation struct {
	Text    string // as given, cleaned and bounded
	Matches []cause.Match
	Code    string // the first code of the Web Connector in it; empty where there is none
	Meaning string // what that code says by itself; empty where that is not known
	report  Report // for titles and remedies
}

// mostEcho bounds how much of a pasted text is said again, in bytes.
const mostEcho = 4 << 10

// NewExplanation looks a text up in the knowledge base. The vendor, whose remedies stand first, may be nil.
func NewExplanation(text string, kb *cause.Base, v *vendors.Vendor) *Explanation {
	e := &Explanation{Matches: kb.Explain(text), report: Report{KB: kb, Vendor: v}}
	for i := range e.Matches {
		// A bare text has no run around it that could prove it.
		e.Matches[i].Strength = min(e.Matches[i].Strength, cause.Likely)
	}
	if len(text) > mostEcho {
		text = strings.ToValidUTF8(text[:mostEcho], "")
	}
	e.Text = oneLine(redact.Clean(text))
	e.Code, e.Meaning = cause.CodeIn(text)
	return e
}

// Known says whether the text means anything that we know.
func (e *Explanation) Known() bool { return len(e.Matches) > 0 || e.Meaning != "" }

// ambiguous says whether one text has several causes, none of them above the others.
func (e *Explanation) ambiguous() bool {
	return len(e.Matches) > 1 && e.Matches[0].Strength == e.Matches[1].Strength
}

// mostCauses is how many causes the short explanation shows.
const mostCauses = 8

// ExplainText writes the explanation for a person.
func ExplainText(w io.Writer, e *Explanation, o Options) error {
	p := newPage(w, o)
	p.line(p.paint(Bold, cut(e.Text, p.width)))
	if !e.Known() {
		p.labelled("It means", "Not known. It fits no cause that this program knows.", 2)
		p.labelled("What to do", "Paste more of the message with `authdoctor explain -`, most of all the lines after \"More info\". Or read the whole log: authdoctor log FILE", 4)
		return p.err
	}
	if len(e.Matches) == 0 || e.ambiguous() {
		e.several(p)
		return p.err
	}
	m := e.Matches[0]
	if e.Meaning != "" {
		p.labelled(e.Code, e.Meaning, 4)
	}
	p.ends("It means: ", e.report.title(m.Cause), string(m.Cause)+", "+m.Strength.String(), Problem)
	p.labelled("Why", e.report.why(m.Cause), 5)
	e.report.todo(p, verdictOf(m))
	if rest := e.Matches[1:]; len(rest) > 0 {
		p.line(p.paint(Bold, "Less likely"))
		e.list(p, rest)
	}
	return p.err
}

// several writes a text that alone decides nothing.
func (e *Explanation) several(p *page) {
	if e.Meaning != "" {
		p.labelled("It means", e.Meaning, 5)
	} else {
		p.labelled("It means", "One text, several causes: possible, none of them sure.", 2)
	}
	p.labelled("Decides", e.decides(), 3)
	if len(e.Matches) == 0 {
		return
	}
	p.line(p.paint(Bold, "Often, each possible"))
	e.list(p, e.Matches)
	p.labelled("What to do", "Choose the one that fits, then: authdoctor fix CAUSE", 2)
}

// decides says what would tell the causes apart.
func (e *Explanation) decides() string {
	caselle := func(m cause.Match) bool { return m.Subject == cause.Caselle }
	switch {
	case len(e.Matches) > 0 && !slices.ContainsFunc(e.Matches, func(m cause.Match) bool { return !caselle(m) }):
		return "What only a person can see. Some questions tell them apart: authdoctor fix --vendor caselle"
	case e.Code != "":
		return "The sentence on the lines after the code. Paste it: authdoctor explain \"…\", or read the log: authdoctor log FILE"
	default:
		return "The lines around it. Paste them: authdoctor explain -, or read the whole log: authdoctor log FILE"
	}
}

// list writes causes, a line each.
func (e *Explanation) list(p *page, list []cause.Match) {
	for i, m := range list {
		if i == mostCauses && !p.all {
			p.line(cut("  … "+plural(len(list)-i, "more cause")+": --verbose", p.width))
			return
		}
		label := "  " + pad(string(m.Cause), 26)
		if p.width < 60 {
			p.line(cut("  "+string(m.Cause), p.width))
			p.paragraph(4, e.report.title(m.Cause))
			continue
		}
		for _, l := range wrap(e.report.title(m.Cause), p.width-28) {
			p.line(label + l)
			label = strings.Repeat(" ", 28)
		}
		if first := e.first(m); first != "" {
			for i, l := range wrap("First: "+first, p.width-30) {
				p.line(p.paint(Dim, strings.Repeat(" ", 28+min(i, 1)*2)+l))
			}
		}
	}
}

// first is the first order of the first remedy for whoever asks; empty where there is none.
func (e *Explanation) first(m cause.Match) string {
	for _, r := range e.report.remedies(m.Cause, m.Subject) {
		if len(r.Steps) > 0 {
			return oneLine(r.Steps[0].Do)
		}
	}
	return ""
}

// ExplainJSON writes the document authdoctor.explain/v1.
func ExplainJSON(w io.Writer, e *Explanation) error {
	type item struct {
		Cause    cause.ID       `json:"cause"`
		Title    string         `json:"title"`
		Strength cause.Strength `json:"strength"`
		Remedy   []cause.Remedy `json:"remedy"`
	}
	d := struct {
		Schema string `json:"schema"`
		Causes []item `json:"causes"`
	}{ExplainSchema, []item{}}
	for _, m := range e.Matches {
		d.Causes = append(d.Causes, item{m.Cause, e.report.title(m.Cause), m.Strength, remedyJSON(e.report.remedies(m.Cause, m.Subject))})
	}
	return encode(w, d)
}
