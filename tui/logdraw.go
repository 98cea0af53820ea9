package tui

import (
	"strings"
	"time"

	"authdoctor/checks"
	"authdoctor/checks/cause"
	"authdoctor/logparse"
	"authdoctor/tui/say"
)

func (s *logScreen) heading() (string, string) {
	left := "Log"
	for i, f := range s.files() {
		if i == 2 {
			left += " and " + itoa(len(s.files())-2) + " more"
			break
		}
		lines := f.Lines
		if i == s.file {
			lines = s.total()
		}
		left += " " + s.a.t.g.dot + " " + say.One(shortPath(f.Path, true)) + ", " + say.Plural(lines, "line")
	}
	right := "times: this PC"
	if s.zone() == time.UTC {
		right = "times: UTC"
	}
	if s.follow.n != 0 {
		right = "following " + s.a.t.g.dot + " " + right
	}
	return left, right
}

// split is how many rows the list and the raw lines get, each with its heading.
func (s *logScreen) split() (list, raw int) {
	free := s.h - 1 - len(s.top())
	switch {
	case s.runs.Len() == 0 || s.low() && s.part == partLines:
		return 0, free
	case s.low():
		return free, 0
	}
	list = min(max(2, len(s.view)+1), max(4, free*2/5))
	if s.part == partLines {
		list = min(list, max(4, free/4)) // more room for what is read
	}
	return list, free - list
}

// draw fills the rectangle exactly: what was found, then the runs and the lines, or the chart.
func (s *logScreen) draw() []part {
	w, rows := s.w-2, s.h-1
	if len(s.files()) == 0 {
		return []part{{lines: say.Wrap("No log was given or found. Press esc, then a to name one.", s.textWidth())}}
	}
	lines := s.top()
	if s.part == partChart {
		lines = append(lines, s.chart(rows-len(lines), w)...)
	} else {
		list, raw := s.split()
		if list > 0 {
			lines = append(lines, s.list(list, w)...)
		}
		if raw > 0 {
			lines = append(lines, s.rawPane(raw, w)...)
		}
	}
	return []part{{lines: lines[:min(len(lines), rows)]}}
}

// top is what stands above list and lines: the strip, how the runs ended, the cause, and the search.
func (s *logScreen) top() []string {
	t, w := s.a.t, s.w-2
	var head []string
	if !s.low() {
		head = append(head, s.strip()...)
	}
	head = append(head, s.counts())
	if v := s.cause(); v != nil {
		head = append(head, s.causeLines(v, w)...)
	} else if s.check != 0 {
		head = append(head, s.a.spin()+" Judging what the log shows")
	}
	switch {
	case s.search.on:
		head = append(head, s.search.view(w))
	case s.looking != 0:
		head = append(head, t.cut(s.a.spin()+" Looking for "+say.One(s.search.text), w))
	}
	return head
}

// causeLines is the cause that the log shows, whole where there is room.
func (s *logScreen) causeLines(v *checks.Verdict, w int) []string {
	t := s.a.t
	sign, style := t.problemSign(), t.bad
	if v.Cause == cause.Unknown {
		sign, style = t.unknownSign(), t.warn
	}
	text := say.Title(s.a.job.env.KB, v.Cause) + " (" + say.Sure(v) + ")"
	if s.low() {
		return []string{style.Render(t.cut(sign+" "+text, w))}
	}
	return paint(style, para(sign+" ", text, w))
}

// counts says how all runs ended, and which of them are listed.
func (s *logScreen) counts() string {
	l := s.a.job.env.Log
	n := s.added
	for _, a := range l.Apps {
		for o, c := range a.Outcomes {
			n[o] += c
		}
	}
	var words []string
	for _, x := range outcomeOrder {
		if n[x.o] > 0 {
			words = append(words, itoa(n[x.o])+" "+x.word)
		}
	}
	out := "no whole run in it"
	if len(words) > 0 {
		out = "runs: " + strings.Join(words, ", ")
	}
	if p := s.pickWords(); p != "" {
		out = "listed: " + itoa(len(s.view)) + " (only " + p + "); " + out
	}
	if l.NotUnderstood > 0 {
		out += "; " + say.Plural(l.NotUnderstood, "line") + " not understood"
	}
	return s.a.t.cut(out, s.w-2)
}

