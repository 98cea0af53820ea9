package report

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
	"time"
	"unicode"

	"authdoctor/checks"
	"authdoctor/checks/cause"
	"authdoctor/checks/lazyregexp"
	"authdoctor/checks/redact"
	"authdoctor/checks/vendors"
)

// MostReport is the most that is read of a document authdoctor.report/v1, in bytes.
const MostReport = 8 << 20

// Document is a document authdoctor.report/v1 that was read.
type Document struct{ d document }

// ParseDocument reads a document authdoctor.report/v1, as this program or another wrote it. Members that it does not know are
// passed over, and missing ones are empty; all texts are cleaned. The error says why it is no such document.
func ParseDocument(data []byte) (*Document, error) {
	if len(data) > MostReport {
		return nil, fmt.Errorf("the report is larger than %s", size(MostReport))
	}
	clean, err := cleanJSON(data)
	if err != nil {
		return nil, fmt.Errorf("read the report: %w", err)
	}
	var d document
	if err := json.Unmarshal(clean, &d); err != nil {
		return nil, fmt.Errorf("read the report: %w", err)
	}
	if d.Schema != Schema {
		return nil, fmt.Errorf("the report is %q, not %s", d.Schema, Schema)
	}
	d.fill()
	return &Document{d}, nil
}

// fill puts empty lists where there are none, and takes out what no document has.
func (d *document) fill() {
	d.Verdicts, d.Checks, d.Questions, d.Contacted = orEmpty(d.Verdicts), orEmpty(d.Checks), orEmpty(d.Questions), orEmpty(d.Contacted)
	for i := range d.Verdicts {
		v := &d.Verdicts[i]
		v.Evidence, v.Explains, v.Remedy = orEmpty(v.Evidence), orEmpty(v.Explains), orEmpty(v.Remedy)
	}
	for i := range d.Checks {
		c := &d.Checks[i]
		c.Findings = orEmpty(c.Findings)
		for j := range c.Findings {
			c.Findings[j].Evidence = orEmpty(c.Findings[j].Evidence)
		}
	}
	for i := range d.Questions {
		d.Questions[i].Values = orEmpty(d.Questions[i].Values)
	}
}

