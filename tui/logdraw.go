package tui

import (
	"slices"
	"strings"

	"github.com/charmbracelet/bubbles/key"
	"github.com/charmbracelet/lipgloss"

	"authdoctor/logparse"
	"authdoctor/tui/say"
)

func (s *logScreen) heading() (string, string) {
	left := "Log"
	if l := s.a.job.env.Log; l != nil {
		for i, f := range l.Files {
			if i == 2 {
				left += " and " + itoa(len(l.Files)-2) + " more"
				break
			}
			left += " " + s.a.t.g.dot + " " + say.One(shortPath(f.Path, true)) + ", " + say.Plural(f.Lines, "line")
		}
	}
	if s.utc || s.a.d.Location == nil {
		return left, "times: UTC"
	}
	return left, "times: this PC"
}

// draw fills the rectangle exactly: what was found, the runs, the lines.
func (s *logScreen) draw() []part {
	t, w, rows := s.a.t, s.w-2, s.h-1
	l := s.a.job.env.Log
	if l == nil || len(l.Files) == 0 {
		return []part{{lines: say.Wrap("No log was given or found. Press esc, then a to name one.", s.textWidth())}}
	}
	var head []string
	if !s.low() {
		head = append(head, s.strip(w)...)
	}
	head = append(head, s.counts(l))
	if v := s.cause(); v != nil {
		head = append(head, t.bad.Render(t.cut(t.problemSign()+" "+say.Title(s.a.job.env.KB, v.Cause)+" ("+v.Strength.String()+", "+say.Standing(v.Standing)+")", w)))
	} else if s.check != 0 {
		head = append(head, s.a.spin()+" Judging what the log shows")
	}
	if s.search.on {
		head = append(head, s.search.view(w))
	}
	free := rows - len(head)
	var list, raw []string
	switch {
	case len(s.runs) == 0:
		raw = s.rawPane(free, w)
	case s.low() && s.raw:
		raw = s.rawPane(free, w)
	case s.low():
		list = s.list(free, w)
	default:
		n := min(len(s.runs)+1, max(4, free*2/5))
		list = s.list(n, w)
		raw = s.rawPane(free-len(list), w)
	}
	lines := append(append(head, list...), raw...)
	return []part{{lines: lines[:min(len(lines), rows)]}}
}

// counts says how all runs ended.
func (s *logScreen) counts(l *logparse.Log) string {
	var n [logparse.Outcomes]int
	for _, a := range l.Apps {
		for o, c := range a.Outcomes {
			n[o] += c
		}
	}
	out := "runs:"
	for _, x := range []struct {
		o    logparse.Outcome
		word string
	}{{logparse.OK, "ok"}, {logparse.NoWork, "no work"}, {logparse.Failed, "failed"}, {logparse.Postponed, "postponed"}, {logparse.CutOff, "cut off"}} {
		if n[x.o] > 0 {
			out += " " + itoa(n[x.o]) + " " + x.word + ","
		}
	}
	if out == "runs:" {
		out = "no whole run in it,"
	}
	out = strings.TrimSuffix(out, ",")
	if l.NotUnderstood > 0 {
		out += "; " + say.Plural(l.NotUnderstood, "line") + " not understood"
	}
	return s.a.t.cut(out, s.w-2)
}

// strip is one sign a run, the newest at the right: o ok, X failed, ~ postponed, - cut off.
func (s *logScreen) strip(w int) []string {
	if len(s.runs) < 2 {
		return nil
	}
	t := s.a.t
	legend := "  newest last; X failed, o ok"
	n := min(len(s.runs), max(10, w-say.Width(legend)), 200)
	var b, span strings.Builder
	kind := logparse.Outcome(0) // of the span
	end := func(st lipgloss.Style) {
		if span.Len() > 0 {
			b.WriteString(st.Render(span.String()))
			span.Reset()
		}
	}
	look := func(o logparse.Outcome) (string, lipgloss.Style) {
		switch o {
		case logparse.Failed:
			return "X", t.bad
		case logparse.Postponed:
			return "~", t.warn
		case logparse.CutOff:
			return "-", t.dim
		}
		return "o", t.good
	}
	for i := n - 1; i >= 0; i-- {
		o := s.runs[i].Outcome
		sign, _ := look(o)
		if _, st := look(kind); o != kind || i == s.at {
			end(st)
		}
		if kind = o; i == s.at {
			b.WriteString(t.mark.Render(sign))
			continue
		}
		span.WriteString(sign) // neighbours of one outcome are one span: fewer bytes to the terminal
	}
	_, st := look(kind)
	end(st)
	return []string{t.cut(b.String()+t.dim.Render(legend), w)}
}

