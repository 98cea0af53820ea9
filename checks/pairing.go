package checks

import (
	"context"
	"fmt"
	"net/http"
	"strings"

	"authdoctor/checks/cause"
	"authdoctor/checks/probe"
	"authdoctor/checks/qwc"
	"authdoctor/logparse"
)

var pairingCheck = Check{
	ID:      "pairing",
	Asks:    "The pairing file keeps the rules",
	Timeout: 2 * probe.DefaultTimeout,
	Waits:   "the support address of the pairing file",
	Run:     runPairing,
}

func runPairing(ctx context.Context, env *Env) Outcome {
	q := env.Case.QWC
	if q == nil {
		return Outcome{State: Skipped, Why: "No pairing file was given. Give it with --qwc FILE (it was downloaded when the connection was paired)."}
	}
	var support []*probe.Exchange
	if asksSupport(env.Case) {
		support = follow(ctx, q.AppSupport, getter(ctx, env))
	}
	return judgePairing(q, support, env.Log)
}

// asksSupport says whether the support address is asked: not without a network, and not where it is the service's own.
func asksSupport(c *Case) bool {
	q := c.QWC
	if c.Offline || q.AppSupport == "" || hostPath(q.AppSupport) == hostPath(q.AppURL) {
		return false
	}
	_, err := probe.ParseAddress(q.AppSupport)
	return err == nil && strings.Contains(q.AppSupport, "://")
}

// judgePairing decides from the file, the answer of its support address (empty: not asked) and the log (nil: none).
func judgePairing(q *qwc.File, support []*probe.Exchange, log *logparse.Log) Outcome {
	out := Outcome{Exchanges: support, Findings: lintFindings(q)}
	warnings := 0
	for _, p := range q.Problems {
		if p.Severity == qwc.Warning {
			warnings++
		}
	}
	if f, ok := judgeSupport(support); ok {
		out.Findings = append(out.Findings, f)
	}
	other, against := judgeAgainstLog(q, log)
	if against != nil {
		out.Findings = append(out.Findings, *against)
	}
	switch {
	case q.Broken():
		out.State, out.Why = Failed, "The pairing file breaks a rule: "+firstProblem(q, qwc.Error)
	case len(out.Findings) > 0 && out.Findings[0].Cause == supportDown:
		out.State, out.Why = Failed, "The support address in the pairing file cannot be reached, so the Web Connector does not add it."
	case against != nil:
		out.State, out.Why = Failed, other
	case other != "":
		out.State, out.Why = Warned, other
	case warnings > 0:
		out.State, out.Why = Warned, "The pairing file keeps the rules, with "+count(warnings, "remark", "remarks")+": "+firstProblem(q, qwc.Warning)
	default:
		out.State, out.Why = Passed, "The pairing file keeps the rules."
		if n := firstProblem(q, qwc.Note); n != "" {
			out.Why += " " + n
		}
	}
	return out
}

func firstProblem(q *qwc.File, s qwc.Severity) string {
	for _, p := range q.Problems {
		if p.Severity == s {
			return clean(p.Text)
		}
	}
	return ""
}

// lintFindings makes findings of broken rules. Remarks are no finding.
func lintFindings(q *qwc.File) []Finding {
	var out []Finding
	for _, p := range q.Problems {
		if p.Severity != qwc.Error || p.Cause == "" {
			continue
		}
		where := baseName(q.Path)
		if p.Line > 0 {
			where = fmt.Sprintf("%s:%d", where, p.Line)
		}
		e := Evidence{Source: FromMachine, Text: clean(p.Text), Quote: clean(p.Field), Where: where}
		out = append(out, Finding{Cause: cause.ID(p.Cause), Subject: cause.Pairing, Strength: cause.Proven, Stage: logparse.StagePairing, App: clean(q.AppName),
			Evidence: []Evidence{e}})
	}
	return out
}

// judgeSupport decides from the support address's answer: no HTTP answer, 404 or 410 is what the Web Connector stumbles over.
func judgeSupport(chain []*probe.Exchange) (Finding, bool) {
	if len(chain) == 0 {
		return Finding{}, false
	}
	first, last := chain[0], chain[len(chain)-1]
	f := Finding{Cause: supportDown, Subject: cause.Support, Address: plainAddress(first.URL), Strength: cause.Proven, Stage: logparse.StagePairing}
	switch {
	case last.Failure != nil && last.Failure.Kind == probe.Canceled:
		return Finding{}, false
	case last.Failure != nil:
		f.Evidence = []Evidence{failureEvidence(last)}
	case last.Status == http.StatusNotFound, last.Status == http.StatusGone:
		f.Evidence = []Evidence{seen(last, answerLine(last))}
	default:
		return Finding{}, false
	}
	return f, true
}

// judgeAgainstLog compares the file with the application of the same name in the log. A file that differs from what runs is told;
// where those runs are refused, the file's connection may no longer be the one.
func judgeAgainstLog(q *qwc.File, log *logparse.Log) (differs string, f *Finding) {
	if log == nil || q.AppName == "" {
		return "", nil
	}
	for _, a := range newestApps(log.Apps) {
		if !strings.EqualFold(a.Name, q.AppName) {
			continue
		}
		s := a.Decided
		switch {
		case a.URL != "" && q.AppURL != "" && hostPath(a.URL) != hostPath(q.AppURL):
			differs = fmt.Sprintf("The log shows this application at %s, and the pairing file says %s: this is not the file that runs.",
				plainAddress(a.URL), plainAddress(q.AppURL))
		case a.User != "" && q.UserName != "" && !strings.EqualFold(a.User, q.UserName):
			differs = "The log shows this application with another user name than the pairing file's: this is not the file that runs."
		default:
			return "", nil
		}
		if refusedRun(s) {
			e := Evidence{Source: FromLog, Text: clean(differs), At: s.Start, Where: whereInLog(log, s.File, s.Span.First)}
			return clean(differs), &Finding{Cause: pairingDeleted, Subject: cause.Pairing, App: clean(q.AppName), Strength: cause.Possible,
				Stage: logparse.StageAuthenticate, Evidence: []Evidence{e}}
		}
		return clean(differs), nil
	}
	return "", nil
}

// refusedRun says whether the service refused the login of a run.
func refusedRun(s *logparse.Session) bool {
	for _, f := range s.Failures {
		if f.Answer == "nvu" || f.Code == "QBWC1040" {
			return true
		}
	}
	return false
}
