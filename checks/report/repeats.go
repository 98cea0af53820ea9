package report

import (
	"fmt"

	"authdoctor/checks/redact"
	"authdoctor/logparse"
)

// repeats tells which files have runs in common: copies overlap, and each run counts once.
func repeats(p *page, log *logparse.Log) {
	names := fileNames(log)
	for _, again := range log.Repeats {
		verb := "they count"
		if again.Runs == 1 {
			verb = "it counts"
		}
		for _, line := range wrap(fmt.Sprintf("%s repeats %s of %s; %s once", names[again.File], plural(again.Runs, "run"),
			names[again.Of], verb), p.width) {
			p.line(line)
		}
	}
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
