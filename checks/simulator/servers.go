package simulator

import (
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/netip"
	"time"
)

// server is one HTTP server on 127.0.0.1 that can be stopped and started again on the same port.
type server struct {
	addr    string
	handler http.Handler
	tls     *tls.Config // nil: plain HTTP
	http    *http.Server
	release func() error // lets go of an address that is held; nil: none is
}

// loopback is 127.0.0.1, where everything listens.
var loopback = [4]byte{127, 0, 0, 1}

// hold takes an address at which nothing listens: who connects is refused, and no other program can take it until start or stop.
func (s *server) hold() error {
	port, release, err := holdPort()
	if err != nil {
		return fmt.Errorf("hold a port of 127.0.0.1: %w", err)
	}
	s.addr, s.release = netip.AddrPortFrom(netip.AddrFrom4(loopback), uint16(port)).String(), release
	return nil
}

// letGo lets go of an address that is held.
func (s *server) letGo() error {
	if s.release == nil {
		return nil
	}
	err := s.release()
	s.release = nil
	return err
}

// start listens: on a port of the system's choice the first time, later on the same one, and on the one that is held.
func (s *server) start() error {
	if err := s.letGo(); err != nil {
		return fmt.Errorf("let go of %s: %w", s.addr, err)
	}
	if s.addr == "" {
		s.addr = "127.0.0.1:0"
	}
	l, err := net.Listen("tcp", s.addr)
	if err != nil {
		return fmt.Errorf("listen on %s: %w", s.addr, err)
	}
	s.addr = l.Addr().String()
	if s.tls != nil {
		l = tls.NewListener(l, s.tls)
	}
	s.http = &http.Server{
		Handler:           s.handler,
		ReadHeaderTimeout: 10 * time.Second,
		ReadTimeout:       30 * time.Second,
		ErrorLog:          log.New(io.Discard, "", 0), // refused handshakes are part of the play
	}
	go func(h *http.Server) { _ = h.Serve(l) }(s.http) // ends with ErrServerClosed, by stop
	return nil
}

// stop closes the port and all connections, and lets go of an address that is held. A server that does not run is left alone.
func (s *server) stop() error {
	if s.http == nil {
		return s.letGo()
	}
	err := s.http.Close()
	s.http = nil
	if errors.Is(err, net.ErrClosed) {
		return nil
	}
	return err
}

// port is the port that the server has or had.
func (s *server) port() string {
	_, port, err := net.SplitHostPort(s.addr)
	if err != nil {
		return ""
	}
	return port
}

// dated sets the Date of every answer to the world's clock, so that the world agrees with itself about the time.
func dated(now func() time.Time, h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Date", now().UTC().Format(http.TimeFormat))
		h.ServeHTTP(w, r)
	})
}

// page answers with a small HTML page.
func page(w http.ResponseWriter, status int, html string) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	_, _ = io.WriteString(w, html) // a caller that went away misses nothing
}
