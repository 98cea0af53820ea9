package tui

import (
	"context"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"authdoctor/checks/fix"
)

// startScreen shows what was found on this PC and asks what to do.
type startScreen struct {
	base
	n     int
	found Found
	took  Facts // the facts with what was found: of what is given later, nothing was looked at
	done  bool
	hosts bool
	menu  choices
}

// looked is what the first look at this PC gives.
type looked struct {
	found Found
	state fix.State
	kept  bool
	note  string
}

func newStart(a *App) *startScreen {
	s := &startScreen{base: base{a: a}}
	s.head = func() (string, string) { return "authdoctor " + a.d.Version, "why did the log-in fail?" }
	s.parts = s.draw
	s.menu.list = []choice{{"Find out why", "half a minute, changes nothing here", s.find}}
	switch {
	case !a.live():
		s.menu.list[0] = choice{"See what was found", "nothing is checked again", s.find}
		return s
	case a.d.Options.Offline:
		s.menu.list[0].note = "a few seconds, without the network"
	}
	s.menu.list = append(s.menu.list, []choice{
		{"Read a log that somebody sent me", "a file, a folder or pasted text", func() tea.Cmd { return a.push(newLogPath(a)) }},
		{"I use Caselle Connect Online", "", s.caselle},
	}...)
	if a.d.Example != nil && len(a.d.Scenarios) > 0 {
		s.menu.list = append(s.menu.list, choice{"Show me an example", "made-up data, no network", func() tea.Cmd { return a.push(newExamples(a)) }})
	}
	return s
}

// Init looks on this PC.
func (s *startScreen) Init() tea.Cmd {
	d := s.a.d
	n, cmd := s.a.do(func(ctx context.Context) (any, error) {
		var l looked
		var err error
		if l.found, err = d.Find(ctx); err != nil {
			l.note = err.Error()
		}
		if d.Store != nil {
			if l.state, l.kept, err = d.Store.Load(); err != nil {
				l.note, l.kept = err.Error(), false
			}
		}
		return l, nil
	})
	s.n = n
	if d.Options.SkipStart {
		return tea.Batch(cmd, s.a.push(newWait(s.a, s.a.firstLook)))
	}
	return cmd
}

// Update takes what was found, and keys.
func (s *startScreen) Update(msg tea.Msg) tea.Cmd {
	switch m := msg.(type) {
	case reply:
		if n, ok := m.value.(notice); ok {
			return s.a.heard(n, m.err)
		}
		if m.n == s.n {
			return s.take(m.value.(looked))
		}
	case tea.KeyMsg:
		return s.press(m)
	}
	return nil
}

// heard says what came of a copy, a save or an opening.
func (a *App) heard(n notice, err error) tea.Cmd {
	if err != nil {
		n = notice("That did not work: " + err.Error())
	}
	a.say(string(n))
	return nil
}

// take fills the facts that were not given with what was found.
func (s *startScreen) take(l looked) tea.Cmd {
	s.found, s.done = l.found, true
	f := &s.a.job.facts
	if len(s.a.worlds) > 0 { // an example was opened meanwhile
		f = &s.a.worlds[0].job.facts
	}
	if len(f.Logs) == 0 && f.Pasted == "" && len(l.found.Logs) > 0 {
		f.Logs = l.found.Logs
	}
	if f.QWC == "" && len(l.found.PairingFiles) > 0 {
		f.QWC = l.found.PairingFiles[0]
	}
	if f.Site == "" {
		f.Site = l.found.Site
	}
	if f.Service == "" {
		f.Service = l.found.Service
	}
	s.took = *f
	if l.kept && s.a.place == nil {
		s.a.place = &l.state
	}
	if l.note != "" {
		s.a.say(l.note)
	}
	if s.a.top() != Screen(s) {
		return nil
	}
	switch {
	case s.a.d.Options.OpenLog:
		return s.a.push(newWait(s.a, func() Screen { return newLog(s.a, place{}) }))
	case l.kept:
		return s.a.push(newResume(s.a, l.state, l.found))
	}
	return nil
}

func (s *startScreen) press(m tea.KeyMsg) tea.Cmd {
	k := s.a.k
	if cmd, ok := s.menu.press(k, m, true); ok {
		return cmd
	}
	switch {
	case key.Matches(m, k.Add) && s.a.live():
		return s.a.push(newFacts(s.a, nil))
	case key.Matches(m, k.Log) && s.hasLog():
		return s.a.push(newWait(s.a, func() Screen { return newLog(s.a, place{}) }))
	case key.Matches(m, k.Hosts) && s.contacting():
		s.hosts = !s.hosts
	}
	return nil
}

func (s *startScreen) hasLog() bool { return len(s.a.job.facts.Logs) > 0 || s.a.job.facts.Pasted != "" }

// find asks for the shop's address, the one fact that is usually missing, then checks.
func (s *startScreen) find() tea.Cmd {
	f := &s.a.job.facts
	f.Vendor, f.Answers = s.a.d.Start.Vendor, s.a.d.Start.Answers // not those of a look at Caselle before
	check := s.a.firstLook
	if s.a.job.facts.Site == "" && s.a.live() && !s.a.d.Options.Offline {
		return s.a.push(newMissing(s.a, check))
	}
	return s.a.push(newWait(s.a, check))
}

// caselle asks the questions of Caselle: nothing there can be probed.
func (s *startScreen) caselle() tea.Cmd {
	s.a.job.facts.Vendor = "caselle"
	return s.a.push(newWait(s.a, func() Screen { return newQuestion(s.a, "") }))
}
