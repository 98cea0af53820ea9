package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"runtime/debug"
	"slices"
	"strings"
	"syscall"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/spf13/cobra"

	"authdoctor/checks/lazyregexp"
	"authdoctor/checks/machine"
	"authdoctor/checks/probe"
	"authdoctor/checks/redact"
)

// run is the whole program: arguments in, exit status out.
func run(args []string, s *streams) int {
	debug.SetGCPercent(garbagePercent)
	debug.SetMemoryLimit(memoryGoal)
	// A double click in Explorer is how most people start this program.
	cobra.MousetrapHelpText = ""
	ends := []os.Signal{os.Interrupt, syscall.SIGTERM}
	if !signal.Ignored(syscall.SIGHUP) { // a window that is closed; under nohup it is not to matter
		ends = append(ends, syscall.SIGHUP)
	}
	ctx, stop := signal.NotifyContext(context.Background(), ends...)
	code := runOn(ctx, args, s, machine.Here(), probe.New)
	stop()
	if (code == exitUsage || code == exitNoWork) && startedByExplorer() {
		// The window closes with the program: whoever double-clicked needs time to read why.
		fmt.Fprint(s.err, "Press enter to close.")
		var one [1]byte
		_, _ = s.in.Read(one[:])
	}
	return code
}

// Most commands end before it pays to collect their garbage. A log of any length should still be read in 64 MB, of which the program itself
// takes some: from memoryGoal bytes on, what is collected comes sooner.
const (
	garbagePercent = 400 // garbage that may wait, in percent of what is in use
	memoryGoal     = 44 << 20
)

// maxDropped is how many files may be dropped on the program at once.
const maxDropped = 50

// runOn is run on a computer and a network of the caller's choice.
func runOn(ctx context.Context, args []string, s *streams, pc machine.PC, net func(probe.Options) probe.Net) (code int) {
	defer func() {
		if fault := recover(); fault != nil {
			code = exitNoWork
			fmt.Fprintf(s.err, "authdoctor: a fault of this program stopped it (%s). Nothing on this PC was changed. Please tell its makers what you did.\n",
				redact.Clean(fmt.Sprint(fault)))
		}
	}()
	out := &sink{Writer: s.out}
	if !s.outTTY { // the full screen asks the terminal itself
		own := *s
		own.out = out
		s = &own
	}
	a := &app{streams: s, pc: pc, net: net, ended: ctx.Done()}
	root := newRoot(a)
	root.SetArgs(pastedText(args))
	err := root.ExecuteContext(ctx)
	if err == nil && ctx.Err() != nil {
		err = ctx.Err()
	}
	err = out.failed(err)
	var text string
	code, text = status(err)
	if text != "" {
		fmt.Fprintf(s.err, "authdoctor: %s\n", redact.Clean(text)) // it may quote what was typed
		if code == exitUsage {
			fmt.Fprintf(s.err, "See: authdoctor help\n")
		}
	}
	return a.unread.tell(s.err, code)
}

// decimalCode is a result code of Windows as some programs print it: a negative decimal number.
var decimalCode = lazyregexp.New(`^-[0-9]{6,}$`)

// pastedText lets explain take what begins with a dash and is no flag: such a number, or a message with a rule of dashes on
// top, as the Web Connector's own windows have it.
func pastedText(args []string) []string {
	if len(args) < 2 || args[0] != "explain" || slices.Contains(args, "--") {
		return args
	}
	var flags, texts []string
	for _, arg := range args {
		if decimalCode.MatchString(arg) || strings.HasPrefix(arg, "-") && strings.ContainsAny(arg, " \t\r\n") || strings.HasPrefix(arg, "---") {
			texts = append(texts, arg)
		} else {
			flags = append(flags, arg)
		}
	}
	if texts == nil {
		return args
	}
	return slices.Concat(flags, []string{"--"}, texts)
}

// newRoot builds the command tree.
func newRoot(a *app) *cobra.Command {
	root := &cobra.Command{
		Use:   "authdoctor [FILE|FOLDER]…",
		Short: "Find out why an authentication failed, see the proof, and fix it step by step",
		Long: "authdoctor finds out why the QuickBooks Web Connector (or Caselle's Connect\n" +
			"Online Web Service) failed to authenticate, shows the proof, and walks through\n" +
			"the fix until it is verified. Without a command it opens the full-screen guide;\n" +
			"a log or .qwc file as argument is opened there. It changes nothing on this PC by\n" +
			"itself.",
		Args:          maxArgs(maxDropped),
		SilenceErrors: true,
		SilenceUsage:  true,
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) == 1 && isBundle(args[0]) {
				return a.open(c.Context(), args[0], true)
			}
			return a.guide(c.Context(), args)
		},
	}
	root.SetIn(a.in)
	root.SetOut(a.out)
	root.SetErr(a.err)
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return flagError(err) })
	a.flags.register(root)
	a.flags.registerCase(root)
	root.Flags().BoolVar(&a.flags.plain, "plain", false, "numbered lines instead of the full screen (screen readers, pipes)")
	root.AddCommand(newCheck(a), newLog(a), newExplain(a), newFix(a), newSummary(a), newBundle(a), newOpen(a), newQWC(a), newPlan(a), newDemo(a), newKB(a), newVersion(a))
	narrowHelp(root)
	return root
}

// maxArgs refuses more than n arguments, as wrong usage.
func maxArgs(n int) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if len(args) > n {
			if c.HasSubCommands() && n <= 1 {
				return usagef("unknown command or too many arguments: %q. `%s --help` lists what there is", strings.Join(args, " "), c.CommandPath())
			}
			return usagef("%s takes at most %d argument(s), not %d", c.CommandPath(), n, len(args))
		}
		return nil
	}
}

// exactArgs wants n arguments, named for the sentence.
func exactArgs(names ...string) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if len(args) != len(names) {
			return usagef("%s needs %s", c.CommandPath(), strings.Join(names, " and "))
		}
		return nil
	}
}

// newVersion prints the version.
func newVersion(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print the version",
		Args:  maxArgs(0),
		RunE: func(*cobra.Command, []string) error {
			_, err := fmt.Fprintf(a.out, "authdoctor %s\n", versionName())
			return err
		},
	}
}

// isInterrupt says whether the error is the person's own ctrl+c.
func isInterrupt(err error) bool {
	return errors.Is(err, context.Canceled) || errors.Is(err, tea.ErrInterrupted)
}
