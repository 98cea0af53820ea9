//go:build !windows

package main

import (
	"fmt"
	"os"

	"github.com/cli/browser"
)

// openLocal opens a folder in this system's file manager. Nothing else is opened: no program can be started by a name that
// stands in a text.
func openLocal(target string) error {
	path := os.ExpandEnv(target)
	info, err := os.Stat(path)
	if err != nil || !info.IsDir() {
		return fmt.Errorf("%s cannot be opened from here: go there by hand", target)
	}
	return browser.OpenFile(path)
}
