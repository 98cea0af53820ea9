package main

import "github.com/inconshreveable/mousetrap"

// startedByExplorer says whether a double click started the program, so that its window closes with it.
func startedByExplorer() bool { return mousetrap.StartedByExplorer() }
