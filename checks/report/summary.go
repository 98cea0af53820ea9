package report

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"authdoctor/checks"
	"authdoctor/checks/cause"
	"authdoctor/checks/redact"
)

// ParseFormat reads the name of a form of the summary.
func ParseFormat(s string) (Format, error) {
	switch f := Format(strings.ToLower(s)); f {
	case "markdown":
		return FormatMarkdown, nil
	case "txt":
		return FormatText, nil
	case FormatText, FormatMarkdown, FormatJSON, FormatHTML:
		return f, nil
	}
	return "", fmt.Errorf("there is no form %q: it is text, md, json or html", s)
}

// Summary is what may leave this PC: the report in one form, without secrets and people, and the list of what was hidden.
func Summary(r *Report, f Format) (string, []redact.Count, error) {
	p := r.people()
	var b bytes.Buffer
	var err error
	switch f {
	case FormatJSON:
		err = encode(&b, r.document(p.Hide, quotable))
	case FormatText, FormatMarkdown, FormatHTML:
		d := r.digest(p)
		switch f {
		case FormatText:
			d.text(&b)
		case FormatMarkdown:
			d.markdown(&b)
		default:
			err = d.html(&b, r)
		}
	default:
		_, err = ParseFormat(string(f))
	}
	if err != nil {
		return "", nil, err
	}
	return b.String(), p.Hidden(), nil
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

// mostProofs is how many pieces of evidence of a verdict a summary quotes.
const mostProofs = 4

// digest gathers what the summary says.
func (r *Report) digest(p *redact.People) *digest {
	d := &digest{people: p, State: "ok"}
	problems, past := r.problems()
	name := "authdoctor"
	if r.Vendor != nil && r.Vendor.Name != "" {
		name = r.Vendor.Name
	}
	switch {
	case len(problems) > 0:
		d.State = "problem"
		d.Subject = fmt.Sprintf("authdoctor: %s, %s (%s)", problems[0].Cause, problems[0].Strength, name)
	case len(past) > 0:
		d.Subject = fmt.Sprintf("authdoctor: nothing wrong now, %s before (%s)", past[0].Cause, name)
	case r.passed() == 0:
		d.State = "unknown"
		d.Subject = fmt.Sprintf("authdoctor: nothing could be checked (%s)", name)
	default:
		d.Subject = fmt.Sprintf("authdoctor: nothing wrong found (%s)", name)
	}
	r.causes(d, problems)
	r.before(d, past)
	r.runs(d, problems)
	if out := r.ruledOut(); len(out) > 0 {
		d.own("Ruled out", strings.Join(out, ", "))
	}
	r.tried(d)
	r.notKnown(d)
	r.place(d)
	r.sendTo(d)
	r.hiddenRow(d)
	d.own("Made by", strings.TrimSpace("authdoctor "+r.Version)+madeAt(r)+". Text only, nothing attached.")
	return d
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

// causes adds the verdicts with their proof.
func (r *Report) causes(d *digest, list []checks.Verdict) {
	if len(list) == 0 {
		text := "None found: nothing wrong in what could be checked."
		if r.noWork() {
			text = "None: the log-in works, and there was nothing to exchange."
		} else if r.passed() == 0 {
			text = "None found: nothing could be checked."
		}
		d.own("Cause", text)
		return
	}
	top := equals(list)
	for i, v := range list {
		label := "Cause"
		if i > 0 && i < top {
			label = "Or"
		} else if i > 0 {
			label = "Also"
		}
		about := string(v.Strength.String())
		if w := standingWords[v.Standing]; w != "" {
			about += ", " + w
		}
		d.own(label, fmt.Sprintf("%s. %s (%s, subject: %s)", r.title(v.Cause), capital(about), v.Cause, v.Subject))
		if v.Address != "" {
			d.told("At", redact.URL(v.Address))
		}
		if v.App != "" {
			d.told("App", v.App)
		}
		for n, e := range v.Evidence {
			if n == mostProofs {
				d.own("", plural(len(v.Evidence)-n, "proof")+" more of the same")
				break
			}
			d.told(fmt.Sprintf("Proof %d", n+1), strings.Join(nonEmpty(string(e.Source), stamp(e.At), e.Where), "  "), quotable(e))
		}
		if v.Tell != "" {
			d.told("Tells", v.Tell)
		}
		if len(v.Explains) > 0 {
			d.own("Explains", joinIDs(v.Explains))
		}
	}
}

// before adds what is past, and how a fix changed the checks.
func (r *Report) before(d *digest, past []checks.Verdict) {
	for _, v := range past {
		when := ""
		if len(v.Evidence) > 0 {
			when = " " + strings.Join(nonEmpty(stamp(v.Evidence[0].At), v.Evidence[0].Where), "  ")
		}
		d.told("Past", fmt.Sprintf("%s (%s), not so any more.%s", r.title(v.Cause), v.Cause, when))
	}
	if r.Before == nil || r.Result == nil {
		return
	}
	for _, now := range r.Result.Checks {
		for _, was := range r.Before.Checks {
			if was.ID == now.ID && was.State != now.State && decisive(was.State) && decisive(now.State) {
				d.told("Changed", fmt.Sprintf("%s: %s before, %s now. %s", now.Asks, stateWords[was.State], stateWords[now.State], now.Why))
			}
		}
	}
}

// runs adds how the runs of the log went.
func (r *Report) runs(d *digest, problems []checks.Verdict) {
	name := ""
	if len(problems) > 0 {
		name = problems[0].App
	}
	if a := r.newestApp(name); a != nil && a.Runs > 0 {
		d.told("Runs", since(a))
	}
}

// tried adds the steps taken.
func (r *Report) tried(d *digest) {
	var lines []string
	for _, t := range r.Tried {
		lines = append(lines, fmt.Sprintf("%s step %d: %s: %s (said the user)", t.Cause, t.Number, oneLine(t.Step), t.Answer))
	}
	d.own("Tried", lines...)
}

// notKnown adds what could not be checked, with the reason.
func (r *Report) notKnown(d *digest) {
	if r.Result == nil {
		return
	}
	var reasons []string
	asks := make(map[string][]string)
	for _, c := range r.Result.Checks {
		if decisive(c.State) {
			continue
		}
		why := oneLine(c.Why)
		if asks[why] == nil {
			reasons = append(reasons, why)
		}
		asks[why] = append(asks[why], strings.TrimSuffix(c.Asks, "."))
	}
	for i, why := range reasons {
		reasons[i] = strings.Join(asks[why], "; ") + ": " + why
	}
	d.told("Not known", reasons...)
}

// sendTo adds where the vendor wants it.
func (r *Report) sendTo(d *digest) {
	if r.Vendor == nil {
		return
	}
	var lines []string
	for _, c := range r.Vendor.Contacts {
		if c.Kind == "web" {
			continue // a page to read
		}
		line := c.Kind + " " + c.Value
		if c.Hours != "" {
			line += " (" + c.Hours + ")"
		}
		lines = append(lines, line)
	}
	d.own("Send to", lines...)
}

// place adds what was asked, and from where.
func (r *Report) place(d *digest) {
	var parts []string
	if r.Log != nil && r.Log.Version != "" {
		parts = append(parts, "Web Connector "+r.Log.Version)
	}
	if r.Machine.OS != "" {
		parts = append(parts, r.Machine.OS)
	}
	if r.Machine.User != "" {
		parts = append(parts, "user "+r.Machine.User)
	}
	if r.Machine.Host != "" {
		parts = append(parts, "PC "+r.Machine.Host)
	}
	if len(parts) > 0 {
		d.told("Where", strings.Join(parts, ", "))
	}
	if c := r.Case; c != nil {
		var facts []string
		add := func(label, value string) {
			if value != "" {
				facts = append(facts, label+" "+value)
			}
		}
		add("shop", emptyOr(c.Site, redact.URL))
		add("service", emptyOr(c.Service, redact.URL))
		add("pairing file", c.QWCPath)
		add("user", c.User)
		if q := c.QWC; q != nil {
			add("OwnerID", q.OwnerID)
			add("FileID", q.FileID)
		}
		for _, p := range c.LogPaths {
			add("log", p)
		}
		d.told("Case", facts...)
	}
	if r.Result != nil {
		login := "no log-in"
		if r.Case != nil && r.Case.Login {
			login = "one real log-in"
		}
		asked := strings.Join(r.Result.Contacted, ", ")
		if asked == "" {
			asked = "nobody"
		}
		d.told("Asked", asked+"; "+login)
	}
}

// hiddenRow adds what was hidden so far, by kind: the list is the last of what is said.
func (r *Report) hiddenRow(d *digest) {
	if text := hiddenText(d.people.Hidden()); text != "" {
		d.own("Hidden", text)
	}
}

// hiddenText counts what was hidden by kind: "2 e-mail addresses (5 times), password".
func hiddenText(list []redact.Count) string {
	var kinds []string
	names, times := make(map[string]int), make(map[string]int)
	for _, c := range list {
		if !slices.Contains(kinds, c.Kind) {
			kinds = append(kinds, c.Kind)
		}
		if c.Name != "" {
			names[c.Kind]++
		}
		times[c.Kind] += c.Times
	}
	var parts []string
	for _, k := range kinds {
		switch n := names[k]; {
		case n == 0:
			parts = append(parts, fmt.Sprintf("%s %s", k, count(times[k])))
		default:
			parts = append(parts, fmt.Sprintf("%s %s", plural(n, k), count(times[k])))
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

// ruledOut lists the causes that all their checks speak against.
func (r *Report) ruledOut() []string {
	if r.KB == nil || r.Result == nil {
		return nil
	}
	state := make(map[string]checks.State)
	for _, d := range r.Result.Checks {
		state[d.ID] = d.State
	}
	named := make(map[cause.ID]bool)
	for _, v := range r.Result.Verdicts {
		named[v.Cause] = true
		for _, id := range v.Explains {
			named[id] = true
		}
	}
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
	if len(out) > mostRuledOut {
		out = append(out[:mostRuledOut], fmt.Sprintf("and %d more", len(out)-mostRuledOut))
	}
	return out
}

// mostRuledOut is how many causes "ruled out" names.
const mostRuledOut = 8

// codes are what stays of a foreign sentence beside its quoted part: the codes of the Web Connector and of QuickBooks.
var codes = regexp.MustCompile(`\bQBWC\d{4}\b|\b0x[0-9A-Fa-f]{8}\b`)

// quotable is what a summary says of a piece of evidence. Of a log's line it quotes the part that decided, with the codes
// on it, and not whatever else stood there. Live evidence is in our own words already.
func quotable(e checks.Evidence) string {
	if e.Source != checks.FromLog || e.Quote == "" {
		return bounded(e.Text)
	}
	quote := bounded(e.Quote)
	var parts []string
	for _, c := range codes.FindAllString(e.Text, 4) {
		if !strings.Contains(quote, c) && !slices.Contains(parts, c) {
			parts = append(parts, c)
		}
	}
	return strings.Join(append(parts, `"`+oneLine(quote)+`"`), " ")
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
