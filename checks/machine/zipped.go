package machine

import (
	"archive/zip"
	"io"
	"os"
	"path"
	"strings"
	"time"
)

// maxZipped is how many files of one zip are looked at.
const maxZipped = 2000

// addZip takes the logs of a zip file that was named, and where there is none, messages; of one that was not named what
// is to the taste. When there is only one file in a named zip, that one was meant, whatever it is.
func (o *opener) addZip(file string, modified time.Time, taste func(look) bool) error {
	z, err := zip.OpenReader(file)
	if err != nil {
		if os.IsPermission(err) || os.IsNotExist(err) || inUse(err) {
			return inputError(file, err)
		}
		return damaged(file, err)
	}
	defer z.Close()
	before, only, tastes := len(o.found), single(z.File), []func(look) bool{taste}
	if taste(look{}) { // named
		if tastes = []func(look) bool{logs, messages}; only != nil {
			tastes = []func(look) bool{anything}
		}
	}
	here := &place{path: file}
	if o.in == nil && only == nil { // else its one file was meant, or the folder that it lies in was named
		o.in = here
		defer func() { o.in = nil }()
	}
	for _, taste := range tastes {
		here.looked = 0
		for i, f := range z.File[:min(len(z.File), maxZipped)] {
			if !wanted(f) {
				continue
			}
			here.looked++
			s := Source{Path: file + "/" + cleanName(f.Name), Packed: "zip", Modified: modified, Open: zipped(file, i)}
			if !f.Modified.IsZero() {
				s.Modified = f.Modified
			}
			if err := o.addPacked(s, taste); err != nil && only != nil {
				return err
			}
		}
		if len(o.found) > before {
			return nil
		}
	}
	return noLogsError(*here)
}

// single is the one text file of a zip, or nil where there are none or several.
func single(files []*zip.File) *zip.File {
	var one *zip.File
	for _, f := range files {
		if f.FileInfo().IsDir() {
			continue
		}
		if one != nil {
			return nil
		}
		one = f
	}
	return one
}

// wanted leaves out folders, and what macOS puts beside each file.
func wanted(f *zip.File) bool {
	if f.FileInfo().IsDir() || strings.HasPrefix(f.Name, "__MACOSX/") {
		return false
	}
	switch strings.ToLower(path.Ext(f.Name)) {
	case "":
		return true
	case ".gz", ".zip": // nothing packed within what is packed
		return false
	}
	return MayBeLog(path.Base(f.Name))
}

// cleanName is a name in a zip as it may be shown; it is never used as a path.
func cleanName(name string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f || r >= 0x80 && r < 0xa0 {
			return '_'
		}
		return r
	}, strings.ToValidUTF8(strings.ReplaceAll(name, `\`, "/"), "_"))
}

// zipped opens the i-th file of a zip anew, so that a source can be opened long after the zip was looked at.
func zipped(file string, i int) func() (io.ReadCloser, error) {
	return func() (io.ReadCloser, error) {
		z, err := zip.OpenReader(file)
		if err != nil {
			return nil, damaged(file, err)
		}
		if i >= len(z.File) {
			z.Close()
			return nil, damaged(file, io.ErrUnexpectedEOF)
		}
		r, err := z.File[i].Open()
		if err != nil {
			z.Close()
			return nil, damaged(file, err)
		}
		return &bounded{Reader: &unpacking{path: file, r: r, left: maxUnpacked}, close: z.Close}, nil
	}
}
