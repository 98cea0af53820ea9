//go:build !windows

package main

import (
	"errors"
	"syscall"
)

// diskFull says whether there was no room for what was written.
func diskFull(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT)
}
