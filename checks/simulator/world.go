package simulator

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net"
	"net/netip"
	"os"
	"slices"
	"sync"
	"time"

	"authdoctor/checks/machine"
	"authdoctor/checks/probe"
	"authdoctor/checks/qwc"
	"authdoctor/checks/redact"
	"authdoctor/checks/vendors"
)

// World is one running scenario. Its methods are safe for concurrent use. Close it when done.
type World struct {
	Scenario     Scenario
	Vendor       *vendors.Vendor
	Dir          string   // a folder of its own; empty where the scenario has no files
	LogPath      string   // QWCLog.txt; empty: none
	QWCPath      string   // the pairing file; empty: none
	InternetURLs []string // the connectivity addresses to ask in place of the well-known ones

	now       func() time.Time
	authority *authority
	shop      *shop
	service   *service
	onFile    *server // the shop at the address on file
	secure    *server // the shop on https
	books     *server // the service
	outside   []*server
	portal    portal
	channel   *channelAPI // nil: no key is tried
	files     []string

	mu      sync.Mutex
	site    string
	app     application
	pairing pairing
	answers map[string]string
	offline bool
	healed  bool
}

// Start starts a scenario that happens now.
func Start(id string) (*World, error) { return StartAt(id, time.Now()) }

// StartAt starts a scenario whose clock begins at the given time and goes on from there.
func StartAt(id string, at time.Time) (*World, error) {
	s, err := find(id)
	if err != nil {
		return nil, err
	}
	set, err := vendors.Default()
	if err != nil {
		return nil, err
	}
	v := set.ByID(s.Vendor)
	if v == nil {
		return nil, fmt.Errorf("scenario %s: there is no vendor %q", s.ID, s.Vendor)
	}
	began := time.Now()
	w := &World{Scenario: s, Vendor: v, offline: s.plan.offline, now: func() time.Time { return at.Add(time.Since(began)) }}
	if err := w.build(); err != nil {
		return nil, fmt.Errorf("start %s: %w", s.ID, errors.Join(err, w.Close()))
	}
	return w, nil
}

// Now is the world's clock.
func (w *World) Now() time.Time { return w.now() }

// Site is the shop's address on file; empty where the scenario has no shop.
func (w *World) Site() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.site
}

// Service is the service's address, as the pairing file has it; empty where the scenario has none.
func (w *World) Service() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.app.url
}

// Login is the user name of the pairing file and the password that a service which knows the user accepts.
func (w *World) Login() (user string, password redact.Secret) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.app.user, redact.Secret(password1)
}

// Answers are what a person who has this trouble would answer to the vendor's questions; after Heal there are none.
func (w *World) Answers() map[string]string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return maps.Clone(w.answers)
}

// PairingFile reads the pairing file as it is now; nil where the scenario has none.
func (w *World) PairingFile() (*qwc.File, error) {
	if w.QWCPath == "" {
		return nil, nil
	}
	return qwc.ReadFile(w.QWCPath)
}

// PC is the computer of the world.
func (w *World) PC() machine.PC {
	var p pc
	if w.LogPath != "" {
		p = pc{logs: []string{w.LogPath}, pairings: []string{w.QWCPath}}
	}
	return p
}

// NetOptions are those of a network in which nothing but this world exists: no name leads elsewhere, and its certificates
// are the trusted ones.
func (w *World) NetOptions() probe.Options {
	o := probe.Options{Lookup: w.lookup, Now: w.now}
	if w.authority != nil {
		o.RootCAs = w.authority.pool
	}
	return o
}

// Opened is how many sessions the service opened.
func (w *World) Opened() int {
	opened, _ := w.sessions()
	return opened
}

// Closed is how many of them were closed again.
func (w *World) Closed() int {
	_, closed := w.sessions()
	return closed
}

func (w *World) sessions() (opened, closed int) {
	if w.service == nil {
		return 0, 0
	}
	return w.service.counts()
}

// lookup knows the names of this world.
func (w *World) lookup(ctx context.Context, host string) ([]netip.Addr, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if host == "localhost" || !w.offline && slices.Contains(hostNames, host) {
		return []netip.Addr{netip.AddrFrom4([4]byte{127, 0, 0, 1})}, nil
	}
	return nil, &net.DNSError{Err: "no such host", Name: host, IsNotFound: true}
}

// Close stops all servers and removes all files that Start made. It may be called twice.
func (w *World) Close() error {
	w.mu.Lock()
	defer w.mu.Unlock()
	var errs []error
	for _, s := range append([]*server{w.onFile, w.secure, w.books}, w.outside...) {
		if s != nil {
			errs = append(errs, s.stop())
		}
	}
	for _, f := range append(slices.Clone(w.files), w.Dir) {
		if f == "" {
			continue
		}
		if err := os.Remove(f); err != nil && !errors.Is(err, os.ErrNotExist) {
			errs = append(errs, err)
		}
	}
	return errors.Join(errs...)
}
