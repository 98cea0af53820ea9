package say

import (
	"strings"
	"testing"

	"authdoctor/checks/cause"
	"authdoctor/checks/vendors"
)

// What is shipped is shown as it was written: a sentence of ours that reads like a secret would be hidden.
func TestNoSentenceOfOursIsTakenForASecret(t *testing.T) {
	kb, err := cause.Default()
	if err != nil {
		t.Fatal(err)
	}
	set, err := vendors.Default()
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	same := func(where string, texts ...string) {
		for _, s := range texts {
			n++
			if want := strings.Join(strings.Fields(s), " "); One(s) != want {
				t.Errorf("%s:\n shown %q\nwritten %q", where, One(s), want)
			}
		}
	}
	answers := func(where string, list []cause.Answer) {
		for _, a := range list {
			same(where, a.Text, a.Hint, a.End)
		}
	}
	remedies := func(where string, list []cause.Remedy) {
		for _, r := range list {
			for _, s := range r.Steps {
				same(where+", step "+s.ID, s.Where, s.Do, s.Expect, s.Else, s.Copy, s.Open)
				// as the numbered lines say it
				same(where+", step "+s.ID, "Step 1 of 2 ("+s.Where+"): "+s.Do, "You should see: "+s.Expect, "Then: "+s.Else, "The text for it: "+s.Copy, s.Where+": "+s.Do)
				answers(where+", step "+s.ID, s.Ask)
			}
		}
	}
	for _, c := range kb.All() {
		same(string(c.ID), c.Title, c.Why, "Why: "+c.Why, "Cause, proven, seen just now: "+c.Title+".", "It explains: "+c.Title+".")
		remedies(string(c.ID), c.Remedies)
	}
	for _, v := range set.All() {
		for id, list := range v.Remedies {
			remedies(v.ID+", "+string(id), list)
		}
		for _, q := range v.Questions {
			same(v.ID+", question "+q.ID, q.Text, q.Why)
			answers(v.ID+", question "+q.ID, q.Answers)
		}
	}
	t.Logf("%d sentences", n)
}
