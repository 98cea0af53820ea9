package checks

import (
	"slices"
	"testing"

	"authdoctor/checks/cause"
)

func TestApart(t *testing.T) {
	kb := kbase(t)
	possible := func(ids ...cause.ID) []Done {
		d := done("log", Failed, "")
		for _, id := range ids {
			d.Findings = append(d.Findings, logged(id, cause.Service, "", cause.Possible, "l:1"))
		}
		return []Done{d}
	}
	tests := map[string]struct {
		checks  []Done
		between []cause.ID
		check   string
		answers int
	}{
		"one cause is nothing to tell apart": {possible(tlsTooOld), nil, "", 0},
		"a closed connection":                {possible(connectionClosed, tlsTooOld), []cause.ID{connectionClosed, tlsTooOld}, "service", 0},
		"an untrusted certificate":           {possible(tlsUntrusted, tlsExpired, tlsWrongHost), []cause.ID{tlsUntrusted, tlsExpired, tlsWrongHost}, "service", 3},
		"causes that no row names":           {possible(httpNotFound, httpForbidden), []cause.ID{httpNotFound, httpForbidden}, "site", 0},
		"unknown is no cause":                {possible(tlsTooOld, cause.Unknown), nil, "", 0},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			got := Apart(Weigh(Input{Checks: tt.checks, KB: kb}), kb)
			if tt.between == nil {
				if got != nil {
					t.Errorf("%+v", got)
				}
				return
			}
			if len(got) != 1 || !slices.Equal(got[0].Between, tt.between) || got[0].Check != tt.check || len(got[0].Answers) != tt.answers || got[0].Say == "" {
				t.Errorf("%+v", got)
			}
		})
	}
}

func TestACheckThatCameToAnAnswerIsNotNamedAgain(t *testing.T) {
	kb := kbase(t)
	log := done("log", Failed, "", logged(connectionClosed, cause.Service, "", cause.Possible, "l:1"), logged(tlsTooOld, cause.Service, "", cause.Possible, "l:1"))
	for state, want := range map[State]string{Skipped: "service", Unknown: "service", Broken: "service", Failed: ""} {
		res := &Result{Checks: []Done{log, done("service", state, "https://elsewhere.example/")}}
		res.Verdicts = Weigh(Input{Checks: res.Checks, KB: kb})
		got := res.Apart(kb)
		if len(got) != 1 || got[0].Check != want {
			t.Errorf("%s: %+v, want the check %q", state, got, want)
		}
	}
}
