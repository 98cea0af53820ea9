package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"authdoctor/checks"
	"authdoctor/checks/report"
	"authdoctor/checks/vendors"
	"authdoctor/logparse"
)

// logFlags are the flags of `authdoctor log` alone.
type logFlags struct {
	ndjson       bool
	app          string
	since, until string
	failed       bool
	follow, each bool
	timeline     bool
	ascii        bool
}

// newLog is `authdoctor log`: what a log says, without asking the network anything.
func newLog(a *app) *cobra.Command {
	var f logFlags
	c := &cobra.Command{
		Use:   "log [FILE…|FOLDER|-]",
		Short: "Read Web Connector logs: runs, failures, and what they mean",
		Long: "Reads logs (also .gz, .zip, a folder, or - for standard input), or a piece of one as people paste it: a line, a\n" +
			"message, an e-mail. Without an argument it reads this PC's own log. Nothing is contacted.\n\n" +
			"--app, --since and --until choose runs: list, story and causes are then about these alone. A day or time without a\n" +
			"zone is this PC's; what is shown is UTC, as the log has it. --failed lists only the failed ones of them and names the\n" +
			"causes of the newest, even if later runs ended well; the story stays about all.\n\n" +
			"--follow survives that a log is renamed, begun anew or emptied. It tells failures outside any run too (an application\n" +
			"that is added, a missing password), and a run that waits for a person. Of a folder it follows each log, new ones too.",
		RunE: func(c *cobra.Command, args []string) error { return a.log(c.Context(), args, f) },
	}
	c.Flags().StringArrayVar(&a.flags.logs, "log", nil, "the same as an argument: `file`, folder or - (repeatable)")
	c.Flags().StringVar(&a.flags.vendor, "vendor", "", "`name` of the vendor; recognised from the log when not given")
	c.Flags().BoolVar(&a.flags.json, "json", false, "print one JSON document (authdoctor.log/v1)")
	c.Flags().BoolVar(&f.ndjson, "ndjson", false, "print one run a line as JSON, then one line of verdicts")
	c.Flags().StringVar(&f.app, "app", "", "only runs of this application (`name`, in capitals or not)")
	c.Flags().StringVar(&f.since, "since", "", "only runs from this `time` on: 2026-11-23 (by this PC's clock), 2026-11-23T14:00Z or 48h")
	c.Flags().StringVar(&f.until, "until", "", "only runs before this `time`")
	c.Flags().BoolVar(&f.failed, "failed", false, "only failed runs")
	c.Flags().BoolVar(&f.follow, "follow", false, "go on reading files or folders, and tell each run and failure with its cause as it comes, until ctrl+c")
	c.Flags().BoolVar(&f.each, "each", false, "the logs are different customers': print one line a log (with --json, a line of JSON)")
	c.Flags().BoolVar(&f.timeline, "timeline", false, "draw the runs by day and hour, and the log-ins' lengths against the limit")
	c.Flags().BoolVar(&f.ascii, "ascii", false, "draw --timeline with plain characters only")
	return c
}

// log reads the logs and prints them in the form that was asked for.
func (a *app) log(ctx context.Context, args []string, f logFlags) error {
	if f.ndjson && a.flags.json {
		return usagef("--json and --ndjson are two forms: choose one")
	}
	if f.follow && a.flags.json {
		return usagef("--follow has no end, so it is no JSON document. Say --ndjson")
	}
	if f.each && (f.follow || f.app != "" || f.since != "" || f.until != "" || f.failed) {
		return usagef("--each sums up whole logs: leave --follow, --app, --since, --until and --failed out")
	}
	if f.timeline && (f.follow || f.each || f.ndjson || a.flags.json) {
		return usagef("--timeline is a form of its own: leave --json, --ndjson, --follow and --each out")
	}
	chosen, err := f.selection(a.now())
	if err != nil {
		return err
	}
	if err := a.knowledge(); err != nil {
		return err
	}
	if a.flags.vendor != "" {
		if _, err := a.namedVendor(a.flags.vendor); err != nil {
			return err
		}
	}
	paths := append(args, a.flags.logs...)
	if len(paths) == 0 {
		found := a.pc.Logs()
		if len(found) == 0 {
			return usagef("no log was named, and none is in its usual place on this PC. Say `authdoctor log FILE`")
		}
		paths = []string{found[0].Path}
	}
	if f.each {
		return a.each(ctx, paths, a.flags.json || f.ndjson)
	}
	if f.follow {
		return a.follow(ctx, paths, f, chosen)
	}
	out := a.logForm(f, a.vendors.ByID(a.flags.vendor))
	log, err := a.readLogs(paths, logparse.Options{Reuse: true, Select: chosen.wants, OnSession: func(s *logparse.Session) {
		if chosen.lists(s) {
			out.Session(s)
		}
	}})
	if errors.Is(err, context.Canceled) {
		return err
	}
	if err != nil {
		return errors.Join(err, out.Close(a.logReport(log, nil)))
	}
	chosen.cut(log)
	vendor, err := a.vendor(a.flags.vendor, &checks.Case{}, log)
	if err != nil {
		return err
	}
	r := a.logReport(log, checks.LogVerdicts(chosen.judged(log), a.kb, vendor))
	r.Vendor = vendor
	none := chosen.nothing(log)
	if text := !a.flags.json && !f.ndjson && !f.timeline; none != nil && text {
		return none // a report about nothing would read as if all were well
	}
	if err := out.Close(r); err != nil {
		return fmt.Errorf("write the report: %w", err)
	}
	if none != nil {
		return none
	}
	return verdictStatus(r.Result)
}

// logReport is the report of a log alone.
func (a *app) logReport(log *logparse.Log, verdicts []checks.Verdict) *report.Report {
	if log == nil {
		log = &logparse.Log{}
	}
	return &report.Report{Version: versionName(), Generated: a.now(), Log: log, KB: a.kb, Vendor: a.vendors.ByID(vendors.Generic),
		Result: &checks.Result{Verdicts: verdicts}}
}

// momentForms are the ways in which a time is written.
var momentForms = []string{time.RFC3339, "2006-01-02T15:04Z07:00", "2006-01-02T15:04:05", "2006-01-02T15:04", "2006-01-02 15:04"}

// moment reads a time as people write it. Without a zone it is this PC's.
func moment(flag, text string, now time.Time) (time.Time, error) {
	if text == "" {
		return time.Time{}, nil
	}
	if d, err := time.ParseDuration(text); err == nil && d > 0 {
		return now.Add(-d), nil
	}
	for _, form := range append(slices.Clone(momentForms), time.DateOnly) {
		if t, err := time.ParseInLocation(form, text, now.Location()); err == nil {
			return t, nil
		}
	}
	return time.Time{}, usagef("%s %s: write a day (2026-11-23), a time (2026-11-23T14:00Z) or how long ago (48h)", flag, text)
}
