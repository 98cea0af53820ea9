package simulator

import (
	"io"
	"net/http"
	"sync/atomic"
)

// internetMode is what the world outside does.
type internetMode uint8

const (
	internetGood        internetMode = iota
	internetUnreachable              // no name can be looked up
	internetPortal                   // whatever is asked over plain HTTP, a sign-in page answers
)

const (
	signIn      = "/guest/sign-in"
	portalPage  = "<!DOCTYPE html>\n<html><head><title>Welcome to the Guest Wi-Fi</title></head><body><form>Accept the terms</form></body></html>\n"
	portalMoved = "<html><head><title>Guest Wi-Fi</title></head><body><a href=\"http://wifi.example" + signIn + "\">Sign in</a></body></html>"
)

// connectivity answers as the well-known connectivity addresses do.
func connectivity() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("/connecttest.txt", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/plain")
		_, _ = io.WriteString(w, "Microsoft Connect Test")
	})
	mux.HandleFunc("/generate_204", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) })
	return mux
}

// portal stands before every server of a network and sends everyone to its sign-in page while it is on.
type portal struct {
	on   atomic.Bool
	addr string // where the sign-in page is; set before the first request
}

// before puts the portal before a server.
func (p *portal) before(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case !p.on.Load():
			h.ServeHTTP(w, r)
		case r.URL.Path == signIn:
			page(w, http.StatusOK, portalPage)
		default:
			w.Header().Set("Location", "http://"+p.addr+signIn)
			page(w, http.StatusFound, portalMoved)
		}
	})
}
