package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"github.com/charmbracelet/lipgloss"
	"github.com/muesli/termenv"

	"authdoctor/tui"
	"authdoctor/tui/plain"
)

// guide opens the full-screen guide, or the same flow as numbered lines where there is no terminal or --plain says so.
func (a *app) guide(ctx context.Context, args []string) error {
	start, err := a.startFacts(ctx, args)
	if err != nil {
		return err
	}
	deps, err := a.deps(start)
	if err != nil {
		return err
	}
	deps.Options.OpenLog = len(args) > 0 && !slices.ContainsFunc(args, isPairingName)
	deps.Options.SkipStart = !deps.Options.OpenLog && a.flags.named()
	return a.show(ctx, deps)
}

// show runs the guide with these deps and leaves the short summary in the scrollback.
func (a *app) show(ctx context.Context, deps tui.Deps) error {
	if a.flags.plain || !a.inTTY || !a.outTTY || a.env("TERM") == "dumb" {
		left, err := plain.Run(ctx, a.in, a.prose(), deps)
		return a.left(left, err, false)
	}
	if deps.Options.NoColor {
		lipgloss.SetColorProfile(termenv.Ascii)
	}
	left, err := tui.Run(ctx, deps)
	return a.left(left, err, true)
}

// left prints what the guide leaves behind and picks the exit status.
func (a *app) left(left *tui.Left, err error, short bool) error {
	if left != nil && short && left.Short != "" {
		fmt.Fprintln(a.out, strings.TrimRight(left.Short, "\n"))
	}
	if err != nil {
		if isInterrupt(err) {
			return statusError(exitInterrupted)
		}
		return err
	}
	if left != nil && left.ExitCode != exitOK {
		return statusError(left.ExitCode)
	}
	return nil
}

// startFacts reads the arguments (dropped logs, folders, a pairing file) and the flags.
func (a *app) startFacts(ctx context.Context, args []string) (tui.Facts, error) {
	if err := a.flags.addresses(); err != nil {
		return tui.Facts{}, err
	}
	answers, err := a.flags.answered()
	if err != nil {
		return tui.Facts{}, err
	}
	f := tui.Facts{Site: a.flags.site, Service: a.flags.service, QWC: a.flags.qwc, Logs: a.flags.logs,
		User: a.flags.user, Vendor: a.flags.vendor, Answers: answers}
	if a.flags.login {
		if f.Password, err = a.password(ctx); err != nil {
			return f, err
		}
		f.Login = true
	}
	if err := a.askChannel(ctx); err != nil {
		return f, err
	}
	for _, path := range args {
		if _, err := os.Stat(path); err != nil {
			if !strings.ContainsAny(path, `./\:`) {
				return f, usagef("%q is neither a command nor a file. `authdoctor help` lists the commands", path)
			}
			return f, inputOf(path, err)
		}
		switch {
		case !isPairingName(path):
			f.Logs = append(f.Logs, path)
		case f.QWC == "" || f.QWC == a.flags.qwc:
			f.QWC = path
		default:
			return f, usagef("there are two pairing files, %s and %s: give one of them", filepath.Base(f.QWC), filepath.Base(path))
		}
	}
	return f, nil
}

// isPairingName says whether a file is taken for a pairing file: browsers add .xml or .txt to the name.
func isPairingName(path string) bool {
	name := strings.ToLower(filepath.Base(path))
	return strings.HasSuffix(name, ".qwc") || strings.HasSuffix(name, ".qwc.xml") || strings.HasSuffix(name, ".qwc.txt")
}

// asciiGlyphs says whether the console's font lacks the signs for states: on Windows only Windows Terminal is known to have
// them (features of conhost's Consolas and Lucida Console).
func (a *app) asciiGlyphs() bool {
	return runtime.GOOS == "windows" && a.env("WT_SESSION") == "" || a.env("TERM") == "linux"
}