// list is the runs, with a row of headings, in n rows.
func (s *logScreen) list(n, w int) []string {
	t := s.a.t
	rows := max(1, n-1)
	top := s.at - rows/2
	top = max(0, min(top, len(s.runs)-rows))
	wide := w >= 70
	head := "  " + t.pad("started", 17) + t.pad("result", 14)
	if wide {
		head += t.pad("how far", 20) + t.pad("took", 8) + "line"
	} else {
		head += "how far"
	}
	out := []string{t.dim.Render(t.cut(head, w))}
	for i := top; i < min(len(s.runs), top+rows); i++ {
		r := s.runs[i]
		word, st := t.outcome(r.Outcome)
		if len(r.Failures) > 0 && r.Failures[0].Code != "" && r.Outcome == logparse.Failed {
			word = t.problemSign() + " " + say.One(r.Failures[0].Code)
		}
		lead := "  "
		if i == s.at {
			lead = "> "
		}
		took := t.sign("–", "-")
		if !r.Start.IsZero() && !r.End.IsZero() {
			took = say.Seconds(r.End.Sub(r.Start))
		}
		start := t.pad(s.clock(r.Start), 17)
		rest := r.Stage.String()
		if wide {
			rest = t.pad(rest, 20) + t.pad(took, 8) + itoa(r.Span.First)
		}
		if i == s.at && !s.raw {
			out = append(out, t.mark.Render(t.cut(lead+start+t.pad(word, 14)+rest, w)))
			continue
		}
		out = append(out, t.cut(lead+start+st.Render(t.pad(word, 14))+rest, w))
	}
	return out
}

// rawPane is the lines of the file, those of failures marked, in n rows.
func (s *logScreen) rawPane(n, w int) []string {
	t := s.a.t
	if n < 2 {
		return nil
	}
	lines := s.shown(n)
	title := " lines of " + say.One(shortPath(s.file, true))
	if len(lines) > 0 {
		title = " lines " + itoa(lines[0].Number) + " to " + itoa(lines[len(lines)-1].Number) + " of " + itoa(max(s.total(), lines[len(lines)-1].Number)) + " "
	}
	mark := strings.Repeat(t.g.rule, 2)
	if s.raw {
		mark = "> "
	}
	title = mark + title
	out := []string{t.title.Render(t.cut(title+strings.Repeat(t.g.rule, max(0, w-say.Width(title))), w))}
	switch {
	case s.wrong != "":
		return append(out, paint(t.warn, para(t.unknownSign()+" ", "The file can't be read now: "+say.One(s.wrong), w))...)
	case s.n != 0 && len(lines) == 0:
		return append(out, s.a.spin()+" Reading line "+itoa(s.first))
	case len(lines) == 0:
		return append(out, say.Wrap("The file is empty, or these lines are no longer in it.", w)...)
	}
	for _, l := range lines {
		marked := s.marked[place{file: s.file, line: l.Number}] && !isTrace(l.Text) || s.search.hit == l.Number
		if !s.wrap {
			out = append(out, s.a.logLine(l.Number, shortLine(l.Text), marked, s.side, w))
			continue
		}
		for i, text := range say.Wrap(say.One(l.Text), max(8, w-10)) {
			row := s.a.logLine(l.Number, text, marked, 0, w)
			if i > 0 {
				row = strings.Repeat(" ", 10) + text
				if marked {
					row = t.bad.Render(t.g.proof + row[1:])
				}
			}
			out = append(out, row)
		}
	}
	return out[:min(len(out), n)]
}

// Keys of the log.
func (s *logScreen) Keys() []key.Binding {
	k, a := s.a.k, s.a
	if s.search.on {
		return []key.Binding{as(k.Open, "find"), as(k.Back, "no search")}
	}
	fail, fixIt, find, sum := k.NextFail, k.Fix, k.Find, k.Summary
	fail.SetEnabled(len(s.fails) > 0)
	v := s.cause()
	fixIt.SetEnabled(v != nil && a.canFix(v))
	find.SetEnabled(a.d.FindText != nil)
	sum.SetEnabled(a.job.result != nil)
	hit := k.FindNext
	hit.SetEnabled(s.search.text != "")
	part := as(k.Next, "to the lines")
	if s.raw {
		part = as(k.Next, "to the runs")
	}
	part.SetEnabled(len(s.runs) > 0)
	open := as(k.Open, "proof or lines")
	open.SetEnabled(slices.ContainsFunc(s.runs, func(*logparse.Session) bool { return true }) && !s.raw)
	times, again := k.Times, as(k.Again, "check live")
	again.SetEnabled(a.live())
	times.SetEnabled(a.d.Location != nil)
	return []key.Binding{open, fail, fixIt, hit, part, again, sum, find, as(k.Copy, "copy lines"), k.Wrap, times, as(k.Right, "scroll"), k.Up, k.Back}
}
