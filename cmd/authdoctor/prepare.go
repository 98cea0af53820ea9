package main

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"strings"

	"authdoctor/checks"
	"authdoctor/checks/cause"
	"authdoctor/checks/machine"
	"authdoctor/checks/probe"
	"authdoctor/checks/qwc"
	"authdoctor/checks/vendors"
	"authdoctor/logparse"
	"authdoctor/tui"
)

// prepare turns what was said into a case, and opens what it names. Errors of inputs are sentences for a person.
func (a *app) prepare(_ context.Context, f tui.Facts) (*checks.Env, error) {
	return a.prepareWith(f, func(paths []string) (*logparse.Log, error) { return a.readLogs(paths, logparse.Options{}) })
}

// prepareWith is prepare with a reader of logs of the caller's choice.
func (a *app) prepareWith(f tui.Facts, read func(paths []string) (*logparse.Log, error)) (*checks.Env, error) {
	if err := a.knowledge(); err != nil {
		return nil, err
	}
	c := &checks.Case{
		Site: f.Site, Service: f.Service, QWCPath: f.QWC, LogPaths: f.Logs,
		User: f.User, Password: f.Password, Login: f.Login, Answers: f.Answers,
		Offline: a.flags.offline, Timeout: a.flags.timeout, InternetURLs: a.flags.internetURLs,
		Only: a.flags.only, Skip: a.flags.skip,
	}
	a.flags.channel.into(c)
	env := &checks.Env{Case: c, Now: a.now, PC: a.pc, KB: a.kb}
	if f.QWC != "" {
		file, err := qwc.ReadFile(f.QWC)
		if err != nil {
			return nil, inputOf(f.QWC, err)
		}
		c.QWC = file
	}
	if f.Pasted != "" {
		env.Log = logparse.ReadText(f.Pasted)
	} else if len(f.Logs) > 0 {
		log, err := read(f.Logs)
		if err != nil {
			return nil, err
		}
		env.Log = log
	}
	vendor, err := a.vendor(f.Vendor, c, env.Log)
	if err != nil {
		return nil, err
	}
	c.Vendor = vendor
	if _, err := vendor.Walk(c.Answers); err != nil {
		return nil, usagef("--answer: %v", err)
	}
	c.OnThisPC = a.isOwn(f.Logs)
	complete(c, env.Log)
	env.Net = a.net(probe.Options{Offline: c.Offline, Proxy: a.pc.ProxyFor, Now: a.now})
	return env, nil
}

// complete fills in what the pairing file and the log say.
func complete(c *checks.Case, log *logparse.Log) {
	if c.QWC != nil {
		if c.Service == "" {
			c.Service = c.QWC.AppURL
		}
		if c.User == "" {
			c.User = c.QWC.UserName
		}
	}
	if log == nil || len(log.Apps) == 0 {
		return
	}
	if c.Service == "" {
		c.Service = log.Apps[0].URL
	}
	if c.User == "" {
		c.User = log.Apps[0].User
	}
}

// vendor is the named one, else the one that the evidence shows.
func (a *app) vendor(id string, c *checks.Case, log *logparse.Log) (*vendors.Vendor, error) {
	if id != "" {
		return a.namedVendor(id)
	}
	var names, urls []string
	if c.QWC != nil {
		names = append(names, c.QWC.AppName)
		urls = append(urls, c.QWC.AppURL, c.QWC.AppSupport)
	}
	if log != nil {
		for _, app := range log.Apps {
			names = append(names, app.Name)
			urls = append(urls, app.URL)
		}
	}
	urls = append(urls, c.Service)
	return a.vendors.Recognise(names, urls), nil
}

// namedVendor is the vendor of an id; an unknown one is wrong usage.
func (a *app) namedVendor(id string) (*vendors.Vendor, error) {
	if v := a.vendors.ByID(id); v != nil {
		return v, nil
	}
	return nil, usagef("--vendor %s: there is no such vendor. Known: %s", id, strings.Join(a.vendorIDs(), ", "))
}

// vendorIDs are the ids of all vendors.
func (a *app) vendorIDs() []string {
	var ids []string
	for _, v := range a.vendors.All() {
		ids = append(ids, v.ID)
	}
	return ids
}

// isOwn says whether the logs are those that this PC's own Web Connector writes.
func (a *app) isOwn(logs []string) bool {
	for _, own := range a.pc.Logs() {
		for _, path := range logs {
			if sameFile(own.Path, path) && strings.Contains(strings.ToLower(own.Path), "intuit") {
				return true // a copy in somebody's Downloads ends where it was copied
			}
		}
	}
	return false
}

// sameFile says whether two paths lead to one file, however they are written: Windows knows no case, and short names.
func sameFile(a, b string) bool {
	if a == b {
		return true
	}
	one, err := os.Stat(a)
	if err != nil {
		return false
	}
	other, err := os.Stat(b)
	return err == nil && os.SameFile(one, other)
}

// readLogs reads logs and refuses what holds nothing of the Web Connector. Sentences without a code count as known when
// the knowledge base knows them. When the person ends the program it returns context.Canceled at once.
func (a *app) readLogs(paths []string, o logparse.Options) (*logparse.Log, error) {
	return orEnded(a.ended, func() (*logparse.Log, error) { return a.reading(o).Read(paths, a.in) })
}

// reading is how logs are read here.
func (a *app) reading(o logparse.Options) machine.Reading {
	return machine.Reading{Options: o, Known: func(text string) bool { return len(a.kb.Match(cause.Describe(text))) > 0 }, Unread: a.unread.add}
}

// inputOf makes a plain sentence of an error about a file.
func inputOf(path string, err error) error {
	var in *machine.InputError
	switch {
	case errors.As(err, &in):
		return err
	case errors.Is(err, fs.ErrNotExist):
		return &inputError{path + ": there is no such file", "Check the name and the folder"}
	case errors.Is(err, fs.ErrPermission):
		return &inputError{path + ": this Windows user may not read it", "Copy the file to your own folder, or ask whoever looks after this PC"}
	default:
		return &inputError{err.Error(), ""}
	}
}
