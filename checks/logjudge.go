package checks

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"authdoctor/checks/cause"
	"authdoctor/checks/vendors"
	"authdoctor/logparse"
)

// maxLogFindings bounds what one failure can claim; an ambiguous sentence fits a handful of causes.
const maxLogFindings = 6

// Judge says what a log shows to be wrong now: of each application its newest finished run, and failures outside any run that
// nothing later made good. A nil log gives nothing.
func Judge(log *logparse.Log, kb *cause.Base, vendor *vendors.Vendor) []Finding {
	if log == nil || kb == nil {
		return nil
	}
	j := &logJudge{log: log, kb: kb, vendor: vendorID(vendor)}
	var out []Finding
	for _, a := range newestApps(log.Apps) {
		out = append(out, j.app(a)...)
	}
	for _, a := range log.Apps {
		out = append(out, j.unfinished(a)...)
	}
	if f := j.newestLoose(); f != nil {
		out = append(out, j.failures(f, nil)...)
	}
	if len(out) == 0 && log.Fragment && log.Sessions == 0 {
		out = j.fragment()
	}
	return out
}

// CauseOf is the cause that one failure of a log names for a vendor: its best match, unknown where there is none.
func CauseOf(f *logparse.Failure, kb *cause.Base, vendor *vendors.Vendor) cause.ID {
	m := kb.Match(symptomOf(f, vendorID(vendor), false))
	if len(m) == 0 {
		return cause.Unknown
	}
	use, _ := vendor.Preferred(m[0].Cause, f.Stage.String())
	return use
}

func vendorID(v *vendors.Vendor) string {
	if v == nil {
		return ""
	}
	return v.ID
}

type logJudge struct {
	log    *logparse.Log
	kb     *cause.Base
	vendor string
}

// newestApps leaves of applications with the same name the one whose finished run is the newest: after a new pairing the old
// address is history.
func newestApps(apps []*logparse.App) []*logparse.App {
	newest := map[string]*logparse.App{}
	for _, a := range apps {
		if a.Decided == nil || a.Name == "" {
			continue
		}
		if o := newest[a.Name]; o == nil || a.Decided.Start.After(o.Decided.Start) {
			newest[a.Name] = a
		}
	}
	return slices.DeleteFunc(slices.Clone(apps), func(a *logparse.App) bool { return a.Decided == nil || a.Name != "" && newest[a.Name] != a })
}

// app judges the newest finished run of an application.
func (j *logJudge) app(a *logparse.App) []Finding {
	s := a.Decided
	switch s.Outcome {
	case logparse.NoWork:
		e := Evidence{Source: FromLog, Text: "The newest finished run ended with nothing to exchange.", At: cmp.Or(s.End, s.Start),
			Where: whereInLog(j.log, s.File, s.Span.Last)}
		return []Finding{{Cause: cause.NoWork, Subject: cause.Service, Address: plainAddress(s.URL), App: clean(s.App), Strength: cause.Proven,
			Stage: logparse.StageAuthenticate, Evidence: []Evidence{e}}}
	case logparse.OK:
		return j.refusedRecords(s)
	}
	return j.failures(s.Failures, s)
}

// unfinished judges the newest run of an application where the log ends in its midst, with something wrong that nothing took back: it waits
// for a person, or was stopped by it. Words that leave the meaning open count only where they are the last that the log has.
func (j *logJudge) unfinished(a *logparse.App) []Finding {
	s := a.Newest
	if s == nil || s.Outcome != logparse.CutOff || s == a.Decided {
		return nil
	}
	var list, refused []logparse.Failure
	for _, f := range s.Failures {
		switch {
		case f.Answer != "" || takenBack(&f):
		case f.Status != 0:
			refused = append(refused, f)
		default:
			list = append(list, f)
		}
	}
	if found := j.atTheEnd(list, s, cause.Likely); len(found) > 0 {
		return found
	}
	return j.atTheEnd(refused, s, cause.Possible) // a run goes on after a refused record, so it need not be what ended this one
}

// atTheEnd judges failures of a run without an end, at most as strongly as most says.
func (j *logJudge) atTheEnd(list []logparse.Failure, s *logparse.Session, most cause.Strength) []Finding {
	if len(list) == 0 {
		return nil
	}
	ends := list[len(list)-1].Last >= s.Span.Last
	found := slices.DeleteFunc(j.failures(list, s), func(f Finding) bool { return f.Cause == cause.Unknown || f.Strength < cause.Likely && !ends })
	for i := range found {
		found[i].Strength = min(found[i].Strength, most)
	}
	return found
}

