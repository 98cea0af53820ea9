package main

import (
	"strings"
	"testing"
)

func TestPlainSigns(t *testing.T) {
	const in, want = "ok 7 · “Müller” … 2 → 3 ›\n日本", "ok 7 - \"Müller\" ... 2 -> 3 >\n日本"
	for size := 1; size <= len(in); size++ {
		var out strings.Builder
		w := &plainSigns{out: &out}
		for i := 0; i < len(in); i += size {
			part := in[i:min(i+size, len(in))]
			if n, err := w.Write([]byte(part)); n != len(part) || err != nil {
				t.Fatalf("%d bytes at a time: %d, %v", size, n, err)
			}
		}
		if out.String() != want {
			t.Errorf("%d bytes at a time: %q", size, out.String())
		}
	}
}
