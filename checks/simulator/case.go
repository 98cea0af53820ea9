package simulator

import (
	"fmt"

	"authdoctor/checks"
	"authdoctor/checks/cause"
	"authdoctor/checks/machine"
	"authdoctor/checks/probe"
	"authdoctor/logparse"
)

// Case is what a user of this world would tell. It asks for no real login.
func (w *World) Case() *checks.Case {
	c := &checks.Case{
		Site:         w.Site(),
		Service:      w.Service(),
		QWCPath:      w.QWCPath,
		Vendor:       w.Vendor,
		Answers:      w.Answers(),
		InternetURLs: w.InternetURLs,
	}
	w.channelCase(c)
	if w.LogPath != "" {
		c.LogPaths = []string{w.LogPath}
	}
	if f, err := w.PairingFile(); err == nil && f != nil {
		c.QWC, c.User = f, f.UserName
	}
	return c
}

// Log reads the world's log as it is now; nil where it has none.
func (w *World) Log() (*logparse.Log, error) {
	if w.LogPath == "" {
		return nil, nil
	}
	return machine.Read([]string{w.LogPath}, nil, logparse.Options{})
}

// Env is all that the checks need, with a network that has no memory yet.
func (w *World) Env() (*checks.Env, error) {
	kb, err := cause.Default()
	if err != nil {
		return nil, err
	}
	l, err := w.Log()
	if err != nil {
		return nil, fmt.Errorf("read the log of %s: %w", w.Scenario.ID, err)
	}
	return &checks.Env{Case: w.Case(), Now: w.now, Net: probe.New(w.NetOptions()), Log: l, PC: w.PC(), KB: kb}, nil
}
