package tui

import (
	"authdoctor/logparse"
	"authdoctor/tui/say"

	tea "github.com/charmbracelet/bubbletea"
)

// only says which runs are listed.
type only struct {
	app     int // index in Runs.Apps; anyApp: all
	outcome logparse.Outcome
	kind    bool // outcome counts
}

// anyApp stands for all applications.
const anyApp = -1

// fits says whether a run is listed.
func (o only) fits(r *LogRun) bool {
	return (o.app == anyApp || int(r.App) == o.app) && (!o.kind || r.Outcome == o.outcome)
}

// choose lists the runs that fit. The mark stays on its run where that is still listed.
func (s *logScreen) choose(o only) {
	marked := int32(-1)
	if s.at < len(s.view) {
		marked = s.view[s.at]
	}
	s.only, s.at = o, 0
	s.view = s.view[:0]
	for i := range s.runs.Len() {
		if !o.fits(s.runs.Newest(i)) {
			continue
		}
		if int32(i) == marked {
			s.at = len(s.view)
		}
		s.view = append(s.view, int32(i))
	}
	s.rebin()
	s.recount()
}

// outcomeOrder is how the outcomes are named everywhere in the log.
var outcomeOrder = []struct {
	o    logparse.Outcome
	word string
}{{logparse.OK, "ok"}, {logparse.NoWork, "no work"}, {logparse.Failed, "failed"}, {logparse.Postponed, "postponed"}, {logparse.CutOff, "cut off"}}

// pickWords say which runs are listed; empty: all.
func (s *logScreen) pickWords() string {
	out := ""
	if s.only.kind {
		for _, x := range outcomeOrder {
			if x.o == s.only.outcome {
				out = x.word
			}
		}
	}
	if s.only.app != anyApp {
		if out != "" {
			out += ", "
		}
		out += say.One(s.runs.Apps[s.only.app])
	}
	return out
}

// maxPicked is how many applications the choice offers: the newest ones.
const maxPicked = 60

// newPick asks which runs to list.
func newPick(a *App, s *logScreen) *menuScreen {
	m := newMenu(a, "Which runs?", "The list, the chart and the strip show only these. e still goes through all failures.")
	var outcomes [logparse.Outcomes]int
	apps := make([]int, len(s.runs.Apps))
	for i := range s.runs.Len() {
		r := s.runs.Newest(i)
		if s.only.app == anyApp || int(r.App) == s.only.app {
			outcomes[r.Outcome]++
		}
		apps[r.App]++
	}
	add := func(text string, n int, o only) {
		if o == s.only {
			m.menu.at, m.fresh = len(m.menu.list), false
		}
		m.menu.list = append(m.menu.list, choice{text, say.Plural(n, "run"), func() tea.Cmd {
			a.pop()
			s.choose(o)
			if len(s.view) == 0 {
				return nil
			}
			s.show(s.at)
			return s.read()
		}})
	}
	add("All runs", s.runs.Len(), only{app: anyApp})
	for _, x := range outcomeOrder {
		if outcomes[x.o] > 0 {
			add("Only "+x.word, outcomes[x.o], only{app: s.only.app, outcome: x.o, kind: true})
		}
	}
	if len(s.runs.Apps) > 1 {
		for i := len(s.runs.Apps) - 1; i >= max(0, len(s.runs.Apps)-maxPicked); i-- {
			name := say.One(s.runs.Apps[i])
			if name == "" {
				name = "(no name)"
			}
			add("Only "+name, apps[i], only{app: i, outcome: s.only.outcome, kind: s.only.kind})
		}
	}
	return m
}
