package main

import (
	"path/filepath"
	"slices"
	"testing"
)

func TestCustomersAreToldApart(t *testing.T) {
	tests := []struct{ paths, want []string }{
		{[]string{"a/QWCLog.txt", "b/other.txt"}, []string{"QWCLog.txt", "other.txt"}},
		{[]string{"cust/a/QWCLog.txt", "cust/b/QWCLog.txt", "cust/c/other.txt"}, []string{"a/QWCLog.txt", "b/QWCLog.txt", "other.txt"}},
		{[]string{"1/log/QWCLog.txt", "2/log/QWCLog.txt", "3/logs/QWCLog.txt"}, []string{"1/log/QWCLog.txt", "2/log/QWCLog.txt", "logs/QWCLog.txt"}},
		{[]string{"QWCLog.txt", "b/QWCLog.txt"}, []string{"QWCLog.txt", "b/QWCLog.txt"}},
		{[]string{"a/QWCLog.txt", "a/QWCLog.txt"}, []string{"a/QWCLog.txt", "a/QWCLog.txt"}},
	}
	for _, tt := range tests {
		var all []customer
		for _, p := range tt.paths {
			all = append(all, customer{filepath.Base(p), filepath.FromSlash(p)})
		}
		tellApart(all)
		var got []string
		for _, c := range all {
			got = append(got, filepath.ToSlash(c.name))
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%q: got %q, want %q", tt.paths, got, tt.want)
		}
	}
}
