package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"authdoctor/checks"
	"authdoctor/checks/cause"
	"authdoctor/checks/machine"
	"authdoctor/checks/report"
	"authdoctor/logparse"
)

// customer is one log of --each: one or several files that belong together.
type customer struct{ name, path string }

// each reads logs of different customers, each for itself, and prints one line a log. One that cannot be read has its line too, and
// the exit status says so.
func (a *app) each(ctx context.Context, paths []string, json bool) error {
	var all []customer
	for _, p := range paths {
		if p == "-" {
			return usagef("--each reads files and folders, one line a log. Standard input is one log: leave --each out")
		}
		found, err := customers(p)
		if err != nil {
			return err
		}
		all = append(all, found...)
	}
	tellApart(all)
	if !json {
		if err := report.EachHead(a.prose(), a.options()); err != nil {
			return fmt.Errorf("write the report: %w", err)
		}
	}
	bad, unread := false, false
	for _, c := range all {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		row, err := a.eachRow(c)
		if err != nil {
			return err
		}
		bad, unread = bad || row.Cause != "", unread || row.Error != ""
		if json {
			err = report.EachJSON(a.out, row)
		} else {
			err = report.EachText(a.prose(), row, a.options())
		}
		if err != nil {
			return fmt.Errorf("write the report: %w", err)
		}
	}
	switch {
	case unread:
		return statusError(exitNoWork)
	case bad:
		return statusError(exitFound)
	}
	return nil
}

// eachRow reads one customer's log. What is wrong with it stands in the row; the error is about something else.
func (a *app) eachRow(c customer) (report.EachRow, error) {
	log, err := a.readLogs([]string{c.path}, logparse.Options{Keep: 1})
	if err != nil {
		return report.EachRow{Log: c.name, Error: strings.TrimPrefix(err.Error(), c.path+": ")}, nil
	}
	vendor, err := a.vendor(a.flags.vendor, &checks.Case{}, log)
	if err != nil {
		return report.EachRow{}, err
	}
	verdicts := slices.DeleteFunc(checks.LogVerdicts(log, a.kb, vendor), func(v checks.Verdict) bool { return v.Cause == cause.NoWork })
	return report.RowOf(c.name, log, verdicts), nil
}

// maxCustomers bounds the entries of one folder.
const maxCustomers = 100_000

// customers finds the logs that a path names: the file, or in a folder each log, and each folder as one customer.
func customers(path string) ([]customer, error) {
	info, err := os.Stat(path)
	if err != nil {
		if names, bad := filepath.Glob(path); bad == nil && len(names) > 0 {
			var all []customer
			for _, n := range names {
				all = append(all, customer{filepath.Base(n), n})
			}
			return all, nil
		}
		return []customer{{path, path}}, nil // its line will say what is wrong
	}
	if !info.IsDir() {
		return []customer{{filepath.Base(path), path}}, nil
	}
	d, err := os.Open(path)
	if err != nil {
		return nil, inputOf(path, err)
	}
	defer d.Close()
	list, err := d.ReadDir(maxCustomers)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, inputOf(path, err)
	}
	var all []customer
	for _, e := range list {
		name := e.Name()
		if strings.HasPrefix(name, ".") {
			continue
		}
		if !e.IsDir() && !machine.MayBeLog(name) {
			continue
		}
		all = append(all, customer{name, filepath.Join(path, name)})
	}
	if len(all) == 0 {
		return nil, &inputError{path + ": there is no log in this folder", "Name the folder that has the customers' logs in it"}
	}
	slices.SortFunc(all, func(a, b customer) int { return strings.Compare(a.name, b.name) })
	return all, nil
}