// list is the runs, with a row of headings, in n rows.
func (s *logScreen) list(n, w int) []string {
	t := s.a.t
	rows := max(1, n-1)
	top := max(0, min(s.at-rows/2, len(s.view)-rows))
	c := s.columns(w)
	head := "  " + t.pad("started", 17) + t.pad("result", 14)
	if c.app > 0 {
		head += t.pad("application", c.app)
	}
	head += t.pad("how far", 20)
	if c.more {
		head += t.pad("took", 8) + t.pad("log-in", 8) + "line"
	}
	out := []string{t.dim.Render(t.cut(strings.TrimRight(head, " "), w))}
	for i := top; i < min(len(s.view), top+rows); i++ {
		out = append(out, s.runRow(i, c, w))
	}
	if len(s.view) == 0 {
		out = append(out, t.cut("  No run of this kind is in the log: p picks others.", w))
	}
	return out
}

// logColumns are the columns that there is room for.
type logColumns struct {
	app  int  // cells of the application's name; 0: not shown
	more bool // how long it took, its log-in, and the line
}

func (s *logScreen) columns(w int) logColumns {
	c := logColumns{more: w >= 75}
	if len(s.runs.Apps) > 1 && w >= 100 {
		for _, a := range s.runs.Apps[max(0, len(s.runs.Apps)-maxPicked):] {
			c.app = max(c.app, min(30, say.Width(say.One(a))+2))
		}
	}
	return c
}

// runRow is one run of the list.
func (s *logScreen) runRow(i int, c logColumns, w int) string {
	t, r := s.a.t, s.run(i)
	word, st := t.outcome(r.Outcome)
	if r.Outcome == logparse.Failed && r.Code != "" {
		word = t.problemSign() + " " + say.One(r.Code)
	}
	lead := "  "
	if i == s.at {
		lead = "> "
	}
	start, rest := t.pad(s.clock(r.Began()), 17), ""
	if c.app > 0 {
		rest = t.pad(say.One(s.runs.Apps[r.App]), c.app-1) + " "
	}
	rest += r.Stage.String()
	if c.more {
		rest = t.pad(rest, max(0, c.app)+20) + t.pad(s.seconds(r.Took), 8) + t.pad(s.seconds(r.Login), 8) + itoa(int(r.Line))
	}
	if i == s.at && s.part == partRuns {
		return t.mark.Render(t.cut(lead+start+t.pad(word, 14)+rest, w))
	}
	return t.cut(lead+start+st.Render(t.pad(word, 14))+rest, w)
}

// seconds writes a duration of the log, whose stamps have whole seconds.
func (s *logScreen) seconds(f float32) string {
	switch {
	case f < 0:
		return s.a.t.sign("–", "-")
	case f < 1:
		return "< 1 s"
	}
	return say.Seconds(time.Duration(f * float32(time.Second)))
}

// rawPane is the lines of the file, those of failures marked, in n rows.
func (s *logScreen) rawPane(n, w int) []string {
	t := s.a.t
	if n < 2 {
		return nil
	}
	lines := s.shown(n - 1)
	title := " lines of " + say.One(shortPath(s.path(s.file), true))
	if len(lines) > 0 {
		last := lines[len(lines)-1].n
		title = " lines " + itoa(lines[0].n) + " to " + itoa(last)
		if lines[0].n == last {
			title = " line " + itoa(last)
		}
		title += " of " + itoa(max(s.total(), last)) + " "
		if len(s.files()) > 1 {
			title += "of " + say.One(shortPath(s.path(s.file), true)) + " "
		}
		if s.zone() != time.UTC { // the list's times are not those of the lines
			title = strings.TrimSuffix(title, " ") + ", times in UTC "
		}
	}
	mark := strings.Repeat(t.g.rule, 2)
	if s.part == partLines {
		mark = "> "
	}
	title = mark + title
	out := []string{t.title.Render(t.cut(title+strings.Repeat(t.g.rule, max(0, w-say.Width(title))), w))}
	switch {
	case s.wrong != "":
		return append(out, paint(t.warn, para(t.unknownSign()+" ", "The file can't be read now: "+say.One(s.wrong), min(w, maxText)))...)
	case s.n != 0 && len(lines) == 0:
		return append(out, s.a.spin()+" Reading line "+itoa(s.first))
	case len(lines) == 0:
		return append(out, say.Wrap("The file is empty, or these lines are no longer in it.", w)...)
	}
	for _, l := range lines {
		marked := !l.trace && s.failing(l.n) || s.search.hit == l.n
		if !s.wrap {
			out = append(out, s.a.logLine(l.n, l.short, marked, s.side, w))
			continue
		}
		for i, text := range say.Wrap(l.whole, max(8, w-10)) {
			row := s.a.logLine(l.n, text, marked, 0, w)
			if i > 0 {
				row = strings.Repeat(" ", 10) + text
				if marked {
					row = t.bad.Render(t.g.proof + row[1:])
				}
			}
			out = append(out, row)
		}
		if len(out) >= n {
			break
		}
	}
	return out[:min(len(out), n)]
}
