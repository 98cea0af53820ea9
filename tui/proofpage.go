package tui

import (
	"slices"
	"strconv"
	"strings"

	"authdoctor/checks"
	"authdoctor/checks/probe"
	"authdoctor/checks/qwc"
	"authdoctor/logparse"
)

// place is a line of a log.
type place struct {
	file string // Path of a logparse.File
	line int    // 0: none
	last int
}

// page is one proof: an excerpt of the log, an exchange with the network, the pairing file, or plain words.
type page struct {
	kind     string // for the header
	evidence []checks.Evidence
	at       place
	lines    []logparse.Line
	n        int // the work that reads the lines
	wrong    string
	exchange *probe.Exchange
	qwc      *qwc.File
}

// collect makes pages of evidence; with all, also of exchanges that no evidence names.
func (s *proofScreen) collect(ev []checks.Evidence, exchanges []*probe.Exchange, all bool) {
	used := map[*probe.Exchange]bool{}
	for _, e := range ev {
		switch {
		case e.Source == checks.FromLog && s.logPage(e):
		case e.Source == checks.FromLive:
			x := exchangeOf(e, exchanges, used)
			used[x] = true
			s.pages = append(s.pages, page{kind: "live", evidence: []checks.Evidence{e}, exchange: x})
		case e.Source == checks.FromMachine && s.a.job.env.Case.QWC != nil && strings.Contains(strings.ToLower(e.Where), ".qwc"):
			s.merge("pairing file", e, func(p *page) { p.qwc = s.a.job.env.Case.QWC })
		case e.Source == checks.FromPerson:
			s.merge("your answers", e, func(*page) {})
		default:
			s.merge("this PC", e, func(*page) {})
		}
	}
	if all {
		for _, x := range exchanges {
			if !used[x] {
				s.pages = append(s.pages, page{kind: "live", exchange: x})
			}
		}
	}
}

// merge puts evidence of one kind on one page.
func (s *proofScreen) merge(kind string, e checks.Evidence, fill func(*page)) {
	i := slices.IndexFunc(s.pages, func(p page) bool { return p.kind == kind })
	if i < 0 {
		s.pages = append(s.pages, page{kind: kind})
		i = len(s.pages) - 1
	}
	s.pages[i].evidence = append(s.pages[i].evidence, e)
	fill(&s.pages[i])
}

// exchangeOf finds the exchange that a piece of evidence is about; nil where there is none.
func exchangeOf(e checks.Evidence, list []*probe.Exchange, used map[*probe.Exchange]bool) *probe.Exchange {
	for _, x := range list {
		if x != nil && !used[x] && (x.URL == e.Where || strings.Contains(e.Where, x.URL) || strings.HasPrefix(x.URL, e.Where) && e.Where != "") {
			return x
		}
	}
	return nil
}

// logPage puts evidence of the log on a page of its own, or on that of a line near by.
func (s *proofScreen) logPage(e checks.Evidence) bool {
	at, ok := s.a.placeIn(e.Where)
	if !ok {
		return false
	}
	for i := range s.pages {
		p := &s.pages[i]
		if p.kind == "the log" && p.at.file == at.file && at.line >= p.at.line && at.line <= p.at.last+linesAfter {
			p.at.last = max(p.at.last, at.last)
			p.evidence = append(p.evidence, e)
			return true
		}
	}
	s.pages = append(s.pages, page{kind: "the log", at: at, evidence: []checks.Evidence{e}})
	return true
}

// placeIn reads "QWCLog.txt:1042" or "QWCLog.txt:1042-1046" and finds the file among those that were read.
func (a *App) placeIn(where string) (place, bool) {
	i := strings.LastIndex(where, ":")
	if i < 0 {
		return place{}, false
	}
	first, last, _ := strings.Cut(where[i+1:], "-")
	n, err := strconv.Atoi(first)
	if err != nil || n < 1 {
		return place{}, false
	}
	p := place{file: where[:i], line: n, last: n}
	if m, err := strconv.Atoi(last); err == nil && m > n {
		p.last = min(m, n+maxPaneLines)
	}
	if a.job.env.Log != nil {
		for _, f := range a.job.env.Log.Files {
			if f.Path == p.file || shortPath(f.Path, true) == shortPath(p.file, true) {
				p.file = f.Path
				break
			}
		}
	}
	return p, true
}

// placeOf is the first line of a log that proves a verdict.
func (a *App) placeOf(v *checks.Verdict) place {
	if v != nil {
		for _, e := range v.Evidence {
			if e.Source == checks.FromLog {
				if p, ok := a.placeIn(e.Where); ok {
					return p
				}
			}
		}
	}
	return place{}
}
