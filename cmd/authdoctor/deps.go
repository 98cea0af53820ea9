package main

import (
	"context"
	"fmt"
	"net/url"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/adrg/xdg"
	"github.com/cli/browser"

	"authdoctor/checks"
	"authdoctor/checks/fix"
	"authdoctor/checks/machine"
	"authdoctor/checks/qwc"
	"authdoctor/checks/redact"
	"authdoctor/checks/report"
	"authdoctor/logparse"
	"authdoctor/tui"
)

// deps gives the guide everything that it needs of the world.
func (a *app) deps(start tui.Facts) (tui.Deps, error) {
	if err := a.knowledge(); err != nil {
		return tui.Deps{}, err
	}
	list, err := checks.Select(checks.List(), a.flags.only, a.flags.skip)
	if err != nil {
		return tui.Deps{}, usagef("%v", err)
	}
	lines := &lineReader{}
	d := tui.Deps{
		Version: versionName(),
		Options: tui.Options{
			ASCII: a.asciiGlyphs(), NoColor: a.flags.noColor || a.env("NO_COLOR") != "",
			ReducedMotion: a.env("AUTHDOCTOR_REDUCED_MOTION") != "", PastedKeys: runtime.GOOS == "windows",
			Offline: a.flags.offline,
		},
		Now: a.now, Location: time.Local, In: a.in, Out: a.out, Start: start, Checks: list,
		Find:    func(ctx context.Context) (tui.Found, error) { return a.find(ctx, start) },
		Prepare: a.prepare,
		Run: func(ctx context.Context, env *checks.Env, ids []string, on func(checks.Event)) *checks.Result {
			return checks.Run(ctx, env, chosen(list, ids), on)
		},
		Recheck: a.recheck,
		Report: func(env *checks.Env, result, before *checks.Result, tried []fix.Tried) *report.Report {
			r := a.report(env, result)
			r.Before, r.Tried = before, tried
			return r
		},
		Summary: func(r *report.Report) (string, []redact.Count, error) { return report.Summary(r, report.FormatText) },
		Short:   report.SummaryShort,
		Hide:    a.hide,
		Copy:    newCopier(a.streams).Copy,
		Save:    saveNew,
		Open:    openTarget,
		Store:   fix.FileStore(filepath.Join(xdg.StateHome, "authdoctor", "fix.json")),
		LogText: lines.text, FindText: lines.find,
		Read: func(ctx context.Context, f tui.Facts, on func(done, total int64)) (tui.Reading, error) {
			return a.readAll(ctx, f, lines, on)
		},
		Glance:  a.glance,
		Follow:  followLog,
		Watch:   a.watch,
		Correct: correctCopy,
	}
	if a.inTTY {
		d.Secret = a.hidden
	}
	d.Scenarios, d.Example = a.examples()
	return d, nil
}

// recheck runs checks again on what is there now: the log may have a newer run, and the pairing file may be another.
func (a *app) recheck(ctx context.Context, env *checks.Env, ids []string, on func(checks.Event)) *checks.Result {
	now, c := *env, *env.Case
	now.Case = &c
	if len(c.LogPaths) > 0 && c.LogPaths[0] != "-" {
		// A log that cannot be read at this moment leaves the one that was read: the checks say what it tells.
		if log, err := a.readLogs(c.LogPaths, logparse.Options{}); err == nil {
			now.Log = log
		}
	}
	if c.QWCPath != "" {
		if file, err := qwc.ReadFile(c.QWCPath); err == nil {
			c.QWC = file
		}
	}
	return checks.Recheck(ctx, &now, ids, on)
}

// chosen keeps the checks with these ids; no ids keep all.
func chosen(list []checks.Check, ids []string) []checks.Check {
	if len(ids) == 0 {
		return list
	}
	return slices.DeleteFunc(slices.Clone(list), func(c checks.Check) bool { return !slices.Contains(ids, c.ID) })
}

// hide is the redaction of the summary for a text of this case.
func (a *app) hide(env *checks.Env, text string) string {
	return a.report(env, nil).People().Hide(redact.Clean(text))
}

// openTarget opens a web address in the browser, a folder in this system's file manager. Nothing else is opened, so that
// no text of a file can start something.
func openTarget(target string) error {
	if u, err := url.Parse(target); err == nil && (u.Scheme == "http" || u.Scheme == "https") {
		return browser.OpenURL(target)
	}
	return openLocal(target)
}

