package logparse

import (
	"fmt"
	"strings"
	"testing"
	"unsafe"
)

// A failure that comes back is kept once; one whose text is only cut in another place is another one.
func TestWordsOfAFailureThatComesBack(t *testing.T) {
	var w failing
	say := func(msg, info, stack string) wording {
		w.msg, w.info, w.stack = append(w.msg[:0], msg...), append(w.info[:0], info...), append(w.stack[:0], stack...)
		return w.words()
	}
	first := say("The operation has timed out", "", "at A.B()")
	again := say("The operation has timed out", "", "at A.B()")
	if first != again || unsafe.StringData(first.message) != unsafe.StringData(again.message) {
		t.Errorf("%+v, then %+v: want one and the same", first, again)
	}
	if got, want := say("Failed ---> inner", "more", ""), (wording{"Failed ---> inner", "inner", ""}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
	a, b := say("ab", "c", "d"), say("a", "bc", "d")
	if a.message != "ab" || b.message != "a" {
		t.Errorf("two texts of the same letters were taken for one: %+v, %+v", a, b)
	}
	if a, b := say("ab", "", "c"), say("ab", "c", ""); a.stack != "c" || b.stack != "" {
		t.Errorf("a stack was taken for what stands below \"More info\": %+v, %+v", a, b)
	}
}

func TestWordsOfManyFailuresAreBounded(t *testing.T) {
	var w failing
	for i := range 5 * maxWordings {
		w.msg = fmt.Appendf(w.msg[:0], "failure %d", i)
		if got, want := w.words().message, fmt.Sprintf("failure %d", i); got != want {
			t.Fatalf("got %q, want %q", got, want)
		}
		if len(w.wordings) > maxWordings {
			t.Fatalf("%d texts are remembered", len(w.wordings))
		}
	}
	n := len(w.wordings)
	w.msg = append(w.msg[:0], strings.Repeat("long ", maxWording)...)
	if got := w.words().message; !strings.HasPrefix(got, "long long") || len(w.wordings) != n {
		t.Errorf("a long text: %.20q, %d texts remembered, want %d", got, len(w.wordings), n)
	}
}
