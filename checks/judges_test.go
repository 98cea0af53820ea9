package checks

import (
	"slices"
	"testing"

	"authdoctor/checks/cause"
	"authdoctor/checks/probe"
	"authdoctor/checks/qwc"
	"authdoctor/checks/vendors"
	"authdoctor/logparse"
)

func TestJudgePairing(t *testing.T) {
	file := func(ps ...qwc.Problem) *qwc.File {
		return &qwc.File{Path: `C:\Users\mia\Downloads\harbor.qwc`, AppName: "Harbor", AppURL: "https://books.example/wc", AppSupport: "https://books.example/help", UserName: "harbor", Problems: ps}
	}
	app := func(url, user string, outcome logparse.Outcome, fs ...logparse.Failure) *logparse.Log {
		s := &logparse.Session{App: "Harbor", URL: url, User: user, Outcome: outcome, Failures: fs}
		return &logparse.Log{Apps: []*logparse.App{{Name: "Harbor", URL: url, User: user, Newest: s, Decided: s}}, Files: []logparse.File{{Path: "QWCLog.txt"}}}
	}
	plain := qwc.Problem{Rule: "app-url-https", Severity: qwc.Error, Line: 4, Field: "AppURL", Text: "AppURL is http.", Cause: "https-required"}
	remark := qwc.Problem{Severity: qwc.Warning, Text: "AppDescription is long."}
	tests := map[string]struct {
		file    *qwc.File
		support []*probe.Exchange
		log     *logparse.Log
		state   State
		want    []string
	}{
		"sound":           {file(), []*probe.Exchange{{Status: 200}}, nil, Passed, nil},
		"a broken rule":   {file(plain), nil, nil, Failed, []string{"https-required pairing proven harbor.qwc:4"}},
		"a remark":        {file(remark), nil, nil, Warned, nil},
		"support is gone": {file(), []*probe.Exchange{{URL: "https://books.example/help", Status: 404}}, nil, Failed, []string{"support-url-unreachable support proven https://books.example/help"}},
		"support is silent": {file(), []*probe.Exchange{{URL: "https://books.example/help", Failure: &probe.Failure{Kind: probe.Refused, Text: "Refused."}}}, nil, Failed,
			[]string{"support-url-unreachable support proven https://books.example/help"}},
		"support wants a login":  {file(), []*probe.Exchange{{Status: 401}}, nil, Passed, nil},
		"the log agrees":         {file(), nil, app("https://books.example/wc", "HARBOR", logparse.Failed), Passed, nil},
		"the log runs elsewhere": {file(), nil, app("https://old.example/wc", "harbor", logparse.OK), Warned, nil},
		"the log is refused as another user": {file(), nil, app("https://books.example/wc", "pier", logparse.Failed, logparse.Failure{Answer: "nvu"}), Failed,
			[]string{"pairing-deleted pairing possible QWCLog.txt"}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			out := judgePairing(pairingView{q: tt.file, log: tt.log}, tt.support)
			var got []string
			for _, f := range out.Findings {
				got = append(got, string(f.Cause)+" "+string(f.Subject)+" "+f.Strength.String()+" "+f.Evidence[0].Where)
			}
			if out.State != tt.state || !slices.Equal(got, tt.want) || out.Why == "" {
				t.Errorf("%v %v %q, want %v %v", out.State, got, out.Why, tt.state, tt.want)
			}
		})
	}
}

