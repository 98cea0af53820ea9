package simulator

import (
	"crypto/tls"
	"net/http"
	"os"
	"path/filepath"
	"time"
)

// The names of the worlds that use names. They end in .example, which nobody owns.
const (
	shopName    = "harbortea.example"
	serviceName = "books.harbortea.example"
	nearName    = "connectivity-one.example"
	farName     = "connectivity-two.example"
)

var hostNames = []string{shopName, serviceName, nearName, farName}

// What stands in the pairing files. The ids are random ones of our own.
const (
	oldOwner  = "{3c1a9b52-77f0-4a3e-9d61-2b8e4c05d7aa}"
	oldFile   = "{9e4f0d28-1b6c-4d7a-a3f5-60c2b19e8d34}"
	newFile   = "{51d7c3ee-84a9-4f12-b0c6-7e93d2a4f85b}"
	password1 = "two-sugars-no-milk"
)

const day = 24 * time.Hour

// build makes the world's servers and files.
func (w *World) build() error {
	p := w.Scenario.plan
	if err := w.buildInternet(p); err != nil {
		return err
	}
	if p.noWire {
		answers, err := answersTo(w.Vendor, w.Scenario.Want)
		w.answers = answers
		return err
	}
	var err error
	if w.authority, err = newAuthority(w.now()); err != nil {
		return err
	}
	if err := w.buildShop(p); err != nil {
		return err
	}
	if err := w.buildService(p); err != nil {
		return err
	}
	if err := w.buildChannel(p); err != nil {
		return err
	}
	return w.buildFiles(p)
}

// buildInternet starts two servers, for one alone proves nothing.
func (w *World) buildInternet(p plan) error {
	for _, path := range []string{"/connecttest.txt", "/generate_204"} {
		s := &server{handler: w.front(connectivity())}
		if err := s.start(); err != nil {
			return err
		}
		w.outside = append(w.outside, s)
		if len(w.outside) == 1 {
			w.portal.addr = s.addr
			w.portal.on.Store(p.internet == internetPortal)
		}
		host := "127.0.0.1"
		if p.names {
			host = [...]string{nearName, farName}[len(w.outside)-1]
		}
		w.InternetURLs = append(w.InternetURLs, "http://"+host+":"+s.port()+path)
	}
	return nil
}

// front is a server's handler with all that stands before it in this world.
func (w *World) front(h http.Handler) http.Handler { return dated(w.now, w.portal.before(h)) }

func (w *World) buildShop(p plan) error {
	w.shop = &shop{}
	w.shop.set(p.shop)
	good, err := w.certificate(shopName)
	if err != nil {
		return err
	}
	if p.shop == shopExpired {
		if good, err = w.authority.issue(w.now().Add(-95*day), w.now().Add(-5*day), shopName); err != nil {
			return err
		}
	}
	secureShop := &shop{} // the https side is never what redirects
	w.secure = &server{tls: good, handler: w.front(secureShop)}
	w.onFile = &server{handler: w.front(w.shop)}
	for _, s := range []*server{w.secure, w.onFile} {
		if err := s.start(); err != nil {
			return err
		}
	}
	w.shop.secure = func() string { return "https://" + w.secure.addr }
	switch {
	case p.names:
		w.site = "https://" + shopName + ":" + w.secure.port() + "/"
	case p.shop == shopExpired:
		w.site = "https://" + w.secure.addr + "/"
	default:
		w.site = "http://" + w.onFile.addr + "/"
	}
	return nil
}

// certificate is a good one.
func (w *World) certificate(names ...string) (*tls.Config, error) {
	return w.authority.issue(w.now().Add(-30*day), w.now().Add(60*day), names...)
}

func (w *World) buildService(p plan) error {
	w.app = application{name: "Harbor Tea Orders", user: "harbor-0042"}
	path := "/wc"
	if w.Vendor.ID == "connex" {
		w.app, path = application{name: "Connex for QuickBooks", user: "connex-4821"}, "/connex/webconnector.asmx"
	}
	w.service = &service{path: path, mode: p.service, rule: p.login, user: w.app.user, password: password1}
	if p.login == otherUser {
		w.service.user = "connex-5190"
	}
	w.books = &server{handler: w.front(http.Handler(w.service))}
	base := "http://"
	if p.names {
		cfg, err := w.certificate(serviceName)
		if err != nil {
			return err
		}
		w.books.tls, base = cfg, "https://"
	}
	begin := w.books.start
	if p.service == serviceStopped {
		begin = w.books.hold
	}
	if err := begin(); err != nil {
		return err
	}
	w.app.address, w.app.host = w.books.addr, "127.0.0.1"
	host := w.books.addr
	if p.names {
		host, w.app.host = serviceName+":"+w.books.port(), serviceName
	}
	w.app.url = base + host + path
	w.pairing = pairing{name: w.app.name, url: w.app.url, support: base + host + "/support", user: w.app.user, owner: oldOwner, file: oldFile}
	return nil
}

// buildFiles writes the pairing file and the log.
func (w *World) buildFiles(p plan) error {
	dir, err := os.MkdirTemp("", "authdoctor-demo-")
	if err != nil {
		return err
	}
	w.Dir = dir
	w.QWCPath, w.LogPath = filepath.Join(dir, "harbortea.qwc"), filepath.Join(dir, "QWCLog.txt")
	w.files = []string{w.QWCPath, w.LogPath}
	if err := os.WriteFile(w.QWCPath, []byte(w.pairing.document()), 0o600); err != nil {
		return err
	}
	l := &logWriter{app: w.app}
	writeHistory(l, w.now(), p)
	return os.WriteFile(w.LogPath, l.b.Bytes(), 0o600)
}
