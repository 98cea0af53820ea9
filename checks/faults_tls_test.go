package checks_test

import (
	"crypto/tls"
	"crypto/x509"
	"io"
	"net"
	"time"
)

// shopTLS is a row in which the shop's certificate is bad; nothing else suffers from it.
func shopTLS(name string, cert func() *tls.Config, verdicts string, says ...string) faultRow {
	states := "PPFPPP"
	if verdicts == "" {
		states = "PPPPPP"
	}
	return faultRow{name: "the shop's certificate " + name, breaks: func(w *world) { w.shop.tls = cert() }, states: states, verdicts: verdicts, says: says}
}

// validFor gives a certificate its dates, in days from now.
func validFor(from, to int) func(*x509.Certificate) {
	return func(c *x509.Certificate) {
		c.NotBefore, c.NotAfter = time.Now().AddDate(0, 0, from), time.Now().AddDate(0, 0, to)
	}
}

var tlsRows = []faultRow{
	shopTLS("has run out", func() *tls.Config { return trusted().leaf(shopName, validFor(-60, -3)) }, "tls-expired site now proven"),
	shopTLS("is not valid yet", func() *tls.Config { return trusted().leaf(shopName, validFor(3, 60)) }, "tls-expired site now likely"),
	shopTLS("is for another name", func() *tls.Config { return trusted().leaf("other.example", nil) }, "tls-wrong-host site now proven"),
	shopTLS("has its name in the subject only, as Windows takes it", func() *tls.Config {
		return trusted().leaf(shopName, func(c *x509.Certificate) { c.DNSNames = nil })
	}, ""),
	shopTLS("is for another name, in the subject only", func() *tls.Config {
		return trusted().leaf("other.example", func(c *x509.Certificate) { c.DNSNames = nil })
	}, "tls-wrong-host site now proven", "is for other.example, not for"),
	shopTLS("is self-signed", func() *tls.Config { return (*authority)(nil).leaf(shopName, nil) }, "tls-untrusted site now proven"),
	shopTLS("comes from a filter that inspects", func() *tls.Config { return stranger().leaf(shopName, nil) }, "tls-untrusted site now proven", "NetGuard SSL Inspection"),
	shopTLS("lacks the one in between", func() *tls.Config {
		c := middle().leaf(shopName, nil)
		c.Certificates[0].Certificate = c.Certificates[0].Certificate[:1]
		return c
	}, "tls-untrusted site now proven", "in between"),
	shopTLS("has its whole chain", func() *tls.Config { return middle().leaf(shopName, nil) }, ""),
	shopTLS("is good, but TLS 1.1 is the newest", func() *tls.Config {
		c := trusted().leaf(shopName, nil)
		c.MaxVersion = tls.VersionTLS11
		return c
	}, "tls-too-old site now proven"),
	shopTLS("is good, but a certificate of this PC is wanted", func() *tls.Config {
		c := trusted().leaf(shopName, nil)
		c.ClientAuth, c.MaxVersion = tls.RequireAnyClientCert, tls.VersionTLS12
		return c
	}, "http-forbidden site now likely"),
	{name: "the shop's certificate runs out in five days", breaks: func(w *world) { w.shop.tls = trusted().leaf(shopName, validFor(-85, 5)) },
		states: "PPWPPP", says: []string{"Its certificate runs out in 5 days"}},
	{name: "the service's certificate runs out in five days", breaks: func(w *world) { w.service.tls = trusted().leaf(booksName, validFor(-85, 5)) },
		states: "PPPPWP", says: []string{"Its certificate runs out in 5 days"}},
	{name: "the shop's certificate is one of those that live for six days only", breaks: func(w *world) { w.shop.tls = trusted().leaf(shopName, validFor(-3, 3)) },
		states: "PPPPPP"},
	{name: "the shop shares no TLS version", breaks: func(w *world) { w.shop.under = alert(70) },
		states: "PPFPPP", verdicts: "tls-too-old site now proven"},
	{name: "the service knows SSL 3 only", breaks: func(w *world) { w.service.under = answersHello(0x0300) },
		states: "PPPPFS", verdicts: "tls-too-old service now proven"},
	{name: "the shop resets the connection in the handshake", breaks: func(w *world) { w.shop.under = resetsAtOnce },
		states: "PPFPPP", verdicts: "connection-closed site now proven"},
	{name: "the service's certificate is self-signed", breaks: func(w *world) { w.service.tls = (*authority)(nil).leaf(booksName, nil) },
		states: "PPPPFS", verdicts: "tls-untrusted service now proven"},
	{name: "the service's certificate is not valid yet", breaks: func(w *world) { w.service.tls = trusted().leaf(booksName, validFor(3, 60)) },
		states: "PPPPFS", verdicts: "tls-expired service now likely"},
	{name: "the service wants a certificate of this PC, and says so late", breaks: func(w *world) {
		w.service.tls = trusted().leaf(booksName, nil)
		w.service.tls.ClientAuth, w.service.tls.MinVersion = tls.RequireAnyClientCert, tls.VersionTLS13
	}, states: "PPPPFS", verdicts: "http-forbidden service now likely"},
	{name: "the shop shares no cipher", breaks: func(w *world) { w.shop.under = alert(40) },
		states: "PPFPPP", verdicts: "tls-too-old site now likely"},
	{name: "the shop's server serves no such name over TLS", breaks: func(w *world) { w.shop.under = alert(112) },
		states: "PPFPPP", verdicts: "tls-wrong-host site now likely"},
	{name: "the shop stalls in the handshake", slow: true, breaks: func(w *world) { w.shop.under = silent },
		states: "PPFPPP", verdicts: "connect-timeout site now proven"},
	{name: "the shop hangs up in the handshake", breaks: func(w *world) { w.shop.under = hangsUp },
		states: "PPFPPP", verdicts: "connection-closed site now proven"},
	{name: "the shop's https port speaks plain http", breaks: func(w *world) {
		w.shop.under = func(c net.Conn) {
			c.Read(make([]byte, 4096))
			io.WriteString(c, "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")
		}
	}, states: "PPFPPP", verdicts: "not-a-web-service site now proven"},
	{name: "the service's certificate has run out", breaks: func(w *world) { w.service.tls = trusted().leaf(booksName, validFor(-60, -3)) },
		states: "PPPPFS", verdicts: "tls-expired service now proven"},
	{name: "the service's certificate is for another name", breaks: func(w *world) { w.service.tls = trusted().leaf("other.example", nil) },
		states: "PPPPFS", verdicts: "tls-wrong-host service now proven"},
	{name: "a filter inspects everything", breaks: func(w *world) {
		w.shop.tls, w.service.tls = stranger().leaf(shopName, nil), stranger().leaf(booksName, nil)
	}, states: "PPF?FS", verdicts: "tls-untrusted service now proven | tls-untrusted site now proven"},
	{name: "the service's address is http and its port wants https", breaks: func(w *world) {
		w.service.wire = bytesOf("HTTP/1.1 400 Bad Request\r\nContent-Type: text/html\r\nContent-Length: 66\r\n\r\n<center>The plain HTTP request was sent to HTTPS port</center>    ")
		w.service.tls = nil
		w.service.name = "localhost"
	}, states: "PPPPFS", verdicts: "redirect-to-https service now proven"},
	{name: "the shop's address is http and its port wants https", breaks: func(w *world) {
		w.shop.tls = nil
		w.shop.wire = func(c net.Conn) { readHead(c); c.Write([]byte{21, 3, 1, 0, 2, 2, 70}) }
	}, states: "PPFPPP", verdicts: "redirect-to-https site now likely"},
}
