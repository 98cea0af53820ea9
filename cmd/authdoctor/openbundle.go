package main

import (
	"archive/zip"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"authdoctor/checks"
	"authdoctor/checks/fix"
	"authdoctor/checks/machine"
	"authdoctor/checks/probe"
	"authdoctor/checks/redact"
	"authdoctor/checks/report"
	"authdoctor/logparse"
	"authdoctor/tui"
)

// newOpen is `authdoctor open`: a bundle, read as if at the PC where it was made.
func newOpen(a *app) *cobra.Command {
	c := &cobra.Command{
		Use:   "open FILE",
		Short: "Read a bundle as if at the PC where it was made",
		Long: "Shows a bundle that `authdoctor bundle` made: in a terminal the same screens as\n" +
			"at that PC, read-only; without one the report as text, or with --json as it was\n" +
			"sent. Nothing is contacted, and nothing of it is unpacked onto this PC.",
		Args: exactArgs("a FILE"),
		RunE: func(c *cobra.Command, args []string) error { return a.open(c.Context(), args[0], false) },
	}
	c.Flags().BoolVar(&a.flags.json, "json", false, "print the report as it was sent (authdoctor.report/v1)")
	c.Flags().BoolVar(&a.flags.plain, "plain", false, "numbered lines instead of the full screen")
	return c
}

// isBundle says whether a file is a bundle, by its name and its manifest.
func isBundle(path string) bool {
	if !strings.EqualFold(filepath.Ext(path), ".zip") {
		return false
	}
	z, err := zip.OpenReader(path)
	if err != nil {
		return false
	}
	defer z.Close()
	return slices.ContainsFunc(z.File, func(f *zip.File) bool { return f.Name == "manifest.json" }) &&
		slices.ContainsFunc(z.File, func(f *zip.File) bool { return f.Name == "report.json" })
}

// open reads a bundle and shows it. One that was dropped on the program is shown by the guide, as all that is dropped.
func (a *app) open(ctx context.Context, path string, dropped bool) error {
	if err := a.knowledge(); err != nil {
		return err
	}
	o, err := a.readBundle(path)
	if err != nil {
		return a.failedReport(err)
	}
	for _, w := range o.Warnings {
		fmt.Fprintf(a.err, "Warning: %s\n", w)
	}
	switch {
	case a.flags.json:
		err = o.Document.JSON(a.out)
	case a.flags.plain || dropped || a.inTTY && a.outTTY:
		deps, derr := a.bundleDeps(path, o)
		if derr != nil {
			return derr
		}
		return a.show(ctx, deps)
	default:
		err = report.Text(a.prose(), o.Report, a.options())
	}
	if err != nil {
		return err
	}
	return verdictStatus(o.Report.Result)
}

// readBundle reads a bundle. Its errors are sentences for a person.
func (a *app) readBundle(path string) (*report.Opened, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, bundleError(path, err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, bundleError(path, err)
	}
	if info.IsDir() {
		return nil, &inputError{path + ": this is a folder, not a bundle", "Name the zip file that authdoctor bundle wrote"}
	}
	o, err := report.OpenBundle(f, info.Size(), a.kb, a.vendors)
	if err != nil {
		return nil, bundleError(path, err)
	}
	return o, nil
}

// bundleError makes a plain sentence of what went wrong with a bundle.
func bundleError(path string, err error) error {
	switch {
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, fs.ErrPermission):
		return inputOf(path, err)
	}
	return &inputError{redact.Clean(fmt.Sprintf("%s: %v", path, err)), "Ask for the zip file that authdoctor bundle wrote, as it was written"}
}

