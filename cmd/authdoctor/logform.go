package main

import (
	"authdoctor/checks"
	"authdoctor/checks/cause"
	"authdoctor/checks/report"
	"authdoctor/checks/vendors"
	"authdoctor/logparse"
)

// logForm is the form in which runs are written as they are read. The vendor is nil where none was named: then each run's
// own application says which it is.
func (a *app) logForm(f logFlags, named *vendors.Vendor) report.LogWriter {
	name := func(x *logparse.Failure) cause.ID {
		v := named
		if v == nil {
			v = a.vendors.Recognise([]string{x.App}, []string{x.URL})
		}
		return checks.CauseOf(x, a.kb, v)
	}
	switch {
	case f.ndjson:
		return report.NewLogNDJSON(a.out, name)
	case a.flags.json:
		return report.NewLogJSON(a.out, name)
	case f.timeline:
		out := a.prose()
		_, plain := out.(*plainSigns)
		return &logText{report.NewTimeline(out, a.options(), f.ascii || plain)}
	default:
		return &logText{report.NewLogText(a.prose(), a.options())}
	}
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
