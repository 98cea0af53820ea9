package report

import (
	"fmt"
	"path/filepath"

	"authdoctor/checks/redact"
	"authdoctor/logparse"
)

// repeats tells which files have runs in common: copies overlap, and each run counts once.
func repeats(p *page, log *logparse.Log) {
	for _, again := range log.Repeats {
		verb := "they count"
		if again.Runs == 1 {
			verb = "it counts"
		}
		for _, line := range wrap(fmt.Sprintf("%s repeats %s of %s; %s once", shortPath(log, again.File), plural(again.Runs, "run"),
			shortPath(log, again.Of), verb), p.width) {
			p.line(line)
		}
	}
}

// shortPath is a file's name, or its path where another one has the same name.
func shortPath(log *logparse.Log, file int) string {
	path := log.Files[file].Path
	if path == "-" {
		return "standard input"
	}
	name := filepath.Base(path)
	for _, f := range log.Files {
		if f.Path != path && filepath.Base(f.Path) == name {
			name = path
			break
		}
	}
	return redact.Clean(name)
}

// repeatsJSON are the runs that a file has in common with others.
func repeatsJSON(log *logparse.Log, file int) []repeatJSON {
	var list []repeatJSON
	for _, again := range log.Repeats {
		if again.File == file {
			list = append(list, repeatJSON{redact.Clean(log.Files[again.Of].Path), again.Runs})
		}
	}
	return list
}
