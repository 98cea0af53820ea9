package checks_test

import (
	"encoding/base64"
	"fmt"
	"net/http"
	"net/http/httputil"
	"net/url"
	"strings"
	"sync"
	"testing"

	"authdoctor/checks"
	"authdoctor/checks/redact"
)

// The address of the service holds secrets too: its user part is never sent, its query goes to the service only.
const (
	addressUser  = "keeper:harbor-cellar-key"
	addressQuery = "key=query-secret-of-harbor"
)

// wire keeps what every host was sent, byte for byte.
type wire struct {
	mu   sync.Mutex
	sent map[string][]string
}

func (x *wire) tap(name string, h http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		raw, err := httputil.DumpRequest(r, true)
		if err != nil {
			raw = []byte(err.Error())
		}
		x.mu.Lock()
		x.sent[name] = append(x.sent[name], string(raw))
		x.mu.Unlock()
		h(w, r)
	}
}

// forms are the ways in which a secret may stand on the wire.
func forms(secret string) []string {
	return []string{secret, url.QueryEscape(secret), strings.ReplaceAll(secret, "&", "&amp;"),
		base64.StdEncoding.EncodeToString([]byte(secret)), base64.StdEncoding.EncodeToString([]byte(realUser + ":" + secret))}
}

// A password goes to the service that it is for, once, and to nobody else: not to another host that the service redirects to, not
// along with the questions to the shop and the connectivity addresses. What the service repeats of it is shown to nobody.
func TestSecretsGoNowhereElse(t *testing.T) {
	repeats := "no log-in for " + realUser + " with " + strings.ReplaceAll(realPassword, "&", "&amp;")
	rows := map[string]func(w *world, elsewhere string){
		"a good log-in":                       func(*world, string) {},
		"a service that sends all elsewhere":  func(w *world, e string) { w.books.instead["*"] = to(307, always(e)) },
		"a log-in that is sent elsewhere":     func(w *world, e string) { w.books.instead["authenticate"] = to(307, always(e)) },
		"a closing that is sent elsewhere":    func(w *world, e string) { w.books.instead["closeConnection"] = to(308, always(e)) },
		"a shop that sends everyone away":     func(w *world, e string) { w.shop.handler = to(302, always(e)) },
		"a fault that repeats the password":   func(w *world, _ string) { w.books.instead["authenticate"] = faults(repeats) },
		"a page that repeats the password":    func(w *world, _ string) { w.books.instead["authenticate"] = page(500, repeats) },
		"a closing that repeats the ticket":   func(w *world, _ string) { w.books.instead["closeConnection"] = faults("no session " + ticket) },
		"a refusal that repeats the password": func(w *world, _ string) { w.books.login = []string{"", repeats} },
		"a cookie that repeats the password": func(w *world, _ string) {
			w.books.instead["serverVersion"] = func(rw http.ResponseWriter, r *http.Request) {
				rw.Header().Set("Set-Cookie", "session="+ticket+"; Domain=harbortea.example; Path=/")
				answers("serverVersion", "4.2")(rw, r)
			}
		},
	}
	for name, breaks := range rows {
		t.Run(name, func(t *testing.T) {
			w := healthy()
			x := &wire{sent: map[string][]string{}}
			w.extra = &host{name: "elsewhere.example", path: "/wc", tls: trusted().leaf("elsewhere.example", nil), handler: x.tap("elsewhere", w.books.ServeHTTP)}
			w.names["elsewhere.example"] = resolves("203.0.113.66")
			w.c.Login, w.c.User, w.c.Password = true, realUser, redact.Secret(realPassword)
			if err := w.extra.listen(); err != nil {
				t.Fatal(err)
			}
			at := w.extra.url()
			breaks(w, at)
			w.shop.handler, w.near.handler, w.far.handler = x.tap("shop", w.shop.handler), x.tap("near", w.near.handler), x.tap("far", w.far.handler)
			w.service.handler = x.tap("service", w.service.handler)
			elsewhere := w.extra
			w.extra = nil
			defer elsewhere.stop()
			stop, err := w.start()
			defer stop()
			if err != nil {
				t.Fatal(err)
			}
			w.c.Service = strings.Replace(w.service.url(), "https://", "https://"+addressUser+"@", 1) + "?" + addressQuery
			var told strings.Builder
			env := w.env(t)
			res := checks.Run(t.Context(), env, checks.List(), func(e checks.Event) { fmt.Fprintf(&told, "%s %s %+v\n", e.Check, e.Text, e.Done) })
			x.judge(t)
			m := &measured{w: w, env: env, res: res}
			m.isFitToBeShown(t)
			for _, secret := range []string{realPassword, "sugars-no-milk", "harbor-cellar-key"} {
				if strings.Contains(told.String(), secret) {
					t.Errorf("the engine's events tell %q", secret)
				}
			}
		})
	}
}

func (x *wire) judge(t *testing.T) {
	t.Helper()
	if n := len(x.sent["elsewhere"]); n > 0 {
		t.Errorf("a host that nobody named was asked %d times: %.200q", n, x.sent["elsewhere"][0])
	}
	logins := 0
	for host, list := range x.sent {
		for _, raw := range list {
			for _, f := range forms("harbor-cellar-key") {
				if strings.Contains(raw, f) {
					t.Errorf("%s got the user part of the address: %.300q", host, raw)
				}
			}
			holds := false
			for _, f := range forms(realPassword) {
				holds = holds || strings.Contains(raw, f)
			}
			if holds {
				logins++
			}
			if host == "service" && (!holds || strings.Contains(raw, "<authenticate ")) {
				continue
			}
			for _, f := range append(forms(realPassword), forms(ticket)...) {
				if strings.Contains(raw, f) {
					t.Errorf("%s was sent a secret: %.400q", host, raw)
				}
			}
			if strings.Contains(raw, "query-secret") {
				t.Errorf("%s got the query of the service's address: %.300q", host, raw)
			}
		}
	}
	if logins > 1 {
		t.Errorf("the password was sent %d times", logins)
	}
}
