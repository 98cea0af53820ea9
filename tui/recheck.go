package tui

import (
	"context"
	"strings"
	"time"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"authdoctor/checks"
	"authdoctor/checks/cause"
	"authdoctor/checks/fix"
	"authdoctor/logparse"
	"authdoctor/tui/say"
)

// recheckScreen ends a fix: what was measured before, what is measured now, and what that says.
type recheckScreen struct {
	base
	walk  *fix.Walk
	since time.Time // runs in the log after this are new
	n     int
	ch    <-chan checks.Event
	doing bool // the checks run
	count int
	res   *checks.Result
	move  fix.Move
	watch int // the work that watches the log
	run   *logparse.Session
	note  string
	menu  choices
}

// watchTime is how long the log is watched for a new run.
const watchTime = 2 * time.Minute

// recheckAfter checks whether a fix worked. Where the remedy changed an address, it asks for the new one first: asking the old
// one again would prove nothing.
func (a *App) recheckAfter(w *fix.Walk) tea.Cmd {
	p := w.Plan()
	if !a.live() {
		return a.replace(newElsewhere(a, p))
	}
	was := a.job.env.Case.Site
	if p.Subject == cause.Service {
		was = a.job.env.Case.Service
	}
	if a.d.Options.Demo != "" || !strings.HasPrefix(string(p.Cause), "redirect-") || was == "" || len(w.Rechecks()) == 0 {
		return a.replace(newRecheck(a, w))
	}
	addr := a.text("Address", "as you changed it in the steps", a.leadsTo(was))
	addr.address, addr.must = true, true
	return a.replace(newForm(a, "Which address is on file now?", "It was "+say.One(was)+". The new one is asked, to see whether it answers by itself.", "check again",
		func(v []string) tea.Cmd {
			if p.Subject == cause.Service {
				a.job.facts.Service = v[0]
			} else {
				a.job.facts.Site = v[0]
			}
			return a.replace(newRecheck(a, w))
		}, addr))
}

// leadsTo is where an address was seen to lead; itself when it was not.
func (a *App) leadsTo(address string) string {
	if a.job.result == nil {
		return address
	}
	for _, c := range a.job.result.Checks {
		for _, x := range c.Exchanges {
			if x != nil && x.URL == address && x.Location != "" {
				return x.Location
			}
		}
	}
	return address
}

func newRecheck(a *App, w *fix.Walk) *recheckScreen {
	s := &recheckScreen{base: base{a: a}, walk: w, since: a.d.Now()}
	s.head = s.heading
	s.parts = s.draw
	return s
}

// Init checks whether the fix worked.
func (s *recheckScreen) Init() tea.Cmd {
	s.run = nil
	return s.check()
}

// check repairs the made-up installation of a demo, reads log and pairing file again, then checks.
func (s *recheckScreen) check() tea.Cmd {
	a := s.a
	s.res, s.note, s.count = nil, "", 0
	if len(s.walk.Rechecks()) == 0 {
		s.judge(nil)
		if s.a.job.verified {
			return s.a.forget()
		}
		return nil
	}
	d, f, id := a.d, a.job.facts, s.walk.Plan().Cause
	n, cmd := a.do(func(ctx context.Context) (any, error) {
		if d.Heal != nil {
			if err := d.Heal(id); err != nil {
				return nil, err
			}
		}
		return d.ReadAll(ctx, f, func(int64, int64) {})
	})
	s.n = n
	return cmd
}

// Update takes the events, the result, a run of the log, and keys.
func (s *recheckScreen) Update(msg tea.Msg) tea.Cmd {
	switch m := msg.(type) {
	case event:
		if m.n == s.n && s.doing {
			if m.ev.Kind == checks.Finished {
				s.count++
			}
			return next(s.n, s.ch)
		}
	case reply:
		return s.reply(m)
	case tea.KeyMsg:
		if s.scrollKey(m) {
			return nil
		}
		if cmd, ok := s.menu.press(s.a.k, m, s.ready()); ok {
			return cmd
		}
		switch k := s.a.k; {
		case key.Matches(m, k.Again) && s.idle() && len(s.walk.Rechecks()) > 0:
			return s.Init()
		case key.Matches(m, k.Summary) && s.idle():
			return s.a.push(newSummary(s.a))
		case key.Matches(m, k.Copy) && s.idle():
			return s.a.copied("before and after", s.text())
		}
	}
	return nil
}

func (s *recheckScreen) idle() bool { return s.n == 0 && s.watch == 0 }