// bundleDeps puts what a bundle holds in the place of this PC: nothing is looked for, asked or written there.
func (a *app) bundleDeps(path string, o *report.Opened) (tui.Deps, error) {
	d, err := a.deps(tui.Facts{})
	if err != nil {
		return d, err
	}
	r := o.Report
	made := r.Generated
	d.Options.ReadOnly = "bundle " + filepath.Base(path)
	if !made.IsZero() {
		d.Options.ReadOnly += " of " + made.UTC().Format(time.DateOnly)
	}
	if len(o.Warnings) > 0 {
		d.Options.ReadOnly += ", CHANGED since"
	}
	d.Options.SkipStart, d.Options.OpenLog = true, false
	d.Now = func() time.Time { return made }
	env := &checks.Env{Case: r.Case, Now: d.Now, Net: a.net(probe.Options{Offline: true, Now: d.Now}), Log: r.Log, PC: elsewhere{r.Machine}, KB: a.kb}
	d.Start = tui.Facts{Site: r.Case.Site, Service: r.Case.Service, QWC: r.Case.QWCPath, Logs: r.Case.LogPaths, User: r.Case.User, Vendor: o.Manifest.Vendor, Answers: r.Case.Answers}
	d.Checks = listOf(r.Result)
	d.Prepare = func(context.Context, tui.Facts) (*checks.Env, error) { return env, nil }
	d.Run = func(_ context.Context, _ *checks.Env, ids []string, on func(checks.Event)) *checks.Result {
		return retell(r.Result, ids, on)
	}
	d.Recheck = d.Run
	d.Report = func(_ *checks.Env, _, _ *checks.Result, tried []fix.Tried) *report.Report {
		again := *r
		again.Tried = append(slices.Clone(r.Tried), tried...)
		return &again
	}
	d.Summary = func(again *report.Report) (string, []redact.Count, error) {
		if o.Summary == "" || len(again.Tried) > len(r.Tried) {
			return report.Summary(again, report.FormatText)
		}
		return o.Summary, hiddenCounts(o.Manifest.Hidden), nil
	}
	d.Hide = func(_ *checks.Env, text string) string { return r.People().Hide(redact.Clean(text)) }
	d.LogText = func(_ context.Context, file string, first, n int) ([]logparse.Line, error) {
		return o.Lines(file, first, n), nil
	}
	d.FindText = func(_ context.Context, file, text string, from int, back bool) (int, error) {
		return o.Find(file, text, from, back), nil
	}
	d.Find = func(context.Context) (tui.Found, error) {
		f := tui.Found{Logs: r.Case.LogPaths, Site: r.Case.Site, Service: r.Case.Service}
		if r.Log != nil {
			lastRun(&f, r.Log)
		}
		return f, nil
	}
	d.Store, d.Read, d.Glance, d.Follow, d.Watch, d.Correct, d.Scenarios, d.Example = nil, nil, nil, nil, nil, nil, nil, nil
	return d, nil
}

// hiddenCounts are the kinds that were hidden in a bundle, as the preview lists them.
func hiddenCounts(list []report.HiddenKind) []redact.Count {
	var out []redact.Count
	for _, k := range list {
		out = append(out, redact.Count{Kind: k.Kind, Times: k.Times})
	}
	return out
}

// listOf are the checks of a result, as a list to show. They cannot be run.
func listOf(r *checks.Result) []checks.Check {
	var list []checks.Check
	for _, d := range r.Checks {
		list = append(list, checks.Check{ID: d.ID, Asks: d.Asks})
	}
	return list
}

// retell tells a result of another time as if its checks ended now. ids chooses checks; none means all.
func retell(r *checks.Result, ids []string, on func(checks.Event)) *checks.Result {
	out := *r
	out.Checks = nil
	for _, d := range r.Checks {
		if len(ids) > 0 && !slices.Contains(ids, d.ID) {
			continue
		}
		out.Checks = append(out.Checks, d)
		if on != nil {
			on(checks.Event{Check: d.ID, Kind: checks.Finished, At: r.Started, Done: &d})
		}
	}
	return &out
}

// elsewhere is the PC where a bundle was made, as far as the bundle tells of it.
type elsewhere struct{ m report.Machine }

func (p elsewhere) OS() string                     { return p.m.OS }
func (elsewhere) Logs() []machine.Found            { return nil }
func (elsewhere) PairingFiles() []machine.Found    { return nil }
func (elsewhere) ProxyFor(string) (string, string) { return "", "" }
func (p elsewhere) User() string                   { return p.m.User }
func (p elsewhere) Host() string                   { return p.m.Host }