// correctCopy writes the corrected copy of the case's pairing file.
func correctCopy(env *checks.Env) (string, []string, error) {
	file := env.Case.QWC
	if file == nil {
		return "", nil, fmt.Errorf("there is no pairing file to correct")
	}
	data, changes, err := file.Corrected("")
	if err != nil {
		return "", nil, err
	}
	if len(changes) == 0 {
		return "", nil, fmt.Errorf("nothing in the pairing file can be corrected from here: ask the vendor for a new one")
	}
	var said []string
	for _, c := range changes {
		said = append(said, fmt.Sprintf("%s was %s, is now %s", redact.Clean(c.Field), redact.Clean(c.Was()), redact.Clean(c.Now())))
	}
	path, err := writeNew(correctedName(env.Case.QWCPath), data)
	return path, said, err
}

// find looks on this PC for the log and the pairing file and reads how the last run went. What was named comes first: beside a log
// of another PC nothing of this one is taken, and beside a pairing file only a log that knows its application.
func (a *app) find(ctx context.Context, start tui.Facts) (tui.Found, error) {
	f := tui.Found{Contacts: hosts(a.flags.channelAddress())}
	if len(start.Logs) > 0 && !a.isOwn(start.Logs) {
		a.pairing(&f, start.QWC)
		return f, nil
	}
	for _, l := range a.pc.Logs() {
		f.Logs = append(f.Logs, l.Path)
	}
	var log *logparse.Log
	if len(f.Logs) > 0 && ctx.Err() == nil {
		var err error
		if log, err = a.readLogs(f.Logs[:1], logparse.Options{}); err != nil {
			f.Trouble = err.Error()
		}
	}
	if start.QWC != "" {
		if file := a.pairing(&f, start.QWC); file == nil || log != nil && !knows(log, file) {
			f.Logs, log = nil, nil
		}
	} else {
		a.foundPairing(&f, log)
	}
	if log != nil {
		lastRun(&f, log)
	}
	f.Contacts = hosts(f.Service, a.flags.channelAddress())
	return f, ctx.Err()
}

// foundPairing takes the pairing files of this PC, first one that the log knows.
func (a *app) foundPairing(f *tui.Found, log *logparse.Log) {
	list := a.pc.PairingFiles()
	if log != nil {
		at := slices.IndexFunc(list, func(q machine.Found) bool {
			file, err := qwc.ReadFile(q.Path)
			return err == nil && knows(log, file)
		})
		if at > 0 {
			list = slices.Concat(list[at:at+1], list[:at], list[at+1:])
		}
	}
	for _, q := range list {
		f.PairingFiles = append(f.PairingFiles, q.Path)
	}
	if len(list) > 0 {
		f.QWCModified = list[0].Modified
		a.pairing(f, list[0].Path)
	}
}

// pairing notes what a pairing file says; nil where none was given or it cannot be read.
func (a *app) pairing(f *tui.Found, path string) *qwc.File {
	if path == "" {
		return nil
	}
	file, err := qwc.ReadFile(path)
	if err != nil {
		f.Trouble = err.Error()
		return nil
	}
	f.App, f.Service = file.AppName, file.AppURL
	for _, p := range file.Problems {
		if p.Severity == qwc.Error {
			text := p.Text
			if p.Line > 0 {
				text = fmt.Sprintf("Line %d: %s", p.Line, text)
			}
			f.Broken = append(f.Broken, redact.Clean(text))
		}
	}
	return file
}

// knows says whether a log tells of the application of a pairing file, by its name or its address.
func knows(log *logparse.Log, file *qwc.File) bool {
	host := hosts(file.AppURL)
	return slices.ContainsFunc(log.Apps, func(app *logparse.App) bool {
		return strings.EqualFold(app.Name, file.AppName) || len(host) > 0 && slices.Equal(hosts(app.URL), host)
	})
}

// lastRun says how the newest run of a log went.
func lastRun(f *tui.Found, log *logparse.Log) {
	if len(log.Apps) == 0 || log.Apps[0].Newest == nil {
		return
	}
	app := log.Apps[0]
	run := app.Newest
	f.App, f.Scheduled = app.Name, !run.Manual
	f.LastRun, f.LastOutcome, f.LastStage, f.LastLine = run.Start, run.Outcome, run.Stage, run.Span.First
	if n := len(run.Failures); n > 0 {
		f.LastLine = run.Failures[n-1].Line
	}
	if f.Service == "" {
		f.Service = app.URL
	}
}

// hosts are the host names of addresses, each once.
func hosts(addresses ...string) []string {
	var names []string
	for _, s := range addresses {
		if u, err := url.Parse(s); err == nil && u.Hostname() != "" && !slices.Contains(names, u.Hostname()) {
			names = append(names, u.Hostname())
		}
	}
	return names
}
