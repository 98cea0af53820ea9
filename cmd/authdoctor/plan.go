package main

import (
	"context"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"authdoctor/checks"
	"authdoctor/checks/report"
	"authdoctor/checks/vendors"
	"authdoctor/logparse"
)

// planFlags are the flags of `authdoctor plan` alone.
type planFlags struct {
	from, to string
	orders   int
}

// newPlan is `authdoctor plan`: a range of dates in runs that fit the vendor's limit. Nothing is contacted.
func newPlan(a *app) *cobra.Command {
	var f planFlags
	c := &cobra.Command{
		Use:   "plan --from DAY --to DAY",
		Short: "Split a sync range into runs that fit the limit",
		Long: "Splits a range of dates into runs of 24 hours, the most that fits the vendor's time limit on a usual day. They are\n" +
			"smaller where there are more orders a day than fit in one run, and halved where a log shows that a run met the limit.\n" +
			"A day given as --to is in the range; a time is where it ends. Times without a zone are this PC's.",
		Args: maxArgs(0),
		RunE: func(c *cobra.Command, _ []string) error {
			return a.plan(c.Context(), f, c.Flags().Changed("orders-per-day"))
		},
	}
	c.Flags().StringVar(&f.from, "from", "", "the first `day` (2026-11-01), or a time (2026-11-01T06:00)")
	c.Flags().StringVar(&f.to, "to", "", "the last `day`, or the time at which the range ends")
	c.Flags().IntVar(&f.orders, "orders-per-day", 0, "how many orders a day has, about (`N`)")
	c.Flags().StringArrayVar(&a.flags.logs, "log", nil, "a Web Connector log: `file`, folder, .gz, .zip or - (repeatable)")
	c.Flags().StringVar(&a.flags.vendor, "vendor", "", "`name` of the vendor; recognised from the log when not given")
	c.Flags().BoolVar(&a.flags.json, "json", false, "print one JSON document ("+report.PlanSchema+")")
	return c
}

// plan makes the plan and prints it.
func (a *app) plan(_ context.Context, f planFlags, counted bool) error {
	from, to, err := f.dates(a.now().Location())
	if err != nil {
		return err
	}
	if counted && f.orders < 1 {
		return usagef("--orders-per-day %d: write how many orders a day has, for example --orders-per-day 400", f.orders)
	}
	if err := a.knowledge(); err != nil {
		return err
	}
	in := checks.PlanInput{From: from, To: to, OrdersPerDay: f.orders, KB: a.kb}
	if a.flags.vendor != "" { // a wrong name is said before a log is read
		if _, err := a.vendor(a.flags.vendor, &checks.Case{}, nil); err != nil {
			return err
		}
	}
	if len(a.flags.logs) > 0 {
		if in.Log, err = a.readLogs(a.flags.logs, logparse.Options{}); err != nil {
			return err
		}
	}
	if in.Vendor, err = a.vendor(a.flags.vendor, &checks.Case{}, in.Log); err != nil {
		return err
	}
	var assumed string
	if in.Vendor.ID == vendors.Generic && a.flags.vendor == "" {
		in.Vendor, assumed = a.limited(in.Vendor)
	}
	p, err := checks.MakePlan(in)
	if err != nil {
		return usagef("%v", err)
	}
	if assumed != "" {
		p.Assumed = append([]string{assumed}, p.Assumed...)
	}
	if f.to != "" && len(f.to) == len(time.DateOnly) {
		p.Assumed = append(p.Assumed, fmt.Sprintf("%s is in the range, to its end. The times are those of %s.", f.to, zone(from)))
	} else {
		p.Assumed = append(p.Assumed, fmt.Sprintf("The times are those of %s.", zone(from)))
	}
	if a.flags.json {
		err = report.PlanJSON(a.out, in, p)
	} else {
		err = report.PlanText(a.prose(), in, p, a.options())
	}
	if err != nil {
		return fmt.Errorf("write the plan: %w", err)
	}
	return nil
}

// limited gives the vendor whose limits are known when nothing says whose service it is, and the sentence that says so.
func (a *app) limited(generic *vendors.Vendor) (*vendors.Vendor, string) {
	for _, v := range a.vendors.All() {
		if v.Limit.OrdersMax > 0 {
			return v, fmt.Sprintf("Nothing says whose service it is, so %s's limits are assumed. Another: --vendor NAME.", v.Name)
		}
	}
	return generic, ""
}

// zone is a time's zone in words.
func zone(t time.Time) string {
	name, _ := t.Zone()
	return fmt.Sprintf("%s (UTC%s)", name, t.Format("-07:00"))
}

// dates reads the range. A day as its end is in it.
func (f planFlags) dates(here *time.Location) (from, to time.Time, err error) {
	if f.from == "" || f.to == "" {
		return from, to, usagef("a plan needs its range: authdoctor plan --from 2026-11-01 --to 2026-11-07")
	}
	if from, _, err = planDate("--from", f.from, here); err != nil {
		return from, to, err
	}
	var wholeDay bool
	if to, wholeDay, err = planDate("--to", f.to, here); err != nil {
		return from, to, err
	}
	if wholeDay {
		to = to.AddDate(0, 0, 1)
	}
	if !from.Before(to) {
		return from, to, usagef("--to %s: the range ends before it begins (--from %s)", f.to, f.from)
	}
	return from, to, nil
}

// planDate reads a day or a time.
func planDate(flag, text string, here *time.Location) (t time.Time, wholeDay bool, err error) {
	if t, err := time.ParseInLocation(time.DateOnly, text, here); err == nil {
		return t, true, nil
	}
	for _, form := range momentForms {
		if t, err := time.ParseInLocation(form, text, here); err == nil {
			return t, false, nil
		}
	}
	return t, false, usagef("%s %s: there is no such day. Write it as 2026-11-23, or with a time as 2026-11-23T14:00", flag, text)
}
