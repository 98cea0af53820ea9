package checks

import (
	"cmp"
	"context"
	"fmt"

	"authdoctor/checks/cause"
	"authdoctor/checks/vendors"
	"authdoctor/logparse"
)

const (
	nearLimit = 0.75 // of the vendor's limit; above it is near
	// A login that failed after such a time met a time limit, whatever its words: .NET's own is 100 s, Connex's two minutes.
	limitFrom, limitTo = 90.0, 135.0
)

var syncRangeCheck = Check{
	ID:   "sync-range",
	Asks: "Runs stay within the time limit",
	Run:  runSyncRange,
}

func runSyncRange(_ context.Context, env *Env) Outcome {
	if env.Log == nil {
		return Outcome{State: Skipped, Why: "How long the runs take stands in the log only. Give it with --log FILE."}
	}
	return judgeRange(env.Log, env.Case.Vendor, env.KB)
}

// judgeRange decides from how long the newest finished logins took.
func judgeRange(log *logparse.Log, v *vendors.Vendor, kb *cause.Base) Outcome {
	limit := 0.0
	if v != nil {
		limit = v.Limit.Seconds
	}
	var out Outcome
	known, short := 0, 0
	longest := 0.0
	for _, a := range newestApps(log.Apps) {
		s := a.Decided
		call := s.Call(logparse.StageAuthenticate)
		if call == nil {
			continue
		}
		if f, ok := overLimit(log, s, call, v, kb); ok {
			out.Findings = append(out.Findings, f)
			continue
		}
		if call.Answered && call.Seconds >= 0 {
			known++
			longest = max(longest, call.Seconds)
		} else if failedAfter(s, call) >= 0 && failedAfter(s, call) < nearLimit*limitFrom {
			short++
		}
	}
	switch {
	case len(out.Findings) > 0:
		out.State, out.Why = Failed, "The newest finished run was cut off by the time limit during its login."
	case known == 0 && short > 0:
		out.State, out.Why = Passed, "The newest login failed long before any time limit, so the date range is not what stopped it."
	case known == 0:
		out.Why = "The log does not show how long the newest finished login took."
	case limit == 0:
		out.Why = fmt.Sprintf("The newest login took %.0f s; the vendor's limit is not known.", longest)
	case longest > limit:
		out.State, out.Warns = Warned, nearTimeLimit
		out.Why = fmt.Sprintf("The newest login took %.0f s, over the limit of %.0f s, and yet ended well.", longest, limit)
	case longest > nearLimit*limit:
		out.State, out.Warns = Warned, nearTimeLimit
		out.Why = fmt.Sprintf("The newest login took %.0f s of the %.0f s that it has. Choose a smaller date range before it fails.", longest, limit)
	default:
		out.State, out.Why = Passed, fmt.Sprintf("The newest login took %.0f s of the %.0f s that it has.", longest, limit)
	}
	return out
}

// failedAfter is how long a login took that ended without an answer, in seconds; negative where it is not known.
func failedAfter(s *logparse.Session, call *logparse.Call) float64 {
	took := -1.0
	if !call.Answered {
		took = call.Seconds
	}
	for _, f := range s.Failures {
		if f.Stage == logparse.StageAuthenticate && !call.Answered {
			took = max(took, f.Seconds)
		}
	}
	return took
}

// overLimit says whether a failed run met the time limit while it logged in: it got no answer, and a timeout says so, or the time
// that it took does and no other cause is named.
func overLimit(log *logparse.Log, s *logparse.Session, call *logparse.Call, v *vendors.Vendor, kb *cause.Base) (Finding, bool) {
	if s.Outcome != logparse.Failed || call.Answered || kb == nil {
		return Finding{}, false
	}
	for i := range s.Failures {
		f := &s.Failures[i]
		if f.Stage != logparse.StageAuthenticate {
			continue
		}
		took := max(f.Seconds, call.Seconds)
		id := CauseOf(f, kb, nil)
		long := took >= limitFrom && took <= limitTo
		if !long || id != serviceTimeout && id != rangeTooLarge && id != cause.Unknown {
			continue
		}
		use, _ := v.Preferred(serviceTimeout, logparse.StageAuthenticate.String())
		out := Finding{Cause: use, Subject: cause.Service, Address: plainAddress(cmp.Or(f.URL, s.URL)), App: clean(s.App),
			Strength: cause.Likely, Stage: logparse.StageAuthenticate,
			Evidence: []Evidence{logEvidence(log, f, f.Message), {Source: FromLog, At: call.Start, Where: whereInLog(log, s.File, call.Line),
				Text: fmt.Sprintf("The login was called here and had no answer for %.0f s.", took)}}}
		if c := kb.Get(use); c != nil && c.Subject != "" {
			out.Subject = c.Subject
		}
		return out, true
	}
	return Finding{}, false
}
