package report

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"authdoctor/checks"
	"authdoctor/checks/redact"
)

// Summary is what may leave this PC: the report in one form, without secrets and people, and the list of what was hidden.
func Summary(r *Report, f Format) (string, []redact.Count, error) {
	p := r.People()
	text, err := r.summary(p, f)
	if err != nil {
		return "", nil, err
	}
	return text, p.Hidden(), nil
}

// summary is the report in one form, hidden by p.
func (r *Report) summary(p *redact.People, f Format) (string, error) {
	var b bytes.Buffer
	var err error
	switch f {
	case FormatJSON:
		err = encode(&b, r.document(p.Hide, quotable))
	case FormatText:
		r.digest(p).text(&b)
	case FormatMarkdown:
		r.digest(p).markdown(&b)
	case FormatHTML:
		err = r.digest(p).html(&b, r)
	default:
		err = fmt.Errorf("there is no form %q: it is text, md, json or html", string(f))
	}
	return b.String(), err
}

// row is one labelled part of the summary.
type row struct {
	Label string
	Lines []string
}

// digest is the summary before it has a form. All its texts are hidden already.
type digest struct {
	Subject string
	State   string // "problem", "ok", "unknown": how the page is marked
	Rows    []row
	people  *redact.People
	before  []redact.Count  // what people had hidden before this summary
	said    map[string]bool // proofs that stand already
	proven  int             // how many proofs have a number
	terse   terseness
	rows    int // most lines of a part, in the mail; 0: no bound
}

// own adds words of ours: nothing in them is anybody's.
func (d *digest) own(label string, lines ...string) {
	lines = slices.DeleteFunc(lines, func(s string) bool { return s == "" })
	if len(lines) > 0 {
		d.Rows = append(d.Rows, row{label, lines})
	}
}

// told adds words that came from outside.
func (d *digest) told(label string, lines ...string) {
	for i, s := range lines {
		lines[i] = oneLine(d.people.Hide(s))
	}
	d.own(label, lines...)
}

// compose gathers what the summary says, as shortly as asked.
func (r *Report) compose(p *redact.People, t terseness) *digest {
	d := &digest{people: p, before: p.Hidden(), said: make(map[string]bool), terse: t}
	problems, past := r.problems()
	r.subject(d, problems, past)
	r.causes(d, problems)
	r.warnings(d, problems)
	r.runs(d, problems)
	r.past(d, past)
	r.changed(d)
	r.tried(d)
	if d.terse < tersest {
		d.own("Ruled out", r.ruledOut())
	}
	r.notKnown(d)
	r.place(d)
	d.own("We ask", r.asks(problems, past))
	r.support(d, len(problems) == 0 && r.gone() != "")
	r.hiddenRow(d)
	d.own("Made by", strings.TrimSpace("authdoctor "+r.Version)+madeAt(r))
	return d
}

// subject says in one line what the summary comes to.
func (r *Report) subject(d *digest, problems, past []checks.Verdict) {
	name := d.people.Hide(r.about(problems))
	d.State = "ok"
	switch {
	case len(problems) > 0:
		d.State = "problem"
		d.Subject = fmt.Sprintf("authdoctor: %s, %s%s", problems[0].Cause, problems[0].Strength, name)
	case len(past) > 0:
		d.Subject = fmt.Sprintf("authdoctor: nothing wrong now, %s before%s", past[0].Cause, name)
	case r.passed() == 0:
		d.State = "unknown"
		d.Subject = fmt.Sprintf("authdoctor: nothing could be checked%s", name)
	case r.gone() != "":
		d.Subject = fmt.Sprintf("authdoctor: fixed, %s is gone%s", r.gone(), name)
	default:
		d.Subject = fmt.Sprintf("authdoctor: nothing wrong found%s%s", r.butWarned(), name)
	}
}

// butWarned says how many warnings stand beside a good end.
func (r *Report) butWarned() string {
	if n := len(r.warned()); n > 0 {
		return ", " + plural(n, "warning")
	}
	return ""
}

func madeAt(r *Report) string {
	if r.Generated.IsZero() {
		return ""
	}
	return ", " + stamp(r.Generated)
}

// passed counts the checks that came out well.
func (r *Report) passed() int {
	n := 0
	if r.Result != nil {
		for _, d := range r.Result.Checks {
			if d.State == checks.Passed || d.State == checks.Warned {
				n++
			}
		}
	}
	return n
}

// about says in brackets what a summary is about: the vendor, where it is known, else the application.
func (r *Report) about(problems []checks.Verdict) string {
	if r.Vendor != nil && r.Vendor.Name != "" && r.Vendor.ID != genericVendor {
		return " (" + r.Vendor.Name + ")"
	}
	for _, v := range problems {
		if v.App != "" {
			return " (" + oneLine(redact.Clean(v.App)) + ")"
		}
	}
	return ""
}

// genericVendor is the id of the vendor's file that stands for any other.
const genericVendor = "generic"