func orEmpty[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

// JSON writes the document as it was read, cleaned. Of what this program wrote not a byte changes.
func (d *Document) JSON(w io.Writer) error { return encode(w, d.d) }

// Vendor is the id of the vendor in it; empty where none is.
func (d *Document) Vendor() string { return d.d.Vendor }

// Report makes of the document what the forms of this package print. The words for the causes come from kb; for one that it
// does not know, the document's title stands. kb and vendor may be nil.
func (d *Document) Report(kb *cause.Base, vendor *vendors.Vendor) *Report {
	c := &checks.Case{Site: d.d.Case.Site, Service: d.d.Case.Service, QWCPath: d.d.Case.QWC, LogPaths: d.d.Case.Logs, Vendor: vendor}
	r := &Report{Version: d.d.Tool.Version, Generated: d.d.Generated, Case: c, KB: kb, Vendor: vendor, Titles: make(map[cause.ID]string),
		Result: &checks.Result{Started: d.d.Generated, Contacted: d.d.Contacted}}
	for _, v := range d.d.Verdicts {
		r.Titles[causeID(v.Cause)] = oneLine(v.Title)
		r.Result.Verdicts = append(r.Result.Verdicts, checks.Verdict{Cause: causeID(v.Cause), Subject: v.Subject, Address: v.Address, App: v.App,
			Standing: standing(v.Standing), Strength: strength(v.Strength), Evidence: evidenceOf(v.Evidence), Explains: causeIDs(v.Explains)})
	}
	for _, x := range d.d.Checks {
		done := checks.Done{ID: x.ID, Asks: oneLine(x.Asks), Outcome: checks.Outcome{State: state(x.State), Why: oneLine(x.Why)}}
		if x.Seconds != nil && *x.Seconds > 0 {
			done.Took = time.Duration(math.Min(*x.Seconds, 1e6) * float64(time.Second))
		}
		for _, f := range x.Findings {
			done.Findings = append(done.Findings, checks.Finding{Cause: causeID(f.Cause), Subject: f.Subject, Address: f.Address, App: f.App,
				Strength: strength(f.Strength), Evidence: evidenceOf(f.Evidence)})
		}
		r.Result.Checks = append(r.Result.Checks, done)
	}
	for _, q := range d.d.Questions {
		question := vendors.Question{ID: q.ID, Text: q.Text}
		for _, v := range q.Values {
			question.Answers = append(question.Answers, cause.Answer{Value: v, Text: v})
		}
		r.Result.Questions = append(r.Result.Questions, question)
	}
	return r
}

func evidenceOf(list []evidenceJSON) []checks.Evidence {
	out := make([]checks.Evidence, 0, len(list))
	for _, e := range list {
		out = append(out, checks.Evidence{Source: e.Source, Text: oneLine(e.Text), Where: oneLine(e.Where), At: e.At})
	}
	return out
}

// validCause is how ids of causes are written.
var validCause = lazyregexp.New(`^[a-z0-9]+(-[a-z0-9]+){0,8}$`)

// causeID is an id that can be shown and looked up; what is none is the unknown cause.
func causeID(id cause.ID) cause.ID {
	if len(id) > 60 || !validCause.MatchString(string(id)) {
		return cause.Unknown
	}
	return id
}

func causeIDs(list []cause.ID) []cause.ID {
	var out []cause.ID
	for _, id := range list {
		out = append(out, causeID(id))
	}
	return out
}

// state reads the word of a check's state; another word is not known.
func state(word string) checks.State {
	for s := checks.Unknown; s <= checks.Broken; s++ {
		if s.String() == word {
			return s
		}
	}
	return checks.Unknown
}

// standing reads the word of a standing. One that is not known is told as the log tells: nothing is claimed to be so now.
func standing(word checks.Standing) checks.Standing {
	switch word {
	case checks.Now, checks.Logged, checks.Reported, checks.Past:
		return word
	}
	return checks.Logged
}

// strength reads the word of a strength; another word is the weakest.
func strength(word string) cause.Strength {
	var s cause.Strength
	if err := s.UnmarshalText([]byte(word)); err != nil {
		return cause.Possible
	}
	return s
}

// mostDepth bounds how deep a document may be nested.
const mostDepth = 40

// cleanJSON takes of each text in a document what must not reach a screen. Numbers stay as they are written.
func cleanJSON(data []byte) ([]byte, error) {
	in := json.NewDecoder(bytes.NewReader(data))
	in.UseNumber()
	var v any
	if err := in.Decode(&v); err != nil {
		return nil, err
	}
	if _, err := in.Token(); err != io.EOF {
		return nil, fmt.Errorf("something stands behind its end")
	}
	v, err := cleaned(v, 0, "")
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// ourWords are the members of a document that hold the knowledge base's words. They speak of passwords, which is no secret, and
// are cleaned of control characters only, so that they come out as they went in.
var ourWords = []string{"remedy", "title", "asks"}

// cleaned cleans a value in its place; under is the member of ourWords that it belongs to, if any.
func cleaned(v any, depth int, under string) (any, error) {
	if depth > mostDepth {
		return nil, fmt.Errorf("it is nested too deep")
	}
	var err error
	switch x := v.(type) {
	case string:
		if under != "" {
			return visible(x), nil
		}
		return strings.ToValidUTF8(redact.Clean(x), "\uFFFD"), nil
	case []any:
		for i := range x {
			if x[i], err = cleaned(x[i], depth+1, under); err != nil {
				return nil, err
			}
		}
	case map[string]any:
		for k := range x {
			inner := under
			if slices.Contains(ourWords, k) {
				inner = k
			}
			if x[k], err = cleaned(x[k], depth+1, inner); err != nil {
				return nil, err
			}
		}
	}
	return v, nil
}

// visible is a text without control and formatting characters.
func visible(s string) string {
	return strings.Map(func(c rune) rune {
		if unicode.IsControl(c) && c != '\n' && c != '\t' || unicode.Is(unicode.Cf, c) {
			return -1
		}
		return c
	}, strings.ToValidUTF8(s, "\uFFFD"))
}