// refusedRecords tells of records that QuickBooks refused in a run that ended well otherwise.
func (j *logJudge) refusedRecords(s *logparse.Session) []Finding {
	var out []logparse.Failure
	for _, f := range s.Failures {
		if f.Status >= 3000 {
			out = append(out, f)
		}
	}
	if len(out) == 0 {
		return nil
	}
	return slices.DeleteFunc(j.failures(out, s), func(f Finding) bool { return f.Cause == cause.Unknown })
}

// failures judges what went wrong in one run (nil: outside any). The first failure with a firm meaning is the root, the later ones
// follow from it; of failures that all leave it open, the first counts.
func (j *logJudge) failures(list []logparse.Failure, s *logparse.Session) []Finding {
	list = standing(list, s)
	var open []Finding
	for i := range list {
		got := j.failure(&list[i], s)
		if len(got) == 0 {
			continue
		}
		if got[0].Strength >= cause.Likely {
			return j.repeated(got, list[i+1:], s)
		}
		if open == nil || open[0].Cause == cause.Unknown && got[0].Cause != cause.Unknown {
			open = got
		}
	}
	if open != nil {
		return open
	}
	return j.unknown(list, s)
}

// standing leaves out failures that the rest of the run shows to be harmless: serverVersion may fail while the login is answered.
func standing(list []logparse.Failure, s *logparse.Session) []logparse.Failure {
	if s == nil {
		return list
	}
	later := s.Call(logparse.StageAuthenticate)
	if later == nil || !later.Answered {
		return list
	}
	out := slices.DeleteFunc(slices.Clone(list), func(f logparse.Failure) bool {
		return f.Stage == logparse.StageServerVersion || f.Stage == logparse.StageConnect
	})
	if len(out) == 0 {
		return list
	}
	return out
}

// repeated adds the proof of later failures of the same run that mean the same.
func (j *logJudge) repeated(got []Finding, later []logparse.Failure, s *logparse.Session) []Finding {
	for i := range later {
		for _, f := range j.failure(&later[i], s) {
			for k := range got {
				if got[k].Cause == f.Cause && len(got[k].Evidence) < maxProofs {
					got[k].Evidence = append(got[k].Evidence, f.Evidence...)
				}
			}
		}
	}
	return got
}

// failure is what the knowledge base says of one failure: its best matches that are equally strong.
func (j *logJudge) failure(f *logparse.Failure, s *logparse.Session) []Finding {
	fragment := s == nil && f.Time.IsZero()
	matches := j.kb.Match(symptomOf(f, j.vendor, fragment))
	others, ok := saysNothing(matches)
	if len(matches) == 1 && matches[0].Strength == cause.Possible && j.breaksOff(f) {
		others, ok = []cause.ID{matches[0].Cause}, true // any words fit it, also half a sentence
	}
	if ok {
		out := j.finding(f, s, cause.Match{Cause: cause.Unknown, Strength: cause.Possible, Quote: matches[0].Quote}, fragment)
		out.Also, out.Tell = others, j.tellMissing(others)
		return []Finding{out}
	}
	var out []Finding
	for _, m := range matches {
		if m.Strength < matches[0].Strength || len(out) == maxLogFindings {
			break
		}
		out = append(out, j.finding(f, s, throughProxy(f, s, m), fragment))
	}
	if len(out) == 1 {
		for _, m := range matches[1:] {
			out[0].Also = append(out[0].Also, m.Cause)
		}
	}
	return out
}

// saysNothing says whether words only announce a reason, as a bare QBWC1012 does: the knowledge base lets them fit a row of causes, no one
// better than the others, and "unknown" among them. To name one of them would be a guess.
func saysNothing(matches []cause.Match) (others []cause.ID, ok bool) {
	for _, m := range matches {
		switch {
		case m.Strength > cause.Possible:
			return nil, false
		case m.Cause == cause.Unknown:
			ok = true
		default:
			others = append(others, m.Cause)
		}
	}
	return others, ok && len(others) > 0
}

// breaksOff says whether the log ends within the sentence of a failure.
func (j *logJudge) breaksOff(f *logparse.Failure) bool {
	if f.File < 0 || f.File >= len(j.log.Files) || f.Time.IsZero() || f.Last < j.log.Files[f.File].Lines || f.Stack != "" {
		return false
	}
	end, _ := utf8.DecodeLastRuneInString(strings.TrimSpace(f.Message))
	return unicode.IsLetter(end) || end == ','
}
