package checks

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"strings"

	"authdoctor/checks/cause"
	"authdoctor/checks/machine"
	"authdoctor/checks/probe"
	"authdoctor/checks/qwc"
	"authdoctor/logparse"
)

var pairingCheck = Check{
	ID:      "pairing",
	Asks:    "The pairing is sound",
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
	view := pairingView{q: q, log: env.Log}
	if env.Log == nil || env.Case.OnThisPC {
		view.pc, _ = machine.Inspect(env.PC)
	}
	return judgePairing(view, support)
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

// judgePairing decides from the file, what it is held against, and the answer of its support address (empty: not asked).
func judgePairing(v pairingView, support []*probe.Exchange) Outcome {
	q := v.q
	out := Outcome{Exchanges: support, Findings: lintFindings(q)}
	warnings := 0
	for _, p := range q.Problems {
		if p.Severity == qwc.Warning {
			warnings++
		}
	}
	down, isDown := judgeSupport(support)
	if isDown {
		out.Findings = append(out.Findings, down)
	}
	var remark string
	lost := false // the connection behind the file
	for _, c := range []comparison{v.againstList(), v.againstLog()} {
		remark = cmp.Or(remark, c.why)
		if c.found != nil {
			out.Findings, lost, remark = append(out.Findings, *c.found), true, c.why
		}
	}
	switch {
	case q.Broken():
		out.State, out.Why = Failed, "The pairing file breaks a rule: "+firstProblem(q, qwc.Error)
	case isDown:
		out.State, out.Why = Failed, "The support address in the pairing file cannot be reached, so the Web Connector does not add it."
	case lost:
		out.State, out.Why = Failed, remark
	case remark != "":
		out.State, out.Why = Warned, remark
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
