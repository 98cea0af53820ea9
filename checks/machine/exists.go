package machine

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// Exists says whether a file is there. NotKnown: this user may not look, or its drive is not there, as one of the network may be for
// one user and not for another.
func Exists(path string) Known {
	_, err := os.Stat(path)
	if err == nil {
		return Yes
	}
	drive := filepath.VolumeName(path) + string(filepath.Separator)
	if _, unreachable := os.Stat(drive); errors.Is(err, fs.ErrNotExist) && unreachable == nil {
		return No
	}
	return NotKnown
}
