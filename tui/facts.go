package tui

import (
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"authdoctor/tui/say"
)

// newFacts asks for all facts; then says what comes after, nil goes back to where one was.
func newFacts(a *App, then func() Screen) *form {
	was := a.job.facts
	log := a.text("Log file or folder", "QWCLog.txt, a folder with logs, or a .zip of them", strings.Join(was.Logs, "; "))
	qwc := a.text("Pairing file", "the file ending in .qwc that was double-clicked to add the application", was.QWC)
	site := a.text("Shop address", "as in the browser, for example https://shop.example.com", was.Site)
	service := a.text("Service address", "AppURL of the pairing file; empty takes it from there", was.Service)
	user := a.text("User name", "as the Web Connector shows it; no password is asked here", was.User)
	site.address, service.address = true, true
	return newForm(a, "Facts", "What is not known stays empty. Nothing of this leaves this PC.", "take these",
		func(v []string) tea.Cmd {
			f := &a.job.facts
			f.QWC, f.Site, f.Service, f.User = v[1], v[2], v[3], v[4]
			f.Logs = splitPaths(v[0])
			if len(f.Logs) > 0 {
				f.Pasted = ""
			}
			return a.goOn(then, "Taken. Now choose what to do.")
		}, log, qwc, site, service, user)
}

// goOn replaces a form by what comes after it.
func (a *App) goOn(then func() Screen, said string) tea.Cmd {
	if then == nil {
		a.pop()
		a.say(said)
		return nil
	}
	return a.restart(newWait(a, then))
}

// splitPaths reads several paths, set apart by semicolons, with or without quotes.
func splitPaths(s string) []string {
	var out []string
	for _, p := range strings.Split(s, ";") {
		if p = strings.Trim(strings.TrimSpace(p), `"'`); p != "" {
			out = append(out, p)
		}
	}
	return out
}

// newMissing asks for the shop's address only.
func newMissing(a *App, then func() Screen) *form {
	site := a.text("Shop address", "as in the browser, for example https://shop.example.com", "")
	site.address = true
	return newForm(a, "One thing is missing",
		"Which address does the shop have? Trouble with it is the most common cause. If you don't know it, enter alone goes on without.",
		"go on", func(v []string) tea.Cmd {
			a.job.facts.Site = v[0]
			return a.replace(newWait(a, then))
		}, site)
}

// newLogPath asks for a log that somebody sent.
func newLogPath(a *App) *form {
	path := a.text("Log file or folder", "type or paste its path; or paste the text of the log itself", "")
	path.must = true
	return newForm(a, "A log that somebody sent",
		"Save the file from the e-mail first, then give its path here. A folder or a .zip with logs will do as well.",
		"read it", func(v []string) tea.Cmd {
			f, named := &a.job.facts, a.d.Start // what was found on this PC has no part in what somebody sent
			f.Logs, f.Pasted, f.QWC, f.Site, f.Service, f.User = splitPaths(v[0]), "", named.QWC, named.Site, named.Service, named.User
			return a.replace(newWait(a, func() Screen { return newLog(a, place{}) }))
		}, path)
}

// pasteScreen asks what to do with text of several lines that was pasted: no line of it is taken as a key.
type pasteScreen struct {
	base
	text string
	menu choices
}

// maxPaste bounds a pasted text, in bytes.
const maxPaste = 4 << 20

func newPaste(a *App, text string) *pasteScreen {
	if len(text) > maxPaste {
		text = text[:maxPaste]
	}
	s := &pasteScreen{base: base{a: a}, text: strings.ReplaceAll(text, "\r", "\n")}
	s.head = func() (string, string) { return "You pasted text", say.Plural(s.count(), "line") }
	s.parts = s.draw
	s.menu.list = []choice{
		{"Read it as a log", "", func() tea.Cmd {
			a.job.facts.Pasted, a.job.facts.Logs = s.text, nil
			return a.replace(newWait(a, func() Screen { return newChecklist(a, []string{"log"}) }))
		}},
		{"Forget it", "", func() tea.Cmd { a.pop(); return nil }},
	}
	s.ask()
	return s
}

func (s *pasteScreen) count() int { return strings.Count(strings.TrimSpace(s.text), "\n") + 1 }

// Update takes the answer.
func (s *pasteScreen) Update(msg tea.Msg) tea.Cmd {
	if m, ok := msg.(tea.KeyMsg); ok {
		cmd, _ := s.menu.press(s.a.k, m, s.ready())
		return cmd
	}
	return nil
}

func (s *pasteScreen) draw() []part {
	var head []string
	for i, l := range strings.SplitN(strings.TrimSpace(s.text), "\n", 6) {
		if i == 5 {
			head = append(head, s.a.t.g.bar+" and more")
			break
		}
		head = append(head, s.a.t.cut(s.a.t.g.bar+" "+say.One(l), s.w-2))
	}
	return []part{{lines: head, later: true}, s.menu.part(&s.base)}
}

// Keys are those of the list.
func (s *pasteScreen) Keys() []key.Binding {
	return []key.Binding{s.a.k.answers(len(s.menu.list)), s.a.k.Up, as(s.a.k.Open, "choose"), s.a.k.Back}
}
