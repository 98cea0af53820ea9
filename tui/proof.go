package tui

import (
	"context"
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"authdoctor/checks"
	"authdoctor/checks/probe"
	"authdoctor/logparse"
	"authdoctor/tui/say"
)

// proofScreen shows how we know: one page a proof, tab goes to the next.
type proofScreen struct {
	base
	title   string
	about   []string // what it means, a paragraph a string
	verdict *checks.Verdict
	tells   []checks.Tell // what would tell it from causes that fit as well
	pages   []page
	at      int
	side    int // cells scrolled sideways
}

// context lines of an excerpt, before and after the marked ones.
const (
	linesBefore = 3
	linesAfter  = 7
)

// newProof shows the evidence of a verdict.
func newProof(a *App, v *checks.Verdict) *proofScreen {
	kb := a.job.env.KB
	s := &proofScreen{base: base{a: a}, title: say.Title(kb, v.Cause), verdict: v}
	s.about = append(s.about, say.Why(kb, v.Cause))
	s.tells = say.Tells(kb, a.job.result, v)
	if v.Tell != "" && len(s.tells) == 0 {
		s.about = append(s.about, say.One(v.Tell))
	}
	var exchanges []*probe.Exchange
	if a.job.result != nil {
		for _, c := range a.job.result.Checks {
			exchanges = append(exchanges, c.Exchanges...)
		}
	}
	s.collect(v.Evidence, exchanges, false)
	return s.finished()
}

// newCheckProof shows what a check asked and what came back.
func newCheckProof(a *App, d *checks.Done) *proofScreen {
	s := &proofScreen{base: base{a: a}, title: say.One(d.Asks)}
	word, _ := a.t.state(d.State)
	s.about = append(s.about, word+": "+a.why(d))
	var ev []checks.Evidence
	for _, f := range d.Findings {
		ev = append(ev, f.Evidence...)
	}
	s.collect(ev, d.Exchanges, true)
	return s.finished()
}

func (s *proofScreen) finished() *proofScreen {
	s.head = s.heading
	s.parts = s.draw
	if len(s.pages) == 0 {
		s.pages = []page{{kind: "what is known"}}
	}
	return s
}

// Init reads the excerpts.
func (s *proofScreen) Init() tea.Cmd {
	var cmds []tea.Cmd
	for i := range s.pages {
		p := &s.pages[i]
		if p.at.line == 0 {
			continue
		}
		d, file, first := s.a.d, p.at.file, max(1, p.at.line-linesBefore)
		count := p.at.last - first + 1 + linesAfter
		n, cmd := s.a.do(func(ctx context.Context) (any, error) { return d.LogText(ctx, file, first, count) })
		p.n = n
		cmds = append(cmds, cmd)
	}
	return tea.Batch(cmds...)
}

// Update takes excerpts and keys.
func (s *proofScreen) Update(msg tea.Msg) tea.Cmd {
	switch m := msg.(type) {
	case reply:
		for i := range s.pages {
			if p := &s.pages[i]; p.n != 0 && p.n == m.n {
				p.n = 0
				p.lines, _ = m.value.([]logparse.Line)
				p.extend()
				if m.err != nil {
					p.wrong = m.err.Error()
				}
			}
		}
	case tea.KeyMsg:
		return s.press(m)
	}
	return nil
}

// isTrace says that a line is what the Web Connector adds below the sentence that counts: the stack and its source.
func isTrace(text string) bool {
	text = strings.TrimSpace(text)
	for _, p := range []string{"More info", "StackTrace", "Source =", "at "} {
		if strings.HasPrefix(text, p) {
			return true
		}
	}
	return false
}

// extend marks also the lines that a marked line goes on with: the sentence often stands on the second one.
func (p *page) extend() {
	for _, l := range p.lines {
		text := strings.TrimSpace(l.Text)
		if l.Number != p.at.last+1 || text == "" {
			continue
		}
		if stamp.MatchString(text) || isTrace(text) {
			return
		}
		p.at.last++
	}
}

