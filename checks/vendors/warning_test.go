package vendors

import (
	"strings"
	"testing"

	"authdoctor/checks/cause"
)

// The steps against what a check only warns of begin with no message of a failure, for there is none yet; and nothing finds such a
// cause at work.
func TestStepsAgainstAWarningSpeakOfNoFailure(t *testing.T) {
	kb, err := cause.Default()
	if err != nil {
		t.Fatal(err)
	}
	set, err := Default()
	if err != nil {
		t.Fatal(err)
	}
	seen := 0
	for _, c := range kb.All() {
		if !c.Warning {
			continue
		}
		seen++
		if len(c.Signatures) > 0 || len(c.Explains) > 0 {
			t.Errorf("%s: a warning has no signature and explains nothing", c.ID)
		}
		for _, v := range append(set.All(), nil) {
			for _, r := range Remedies(kb, v, c.ID, "") {
				for _, s := range r.Steps {
					if text := strings.ToLower(s.Do + " " + s.Expect); strings.Contains(text, "red ") || strings.Contains(text, "authentication failed") || strings.Contains(text, "more information") {
						t.Errorf("%s, step %s: %s", c.ID, s.ID, text)
					}
				}
			}
		}
	}
	if seen == 0 {
		t.Error("no cause is a warning")
	}
}
