package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"authdoctor/checks"
	"authdoctor/checks/cause"
	"authdoctor/checks/fix"
	"authdoctor/checks/report"
	"authdoctor/checks/simulator"
	"authdoctor/tui"
)

// defaultScenario is the one that shows most of what the program does.
const defaultScenario = "http-to-https"

// newDemo is `authdoctor demo`: the program on a built-in broken installation.
func newDemo(a *app) *cobra.Command {
	var list bool
	c := &cobra.Command{
		Use:   "demo [SCENARIO]",
		Short: "See it work on a built-in broken installation, made-up data",
		Args:  maxArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			if list {
				return a.demoList()
			}
			id := defaultScenario
			if len(args) == 1 {
				id = args[0]
			}
			return a.demo(c.Context(), id)
		},
	}
	c.Flags().BoolVar(&list, "list", false, "list the scenarios, one a line, id first")
	c.Flags().BoolVar(&a.flags.json, "json", false, "print one JSON document (authdoctor.report/v1)")
	c.Flags().BoolVar(&a.flags.plain, "plain", false, "numbered lines instead of the full screen")
	return c
}

// demoList prints the scenarios.
func (a *app) demoList() error {
	for _, s := range simulator.Scenarios() {
		if _, err := fmt.Fprintf(a.out, "%-22s %s\n", s.ID, s.Title); err != nil {
			return err
		}
	}
	return nil
}

// demo starts the scenario and shows it: the guide in a terminal, else the report.
func (a *app) demo(ctx context.Context, id string) error {
	if err := a.knowledge(); err != nil {
		return err
	}
	world, err := a.startWorld(id)
	if err != nil {
		return err
	}
	defer world.Close()
	if a.flags.plain || a.inTTY && a.outTTY && !a.flags.json {
		deps, err := a.deps(tui.Facts{})
		if err != nil {
			return err
		}
		return a.show(ctx, a.worldDeps(deps, world))
	}
	env, err := a.worldEnv(world)
	if err != nil {
		return err
	}
	r, err := a.runChecks(ctx, env)
	if err != nil {
		return err
	}
	if !a.flags.json {
		fmt.Fprintf(a.err, "Demo %q: made-up data; everything runs on this PC.\n", world.Scenario.Title)
	}
	if err := a.print(r); err != nil {
		return err
	}
	return verdictStatus(r.Result)
}

// startWorld starts a scenario; an unknown one is wrong usage.
func (a *app) startWorld(id string) (*simulator.World, error) {
	var ids []string
	for _, s := range simulator.Scenarios() {
		if s.ID == id {
			w, err := simulator.Start(id)
			if err != nil {
				return nil, fmt.Errorf("start the demo: %w", err)
			}
			return w, nil
		}
		ids = append(ids, s.ID)
	}
	return nil, usagef("there is no scenario %q. There are: %s", id, strings.Join(ids, ", "))
}

// worldEnv is what the checks measure with in a demo.
func (a *app) worldEnv(w *simulator.World) (*checks.Env, error) {
	env, err := w.Env()
	if err != nil {
		return nil, fmt.Errorf("set up the demo: %w", err)
	}
	env.Case.Only, env.Case.Skip = a.flags.only, a.flags.skip
	return env, nil
}

// worldDeps puts a demo's world in the place of this PC.
func (a *app) worldDeps(d tui.Deps, w *simulator.World) tui.Deps {
	d.Options.Demo = w.Scenario.Title
	d.Options.SkipStart = true
	d.Now = w.Now
	d.Store = nil
	d.Find = func(context.Context) (tui.Found, error) {
		env, err := a.worldEnv(w)
		if err != nil {
			return tui.Found{}, err
		}
		f := tui.Found{Logs: env.Case.LogPaths, Site: env.Case.Site, Service: env.Case.Service}
		if env.Case.QWCPath != "" {
			f.PairingFiles = []string{env.Case.QWCPath}
		}
		if env.Log != nil {
			lastRun(&f, env.Log)
		}
		f.Contacts = hosts(f.Site, f.Service)
		return f, nil
	}
	d.Prepare = func(_ context.Context, f tui.Facts) (*checks.Env, error) {
		env, err := a.worldEnv(w)
		if err != nil {
			return nil, err
		}
		if f.Vendor != "" && a.vendors.ByID(f.Vendor) != nil {
			env.Case.Vendor = a.vendors.ByID(f.Vendor)
		}
		if len(f.Answers) > 0 {
			env.Case.Answers = f.Answers
		}
		env.Case.Login, env.Case.Password = f.Login, f.Password
		return env, nil
	}
	d.Recheck = func(ctx context.Context, env *checks.Env, ids []string, on func(checks.Event)) *checks.Result {
		fresh, err := a.worldEnv(w)
		if err != nil {
			fresh = env // the files of the demo were taken away; what was read still stands
		}
		fresh.Case.Vendor, fresh.Case.Answers = env.Case.Vendor, env.Case.Answers
		return checks.Recheck(ctx, fresh, ids, on)
	}
	d.Report = func(env *checks.Env, result, before *checks.Result, tried []fix.Tried) *report.Report {
		r := a.report(env, result)
		r.Generated, r.Before, r.Tried = w.Now(), before, tried
		return r
	}
	d.Heal = func(cause.ID) error { return w.Heal() }
	d.Scenarios, d.Example, d.Watch, d.Read, d.Glance, d.Follow = nil, nil, nil, nil, nil, nil
	return d
}

// examples are the built-in scenarios as the start screen offers them.
func (a *app) examples() ([]tui.Scenario, func(context.Context, string) (*tui.Example, error)) {
	var list []tui.Scenario
	for _, s := range simulator.Scenarios() {
		list = append(list, tui.Scenario{ID: s.ID, Title: s.Title})
	}
	return list, func(_ context.Context, id string) (*tui.Example, error) {
		w, err := a.startWorld(id)
		if err != nil {
			return nil, err
		}
		d, err := a.deps(tui.Facts{})
		if err != nil {
			w.Close()
			return nil, err
		}
		return &tui.Example{Deps: a.worldDeps(d, w), Close: func() { w.Close() }}, nil
	}
}
