package tui

import (
	"strings"

	"authdoctor/checks"
	"authdoctor/checks/cause"
	"authdoctor/checks/vendors"
	"authdoctor/tui/say"
)

func (s *checklist) drawResult() []part {
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
	case n > 0:
		head := "CAUSE"
		if n > 1 {
			head = itoa(n) + " CAUSES, the most likely first"
		}
		parts = append(parts, part{lines: []string{t.bad.Render(t.problemSign() + " " + head)}})
	default:
		then := ". If it still fails: let it run once, then press r."
		if !s.a.live() {
			then = "."
		}
		parts = append(parts, part{lines: paint(t.good, say.Wrap(t.okSign()+" Nothing wrong found in "+say.Plural(len(s.res.Checks), "check")+then, w))})
		parts = append(parts, part{lines: s.warnings(w), tight: true})
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
			parts = append(parts, s.details(it.verdict)...)
		}
	}
	for i := range s.res.Verdicts {
		if s.res.Verdicts[i].Cause == cause.NoWork {
			parts = append(parts, part{lines: paint(t.good, para(t.okSign()+" ", say.Title(kb, cause.NoWork)+". That is no failure.", w)), later: true})
		}
	}
	return append(parts, part{lines: say.Wrap(s.counts(), w), later: true})
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

// details stand under the marked verdict: its proof, why, what it explains and the size of its fix.
func (s *checklist) details(v *checks.Verdict) []part {
	t, a, w := s.a.t, s.a, s.textWidth()
	env := a.job.env
	when := say.Standing(v.Standing)
	if a.job.verified {
		when = "seen before the fix"
	}
	first := v.Strength.String() + ", " + when + "."
	lines := para("    ", strings.ToUpper(first[:1])+first[1:], w)
	var proof []string
	most := 2
	if s.low() {
		most = 1 // the fix must be in sight
	}
	for i, e := range v.Evidence {
		if i == most {
			proof = append(proof, "    and "+itoa(len(v.Evidence)-most)+" more: press enter")
			break
		}
		l := para("    "+"Proof: ", a.clock().Seen(e)+": "+say.One(e.Text), w)
		if len(l) > 3 {
			l = append(l[:2], strings.TrimRight(t.cut(l[2], w-1), t.g.more)+t.g.more)
		}
		proof = append(proof, l...)
	}
	var reason []string
	if text := say.Why(env.KB, v.Cause); text != "" {
		reason = para("    Why:   ", text, w)
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
		fixes = say.Wrap("The fix: "+say.Remedy(rs[0])+". Press f.", w)
	} else if c := say.Whom(env.Case.Vendor); c != "" {
		fixes = say.Wrap("No steps are known for this. "+c, w)
	}
	return []part{{lines: lines, tight: true}, {lines: proof, tight: true}, {lines: reason, tight: true, later: true}, {lines: below, later: true}, {lines: fixes}}
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
