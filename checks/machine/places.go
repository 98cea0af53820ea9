package machine

import (
	"cmp"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"
)

// maxEntries bounds how many entries of one folder are looked at.
const maxEntries = 5000

// logFolders lists where the Web Connector keeps its log. The first is what three vendors' documents agree on; the
// others stand in single sources, and are searched only because looking costs nothing.
func (c *computer) logFolders() []string {
	data := c.env("ProgramData")
	if data == "" && runtime.GOOS == "windows" {
		data = `C:\ProgramData`
	}
	var out []string
	add := func(base string, parts ...string) {
		if base == "" {
			return
		}
		dir := filepath.Join(append([]string{base, "Intuit"}, parts...)...)
		out = append(out, filepath.Join(dir, "log"), filepath.Join(dir, "logs"), dir)
	}
	add(data, "QBWebConnector")
	add(data, "QuickBooks", "QBWebConnector")
	add(c.env("LOCALAPPDATA"), "QuickBooks", "QBWebConnector")
	add(c.env("APPDATA"), "QBWebConnector")
	if all := c.env("ALLUSERSPROFILE"); all != "" {
		// Windows XP: a folder for each version (Programmer's Guide).
		versions, _ := filepath.Glob(filepath.Join(all, "Application Data", "Intuit", "Quickbooks Web Connector", "*"))
		out = append(out, versions...)
	}
	return out
}

// Logs finds QWCLog*.txt in the Web Connector's folders, and copies of it among the person's own files.
func (c *computer) Logs() []Found {
	is := func(name string) bool {
		return strings.HasPrefix(name, "qwclog") && (strings.HasSuffix(name, ".txt") || strings.HasSuffix(name, ".log"))
	}
	found := find(append(c.logFolders(), c.home()...), is)
	found = slices.DeleteFunc(found, func(f Found) bool { return f.Size == 0 })
	// The old log goes with its current one, right behind it.
	at := map[string]time.Time{}
	for _, f := range found {
		if !old(f.Path) && f.Modified.After(at[filepath.Dir(f.Path)]) {
			at[filepath.Dir(f.Path)] = f.Modified
		}
	}
	when := func(f Found) time.Time {
		if t, ok := at[filepath.Dir(f.Path)]; ok && old(f.Path) && !f.Modified.Before(t) {
			return t.Add(-1)
		}
		return f.Modified
	}
	slices.SortStableFunc(found, func(a, b Found) int { return when(b).Compare(when(a)) })
	return found
}

// old says that a file is the log that was full, which the Web Connector's family of loggers renames QWCLogOld.txt.
func old(path string) bool {
	return strings.HasPrefix(strings.ToLower(filepath.Base(path)), "qwclogold")
}

// PairingFiles finds .qwc files among the person's own files, also as browsers rename them.
func (c *computer) PairingFiles() []Found {
	found := find(c.home(), func(name string) bool {
		return strings.HasSuffix(name, ".qwc") || strings.HasSuffix(name, ".qwc.xml") || strings.HasSuffix(name, ".qwc.txt")
	})
	slices.SortStableFunc(found, func(a, b Found) int {
		return cmp.Or(b.Modified.Compare(a.Modified), cmp.Compare(a.Path, b.Path))
	})
	return found
}

// find lists the files of some folders, not of those in them, whose name in lower case fits. Each file comes once, by
// whatever path it is reached. Folders that are not there or may not be read hold nothing.
func find(folders []string, fits func(name string) bool) []Found {
	var out []Found
	var seen []fs.FileInfo
	for _, dir := range folders {
		for _, name := range list(dir) {
			if !fits(strings.ToLower(name)) {
				continue
			}
			path := filepath.Join(dir, name)
			info, err := os.Stat(path)
			if err != nil || !info.Mode().IsRegular() || slices.ContainsFunc(seen, func(s fs.FileInfo) bool { return os.SameFile(s, info) }) {
				continue
			}
			seen = append(seen, info)
			out = append(out, Found{Path: path, Modified: info.ModTime(), Size: info.Size()})
		}
	}
	return out
}

// list names the entries of a folder, sorted, at most maxEntries.
func list(dir string) []string {
	d, err := os.Open(dir)
	if err != nil {
		return nil
	}
	defer d.Close()
	names, _ := d.Readdirnames(maxEntries)
	slices.Sort(names)
	return names
}
