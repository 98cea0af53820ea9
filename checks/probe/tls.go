package probe

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
)

// Bounds of what is kept of a certificate chain.
const (
	maxChain = 10
	maxNames = 50
)

// suites offers what Windows itself still offers: with Go's own choice alone, a server that knows only key exchange by
// RSA would look too old although the Web Connector talks to it. RC4 is left out, as Windows does.
var suites = func() []uint16 {
	var ids []uint16
	for _, s := range slices.Concat(tls.CipherSuites(), tls.InsecureCipherSuites()) {
		if !strings.Contains(s.Name, "RC4") {
			ids = append(ids, s.ID)
		}
	}
	return ids
}()

// tlsConfig lets the handshake come far enough to see the certificate and the version, and judges them itself: the
// handshake is broken off by a bad one before anything is sent, but what was seen is kept.
func (c *call) tlsConfig() *tls.Config {
	return &tls.Config{
		InsecureSkipVerify: true, // verify does it
		MinVersion:         tls.VersionTLS10,
		MaxVersion:         c.newest,
		CipherSuites:       suites,
		GetClientCertificate: func(*tls.CertificateRequestInfo) (*tls.Certificate, error) {
			c.rec.note(func() { c.rec.wanted = true })
			return &tls.Certificate{}, nil
		},
		VerifyConnection: func(s tls.ConnectionState) error {
			host := c.target.host
			if c.handshakes++; c.proxy != nil && c.proxy.Scheme == "https" && c.handshakes == 1 {
				if f := c.verify(s, c.proxy.Hostname()); f != nil {
					return c.fault(f.Kind, PhaseProxy, f)
				}
				return nil
			}
			seen := describe(s)
			seen.Offered = offered(c.newest)
			if c.newest != 0 { // the handshake is all that was asked about
				c.rec.note(func() { c.rec.tls = seen })
				return errEnough
			}
			f := c.verify(s, host)
			seen.Verified = f == nil || f.Kind == TLSTooOld && f.err == errOldVersion
			c.rec.note(func() { c.rec.tls = seen })
			if f != nil {
				return f
			}
			return nil
		},
	}
}

// errEnough ends an exchange that asks about the handshake only.
var errEnough = errors.New("tls: the handshake was all that was asked for")

// offered names the versions that a handshake offers, of which newest is the newest; zero means all.
func offered(newest uint16) string {
	if newest == tls.VersionTLS11 {
		return "TLS 1.0 and 1.1"
	}
	return "TLS 1.0 to 1.3"
}

var errOldVersion = errors.New("tls: the server offers nothing newer than TLS 1.1")

// verify judges a finished key exchange: dates first (by the leaf's own, because the library's errors do not tell "run
// out" from "not yet"), then the name, then the trust, then the version. nil means good.
func (c *call) verify(s tls.ConnectionState, host string) *fault {
	if len(s.PeerCertificates) == 0 {
		return c.tlsFault(TLSFailed, errors.New("tls: no certificate"), fmt.Sprintf("%s showed no certificate.", clean(host)))
	}
	now := c.net.o.Now()
	leaf := s.PeerCertificates[0]
	opts := x509.VerifyOptions{Roots: c.net.o.RootCAs, CurrentTime: now, Intermediates: x509.NewCertPool()}
	for _, cert := range s.PeerCertificates[1:] {
		opts.Intermediates.AddCert(cert)
	}
	if f := c.dates(leaf, now, host, "The certificate of "+clean(host)); f != nil {
		return f
	}
	if err := leaf.VerifyHostname(strings.TrimSuffix(host, ".")); err != nil && !nameOfOld(leaf, host) {
		return c.tlsFault(TLSWrongHost, err, fmt.Sprintf("The certificate is for %s, not for %s.", names(leaf), clean(host)))
	}
	if _, err := leaf.Verify(opts); err != nil {
		return c.untrusted(s.PeerCertificates, now, host, err)
	}
	if s.Version < tls.VersionTLS12 {
		return c.tlsFault(TLSTooOld, errOldVersion, fmt.Sprintf("%s speaks nothing newer than %s, which today's systems refuse.", clean(host), tls.VersionName(s.Version)))
	}
	return nil
}

// nameOfOld says whether an old kind of certificate, which holds its name in the subject alone, is for a host. Go and browsers take no
// such certificate any more; Windows and so the Web Connector do (CERT_CHAIN_POLICY_SSL falls back to the subject's common name).
func nameOfOld(c *x509.Certificate, host string) bool {
	if len(c.DNSNames)+len(c.IPAddresses)+len(c.URIs)+len(c.EmailAddresses) > 0 || c.Subject.CommonName == "" {
		return false
	}
	old := x509.Certificate{DNSNames: []string{c.Subject.CommonName}}
	return old.VerifyHostname(strings.TrimSuffix(host, ".")) == nil
}

