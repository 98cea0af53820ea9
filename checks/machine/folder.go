package machine

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
)

// addFolder takes what looks like a log in a folder, and where there is none, what looks like a message.
func (o *opener) addFolder(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return inputError(dir, err)
	}
	names, err := d.Readdirnames(maxEntries)
	d.Close()
	if err != nil && !errors.Is(err, io.EOF) {
		return inputError(dir, err)
	}
	slices.Sort(names)
	before := len(o.found)
	o.in = &place{path: dir}
	defer func() { o.in = nil }()
	for _, taste := range []func(look) bool{logs, messages} {
		o.in.looked, o.failed = 0, nil
		if o.addNames(dir, names, taste); len(o.found) > before {
			o.unread = append(o.unread, o.failed...)
			return nil
		}
	}
	if len(o.failed) > 0 {
		return o.failed[0]
	}
	return noLogsError(*o.in)
}

// addNames takes the files of a folder that are to the taste, and notes in failed those that are there and could not be read. Files that
// are something else are no failure.
func (o *opener) addNames(dir string, names []string, taste func(look) bool) {
	for _, name := range names {
		if !MayBeLog(name) {
			continue
		}
		path := filepath.Join(dir, name)
		info, err := os.Stat(path)
		if err != nil || !info.Mode().IsRegular() || info.Size() == 0 || slices.ContainsFunc(o.seen, func(s fs.FileInfo) bool { return os.SameFile(s, info) }) {
			continue
		}
		n := len(o.found)
		o.in.looked++
		if err := o.addFile(path, info, taste); err != nil {
			var in *InputError
			if errors.As(err, &in) && (in.Err != nil || in.lost) {
				o.failed = append(o.failed, in)
			}
		}
		if len(o.found) > n {
			o.seen = append(o.seen, info)
		}
	}
}
