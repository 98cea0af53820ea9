package tui

import (
	"strings"
	"time"

	"authdoctor/checks/lazyregexp"
	"authdoctor/checks/probe"
	"authdoctor/checks/qwc"
	"authdoctor/tui/say"
)

// pageParts draws one proof.
func (a *App) pageParts(p *page, side, w int) []part {
	var parts []part
	switch {
	case p.at.line > 0:
		parts = append(parts, a.excerpt(p, side, w))
	case p.exchange != nil:
		parts = append(parts, a.waterfall(p.exchange, w), a.exchangePart(p.exchange, w))
	case p.qwc != nil:
		parts = append(parts, a.pairingPart(p.qwc, w))
	}
	var said []string
	for _, e := range p.evidence {
		said = append(said, para("  ", a.clock().Seen(e)+": "+say.One(e.Text), min(w, maxText))...)
	}
	if len(said) > 0 {
		said = append([]string{a.t.title.Render("How we know")}, said...)
	}
	return append(parts, part{lines: said, later: p.at.line > 0 && len(p.lines) > 0})
}

// excerpt is the log around the marked lines, with their numbers.
func (a *App) excerpt(p *page, side, w int) part {
	t := a.t
	out := part{lines: []string{t.dim.Render(t.cut(say.One(shortPath(p.at.file, true))+", times in UTC", w))}}
	switch {
	case p.n != 0:
		out.lines = append(out.lines, a.spin()+" Reading line "+itoa(p.at.line))
	case p.wrong != "":
		out.lines = append(out.lines, paint(t.warn, para(t.unknownSign()+" ", "The line can't be read now: "+say.One(p.wrong)+". It is shown below as it was read.", min(w, maxText)))...)
	case len(p.lines) == 0:
		out.lines = append(out.lines, paint(t.warn, para(t.unknownSign()+" ", "The line is no longer in the file (it was rotated). It is shown below as it was read.", min(w, maxText)))...)
	}
	for _, l := range p.lines {
		out.lines = append(out.lines, a.logLine(l.Number, shortLine(l.Text), l.Number >= p.at.line && l.Number <= p.at.last, side, w))
	}
	return out
}

// stamp is how a line of the log begins: date, time in UTC, class and method.
var stamp = lazyregexp.New(`^\d{8}\.(\d\d:\d\d:\d\d) UTC\s*:\s*[\w.+` + "`" + `]*?(\w+)\(\)\s*:\s*`)

// shortLine leaves of that beginning the time and the method, so that the sentence is in sight.
func shortLine(text string) string {
	text = say.One(text)
	m := stamp.FindStringSubmatchIndex(text)
	if m == nil {
		return text
	}
	return text[m[2]:m[3]] + "  " + text[m[4]:m[5]] + "  " + text[m[1]:]
}

// logLine is one line of a log with its number; a line of the proof has a mark.
func (a *App) logLine(n int, text string, marked bool, side, w int) string {
	t := a.t
	lead := "  "
	if marked {
		lead = t.g.proof + " "
	}
	num := itoa(n)
	lead += strings.Repeat(" ", max(0, 6-len(num))) + num + "  "
	line := lead + t.slide(text, side, w-say.Width(lead))
	if marked {
		return t.bad.Render(line)
	}
	return line
}

// waterfall draws how long each phase of an exchange took.
func (a *App) waterfall(x *probe.Exchange, w int) part {
	t := a.t
	total := x.Timing.Total
	phases := []struct {
		name string
		took time.Duration
	}{{"name", x.Timing.Name}, {"connect", x.Timing.Connect}, {"secure", x.Timing.TLS}, {"wait", x.Timing.Wait}, {"answer", x.Timing.Body}}
	var sum time.Duration
	for _, p := range phases {
		sum += max(0, p.took)
	}
	total = max(total, sum)
	bar := min(48, w-22)
	out := part{lines: []string{t.cut(x.Method+" "+say.One(x.URL), w)}}
	if !x.Started.IsZero() {
		out.lines = append([]string{t.dim.Render(t.cut("Asked "+a.clock().When(x.Started)+a.clock().Local(x.Started).Format(":05")+", from this PC", w))}, out.lines...)
	}
	if bar < 8 || total <= 0 {
		return out
	}
	var before time.Duration
	for _, p := range phases {
		line := "  " + t.pad(p.name, 9)
		if p.took < 0 {
			out.lines = append(out.lines, line+t.dim.Render(t.sign("–", "-")+" not used"))
			continue
		}
		from := int(int64(bar) * int64(before) / int64(total))
		n := max(1, int(int64(bar)*int64(p.took)/int64(total)))
		from = min(from, bar-n)
		style := t.note
		if x.Failure != nil && before+p.took >= sum {
			style = t.bad
		}
		out.lines = append(out.lines, line+strings.Repeat(" ", from)+style.Render(strings.Repeat(t.g.block, n))+strings.Repeat(" ", bar-from-n)+"  "+say.Seconds(p.took))
		before += p.took
	}
	out.lines = append(out.lines, "  "+t.pad("in all", 9)+strings.Repeat(" ", bar)+"  "+say.Seconds(total))
	return out
}

