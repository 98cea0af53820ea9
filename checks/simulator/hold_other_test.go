//go:build !windows

package simulator

import "syscall"

// refused is the system's error of a refused connect.
const refused = syscall.ECONNREFUSED
