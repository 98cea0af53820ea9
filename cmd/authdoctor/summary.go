package main

import (
	"context"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"authdoctor/checks/report"
)

// newSummary is `authdoctor summary`: the redacted text for support.
func newSummary(a *app) *cobra.Command {
	var toClipboard bool
	var out, format string
	var show []string
	c := &cobra.Command{
		Use:   "summary",
		Short: "Make the redacted summary for support",
		Long: "Runs the checklist and prints a short summary for whoever helps. Secrets are\n" +
			"never in it; names of people, machines and companies are replaced by stable names.\n" +
			"What was hidden is counted by kind; --show KIND lets a kind of people be seen.",
		Args: maxArgs(0),
		RunE: func(c *cobra.Command, _ []string) error {
			return a.summary(c.Context(), format, out, show, toClipboard)
		},
	}
	a.flags.registerCase(c)
	c.Flags().BoolVar(&toClipboard, "copy", false, "copy it, and say where to")
	c.Flags().StringVar(&out, "out", "", "write it to this new `file`")
	c.Flags().StringVar(&format, "format", "text", "`form`: text, md, json or html")
	registerShow(c, &show)
	return c
}

// summary runs the checklist and hands the summary out.
func (a *app) summary(ctx context.Context, format, out string, show []string, toClipboard bool) error {
	form := report.Format(format)
	if !slices.Contains(report.Formats(), form) {
		return usagef("--format %s: there are text, md, json and html", format)
	}
	r, err := a.forSupport(ctx, show)
	if err != nil && form == report.FormatJSON && !toClipboard && out == "" {
		return a.failedWith(err, func(r *report.Report) error {
			text, _, err := report.Summary(r, form)
			fmt.Fprint(a.out, text)
			return err
		})
	}
	if err != nil {
		return err
	}
	text, _, err := report.Summary(r, form)
	if err != nil {
		return err
	}
	switch {
	case out != "":
		path, err := writeNew(out, []byte(nativeLines(text)))
		if err != nil {
			return &inputError{fmt.Sprintf("write %s: %v", out, err), "Name another place with --out"}
		}
		fmt.Fprintf(a.err, "Saved as %s\n", path)
	case !toClipboard && form == report.FormatText:
		fmt.Fprint(a.prose(), text)
	case !toClipboard:
		fmt.Fprint(a.out, text)
	}
	if toClipboard {
		way, err := newCopier(a.streams).Copy(text)
		if err != nil {
			return &inputError{err.Error(), "Use --out FILE"}
		}
		fmt.Fprintf(a.err, "Copied to %s\n", way)
	}
	return verdictStatus(r.Result)
}
