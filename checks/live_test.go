package checks

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"slices"
	"strings"
	"testing"
	"time"

	"authdoctor/checks/cause"
	"authdoctor/checks/probe"
	"authdoctor/checks/vendors"
	"authdoctor/checks/webconnector"
)

// site is a server that answers every request in one way.
func site(t *testing.T, h http.HandlerFunc) string {
	t.Helper()
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	return s.URL
}

// refusing is an address at which nothing listens, and where no other program can while the test runs: its port is one end of a
// connection that stays open.
func refusing(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	c, err := net.Dial("tcp", l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	return "http://" + c.LocalAddr().String()
}

func says(status int, text string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(status)
		io.WriteString(w, text)
	}
}

func kbase(t *testing.T) *cause.Base {
	t.Helper()
	kb, err := cause.Default()
	if err != nil {
		t.Fatal(err)
	}
	return kb
}

func vendor(t *testing.T, id string) *vendors.Vendor {
	t.Helper()
	set, err := vendors.Default()
	if err != nil {
		t.Fatal(err)
	}
	return set.ByID(id)
}

// liveEnv measures on loopback only: names do not resolve, and there is no proxy.
func liveEnv(t *testing.T, c *Case) *Env {
	t.Helper()
	if c.Vendor == nil {
		c.Vendor = vendor(t, "generic")
	}
	if c.InternetURLs == nil {
		c.InternetURLs = []string{site(t, says(204, "")) + "/generate_204"}
	}
	if c.Timeout == 0 {
		c.Timeout = 5 * time.Second
	}
	n := probe.New(probe.Options{
		Proxy: func(string) (string, string) { return "", "" },
		Lookup: func(context.Context, string) ([]netip.Addr, error) {
			return nil, fmt.Errorf("lookup on loopback: no such host")
		},
	})
	return &Env{Case: c, Now: time.Now, Net: n, KB: kbase(t)}
}

func verdictLine(vs []Verdict) []string {
	var out []string
	for _, v := range vs {
		out = append(out, fmt.Sprintf("%s %s %s %s", v.Cause, v.Subject, v.Standing, v.Strength))
	}
	return out
}

func TestHealthyInstallation(t *testing.T) {
	s := &service{known: "harbor"}
	shop := site(t, says(200, "<title>Harbor Tea</title>"))
	env := liveEnv(t, &Case{Site: shop, Service: site(t, s.ServeHTTP)})
	res := Run(t.Context(), env, List(), nil)
	if len(res.Verdicts) != 0 {
		t.Errorf("verdicts %v, want none", verdictLine(res.Verdicts))
	}
	for _, id := range []string{"internet", "site", "redirect", "service", "credentials"} {
		if got := stateOf(res, id); got != Passed {
			t.Errorf("%s: %v", id, got)
		}
	}
	for _, op := range s.asked {
		if strings.HasPrefix(op, "sendRequestXML") || strings.HasPrefix(op, "closeConnection") {
			t.Errorf("the service was asked %q", op)
		}
	}
	if n := count2(s.asked, "authenticate "+webconnector.ImpossibleUser); n != 1 {
		t.Errorf("%d logins of the impossible user, want 1: %v", n, s.asked)
	}
}

func count2(list []string, want string) (n int) {
	for _, s := range list {
		if s == want {
			n++
		}
	}
	return n
}

