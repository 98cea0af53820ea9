package webconnector

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"authdoctor/checks/probe"
	"authdoctor/checks/redact"
)

// heard is one request as a service saw it.
type heard struct {
	header http.Header
	body   string
}

// listener is a service that notes what it hears and answers with what it is told.
func listener(t *testing.T, answer func(n int, w http.ResponseWriter)) (url string, all func() []heard) {
	t.Helper()
	var mu sync.Mutex
	var got []heard
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			t.Error(err)
		}
		mu.Lock()
		got = append(got, heard{r.Header.Clone(), string(body)})
		n := len(got)
		mu.Unlock()
		answer(n, w)
	}))
	t.Cleanup(s.Close)
	return s.URL + "/wc", func() []heard {
		mu.Lock()
		defer mu.Unlock()
		return got
	}
}

func soapAnswer(w http.ResponseWriter, inner string) {
	w.Header().Set("Content-Type", "text/xml; charset=utf-8")
	_, _ = io.WriteString(w, `<?xml version="1.0"?><s:Envelope xmlns:s="`+soap11+`"><s:Body>`+inner+`</s:Body></s:Envelope>`)
}

func TestBytesOfACall(t *testing.T) {
	url, all := listener(t, func(_ int, w http.ResponseWriter) {
		soapAnswer(w, `<authenticateResponse xmlns="`+Namespace+`"><authenticateResult><string></string><string>nvu</string></authenticateResult></authenticateResponse>`)
	})
	c := New(probe.New(probe.Options{}), url, 5*time.Second)
	c.Authenticate(context.Background(), `a&b<c>"d'`, "p\x01w")
	c.ServerVersion(context.Background())
	c.ClientVersion(context.Background(), Version)
	c.GetLastError(context.Background(), "")
	c.CloseConnection(context.Background(), "t-1")
	const headOf = `<?xml version="1.0" encoding="utf-8"?><soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema"><soap:Body>`
	const foot = `</soap:Body></soap:Envelope>`
	want := []struct{ op, body string }{
		{"authenticate", `<authenticate xmlns="http://developer.intuit.com/"><strUserName>a&amp;b&lt;c&gt;"d'</strUserName><strPassword>p&#x1;w</strPassword></authenticate>`},
		{"serverVersion", `<serverVersion xmlns="http://developer.intuit.com/" />`},
		{"clientVersion", `<clientVersion xmlns="http://developer.intuit.com/"><strVersion>2.3.0.215</strVersion></clientVersion>`},
		{"getLastError", `<getLastError xmlns="http://developer.intuit.com/"><ticket /></getLastError>`},
		{"closeConnection", `<closeConnection xmlns="http://developer.intuit.com/"><ticket>t-1</ticket></closeConnection>`},
	}
	got := all()
	if len(got) != len(want) {
		t.Fatalf("%d calls, want %d", len(got), len(want))
	}
	for i, w := range want {
		if got[i].body != headOf+w.body+foot {
			t.Errorf("%s sent\n%s\nwant\n%s", w.op, got[i].body, headOf+w.body+foot)
		}
		h := got[i].header
		if h.Get("User-Agent") != Agent || h.Get("Content-Type") != "text/xml; charset=utf-8" || h.Get("SOAPAction") != `"http://developer.intuit.com/`+w.op+`"` {
			t.Errorf("%s: headers %v", w.op, h)
		}
		if h.Get("Accept-Encoding") != "" || h.Get("Authorization") != "" || h.Get("Expect") != "100-continue" {
			t.Errorf("%s: headers that .NET does not send, or one missing: %v", w.op, h)
		}
	}
}

func TestBytesOfAnRPCCall(t *testing.T) {
	body := string(envelope("authenticate", true, []argument{{"strUserName", "u"}, {"strPassword", ""}}))
	for _, part := range []string{
		`<soap:Body soap:encodingStyle="http://schemas.xmlsoap.org/soap/encoding/"><q1:authenticate xmlns:q1="http://developer.intuit.com/">`,
		`<strUserName xsi:type="xsd:string">u</strUserName><strPassword xsi:type="xsd:string" /></q1:authenticate></soap:Body>`,
	} {
		if !strings.Contains(body, part) {
			t.Errorf("%s\nlacks %s", body, part)
		}
	}
}

func TestCookiesStayWithTheirClient(t *testing.T) {
	url, all := listener(t, func(_ int, w http.ResponseWriter) {
		http.SetCookie(w, &http.Cookie{Name: "session", Value: "s1", Path: "/"})
		soapAnswer(w, `<serverVersionResponse xmlns="`+Namespace+`"/>`)
	})
	network := probe.New(probe.Options{})
	c := New(network, url, 5*time.Second)
	if r := c.ServerVersion(context.Background()); r.Exchange.Header.Get("Set-Cookie") != "" {
		t.Error("the exchange still shows the cookie")
	}
	c.ServerVersion(context.Background())
	New(network, url, 5*time.Second).ServerVersion(context.Background())
	got := all()
	if got[0].header.Get("Cookie") != "" || got[1].header.Get("Cookie") != "session=s1" || got[2].header.Get("Cookie") != "" {
		t.Errorf("cookies sent: %q, %q, %q", got[0].header.Get("Cookie"), got[1].header.Get("Cookie"), got[2].header.Get("Cookie"))
	}
}

