package machine

import (
	"os"

	"golang.org/x/sys/windows"
)

// OpenShared opens a file for reading so that the program that it belongs to can write it, rename it and delete it
// meanwhile: the Web Connector's logger moves a full log out of the way, and must not fail because we look at it. os.Open
// would forbid the last two.
func OpenShared(path string) (*os.File, error) {
	if name, err := windows.UTF16PtrFromString(path); err == nil {
		const all = windows.FILE_SHARE_READ | windows.FILE_SHARE_WRITE | windows.FILE_SHARE_DELETE
		h, err := windows.CreateFile(name, windows.GENERIC_READ, all, nil, windows.OPEN_EXISTING, windows.FILE_ATTRIBUTE_NORMAL, 0)
		if err == nil {
			return os.NewFile(uintptr(h), path), nil
		}
	}
	return os.Open(path) // for its errors, and its way with very long paths
}
