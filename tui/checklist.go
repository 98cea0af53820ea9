package tui

import (
	"slices"
	"strings"
	"time"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"authdoctor/checks"
	"authdoctor/checks/cause"
	"authdoctor/tui/say"
)

// row is one check on the screen, as far as it got.
type row struct {
	id, asks string
	started  time.Time
	limit    time.Duration
	doing    string
	done     *checks.Done
}

// checklist runs the checks and fills in live; then it shows the causes, and with tab all checks again.
type checklist struct {
	base
	ids   []string // what to run; empty: all
	n     int
	ch    <-chan checks.Event
	rows  []row
	res   *checks.Result
	all   bool // all checks, though it is done
	at    int  // the marked row
	items []item
	mark  int // the marked item of the result
	ex    expertPane
}

// groups put the checks under headings. A check that stands in none comes last.
var groups = []struct {
	title string
	ids   []string
}{
	{"This PC", []string{"clock", "web-connector"}},
	{"Network", []string{"internet"}},
	{"Site and service", []string{"site", "redirect", "service", "credentials", "channel"}},
	{"Pairing, QuickBooks, log", []string{"pairing", "sync-range", "log", "quickbooks"}},
	{"What only you can see", []string{"answers"}},
}

// newChecklist runs the checks with these ids; no ids are all of them, but of a vendor of whom nothing can be probed only the
// answers: nothing is contacted for it.
func newChecklist(a *App, ids []string) *checklist {
	if len(ids) == 0 && a.asksOnly() {
		ids = []string{"answers"}
	}
	s := &checklist{base: base{a: a}, ids: ids}
	s.head = s.heading
	s.parts = s.draw
	for _, g := range groups {
		for _, c := range a.d.Checks {
			if slices.Contains(g.ids, c.ID) && s.wanted(c.ID) {
				s.rows = append(s.rows, row{id: c.ID, asks: c.Asks})
			}
		}
	}
	for _, c := range a.d.Checks {
		if s.wanted(c.ID) && s.find(c.ID) == nil {
			s.rows = append(s.rows, row{id: c.ID, asks: c.Asks})
		}
	}
	return s
}

// asksOnly says that nothing of this vendor can be probed: its questions are all that there is to check.
func (a *App) asksOnly() bool {
	env := a.job.env
	return env != nil && env.Case != nil && env.Case.Vendor != nil && env.Case.Vendor.QuestionsFirst
}

func (s *checklist) wanted(id string) bool { return len(s.ids) == 0 || slices.Contains(s.ids, id) }

func (s *checklist) find(id string) *row {
	for i := range s.rows {
		if s.rows[i].id == id {
			return &s.rows[i]
		}
	}
	return nil
}

// Init starts the run.
func (s *checklist) Init() tea.Cmd {
	var cmd tea.Cmd
	s.n, s.ch, cmd = s.a.checkRun(s.ids, false)
	return cmd
}

// Update takes events, the result and keys.
func (s *checklist) Update(msg tea.Msg) tea.Cmd {
	switch m := msg.(type) {
	case event:
		if m.n != s.n {
			return nil
		}
		s.event(m.ev)
		return next(s.n, s.ch)
	case reply:
		if m.n == s.n {
			s.finish(m)
		}
	case tea.KeyMsg:
		if s.a.expert {
			return s.pressExpert(m)
		}
		if s.scrollKey(m) {
			return nil
		}
		if s.res == nil || s.all {
			return s.pressRows(m)
		}
		return s.pressItems(m)
	}
	return nil
}

// event notes how far a check got.
func (s *checklist) event(ev checks.Event) {
	r := s.find(ev.Check)
	if r == nil {
		s.rows = append(s.rows, row{id: ev.Check, asks: ev.Check})
		r = &s.rows[len(s.rows)-1]
	}
	switch ev.Kind {
	case checks.Started:
		r.started, r.limit = s.a.pace(), ev.Limit
	case checks.Progress:
		r.doing = ev.Text
	case checks.Finished:
		r.done = ev.Done
		if ev.Done != nil && ev.Done.Asks != "" {
			r.asks = ev.Done.Asks
		}
	}
}

