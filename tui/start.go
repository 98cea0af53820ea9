package tui

import (
	"context"
	"path/filepath"
	"slices"
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"authdoctor/checks/fix"
	"authdoctor/logparse"
	"authdoctor/tui/say"
)

// startScreen shows what was found on this PC and asks what to do.
type startScreen struct {
	base
	n     int
	found Found
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

func (s *startScreen) draw() []part {
	t, f := s.a.t, s.a.job.facts
	row := func(sign, what, value string) []string {
		return para(t.pad(sign, max(2, say.Width(t.okSign())+1))+t.pad(what, 14), value, s.w-2)
	}
	var lines []string
	have := func(what, value, none string) {
		if value == "" {
			lines = append(lines, row(t.waitSign(), what, none)...)
			return
		}
		l := row(t.okSign(), what, value)
		l[0] = t.good.Render(t.okSign()) + strings.TrimPrefix(l[0], t.okSign())
		lines = append(lines, l...)
	}
	if !s.done && f.Site == "" && len(f.Logs) == 0 {
		lines = append(lines, s.a.spin()+" Looking on this PC: "+itoa(s.a.since(s.n))+" s")
	} else {
		found, add, addSite := "Found on this PC", ". Press a to name one", "not known. Press a to add it: then the site is tested too"
		switch {
		case !s.a.live():
			found, add, addSite = "Read-only: "+say.One(s.a.d.Options.ReadOnly), "", "not known"
		case s.a.d.Options.Offline:
			addSite = "not known, and not needed: no network is used"
		}
		lines = append(lines, found)
		log := strings.Join(baseNames(f.Logs, s.w < 80), ", ")
		if f.Pasted != "" {
			log = "what you pasted"
		}
		have("log file", say.One(log), "none found"+add)
		have("pairing file", say.One(shortPath(f.QWC, s.w < 80)), "none found (.qwc)"+add)
		if s.found.App != "" {
			app := say.One(s.found.App)
			if s.found.Scheduled {
				app += ", runs by itself"
			}
			have("application", app, "")
		}
		have("shop address", say.One(f.Site), addSite)
	}
	if why := s.a.job.unread; why != "" {
		lines = append(lines, paint(t.warn, para(t.unknownSign()+" ", "Could not be read: "+say.One(why), s.textWidth()))...)
	}
	menu := s.menu.part(&s.base)
	menu.lines = append([]string{t.title.Render("What would you like to do?")}, menu.lines...)
	menu.cursor++
	return []part{{lines: lines, later: s.low()}, {lines: s.lastRun()}, menu, {lines: s.contacts(), later: true}}
}

// lastRun says in a sentence how the newest run went.
func (s *startScreen) lastRun() []string {
	f, t := s.found, s.a.t
	if f.Trouble != "" {
		return paint(t.warn, para(t.unknownSign()+" ", say.One(f.Trouble), s.textWidth()))
	}
	if f.LastRun.IsZero() {
		return nil
	}
	at := s.a.clock().When(f.LastRun)
	where := ""
	if f.LastLine > 0 {
		where = " (line " + itoa(f.LastLine) + ")"
	}
	switch f.LastOutcome {
	case logparse.Failed:
		return paint(t.bad, say.Wrap("The last run failed "+at+", "+say.Stage(f.LastStage)+where+".", s.textWidth()))
	case logparse.OK, logparse.NoWork:
		return say.Wrap("The last run went well, "+at+where+".", s.textWidth())
	}
	return say.Wrap("The last run began "+at+" and did not come to an end"+where+".", s.textWidth())
}

// contacts says whom a check will contact: the hosts of the case, and the addresses that tell whether the internet works.
func (s *startScreen) contacts() []string {
	switch {
	case !s.a.live():
		return say.Wrap("Nothing is contacted: this shows what was found at the time.", s.textWidth())
	case s.a.d.Options.Offline:
		return say.Wrap("Nothing is contacted: no network is used in this session. What only it can tell stays not known.", s.textWidth())
	case !s.done:
		return nil
	}
	names := s.reached()
	if s.hosts {
		return say.Wrap("It will contact "+say.Contacts(names, s.a.d.Options.Demo == "")+".", s.textWidth())
	}
	var parts []string
	if n := len(names); n > 0 {
		parts = append(parts, say.Plural(n, "host"))
	}
	if s.a.d.Options.Demo == "" {
		parts = append(parts, "a few test addresses")
	}
	if len(parts) == 0 {
		return nil
	}
	return say.Wrap("It will contact "+strings.Join(parts, " and ")+" (x lists them).", s.textWidth())
}

// contacting says that there are hosts to list.
func (s *startScreen) contacting() bool { return s.done && s.a.live() && !s.a.d.Options.Offline }

// reached are the hosts of the case: those that were found, and those of the addresses given since.
func (s *startScreen) reached() []string {
	names := slices.Clone(s.found.Contacts)
	for _, address := range []string{s.a.job.facts.Site, s.a.job.facts.Service} {
		h := host(address)
		if !strings.HasPrefix(h, "[") { // an IPv6 address holds colons of its own
			h, _, _ = strings.Cut(h, ":")
		}
		if h != "" && !slices.Contains(names, h) {
			names = append(names, h)
		}
	}
	return names
}

// Keys are what the start screen knows.
func (s *startScreen) Keys() []key.Binding {
	k := s.a.k
	log, hosts, add := k.Log, k.Hosts, k.Add
	log.SetEnabled(s.hasLog())
	hosts.SetEnabled(s.contacting())
	add.SetEnabled(s.a.live())
	return []key.Binding{as(k.Up, "choose"), as(k.Open, "go"), add, log, hosts, k.answers(len(s.menu.list))}
}

func baseNames(paths []string, short bool) []string {
	var out []string
	for _, p := range paths {
		out = append(out, shortPath(p, short))
	}
	return out
}

// shortPath leaves only the last part of a path when there is little room. Both separators count: a path may come from another PC.
func shortPath(p string, short bool) string {
	if i := strings.LastIndexAny(filepath.ToSlash(p), `/\`); short && i >= 0 {
		return p[i+1:]
	}
	return p
}
