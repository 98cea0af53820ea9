package tui

import (
	tea "github.com/charmbracelet/bubbletea"

	"authdoctor/checks"
	"authdoctor/checks/cause"
	"authdoctor/checks/fix"
	"authdoctor/checks/vendors"
	"authdoctor/tui/say"
)

// correctable are the causes that a corrected copy of the pairing file can repair.
var correctable = map[cause.ID]bool{"https-required": true, "qwc-invalid": true, "qwc-host-mismatch": true}

func (a *App) canCorrect(id cause.ID) bool { return a.d.CanCorrect(a.job.env, id) }

// CanCorrect says whether a corrected copy of the case's pairing file can be written against a cause.
func (d *Deps) CanCorrect(env *checks.Env, id cause.ID) bool {
	return correctable[id] && d.Correct != nil && env != nil && env.Case.QWC != nil
}

// startFix opens the steps against a cause; where several ways are known, it asks for one first.
func (a *App) startFix(id cause.ID, subject cause.Subject) tea.Cmd {
	env := a.job.env
	rs := vendors.Remedies(env.KB, env.Case.Vendor, id, subject)
	left := a.leftAt(id, subject, rs)
	if len(rs) == 1 && !a.canCorrect(id) && left == nil {
		return a.push(newStep(a, fix.NewWalk(a.plan(id, subject, rs[0]))))
	}
	m := newMenu(a, "Fix "+a.t.g.dot+" "+say.Title(env.KB, id), "Who will do it?")
	if left != nil {
		m.menu.list = append(m.menu.list, choice{"Go on with step " + itoa(max(1, a.place.Number)), "where you left off " + a.clock().When(a.place.Saved), func() tea.Cmd { return a.replace(newStep(a, left)) }})
	}
	if a.canCorrect(id) {
		correct := len(m.menu.list)
		m.menu.list = append(m.menu.list, choice{"Write a corrected copy of the pairing file", "your file stays as it is", func() tea.Cmd {
			return a.replace(newCorrected(a, m.title, m.menu.list[correct+1:]))
		}})
	}
	walk := func(r cause.Remedy) func() tea.Cmd {
		return func() tea.Cmd { return a.replace(newStep(a, fix.NewWalk(a.plan(id, subject, r)))) }
	}
	first, others := say.Ways(rs)
	for _, r := range first {
		m.menu.list = append(m.menu.list, choice{say.Who(r.Who), say.Size(r), walk(r)})
	}
	if len(others) > 0 {
		m.menu.list = append(m.menu.list, choice{"Show me other ways", say.Plural(len(others), "way"), func() tea.Cmd {
			o := newMenu(a, m.title, "Other ways, if the first does not fit:")
			for _, r := range others {
				o.menu.list = append(o.menu.list, choice{say.Who(r.Who) + say.Beginning(r), say.Size(r), walk(r)})
			}
			return a.push(o)
		}})
	}
	if len(m.menu.list) == 0 {
		a.say("No steps are known for this. " + say.Whom(env.Case.Vendor))
		return nil
	}
	return a.push(m)
}

// leftAt is the walk against a cause that was left half-way, at the step where it was left; nil where there is none.
func (a *App) leftAt(id cause.ID, subject cause.Subject, rs []cause.Remedy) *fix.Walk {
	if a.d.Store == nil || a.place == nil || a.place.Phase != fix.Walking || len(a.place.Answers) == 0 {
		return nil
	}
	for _, r := range rs {
		if p := a.plan(id, subject, r); a.place.Fits(p) {
			return fix.Resume(p, *a.place)
		}
	}
	return nil
}

// toResult goes back to the result of the checks, or to the first screen.
func (a *App) toResult() {
	a.popTo(func(x Screen) bool {
		_, ok := x.(*checklist)
		return ok
	})
}
