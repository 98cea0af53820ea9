package report

import (
	"encoding/json"
	"fmt"
	"io"
	"math"
	"time"

	"authdoctor/checks"
	"authdoctor/checks/cause"
	"authdoctor/checks/redact"
	"authdoctor/checks/vendors"
)

// The names of the documents.
const (
	Schema        = "authdoctor.report/v1"
	LogSchema     = "authdoctor.log/v1"
	ExplainSchema = "authdoctor.explain/v1"
)

// The document authdoctor.report/v1. What is not known is left out, never zero.
type (
	document struct {
		Schema    string         `json:"schema"`
		Tool      toolJSON       `json:"tool"`
		Generated time.Time      `json:"generated,omitzero"`
		Vendor    string         `json:"vendor,omitempty"`
		Case      caseJSON       `json:"case"`
		Verdicts  []verdictJSON  `json:"verdicts"`
		Checks    []checkJSON    `json:"checks"`
		Questions []questionJSON `json:"questions"`
		Contacted []string       `json:"contacted"`
	}
	toolJSON struct {
		Name    string `json:"name"`
		Version string `json:"version,omitempty"`
	}
	caseJSON struct {
		Site    string   `json:"site,omitempty"`
		Service string   `json:"service,omitempty"`
		QWC     string   `json:"qwc,omitempty"`
		Logs    []string `json:"logs,omitempty"`
	}
	verdictJSON struct {
		Cause    cause.ID        `json:"cause"`
		Subject  cause.Subject   `json:"subject,omitempty"`
		Address  string          `json:"address,omitempty"`
		App      string          `json:"app,omitempty"`
		Title    string          `json:"title"`
		Standing checks.Standing `json:"standing"`
		Strength string          `json:"strength"`
		Evidence []evidenceJSON  `json:"evidence"`
		Explains []cause.ID      `json:"explains"`
		Remedy   []cause.Remedy  `json:"remedy"`
	}
	evidenceJSON struct {
		Source checks.Source `json:"source"`
		Text   string        `json:"text"`
		Where  string        `json:"where,omitempty"`
		At     time.Time     `json:"at,omitzero"`
	}
	checkJSON struct {
		ID       string        `json:"id"`
		Asks     string        `json:"asks"`
		State    string        `json:"state"`
		Why      string        `json:"why"`
		Seconds  *float64      `json:"seconds,omitempty"`
		Findings []findingJSON `json:"findings"`
	}
	findingJSON struct {
		Cause    cause.ID       `json:"cause"`
		Subject  cause.Subject  `json:"subject,omitempty"`
		Address  string         `json:"address,omitempty"`
		App      string         `json:"app,omitempty"`
		Strength string         `json:"strength"`
		Evidence []evidenceJSON `json:"evidence"`
	}
	questionJSON struct {
		ID     string   `json:"id"`
		Text   string   `json:"text"`
		Values []string `json:"values"`
	}
)

// JSON writes the document authdoctor.report/v1. Secrets are hidden in it, people are not: it stays on this PC.
func JSON(w io.Writer, r *Report) error {
	return encode(w, r.document(redact.Clean, func(e checks.Evidence) string { return e.Text }))
}

// encode writes one document.
func encode(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(v); err != nil {
		return fmt.Errorf("write the report: %w", err)
	}
	return nil
}

// document fills the document. Every text of outside goes through hide; words gives of a piece of evidence what may be said.
func (r *Report) document(hide func(string) string, words func(checks.Evidence) string) document {
	d := document{Schema: Schema, Tool: toolJSON{"authdoctor", r.Version}, Generated: r.Generated, Verdicts: []verdictJSON{}, Checks: []checkJSON{},
		Questions: []questionJSON{}, Contacted: []string{}}
	if r.Vendor != nil {
		d.Vendor = r.Vendor.ID
	}
	if c := r.Case; c != nil {
		d.Case = caseJSON{Site: address(c.Site, hide), Service: address(c.Service, hide), QWC: hide(c.QWCPath)}
		for _, p := range c.LogPaths {
			d.Case.Logs = append(d.Case.Logs, hide(p))
		}
	}
	if r.Result == nil {
		return d
	}
	d.Verdicts = r.verdictsJSON(hide, words)
	for _, c := range r.Result.Checks {
		d.Checks = append(d.Checks, checkDocument(c, hide, words))
	}
	for _, q := range r.Result.Questions {
		d.Questions = append(d.Questions, questionJSON{q.ID, oneLine(q.Text), values(q)})
	}
	for _, h := range r.Result.Contacted {
		d.Contacted = append(d.Contacted, hide(h))
	}
	return d
}

// verdictsJSON are the verdicts with their remedies.
func (r *Report) verdictsJSON(hide func(string) string, words func(checks.Evidence) string) []verdictJSON {
	list := []verdictJSON{}
	if r.Result == nil {
		return list
	}
	for _, v := range r.Result.Verdicts {
		j := verdictJSON{Cause: v.Cause, Subject: v.Subject, Address: address(v.Address, hide), App: hide(v.App), Title: r.title(v.Cause), Standing: v.Standing,
			Strength: v.Strength.String(), Evidence: evidence(v.Evidence, hide, words), Explains: v.Explains, Remedy: remedyJSON(r.remedies(v.Cause, v.Subject))}
		if j.Explains == nil {
			j.Explains = []cause.ID{}
		}
		list = append(list, j)
	}
	return list
}

// remedyJSON folds the lines of the knowledge base's texts.
func remedyJSON(list []cause.Remedy) []cause.Remedy {
	out := make([]cause.Remedy, 0, len(list))
	for _, r := range list {
		steps := make([]cause.Step, 0, len(r.Steps))
		for _, s := range r.Steps {
			s.Do, s.Expect, s.Else = oneLine(s.Do), oneLine(s.Expect), oneLine(s.Else)
			steps = append(steps, s)
		}
		r.Steps = steps
		out = append(out, r)
	}
	return out
}

func checkDocument(c checks.Done, hide func(string) string, words func(checks.Evidence) string) checkJSON {
	j := checkJSON{ID: c.ID, Asks: c.Asks, State: c.State.String(), Why: hide(c.Why), Findings: []findingJSON{}}
	if c.Took > 0 && c.State != checks.Skipped { // what was skipped took no time that anybody could know
		s := math.Ceil(c.Took.Seconds()*1000) / 1000
		j.Seconds = &s
	}
	for _, f := range c.Findings {
		j.Findings = append(j.Findings, findingJSON{f.Cause, f.Subject, address(f.Address, hide), hide(f.App), f.Strength.String(), evidence(f.Evidence, hide, words)})
	}
	return j
}

func evidence(list []checks.Evidence, hide func(string) string, words func(checks.Evidence) string) []evidenceJSON {
	out := make([]evidenceJSON, 0, len(list))
	for _, e := range list {
		out = append(out, evidenceJSON{e.Source, hide(words(e)), hide(e.Where), e.At})
	}
	return out
}

// address is an address without what may hold secrets.
func address(s string, hide func(string) string) string {
	if s == "" {
		return ""
	}
	return hide(redact.URL(s))
}

// values are the answers that a question takes.
func values(q vendors.Question) []string {
	list := []string{}
	for _, a := range q.Answers {
		list = append(list, a.Value)
	}
	return list
}
