//go:build !windows

package machine

import "os"

// openShared opens a file for reading. Outside Windows that is in nobody's way.
func openShared(path string) (*os.File, error) { return os.Open(path) }
