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
	default:
		return &logText{a: a}
	}
}

// logText writes the text report when everything was read; of the runs the log itself keeps what is shown.
type logText struct{ a *app }

// Session is not needed: the log keeps the newest runs.
func (*logText) Session(*logparse.Session) {}

// Close writes the report. Where nothing was read there is none.
func (l *logText) Close(r *report.Report) error {
	if len(r.Log.Files) == 0 {
		return nil
	}
	return report.LogText(l.a.out, r, l.a.options())
}
