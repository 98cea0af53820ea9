package report

import (
	"path"
	"strconv"
	"strings"

	"authdoctor/checks"
	"authdoctor/logparse"
)

// Bounds of the parts of logs in a bundle.
const (
	mostLogLines  = 20_000 // lines of all logs
	mostRunLines  = 300    // of a run that is taken whole; of a longer one its beginning, its end and what is around its failures
	mostLineBytes = 8 << 10
	runHead       = 40 // lines
	runTail       = 20
	beforeFailure = 80
	afterFailure  = 40
	aroundRun     = 3
	nearby        = 20 // two parts with fewer lines between them are one
)

// wanted is lines of one log. The order of a list of them is their importance.
type wanted struct {
	file int // index in Log.Files
	span logparse.Span
}

// wants lists the lines that support needs, the most important first: the proofs of the verdicts, the run that decided, the
// first bad one, the last good one to compare with, the newest; then the failed runs from the newest back.
func (r *Report) wants() []wanted {
	w := r.proofLines()
	for _, a := range r.Log.Apps {
		for _, s := range []*logparse.Session{a.Decided, a.FirstBad, a.LastGood, a.Newest} {
			w = append(w, runLines(s)...)
		}
	}
	for i := len(r.Log.Loose) - 1; i >= 0; i-- {
		f := r.Log.Loose[i]
		w = append(w, wanted{f.File, logparse.Span{First: f.Line - beforeFailure, Last: max(f.Line, f.Last) + afterFailure}})
	}
	for _, a := range r.Log.Apps {
		for i := len(a.Kept) - 1; i >= 0; i-- {
			w = append(w, runLines(a.Kept[i])...)
		}
	}
	if r.Log.Fragment { // a pasted text is short, and all of it is what somebody saw
		for i := range r.Log.Files {
			w = append(w, wanted{i, logparse.Span{First: 1, Last: mostRunLines}})
		}
	}
	return w
}

// proofLines are the lines that the evidence of the verdicts names.
func (r *Report) proofLines() []wanted {
	var w []wanted
	if r.Result == nil {
		return nil
	}
	for _, v := range r.Result.Verdicts {
		for _, e := range v.Evidence {
			at := strings.LastIndexByte(e.Where, ':')
			if e.Source != checks.FromLog || at < 0 {
				continue
			}
			line, err := strconv.Atoi(e.Where[at+1:])
			if err != nil {
				continue
			}
			for i, f := range r.Log.Files {
				if base(f.Path) == base(e.Where[:at]) {
					w = append(w, wanted{i, logparse.Span{First: line - beforeFailure/2, Last: line + afterFailure/2}})
				}
			}
		}
	}
	return w
}

// base is the last part of a path of any system.
func base(p string) string { return path.Base(strings.ReplaceAll(p, `\`, "/")) }

// runLines are the lines of one run.
func runLines(s *logparse.Session) []wanted {
	if s == nil {
		return nil
	}
	var w []wanted
	if s.Rest.First > 0 && s.EndFile != s.File {
		w = append(w, wanted{s.EndFile, logparse.Span{First: s.Rest.First, Last: min(s.Rest.Last, s.Rest.First+mostRunLines)}})
	}
	if s.Span.Last-s.Span.First < mostRunLines {
		return append(w, wanted{s.File, logparse.Span{First: s.Span.First - aroundRun, Last: s.Span.Last + aroundRun}})
	}
	for _, f := range s.Failures {
		w = append(w, wanted{f.File, logparse.Span{First: f.Line - beforeFailure, Last: min(max(f.Line, f.Last), f.Line+mostRunLines) + afterFailure}})
	}
	return append(w, wanted{s.File, logparse.Span{First: s.Span.First - aroundRun, Last: s.Span.First + runHead}},
		wanted{s.File, logparse.Span{First: s.Span.Last - runTail, Last: s.Span.Last + aroundRun}})
}

// chosen takes of the wanted lines as many as fit into the bound of lines, by file, and says how many wants were not met.
func chosen(list []wanted, files int) (taken []wanted, missed int) {
	have := make(map[[2]int]bool)
	for _, w := range list {
		if w.file < 0 || w.file >= files {
			continue
		}
		w.span.First = max(1, w.span.First)
		var more [][2]int
		for n := w.span.First; n <= w.span.Last; n++ {
			if line := [2]int{w.file, n}; !have[line] {
				more = append(more, line)
			}
		}
		if len(have)+len(more) > mostLogLines {
			missed++
			continue
		}
		for _, line := range more {
			have[line] = true
		}
		taken = append(taken, w)
	}
	return taken, missed
}
