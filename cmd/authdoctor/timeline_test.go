package main

import (
	"strings"
	"testing"
)

func TestLogTimeline(t *testing.T) {
	log := write(t, "QWCLog.txt", badLogin)
	got := call(t, "", nil, "log", "--timeline", "--ascii", log)
	if got.code != exitFound || !strings.Contains(got.out, "2026-03-02 |          X             | failed 1") || !strings.Contains(got.out, "not known") {
		t.Errorf("exit %d:\n%s", got.code, got.out)
	}
	for _, c := range got.out {
		if c > 126 {
			t.Errorf("%q is not plain", c)
		}
	}
	if got := call(t, "", nil, "log", "--timeline", "--app", "nobody", log); !strings.Contains(got.out, "nothing to draw") {
		t.Errorf("%s", got.out)
	}
	if got := call(t, "", nil, "log", "--timeline", "--json", log); got.code != exitUsage {
		t.Errorf("exit %d", got.code)
	}
}
