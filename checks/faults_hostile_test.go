package checks_test

import (
	"crypto/tls"
	"crypto/x509"
	"io"
	"net"
	"strings"
)

// visible is the hostile text as it fits into one line; printable the part of it that a header may hold, which steers all the same.
var (
	visible   = strings.NewReplacer("\r", " ", "\n", " ").Replace(hostile)
	printable = "red\u009b2J\u009d0;owned\u009c\u202eevil\u2066"
)

// hostileRows put a text that steers terminals into every field that is displayed. What is named, and that nothing of the text
// reaches a report, is all that these rows ask.
var hostileRows = []faultRow{
	{name: "hostile: the reason of a status", breaks: func(w *world) {
		w.shop.wire = bytesOf("HTTP/1.1 404 " + visible + "\r\nContent-Length: 0\r\n\r\n")
	}, states: "PPFPPP", verdicts: "http-not-found site now proven"},
	{name: "hostile: the address of a redirect", breaks: func(w *world) {
		w.shop.wire = bytesOf("HTTP/1.1 302 Found\r\nLocation: https://evil.example/" + printable + "\r\nContent-Length: 0\r\n\r\n")
	}, states: "PP?FPP", verdicts: "redirect-elsewhere site now proven"},
	{name: "hostile: Retry-After, Server and the realm", breaks: func(w *world) {
		w.shop.wire = bytesOf("HTTP/1.1 401 Unauthorized\r\nServer: " + printable + "\r\nRetry-After: " + printable + "\r\nWWW-Authenticate: Basic realm=\"" + printable + "\"\r\nContent-Length: 0\r\n\r\n")
	}, states: "PPFPPP", verdicts: "http-unauthorized site now proven"},
	{name: "hostile: what is no HTTP", breaks: func(w *world) { w.shop.wire = bytesOf(hostile + "\r\n\r\n") },
		states: "PPFPPP", verdicts: "not-a-web-service site now proven"},
	{name: "hostile: the names in a certificate", breaks: func(w *world) {
		w.shop.tls = stranger().leaf(shopName, func(c *x509.Certificate) {
			c.Subject.CommonName, c.Subject.Organization = visible, []string{hostile}
		})
	}, states: "PPFPPP", verdicts: "tls-untrusted site now proven"},
	{name: "hostile: the issuer of a certificate", breaks: func(w *world) {
		w.shop.tls = newAuthority(visible, nil).leaf(shopName, nil)
	}, states: "PPFPPP", verdicts: "tls-untrusted site now proven"},
	{name: "hostile: the proxy's refusal", breaks: func(w *world) {
		w.proxy = &host{wire: func(c net.Conn) {
			readHead(c)
			io.WriteString(c, "HTTP/1.1 407 "+visible+"\r\nContent-Length: 0\r\n\r\n")
		}}
	}, states: "F?F?FS", verdicts: "proxy-failure proxy now proven"},
	serviceSays("is a page with a hostile title", page(200, hostile), "not-a-web-service service now proven"),
	loginAnswers("a hostile error", soap(500, "<soap:Fault><faultcode>soap:Server</faultcode><faultstring>"+strings.NewReplacer("\x1b", "\u009b", "\a", "\u0085").Replace("The tea ran out. "+visible)+"</faultstring></soap:Fault>"), "soap-fault service now proven"),
	loginAnswers("a hostile stack trace", says(200, "TypeError: "+hostile+"\n    at x (/y.js:1:1)", "Content-Type: text/xml"), "soap-fault service now proven"),
	{name: "hostile: the service's version", breaks: func(w *world) {
		w.books.instead["serverVersion"] = answers("serverVersion", "4\u009b2J\u202e"+strings.Repeat("9", 5000))
	},
		states: "PPPPPP"},
	{name: "hostile: the service's opinion of the version", breaks: func(w *world) { w.books.instead["clientVersion"] = answers("clientVersion", "E:\u009b2J\u202eevil") },
		states: "PPPPFS", verdicts: "web-connector-outdated pc now proven"},
	{name: "hostile: the content type", breaks: func(w *world) {
		w.service.wire = bytesOf("HTTP/1.1 200 OK\r\nContent-Type: " + printable + "\r\nContent-Length: 2\r\n\r\nhi")
	}, states: "PPPP?F", verdicts: malformed},
	{name: "hostile: an alert in the middle of the handshake", breaks: func(w *world) {
		w.shop.under = func(c net.Conn) { c.Read(make([]byte, 4096)); io.WriteString(c, hostile) }
	}, states: "PPFPPP", verdicts: "not-a-web-service site now proven"},
	{name: "hostile: the service's certificate is for a hostile name", breaks: func(w *world) {
		w.service.tls = trusted().leaf(booksName, func(c *x509.Certificate) { c.DNSNames = nil; c.Subject.CommonName = visible })
		w.service.tls.MinVersion = tls.VersionTLS12
	}, states: "PPPPFS", verdicts: "tls-wrong-host service now proven"},
}