func (s *recheckScreen) reply(m reply) tea.Cmd {
	switch {
	case m.n == s.n && !s.doing && s.n != 0:
		if m.err != nil {
			s.note = "Log and pairing file could not be read again: " + m.err.Error()
		} else if r, ok := m.value.(Reading); ok && r.Env != nil {
			s.a.job.env, s.a.job.runs = r.Env, r.Runs
		}
		s.doing = true
		var cmd tea.Cmd
		s.n, s.ch, cmd = s.a.checkRun(s.walk.Rechecks(), true)
		return cmd
	case m.n == s.n && s.n != 0:
		s.n, s.doing = 0, false
		res, _ := m.value.(*checks.Result)
		s.judge(res)
		if s.a.job.verified {
			return s.a.forget()
		}
	case m.n == s.watch && s.watch != 0:
		s.watch = 0
		s.run, _ = m.value.(*logparse.Session)
		if s.run == nil {
			s.note = "No new run was seen. Click Update Selected in the Web Connector, then watch again."
			s.refill()
			return nil
		}
		s.since = s.run.Start
		return s.check() // what the log shows now counts
	}
	return nil
}

// judge takes the result of the checks.
func (s *recheckScreen) judge(res *checks.Result) {
	j := s.a.job
	s.res = res
	if res == nil {
		res = &checks.Result{}
	}
	was := j.before
	if was == nil {
		was = j.result
	}
	s.walk.Checked(s.a.job.env.KB, was, res)
	s.move = s.walk.RunSeen(s.run)
	if len(s.walk.Rechecks()) > 0 {
		j.before, j.recheck = was, res
		if j.result == nil {
			j.result = res
		}
		if s.move.To == fix.CannotTell { // it proves nothing: what was found before still stands
			j.recheck = nil
		}
	}
	j.verified = s.move.To == fix.Verified
	s.refill()
}

// refill makes the answers for what came out.
func (s *recheckScreen) refill() {
	s.ask()
	a := s.a
	s.menu = choices{}
	add := func(text, note string, act func() tea.Cmd) {
		s.menu.list = append(s.menu.list, choice{text, note, act})
	}
	failed := s.run != nil && s.run.Outcome == logparse.Failed
	if s.canWatch() {
		add("I clicked Update Selected: watch the log for me", "up to 2 minutes", s.watchLog)
	}
	if s.move.To == fix.StillBroken || failed {
		add("Look at all that was found", "", func() tea.Cmd { return a.restart(newWait(a, func() Screen { return newChecklist(a, nil) })) })
		if s.move.Cause != "" {
			add("Go on with the next likely cause", say.Title(a.job.env.KB, s.move.Cause), func() tea.Cmd {
				a.pop()
				return a.startFix(s.move.Cause, s.move.Subject)
			})
		}
		add("Check again", "", s.Init)
	}
	if s.move.To == fix.CannotTell {
		add("It works now", "", func() tea.Cmd {
			a.job.verified = true
			s.note = ""
			cmd := s.told("yes")
			a.say("Fixed, by what you saw. This says so to support. q quits.")
			return tea.Batch(a.forget(), cmd)
		})
		add("It still fails", "", s.fails)
	}
	add("Summary for support", "", func() tea.Cmd { return a.push(newSummary(a)) })
	add("Finish", "leaves the program; a few lines stay in the window", a.quit)
}

// canWatch says that a run of the Web Connector would show more, and can be watched for.
func (s *recheckScreen) canWatch() bool {
	return (s.move.NeedRun || s.move.To == fix.Verified) && s.a.d.Watch != nil && s.a.job.env.Log != nil && (s.run == nil || s.run.Outcome == logparse.Failed)
}

// fails goes on where no check saw what the fix changed and it did not help: to all checks, or, where nothing can be probed, to
// whom to ask.
func (s *recheckScreen) fails() tea.Cmd {
	a := s.a
	if !a.asksOnly() {
		a.job.tried = append(a.job.tried, s.walk.Told("no", a.d.Now()))
		return a.restart(newWait(a, func() Screen { return newChecklist(a, nil) }))
	}
	a.job.verified = false
	cmd := s.told("no")
	a.say(say.StillFails(a.job.env.Case.Vendor))
	return cmd
}

// told notes what the person said about the whole fix, once, and shows the summary with it.
func (s *recheckScreen) told(answer string) tea.Cmd {
	j := s.a.job
	if n := len(j.tried); n > 0 && j.tried[n-1].Step == fix.WholeFix {
		j.tried = j.tried[:n-1]
	}
	j.tried = append(j.tried, s.walk.Told(answer, s.a.d.Now()))
	return s.a.push(newSummary(s.a))
}

// watchLog waits for a new run in the log.
func (s *recheckScreen) watchLog() tea.Cmd {
	if s.watch != 0 {
		return nil
	}
	d, env, since := s.a.d, s.a.job.env, s.since
	n, cmd := s.a.do(func(ctx context.Context) (any, error) {
		ctx, cancel := context.WithTimeout(ctx, watchTime)
		defer cancel()
		return d.Watch(ctx, env, since)
	})
	s.watch = n
	return cmd
}

func (s *recheckScreen) close() { s.a.stop(s.n); s.a.stop(s.watch) }

// back ends a watch first.
func (s *recheckScreen) back() bool {
	if w := s.a.works[s.watch]; w != nil && !w.stopped {
		s.a.stop(s.watch)
		return true
	}
	return false
}
