package tui

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

	"authdoctor/checks"
	"authdoctor/checks/cause"
	"authdoctor/checks/fix"
	"authdoctor/checks/vendors"
	"authdoctor/tui/say"
)

// shipped is the program on a made-up case with the knowledge base and a vendor as they are shipped.
func shipped(t *testing.T, kb *cause.Base, v *vendors.Vendor) *rig {
	f := newFake()
	f.kb = kb
	return newRig(t, f, 80, 24, func(d *Deps) {
		prepare := d.Prepare
		d.Prepare = func(ctx context.Context, facts Facts) (*checks.Env, error) {
			env, err := prepare(ctx, facts)
			if err == nil {
				env.Case.Vendor = v
			}
			return env, err
		}
		d.Store, d.Heal, d.Watch = nil, nil, nil
	})
}

// remediesOf are all remedies that a vendor's customers can be shown for a cause, each once.
func remediesOf(kb *cause.Base, v *vendors.Vendor, c *cause.Cause) []cause.Remedy {
	var out []cause.Remedy
	for _, r := range append(slices.Clone(v.Remedies[c.ID]), c.Remedies...) {
		if !slices.ContainsFunc(vendors.Remedies(kb, v, c.ID, r.Subject), func(x cause.Remedy) bool { return x.Who == r.Who && len(x.Steps) == len(r.Steps) }) {
			continue
		}
		out = append(out, r)
	}
	return out
}

// walker goes through all ways of one remedy.
type walker struct {
	*rig
	name  string
	plan  fix.Plan
	seen  map[string]bool // ids of steps that were tried in every way
	steps *int            // of all remedies, to spread the widths over them
}

func (w *walker) screen() (*stepScreen, bool) {
	s, ok := w.a.top().(*stepScreen)
	return s, ok && s.walk.Phase() == fix.Walking
}

// to starts the walk anew and gives these answers.
func (w *walker) to(path []string) *stepScreen {
	w.a.job.tried = nil
	w.a.restart(newStep(w.a, fix.NewWalk(w.plan)))
	for _, k := range path {
		w.press(k)
	}
	s, _ := w.screen()
	return s
}

// walk tries the step at the end of a path in every way, then all that follow from it.
func (w *walker) walk(path []string) {
	s := w.to(path)
	if s == nil {
		return
	}
	step := *s.walk.Step()
	if w.seen[step.ID] {
		return
	}
	w.seen[step.ID] = true
	*w.steps++
	w.shows(&step, *w.steps)
	for i := range s.menu.list {
		k := itoa(i + 1)
		if s = w.to(path); s == nil {
			w.t.Errorf("%s: the way %v does not lead to step %s twice", w.name, path, step.ID)
			return
		}
		w.press(k)
		next, walking := w.screen()
		switch {
		case walking && next.walk.Step().ID == step.ID: // advice, or a question stands still
			w.fits(*w.steps)
			w.press("esc")
			if again, ok := w.screen(); !ok || again.walk.Step().ID != step.ID || again.walk.Advice() != "" {
				w.t.Errorf("%s, step %s, answer %s: esc does not take it back", w.name, step.ID, k)
			}
		case walking:
			w.press("esc")
			if again, ok := w.screen(); !ok || again.walk.Step().ID != step.ID {
				w.t.Errorf("%s, step %s, answer %s: esc does not lead back to the step", w.name, step.ID, k)
			}
			w.walk(append(slices.Clone(path), k))
		default:
			w.ends(&step, k)
		}
	}
}

// ends says that a walk that is over has somewhere to go, and a way back.
func (w *walker) ends(step *cause.Step, k string) {
	w.fits(*w.steps)
	depth := len(w.a.stack)
	if depth > 1 && strings.TrimSpace(ansi.Strip(w.a.View())) == "" {
		w.t.Errorf("%s, step %s, answer %s: an empty screen", w.name, step.ID, k)
	}
	for range 8 {
		if len(w.a.stack) == 1 {
			return
		}
		w.press("esc")
	}
	w.t.Errorf("%s, step %s, answer %s: esc leads nowhere from %T", w.name, step.ID, k, w.a.top())
}

// fits says that the screen fits some windows; which, goes round with n, so that all widths from 30 to 200 come up.
func (w *walker) fits(n int) {
	w.t.Helper()
	for _, width := range []int{30 + n*7%171, 30 + n*7%50} {
		height := []int{10, 24, 60}[n%3]
		w.a.Update(tea.WindowSizeMsg{Width: width, Height: height})
		rows := strings.Split(w.a.View(), "\n")
		if len(rows) != height {
			w.t.Errorf("%s at %dx%d: %d rows", w.name, width, height, len(rows))
		}
		for _, r := range rows {
			if ansi.StringWidth(r) > width {
				w.t.Errorf("%s at %dx%d: a row of %d cells: %q", w.name, width, height, ansi.StringWidth(r), r)
			}
		}
	}
	w.a.Update(tea.WindowSizeMsg{Width: 80, Height: 24})
}

