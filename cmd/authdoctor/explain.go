package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"authdoctor/checks/report"
)

// maxPaste bounds a text that is explained, in bytes: more than any message, less than a log.
const maxPaste = 256 << 10

// newExplain is `authdoctor explain`: what does this message or code mean, and what fixes it.
func newExplain(a *app) *cobra.Command {
	c := &cobra.Command{
		Use:   "explain [TEXT|-]",
		Short: "What a message or code means, and what fixes it",
		Example: "  authdoctor explain QBWC1012\n  authdoctor explain 0x80040408\n" +
			"  authdoctor explain \"website offline\"\n  authdoctor explain -        (paste it; ctrl+d ends it, ctrl+z on Windows)",
		Args: cobra.ArbitraryArgs,
		RunE: func(_ *cobra.Command, args []string) error { return a.explain(args) },
	}
	c.Flags().BoolVar(&a.flags.json, "json", false, "print one JSON document (authdoctor.explain/v1)")
	c.Flags().StringVar(&a.flags.vendor, "vendor", "", "`name` of the vendor whose remedies stand first")
	return c
}

// explain looks the text up. A text that nobody knows gives status 1.
func (a *app) explain(args []string) error {
	text := strings.Join(args, " ")
	if len(args) == 0 {
		return usagef("explain needs a text: a code (QBWC1012), a message in quotes, or - to paste one")
	}
	if text == "-" {
		b, err := io.ReadAll(io.LimitReader(a.in, maxPaste+1))
		if err != nil {
			return &inputError{fmt.Sprintf("read standard input: %v", err), ""}
		}
		if len(b) > maxPaste {
			return &inputError{"the text is longer than 256 KB", "For a whole log use `authdoctor log FILE`"}
		}
		text = string(b)
	}
	if strings.TrimSpace(text) == "" {
		return &inputError{"there is no text to explain", "Paste the message, or give a code such as QBWC1012"}
	}
	if err := a.knowledge(); err != nil {
		return err
	}
	vendor := a.vendors.Recognise(nil, []string{text})
	if a.flags.vendor != "" {
		var err error
		if vendor, err = a.namedVendor(a.flags.vendor); err != nil {
			return err
		}
	}
	e := report.NewExplanation(text, a.kb, vendor)
	var err error
	if a.flags.json {
		err = report.ExplainJSON(a.out, e)
	} else {
		err = report.ExplainText(a.prose(), e, a.options())
	}
	if err != nil {
		return err
	}
	if !e.Known() {
		return statusError(exitFound)
	}
	return nil
}
