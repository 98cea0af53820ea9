package main

import (
	"strings"
	"testing"
)

// What is not given is skipped, with how to give it: the shop above all.
func TestCheckSaysWhatIsMissing(t *testing.T) {
	r := call(t, "", nil, "check", "--offline", "--qwc", write(t, "good.qwc", goodQWC))
	if r.code != exitOK {
		t.Errorf("exit status %d\n%s%s", r.code, r.out, r.err)
	}
	for _, say := range []string{"--site", "--log", "shop", "--offline"} {
		if !strings.Contains(r.out, say) {
			t.Errorf("%q is not said:\n%s", say, r.out)
		}
	}
	if strings.Contains(r.out, "ALL WELL") {
		t.Errorf("one check out of ten is no all-clear:\n%s", r.out)
	}
	if !strings.Contains(r.out, "Contacted: nobody") {
		t.Errorf("--offline contacted somebody:\n%s", r.out)
	}
}

// On a PC that holds nothing and with nothing given, nothing is wrong and nothing is known.
func TestCheckOfNothing(t *testing.T) {
	r := call(t, "", nil, "check", "--offline")
	if r.code != exitOK || !strings.Contains(r.out, "NOT KNOWN") {
		t.Errorf("exit status %d\n%s%s", r.code, r.out, r.err)
	}
}