// shows says that a step can be read whole at some widths: every word of it stands on the screen, or where pgdn leads.
func (w *walker) shows(step *cause.Step, n int) {
	w.t.Helper()
	w.fits(n)
	width := 30 + n*7%171
	w.a.Update(tea.WindowSizeMsg{Width: width, Height: 14})
	text := ansi.Strip(w.a.View())
	for range 30 {
		before := w.a.View()
		w.press("pgdown")
		if w.a.View() == before {
			break
		}
		text += "\n" + ansi.Strip(w.a.View())
	}
	flat := solid(text)
	for _, part := range []string{step.Where, step.Do, step.Expect} {
		for _, word := range strings.Fields(say.One(part)) {
			if !strings.Contains(flat, solid(word)) {
				w.t.Errorf("%s, step %s at width %d: %q is nowhere:\n%s", w.name, step.ID, width, word, text)
				return
			}
		}
	}
	w.a.Update(tea.WindowSizeMsg{Width: 80, Height: 24})
}

// solid is a text without blanks: a long word may be broken at a row's end.
func solid(s string) string { return strings.Join(strings.Fields(s), "") }

// Every remedy of every cause, for the customers of every vendor, is walked to each of its ends; every answer of every question is
// given; esc takes each of them back.
func TestEveryRemedyOfEveryCauseComesToItsEnds(t *testing.T) {
	kb, err := cause.Default()
	if err != nil {
		t.Fatal(err)
	}
	set, err := vendors.Default()
	if err != nil {
		t.Fatal(err)
	}
	steps, remedies := 0, 0
	for vi, v := range set.All() {
		g := shipped(t, kb, v).press("1")
		g.run(func() tea.Msg { return nil })
		for _, c := range kb.All() {
			for i, r := range remediesOf(kb, v, c) {
				if vi > 0 && i >= len(v.Remedies[c.ID]) {
					continue // the general ones were walked with the first vendor
				}
				if g.a.job.env == nil {
					g.a.job.env = g.f.env(Facts{})
				}
				g.a.job.env.Case.Vendor = v
				remedies++
				w := &walker{rig: g, name: fmt.Sprintf("%s, %s, remedy %d", v.ID, c.ID, i+1), plan: g.a.plan(c.ID, r.Subject, r), seen: map[string]bool{}, steps: &steps}
				w.walk(nil)
				if len(w.seen) == 0 && len(r.Steps) > 0 {
					t.Errorf("%s: no step was shown", w.name)
				}
			}
		}
	}
	if remedies < len(kb.All()) {
		t.Errorf("only %d remedies of %d causes", remedies, len(kb.All()))
	}
	t.Logf("%d remedies, %d steps", remedies, steps)
}

// Every order of the knowledge base is whole in the smallest window, with what one should then see, without scrolling.
func TestAccess01EveryOrderFitsTheSmallestWindow(t *testing.T) {
	kb, err := cause.Default()
	if err != nil {
		t.Fatal(err)
	}
	set, err := vendors.Default()
	if err != nil {
		t.Fatal(err)
	}
	g := reach(t, shot{keys: []string{"1"}}, 40, 12)
	orders := 0
	show := func(id cause.ID, remedies []cause.Remedy) {
		for _, r := range remedies {
			for _, step := range r.Steps {
				if len(step.Ask) > 0 {
					continue
				}
				orders++
				g.run(g.a.push(newStep(g.a, fix.NewWalk(fix.Plan{Cause: id, Title: string(id), Remedy: cause.Remedy{Who: r.Who, Steps: []cause.Step{step}}}))))
				seen := solid(g.a.View())
				for _, part := range []string{step.Do, step.Expect, "1Done", "4Stop", "esc"} {
					if !strings.Contains(seen, solid(part)) {
						t.Errorf("%s, step %s: %q is not in sight:\n%s", id, step.ID, part, g.a.View())
					}
				}
				g.a.pop()
			}
		}
	}
	for _, c := range kb.All() {
		show(c.ID, c.Remedies)
		for _, v := range set.All() {
			show(c.ID, v.Remedies[c.ID])
		}
	}
	t.Logf("%d orders", orders)
}

// Every answer of every question of every vendor is given, and leads to a question, a cause with its fix, or an end.
func TestEveryAnswerOfEveryQuestionLeadsSomewhere(t *testing.T) {
	kb, err := cause.Default()
	if err != nil {
		t.Fatal(err)
	}
	set, err := vendors.Default()
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, v := range set.All() {
		var ask func(path []string)
		ask = func(path []string) {
			g := shipped(t, kb, v)
			g.a.job.env = g.f.env(Facts{})
			g.a.job.env.Case.Vendor = v
			g.run(g.a.push(newQuestion(g.a, "")))
			for _, k := range path {
				g.press(k)
			}
			s, ok := g.a.top().(*questionScreen)
			if !ok {
				return // a cause: its checklist stands
			}
			n++
			(&walker{rig: g, name: v.ID + " " + strings.Join(path, ">")}).fits(n)
			q := s.walked.Open
			if q == nil {
				if s.walked.End == "" && len(path) > 0 {
					t.Errorf("%s: the answers %v end without a word", v.ID, path)
				}
				return
			}
			if len(path) > 0 {
				g.press("esc")
				if back, ok := g.a.top().(*questionScreen); !ok || back.walked.Open == nil || back.walked.Open.ID == q.ID {
					t.Errorf("%s: esc does not take the last of the answers %v back", v.ID, path)
				}
			}
			for i := range q.Answers {
				ask(append(slices.Clone(path), itoa(i+1)))
			}
		}
		ask(nil)
	}
	if n == 0 {
		t.Error("no question was asked")
	}
}
