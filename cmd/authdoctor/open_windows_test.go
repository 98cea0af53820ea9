package main

import (
	"os"
	"path/filepath"
	"testing"
)

func TestWhatWindowsIsAskedToOpen(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("AuthdoctorHere", dir)
	logs := filepath.Join(dir, "log & more")
	if err := os.Mkdir(logs, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(logs, "run.exe"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct{ target, verb, path string }{
		{`%AuthdoctorHere%\log & more`, "explore", logs},
		{logs, "explore", logs},
		{`%AuthdoctorHere%\log & more\run.exe`, "explore", logs},
		{"ms-settings:network-proxy", "open", "ms-settings:network-proxy"},
		{"ms-settings:a&calc", "", ""},
		{`HKEY_CURRENT_USER\Software\Intuit`, "", ""},
		{`%AuthdoctorHere%\nowhere`, "", ""},
		{"calc.exe", "", ""},
		{"mailto:a@b.example", "", ""},
	} {
		verb, path, err := localTarget(tt.target)
		if verb != tt.verb || path != tt.path || (err == nil) != (tt.verb != "") {
			t.Errorf("%s: %q %q, %v", tt.target, verb, path, err)
		}
	}
}
