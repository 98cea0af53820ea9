package checks_test

import (
	"crypto/x509"
	"net/http"
	"strings"
)

// same is the address of the request itself, with another path.
func same(path string) func(*http.Request) string {
	return func(r *http.Request) string { return "https://" + r.Host + path }
}

func always(address string) func(*http.Request) string {
	return func(*http.Request) string { return address }
}

// shopSends is a row in which the shop redirects from its address on file.
func shopSends(name string, h http.HandlerFunc, states, verdicts string, says ...string) faultRow {
	return faultRow{name: "the shop redirects " + name, breaks: func(w *world) { w.shop.handler = h }, states: states, verdicts: verdicts, says: says}
}

// serviceSends is a row in which the service redirects every call.
func serviceSends(name string, h http.HandlerFunc, verdicts string, says ...string) faultRow {
	return faultRow{name: "the service redirects " + name, breaks: func(w *world) { w.books.instead["*"] = h }, states: "PPPFFS", verdicts: verdicts, says: says}
}

// onFile puts a plain http server before the shop, which sends everyone to https. So the address on file is the http one.
func onFile(status int) func(w *world) {
	return func(w *world) {
		secure := w.shop
		plain := &host{name: shopName, path: "/"}
		plain.handler = func(rw http.ResponseWriter, r *http.Request) {
			to(status, always("https://"+shopName+":"+secure.port+r.URL.Path))(rw, r)
		}
		w.shop, w.extra = plain, secure
	}
}

var redirectRows = []faultRow{
	{name: "the shop sends http to https by 301", breaks: onFile(301), states: "PPPFPP", verdicts: "redirect-to-https site now proven",
		says: []string{"Write https://harbortea.example", "turns a POST into a GET"}},
	{name: "the shop sends http to https by 308", breaks: onFile(308), states: "PPPFPP", verdicts: "redirect-to-https site now proven",
		says: []string{"Write https://harbortea.example", "keeps a POST"}},
	shopSends("to another path", toFixed(302, "/", "/en/"), "PPPFPP", "redirect-elsewhere site now likely", "/en/"),
	{name: "the shop redirects to www", breaks: func(w *world) {
		w.shop.tls = trusted().leaf(shopName, func(c *x509.Certificate) { c.DNSNames = append(c.DNSNames, "www."+shopName) })
		w.shop.handler = func(rw http.ResponseWriter, r *http.Request) {
			if strings.HasPrefix(r.Host, "www.") {
				page(200, "Harbor Tea")(rw, r)
				return
			}
			to(301, always("https://www."+r.Host+"/"))(rw, r)
		}
	}, states: "PPPFPP", verdicts: "redirect-elsewhere site now likely", says: []string{"Write https://www.harbortea.example"}},
	shopSends("to another host, which is not asked", to(301, always("https://tea-by-the-sea.example/shop?token=query-secret")), "PP?FPP",
		"redirect-elsewhere site now proven", "https://tea-by-the-sea.example/shop"),
	shopSends("to itself", to(302, func(r *http.Request) string { return r.URL.Path }), "PP?FPP", "redirect-loop site now proven"),
	shopSends("in a circle of two", func(w http.ResponseWriter, r *http.Request) {
		next := "/welcome"
		if r.URL.Path == next {
			next = "/"
		}
		to(302, always(next))(w, r)
	}, "PP?FPP", "redirect-loop site now proven"),
	shopSends("without end", to(302, func(r *http.Request) string { return r.URL.Path + "x" }), "PP?FPP", "redirect-loop site now proven"),
	shopSends("to a file", to(302, always("file:///C:/Windows/win.ini")), "PP?FPP", "redirect-elsewhere site now proven", "file:"),
	shopSends("to a script", to(302, always("javascript:alert(1)")), "PP?FPP", "redirect-elsewhere site now proven"),
	shopSends("to an address of the inner network", to(302, always("http://192.168.0.1/reboot")), "PP?FPP", "redirect-elsewhere site now proven", "192.168.0.1"),
	shopSends("to the address that clouds keep for themselves", to(307, always("http://169.254.169.254/latest/meta-data/")), "PP?FPP", "redirect-elsewhere site now proven"),
	shopSends("to this computer", to(302, always("http://127.0.0.1:9/")), "PP?FPP", "redirect-elsewhere site now proven"),
	shopSends("to nowhere", says(302, ""), "PP?PPP", ""),
	shopSends("to what is no address", to(302, always("http://[::bad")), "PP?FPP", "redirect-elsewhere site now proven"),
	shopSends("to a page that is gone", func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/" {
			to(301, always("/shop"))(w, r)
			return
		}
		page(404, "Not Found")(w, r)
	}, "PPFFPP", "http-not-found site now proven | redirect-elsewhere site now likely"),

	serviceSends("to a log-in page", toLogin, "redirect-elsewhere service now proven", "/login", "the Web Connector follows none"),
	serviceSends("by 301 to another host", to(301, always("https://sync.tea-by-the-sea.example/wc")), "redirect-elsewhere service now proven", "turns a POST into a GET"),
	serviceSends("by 307 to another host", to(307, always("https://sync.tea-by-the-sea.example/wc")), "redirect-elsewhere service now proven", "keeps a POST"),
	serviceSends("in a circle", to(308, same("/wc")), "redirect-loop service now proven"),
	serviceSends("to a file", to(302, always("file:///etc/passwd")), "redirect-elsewhere service now proven"),
	{name: "the service sends http to https", breaks: func(w *world) {
		w.service.tls, w.service.name = nil, "localhost"
		secure := &host{name: "localhost", path: "/wc", tls: trusted().leaf("localhost", nil), handler: (&books{}).ServeHTTP}
		w.extra = secure
		w.books.instead["*"] = to(301, func(*http.Request) string { return secure.url() })
	}, states: "PPPFFS", verdicts: "redirect-to-https service now proven", says: []string{"Write https://localhost"}},
}

func toLogin(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path == "/login" {
		page(200, "Log in")(w, r)
		return
	}
	to(302, always("/login"))(w, r)
}
