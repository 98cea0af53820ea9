package checks

import (
	"testing"

	"authdoctor/checks/cause"
)

// Questions that are not the diagnosis itself are asked only where nothing else settled the cause.
func TestQuestionsAreAskedWhereTheyHelp(t *testing.T) {
	proven := []Verdict{{Cause: httpNotFound, Strength: cause.Proven}}
	likely := []Verdict{{Cause: soapFault, Strength: cause.Likely}, proven[0]}
	unknown := []Verdict{{Cause: cause.Unknown, Strength: cause.Proven}}
	idle := []Verdict{{Cause: cause.NoWork, Strength: cause.Likely}}
	tests := map[string]struct {
		vendor  string
		answers map[string]string
		found   []Verdict
		want    int
	}{
		"all well":                   {"connex", nil, nil, 0},
		"nothing to do":              {"connex", nil, idle, 0},
		"settled":                    {"connex", nil, proven, 0},
		"not settled":                {"connex", nil, likely, 1},
		"not known":                  {"connex", nil, unknown, 1},
		"answered":                   {"connex", map[string]string{"connex-log": "refused"}, likely, 0},
		"no questions":               {"generic", nil, likely, 0},
		"questions are all there is": {"caselle", nil, nil, 1},
	}
	for name, tt := range tests {
		c := &Case{Vendor: vendor(t, tt.vendor), Answers: tt.answers}
		if got := len(openQuestions(c, tt.found)); got != tt.want {
			t.Errorf("%s: %d questions, want %d", name, got, tt.want)
		}
	}
}

// What Connex's own log says names the causes that no probe can see.
func TestConnexLogIsReported(t *testing.T) {
	for value, want := range map[string]string{
		"refused": "channel-credentials channel reported likely", "closed": "channel-closed channel reported likely", "plan": "plan-limit service reported likely",
		"other": "", "none": "",
	} {
		c := &Case{Vendor: vendor(t, "connex"), Answers: map[string]string{"connex-log": value}, Offline: true}
		res := Run(t.Context(), liveEnv(t, c), []Check{answersCheck}, nil)
		got := ""
		if lines := verdictLine(res.Verdicts); len(lines) > 0 {
			got = lines[0]
		}
		if got != want {
			t.Errorf("%s: %q, want %q", value, got, want)
		}
	}
}
