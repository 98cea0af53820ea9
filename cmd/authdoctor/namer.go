package main

import (
	"strings"

	"authdoctor/checks"
	"authdoctor/checks/cause"
	"authdoctor/checks/report"
	"authdoctor/checks/vendors"
	"authdoctor/logparse"
)

// maxNamed bounds how many different failures are remembered.
const maxNamed = 4096

// sameFailure is all of a failure that its cause depends on: not where and when it stands.
type sameFailure struct {
	app, url, code, hresult, answer, source, message, inner, after string
	stage                                                          logparse.Stage
	status                                                         int
	seconds                                                        float64
}

// namer names the cause of a failure. The same failure comes again and again in a log, so what was found is remembered. With
// no vendor named, each failure's own application says which it is. It is for one caller at a time.
func (a *app) namer(named *vendors.Vendor) report.Namer {
	known := map[sameFailure]cause.ID{}
	return func(f *logparse.Failure) cause.ID {
		key := sameFailure{app: f.App, url: f.URL, code: f.Code, hresult: f.HResult, answer: f.Answer, source: f.Source, message: f.Message,
			inner: f.Inner, after: strings.Join(f.After, "\n"), stage: f.Stage, status: f.Status, seconds: f.Seconds}
		if id, ok := known[key]; ok {
			return id
		}
		v := named
		if v == nil {
			v = a.vendors.Recognise([]string{f.App}, []string{f.URL})
		}
		id := checks.CauseOf(f, a.kb, v)
		if len(known) < maxNamed {
			known[key] = id
		}
		return id
	}
}
