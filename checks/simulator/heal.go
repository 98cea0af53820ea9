package simulator

import (
	"fmt"
	"os"
	"time"
)

// Heal does to the world what a remedy would do, once: the shop, the service, the network, the address on file and the
// pairing file are as they should be, and the log holds a new run that ended well. A case and a log that were taken
// before do not change; take new ones for a recheck.
func (w *World) Heal() error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.healed {
		return nil
	}
	w.offline, w.answers = false, nil
	w.portal.on.Store(false)
	if w.Scenario.plan.noWire {
		w.healed = true
		return nil
	}
	for _, step := range []func() error{w.healShop, w.healService, w.healChannel, w.healLog} {
		if err := step(); err != nil {
			return fmt.Errorf("heal %s: %w", w.Scenario.ID, err)
		}
	}
	w.healed = true
	return nil
}

func (w *World) healShop() error {
	switch w.Scenario.plan.shop {
	case shopToHTTPS: // the shop is good as it is: its address on file is put right
		w.site = "https://" + w.secure.addr + "/"
		return nil
	case shopExpired:
		cfg, err := w.certificate(shopName)
		if err != nil {
			return err
		}
		if err := w.secure.stop(); err != nil {
			return err
		}
		w.secure.tls = cfg
		return w.secure.start()
	}
	w.shop.set(shopGood)
	return nil
}

func (w *World) healService() error {
	p := w.Scenario.plan
	if p.login == otherUser { // pair again: the new connection's file replaces the old one
		w.app.user = w.service.user
		w.pairing.user, w.pairing.file = w.app.user, newFile
		if err := os.WriteFile(w.QWCPath, []byte(w.pairing.document()), 0o600); err != nil {
			return err
		}
	}
	w.service.set(serviceGood, knownUser, w.app.user)
	if p.service == serviceStopped {
		return w.books.start()
	}
	return nil
}

// healLog writes a run that ended well a moment ago.
func (w *World) healLog() error {
	f, err := os.OpenFile(w.LogPath, os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	l := &logWriter{app: w.app, at: w.now().Add(-time.Minute).Truncate(time.Second)}
	l.goodRun(newGUID(), 6, 4)
	_, err = f.Write(l.b.Bytes())
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	return err
}
