package tui

import (
	"path/filepath"
	"slices"
	"strings"

	"github.com/charmbracelet/bubbles/key"

	"authdoctor/logparse"
	"authdoctor/tui/say"
)

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
		lines = append(lines, s.broken()...)
		if found := s.known(); found.App != "" {
			app := say.One(found.App)
			if found.Scheduled {
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

// changed says that another log or pairing file was given since this PC was looked at.
func (s *startScreen) changed() bool {
	f := s.a.job.facts
	return s.done && (!slices.Equal(f.Logs, s.took.Logs) || f.Pasted != s.took.Pasted || f.QWC != s.took.QWC)
}

// known is what was found of the facts that stand.
func (s *startScreen) known() Found {
	if s.changed() {
		return Found{}
	}
	return s.found
}

// broken says that the pairing file breaks rules: one rule whole, of more the first.
func (s *startScreen) broken() []string {
	t, rules := s.a.t, s.known().Broken
	if len(rules) == 0 {
		return nil
	}
	return paint(t.bad, para(t.pad("", max(2, say.Width(t.okSign())+1))+t.problemSign()+" ", say.Broken(rules), s.w-2))
}

// lastRun says in a sentence how the newest run went.
func (s *startScreen) lastRun() []string {
	f, t := s.known(), s.a.t
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
	names := slices.Clone(s.known().Contacts)
	addresses := []string{s.a.job.facts.Site, s.a.job.facts.Service}
	if s.changed() && s.a.job.env != nil {
		addresses = append(addresses, s.a.job.env.Case.Service)
	}
	for _, address := range addresses {
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
