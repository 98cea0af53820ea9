package tui

import (
	"slices"
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"authdoctor/checks"
	"authdoctor/checks/cause"
	"authdoctor/checks/vendors"
	"authdoctor/tui/say"
)

// item is one line of the result that keys can act on: a verdict, a question, or an offer.
type item struct {
	verdict *checks.Verdict
	text    string
	open    func() tea.Cmd
}

// causes are the verdicts that are true now; "no work" is information and no cause.
func (s *checklist) causes() []*checks.Verdict {
	var out []*checks.Verdict
	if s.res == nil {
		return nil
	}
	for i := range s.res.Verdicts {
		v := &s.res.Verdicts[i]
		if v.Standing != checks.Past && v.Cause != cause.NoWork {
			out = append(out, v)
		}
	}
	return out
}

// result lists what the keys can act on, causes first.
func (s *checklist) result() []item {
	a := s.a
	var items []item
	proof := func(v *checks.Verdict) func() tea.Cmd { return func() tea.Cmd { return a.push(newProof(a, v)) } }
	for _, v := range s.causes() {
		items = append(items, item{verdict: v, open: proof(v)})
	}
	for i := range s.res.Verdicts {
		if v := &s.res.Verdicts[i]; v.Standing == checks.Past {
			items = append(items, item{verdict: v, open: proof(v)})
		}
	}
	for _, q := range s.res.Questions {
		if !a.live() {
			break // an answer would have to be weighed with checks made again
		}
		items = append(items, item{text: "Answer a question: " + say.One(q.Text), open: func() tea.Cmd { return a.push(newQuestion(a, q.ID)) }})
	}
	if s.canLogin() {
		items = append(items, item{text: "Try one real log-in (asks first)", open: func() tea.Cmd { return a.push(newConsent(a)) }})
	}
	return items
}

// canLogin says whether a real log-in would tell more: the way to the service is open and none was made yet.
func (s *checklist) canLogin() bool {
	env := s.a.job.env
	if env == nil || env.Case.Login || env.Case.Offline || !s.a.live() {
		return false
	}
	open := false
	for _, c := range s.res.Checks {
		if c.ID == "service" {
			open = c.State == checks.Passed || c.State == checks.Warned
		}
		if c.ID == "credentials" && c.State != checks.Passed && c.State != checks.Warned {
			return false
		}
	}
	return open && slices.ContainsFunc(s.res.Checks, func(c checks.Done) bool { return c.ID == "credentials" })
}

// marked is the verdict that keys act on; nil where none is marked.
func (s *checklist) marked() *checks.Verdict {
	if s.mark < len(s.items) {
		return s.items[s.mark].verdict
	}
	return nil
}

// pressItems are the keys of the result.
func (s *checklist) pressItems(m tea.KeyMsg) tea.Cmd {
	k := s.a.k
	switch {
	case key.Matches(m, k.Up):
		s.mark = max(0, s.mark-1)
	case key.Matches(m, k.Down):
		s.mark = max(0, min(len(s.items)-1, s.mark+1))
	case key.Matches(m, k.First):
		s.mark = 0
	case key.Matches(m, k.Last):
		s.mark = max(0, len(s.items)-1)
	case key.Matches(m, k.Open, k.Take):
		if s.mark < len(s.items) {
			return s.items[s.mark].open()
		}
	case key.Matches(m, k.Next), key.Matches(m, k.Previous):
		s.all, s.offset, s.seen = true, 0, -1
	case key.Matches(m, k.Fix):
		if v := s.marked(); v != nil && s.a.canFix(v) {
			return s.a.startFix(v.Cause, v.Subject)
		}
	case key.Matches(m, k.Copy):
		if v := s.marked(); v != nil {
			return s.a.copied("the cause and its proof", s.a.verdictText(v))
		}
	default:
		return s.pressDone(m)
	}
	return nil
}

// pressDone are the keys of both parts once the run is over.
func (s *checklist) pressDone(m tea.KeyMsg) tea.Cmd {
	a, k := s.a, s.a.k
	switch {
	case key.Matches(m, k.Log) && a.job.env != nil && a.job.env.Log != nil:
		return a.push(newLog(a, a.placeOf(s.marked())))
	case key.Matches(m, k.Summary):
		return a.push(newSummary(a))
	case key.Matches(m, k.Again) && a.live():
		ids := s.ids
		return a.replace(newWait(a, func() Screen { return newChecklist(a, ids) }))
	case key.Matches(m, k.Add) && a.live():
		ids := s.ids
		return a.push(newFacts(a, func() Screen { return newChecklist(a, ids) }))
	}
	return nil
}

// verdictText is a cause with its proof as plain text.
func (a *App) verdictText(v *checks.Verdict) string {
	kb := a.job.env.KB
	var b strings.Builder
	b.WriteString(say.Title(kb, v.Cause) + " (" + v.Strength.String() + ", " + say.Standing(v.Standing) + ")\n" + say.Why(kb, v.Cause) + "\n")
	for _, e := range v.Evidence {
		b.WriteString("- " + a.clock().Seen(e) + ": " + say.One(e.Text) + "\n")
	}
	return b.String()
}

// draw shows the checks while they run, or when asked for; else the result.
func (s *checklist) draw() []part {
	if s.a.expert {
		return s.drawExpert()
	}
	if s.res == nil || s.all {
		return s.drawRows()
	}
	return s.drawResult()
}

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