func TestRedirectIsNotFollowed(t *testing.T) {
	url, all := listener(t, func(n int, w http.ResponseWriter) {
		w.Header().Set("Location", "/elsewhere")
		w.WriteHeader(http.StatusFound)
	})
	r := New(probe.New(probe.Options{}), url, 5*time.Second).ServerVersion(context.Background())
	if len(all()) != 1 || r.Kind != HTTPError || r.Status != http.StatusFound || !strings.HasSuffix(r.Exchange.Location, "/elsewhere") {
		t.Errorf("%d requests, %v %d, location %q", len(all()), r.Kind, r.Status, r.Exchange.Location)
	}
}

func TestSecretsOfAnAnswerAreHidden(t *testing.T) {
	const pass = redact.Secret("earl&grey9")
	url, _ := listener(t, func(_ int, w http.ResponseWriter) {
		soapAnswer(w, `<s:Fault><faultcode>s:Server</faultcode><faultstring>no login for harbor with earl&amp;grey9</faultstring></s:Fault>`)
	})
	r := New(probe.New(probe.Options{}), url, 5*time.Second).Authenticate(context.Background(), "harbor", pass)
	if r.Kind != Fault || strings.Contains(r.Fault, "grey9") || strings.Contains(string(r.Exchange.Body), "grey9") {
		t.Errorf("%v: fault %q, body %s", r.Kind, r.Fault, r.Exchange.Body)
	}
}

func TestTicketIsHiddenAndKept(t *testing.T) {
	url, _ := listener(t, func(_ int, w http.ResponseWriter) {
		soapAnswer(w, `<authenticateResponse xmlns="`+Namespace+`"><authenticateResult><string>T&amp;7 blend</string><string>C:\a.qbw</string><string>30</string><string>900</string></authenticateResult></authenticateResponse>`)
	})
	r := New(probe.New(probe.Options{}), url, 5*time.Second).Authenticate(context.Background(), ImpossibleUser, "")
	l := r.Login()
	if l.State != GoodFile || l.Ticket.Reveal() != "T&7 blend" || l.CompanyFile != `C:\a.qbw` || l.Delay != 30 || l.MinSchedule != 900 || !l.Open() {
		t.Errorf("login %+v", l)
	}
	if r.Values[0] != hidden || strings.Contains(string(r.Exchange.Body), "7 blend") {
		t.Errorf("values %q, body %s", r.Values, r.Exchange.Body)
	}
}

func TestRealLoginIsHeldBackOverPlainHTTP(t *testing.T) {
	c := New(probe.New(probe.Options{Offline: true}), "http://books.harbortea.example/wc", time.Second)
	if r := c.Authenticate(context.Background(), "harbor", "secret"); r.Held == "" || r.Kind != NoAnswer || r.Exchange == nil {
		t.Errorf("a real login over plain http: held %q, kind %v", r.Held, r.Kind)
	}
	if r := c.Authenticate(context.Background(), ImpossibleUser, ""); r.Held != "" {
		t.Errorf("the impossible user was held back: %s", r.Held)
	}
	for address, far := range map[string]bool{
		"http://localhost:80/": false, "HTTP://127.0.0.1/wc": false, "http://[::1]:8080/": false, "http://wc.localhost/": false,
		"https://books.example/": false, "http://books.example/": true, "http://192.0.2.7/": true, "http://localhost.example/": true, "::": false,
	} {
		if plainAndFar(address) != far {
			t.Errorf("plainAndFar(%q) = %v", address, !far)
		}
	}
}

func TestNothingListens(t *testing.T) {
	s := httptest.NewServer(http.NotFoundHandler())
	address := s.URL
	s.Close()
	r := New(probe.New(probe.Options{}), address, 5*time.Second).ServerVersion(context.Background())
	if r.Kind != NoAnswer || r.Exchange.Failure == nil || r.Exchange.Failure.Kind != probe.Refused {
		t.Errorf("%v, failure %+v", r.Kind, r.Exchange.Failure)
	}
}

func TestLoginNumbers(t *testing.T) {
	for text, want := range map[string]float64{"": 0, "10": 10, " 7.5 ": 7.5, "-3": 0, "soon": 0, "NaN": 0, "1e99": 86400, "+Inf": 86400} {
		if got := seconds(text); got != want {
			t.Errorf("seconds(%q) = %v, want %v", text, got, want)
		}
	}
	if l := readLogin([]string{"FAST1234", "none"}); l.State != NoWork || !l.Throttled || l.Open() {
		t.Errorf("%+v", l)
	}
}
