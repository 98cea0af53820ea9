package main

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"authdoctor/checks"
	"authdoctor/checks/cause"
	"authdoctor/checks/machine"
	"authdoctor/checks/qwc"
	"authdoctor/checks/redact"
	"authdoctor/checks/report"
	"authdoctor/logparse"
	"authdoctor/tui"
)

// newCheck is `authdoctor check`: the checklist, as text or JSON.
func newCheck(a *app) *cobra.Command {
	c := &cobra.Command{
		Use:   "check",
		Short: "Run the checklist: what is wrong, its proof, what to do",
		Long: "Runs the checklist live. Without --log, --qwc, --site and --service it looks for\n" +
			"the log and the pairing file on this PC. Nothing on the PC is changed, and no\n" +
			"real log-in is made unless --login says so.",
		Args: maxArgs(0),
		RunE: func(c *cobra.Command, _ []string) error { return a.check(c.Context()) },
	}
	a.flags.registerCase(c)
	c.Flags().BoolVar(&a.flags.json, "json", false, "print one JSON document (authdoctor.report/v1)")
	return c
}

// check runs the checklist and prints the report.
func (a *app) check(ctx context.Context) error {
	env, err := a.fromFlags(ctx)
	if err != nil {
		return a.failedReport(err)
	}
	r, err := a.runChecks(ctx, env)
	if err != nil {
		return err
	}
	if err := a.print(r); err != nil {
		return err
	}
	return verdictStatus(r.Result)
}

// fromFlags makes the case that the flags describe; without one, what is found on this PC.
func (a *app) fromFlags(ctx context.Context) (*checks.Env, error) {
	if err := a.flags.addresses(); err != nil {
		return nil, err
	}
	answers, err := a.flags.answered()
	if err != nil {
		return nil, err
	}
	if _, err := checks.Select(checks.List(), a.flags.only, a.flags.skip); err != nil {
		return nil, usagef("%v", err)
	}
	password, err := a.password(ctx)
	if err != nil {
		return nil, err
	}
	if err := a.askChannel(ctx); err != nil {
		return nil, err
	}
	f := tui.Facts{
		Site: a.flags.site, Service: a.flags.service, QWC: a.flags.qwc, Logs: a.flags.logs,
		User: a.flags.user, Vendor: a.flags.vendor, Answers: answers, Login: a.flags.login, Password: password,
	}
	if a.flags.named() {
		return a.prepare(ctx, f)
	}
	if err := a.knowledge(); err != nil {
		return nil, err
	}
	log, trouble, err := a.lookHere(&f)
	if err != nil {
		return nil, err
	}
	env, err := a.prepareWith(f, func([]string) (*logparse.Log, error) { return log, nil })
	if err == nil {
		env.Case.LogTrouble = trouble
	}
	return env, err
}

// lookHere fills in the log of this PC and the pairing file that goes with it, as the guide finds them. Nobody named them, so what
// cannot be read is left out: of the log, trouble then says why, and of a pairing file the person is told. The error is the
// person's interrupt.
func (a *app) lookHere(f *tui.Facts) (log *logparse.Log, trouble string, err error) {
	if logs := a.pc.Logs(); len(logs) > 0 {
		log, err = a.readLogs([]string{logs[0].Path}, logparse.Options{})
		switch {
		case errors.Is(err, context.Canceled):
			return nil, "", err
		case err != nil:
			trouble = reasonFirst(err)
		default:
			f.Logs = []string{logs[0].Path}
		}
	}
	var found tui.Found
	a.foundPairing(&found, log)
	for _, path := range found.PairingFiles {
		if _, err := qwc.ReadFile(path); err != nil {
			fmt.Fprintf(a.err, "Left out: %s\n", redact.Clean(err.Error()))
			continue
		}
		f.QWC = path
		break
	}
	return log, trouble, nil
}

// reasonFirst says why a file cannot be read, before its name: a line of the report is short.
func reasonFirst(err error) string {
	var in *machine.InputError
	if errors.As(err, &in) {
		return in.What + " (" + in.Path + "). " + in.Do
	}
	return err.Error()
}

// runChecks runs the selected checks, with one progress line on a terminal, and puts the report together.
func (a *app) runChecks(ctx context.Context, env *checks.Env) (*report.Report, error) {
	list, err := checks.Select(checks.List(), env.Case.Only, env.Case.Skip)
	if err != nil {
		return nil, usagef("%v", err)
	}
	line := newProgress(a.streams, len(list))
	result := checks.Run(ctx, env, list, line.event)
	line.clear()
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	return a.report(env, result), nil
}

// report puts together what the forms of package report print.
func (a *app) report(env *checks.Env, result *checks.Result) *report.Report {
	return &report.Report{
		Version: versionName(), Generated: a.now(), Case: env.Case, Result: result, Log: env.Log, KB: env.KB, Vendor: env.Case.Vendor,
		Machine: report.Machine{OS: env.PC.OS(), User: env.PC.User(), Host: env.PC.Host()},
	}
}

// print writes the report in the form that was asked for.
func (a *app) print(r *report.Report) error {
	if a.flags.json {
		return report.JSON(a.out, r)
	}
	o := a.options()
	if err := report.Text(a.prose(), r, o); err != nil || !o.Verbose {
		return err
	}
	return exchanges(a.prose(), r.Result, o.Width, !a.outTTY)
}

// options are those of the text reports.
func (a *app) options() report.Options {
	width := a.width
	if !a.outTTY {
		width = 80
	}
	return report.Options{Width: min(width, 100), Verbose: a.flags.verbose, Paint: painter(a.color(a.flags.noColor))}
}

// verdictStatus is the exit status of a result.
func verdictStatus(r *checks.Result) error {
	for _, v := range r.Verdicts {
		if v.Cause != cause.NoWork {
			return statusError(exitFound)
		}
	}
	ran := func(d checks.Done) bool { return d.State != checks.Skipped }
	broke := func(d checks.Done) bool { return d.State == checks.Broken || d.State == checks.Skipped }
	if slices.ContainsFunc(r.Checks, ran) && !slices.ContainsFunc(r.Checks, func(d checks.Done) bool { return !broke(d) }) {
		return statusError(exitNoWork)
	}
	return nil
}

// failedReport prints the JSON document also where the work could not start, and passes the error on.
func (a *app) failedReport(err error) error {
	if !a.flags.json {
		return err
	}
	return a.failedWith(err, func(r *report.Report) error { return report.JSON(a.out, r) })
}

// failedWith prints the document of a report in which nothing was checked, where the work could not start, and passes the error on.
func (a *app) failedWith(err error, print func(*report.Report) error) error {
	if code, _ := status(err); code != exitNoWork {
		return err
	}
	empty := &report.Report{Version: versionName(), Generated: a.now(), Case: &checks.Case{
		Site: a.flags.site, Service: a.flags.service, QWCPath: a.flags.qwc, LogPaths: a.flags.logs,
	}, Result: &checks.Result{Started: a.now()}, KB: a.kb, Machine: report.Machine{OS: a.pc.OS(), User: a.pc.User(), Host: a.pc.Host()}}
	if a.kb != nil && a.vendors != nil {
		empty.Vendor = a.vendors.ByID("generic")
		empty.Case.Vendor = empty.Vendor
	}
	if jerr := print(empty); jerr != nil {
		return fmt.Errorf("%w (and the JSON document could not be written: %v)", err, jerr)
	}
	return err
}
