package cause_test

import (
	"fmt"
	"testing"

	"authdoctor/checks/cause"
)

// BenchmarkMatchNew matches sentences that were never seen before, the worst case; BenchmarkMatchAgain one that a log repeats.
func BenchmarkMatchNew(b *testing.B) {
	kb, n := load(b), 0
	for b.Loop() {
		n++
		kb.Match(failure(n))
	}
}

func BenchmarkMatchAgain(b *testing.B) {
	kb := load(b)
	for b.Loop() {
		kb.Match(failure(0))
	}
}

func failure(n int) cause.Symptom {
	return cause.Symptom{Code: "QBWC1012", Stage: "authenticate", Seconds: 3,
		Message: fmt.Sprintf("Server was unable to process request. ---> The remote server returned an error: (404) Not Found. %d", n)}
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := cause.Load(cause.Builtin()); err != nil {
			b.Fatal(err)
		}
	}
}
