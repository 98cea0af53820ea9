package cause

import (
	"fmt"
	"regexp"
	"slices"
)

// signatures checks that each signature can fit, that its samples hold, and that a firm one fits no other cause's hits.
func (l *linter) signatures(c *Cause) {
	for i := range c.Signatures {
		sig, at := &c.Signatures[i], fmt.Sprintf("$.signatures[%d]", i)
		if sig.Strength < Possible || sig.Strength > Proven {
			l.say(at, "strength is missing: possible, likely or proven")
		}
		if !slices.Contains(subjects, sig.Subject) {
			l.say(at+".subject", "subject %q is none of %v", sig.Subject, subjects[1:])
		}
		if !l.patterns(at, sig) {
			continue
		}
		ready := l.ready(c, sig)
		if ready.weight == 0 {
			l.say(at, "the signature asks for nothing, so it would fit everything")
			continue
		}
		l.samples(at, ready)
		l.others(at, ready)
	}
}

// ready is the base's own prepared signature of sig.
func (l *linter) ready(c *Cause, sig *Signature) *signature {
	for _, s := range l.base.signatures {
		if s.Signature == sig {
			return s
		}
	}
	return newSignature(c, sig)
}

func (l *linter) patterns(at string, sig *Signature) bool {
	fine := true
	for _, p := range []struct{ name, expr string }{{"text", sig.Text}, {"inner", sig.Inner}, {"not", sig.Not}, {"unless", sig.Unless}} {
		re, err := regexp.Compile("(?i)" + p.expr)
		switch {
		case err != nil:
			l.say(at+"."+p.name, "%v", err)
			fine = false
		case p.expr != "" && p.name != "inner" && !sig.Last && p.name != "unless" && re.MatchString("") && sig.Code == "":
			l.say(at+"."+p.name, "%q fits an empty text", p.expr)
		}
	}
	if sig.HResult != "" {
		if _, ok := ParseHResult(sig.HResult); !ok {
			l.say(at+".hresult", "%q is no HRESULT", sig.HResult)
		}
	}
	return fine
}

func (l *linter) samples(at string, sig *signature) {
	for _, kind := range []struct {
		name string
		list []string
		fits bool
	}{{"hits", sig.Hits, true}, {"misses", sig.Misses, false}} {
		if len(kind.list) == 0 {
			l.say(at, "a signature has %s", kind.name)
		}
		for i, sample := range kind.list {
			where := fmt.Sprintf("%s.%s[%d]", at, kind.name, i)
			s, err := ParseSample(sample)
			if err != nil {
				l.say(where, "%v", err)
				continue
			}
			if _, fits := l.base.fit(sig, complete(s)); fits != kind.fits {
				l.say(where, "%s: the signature has to %s %q", kind.name, map[bool]string{true: "fit", false: "miss"}[kind.fits], sample)
			}
		}
	}
	for i, id := range sig.Also {
		if l.base.byID[id] == nil {
			l.say(fmt.Sprintf("%s.also[%d]", at, i), "also %q, which no file describes", id)
		}
	}
}

// others compares a signature with the hits of all other causes. A proven one fits none of them. A likely one fits none but
// those of possible signatures that name it in "also": there it is the one that fits best. A possible one may fit any, and then
// names that cause in "also". A signature of the last resort is not asked while another fits.
func (l *linter) others(at string, sig *signature) {
	if sig.Last {
		return
	}
	said := map[*signature]bool{} // one problem for each signature that it disturbs
	for _, h := range l.hits {
		other := h.of
		if said[other] || other.cause == sig.cause || sig.Strength == Possible && slices.Contains(sig.Also, other.cause.ID) ||
			sig.Strength == Likely && other.Strength == Possible && slices.Contains(other.Also, sig.cause.ID) {
			continue
		}
		if _, fits := l.base.fit(sig, h.symptom); !fits {
			continue
		}
		said[other] = true
		if sig.Strength == Possible {
			l.say(at, "it fits a hit of %s, so name that in also: %q", other.cause.ID, h.sample)
		} else {
			l.say(at, "it is %s but fits a hit of %s: %q", sig.Strength, other.cause.ID, h.sample)
		}
	}
}

// hit is a sample of a signature that has to fit, as it was read.
type hit struct {
	of      *signature
	sample  string
	symptom Symptom
}

// hits are all hits that can be read; the others are reported where they stand.
func (b *Base) hits() []hit {
	var all []hit
	for _, sig := range b.signatures {
		for _, sample := range sig.Hits {
			if s, err := ParseSample(sample); err == nil {
				all = append(all, hit{sig, sample, complete(s)})
			}
		}
	}
	return all
}
