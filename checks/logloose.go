package checks

import (
	"cmp"
	"slices"
	"strings"

	"authdoctor/checks/cause"
	"authdoctor/checks/lazyregexp"
	"authdoctor/logparse"
)

// addedWell is what the Web Connector writes when an application was added after all, and when QuickBooks was reached after all.
var addedWell = lazyregexp.New(`(?i)has been added to QuickBooks|^Connected\.`)

// newestLoose is the failures outside any run that still count. Of a text without time stamps that is all of them. Of a log it is
// those that belong to the newest one (same application, within a minute), unless a later run of that application, or a later
// adding, went well or tells more. The rest of a failure that a log begins with has no time: any run below it is later.
func (j *logJudge) newestLoose() []logparse.Failure {
	loose := slices.DeleteFunc(slices.Clone(j.log.Loose), func(f logparse.Failure) bool { return j.log.Stamped > 0 && isBareStack(&f) })
	if len(loose) == 0 {
		return nil
	}
	last := loose[len(loose)-1]
	if last.Time.IsZero() {
		if j.log.Stamped > 0 && j.runBelow(&last) {
			return nil
		}
		return slices.DeleteFunc(loose, func(f logparse.Failure) bool {
			return !f.Time.IsZero() || takenBack(&f) || isFine(&f)
		})
	}
	if takenBack(&last) || j.laterRun(&last) {
		return nil
	}
	var out []logparse.Failure
	for _, f := range loose {
		if f.App == last.App && !f.Time.IsZero() && last.Time.Sub(f.Time).Abs().Minutes() <= 1 && !takenBack(&f) {
			out = append(out, f)
		}
	}
	return out
}

var severities = lazyregexp.New(`(?i)statusSeverity\s*=\s*["']?(\w+)`)

// isFine says whether a pasted text is QuickBooks' own answer, and reports no failure: every status in it is information. "Nothing
// found" is one of them.
func isFine(f *logparse.Failure) bool {
	all := severities.FindAllStringSubmatch(f.Message, -1)
	return f.Code == "" && f.HResult == "" && len(all) > 0 && !slices.ContainsFunc(all, func(m []string) bool { return !strings.EqualFold(m[1], "Info") })
}

func takenBack(f *logparse.Failure) bool { return slices.ContainsFunc(f.After, addedWell.MatchString) }

// laterRun says whether a run that began after a failure outside any run decides in its place: one of the same application, or
// of any where the failure names none.
func (j *logJudge) laterRun(f *logparse.Failure) bool {
	return slices.ContainsFunc(j.log.Apps, func(a *logparse.App) bool {
		return a.Decided != nil && (f.App == "" || f.App == a.Name) && !cmp.Or(a.Decided.Start, a.Decided.End).Before(f.Time)
	})
}

// runBelow says whether a finished run stands below a failure in the logs.
func (j *logJudge) runBelow(f *logparse.Failure) bool {
	return slices.ContainsFunc(j.log.Apps, func(a *logparse.App) bool {
		d := a.Decided
		return d != nil && (d.File > f.File || d.File == f.File && d.Span.First > f.Line)
	})
}

// isBareStack says whether all that is left of a failure is its stack.
func isBareStack(f *logparse.Failure) bool {
	return f.Message == "" && f.Code == "" && f.HResult == "" && f.Status == 0 && f.Answer == ""
}

// fragment judges a pasted text in which no failure was found by its form: by its words as a whole, else it is unknown and quoted.
func (j *logJudge) fragment() []Finding {
	text := strings.TrimSpace(j.log.Text)
	if text == "" {
		return nil
	}
	f := logparse.Failure{Line: 1, Message: text, Seconds: -1}
	if isFine(&f) {
		return nil
	}
	if got := j.failure(&f, nil); len(got) > 0 {
		return got
	}
	f.Message = firstLines(text, 3)
	return j.unknown([]logparse.Failure{f}, nil)
}

func firstLines(text string, n int) string {
	lines := strings.SplitN(text, "\n", n+1)
	return strings.Join(lines[:min(n, len(lines))], "\n")
}

// symptomOf puts a failure into the words of the knowledge base.
func symptomOf(f *logparse.Failure, vendor string, fragment bool) cause.Symptom {
	return cause.Symptom{
		Code: f.Code, HResult: f.HResult, Stage: f.Stage.String(), Source: f.Source, Answer: f.Answer, Status: f.Status,
		Message: f.Message, Inner: f.Inner, Seconds: f.Seconds, After: f.After, Vendor: vendor, Fragment: fragment, URL: f.URL,
	}
}
