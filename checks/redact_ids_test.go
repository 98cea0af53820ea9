package checks_test

import (
	"testing"

	"authdoctor/checks"
	"authdoctor/checks/cause"
	"authdoctor/checks/redact"
	"authdoctor/checks/simulator"
)

// No id of ours is read as the name of a secret: what is told behind it stays.
func TestNoIDIsTheNameOfASecret(t *testing.T) {
	kb, err := cause.Default()
	if err != nil {
		t.Fatal(err)
	}
	ids := checks.IDs()
	for _, c := range kb.All() {
		ids = append(ids, string(c.ID))
	}
	for _, s := range simulator.Scenarios() {
		ids = append(ids, s.ID)
	}
	people := redact.NewPeople(redact.Known{})
	for _, id := range ids {
		for _, text := range []string{id + ": steps 1 to 4 done", id + ": refused", id + ": 4711", "Cause: " + id + ": ok, (" + id + ": 3 of 4)"} {
			if got := people.Hide(redact.Clean(text)); got != text {
				t.Errorf("%q became %q", text, got)
			}
		}
	}
}
