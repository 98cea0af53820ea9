package machine

import (
	"fmt"
	"unsafe"

	"golang.org/x/sys/windows"
)

// versionIn reads the fixed part of a file's version information, which is size bytes long.
func versionIn(path string, size uint32) string {
	buf := make([]byte, size)
	if windows.GetFileVersionInfo(path, 0, size, unsafe.Pointer(&buf[0])) != nil {
		return ""
	}
	var fixed *windows.VS_FIXEDFILEINFO
	n := uint32(unsafe.Sizeof(*fixed))
	if windows.VerQueryValue(unsafe.Pointer(&buf[0]), `\`, unsafe.Pointer(&fixed), &n) != nil || fixed == nil {
		return ""
	}
	return fmt.Sprintf("%d.%d.%d.%d", fixed.FileVersionMS>>16, fixed.FileVersionMS&0xFFFF, fixed.FileVersionLS>>16, fixed.FileVersionLS&0xFFFF)
}
