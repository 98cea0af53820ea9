package main

import (
	"strings"
	"testing"
)

// TestEmptyAndWrongFlags holds that a flag without a value that can be meant is wrong usage, and not passed over.
func TestEmptyAndWrongFlags(t *testing.T) {
	for _, args := range [][]string{{"--site", ""}, {"--service", " "}, {"--qwc", ""}, {"--timeout", "0"}, {"--timeout", "5"}, {"--timeout", "-1s"}, {"--timeout", "soon"}} {
		o := call(t, "", nil, append([]string{"check", "--offline"}, args...)...)
		if o.code != exitUsage || strings.Contains(o.err, "time: ") {
			t.Errorf("%q: exit %d, %s", args, o.code, o.err)
		}
	}
	if o := call(t, "", nil, "check", "--offline", "--only", "site, service", "--timeout", "1500ms"); o.code != exitOK {
		t.Errorf("exit %d, %s", o.code, o.err)
	}
}
