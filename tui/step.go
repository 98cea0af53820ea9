package tui

import (
	"context"
	"strings"
	"sync"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"authdoctor/checks"
	"authdoctor/checks/cause"
	"authdoctor/checks/fix"
	"authdoctor/checks/vendors"
	"authdoctor/tui/say"
)

// stepScreen is the guided fix: one order or question at a time.
type stepScreen struct {
	base
	walk  *fix.Walk
	tried []fix.Tried // by walks before this one
	menu  choices
}

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
	if len(rs) == 1 && !a.canCorrect(id) {
		return a.push(newStep(a, fix.NewWalk(a.plan(id, subject, rs[0]))))
	}
	m := newMenu(a, "Fix "+a.t.g.dot+" "+say.Title(env.KB, id), "Who will do it?")
	if a.canCorrect(id) {
		m.menu.list = append(m.menu.list, choice{"Write a corrected copy of the pairing file", "your file stays as it is", func() tea.Cmd {
			return a.replace(newCorrected(a, m.title, m.menu.list[1:]))
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

func newStep(a *App, w *fix.Walk) *stepScreen {
	s := &stepScreen{base: base{a: a}, walk: w, tried: a.job.tried}
	s.head = s.heading
	s.parts = s.draw
	s.refill()
	return s
}

// refill takes the answers that the walk offers now.
func (s *stepScreen) refill() {
	s.ask()
	s.menu = choices{}
	for _, c := range s.walk.Answers() {
		if c.Value == fix.GoBack { // esc does that
			continue
		}
		hint := say.One(c.Hint)
		if c.Value == fix.Done || c.Value == fix.Stop && s.a.d.Store == nil {
			hint = ""
		}
		s.menu.list = append(s.menu.list, choice{say.One(c.Text), hint, func() tea.Cmd { return s.answer(c.Value) }})
	}
	if s.walk.Phase() == fix.Walking {
		return
	}
	s.menu.list = []choice{
		{"Summary for support", "", func() tea.Cmd { return s.a.push(newSummary(s.a)) }},
		{"Back to the causes", "", func() tea.Cmd { s.a.toResult(); return nil }},
	}
	if m := s.walk.Last(); m.To == fix.Switched {
		next := choice{"Go on with that", "", func() tea.Cmd {
			s.a.pop()
			return s.a.startFix(m.Cause, m.Subject)
		}}
		s.menu.list = append([]choice{next}, s.menu.list...)
	}
}

// toResult goes back to the result of the checks, or to the first screen.
func (a *App) toResult() {
	a.popTo(func(x Screen) bool {
		_, ok := x.(*checklist)
		return ok
	})
}

// answer gives an answer to the walk and goes where it leads.
func (s *stepScreen) answer(value string) tea.Cmd {
	a := s.a
	place := s.walk.State()
	m := s.walk.Answer(value, a.d.Now())
	if m.Refused != "" {
		a.say(m.Refused)
		return nil
	}
	a.job.tried = append(s.tried[:len(s.tried):len(s.tried)], s.walk.Tried()...)
	if m.To != fix.Stopped { // a stop is taken up again at the step that stood
		place = s.walk.State()
	}
	keep := a.keep(place)
	switch m.To {
	case fix.Recheck, fix.CannotTell:
		return tea.Batch(keep, a.recheckAfter(s.walk))
	case fix.Stopped:
		a.toResult()
		if a.d.Store != nil {
			a.say("Your place is kept: next time it offers to go on with this step.")
		}
		return keep
	}
	s.refill()
	return keep
}

// back takes the last answer back.
func (s *stepScreen) back() bool {
	if !s.walk.Back() {
		return false
	}
	s.a.job.tried = append(s.tried[:len(s.tried):len(s.tried)], s.walk.Tried()...)
	s.refill()
	return true
}

// keeper writes the place in a fix, the newest last: commands may run in any order.
type keeper struct {
	mu   sync.Mutex
	done int
}

// keep is a command that keeps the place in a fix on this PC.
func (a *App) keep(st fix.State) tea.Cmd {
	return a.store(func(s fix.Store) error { return s.Save(st) })
}

// forget is a command that forgets it.
func (a *App) forget() tea.Cmd { return a.store(fix.Store.Clear) }

func (a *App) store(f func(fix.Store) error) tea.Cmd {
	d := a.d
	if d.Store == nil {
		return nil
	}
	a.kept++
	turn, k := a.kept, &a.keeper
	_, cmd := a.do(func(context.Context) (any, error) {
		k.mu.Lock()
		defer k.mu.Unlock()
		if turn < k.done {
			return nil, nil
		}
		k.done = turn
		if err := f(d.Store); err != nil {
			return notice(""), err
		}
		return nil, nil
	})
	return cmd
}

// Update takes the answer and the keys of a step.
func (s *stepScreen) Update(msg tea.Msg) tea.Cmd {
	m, ok := msg.(tea.KeyMsg)
	if !ok || s.scrollKey(m) {
		return nil
	}
	if cmd, ok := s.menu.press(s.a.k, m, s.ready()); ok {
		return cmd
	}
	k, step := s.a.k, s.walk.Step()
	switch {
	case key.Matches(m, k.Copy):
		return s.a.copied(s.what(), s.text())
	case key.Matches(m, k.Address) && step != nil && step.Open != "":
		return s.a.opened(step.Open)
	case key.Matches(m, k.Summary):
		return s.a.push(newSummary(s.a))
	}
	return nil
}

// what names what c copies: the text to be typed elsewhere, else the step.
func (s *stepScreen) what() string {
	if st := s.walk.Step(); st != nil && st.Copy != "" {
		return "the text for this step"
	}
	return "the step"
}

func (s *stepScreen) text() string {
	st := s.walk.Step()
	switch {
	case st == nil:
		return say.One(s.walk.Last().Text)
	case st.Copy != "":
		return st.Copy
	}
	out := say.One(st.Where) + ": " + say.One(st.Do)
	if st.Expect != "" {
		out += "\nYou should see: " + say.One(st.Expect)
	}
	return out
}

func (s *stepScreen) heading() (string, string) {
	n, of := s.walk.Number()
	left, right := "Fix "+s.a.t.g.dot+" "+say.One(s.walk.Plan().Title), "step "+itoa(n)+" of "+itoa(of)
	if s.walk.Phase() != fix.Walking {
		right = ""
	}
	if m := s.walk.MinutesLeft(); m > 0 && !s.narrow() {
		right += " " + s.a.t.g.dot + " " + itoa(m) + " min left"
	}
	return left, right
}

func (s *stepScreen) draw() []part {
	t, w := s.a.t, s.textWidth()
	st := s.walk.Step()
	if st == nil {
		m := s.walk.Last()
		text := say.One(m.Text)
		if m.To == fix.Switched {
			text = "So it is something else: " + say.Title(s.a.job.env.KB, m.Cause) + "."
		}
		return []part{{lines: say.Wrap(text, w)}, s.menu.part(&s.base)}
	}
	if s.a.expert {
		return s.drawAll()
	}
	label := func(l, text string) []string {
		if text == "" {
			return nil
		}
		if s.narrow() {
			return para(t.pad(l, 7), say.One(text), w)
		}
		return para(t.pad(l, 9), say.One(text), w)
	}
	do := "DO"
	if len(st.Ask) > 0 {
		do = "ASK"
	}
	strong := func(lines []string) []string { return paint(t.title, lines) }
	cramped := s.low() && s.walk.Advice() != "" // then what to do now comes first
	tight := cramped || s.low() && st.Copy != ""
	parts := []part{{lines: s.progress(), later: true}, {lines: label("WHERE", st.Where), later: tight}, {lines: strong(label(do, st.Do)), tight: s.h < 20}}
	if st.Copy != "" {
		parts = append(parts, part{lines: s.copyText(st.Copy), tight: true, later: s.low()})
	}
	if st.Open != "" {
		parts = append(parts, part{lines: label("AT", st.Open+"   (o opens it)"), tight: true, later: s.low()})
	}
	parts = append(parts, part{lines: label("EXPECT", st.Expect), tight: s.h < 20, later: cramped})
	if adv := s.walk.Advice(); adv != "" {
		parts = append(parts, part{lines: paint(t.warn, label("THEN", adv))})
	}
	menu := s.menu.part(&s.base)
	if s.low() {
		if lines, _ := layout(append(parts[1:len(parts):len(parts)], menu), s.h-1); len(lines) > s.h-1 {
			menu = s.menu.brief(&s.base)
		}
	} else if len(st.Ask) == 0 {
		menu.lines = append([]string{"What do you see?"}, menu.lines...)
		menu.cursor++
	}
	return append(parts, menu)
}

// copyText is the text that a step hands out, line by line as it will be copied.
func (s *stepScreen) copyText(text string) []string {
	t := s.a.t
	size := 9
	if s.narrow() {
		size = 7
	}
	const how = "(c copies it)"
	lines := strings.Split(strings.TrimSpace(text), "\n")
	if len(lines) == 1 {
		return para(t.pad("TEXT", size), say.One(text)+" "+how, s.textWidth())
	}
	var out []string
	lead := t.pad("TEXT", size)
	for _, l := range lines {
		out = append(out, para(lead, say.One(l), s.textWidth())...)
		lead = t.pad("", size)
	}
	return append(out, t.pad("", size)+t.dim.Render(how))
}

// progress is one box a step, for windows with room.
func (s *stepScreen) progress() []string {
	n, of := s.walk.Number()
	if s.low() || of < 2 || of*5 > s.w-2 {
		return nil
	}
	t := s.a.t
	var b strings.Builder
	for i := 1; i <= of; i++ {
		switch {
		case i < n:
			b.WriteString(t.good.Render(t.sign("[✓]", "[ok]")))
		case i == n:
			b.WriteString(t.mark.Render("[ " + itoa(i) + " ]"))
		default:
			b.WriteString("[ ]")
		}
	}
	return []string{b.String()}
}

// Keys are those of the list and of the step.
func (s *stepScreen) Keys() []key.Binding {
	k := s.a.k
	open, back := k.Address, as(k.Back, "leave, place kept")
	if s.a.d.Store == nil {
		back = as(k.Back, "back")
	}
	st := s.walk.Step()
	open.SetEnabled(st != nil && st.Open != "")
	n, _ := s.walk.Number()
	switch {
	case s.walk.Advice() != "":
		back = as(k.Back, "back")
	case st == nil:
		back = as(k.Back, "back")
	case n > 1:
		back = as(k.Back, "step "+itoa(n-1))
	case s.narrow():
		back = as(k.Back, "back")
	}
	all := s.a.expertKey()
	all.SetEnabled(s.both())
	cp := as(k.Copy, "copy step")
	cp.SetEnabled(st != nil)
	if st != nil && st.Copy != "" {
		cp = as(k.Copy, "copy text")
	}
	return []key.Binding{k.answers(len(s.menu.list)), as(k.Up, "choose"), as(k.Open, "take it"), cp, open, k.Summary, all, back}
}
