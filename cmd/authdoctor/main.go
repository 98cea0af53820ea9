// Command authdoctor finds out why an authentication failed, shows the proof, and walks a person through the fix.
package main

import (
	"io"
	"log"
	"os"

	_ "authdoctor/tui/background" // before bubbletea's own start: see that package
)

func main() {
	// net/http writes to the standard log when a server breaks the protocol; that would tear a screen. What matters of it
	// is in the exchange.
	log.SetOutput(io.Discard)
	os.Exit(run(os.Args[1:], system()))
}
