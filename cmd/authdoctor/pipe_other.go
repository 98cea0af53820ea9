//go:build !windows

package main

// brokenPipe has nothing to add to EPIPE here.
func brokenPipe(error) bool { return false }
