package main

import (
	"strings"
	"time"

	"github.com/spf13/cobra"

	"authdoctor/checks/probe"
)

// flags are the common flags of the commands.
type flags struct {
	logs          []string
	qwc           string
	site, service string
	user          string
	passwordStdin bool
	login         bool
	vendor        string
	answers       []string
	json          bool
	offline       bool
	timeout       time.Duration
	internetURLs  []string
	only, skip    []string
	noColor       bool
	plain         bool
	verbose       bool
	kbDir         string
	channel       shop
}

// register adds the flags that every command understands.
func (f *flags) register(c *cobra.Command) {
	p := c.PersistentFlags()
	p.BoolVar(&f.noColor, "no-color", false, "no colour (NO_COLOR does the same)")
	p.BoolVar(&f.verbose, "verbose", false, "show everything, whole")
	p.StringVar(&f.kbDir, "kb", "", "a `folder` with more causes and vendors")
}

// registerCase adds the flags that describe a case.
func (f *flags) registerCase(c *cobra.Command) {
	p := c.Flags()
	p.StringArrayVar(&f.logs, "log", nil, "a Web Connector log: `file`, folder, .gz, .zip or - (repeatable)")
	p.Var(filled{&f.qwc}, "qwc", "the pairing `file` (.qwc)")
	p.Var(filled{&f.site}, "site", "the shop's address on file (`URL`)")
	p.Var(filled{&f.service}, "service", "the service's address, AppURL (`URL`)")
	p.StringVar(&f.user, "user", "", "the user `name` of the pairing")
	p.BoolVar(&f.passwordStdin, "password-stdin", false, "read the password from standard input (or set AUTHDOCTOR_PASSWORD)")
	p.BoolVar(&f.login, "login", false, "make one real log-in, instead of one with a made-up user")
	p.StringVar(&f.vendor, "vendor", "", "`name` of the vendor; recognised from the log and the pairing file when not given")
	p.StringArrayVar(&f.answers, "answer", nil, "answer a guided question: `QUESTION=VALUE` (repeatable)")
	p.BoolVar(&f.offline, "offline", false, "use no network at all")
	p.Var(someTime{&f.timeout}, "timeout", "the most that one network answer may take (default 15s; 2m5s for a real log-in)")
	p.StringArrayVar(&f.internetURLs, "internet-url", nil, "ask this `URL` instead of the well-known connectivity addresses (repeatable)")
	f.registerChannel(c)
	p.StringSliceVar(&f.only, "only", nil, "run these `checks` only (ids, comma-separated)")
	p.StringSliceVar(&f.skip, "skip", nil, "leave out these `checks` (ids, comma-separated)")
}

// named says whether the case was described at all; if not, the program looks on this PC by itself.
func (f *flags) named() bool {
	return len(f.logs) > 0 || f.qwc != "" || f.site != "" || f.service != ""
}

// addresses checks and completes the addresses that were typed.
func (f *flags) addresses() error {
	for _, a := range []struct {
		flag  string
		value *string
	}{{"--site", &f.site}, {"--service", &f.service}} {
		if *a.value == "" {
			continue
		}
		u, err := probe.ParseAddress(*a.value)
		if err != nil {
			return usagef("%s: %v", a.flag, err)
		}
		*a.value = u.String()
	}
	for i := range f.internetURLs {
		u, err := probe.ParseAddress(f.internetURLs[i])
		if err != nil {
			return usagef("--internet-url: %v", err)
		}
		f.internetURLs[i] = u.String()
	}
	return nil
}

// answered splits the --answer flags.
func (f *flags) answered() (map[string]string, error) {
	given := make(map[string]string, len(f.answers))
	for _, a := range f.answers {
		question, value, ok := strings.Cut(a, "=")
		if !ok || question == "" || value == "" {
			return nil, usagef("--answer %s: write it as QUESTION=VALUE, for example --answer window=wizard", a)
		}
		given[question] = value
	}
	return given, nil
}