func (s *proofScreen) press(m tea.KeyMsg) tea.Cmd {
	k, a := s.a.k, s.a
	switch {
	case s.scrollKey(m):
	case key.Matches(m, k.Down):
		s.offset++
	case key.Matches(m, k.Up):
		s.offset = max(0, s.offset-1)
	case key.Matches(m, k.Next) && !a.expert:
		s.turn(1)
	case key.Matches(m, k.Previous) && !a.expert:
		s.turn(-1)
	case key.Matches(m, k.Right):
		s.side = min(s.side+10, maxSide)
	case key.Matches(m, k.Left):
		s.side = max(0, s.side-10)
	case key.Matches(m, k.Decide) && s.canDecide():
		return s.decide()
	case key.Matches(m, k.Copy):
		return a.copied("this proof", s.plain())
	case key.Matches(m, k.Fix) && s.verdict != nil && a.canFix(s.verdict):
		return a.startFix(s.verdict.Cause, s.verdict.Subject)
	case key.Matches(m, k.Log) && a.job.env.Log != nil:
		return a.push(newLog(a, s.pages[s.at].at))
	case key.Matches(m, k.Summary) && a.job.result != nil:
		return a.push(newSummary(a))
	}
	return nil
}

// maxSide bounds the sideways scrolling, in cells.
const maxSide = 4000

func (s *proofScreen) turn(by int) {
	s.at = (s.at + by + len(s.pages)) % len(s.pages)
	s.offset, s.side = 0, 0
}

func (s *proofScreen) wide() bool { return true }

func (s *proofScreen) both() bool { return true }

func (s *proofScreen) heading() (string, string) {
	right := ""
	if v := s.verdict; v != nil && !s.narrow() {
		right = say.Sure(v)
	}
	if s.a.expert {
		return "All " + say.Plural(len(s.pages), "proof"), right
	}
	return "Proof " + itoa(s.at+1) + " of " + itoa(len(s.pages)) + " " + s.a.t.g.dot + " " + s.pages[s.at].kind, right
}

func (s *proofScreen) draw() []part {
	t, w := s.a.t, s.textWidth()
	parts := []part{{lines: paint(t.title, say.Wrap(s.title, w))}}
	for i := range s.pages {
		switch {
		case !s.a.expert && i != s.at:
			continue
		case s.a.expert && len(s.pages) > 1:
			parts = append(parts, part{lines: []string{t.title.Render("Proof " + itoa(i+1) + " " + t.g.dot + " " + s.pages[i].kind)}})
		}
		page := s.a.pageParts(&s.pages[i], s.side, s.w-2)
		if s.a.expert {
			for j := range page {
				page[j].later, page[j].tight = false, true
			}
		}
		parts = append(parts, page...)
	}
	var about []string
	for _, text := range s.about {
		if text != "" {
			about = append(about, para("  ", text, w)...)
		}
	}
	if len(about) > 0 {
		about = append([]string{t.title.Render("What it means")}, about...)
	}
	return append(parts, part{lines: about, later: true}, part{lines: s.otherwise(), later: true})
}

// plain is the page as text to copy: no box lines, no marks.
func (s *proofScreen) plain() string {
	p := &s.pages[s.at]
	var b strings.Builder
	b.WriteString(s.title + "\n")
	for _, e := range p.evidence {
		b.WriteString(s.a.clock().Seen(e) + ": " + say.One(e.Text) + "\n")
	}
	for _, l := range p.lines {
		if l.Number >= p.at.line && l.Number <= p.at.last {
			b.WriteString(itoa(l.Number) + " " + say.One(l.Text) + "\n")
		}
	}
	if p.exchange != nil {
		for _, l := range s.a.exchangeFacts(p.exchange) {
			b.WriteString(l[0] + ": " + l[1] + "\n")
		}
	}
	return b.String()
}

// Keys of a proof.
func (s *proofScreen) Keys() []key.Binding {
	k, a := s.a.k, s.a
	next, fixIt, log := as(k.Next, "next proof"), k.Fix, k.Log
	next.SetEnabled(len(s.pages) > 1 && !a.expert)
	fixIt.SetEnabled(s.verdict != nil && a.canFix(s.verdict))
	log.SetEnabled(a.job.env.Log != nil)
	sum, side := k.Summary, k.Right
	sum.SetEnabled(a.job.result != nil)
	side.SetEnabled(s.pages[s.at].at.line > 0)
	tell := k.Decide
	tell.SetEnabled(s.canDecide())
	return []key.Binding{next, tell, as(k.Copy, "copy proof"), fixIt, as(side, "scroll"), log, sum, a.expertKey(), k.Back}
}
