package main

import (
	"bufio"
	"errors"

	"authdoctor/checks/report"
	"authdoctor/checks/vendors"
)

// logForm is the form in which runs are written as they are read. The vendor is nil where none was named: then each run's
// own application says which it is.
func (a *app) logForm(f logFlags, named *vendors.Vendor) report.LogWriter {
	name := a.namer(named)
	switch {
	case f.ndjson:
		out := bufio.NewWriterSize(a.out, outBuffer)
		return &bufferedLog{report.NewLogNDJSON(out, name), out}
	case a.flags.json:
		out := bufio.NewWriterSize(a.out, outBuffer)
		return &bufferedLog{report.NewLogJSON(out, name), out}
	case f.timeline:
		out := a.prose()
		_, plain := out.(*plainSigns)
		return &logText{report.NewTimeline(out, a.options(), f.ascii || plain)}
	default:
		return &logText{report.NewLogText(a.prose(), a.options())}
	}
}

// outBuffer is how much output is gathered before it is written, in bytes: a long log has a hundred thousand runs.
const outBuffer = 64 << 10

// bufferedLog gathers what it writes.
type bufferedLog struct {
	report.LogWriter
	out *bufio.Writer
}

// Close writes the rest.
func (b *bufferedLog) Close(r *report.Report) error {
	return errors.Join(b.LogWriter.Close(r), b.out.Flush())
}

// logText writes the text report; where nothing was read there is none.
type logText struct{ report.LogWriter }

// Close writes the report.
func (l *logText) Close(r *report.Report) error {
	if len(r.Log.Files) == 0 {
		return nil
	}
	return l.LogWriter.Close(r)
}
