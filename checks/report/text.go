package report

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"authdoctor/checks"
	"authdoctor/checks/cause"
	"authdoctor/checks/redact"
)

// Text writes the report of a check for a person: the problem first, its result last, no line wider than asked. It shows
// people, for the person there needs them, and never a secret. Verbose adds, and changes nothing of the short report.
//
// The short report has as many words as fit on one screen: it is written again with fewer, as long as it does not fit.
func Text(w io.Writer, r *Report, o Options) error {
	var b bytes.Buffer
	for t := terseness(0); t <= tersest; t++ {
		b.Reset()
		p := newPage(&b, o)
		p.terse = t
		if err := r.text(p); err != nil {
			return err
		}
		if o.Verbose || bytes.Count(b.Bytes(), []byte("\n")) <= mostLines {
			break
		}
	}
	_, err := w.Write(b.Bytes())
	return err
}

// text writes the report of a check on a page.
func (r *Report) text(p *page) error {
	problems, past := r.problems()
	first := equals(problems)
	r.equally(p, problems, first)
	if len(problems) == 0 {
		r.allWell(p)
	}
	r.pastOnes(p, past)
	r.checklist(p)
	r.questions(p)
	r.contacted(p)
	r.result(p, problems, past)
	return p.err
}

// equally writes the verdicts. Those at the top that fit equally well are told one after the other, with what tells them
// apart; those below only by name, unless all is asked for.
func (r *Report) equally(p *page, list []checks.Verdict, first int) {
	for i, v := range list {
		switch {
		case i > 0 && i < first && !p.all:
			r.rival(p, v)
		default:
			r.problem(p, v, i < first || p.all)
		}
		if i == first-1 && first > 1 && p.terse.rivals() == 0 {
			p.labelled("", "Each is repaired in its own way:  authdoctor fix CAUSE", 1)
		}
		if i == 0 && v.Tell != "" && (first > 1 || v.Cause == cause.Unknown) {
			r.apart(p, list)
		}
	}
}

// rival writes a verdict that fits as well as the one before it: the proof is the same.
func (r *Report) rival(p *page, v checks.Verdict) {
	p.ends("OR       ", r.title(v.Cause), string(v.Cause)+", "+v.Strength.String(), Problem)
	if most := p.terse.rivals(); most > 0 {
		p.sentences("What it means", r.why(v.Cause), most)
		p.line(cut(strings.Repeat(" ", p.margin())+"Walk through it:  authdoctor fix "+string(v.Cause), p.width))
	}
}

// problem writes one verdict; a further one only by its name and first proof.
func (r *Report) problem(p *page, v checks.Verdict, whole bool) {
	right := string(v.Cause) + ", " + v.Strength.String()
	if v.Standing != checks.Now && standingWords[v.Standing] != "" {
		right += ", " + standingWords[v.Standing]
	}
	if whole {
		p.ends("PROBLEM  ", r.title(v.Cause), right, Problem)
	} else {
		p.ends("ALSO     ", r.title(v.Cause), right, Warn)
	}
	r.saw(p, v, whole)
	if !whole {
		return
	}
	if why := r.why(v.Cause); why != "" {
		p.sentences("What it means", why, p.terse.meaning())
	}
	r.todo(p, v)
	if len(v.Explains) > 0 {
		var list []string
		for _, id := range v.Explains {
			list = append(list, r.title(id))
		}
		p.labelled("It explains", strings.Join(list, "; "), 3-min(int(p.terse), 2))
	}
}

// saw writes the evidence: all of it, or two pieces, one where the verdict is not the first. What stands already is not said again.
func (r *Report) saw(p *page, v checks.Verdict, whole bool) {
	list := v.Evidence
	most := 2
	if !whole || p.terse == tersest {
		most = 1
	}
	left := 0
	if !p.all && len(list) > most {
		left = len(list) - most
		list = telltale(list, most)
	}
	if !whole && !p.all && len(list) > 0 && p.said[list[0].Text] {
		return
	}
	for i, e := range list {
		label := "What we saw"
		if i > 0 {
			label = ""
		}
		p.said[e.Text] = true
		most := p.terse.proofLines(i)
		if p.terse > 0 {
			if namesHost(e) {
				e.Where = ""
			}
			e.Text = remark.ReplaceAllString(oneLine(e.Text), "$1")
		}
		text := r.proof(e, 0) // whole, where it fits
		for room := p.room(most); room > leastRoom && len(wrap(text, p.width-p.margin())) > most; room -= 8 {
			text = r.proof(e, room)
		}
		p.labelled(label, text, most)
	}
	if left > 0 && whole && p.terse < 2 {
		p.labelled("", fmt.Sprintf("%s more: --verbose", plural(left, "proof")), 1)
	}
	if v.App != "" && p.all {
		p.labelled("Application", redact.Clean(v.App), 1)
	}
}

// proof words one piece of evidence: what was seen, where, and when. Where it takes more than room cells, a line of the log is told by
// its beginning and the part that decided; 0: it is told whole.
func (r *Report) proof(e checks.Evidence, room int) string {
	text := oneLine(redact.Clean(e.Text))
	var about []string
	if e.Where != "" && !strings.Contains(text, e.Where) {
		about = append(about, redact.Clean(place(e)))
	}
	if at := r.when(e); at != "" {
		about = append(about, at)
	}
	switch e.Source {
	case checks.FromLog:
		about = append([]string{"in the log"}, about...)
	case checks.FromMachine:
		about = append([]string{"on this PC"}, about...)
	case checks.FromPerson:
		about = append([]string{"as you said"}, about...)
	}
	if e.Source == checks.FromLog && room > 0 {
		text = essence(text, oneLine(e.Quote), room-ansi.StringWidth(strings.Join(about, ", "))-4)
	}
	if len(about) == 0 {
		return sentence(text)
	}
	text = strings.TrimRight(text, ". ")
	if short, ok := strings.CutSuffix(text, ")"); ok && strings.Contains(text, " (") { // one pair of brackets is enough
		return short + "; " + strings.Join(about, ", ") + ")."
	}
	return text + " (" + strings.Join(about, ", ") + ")."
}