// finish takes the result of the run.
func (s *checklist) finish(m reply) {
	s.n = 0
	s.res, _ = m.value.(*checks.Result)
	if s.res == nil {
		s.res = &checks.Result{}
	}
	for i := range s.res.Checks {
		d := &s.res.Checks[i]
		s.event(checks.Event{Check: d.ID, Kind: checks.Finished, Done: d})
	}
	j := s.a.job
	j.result, j.before, j.recheck, j.verified, j.out = s.res, nil, nil, false, map[string]bool{}
	s.items = s.result()
	if s.ex.at > 0 { // the marked check stands further down now
		s.ex.at += len(s.items)
	}
	s.offset, s.seen = 0, -1
	if m.err != nil {
		s.a.say("Stopped: what was not checked yet is not known. r checks again.")
	}
}

func (s *checklist) close() { s.a.stop(s.n) }

// back stops a run that goes on; from all checks it goes to the causes.
func (s *checklist) back() bool {
	switch {
	case s.res == nil && s.n != 0:
		if w := s.a.works[s.n]; w != nil && w.stopped {
			return false
		}
		s.a.stop(s.n)
		s.a.say("Stopping.")
		return true
	case s.all && !s.a.expert:
		s.all, s.offset, s.seen = false, 0, -1
		return true
	}
	return false
}

// pressRows are the keys while the checks are shown.
func (s *checklist) pressRows(m tea.KeyMsg) tea.Cmd {
	k := s.a.k
	switch {
	case key.Matches(m, k.Up):
		s.at = max(0, s.at-1)
	case key.Matches(m, k.Down):
		s.at = min(len(s.rows)-1, s.at+1)
	case key.Matches(m, k.First):
		s.at = 0
	case key.Matches(m, k.Last):
		s.at = max(0, len(s.rows)-1)
	case key.Matches(m, k.Open, k.Take):
		if s.at >= 0 && s.at < len(s.rows) && s.rows[s.at].done != nil {
			return s.a.push(newCheckProof(s.a, s.rows[s.at].done))
		}
	case s.res == nil:
	case key.Matches(m, k.Next), key.Matches(m, k.Previous):
		s.back()
	case key.Matches(m, k.Copy):
		return s.a.copied("all checks", s.plainRows())
	default:
		return s.pressDone(m)
	}
	return nil
}

// plainRows is the list of checks as text.
func (s *checklist) plainRows() string {
	var b strings.Builder
	for _, r := range s.rows {
		if r.done != nil {
			word, _ := s.a.t.state(r.done.State)
			b.WriteString(word + ": " + say.One(r.asks) + ". " + s.a.why(r.done) + "\n")
		}
	}
	return b.String()
}

// heading is the header row.
func (s *checklist) heading() (string, string) {
	left := s.a.subject()
	if s.res == nil {
		done := 0
		for _, r := range s.rows {
			if r.done != nil {
				done++
			}
		}
		return left, itoa(done) + " of " + itoa(len(s.rows)) + " checked " + s.a.t.g.dot + " " + itoa(s.a.since(s.n)) + " s"
	}
	right := "done in " + say.Seconds(s.res.Took)
	if s.a.expert && s.w >= twoColumns {
		return left, right + " " + s.a.t.g.dot + " " + say.Plural(len(s.causes()), "cause") + " " + s.a.t.g.dot + " " + say.Plural(len(s.res.Contacted), "host") + " contacted"
	}
	switch {
	case len(s.causes()) == 0 || s.narrow():
	case s.causes()[0].Cause == cause.Unknown:
		right += " " + s.a.t.g.dot + " cause not known"
	default:
		right += " " + s.a.t.g.dot + " " + say.Plural(len(s.causes()), "cause") + ", " + s.causes()[0].Strength.String()
	}
	return left, right
}

// generic is the id of the vendor that stands for one who is not known.
const generic = "generic"

// subject names what is checked: application and shop.
func (a *App) subject() string {
	env := a.job.env
	if env == nil || env.Case == nil {
		return "Checklist"
	}
	var parts []string
	if env.Case.QWC != nil && env.Case.QWC.AppName != "" {
		parts = append(parts, say.One(env.Case.QWC.AppName))
	} else if env.Case.Vendor != nil && env.Case.Vendor.ID != generic {
		parts = append(parts, say.One(env.Case.Vendor.Name))
	}
	if h := host(env.Case.Site); h != "" {
		parts = append(parts, say.One(h))
	}
	if len(parts) == 0 {
		return "Checklist"
	}
	return strings.Join(parts, " "+a.t.g.dot+" ")
}

// host is the host of an address, for headers.
func host(address string) string {
	_, rest, ok := strings.Cut(address, "://")
	if !ok {
		rest = address
	}
	rest, _, _ = strings.Cut(rest, "/")
	if i := strings.LastIndex(rest, "@"); i >= 0 {
		rest = rest[i+1:]
	}
	return rest
}
