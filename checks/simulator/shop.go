package simulator

import (
	"net/http"
	"sync/atomic"
)

// shopMode is what the shop does.
type shopMode int32

const (
	shopGood shopMode = iota
	shopGone
	shopToHTTPS
	shopLoop
	shopExpired // the shop itself is good; its certificate is not
)

const (
	shopPage   = "<!DOCTYPE html>\n<html><head><title>Harbor Tea</title></head><body><h1>Tea by the harbor</h1></body></html>\n"
	gonePage   = "<!DOCTYPE html>\n<html><head><title>404 Not Found</title></head><body><h1>Not Found</h1></body></html>\n"
	movedPage  = "<!DOCTYPE html>\n<html><head><title>301 Moved Permanently</title></head><body><h1>Moved Permanently</h1></body></html>\n"
	parkedPage = "<!DOCTYPE html><html><head><title>This domain is parked</title></head><body><h1>Buy this domain</h1></body></html>"
	downPage   = "<!DOCTYPE html>\n<html><head><title>Down for maintenance</title></head><body><h1>We will be back soon</h1></body></html>\n"
)

// shop is the store whose orders are synced.
type shop struct {
	mode   atomic.Int32
	secure func() string // its https address, without a path
}

func (s *shop) set(m shopMode) { s.mode.Store(int32(m)) }

// ServeHTTP answers on the address that stands on file.
func (s *shop) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	switch shopMode(s.mode.Load()) {
	case shopGone:
		page(w, http.StatusNotFound, gonePage)
	case shopToHTTPS:
		w.Header().Set("Location", s.secure()+r.URL.RequestURI())
		page(w, http.StatusMovedPermanently, movedPage)
	case shopLoop:
		to := "/welcome"
		if r.URL.Path == to {
			to = "/"
		}
		w.Header().Set("Location", to)
		page(w, http.StatusFound, movedPage)
	default:
		page(w, http.StatusOK, shopPage)
	}
}
