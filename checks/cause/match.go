package cause

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
)

// signature is a Signature of a cause, made ready to be matched.
type signature struct {
	*Signature
	cause                    *Cause
	text, inner, not, unless *pattern
	weight                   int // how specific it is: the more it asks for, the more it says
}

func newSignature(c *Cause, s *Signature) *signature {
	n := &signature{Signature: s, cause: c, text: newPattern(s.Text), inner: newPattern(s.Inner), not: newPattern(s.Not),
		unless: newPattern(s.Unless)}
	if h, ok := ParseHResult(s.HResult); ok {
		s.HResult = h
	}
	for _, given := range []bool{s.Code != "", s.HResult != "", s.Stage != "", s.Source != "", s.Answer != "", len(s.Status) > 0,
		s.Text != "", s.Inner != "", s.Inner != "", s.Not != "", s.MinSeconds > 0, s.MaxSeconds > 0, s.Vendor != "", s.Scheme != ""} {
		if given {
			n.weight++
		}
	}
	return n
}

// Match names the causes that fit a symptom, best first: by strength, then by how much the signature asked for, then by rank.
// Each cause comes once, with its best signature. Code, HRESULT, answer, status and innermost sentence are read from the message
// where the symptom does not give them. It never caps the strength of a fragment: that is the caller's rule.
func (b *Base) Match(s Symptom) []Match {
	s = complete(s)
	best := b.collect(s, false)
	if len(best) == 0 {
		best = b.collect(s, true)
	}
	return b.order(best)
}

// found is a Match with the weight of its signature, for the order.
type found struct {
	Match
	weight int
}

func (b *Base) collect(s Symptom, last bool) map[ID]found {
	best := map[ID]found{}
	for _, sig := range b.signatures {
		if sig.Last != last {
			continue
		}
		m, ok := b.fit(sig, s)
		if !ok {
			continue
		}
		old, had := best[m.Cause]
		if !had || m.Strength > old.Strength || m.Strength == old.Strength && sig.weight > old.weight {
			best[m.Cause] = found{m, sig.weight}
		}
	}
	return best
}

func (b *Base) order(best map[ID]found) []Match {
	all := make([]found, 0, len(best))
	for _, f := range best {
		all = append(all, f)
	}
	slices.SortFunc(all, func(x, y found) int {
		return cmp.Or(cmp.Compare(y.Strength, x.Strength), cmp.Compare(y.weight, x.weight),
			cmp.Compare(b.rank(x.Cause), b.rank(y.Cause)), cmp.Compare(x.Cause, y.Cause))
	})
	out := make([]Match, 0, len(all))
	for _, f := range all {
		out = append(out, f.Match)
	}
	return out
}

// fit says whether every field of the signature fits, the cheap ones first.
func (b *Base) fit(sig *signature, s Symptom) (Match, bool) {
	if !sig.fitsFields(s) {
		return Match{}, false
	}
	m := Match{Cause: sig.cause.ID, Subject: sig.Subject, Strength: sig.Strength, Also: sig.Also}
	if sig.text != nil {
		at := b.read.find(sig.text, s.Message)
		if at == nil {
			return Match{}, false
		}
		m.Quote = s.Message[at[0]:at[1]]
		last := strings.LastIndex(s.Message, arrow)
		m.Inner = last >= 0 && at[0] > last
	}
	if sig.inner != nil {
		at := b.read.find(sig.inner, s.Inner)
		if s.Inner == "" || at == nil {
			return Match{}, false
		}
		m.Quote, m.Inner = s.Inner[at[0]:at[1]], true
	}
	if sig.not != nil && b.read.find(sig.not, s.Message) != nil || sig.takenBack(s.After) {
		return Match{}, false
	}
	if m.Quote == "" {
		m.Quote = sig.shortQuote(s)
	}
	if m.Subject == "" {
		m.Subject = sig.cause.subjectOf(m, s)
	}
	return m, true
}

func (sig *signature) fitsFields(s Symptom) bool {
	switch {
	case sig.Code != "" && !strings.EqualFold(sig.Code, s.Code),
		sig.HResult != "" && !strings.EqualFold(sig.HResult, s.HResult),
		sig.Stage != "" && sig.Stage != s.Stage,
		sig.Source != "" && !strings.Contains(s.Source, sig.Source),
		sig.Answer != "" && !strings.EqualFold(sig.Answer, s.Answer),
		len(sig.Status) > 0 && !slices.Contains(sig.Status, s.Status),
		sig.Vendor != "" && sig.Vendor != s.Vendor,
		!sig.fitsScheme(s.URL),
		sig.MinSeconds > 0 && s.Seconds < sig.MinSeconds,
		sig.MaxSeconds > 0 && (s.Seconds < 0 || s.Seconds > sig.MaxSeconds):
		return false
	}
	return true
}

// fitsScheme compares the scheme of the address that was called; "not-https" takes one that is not known, too.
func (sig *signature) fitsScheme(address string) bool {
	scheme, _, known := strings.Cut(strings.ToLower(address), "://")
	switch sig.Scheme {
	case "":
		return true
	case notHTTPS:
		return !known || scheme != "https"
	}
	return known && scheme == sig.Scheme
}

const notHTTPS = "not-https"

// takenBack says whether a later line of the same session withdraws the failure.
func (sig *signature) takenBack(after []string) bool {
	return sig.unless != nil && slices.ContainsFunc(after, func(line string) bool { return sig.unless.fits(squeeze(line)) })
}

// shortQuote is what decided where no sentence did.
func (sig *signature) shortQuote(s Symptom) string {
	switch {
	case sig.Code != "":
		return s.Code
	case sig.HResult != "":
		return s.HResult
	case sig.Answer != "":
		return s.Answer
	}
	return ""
}

// serviceFault is how ASP.NET begins a fault that an exception of the service's own program caused; what follows the arrow is
// then about what the service called, not about the road to the service.
var serviceFault = regexp.MustCompile(`(?i)\bserver was unable to process (the )?request`)

// plainStatus is how .NET prints a bad status of a plain request, in every language: ": (404) Not Found". The Web Connector's own
// SOAP calls print "HTTP status 404" in its place, so under authenticate the plain form is the service's words about what it called.
var plainStatus = regexp.MustCompile(`^[:：] ?\(\d{3}\)`)

// subjectOf decides the subject where the signature leaves it open: the cause's usual one, or the shop for a fault of the network,
// of TLS or of HTTP that the service itself reports.
func (c *Cause) subjectOf(m Match, s Symptom) Subject {
	switch {
	case c.Subject != "":
		return c.Subject
	case m.Inner && serviceFault.MatchString(English(s.Message)), s.Stage == "authenticate" && plainStatus.MatchString(m.Quote):
		return Site
	}
	return ""
}