// drawRows is the list of checks under their headings.
func (s *checklist) drawRows() []part {
	t := s.a.t
	var parts []part
	heading := ""
	for i := range s.rows {
		if h := groupOf(s.rows[i].id); h != heading && !s.low() {
			heading = h
			parts = append(parts, part{lines: []string{t.title.Render(h)}, tight: len(parts) == 0})
		}
		p := part{lines: s.rowLines(i), tight: true}
		if i == s.at {
			p.cursor = 1
		}
		parts = append(parts, p)
	}
	if s.res == nil {
		bad := 0
		for _, r := range s.rows {
			if r.done != nil && r.done.State == checks.Failed {
				bad++
			}
		}
		if bad > 0 {
			parts = append(parts, part{lines: say.Wrap(say.Plural(bad, "problem")+" so far. One may only be a symptom of another: wait for the end.", s.textWidth()), later: true})
		}
	}
	if len(s.rows) == 0 {
		parts = append(parts, part{lines: say.Wrap("Nothing to check yet: press esc, then a, and give an address, a log or a pairing file.", s.textWidth())})
	}
	return parts
}

func groupOf(id string) string {
	for _, g := range groups {
		if slices.Contains(g.ids, id) {
			return g.title
		}
	}
	return "More"
}

// rowLines is one check: mark, state, statement, and what is known so far.
func (s *checklist) rowLines(i int) []string {
	t, r := s.a.t, s.rows[i]
	word, style, note := t.waiting(), t.dim, ""
	switch {
	case r.done != nil:
		word, style = t.state(r.done.State)
		note = s.a.why(r.done)
	case !r.started.IsZero():
		word, style = t.checking(), t.note
		note = s.a.spin() + " " + itoa(int(s.a.pace().Sub(r.started).Seconds())) + " s"
		if r.limit > 0 {
			note += " of " + say.Seconds(r.limit) + " at most"
		}
		if r.doing != "" {
			note += ": " + say.One(r.doing)
		}
	}
	lead := "  "
	if i == s.at {
		lead = "> "
	}
	asks := say.One(r.asks)
	room := s.w - 2 - len(lead) - stateWidth - 1
	var column int
	if s.w >= 78 {
		for _, other := range s.rows {
			column = max(column, say.Width(say.One(other.asks)))
		}
		column = min(column, room*6/10)
	} else {
		column = room
	}
	line := lead + style.Render(t.pad(word, stateWidth)) + " "
	if s.w >= 78 && say.Width(asks) <= column {
		return []string{line + t.pad(asks, column) + "  " + t.cut(note, room-column-2)}
	}
	lines := say.Wrap(asks, max(12, room))
	for j := range lines {
		if j == 0 {
			lines[j] = line + lines[j]
		} else {
			lines[j] = strings.Repeat(" ", len(lead)+stateWidth+1) + lines[j]
		}
	}
	bad := r.done != nil && r.done.State != checks.Passed && r.done.State != checks.Skipped
	if note != "" && (i == s.at || bad || r.done == nil) {
		lines = append(lines, strings.Repeat(" ", 6)+t.cut(note, s.w-8))
	}
	return lines
}

// Keys depend on whether it runs, and on which part is shown.
func (s *checklist) Keys() []key.Binding {
	k := s.a.k
	log, again, add := k.Log, k.Again, k.Add
	log.SetEnabled(s.a.job.env != nil && s.a.job.env.Log != nil && s.res != nil)
	again.SetEnabled(s.a.live() && s.res != nil)
	add.SetEnabled(s.a.live() && s.res != nil)
	if s.a.expert {
		return s.expertKeys(log, again, add)
	}
	if s.res == nil {
		open := as(k.Open, "proof")
		open.SetEnabled(s.at < len(s.rows) && s.rows[s.at].done != nil)
		return []key.Binding{k.Up, open, s.a.expertKey(), as(k.Back, "stop")}
	}
	if s.all {
		open := as(k.Open, "proof")
		open.SetEnabled(s.at < len(s.rows) && s.rows[s.at].done != nil)
		return []key.Binding{k.Up, open, as(k.Next, "causes"), log, k.Summary, again, as(k.Copy, "copy list"), add, s.a.expertKey(), as(k.Back, "causes")}
	}
	fixIt, cp, open := k.Fix, as(k.Copy, "copy cause"), as(k.Open, "proof")
	v := s.marked()
	fixIt.SetEnabled(v != nil && s.a.canFix(v))
	cp.SetEnabled(v != nil)
	open.SetEnabled(s.mark < len(s.items))
	if v == nil {
		open.SetHelp("enter", "open")
	}
	return []key.Binding{fixIt, open, as(k.Next, "all checks"), log, k.Summary, again, s.a.expertKey(), cp, add, k.Up, k.Back}
}

// canFix says whether there is something to do about a verdict.
func (a *App) canFix(v *checks.Verdict) bool {
	env := a.job.env
	return env != nil && (len(vendors.Remedies(env.KB, env.Case.Vendor, v.Cause, v.Subject)) > 0 || a.canCorrect(v.Cause))
}

// why is a check's reason in the words of a screen.
func (a *App) why(d *checks.Done) string {
	add := "press a to give it"
	if !a.live() {
		add = ""
	}
	return say.Here(say.One(d.Why), add)
}
