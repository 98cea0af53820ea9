package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"authdoctor/checks"
	"authdoctor/checks/cause"
)

// newKB is `authdoctor kb …`: the knowledge base as its authors see it.
func newKB(a *app) *cobra.Command {
	c := &cobra.Command{Use: "kb", Short: "The knowledge base: list, show, lint, test, schema", Args: maxArgs(0),
		RunE: func(*cobra.Command, []string) error {
			return usagef("say what: `authdoctor kb list`, `show ID`, `lint`, `test TEXT` or `schema`")
		}}
	c.AddCommand(
		&cobra.Command{Use: "list", Short: "One cause a line: id, layer, title", Args: maxArgs(0),
			RunE: func(*cobra.Command, []string) error { return a.kbList() }},
		&cobra.Command{Use: "show ID", Short: "The file of one cause", Args: exactArgs("the ID of a cause"),
			RunE: func(_ *cobra.Command, args []string) error { return a.kbShow(args[0]) }},
		&cobra.Command{Use: "lint [FOLDER]", Short: "Check the built-in files, and those of a folder", Args: maxArgs(1),
			RunE: func(_ *cobra.Command, args []string) error { return a.kbLint(args) }},
		&cobra.Command{Use: "test TEXT", Short: "Which causes match a sentence, and which words decided", Args: exactArgs("a TEXT"),
			RunE: func(_ *cobra.Command, args []string) error { return a.kbTest(args[0]) }},
		&cobra.Command{Use: "new ID", Short: "Print the frame of a new cause's file", Args: exactArgs("the ID of a cause"),
			RunE: func(_ *cobra.Command, args []string) error { return a.kbNew(args[0]) }},
		&cobra.Command{Use: "schema", Short: "The JSON schema of the files of causes and vendors", Args: maxArgs(0),
			RunE: func(*cobra.Command, []string) error { return a.kbSchema() }},
	)
	return c
}

func (a *app) kbList() error {
	if err := a.knowledge(); err != nil {
		return err
	}
	out := a.prose()
	for _, c := range a.kb.All() {
		fmt.Fprintf(out, "%-28s %-16s %s\n", c.ID, c.Layer, c.Title)
	}
	return nil
}

func (a *app) kbShow(id string) error {
	if err := a.knowledge(); err != nil {
		return err
	}
	text := a.kb.Source(cause.ID(id))
	if text == nil {
		return usagef("there is no cause %q. `authdoctor kb list` names them all", id)
	}
	_, err := a.out.Write(text)
	return err
}

func (a *app) kbLint(args []string) error {
	if len(args) == 1 {
		a.flags.kbDir = args[0]
	}
	if err := a.knowledge(); err != nil {
		var in *inputError
		if errors.As(err, &in) && isDir(a.flags.kbDir) {
			// A file that cannot be read as a cause is what lint is for.
			fmt.Fprintln(a.out, in.what)
			return statusError(exitFound)
		}
		return err
	}
	problems := a.kb.Lint(checks.KnownIDs())
	problems = append(problems, a.vendors.Lint(a.kb, checks.KnownIDs())...)
	for _, p := range problems {
		fmt.Fprintln(a.out, p)
	}
	if len(problems) > 0 {
		fmt.Fprintf(a.out, "Result: %s.\n", count(len(problems), "problem"))
		return statusError(exitFound)
	}
	fmt.Fprintf(a.out, "Result: %s and %s, all in order.\n", count(len(a.kb.All()), "cause"), count(len(a.vendors.All()), "vendor"))
	return nil
}

// isDir says whether path is a folder that can be opened.
func isDir(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir() && !errors.Is(err, fs.ErrNotExist)
}

func (a *app) kbTest(text string) error {
	if err := a.knowledge(); err != nil {
		return err
	}
	matches := a.kb.Explain(text)
	for _, m := range matches {
		fmt.Fprintf(a.out, "%-28s %-9s %s\n", m.Cause, m.Strength, strings.ReplaceAll(m.Quote, "\n", " "))
	}
	if len(matches) == 0 {
		fmt.Fprintln(a.out, "No cause matches.")
		return statusError(exitFound)
	}
	return nil
}

func (a *app) kbNew(id string) error {
	if err := a.knowledge(); err != nil {
		return err
	}
	if a.kb.Get(cause.ID(id)) != nil {
		return usagef("there is a cause %q already: `authdoctor kb show %s`", id, id)
	}
	text, err := cause.Frame(cause.ID(id))
	if err != nil {
		return usagef("%v", err)
	}
	_, err = a.out.Write(text)
	return err
}

func (a *app) kbSchema() error {
	_, err := a.out.Write(cause.Schema())
	return err
}
