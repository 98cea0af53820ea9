package main

import (
	"fmt"
	"os"
	"testing"

	"github.com/adrg/xdg"
)

// atEnd is what is to be done when all tests have run.
var atEnd []func()

// The program keeps the place in a fix, and writes files, among the person's own. Tests must not see or change those of whoever runs
// them: they get a folder of their own.
func TestMain(m *testing.M) {
	home, err := os.MkdirTemp("", "authdoctor-home-")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	for _, name := range []string{"XDG_STATE_HOME", "XDG_DOCUMENTS_DIR"} {
		os.Setenv(name, home)
	}
	xdg.Reload()
	code := m.Run()
	for _, f := range append(atEnd, func() { os.RemoveAll(home) }) {
		f()
	}
	os.Exit(code)
}
