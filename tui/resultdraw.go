package tui

import (
	"strings"

	"authdoctor/checks"
	"authdoctor/checks/cause"
	"authdoctor/checks/vendors"
	"authdoctor/tui/say"
)

// drawResult shows the causes with the marked one's proof; where that does not fit, with where the proof was seen.
func (s *checklist) drawResult() []part {
	parts := s.resultParts(s.low())
	if s.low() {
		return parts
	}
	rows := 0
	for _, p := range parts {
		rows += len(p.lines)
	}
	if rows > s.h-1 {
		return s.resultParts(true)
	}
	return parts
}

func (s *checklist) resultParts(brief bool) []part {
	t, kb, w := s.a.t, s.a.job.env.KB, s.textWidth()
	n := len(s.causes())
	var parts []part
	if s.a.job.verified {
		how := "as the check after your steps showed"
		if s.a.job.recheck == nil {
			how = "by what you saw"
		}
		parts = append(parts, part{lines: paint(t.good, para(t.okSign()+" ", "Fixed since, "+how+". Below stands what was found before.", w))})
	}
	switch {
	case n > 0 && s.causes()[0].Cause == cause.Unknown:
		parts = append(parts, part{lines: []string{t.warn.Render(t.unknownSign() + " NOT KNOWN")}})
	case n > 0:
		head := "CAUSE"
		if n > 1 {
			head = itoa(n) + " CAUSES, the most likely first"
		}
		parts = append(parts, part{lines: []string{t.bad.Render(t.problemSign() + " " + head)}})
	default:
		parts = append(parts, part{lines: s.nothing(w)}, part{lines: s.warnings(w), tight: true})
	}
	past := false
	for i, it := range s.items {
		switch {
		case it.verdict == nil:
			p := s.line(i, it.text)
			p.later = true
			parts = append(parts, p)
		case it.verdict.Standing == checks.Past:
			p := s.line(i, say.Title(kb, it.verdict.Cause))
			if !past {
				p.lines = append([]string{t.warn.Render(t.g.past + " IN THE PAST, not now")}, p.lines...)
				if p.cursor > 0 {
					p.cursor++
				}
			}
			past, p.later, p.tight = true, i != s.mark, past
			parts = append(parts, p)
		default:
			p := s.line(i, say.Title(kb, it.verdict.Cause))
			p.tight = true
			parts = append(parts, p)
		}
		if i == s.mark && it.verdict != nil {
			parts = append(parts, s.details(it.verdict, brief)...)
		}
	}
	for i := range s.res.Verdicts {
		if s.res.Verdicts[i].Cause == cause.NoWork {
			parts = append(parts, part{lines: paint(t.good, para(t.okSign()+" ", say.Title(kb, cause.NoWork)+". That is no failure.", w)), later: true})
		}
	}
	return append(parts, part{lines: say.Wrap(s.counts(), w), later: true})
}

// nothing says that no cause was found, and whether that is an all-clear.
func (s *checklist) nothing(w int) []string {
	t := s.a.t
	then, missing := "", ""
	if s.a.live() {
		then, missing = "If it still fails: let it run once, then press r.", " Press a to give it."
	}
	text, clear := say.Nothing(s.res, then)
	if !clear {
		return paint(t.warn, para(t.unknownSign()+" ", text+missing, w))
	}
	return paint(t.good, para(t.okSign()+" ", text, w))
}

// warnings are the checks that passed with a warning, each with its reason: nothing is wrong yet.
func (s *checklist) warnings(w int) []string {
	t := s.a.t
	var out []string
	for _, c := range s.res.Checks {
		if c.State == checks.Warned {
			word, style := t.state(c.State)
			out = append(out, paint(style, para(strings.TrimRight(word, " ")+": ", s.a.why(&c), w))...)
		}
	}
	return out
}

// line is one item with its mark.
func (s *checklist) line(i int, text string) part {
	if i != s.mark {
		return part{lines: para("  ", say.One(text), s.textWidth())}
	}
	lines := para("> ", say.One(text), s.textWidth())
	return part{lines: paint(s.a.t.mark, lines), cursor: 1}
}

