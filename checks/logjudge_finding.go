package checks

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"authdoctor/checks/cause"
	"authdoctor/checks/lazyregexp"
	"authdoctor/checks/probe"
	"authdoctor/logparse"
)

// tellMissing says what would decide where the reason itself is missing.
func (j *logJudge) tellMissing(others []cause.ID) string {
	var titles []string
	for _, id := range others {
		if c := j.kb.Get(id); c != nil {
			titles = append(titles, c.Title)
		}
	}
	return "What says the reason is missing here: the line only announces it, or breaks off. It may be any of these: " + strings.Join(titles, "; ") + "."
}

func (j *logJudge) finding(f *logparse.Failure, s *logparse.Session, m cause.Match, fragment bool) Finding {
	out := Finding{Cause: m.Cause, Strength: m.Strength, Stage: f.Stage, App: clean(f.App), Also: slices.Clone(m.Also),
		Evidence: []Evidence{logEvidence(j.log, f, m.Quote)}}
	if fragment {
		out.Strength = min(out.Strength, cause.Likely)
	}
	called := f.URL
	if s != nil {
		called = cmp.Or(called, s.URL)
		out.App = cmp.Or(out.App, clean(s.App))
	}
	if mixed(s) {
		out.App, out.Strength = "", min(out.Strength, cause.Likely)
		out.Evidence[0].Text += " (two runs are written into each other here: which application it was is not certain)"
	}
	out.Subject = j.subject(f, m, called)
	if out.Subject == cause.Service {
		out.Address = plainAddress(called)
	}
	if f.Seconds >= 1 && f.Stage != logparse.StagePairing {
		e := &out.Evidence[0]
		e.Text += fmt.Sprintf(" (%.0f s after the call)", f.Seconds)
	}
	return out
}

// mixed says whether the lines of two runs stand in each other. A run logs in once; the lock keeps runs apart, so this is what is left where
// it did not.
func mixed(s *logparse.Session) bool {
	if s == nil {
		return false
	}
	logins := 0
	for i := range s.Calls {
		if s.Calls[i].Stage == logparse.StageAuthenticate {
			logins++
		}
	}
	return logins > 1
}

// plainStatus is the sentence of a plain web request. A SOAP call never prints it (it says "The request failed with HTTP status"),
// so under a call's failure it comes from inside the service, about what the service asked: the shop. 407 is the proxy's.
var (
	plainStatus  = lazyregexp.New(`(?i)remote server returned an error: \((\d{3})\)`)
	unresolved   = lazyregexp.New(`(?i)could not be resolved: '([^'\s]{1,253})'`)
	aboutAnyHost = []cause.Layer{"network", "TLS", "HTTP"}
)

// subject says whom a match is about: who the words name, else the service that was called, or the shop where the service's own
// words report a failure of its own.
func (j *logJudge) subject(f *logparse.Failure, m cause.Match, called string) cause.Subject {
	if m.Subject != "" {
		return m.Subject
	}
	c := j.kb.Get(m.Cause)
	if c != nil && c.Subject != "" {
		return c.Subject
	}
	if f.Stage == logparse.StagePairing && (f.Code == "QBWC1003" || f.Code == "QBWC1004") {
		return cause.Support
	}
	if c != nil && slices.Contains(aboutAnyHost, c.Layer) && f.Stage >= logparse.StageAuthenticate && f.Stage <= logparse.StageClose {
		message := cause.English(f.Message)
		if p := plainStatus.FindStringSubmatch(message); p != nil && p[1] != "407" {
			return cause.Site
		}
		if p := unresolved.FindStringSubmatch(message); p != nil && called != "" && !strings.EqualFold(p[1], probe.Host(called)) {
			return cause.Site
		}
	}
	return cause.Service
}

// unknown quotes a failure that fits no cause. A run that failed without a line that says why is told as such.
func (j *logJudge) unknown(list []logparse.Failure, s *logparse.Session) []Finding {
	out := Finding{Cause: cause.Unknown, Subject: cause.Service, Strength: cause.Possible}
	if s != nil {
		out.App, out.Address, out.Stage = clean(s.App), plainAddress(s.URL), s.Stage
	}
	switch {
	case len(list) > 0:
		f := &list[0]
		out.Stage, out.App = f.Stage, cmp.Or(out.App, clean(f.App))
		out.Evidence = []Evidence{logEvidence(j.log, f, f.Message)}
	case s != nil:
		out.Evidence = []Evidence{{Source: FromLog, Text: "The newest finished run failed, and no line of it says why.", At: cmp.Or(s.End, s.Start),
			Where: whereInLog(j.log, s.File, s.Span.Last)}}
	default:
		return nil
	}
	return []Finding{out}
}
