package say

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"authdoctor/checks"
	"authdoctor/checks/cause"
	"authdoctor/checks/probe"
	"authdoctor/checks/vendors"
	"authdoctor/logparse"
)

// Fact is one line of the expert view. Without a text it is a heading; without a label it goes on with the one before.
type Fact struct {
	Label, Text string
	Bad         bool // speaks of something that went wrong
}

// Source says in a word where evidence comes from.
func Source(s checks.Source) string {
	switch s {
	case checks.FromLog:
		return "log"
	case checks.FromLive:
		return "live"
	case checks.FromMachine:
		return "this PC"
	}
	return "answer"
}

// stamp is a time to the second, in UTC: an expert compares it with a log.
func stamp(at time.Time) string {
	if at.IsZero() {
		return ""
	}
	return at.UTC().Format("2 Jan 2006 15:04:05 UTC")
}

// VerdictFacts is all that is known of a verdict: its ids, its proof with what was exchanged for it, what it explains, and its
// fixes.
func VerdictFacts(env *checks.Env, res *checks.Result, v *checks.Verdict) []Fact {
	words := []string{string(v.Standing), v.Strength.String()}
	if n := len(v.Explains); n > 0 {
		words = append(words, fmt.Sprintf("explains %d", n))
	}
	out := []Fact{{Label: string(v.Cause), Text: strings.Join(words, ", "), Bad: v.Standing != checks.Past}, {Text: Title(env.KB, v.Cause)}}
	about := []string{"about " + string(v.Subject)}
	if v.Address != "" {
		about = append(about, One(v.Address))
	}
	if v.App != "" {
		about = append(about, One(v.App))
	}
	if v.Stage != logparse.StageUnknown {
		about = append(about, "at "+v.Stage.String())
	}
	out = append(out, Fact{Text: strings.Join(about, ", ")}, Fact{Label: "PROOF"})
	for i, e := range v.Evidence {
		out = append(out, Fact{Label: fmt.Sprintf("%d %s", i+1, Source(e.Source)), Text: strings.TrimSpace(One(e.Where) + "  " + stamp(e.At))}, Fact{Text: One(e.Text)})
		if x := exchangeOf(res, e); x != nil {
			out = append(out, exchange(x)...)
		}
	}
	out = append(out, Fact{Label: "WHY", Text: Why(env.KB, v.Cause)})
	for _, id := range v.Explains {
		out = append(out, Fact{Label: "explains", Text: string(id) + ": " + Title(env.KB, id)})
	}
	out = append(out, elseFacts(env.KB, res, v)...)
	for _, r := range vendors.Remedies(env.KB, env.Case.Vendor, v.Cause, v.Subject) {
		text := Remedy(r)
		if len(r.Recheck) > 0 {
			text += "; then " + strings.Join(r.Recheck, ", ")
		}
		if r.Source != "" {
			text += "; " + One(r.Source)
		}
		out = append(out, Fact{Label: "fix", Text: text})
	}
	return out
}

// elseFacts are the causes that fit as well, and what would tell.
func elseFacts(kb *cause.Base, res *checks.Result, v *checks.Verdict) []Fact {
	var out []Fact
	for _, t := range Tells(kb, res, v) {
		for _, id := range t.Between {
			if id != v.Cause {
				out = append(out, Fact{Label: "or else", Text: string(id) + ": " + Title(kb, id)})
			}
		}
		out = append(out, Fact{Label: "tells", Text: One(t.Say)})
	}
	return out
}

// Tells is what would tell a verdict apart from others that fit as well; nil where none does.
func Tells(kb *cause.Base, res *checks.Result, v *checks.Verdict) []checks.Tell {
	if res == nil || v == nil {
		return nil
	}
	return slices.DeleteFunc(res.Apart(kb), func(t checks.Tell) bool { return !slices.Contains(t.Between, v.Cause) })
}

// exchangeOf is the exchange that a piece of live evidence is about; nil where there is none.
func exchangeOf(res *checks.Result, e checks.Evidence) *probe.Exchange {
	if res == nil || e.Source != checks.FromLive || e.Where == "" {
		return nil
	}
	for _, c := range res.Checks {
		for _, x := range c.Exchanges {
			if x != nil && (x.URL == e.Where || strings.Contains(e.Where, x.URL)) {
				return x
			}
		}
	}
	return nil
}

// exchange is one exchange with the network in a few dense lines.
func exchange(x *probe.Exchange) []Fact {
	ms := func(d time.Duration) string {
		if d < 0 {
			return "-"
		}
		return fmt.Sprintf("%d", d.Milliseconds())
	}
	t := x.Timing
	out := []Fact{{Text: fmt.Sprintf("dns %s  tcp %s  tls %s  wait %s  body %s  = %s ms", ms(t.Name), ms(t.Connect), ms(t.TLS), ms(t.Wait), ms(t.Body), ms(t.Total))}}
	if x.Status != 0 {
		text := fmt.Sprintf("%d %s", x.Status, One(x.Reason))
		if x.Location != "" {
			text += "  Location: " + One(x.Location)
		}
		out = append(out, Fact{Text: text})
	}
	if x.Failure != nil {
		out = append(out, Fact{Text: "failed (" + string(x.Failure.Kind) + "): " + One(x.Failure.Text), Bad: true})
		if p := One(x.Failure.Proof); p != "" {
			out = append(out, Fact{Text: p})
		}
	}
	var more []string
	add := func(name, value string) {
		if value = One(value); value != "" {
			more = append(more, name+" "+value)
		}
	}
	add("at", x.Remote)
	add("proxy", x.Proxy)
	add("server", x.Header.Get("Server"))
	add("type", x.Header.Get("Content-Type"))
	if x.Status != 0 {
		more = append(more, fmt.Sprintf("%d bytes", len(x.Body)))
	}
	if len(more) > 0 {
		out = append(out, Fact{Text: strings.Join(more, ", ")})
	}
	if x.TLS != nil {
		text := x.TLS.Version
		if !x.TLS.Verified {
			text += ", not verified"
		}
		if len(x.TLS.Chain) > 0 {
			c := x.TLS.Chain[0]
			text += ", for " + One(strings.Join(c.Names[:min(3, len(c.Names))], " ")) + ", by " + One(c.Issuer) + ", until " + c.NotAfter.UTC().Format("2 Jan 2006")
		}
		out = append(out, Fact{Text: text})
	}
	return out
}

