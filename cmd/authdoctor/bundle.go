package main

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/charmbracelet/x/ansi"
	"github.com/spf13/cobra"

	"authdoctor/checks/machine"
	"authdoctor/checks/qwc"
	"authdoctor/checks/redact"
	"authdoctor/checks/report"
	"authdoctor/checks/vendors"
)

// newBundle is `authdoctor bundle`: one zip file for support.
func newBundle(a *app) *cobra.Command {
	var out string
	var yes bool
	var show []string
	c := &cobra.Command{
		Use:   "bundle",
		Short: "Write one zip file for support, without secrets and names",
		Long: "Runs the checklist and writes one zip file for whoever helps: the summary (a page\n" +
			"and a text), the report for programs, the parts of the log around each failure\n" +
			"and the pairing file, without secrets and names, and a list of it all with\n" +
			"checksums. What goes in is shown first, and on a terminal it asks before it\n" +
			"writes. `authdoctor open FILE` shows it as if at this PC.",
		Args: maxArgs(0),
		RunE: func(c *cobra.Command, _ []string) error { return a.bundle(c.Context(), out, show, yes) },
	}
	a.flags.registerCase(c)
	c.Flags().StringVar(&out, "out", "", "the new `file`; authdoctor-bundle-DATE.zip in Documents when not given")
	c.Flags().BoolVar(&yes, "yes", false, "write it without asking")
	registerShow(c, &show)
	return c
}

// bundle runs the checklist, shows what goes into the bundle, and writes it.
func (a *app) bundle(ctx context.Context, out string, show []string, yes bool) error {
	r, err := a.forSupport(ctx, show)
	if err != nil {
		return err
	}
	b, data, err := packed(r)
	if err != nil {
		return err
	}
	a.listBundle(b, len(data))
	if !yes && a.inTTY && a.errTTY {
		write, err := a.agrees(ctx, "Write it?")
		if err != nil {
			return err
		}
		if !write {
			fmt.Fprintln(a.err, "Nothing was written.")
			return statusError(exitInterrupted)
		}
	}
	path, err := a.writeBundle(out, b, data)
	if err != nil {
		return err
	}
	fmt.Fprintln(a.out, path)
	fmt.Fprintln(a.err, sendIt(b, r.Vendor))
	return verdictStatus(r.Result)
}

// forSupport runs the checklist that the flags describe, for a report that leaves this PC and in which these kinds of people may be
// seen.
func (a *app) forSupport(ctx context.Context, show []string) (*report.Report, error) {
	if err := mayShow(show); err != nil {
		return nil, err
	}
	env, err := a.fromFlags(ctx)
	if err != nil {
		return nil, err
	}
	r, err := a.runChecks(ctx, env)
	if err != nil {
		return nil, err
	}
	r.Show = show
	return r, nil
}

// packed makes the bundle of a report, and the zip file that it is.
func packed(r *report.Report) (*report.Bundle, []byte, error) {
	from := report.Sources{Log: logOpener(r.Case.LogPaths)}
	if r.Case.QWCPath != "" {
		from.QWC = readPairing(r.Case.QWCPath)
	}
	b, err := report.NewBundle(r, from)
	if err != nil {
		return nil, nil, err
	}
	var data bytes.Buffer
	if err := b.Write(&data); err != nil {
		return nil, nil, err
	}
	return b, data.Bytes(), nil
}

// logOpener opens the logs that some paths name, by the paths that reading them gave: also those in a zip or a folder.
func logOpener(paths []string) func(string) (io.ReadCloser, error) {
	var sources []machine.Source
	found := false
	return func(path string) (io.ReadCloser, error) {
		if !found {
			found = true
			for _, p := range paths {
				if more, err := machine.Open([]string{p}, nil); err == nil && p != "-" {
					sources = append(sources, more...)
				}
			}
		}
		for _, s := range sources {
			if s.Path == path {
				return s.Open()
			}
		}
		return nil, fmt.Errorf("it is not there any more")
	}
}

// readPairing reads a pairing file as it is; nil where it cannot be read.
func readPairing(path string) []byte {
	f, err := os.Open(path)
	if err != nil {
		return nil
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, qwc.MaxSize+1))
	if err != nil {
		return nil
	}
	return data
}