// details stand under the marked verdict: why, its proof, what it explains and the size of its fix.
func (s *checklist) details(v *checks.Verdict, brief bool) []part {
	t, a, w := s.a.t, s.a, s.textWidth()
	env := a.job.env
	first := say.Sure(v) + "."
	if a.job.verified {
		first = v.Strength.String() + ", seen before the fix."
	}
	lines := para("    ", strings.ToUpper(first[:1])+first[1:], w)
	var reason []string
	if text := say.Why(env.KB, v.Cause); text != "" {
		reason = para("    Why:   ", text, w)
	}
	proof := s.proofLines(v)
	if brief {
		proof = s.proofPlaces(v)
	}
	var below []string
	for i, id := range v.Explains {
		if i == 0 {
			below = append(below, "  it explains")
		}
		below = append(below, para("    "+t.g.branch+" ", say.Title(env.KB, id), w)...)
	}
	if v.Tell != "" {
		below = append(below, para("    "+t.unknownSign()+" ", say.One(v.Tell), w)...)
	}
	fixes := []string{}
	if rs := vendors.Remedies(env.KB, env.Case.Vendor, v.Cause, v.Subject); len(rs) > 0 {
		lead := "The fix: "
		if v.Cause == cause.Unknown {
			lead = "What to do: "
		}
		fixes = say.Wrap(lead+say.Remedy(rs[0])+". Press f.", w)
	} else if c := say.Whom(env.Case.Vendor); c != "" {
		fixes = say.Wrap("No steps are known for this. "+c, w)
	}
	if s.low() { // then what it rests on and the fix must be in sight
		return []part{{lines: lines, tight: true}, {lines: proof, tight: true}, {lines: reason, tight: true, later: true}, {lines: below, later: true}, {lines: fixes}}
	}
	return []part{{lines: lines, tight: true}, {lines: reason, tight: true}, {lines: proof, tight: true}, {lines: below, later: true}, {lines: fixes}}
}

// mostProofs is how many pieces of evidence are quoted under a cause, and mostRows how many rows each may take.
const (
	mostProofs = 2
	mostRows   = 3
)

// proofLines quotes the first proofs of a verdict.
func (s *checklist) proofLines(v *checks.Verdict) []string {
	t, w := s.a.t, s.textWidth()
	var out []string
	for i, e := range v.Evidence {
		if i == mostProofs {
			return append(out, "    and "+itoa(len(v.Evidence)-mostProofs)+" more: press enter")
		}
		l := para("    Proof: ", s.a.clock().Seen(e)+": "+say.Proof(e), w)
		if len(l) > mostRows {
			l = append(l[:mostRows-1], strings.TrimRight(t.cut(l[mostRows-1], w-1), t.g.more)+t.g.more)
		}
		out = append(out, l...)
	}
	return out
}

// proofPlaces says only where the proof of a verdict was seen: the first piece of evidence, and the first of another kind. What a
// person answered is short, and said.
func (s *checklist) proofPlaces(v *checks.Verdict) []string {
	if len(v.Evidence) == 0 {
		return nil
	}
	place := func(e checks.Evidence) string {
		if s.low() {
			e.Where = ""
		}
		seen := s.a.clock().Seen(e)
		if e.Source == checks.FromPerson {
			seen += ": " + strings.TrimSuffix(say.One(e.Text), ".")
		}
		return seen
	}
	first := v.Evidence[0]
	text := place(first)
	for _, e := range v.Evidence[1:] {
		if e.Source != first.Source {
			text += "; " + place(e)
			break
		}
	}
	return para("    Proof: ", text+". Press enter.", s.textWidth())
}

// counts is the closing line: how all checks ended.
func (s *checklist) counts() string {
	n := map[checks.State]int{}
	for _, c := range s.res.Checks {
		n[c.State]++
	}
	out := say.Plural(len(s.res.Checks), "check")
	words := []struct {
		word string
		n    int
	}{{"ok", n[checks.Passed]}, {"problem", n[checks.Failed]}, {"warning", n[checks.Warned]}, {"skipped", n[checks.Skipped]}, {"not known", n[checks.Unknown] + n[checks.Broken]}}
	sep := ": "
	for _, x := range words {
		if x.n > 0 {
			word := itoa(x.n) + " " + x.word
			if x.word == "problem" || x.word == "warning" {
				word = say.Plural(x.n, x.word)
			}
			out += sep + word
			sep = ", "
		}
	}
	return out + ". tab shows all."
}
