package tui

import (
	"maps"
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"authdoctor/checks/vendors"
	"authdoctor/tui/say"
)

// questionScreen asks the vendor's questions, one at a time: what only a person can see.
type questionScreen struct {
	base
	answers map[string]string
	given   []string // question ids in the order in which they were answered here
	walked  vendors.Walked
	wrong   string
	menu    choices
}

// newQuestion asks on from what was answered already. An id names the question to ask again; empty asks the first open one.
func newQuestion(a *App, id string) *questionScreen {
	s := &questionScreen{base: base{a: a}, answers: maps.Clone(a.job.facts.Answers)}
	if s.answers == nil {
		s.answers = map[string]string{}
	}
	if id != "" {
		delete(s.answers, id)
	} else {
		clear(s.answers)
	}
	s.head = func() (string, string) {
		return say.One(s.vendor().Name), "question " + itoa(len(s.walked.Given)+1)
	}
	s.parts = s.draw
	s.walk()
	return s
}

func (s *questionScreen) vendor() *vendors.Vendor { return s.a.job.env.Case.Vendor }

// walk finds the question that stands now.
func (s *questionScreen) walk() {
	s.ask()
	s.menu = choices{}
	var err error
	if s.walked, err = s.vendor().Walk(s.answers); err != nil {
		s.wrong = err.Error()
		return
	}
	q := s.walked.Open
	if q == nil {
		s.menu.list = []choice{{"Back", "", func() tea.Cmd { s.a.pop(); return nil }}}
		return
	}
	for _, ans := range q.Answers {
		s.menu.list = append(s.menu.list, choice{say.One(ans.Text), say.One(ans.Hint), func() tea.Cmd { return s.answer(q.ID, ans.Value) }})
	}
}

// answer notes an answer. When it names a cause, the check of the answers shows it with its fix.
func (s *questionScreen) answer(id, value string) tea.Cmd {
	s.answers[id] = value
	s.given = append(s.given, id)
	s.walk()
	if s.walked.Cause == "" {
		return nil
	}
	a, v := s.a, s.vendor()
	a.job.facts.Answers, a.job.facts.Vendor = s.answers, v.ID
	return a.restart(newWait(a, func() Screen { return newChecklist(a, nil) }))
}

// back takes the last answer back.
func (s *questionScreen) back() bool {
	if len(s.given) == 0 {
		return false
	}
	last := s.given[len(s.given)-1]
	s.given = s.given[:len(s.given)-1]
	delete(s.answers, last)
	s.walk()
	return true
}

// Update takes the answer.
func (s *questionScreen) Update(msg tea.Msg) tea.Cmd {
	m, ok := msg.(tea.KeyMsg)
	if !ok || s.scrollKey(m) {
		return nil
	}
	if cmd, ok := s.menu.press(s.a.k, m, s.ready()); ok {
		return cmd
	}
	switch k := s.a.k; {
	case key.Matches(m, k.Copy):
		return s.a.handed("the question", s.text()) // as it is shipped
	case key.Matches(m, k.Address) && s.ticket() != "":
		return s.a.opened(s.ticket())
	}
	return nil
}

// ticket is the web address where the vendor takes tickets; empty where none is known.
func (s *questionScreen) ticket() string {
	if t := say.Ticket(s.vendor()); strings.HasPrefix(t, "https://") {
		return t
	}
	return ""
}

// text is what c copies.
func (s *questionScreen) text() string {
	if s.walked.Open == nil {
		return say.One(s.walked.End)
	}
	out := say.One(s.walked.Open.Text) + "\n"
	for i, c := range s.menu.list {
		out += itoa(i+1) + " " + c.text + "\n"
	}
	return out
}

func (s *questionScreen) draw() []part {
	t, w := s.a.t, s.textWidth()
	if s.wrong != "" {
		return []part{{lines: paint(t.bad, para(t.problemSign()+" ", say.One(s.wrong), w))}}
	}
	var parts []part
	if q := s.walked.Open; q != nil {
		parts = append(parts, part{lines: paint(t.title, say.Wrap(say.One(q.Text), w))}, s.menu.part(&s.base))
		if q.Why != "" {
			parts = append(parts, part{lines: paint(t.dim, para("Why I ask: ", say.One(q.Why), w)), later: true})
		}
	} else {
		end := say.One(s.walked.End)
		if end == "" {
			end = "There is no question to ask here."
		}
		parts = append(parts, part{lines: say.Wrap(end, w)}, s.menu.part(&s.base))
	}
	if c := say.Whom(s.vendor()); c != "" {
		parts = append(parts, part{lines: say.Wrap(say.One(c), w), later: true})
	}
	if s.vendor().QuestionsFirst {
		parts = append(parts, part{lines: paint(t.dim, say.Wrap("Nothing is contacted or tested for this: your answers are all there is.", w)), later: true})
	}
	return parts
}

// Keys are those of the list.
func (s *questionScreen) Keys() []key.Binding {
	k := s.a.k
	back := k.Back
	if len(s.given) > 0 {
		back = as(back, "last question")
	}
	ticket := as(k.Address, "open a ticket")
	ticket.SetEnabled(s.ticket() != "")
	return []key.Binding{k.answers(len(s.menu.list)), as(k.Up, "choose"), as(k.Open, "take it"), ticket, k.Copy, back}
}
