//go:build !windows

package main

// startedByExplorer is false where there is no Explorer.
func startedByExplorer() bool { return false }
