//go:build !race

// The race detector makes a sync.Pool lose what is put into it now and then, so allocations count only without it.

package redact

import (
	"strings"
	"testing"
)

// A text in which there is nothing to hide is given back as it is and costs no memory.
func TestCleanOfAHarmlessTextAllocatesNothing(t *testing.T) {
	for _, s := range append(shorts, "", strings.Repeat("WebServiceManager.DoUpdateSelected() : updateWS() has STARTED. ", 14)) {
		if n := testing.AllocsPerRun(100, func() {
			if Clean(s) != s {
				t.Error(s)
			}
		}); n > 0 {
			t.Errorf("%q: %v allocations", s, n)
		}
	}
}
