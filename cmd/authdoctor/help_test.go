package main

import (
	"strings"
	"testing"

	"github.com/spf13/cobra"
)

// Every command has a line of help, and no help is wider than a window of 80 columns.
func TestHelpIsNarrow(t *testing.T) {
	var each func(c *cobra.Command, path []string)
	each = func(c *cobra.Command, path []string) {
		if c.Name() == "completion" {
			return // cobra's own words
		}
		if c.Short == "" {
			t.Errorf("%v has no help", path)
		}
		r := call(t, "", nil, append(path, "--help")...)
		if r.code != exitOK {
			t.Errorf("%v --help: exit status %d", path, r.code)
		}
		for _, line := range strings.Split(r.out, "\n") {
			if len([]rune(line)) > helpWidth {
				t.Errorf("%v: %q", path, line)
			}
		}
		for _, sub := range c.Commands() {
			each(sub, append(path[:len(path):len(path)], sub.Name()))
		}
	}
	root := newRoot(&app{streams: system()})
	each(root, nil)
	r := call(t, "", nil, "demo", "--list")
	for _, line := range strings.Split(r.out, "\n") {
		if len([]rune(line)) > helpWidth {
			t.Errorf("demo --list: %q", line)
		}
	}
}
