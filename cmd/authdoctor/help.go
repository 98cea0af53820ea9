package main

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
	"github.com/spf13/cobra"
)

// helpWidth is the width of help in cells: it is read in windows of 80 columns, and in pipes.
const helpWidth = 80

// narrowHelp breaks the help of a command and of all under it at helpWidth.
func narrowHelp(c *cobra.Command) {
	// The root's template serves all commands.
	c.SetUsageTemplate(strings.ReplaceAll(c.UsageTemplate(), "FlagUsages", "FlagUsagesWrapped 80"))
	var each func(*cobra.Command)
	each = func(c *cobra.Command) {
		paragraphs := strings.Split(c.Long, "\n\n")
		for i, p := range paragraphs {
			paragraphs[i] = ansi.Wordwrap(strings.ReplaceAll(p, "\n", " "), helpWidth, "")
		}
		c.Long = strings.Join(paragraphs, "\n\n")
		for _, sub := range c.Commands() {
			each(sub)
		}
	}
	each(c)
}
