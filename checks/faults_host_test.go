package checks_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"errors"
	"io"
	"log"
	"math/big"
	"net"
	"net/http"
	"sync"
	"time"
)

// host is one server on 127.0.0.1. It answers by its handler, or, where it has one, by its wire: a function that has a whole
// connection to itself and so can fail in ways that no HTTP server can.
type host struct {
	name    string
	path    string
	tls     *tls.Config // nil: plain
	handler http.HandlerFunc
	wire    func(net.Conn)
	under   func(net.Conn) // as wire, but below TLS
	down    bool           // nothing listens

	port string
	stop func()
}

// scheme is that of the host's address on file.
func (h *host) scheme() string {
	if h.tls != nil || h.under != nil {
		return "https"
	}
	return "http"
}

// url is the host's address on file.
func (h *host) url() string { return h.scheme() + "://" + h.name + ":" + h.port + h.path }

// listen takes a port, so that every address is known before the first request.
func (h *host) listen() error {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	if h.down { // its port is one end of a connection that stays open, so that no other program can listen there
		c, err := net.Dial("tcp", l.Addr().String())
		if err != nil {
			return errors.Join(err, l.Close())
		}
		_, h.port, err = net.SplitHostPort(c.LocalAddr().String())
		h.stop = func() { c.Close(); l.Close() }
		return err
	}
	_, h.port, err = net.SplitHostPort(l.Addr().String())
	if err != nil {
		h.stop = func() {}
		return errors.Join(err, l.Close())
	}
	if h.wire != nil || h.under != nil {
		h.stop = serveWire(l, h)
		return nil
	}
	if h.tls != nil {
		l = tls.NewListener(l, h.tls)
	}
	s := &http.Server{Handler: h.handler, ErrorLog: log.New(io.Discard, "", 0), ReadHeaderTimeout: time.Minute}
	go s.Serve(l)
	h.stop = func() { s.Close() }
	return nil
}

// serveWire hands every connection to the host's own function. stop closes what is still open and waits for all of them.
func serveWire(l net.Listener, h *host) (stop func()) {
	var mu sync.Mutex
	var wg sync.WaitGroup
	open := map[net.Conn]bool{}
	wg.Go(func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			mu.Lock()
			open[c] = true
			mu.Unlock()
			wg.Go(func() { defer c.Close(); h.serve(c) })
		}
	})
	return func() {
		l.Close()
		mu.Lock()
		for c := range open {
			c.Close()
		}
		mu.Unlock()
		wg.Wait()
	}
}

func (h *host) serve(c net.Conn) {
	if h.under != nil {
		h.under(c)
		return
	}
	if h.tls == nil {
		h.wire(c)
		return
	}
	if s := tls.Server(c, h.tls); s.Handshake() == nil {
		h.wire(s)
		s.Close()
	}
}

// authority signs certificates for the whole table: keys take their time.
type authority struct {
	cert *x509.Certificate
	key  *ecdsa.PrivateKey
	sent [][]byte // what stands between the root and the leaf
}

// leafKey is the key of every server.
var leafKey = sync.OnceValue(newKey)

func newKey() *ecdsa.PrivateKey {
	k, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		panic(err)
	}
	return k
}

// trusted is the root of the table's worlds; stranger one that they do not know, by the name of a filter that inspects.
var (
	trusted  = sync.OnceValue(func() *authority { return newAuthority("Table Root", nil) })
	stranger = sync.OnceValue(func() *authority { return newAuthority("NetGuard SSL Inspection", nil) })
	middle   = sync.OnceValue(func() *authority { return newAuthority("Table Intermediate", trusted()) })
)

func newAuthority(name string, by *authority) *authority {
	key := newKey()
	tmpl := &x509.Certificate{SerialNumber: big.NewInt(time.Now().UnixNano()), Subject: pkix.Name{CommonName: name}, IsCA: true, BasicConstraintsValid: true,
		NotBefore: time.Now().AddDate(-30, 0, 0), NotAfter: time.Now().AddDate(30, 0, 0), KeyUsage: x509.KeyUsageCertSign}
	parent, signer := tmpl, key
	if by != nil {
		parent, signer = by.cert, by.key
	}
	der, err := x509.CreateCertificate(rand.Reader, tmpl, parent, &key.PublicKey, signer)
	if err != nil {
		panic(err)
	}
	cert, err := x509.ParseCertificate(der)
	if err != nil {
		panic(err)
	}
	a := &authority{cert: cert, key: key}
	if by != nil {
		a.sent = [][]byte{der}
	}
	return a
}

// leaf signs a certificate of a name; nil signs itself. change (nil: none) alters it.
func (a *authority) leaf(name string, change func(*x509.Certificate)) *tls.Config {
	tmpl := &x509.Certificate{SerialNumber: big.NewInt(time.Now().UnixNano()), Subject: pkix.Name{CommonName: name}, DNSNames: []string{name},
		NotBefore: time.Now().AddDate(0, -1, 0), NotAfter: time.Now().AddDate(0, 1, 0),
		KeyUsage: x509.KeyUsageDigitalSignature, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth}}
	if change != nil {
		change(tmpl)
	}
	parent, signer := tmpl, leafKey()
	var sent [][]byte
	if a != nil {
		parent, signer, sent = a.cert, a.key, a.sent
	}
	der, err := x509.CreateCertificate(rand.Reader, tmpl, parent, &leafKey().PublicKey, signer)
	if err != nil {
		panic(err)
	}
	return &tls.Config{Certificates: []tls.Certificate{{Certificate: append([][]byte{der}, sent...), PrivateKey: leafKey()}}, MinVersion: tls.VersionTLS10}
}