// CheckFacts is all that is known of a check that has finished.
func CheckFacts(d *checks.Done) []Fact {
	out := []Fact{{Label: d.ID, Text: d.State.String() + ", " + Seconds(d.Took), Bad: d.State == checks.Failed}, {Text: One(d.Asks)}, {Text: One(d.Why)}}
	if d.Address != "" {
		out = append(out, Fact{Label: "asked", Text: One(d.Address)})
	}
	for _, f := range d.Findings {
		out = append(out, Fact{Label: "finds", Text: string(f.Cause) + ", " + f.Strength.String() + ", about " + string(f.Subject), Bad: true})
		for _, e := range f.Evidence {
			out = append(out, Fact{Text: strings.TrimSpace(Source(e.Source)+"  "+One(e.Where)) + ": " + One(e.Text)})
		}
	}
	for _, x := range d.Exchanges {
		if x != nil {
			out = append(append(out, Fact{Label: x.Method, Text: One(x.URL)}), exchange(x)...)
		}
	}
	return out
}

// LogFacts is what a log comes to, an application at a time.
func LogFacts(l *logparse.Log) []Fact {
	if l == nil {
		return nil
	}
	out := []Fact{{Label: "LOG"}}
	for _, f := range l.Files {
		text := fmt.Sprintf("%s, %s, %s", Plural(f.Lines, "line"), Bytes(f.Bytes), f.Encoding)
		if f.NotUnderstood > 0 {
			text += ", " + Plural(f.NotUnderstood, "line") + " not understood"
		}
		out = append(out, Fact{Label: "file", Text: One(f.Path) + ": " + text})
	}
	if l.Version != "" {
		out = append(out, Fact{Label: "version", Text: "Web Connector " + One(l.Version)})
	}
	for _, a := range l.Apps[:min(len(l.Apps), 20)] {
		out = append(out, Fact{Label: "app", Text: One(a.Name) + ": " + Plural(a.Runs, "run") + Tally(a.Outcomes)})
		var more []string
		if a.LastGood != nil {
			more = append(more, "last good "+stamp(a.LastGood.Start))
		}
		if a.FirstBad != nil && a.FailedSince > 0 {
			more = append(more, fmt.Sprintf("failed since %s, %d times", stamp(a.FirstBad.Start), a.FailedSince))
		}
		if a.Auth.Count > 0 {
			more = append(more, fmt.Sprintf("log-in %.4g to %.4g s, median %.4g", a.Auth.Min, a.Auth.Max, a.Auth.Median))
		}
		if a.Interval > 0 {
			more = append(more, fmt.Sprintf("a run every %.4g min", a.Interval/60))
		}
		if len(more) > 0 {
			out = append(out, Fact{Text: strings.Join(more, "; ")})
		}
	}
	return out
}

// Tally counts outcomes: ", ok 3, failed 1".
func Tally(n [logparse.Outcomes]int) string {
	out := ""
	for _, o := range []logparse.Outcome{logparse.OK, logparse.NoWork, logparse.Failed, logparse.Postponed, logparse.CutOff} {
		if n[o] > 0 {
			out += fmt.Sprintf(", %s %d", o, n[o])
		}
	}
	return out
}

// ResultFacts is what a whole run says besides its verdicts: what was ruled out, what stays not known, and whom it contacted.
func ResultFacts(env *checks.Env, res *checks.Result) []Fact {
	var out, open []Fact
	accused := map[cause.ID]bool{}
	for _, v := range res.Verdicts {
		accused[v.Cause] = true
	}
	for _, d := range res.Checks {
		switch d.State {
		case checks.Passed:
			var ids []string
			for _, c := range env.KB.All() {
				if !accused[c.ID] && slices.Contains(c.CheckedBy, d.ID) {
					ids = append(ids, string(c.ID))
				}
			}
			if len(ids) > 0 {
				out = append(out, Fact{Label: d.ID, Text: strings.Join(ids, ", ")})
			}
		case checks.Unknown, checks.Broken, checks.Skipped:
			open = append(open, Fact{Label: d.ID, Text: Here(One(d.Why), "")})
		}
	}
	if len(out) > 0 {
		out = append([]Fact{{Label: "RULED OUT, by the check that passed"}}, out...)
	}
	if len(open) > 0 {
		out = append(append(out, Fact{Label: "NOT KNOWN"}), open...)
	}
	contacted := "nobody"
	if len(res.Contacted) > 0 {
		contacted = One(strings.Join(res.Contacted, ", "))
	}
	login := "no real log-in"
	if slices.ContainsFunc(res.Checks, func(d checks.Done) bool { return d.RealLogin }) {
		login = "one real log-in"
	}
	return append(out, Fact{Label: "CONTACTED"}, Fact{Text: contacted + "; " + login})
}