func TestLiveFaults(t *testing.T) {
	at := func(op string, f func(w http.ResponseWriter)) func(http.ResponseWriter, *http.Request, string) bool {
		return func(w http.ResponseWriter, _ *http.Request, got string) bool {
			if op != "*" && got != op {
				return false
			}
			f(w)
			return true
		}
	}
	page := func(w http.ResponseWriter) {
		w.Header().Set("Content-Type", "text/html")
		io.WriteString(w, "<html><title>Parked here</title></html>")
	}
	real := func(c *Case) { c.Login, c.User, c.Password = true, "harbor", "tea-and-biscuits" }
	tests := map[string]struct {
		service *service
		change  func(*Case)
		want    []string // verdicts
		states  map[string]State
		connex  bool
	}{
		"a wrong path": {&service{before: at("*", func(w http.ResponseWriter) { http.Error(w, "no such page", 404) })}, nil,
			[]string{"http-not-found service now proven"}, map[string]State{"service": Failed, "credentials": Skipped}, false},
		"a wrong path said under status 200": {&service{before: at("*", func(w http.ResponseWriter) { io.WriteString(w, "404: Not Found: /wsdl") })}, nil,
			[]string{"http-not-found service now proven"}, map[string]State{"service": Failed}, false},
		"a web page": {&service{before: at("*", page)}, nil,
			[]string{"not-a-web-service service now proven"}, map[string]State{"service": Failed}, false},
		"an empty answer to all": {&service{before: at("*", func(http.ResponseWriter) {})}, nil,
			[]string{"soap-malformed service now proven"}, map[string]State{"service": Unknown, "credentials": Failed}, false},
		"serverVersion alone fails": {&service{before: at("serverVersion", func(w http.ResponseWriter) { fault(w, "unknown operation") })}, nil,
			nil, map[string]State{"service": Passed, "credentials": Passed}, false},
		"both versions fail, the login works": {&service{before: func(w http.ResponseWriter, _ *http.Request, op string) bool {
			if strings.HasSuffix(op, "Version") {
				http.Error(w, "", 500)
				return true
			}
			return false
		}}, nil, nil, map[string]State{"service": Unknown, "credentials": Passed}, false},
		"the program fails at the login": {&service{before: at("authenticate", func(w http.ResponseWriter) { fault(w, "the tea ran out") })}, nil,
			[]string{"soap-fault service now proven"}, map[string]State{"service": Passed, "credentials": Failed}, false},
		"the shop behind the service is gone": {&service{before: at("authenticate", func(w http.ResponseWriter) {
			fault(w, "Server was unable to process request. ---&gt; The remote server returned an error: (404) Not Found.")
		})}, nil, []string{"http-not-found site now likely"}, map[string]State{"credentials": Failed}, false},
		"too many requests": {&service{before: at("*", func(w http.ResponseWriter) { http.Error(w, "", http.StatusTooManyRequests) })}, nil,
			[]string{"http-rate-limited service now proven"}, nil, false},
		"maintenance": {&service{before: at("*", func(w http.ResponseWriter) { http.Error(w, "", http.StatusServiceUnavailable) })}, nil,
			[]string{"http-server-error service now proven"}, nil, false},
		"a redirect in a circle": {&service{before: at("*", func(w http.ResponseWriter) { w.Header().Set("Location", "/wc"); w.WriteHeader(302) })}, nil,
			[]string{"redirect-loop service now proven"}, map[string]State{"service": Failed, "redirect": Failed}, false},
		"an old Web Connector is refused": {&service{before: at("clientVersion", func(w http.ResponseWriter) { answer(w, "clientVersion", "E:too old") })}, nil,
			[]string{"web-connector-outdated pc now proven"}, map[string]State{"service": Failed}, false},
		"everyone is let in": {&service{known: webconnector.ImpossibleUser, ticket: "t-1"}, nil,
			nil, map[string]State{"credentials": Warned}, false},
		"a good login":  {&service{known: "harbor", ticket: "t-2"}, real, nil, map[string]State{"credentials": Passed}, false},
		"a wrong login": {&service{known: "other"}, real, []string{"bad-credentials service now proven"}, map[string]State{"credentials": Failed}, false},
		"a refused login at Connex, with a password just typed": {&service{known: "other"}, real,
			[]string{"bad-credentials service now likely", "pairing-deleted pairing now likely"}, nil, true},
		"a refused login at Connex, without a password": {&service{known: "other"}, func(c *Case) { real(c); c.Password = "" },
			[]string{"pairing-deleted pairing now likely"}, nil, true},
		"a busy service": {&service{known: "harbor", ticket: "none", second: "busy"}, real,
			[]string{"service-busy service now proven"}, nil, false},
		"nothing to do": {&service{known: "harbor", ticket: "", second: "NONE"}, real,
			[]string{"no-work service now proven"}, map[string]State{"credentials": Passed}, false},
		"a refusal without a word": {&service{known: "harbor"}, real, []string{"bad-credentials service now proven"}, nil, false},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			c := &Case{Service: site(t, tt.service.ServeHTTP)}
			if tt.connex {
				c.Vendor = vendor(t, "connex")
			}
			if tt.change != nil {
				tt.change(c)
			}
			res := Run(t.Context(), liveEnv(t, c), List(), nil)
			if got := verdictLine(res.Verdicts); !slices.Equal(got, tt.want) {
				t.Errorf("verdicts %v, want %v", got, tt.want)
			}
			for id, want := range tt.states {
				if got := stateOf(res, id); got != want {
					t.Errorf("%s: %v, want %v", id, got, want)
				}
			}
			if name != "nothing to do" && name != "a busy service" && name != "a refusal without a word" && tt.service.open != 0 {
				t.Errorf("%d sessions were left open: %v", tt.service.open, tt.service.asked)
			}
			if n := count2(tt.service.asked, "authenticate harbor"); n > 1 {
				t.Errorf("%d real logins", n)
			}
			if c.Login && count2(tt.service.asked, "authenticate "+webconnector.ImpossibleUser) > 0 {
				t.Error("the real login did not take the impossible user's place")
			}
		})
	}
}
