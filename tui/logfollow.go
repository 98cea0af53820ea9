package tui

import (
	tea "github.com/charmbracelet/bubbletea"

	"authdoctor/logparse"
)

// following is the state of a log that is watched as it is written.
type following struct {
	n     int // the work; 0: it is not followed
	ch    <-chan Grown
	file  int  // index in Log.Files
	loose bool // the person scrolled away from the end
}

// grownMsg is one growth of a followed log, stamped with the work's number.
type grownMsg struct {
	n int
	g Grown
}

// followable says whether the log may grow: a file of this PC that is neither packed nor pasted, and is not followed yet.
func (s *logScreen) followable() bool {
	l := s.files()
	return s.a.d.Follow != nil && s.a.live() && s.follow.n == 0 && len(l) > 0 && l[len(l)-1].Packed == "" && l[len(l)-1].Path != "-" && s.a.job.facts.Pasted == ""
}

// startFollow watches the newest file of the log and shows its end.
func (s *logScreen) startFollow() tea.Cmd {
	a := s.a
	file := len(s.files()) - 1
	ctx, n := a.begin()
	a.works[n].quiet = true
	ch := make(chan Grown, 16)
	d, path := a.d, s.path(file)
	s.follow = following{n: n, ch: ch, file: file}
	s.turnTo(file)
	s.part = partLines
	s.toEnd()
	all := func() tea.Msg {
		defer close(ch)
		if !a.gate.enter() {
			return nil
		}
		defer a.gate.leave()
		err := d.Follow(ctx, path, func(g Grown) {
			select {
			case ch <- g:
			case <-ctx.Done():
			}
		})
		if ctx.Err() != nil {
			err = nil
		}
		return reply{n, nil, err}
	}
	return tea.Batch(all, nextGrown(n, ch), s.read())
}

// nextGrown waits for one growth.
func nextGrown(n int, ch <-chan Grown) tea.Cmd {
	return func() tea.Msg {
		g, ok := <-ch
		if !ok {
			return nil
		}
		return grownMsg{n, g}
	}
}

// toEnd shows the last lines.
func (s *logScreen) toEnd() {
	_, rows := s.split()
	s.first = max(1, s.total()-max(1, rows-2))
}

// grew takes what was written.
func (s *logScreen) grew(m grownMsg) tea.Cmd {
	if m.n != s.follow.n || m.n == 0 {
		return nil
	}
	if m.g.Turned {
		s.a.stop(s.follow.n)
		if s.a.top() != Screen(s) {
			return nil
		}
		a := s.a
		return a.replace(newWait(a, func() Screen { return newLog(a, place{}) }))
	}
	if s.file == s.follow.file {
		s.grown = max(s.grown, m.g.Lines)
	}
	for _, r := range m.g.Runs {
		s.take(r, m.g.Old)
	}
	cmds := []tea.Cmd{nextGrown(s.follow.n, s.follow.ch)}
	if !s.follow.loose && s.file == s.follow.file {
		s.toEnd()
		cmds = append(cmds, s.read())
	}
	return tea.Batch(cmds...)
}

// take puts a run that ended into the list; one that was there, cut off because it was going on, is replaced.
func (s *logScreen) take(r *logparse.Session, old bool) {
	r.File, r.EndFile = s.follow.file, s.follow.file
	for i := range r.Failures {
		r.Failures[i].File = s.follow.file
	}
	again := false
	if s.runs.Len() > 0 {
		last := s.runs.Newest(0)
		same := int(last.File) == r.File
		again = same && int(last.Line) == r.Span.First && last.Outcome == logparse.CutOff && r.Outcome != logparse.CutOff
		if same && int(last.Line) >= r.Span.First && !again {
			return
		}
	}
	newest := s.at == 0
	notices := 0
	for i := range r.Failures {
		if isNotice(&r.Failures[i]) {
			notices++
		}
	}
	s.added[r.Outcome]++
	if again {
		s.added[logparse.CutOff]--
		*s.runs.Newest(0) = s.runs.shorten(r)
	} else {
		s.runs.Add(r)
		if !newest && s.at < len(s.view) {
			s.view[s.at]++ // the same run stands one place further down
		}
	}
	s.fails = append(s.fails[:len(s.fails):len(s.fails)], s.runs.fails[max(0, len(s.runs.fails)-len(r.Failures)+notices):]...)
	s.choose(s.only)
	if newest {
		s.at = 0
	}
	if !old {
		word, _ := s.a.t.outcome(r.Outcome)
		s.a.say("A run ended, " + s.a.clock().When(r.Start) + ": " + word + " (line " + itoa(r.Span.First) + ")")
	}
}

// stopFollow ends the watching; it says whether there was any.
func (s *logScreen) stopFollow() bool {
	w := s.a.works[s.follow.n]
	if s.follow.n == 0 || w == nil {
		return false
	}
	s.a.stop(s.follow.n)
	s.follow = following{}
	s.a.say("No longer following. r checks with the new runs.")
	return true
}
