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
	ahead   cause.ID // what a check warns of, with steps against it
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
	if len(items) == 0 {
		for _, id := range s.res.Ahead() {
			if rs := vendors.Remedies(a.job.env.KB, a.job.env.Case.Vendor, id, ""); len(rs) > 0 {
				items = append(items, item{ahead: id, text: "Keep it from failing: " + say.Remedy(rs[0]), open: func() tea.Cmd { return a.startFix(id, "") }})
			}
		}
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
		if s.mark < len(s.items) && s.items[s.mark].ahead != "" {
			return s.items[s.mark].open()
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
	b.WriteString(say.Title(kb, v.Cause) + " (" + say.Sure(v) + ")\n" + say.Why(kb, v.Cause) + "\n")
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
	ahead := s.mark < len(s.items) && s.items[s.mark].ahead != ""
	fixIt.SetEnabled(v != nil && s.a.canFix(v) || ahead)
	if ahead {
		fixIt = as(fixIt, "steps")
	}
	cp.SetEnabled(v != nil)
	open.SetEnabled(s.mark < len(s.items))
	if v == nil {
		open.SetHelp("enter", "open")
	}
	if len(s.items) == 0 { // what is missing comes first
		return []key.Binding{add, as(k.Next, "all checks"), log, k.Summary, again, s.a.expertKey(), k.Back}
	}
	return []key.Binding{fixIt, open, as(k.Next, "all checks"), log, k.Summary, again, s.a.expertKey(), cp, add, k.Up, k.Back}
}

// canFix says whether there is something to do about a verdict.
func (a *App) canFix(v *checks.Verdict) bool {
	env := a.job.env
	return env != nil && (len(vendors.Remedies(env.KB, env.Case.Vendor, v.Cause, v.Subject)) > 0 || a.canCorrect(v.Cause))
}
