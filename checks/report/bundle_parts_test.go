package report

import (
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"

	"authdoctor/checks/redact"
	"authdoctor/logparse"
)

// TestPartsAreNoSecret writes many lists of parts: none looks like a card number, and each is read back.
func TestPartsAreNoSecret(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 3000 {
		var p Parts
		for line := 1 + r.IntN(3000); len(p) < 40; line += 40 + r.IntN(4000) {
			p = append(p, logparse.Span{First: line, Last: line + r.IntN(30)})
		}
		text, err := p.MarshalText()
		if err != nil {
			t.Fatal(err)
		}
		if seen := redact.Clean(string(text)); seen != string(text) {
			t.Fatalf("%s\nreads %s", text, seen)
		}
		var back Parts
		if err := back.UnmarshalText(text); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(p, back); diff != "" {
			t.Fatal(diff)
		}
	}
}