// exchangeFacts are the facts of an exchange, name and value.
func (a *App) exchangeFacts(x *probe.Exchange) [][2]string {
	var f [][2]string
	add := func(k, v string) {
		if v = say.One(v); v != "" {
			f = append(f, [2]string{k, v})
		}
	}
	if x.Status != 0 {
		add("Answer", itoa(x.Status)+" "+x.Reason)
	}
	if x.Failure != nil {
		add("Failed", x.Failure.Text)
		add("In detail", x.Failure.Proof)
	}
	add("Leads to", x.Location)
	add("Address", x.Remote)
	add("Proxy", x.Proxy)
	if x.TLS != nil {
		v := x.TLS.Version
		if !x.TLS.Verified {
			v += ", not verified"
		}
		add("Security", v)
		if len(x.TLS.Chain) > 0 {
			c := x.TLS.Chain[0]
			add("Made for", strings.Join(c.Names[:min(4, len(c.Names))], ", "))
			add("Issued by", c.Issuer)
			add("Valid", a.clock().Local(c.NotBefore).Format("2 Jan 2006")+" to "+a.clock().Local(c.NotAfter).Format("2 Jan 2006")+validity(a.d.Now(), c.NotBefore, c.NotAfter))
		}
	}
	add("Server", x.Header.Get("Server"))
	add("Type", x.Header.Get("Content-Type"))
	return f
}

// validity says how a certificate stands today.
func validity(now, from, until time.Time) string {
	days := int(until.Sub(now).Hours() / 24)
	switch {
	case now.Before(from):
		return ", not valid yet"
	case now.After(until):
		return ", ran out " + say.Plural(-days, "day") + " ago"
	}
	return ", " + say.Plural(days, "day") + " left"
}

func (a *App) exchangePart(x *probe.Exchange, w int) part {
	var out part
	for _, f := range a.exchangeFacts(x) {
		out.lines = append(out.lines, para("  "+a.t.pad(f[0], 11), f[1], min(w, maxText))...)
	}
	return out
}

// pairingPart shows the fields of a pairing file, each with its rule where one is broken.
func (a *App) pairingPart(f *qwc.File, w int) part {
	t := a.t
	out := part{lines: []string{t.dim.Render(t.cut(say.One(shortPath(f.Path, true))+", "+say.Plural(len(f.Fields), "field"), w))}}
	wide := say.Width(t.okSign())
	for _, fd := range f.Fields {
		var bad []qwc.Problem
		for _, p := range f.Problems {
			if p.Field == fd.Name && p.Severity != qwc.Note {
				bad = append(bad, p)
			}
		}
		mark, sign, st := "  ", t.okSign(), t.good
		if len(bad) > 0 {
			mark, sign, st = t.g.proof+" ", t.problemSign(), t.bad
			if bad[0].Severity == qwc.Warning {
				sign, st = t.sign("~", "[~]"), t.warn
			}
		}
		value := say.One(fd.Value)
		if value == "" {
			value = "(empty)"
		}
		lead := mark + st.Render(t.pad(sign, wide)) + " "
		name := t.pad(fd.Name, min(20, max(10, w/4)))
		out.lines = append(out.lines, t.cut(lead+name+" "+value, w))
		for _, p := range bad {
			text := say.One(p.Text)
			if p.Code != "" {
				text += " (" + p.Code + ")"
			}
			out.lines = append(out.lines, para("      ", "line "+itoa(fd.Line)+": "+text, min(w, maxText))...)
			if p.Should != "" {
				out.lines = append(out.lines, para("      should be: ", say.One(p.Should), min(w, maxText))...)
			}
		}
	}
	for _, p := range f.Problems {
		if p.Severity != qwc.Note && !hasField(f, p.Field) {
			out.lines = append(out.lines, paint(t.bad, para(t.g.proof+" "+t.problemSign()+" ", say.One(p.Text), min(w, maxText)))...)
		}
	}
	return out
}

func hasField(f *qwc.File, name string) bool {
	for _, fd := range f.Fields {
		if fd.Name == name {
			return true
		}
	}
	return false
}
