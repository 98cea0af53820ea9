package checks

import (
	"context"
	"fmt"

	"authdoctor/checks/cause"
	"authdoctor/logparse"
)

const whyNoLog = "No log was given. The Web Connector's log says the most: give it with --log FILE (in the Web Connector: View Log)."

var logCheck = Check{
	ID:   "log",
	Asks: "The newest runs ended well",
	Run:  runLog,
}

func runLog(_ context.Context, env *Env) Outcome {
	if env.Log == nil && env.Case.LogTrouble != "" {
		return Outcome{State: Broken, Why: clean(env.Case.LogTrouble)}
	}
	if env.Log == nil {
		return Outcome{State: Skipped, Why: whyNoLog}
	}
	return judgeLog(env.Log, Judge(env.Log, env.KB, env.Case.Vendor))
}

// judgeLog sums up what the log's findings come to.
func judgeLog(log *logparse.Log, found []Finding) Outcome {
	out := Outcome{Findings: found}
	bad, unknown := 0, 0
	for _, f := range found {
		switch f.Cause {
		case cause.NoWork:
		case cause.Unknown:
			unknown++
		default:
			bad++
		}
	}
	decided, failed, waits := 0, false, false
	for _, a := range log.Apps {
		if a.Decided != nil {
			decided++
			failed = failed || a.Decided.Outcome == logparse.Failed
		}
		waits = waits || a.Newest != a.Decided && a.Newest.Outcome == logparse.CutOff && len(a.Newest.Failures) > 0
	}
	switch {
	case bad > 0 && log.Fragment:
		out.State, out.Why = Failed, "The text shows a failure."
	case bad > 0:
		out.State = Failed
		switch {
		case failed:
			out.Why = "The newest finished run failed."
		case waits:
			out.Why = "The newest run has no end in the log, and shows a failure."
		case len(log.Loose) > 0:
			out.Why = "The log shows a failure outside any run."
		default:
			out.Why = "The newest finished run ended, but not all that was in it went well."
		}
	case unknown > 0:
		out.Why = "The log shows a failure whose words fit no known cause."
	case decided == 0 && len(found) == 0:
		out.Why = "The log shows no finished run, so it decides nothing."
	case decided == 1:
		out.State, out.Why = Passed, "The newest finished run ended well."
	default:
		out.State, out.Why = Passed, fmt.Sprintf("The newest finished runs of %d applications ended well.", decided)
		if decided == 0 {
			out.Why = "The text shows no failure."
		}
	}
	return out
}
