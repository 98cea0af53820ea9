package report

import (
	"io"

	"authdoctor/checks/redact"
	"authdoctor/logparse"
)

// logLines writes one run a line.
type logLines struct {
	logJSON
	growing bool // the log is followed
}

// NewLogNDJSON writes one run a line to w as JSON, and at the close a line with the files and the verdicts.
func NewLogNDJSON(w io.Writer, name Namer) LogWriter {
	return &logLines{logJSON: logJSON{w: w, name: name}}
}

// Session writes one run.
func (l *logLines) Session(s *logparse.Session) {
	l.member(session(s, l.name, l.memo.Clean))
	l.put("\n")
}

// Close writes the line with the files, which the runs name by their number, and the verdicts.
func (l *logLines) Close(r *Report) error {
	var list any = files(r.Log)
	if l.growing {
		list = paths(r.Log)
	}
	l.member(struct {
		Files    any           `json:"files"`
		Verdicts []verdictJSON `json:"verdicts"`
	}{list, r.verdictsJSON(redact.Clean, text)})
	l.put("\n")
	return l.err
}

// pathJSON is a file that still grows: nothing else of it is known for good.
type pathJSON struct {
	Path string `json:"path"`
}

// paths are the files of a log that still grows.
func paths(log *logparse.Log) []pathJSON {
	list := []pathJSON{}
	for _, f := range log.Files {
		list = append(list, pathJSON{redact.Clean(f.Path)})
	}
	return list
}