func TestSupportIsAskedOnlyWhereItCounts(t *testing.T) {
	tests := map[string]struct {
		support string
		offline bool
		want    bool
	}{
		"another page": {"https://books.example/help", false, true}, "the service itself": {"https://books.example/wc/", false, false},
		"offline": {"https://books.example/help", true, false}, "empty": {"", false, false}, "no address": {"ask Mia", false, false},
	}
	for name, tt := range tests {
		c := &Case{Offline: tt.offline, QWC: &qwc.File{AppURL: "https://books.example/wc", AppSupport: tt.support}}
		if got := asksSupport(c); got != tt.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

func TestJudgeRange(t *testing.T) {
	log := func(outcome logparse.Outcome, answered bool, seconds float64, fs ...logparse.Failure) *logparse.Log {
		s := &logparse.Session{App: "Harbor", Outcome: outcome, Calls: []logparse.Call{{Stage: logparse.StageAuthenticate, Line: 7, Seconds: seconds, Answered: answered}}, Failures: fs}
		return &logparse.Log{Apps: []*logparse.App{{Name: "Harbor", Decided: s}}, Files: []logparse.File{{Path: "QWCLog.txt"}}}
	}
	late := func(seconds float64, message string) logparse.Failure {
		return logparse.Failure{Line: 9, Stage: logparse.StageAuthenticate, Code: "QBWC1012", Message: message, Seconds: seconds}
	}
	limit := &vendors.Vendor{ID: "harbor", Limit: vendors.Limit{Seconds: 120}}
	tests := map[string]struct {
		log   *logparse.Log
		v     *vendors.Vendor
		state State
		found bool
	}{
		"quick":                      {log(logparse.OK, true, 8), limit, Passed, false},
		"near":                       {log(logparse.OK, true, 91), limit, Warned, false},
		"at three quarters":          {log(logparse.OK, true, 90), limit, Passed, false},
		"no limit known":             {log(logparse.OK, true, 91), &vendors.Vendor{}, Unknown, false},
		"not known":                  {log(logparse.OK, true, -1), limit, Unknown, false},
		"timed out":                  {log(logparse.Failed, false, 120, late(120, "The operation has timed out")), limit, Failed, true},
		"timed out in other words":   {log(logparse.Failed, false, 119, late(119, "Zworble quux.")), limit, Failed, true},
		"failed at once":             {log(logparse.Failed, false, 1, late(1, "The operation has timed out")), limit, Passed, false},
		"late, but of another cause": {log(logparse.Failed, false, 100, late(100, "The request failed with HTTP status 504: Gateway Timeout.")), limit, Unknown, false},
	}
	for name, tt := range tests {
		out := judgeRange(tt.log, tt.v, kbase(t))
		if out.State != tt.state || (len(out.Findings) > 0) != tt.found || (out.Warns == nearTimeLimit) != (out.State == Warned) {
			t.Errorf("%s: %v %q %+v, want %v", name, out.State, out.Why, out.Findings, tt.state)
		}
	}
}

func TestJudgeAnswers(t *testing.T) {
	tests := map[string]struct {
		vendor  string
		answers map[string]string
		state   State
		want    cause.ID
	}{
		"no questions":        {"generic", nil, Skipped, ""},
		"not asked":           {"connex", nil, Skipped, ""},
		"nothing answered":    {"caselle", nil, Unknown, ""},
		"an unknown question": {"caselle", map[string]string{"colour": "blue"}, Broken, ""},
	}
	for name, tt := range tests {
		v := vendor(t, tt.vendor)
		w, err := v.Walk(tt.answers)
		if out := judgeAnswers(v, w, err, kbase(t)); out.State != tt.state || out.Why == "" {
			t.Errorf("%s: %v %q, want %v", name, out.State, out.Why, tt.state)
		}
	}
	v := vendor(t, "caselle")
	w := vendors.Walked{Cause: "auth-code-used", Given: []vendors.Given{{Question: v.Questions[0], Answer: v.Questions[0].Answers[0]}}}
	out := judgeAnswers(v, w, nil, kbase(t))
	if out.State != Failed || out.Findings[0].Subject != cause.Caselle || out.Findings[0].Evidence[0].Source != FromPerson {
		t.Errorf("%+v", out)
	}
	if out := judgeAnswers(v, vendors.Walked{End: "All is well.", Given: w.Given}, nil, kbase(t)); out.State != Passed {
		t.Errorf("an end without a cause: %+v", out)
	}
	if got := openQuestions(&Case{Vendor: v}, nil); len(got) != 1 || got[0].ID != v.Questions[0].ID {
		t.Errorf("open questions %+v", got)
	}
}

func TestEveryKindOfFailureIsDecided(t *testing.T) {
	kb := kbase(t)
	for kind, k := range kinds {
		if kb.Get(k.cause) == nil {
			t.Errorf("%s names %q, which the knowledge base does not have", kind, k.cause)
		}
	}
	for _, id := range []cause.ID{clockWrong, outdated, badCredentials, serviceBusy, pairingDeleted, supportDown, rangeTooLarge, captivePortal, poorConnection} {
		if kb.Get(id) == nil {
			t.Errorf("the knowledge base does not have %q", id)
		}
	}
	for _, kind := range []probe.Kind{probe.Canceled, probe.BadAddress, probe.Other} {
		if _, ok := findingOf(&probe.Exchange{URL: "https://a.example/", Failure: &probe.Failure{Kind: kind, Text: "x"}}, cause.Site); ok {
			t.Errorf("%s makes a finding", kind)
		}
	}
	for status := 400; status < 600; status++ {
		if id, ok := statusCause(status); !ok || kb.Get(id) == nil {
			t.Errorf("status %d gives %q", status, id)
		}
	}
}
