package tui

import (
	"slices"
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"authdoctor/checks"
)

func (s *logScreen) press(m tea.KeyMsg) tea.Cmd {
	k, a := s.a.k, s.a
	switch {
	case key.Matches(m, k.Next):
		s.turn(1)
	case key.Matches(m, k.Previous):
		s.turn(-1)
	case key.Matches(m, k.NextFail):
		return s.fail(1)
	case key.Matches(m, k.PreviousFail):
		return s.fail(-1)
	case s.part == partChart && key.Matches(m, k.Right, k.Left, k.Wrap, k.Copy): // there are no lines to see
	case key.Matches(m, k.Right):
		s.side = min(s.side+10, maxSide)
	case key.Matches(m, k.Left):
		s.side = max(0, s.side-10)
	case key.Matches(m, k.Wrap):
		s.wrap, s.side = !s.wrap, 0
	case key.Matches(m, k.Times):
		s.utc = !s.utc
		s.recount()
	case key.Matches(m, k.Open):
		return s.open()
	case key.Matches(m, k.Copy):
		return a.copied("the lines shown", s.plain())
	case key.Matches(m, k.Again) && a.live():
		return a.restart(newWait(a, func() Screen { return newChecklist(a, nil) }))
	case key.Matches(m, k.Summary) && a.job.result != nil:
		return a.push(newSummary(a))
	case key.Matches(m, k.Fix):
		if v := s.cause(); v != nil && a.canFix(v) {
			return a.startFix(v.Cause, v.Subject)
		}
	case key.Matches(m, k.Pick) && s.runs.Len() > 0:
		return a.push(newPick(a, s))
	case key.Matches(m, k.Follow) && s.followable():
		return s.startFollow()
	case key.Matches(m, k.Find) && a.d.FindText != nil:
		s.search.start()
	case key.Matches(m, k.FindNext) && s.search.text != "":
		return s.find(false)
	case key.Matches(m, k.FindBefore) && s.search.text != "":
		return s.find(true)
	case s.part == partLines:
		return s.moveLines(m)
	case s.part == partChart:
		return s.moveDays(m)
	default:
		return s.moveRuns(m)
	}
	return nil
}

// turn goes to the next part that there is.
func (s *logScreen) turn(by int) {
	parts := s.partsHere()
	i := slices.Index(parts, s.part)
	s.part = parts[(i+by+len(parts))%len(parts)]
	if s.part == partChart {
		s.recount()
	}
}

// partsHere are the parts that the keys can go through.
func (s *logScreen) partsHere() []logPart {
	if s.runs.Len() == 0 {
		return []logPart{partLines}
	}
	return []logPart{partRuns, partLines, partChart}
}

// open shows the proof that lies in the marked run; without one it goes to the lines. Of a day it goes to its runs.
func (s *logScreen) open() tea.Cmd {
	if s.part == partChart {
		if s.day < len(s.days) {
			s.part = partRuns
			s.show(s.days[s.day].best)
			return s.read()
		}
		return nil
	}
	if v := s.cause(); v != nil && s.at < len(s.view) {
		r := s.run(s.at)
		for _, e := range v.Evidence {
			if p, ok := s.a.placeIn(e.Where); ok && e.Source == checks.FromLog && r.holds(s.fileOf(p.file), p.line) {
				return s.a.push(newProof(s.a, v))
			}
		}
	}
	s.part = partLines
	return nil
}

// fail goes to the next failure in the log's order, or to the one before.
func (s *logScreen) fail(by int) tea.Cmd {
	here := spot{file: int32(s.file), line: int32(s.first + 2)}
	best := -1
	if by > 0 {
		best = slices.IndexFunc(s.fails, here.before)
	} else {
		for i := len(s.fails) - 1; i >= 0 && best < 0; i-- {
			if s.fails[i].before(here) {
				best = i
			}
		}
	}
	if best < 0 {
		if by > 0 {
			s.a.say("That is the last failure.")
		} else {
			s.a.say("That is the first failure.")
		}
		return nil
	}
	s.goTo(int(s.fails[best].file), int(s.fails[best].line))
	return s.read()
}