// dates judges one certificate's dates; nil means that it is valid now.
func (c *call) dates(cert *x509.Certificate, now time.Time, host, whose string) *fault {
	day := func(t time.Time) string { return t.UTC().Format("2 January 2006") }
	switch {
	case now.After(cert.NotAfter):
		return c.tlsFault(TLSExpired, fmt.Errorf("x509: certificate of %s: not after %s, now %s", host, stamp(cert.NotAfter), stamp(now)),
			fmt.Sprintf("%s ran out on %s.", whose, day(cert.NotAfter)))
	case now.Before(cert.NotBefore):
		return c.tlsFault(TLSNotYetValid, fmt.Errorf("x509: certificate of %s: not before %s, now %s", host, stamp(cert.NotBefore), stamp(now)),
			fmt.Sprintf("%s is valid only from %s on; today is %s by this computer's clock.", whose, day(cert.NotBefore), day(now)))
	}
	return nil
}

func stamp(t time.Time) string { return t.UTC().Format(time.RFC3339) }

// untrusted says why no chain to a trusted root was found. One whose intermediate ran out is an expired one.
func (c *call) untrusted(chain []*x509.Certificate, now time.Time, host string, err error) *fault {
	var invalid x509.CertificateInvalidError
	if errors.As(err, &invalid) && invalid.Reason == x509.Expired {
		for _, cert := range chain[1:] {
			if f := c.dates(cert, now, host, "A certificate above that of "+clean(host)); f != nil {
				return f
			}
		}
		return c.tlsFault(TLSExpired, err, fmt.Sprintf("A certificate above that of %s is not valid today.", clean(host)))
	}
	leaf := chain[0]
	issuer := clean(leaf.Issuer.String())
	switch {
	case strings.Contains(err.Error(), "insecure algorithm") && !selfSigned(leaf):
		return c.tlsFault(TLSUntrusted, err, fmt.Sprintf("The certificate of %s, or one above it, is signed in a way that is no longer trusted (%s).", clean(host), leaf.SignatureAlgorithm))
	case selfSigned(leaf):
		return c.tlsFault(TLSUntrusted, err, fmt.Sprintf("%s vouches for itself: its certificate is self-signed.", clean(host)))
	case len(chain) == 1:
		return c.tlsFault(TLSUntrusted, err, fmt.Sprintf("The certificate of %s comes from %s, which this computer does not know; the server may have left out the certificate in between.", clean(host), issuer))
	}
	return c.tlsFault(TLSUntrusted, err, fmt.Sprintf("The certificate of %s comes from %s, which this computer does not trust.", clean(host), issuer))
}

func (c *call) tlsFault(kind Kind, err error, text string) *fault {
	return &fault{Failure{Kind: kind, Phase: PhaseTLS, Text: text, Proof: clean(err.Error())}, err}
}

func selfSigned(c *x509.Certificate) bool {
	return string(c.RawSubject) == string(c.RawIssuer) && c.CheckSignature(c.SignatureAlgorithm, c.RawTBSCertificate, c.Signature) == nil
}

// names lists a certificate's names for a sentence.
func names(c *x509.Certificate) string {
	all := allNames(c)
	switch {
	case len(all) == 0:
		return "no name at all"
	case len(all) > 3:
		return fmt.Sprintf("%s and %d others", strings.Join(all[:3], ", "), len(all)-3)
	}
	return strings.Join(all, ", ")
}

func allNames(c *x509.Certificate) []string {
	var out []string
	for _, n := range c.DNSNames {
		out = append(out, clean(n))
	}
	for _, ip := range c.IPAddresses {
		out = append(out, ip.String())
	}
	if len(out) == 0 && c.Subject.CommonName != "" {
		out = append(out, clean(c.Subject.CommonName))
	}
	return out[:min(len(out), maxNames)]
}

// describe keeps what matters of a handshake.
func describe(s tls.ConnectionState) *TLS {
	t := &TLS{Version: tls.VersionName(s.Version), Cipher: tls.CipherSuiteName(s.CipherSuite)}
	for i, c := range s.PeerCertificates {
		if i == maxChain {
			break
		}
		t.Chain = append(t.Chain, Certificate{Subject: clean(c.Subject.String()), Issuer: clean(c.Issuer.String()),
			Names: allNames(c), NotBefore: c.NotBefore, NotAfter: c.NotAfter})
	}
	t.SelfSigned = len(s.PeerCertificates) > 0 && selfSigned(s.PeerCertificates[0])
	return t
}

// Leaf is the server's own certificate, or nil.
func (t *TLS) Leaf() *Certificate {
	if t == nil || len(t.Chain) == 0 {
		return nil
	}
	return &t.Chain[0]
}
