package tui

import (
	"time"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"authdoctor/checks/redact"
	"authdoctor/tui/say"
)

// consentScreen says what a real log-in does, and makes one only after a yes.
type consentScreen struct {
	base
	menu choices
}

// freshRun is how new a run in the log must be for a real log-in to get in its way.
const freshRun = 10 * time.Minute

func newConsent(a *App) *consentScreen {
	s := &consentScreen{base: base{a: a}}
	s.head = func() (string, string) { return "One real log-in?", "only if you say so" }
	s.parts = s.draw
	s.menu.list = []choice{
		{"No, leave it out", "", func() tea.Cmd { a.pop(); return nil }},
		{"Yes, log in once", "asks for the password; it is not kept", func() tea.Cmd { return a.replace(newPassword(a)) }},
	}
	s.ask()
	return s
}

// newPassword asks for user name and password of the one log-in, then runs the checks with it.
func newPassword(a *App) *form {
	name := a.job.facts.User
	if name == "" {
		name = a.job.env.Case.User
	}
	if q := a.job.env.Case.QWC; name == "" && q != nil {
		name = q.UserName
	}
	user, pass := a.text("User name", "as the Web Connector shows it", name), a.secret("Password", "sent once, to the service only; not kept")
	user.must, pass.must = true, true
	f := newForm(a, "One real log-in", "It goes to "+say.One(host(a.job.env.Case.Service))+" only.", "log in once", func(v []string) tea.Cmd {
		fs := &a.job.facts
		fs.User, fs.Login, fs.Password = v[0], true, redact.Secret(v[1])
		return a.restart(newWait(a, func() Screen {
			fs.Login, fs.Password = false, "" // one log-in a yes
			return newChecklist(a, nil)
		}))
	}, user, pass)
	if name != "" {
		f.focus(1)
	}
	return f
}

// Update takes the answer.
func (s *consentScreen) Update(msg tea.Msg) tea.Cmd {
	m, ok := msg.(tea.KeyMsg)
	if !ok || s.scrollKey(m) {
		return nil
	}
	cmd, _ := s.menu.press(s.a.k, m, s.ready())
	return cmd
}

func (s *consentScreen) draw() []part {
	t, w := s.a.t, s.textWidth()
	parts := []part{
		{lines: say.Wrap("So far: the service answers, and it refuses a made-up user. So the way is open. A real log-in would show whether the user name and password are right.", w), later: true},
		{lines: append(append(say.Wrap("It is not free of effects. On some services it", w), para("  - ", "puts off the next run by some minutes", w)...),
			para("  - ", "takes a job, or starts to fetch the shop's orders", w)...)},
		{lines: say.Wrap("It would be sent once, to "+say.One(host(s.a.job.env.Case.Service))+" only, and closed at once. It asks for no data and sends none.", w)},
	}
	if at := s.newest(); !at.IsZero() && s.a.d.Now().Sub(at) < freshRun {
		parts = append(parts, part{lines: paint(t.warn, say.Wrap(t.unknownSign()+" The log shows a run "+s.a.clock().When(at)+": a log-in now may get in the way of the next one.", w))})
	}
	return append(parts, s.menu.part(&s.base))
}

// newest is when the newest run in the log began.
func (s *consentScreen) newest() time.Time {
	if l := s.a.job.env.Log; l != nil && len(l.Apps) > 0 && l.Apps[0].Newest != nil {
		return l.Apps[0].Newest.Start
	}
	return time.Time{}
}

// Keys are those of the list.
func (s *consentScreen) Keys() []key.Binding {
	k := s.a.k
	return []key.Binding{k.answers(len(s.menu.list)), as(k.Up, "choose"), as(k.Open, "take it"), as(k.Back, "no, back")}
}
