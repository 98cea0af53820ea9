package machine

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// Identify is os.Stat, with the file's identity as it is now. Go on Windows asks for that only when two files are first compared, and
// by name: after a log was renamed, that would be the new one's.
func Identify(path string) (fs.FileInfo, error) {
	info, err := os.Stat(path)
	if err == nil {
		_ = os.SameFile(info, info)
	}
	return info, err
}

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
