// Command authdoctor finds out why an authentication failed, shows the proof, and walks a person through the fix.
package main

import (
	"os"

	_ "authdoctor/tui/background" // before bubbletea's own start: see that package
)

func main() { os.Exit(run(os.Args[1:], system())) }
