package machine

import (
	"errors"

	"golang.org/x/sys/windows"
)

// inUse says that another program opened the file without sharing it.
func inUse(err error) bool {
	return errors.Is(err, windows.ERROR_SHARING_VIOLATION) || errors.Is(err, windows.ERROR_LOCK_VIOLATION)
}