// moved is where a key of movement leads in a list of n with pages of so many; ok says that it was one.
func moved(k KeyMap, m tea.KeyMsg, at, n, page int) (to int, ok bool) {
	switch {
	case key.Matches(m, k.Up):
		at--
	case key.Matches(m, k.Down):
		at++
	case key.Matches(m, k.PageUp):
		at -= page
	case key.Matches(m, k.PageDown):
		at += page
	case key.Matches(m, k.First):
		at = 0
	case key.Matches(m, k.Last):
		at = n - 1
	default:
		return at, false
	}
	return max(0, min(n-1, at)), true
}

func (s *logScreen) moveRuns(m tea.KeyMsg) tea.Cmd {
	list, _ := s.split()
	to, ok := moved(s.a.k, m, s.at, len(s.view), max(1, list-1))
	if !ok || len(s.view) == 0 {
		return nil
	}
	s.show(to)
	return s.read()
}

func (s *logScreen) moveDays(m tea.KeyMsg) tea.Cmd {
	if to, ok := moved(s.a.k, m, s.day, len(s.days), max(1, s.h/2)); ok && len(s.days) > 0 {
		s.day = to
	}
	return nil
}

func (s *logScreen) moveLines(m tea.KeyMsg) tea.Cmd {
	_, rows := s.split()
	page := max(1, rows-2)
	to, ok := moved(s.a.k, m, s.first-1, max(1, s.total()), page)
	if !ok {
		return nil
	}
	if key.Matches(m, s.a.k.Last) {
		to = s.total() - page
	}
	s.first = max(1, to+1)
	if !key.Matches(m, s.a.k.Last) {
		s.follow.loose = true // whoever scrolls wants to read what stands there
	} else {
		s.follow.loose = false
	}
	return s.read()
}

// plain is what is shown of the raw lines, to copy.
func (s *logScreen) plain() string {
	var b strings.Builder
	_, rows := s.split()
	for _, l := range s.shown(max(8, rows-1)) {
		b.WriteString(itoa(l.n) + "  " + l.whole + "\n")
	}
	return b.String()
}

// Keys of the log.
func (s *logScreen) Keys() []key.Binding {
	k, a := s.a.k, s.a
	if s.search.on {
		return []key.Binding{as(k.Open, "find"), as(k.Back, "no search")}
	}
	fail, fixIt, find, sum, pick, follow := k.NextFail, k.Fix, k.Find, k.Summary, k.Pick, k.Follow
	fail.SetEnabled(len(s.fails) > 0)
	v := s.cause()
	fixIt.SetEnabled(v != nil && a.canFix(v))
	find.SetEnabled(a.d.FindText != nil)
	sum.SetEnabled(a.job.result != nil)
	pick.SetEnabled(s.runs.Len() > 0)
	follow.SetEnabled(s.followable())
	back := k.Back
	if s.follow.n != 0 {
		back = as(k.Back, "stop following")
	}
	hit := k.FindNext
	hit.SetEnabled(s.search.text != "")
	part := as(k.Next, [...]string{"to the lines", "to the chart", "to the runs"}[s.part])
	part.SetEnabled(len(s.partsHere()) > 1)
	open := as(k.Open, "proof or lines")
	if s.part == partChart {
		open = as(k.Open, "its runs")
	}
	open.SetEnabled(len(s.view) > 0 && s.part != partLines)
	times, again := k.Times, as(k.Again, "check live")
	again.SetEnabled(a.live())
	times.SetEnabled(a.d.Location != nil)
	cp, wrap, side := as(k.Copy, "copy lines"), k.Wrap, as(k.Right, "scroll")
	for _, b := range []*key.Binding{&cp, &wrap, &side} {
		b.SetEnabled(s.part != partChart)
	}
	return []key.Binding{open, fail, part, fixIt, find, hit, pick, again, follow, sum, cp, wrap, times, side, k.Up, back}
}