// listBundle shows what goes into a bundle.
func (a *app) listBundle(b *report.Bundle, size int) {
	m := b.Manifest
	fmt.Fprintf(a.err, "This goes into the bundle (%s packed), and nothing else:\n", kilobytes(size))
	wide := len("manifest.json")
	for _, f := range m.Files {
		wide = max(wide, ansi.StringWidth(f.Name))
	}
	for _, f := range m.Files {
		fmt.Fprintf(a.err, "  %-*s %9s  %s\n", wide, f.Name, kilobytes(f.Bytes), f.Holds)
	}
	fmt.Fprintf(a.err, "  %-*s %9s  this list, with a checksum (SHA-256) of each file\n", wide, "manifest.json", "")
	if hidden := report.HiddenText(m.Hidden); hidden != "" {
		fmt.Fprintln(a.err, hang("Hidden in it: "+hidden+". Let a kind be seen: --show KIND. A secret never is.", 0))
	}
	if len(m.Shown) > 0 {
		fmt.Fprintln(a.err, hang("Not hidden, as --show says: "+strings.Join(m.Shown, ", ")+".", 0))
	}
	for _, s := range m.LeftOut {
		fmt.Fprintln(a.err, hang("Left out: "+redact.Clean(s), 0))
	}
}

// kilobytes is a size for people.
func kilobytes(n int) string { return fmt.Sprintf("%.1f KB", float64(n)/1024) }

// agrees asks a question at the terminal; enter alone is a yes.
func (a *app) agrees(ctx context.Context, question string) (bool, error) {
	fmt.Fprintf(a.err, "%s [Y/n] ", question)
	text, err := orEnded(ctx.Done(), func() (string, error) { return bufio.NewReader(io.LimitReader(a.in, 1024)).ReadString('\n') })
	switch {
	case ctx.Err() != nil:
		fmt.Fprintln(a.err)
		return false, ctx.Err()
	case err != nil && text == "":
		fmt.Fprintln(a.err)
		return false, nil // the input was closed: nobody said yes
	}
	word := strings.ToLower(strings.TrimSpace(text))
	return word == "" || word == "y" || word == "yes", nil
}

// writeBundle writes the zip file under the name that was given, else under one of its own.
func (a *app) writeBundle(out string, b *report.Bundle, data []byte) (string, error) {
	if out != "" {
		path, err := writeNew(out, data)
		if err != nil {
			return "", &inputError{fmt.Sprintf("write %s: %v", out, err), "Name another place with --out"}
		}
		return path, nil
	}
	path, err := saveData("authdoctor-bundle-"+b.Manifest.Generated.UTC().Format("20060102-1504")+".zip", data)
	if err != nil {
		return "", &inputError{fmt.Sprintf("write the bundle: %v", err), "Name a place with --out FILE"}
	}
	return path, nil
}

// sendIt says where the vendor wants it.
func sendIt(b *report.Bundle, v *vendors.Vendor) string {
	if len(b.Manifest.SendTo) == 0 || v == nil {
		return "Send it to whoever helps you with this application."
	}
	return hang("Send it to "+v.Name+": "+strings.Join(b.Manifest.SendTo, "; or ")+".", 0)
}

// registerShow adds the flag that lets kinds of people be seen.
func registerShow(c *cobra.Command, show *[]string) {
	c.Flags().StringSliceVar(show, "show", nil, "let this `kind` of people be seen: email, company, user and so on (repeatable); never a secret")
}

// secretKinds are the kinds that nobody may let be seen.
var secretKinds = []redact.Kind{redact.Password, redact.Ticket, redact.Token, redact.Cookie, redact.Query, redact.Card, redact.Bank, redact.TaxID, redact.Other}

// mayShow refuses kinds that cannot be shown, as wrong usage.
func mayShow(show []string) error {
	for _, kind := range show {
		if redact.NewPeople(redact.Known{}).Show(kind) == nil {
			continue
		}
		what := "there is no such kind"
		for _, k := range secretKinds {
			if strings.Contains(string(k), strings.ToLower(strings.TrimSpace(kind))) && kind != "" {
				what = "a secret is never shown"
			}
		}
		return usagef("%s. --show takes %s, and not %q", what, strings.Join(redact.Showable(), ", "), redact.Clean(kind))
	}
	return nil
}
