package main

import (
	"cmp"
	"fmt"
	"math"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"authdoctor/checks/probe"
	"authdoctor/checks/qwc"
	"authdoctor/checks/redact"
	"authdoctor/checks/report"
	"authdoctor/tui/say"
)

// newQWC is `authdoctor qwc lint|fix`.
func newQWC(a *app) *cobra.Command {
	c := &cobra.Command{Use: "qwc", Short: "Check or correct a pairing file (.qwc)", Args: maxArgs(0),
		RunE: func(c *cobra.Command, _ []string) error {
			return usagef("say `authdoctor qwc lint FILE` or `authdoctor qwc fix FILE`")
		}}
	c.AddCommand(&cobra.Command{
		Use:   "lint FILE",
		Short: "Name each broken rule, where it stands, and its QBWC code",
		Args:  exactArgs("a FILE"),
		RunE:  func(_ *cobra.Command, args []string) error { return a.qwcLint(args[0]) },
	})
	var url, out string
	fix := &cobra.Command{
		Use:   "fix FILE",
		Short: "Write a corrected copy; the file itself stays as it is",
		Args:  exactArgs("a FILE"),
		RunE:  func(_ *cobra.Command, args []string) error { return a.qwcFix(args[0], url, out) },
	}
	fix.Flags().StringVar(&url, "url", "", "the service's new `address`; OwnerID and FileID are kept")
	fix.Flags().StringVar(&out, "out", "", "the new `file`; NAME-corrected.qwc when not given")
	c.AddCommand(fix)
	return c
}

// qwcLint prints the broken rules. Errors among them give status 1.
func (a *app) qwcLint(path string) error {
	file, err := qwc.ReadFile(path)
	if err != nil {
		return inputOf(path, err)
	}
	paint := painter(a.color(a.flags.noColor))
	words := map[qwc.Severity]string{qwc.Error: "error  ", qwc.Warning: "warning", qwc.Note: "note   "}
	roles := map[qwc.Severity]report.Role{qwc.Error: report.Problem, qwc.Warning: report.Warn}
	errors, warnings := 0, 0
	for _, p := range inOrder(file.Problems) {
		switch p.Severity {
		case qwc.Error:
			errors++
		case qwc.Warning:
			warnings++
		}
		where := filepath.Base(path)
		if p.Line > 0 {
			where = fmt.Sprintf("%s:%d", where, p.Line)
		}
		text := redact.Clean(p.Text)
		if p.Code != "" {
			text += " (" + p.Code + ")"
		}
		line := words[p.Severity] + "  " + where + "\n" + hang(text, 9)
		if role, ok := roles[p.Severity]; ok && paint != nil {
			line = paint(role, line)
		}
		fmt.Fprintln(a.prose(), line)
		if p.Should != "" {
			fmt.Fprintln(a.prose(), hang("should be: "+redact.Clean(p.Should), 9))
		}
	}
	if errors > 0 {
		result := count(errors, "error")
		if warnings > 0 {
			result += ", " + count(warnings, "warning")
		}
		fmt.Fprintf(a.prose(), "Result: %s.\n", result)
		if _, changes, err := file.Corrected(""); err == nil && len(changes) > 0 {
			fmt.Fprintf(a.prose(), "A corrected copy: authdoctor qwc fix %s\n", inCommand(path))
		} else {
			fmt.Fprintln(a.prose(), "It cannot be corrected from here: download a new pairing file from the service.")
		}
		return statusError(exitFound)
	}
	result := "the pairing file keeps the rules"
	if warnings > 0 {
		result += ", with " + count(warnings, "warning")
	}
	fmt.Fprintf(a.prose(), "Result: %s (%s read).\n", result, count(len(file.Fields), "field"))
	return nil
}

// inOrder puts broken rules as they stand in the file; what is missing in it comes last.
func inOrder(list []qwc.Problem) []qwc.Problem {
	list = slices.Clone(list)
	at := func(p qwc.Problem) int {
		if p.Line == 0 {
			return math.MaxInt
		}
		return p.Line
	}
	slices.SortStableFunc(list, func(x, y qwc.Problem) int { return cmp.Compare(at(x), at(y)) })
	return list
}

// qwcFix shows the changes and writes the corrected copy.
func (a *app) qwcFix(path, address, out string) error {
	file, err := qwc.ReadFile(path)
	if err != nil {
		return inputOf(path, err)
	}
	if address != "" {
		u, err := probe.ParseAddress(address)
		if err != nil {
			return usagef("--url: %v", err)
		}
		if address = u.String(); u.Scheme != "https" && !probe.Loopback(u.Hostname()) {
			return usagef("--url: the Web Connector takes only https, except for this computer itself")
		}
	}
	data, changes, err := file.Corrected(address)
	if err != nil {
		fmt.Fprintln(a.prose(), hang(redact.Clean(fmt.Sprintf("%s: %v.", filepath.Base(path), err)), 0))
		return statusError(exitFound)
	}
	if len(changes) == 0 {
		fmt.Fprintln(a.prose(), "There is nothing that can be corrected from here. `authdoctor qwc lint` says what is wrong, if anything.")
		if file.Broken() {
			return statusError(exitFound)
		}
		return nil
	}
	for _, c := range changes {
		fmt.Fprintf(a.prose(), "%s\n  was    %s\n  is now %s\n%s\n", redact.Clean(c.Field), redact.Clean(c.Was()), redact.Clean(c.Now()), hang(c.Why, 9))
	}
	if out == "" {
		out = correctedName(path)
	}
	written, err := writeNew(out, data)
	if err != nil {
		return &inputError{fmt.Sprintf("write %s: %v", out, err), "Name another place with --out"}
	}
	fmt.Fprintf(a.prose(), "Written: %s. %s stays as it is.\n", written, filepath.Base(path))
	if left := qwc.Parse(data, written); left.Broken() {
		fmt.Fprintln(a.prose(), "Not everything could be corrected: run `authdoctor qwc lint` on the new file.")
		return statusError(exitFound)
	}
	return nil
}

// correctedName is the name of the corrected copy.
func correctedName(path string) string {
	ext := filepath.Ext(path)
	return strings.TrimSuffix(path, ext) + "-corrected" + ext
}

// hang breaks a text at helpWidth, each line set in by some cells.
func hang(text string, in int) string {
	pad := strings.Repeat(" ", in)
	return pad + strings.Join(say.Wrap(text, helpWidth-in), "\n"+pad)
}

// inCommand is a path as one types it in a command, on Windows and elsewhere.
func inCommand(path string) string {
	if path = redact.Clean(path); strings.ContainsAny(path, " \t&()'^;,=!`$~") {
		return `"` + path + `"`
	}
	return path
}

// count writes a number with its noun.
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
