package probe

import (
	"context"
	"io"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/netip"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"
)

// wsa is an error as Go makes it of a Winsock number.
func wsa(n uintptr) error {
	return &net.OpError{Op: "dial", Net: "tcp", Err: os.NewSyscallError("connectex", syscall.Errno(n))}
}

func counting(t *testing.T, text string) (at string, hits *atomic.Int32) {
	hits = new(atomic.Int32)
	return serve(t, func(c net.Conn) { readHead(c); hits.Add(1); io.WriteString(c, text) }), hits
}

func TestAGETIsRememberedAndAPOSTIsNot(t *testing.T) {
	at, hits := counting(t, answer("200 OK", "", "fine"))
	n := New(Options{})
	do := func(n Net, r Request) *Exchange {
		r.URL = "http://" + at + "/"
		return n.Do(context.Background(), r)
	}
	var wg sync.WaitGroup
	for range 20 {
		wg.Go(func() {
			if x := do(n, Request{}); string(x.Body) != "fine" {
				t.Errorf("%+v", x)
			}
		})
	}
	wg.Wait()
	if got := hits.Load(); got != 1 {
		t.Fatalf("20 GETs: %d requests", got)
	}
	do(n, Request{Header: http.Header{"X-A": {"b"}}})
	do(n, Request{Method: "POST"})
	do(n, Request{Method: "POST"})
	do(n, Request{Method: "HEAD"})
	do(n.Fresh(), Request{})
	if got := hits.Load(); got != 6 {
		t.Errorf("%d requests, want 6", got)
	}
	if got := n.Fresh().Contacted(); len(got) != 1 || got[0] != at {
		t.Errorf("contacted %v", got)
	}
}

func TestATimeoutIsForgottenWhenMoreTimeIsGiven(t *testing.T) {
	var hits atomic.Int32
	at := serve(t, func(c net.Conn) {
		readHead(c)
		if hits.Add(1) == 1 {
			hang(c)
		}
		io.WriteString(c, answer("200 OK", "", ""))
	})
	n := New(Options{})
	r := Request{URL: "http://" + at + "/", Timeout: short}
	if x := n.Do(context.Background(), r); x.Failure == nil || x.Failure.Kind != AnswerTimeout {
		t.Fatalf("%+v", x.Failure)
	}
	if x := n.Do(context.Background(), r); x.Failure == nil {
		t.Fatal("the same question was asked again")
	}
	r.Timeout = 10 * time.Second
	if x := n.Do(context.Background(), r); x.Failure != nil {
		t.Fatalf("%+v", x.Failure)
	}
}

func TestAStoppedGETIsNotRemembered(t *testing.T) {
	at, hits := counting(t, answer("200 OK", "", ""))
	n := New(Options{})
	gone, cancel := context.WithCancel(context.Background())
	cancel()
	if x := n.Do(gone, Request{URL: "http://" + at + "/"}); x.Failure == nil || x.Failure.Kind != Canceled {
		t.Fatalf("%+v", x.Failure)
	}
	if x := n.Do(context.Background(), Request{URL: "http://" + at + "/"}); x.Failure != nil || hits.Load() != 1 {
		t.Fatalf("%+v, %d requests", x.Failure, hits.Load())
	}
}

func TestOfflineAsksNothing(t *testing.T) {
	n := New(Options{Offline: true, Lookup: func(context.Context, string) ([]netip.Addr, error) {
		t.Error("a name was looked up")
		return nil, nil
	}})
	x := n.Do(context.Background(), Request{URL: "http://books.harbortea.example/"})
	if x.Failure == nil || x.Failure.Kind != Canceled || !strings.Contains(x.Failure.Text, "--offline") || len(n.Contacted()) != 0 {
		t.Errorf("%+v, contacted %v", x.Failure, n.Contacted())
	}
}

func TestNothingIsFollowedOrUnpackedOrGivenAway(t *testing.T) {
	elsewhere, hits := counting(t, answer("200 OK", "", ""))
	var mu sync.Mutex
	var head string
	at := serve(t, func(c net.Conn) {
		h := readHead(c)
		mu.Lock()
		head = h
		mu.Unlock()
		io.WriteString(c, answer("307 Temporary Redirect", "Location: http://"+elsewhere+"/next\r\nContent-Encoding: gzip\r\nSet-Cookie: s=1\r\n", "\x1f\x8bnot unpacked"))
	})
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	r := Request{Method: "POST", URL: "http://user:pw@" + at + "/a?b=c#frag", Body: []byte("x"), Jar: jar, Header: http.Header{"Authorization": {"Basic c2VjcmV0"}}}
	n := New(Options{UserAgent: "tester"})
	x := n.Do(context.Background(), r)
	mu.Lock()
	first := head
	mu.Unlock()
	if x.Status != 307 || x.Location != "http://"+elsewhere+"/next" || string(x.Body) != "\x1f\x8bnot unpacked" || hits.Load() != 0 {
		t.Fatalf("%+v, %d requests elsewhere", x, hits.Load())
	}
	if strings.Contains(x.URL, "pw") || strings.Contains(x.URL, "frag") {
		t.Errorf("URL %q", x.URL)
	}
	if !strings.Contains(first, "User-Agent: tester") || strings.Contains(first, "Accept-Encoding") || strings.Contains(first, "Cookie") {
		t.Errorf("request %q", first)
	}
	n.Do(context.Background(), r)
	mu.Lock()
	defer mu.Unlock()
	if !strings.Contains(head, "Cookie: s=1") {
		t.Errorf("second request %q", head)
	}
}

func TestBodiesAreCut(t *testing.T) {
	at, _ := counting(t, answer("200 OK", "", strings.Repeat("a", 100)))
	for max, want := range map[int64]struct {
		n   int
		cut bool
	}{100: {100, false}, 99: {99, true}} {
		x := New(Options{}).Do(context.Background(), Request{URL: "http://" + at + "/", MaxBody: max})
		if len(x.Body) != want.n || x.Truncated != want.cut || x.Failure != nil {
			t.Errorf("max %d: %d bytes, cut %v, %+v", max, len(x.Body), x.Truncated, x.Failure)
		}
	}
}

func TestASecondAddressIsTried(t *testing.T) {
	at, _ := counting(t, answer("200 OK", "", ""))
	_, port, _ := net.SplitHostPort(at)
	n := New(Options{Lookup: func(context.Context, string) ([]netip.Addr, error) {
		return []netip.Addr{netip.MustParseAddr("127.0.0.2"), netip.MustParseAddr("127.0.0.1")}, nil
	}})
	x := n.Do(context.Background(), Request{URL: "http://two.example:" + port + "/"})
	if x.Status != 200 || x.Remote != at || len(x.Resolved) != 2 || len(x.Attempts) == 0 {
		t.Fatalf("%+v, %+v", x, x.Failure)
	}
	if x.Timing.Name < 0 || x.Timing.Connect < 0 || x.Timing.TLS >= 0 || x.Timing.Wait < 0 || x.Timing.Body < 0 {
		t.Errorf("timing %+v", x.Timing)
	}
	if got := n.Contacted(); len(got) != 1 || got[0] != "two.example:"+port {
		t.Errorf("contacted %v", got)
	}
}

func TestTheProxyCarriesHTTP(t *testing.T) {
	seen := make(chan string, 1)
	at := serve(t, func(c net.Conn) { seen <- readHead(c); io.WriteString(c, answer("200 OK", "", "through")) })
	n := New(Options{Proxy: func(target string) (string, string) { return at, "the test" }})
	x := n.Do(context.Background(), Request{URL: "http://books.harbortea.example/wc"})
	if string(x.Body) != "through" || x.Proxy != at || !strings.HasPrefix(<-seen, "GET http://books.harbortea.example/wc HTTP/1.1") {
		t.Fatalf("%+v %+v", x, x.Failure)
	}
	if got := strings.Join(n.Contacted(), " "); !strings.Contains(got, "books.harbortea.example:80") || !strings.Contains(got, at) {
		t.Errorf("contacted %s", got)
	}
}

func TestAProxyScriptThatHangsCostsTheDeadline(t *testing.T) {
	n := New(Options{Proxy: func(string) (string, string) { select {} }})
	x := n.Do(context.Background(), Request{URL: "http://books.harbortea.example/", Timeout: short})
	if x.Failure == nil || x.Failure.Kind != ProxyUnreachable || len(n.Contacted()) != 0 {
		t.Fatalf("%+v", x.Failure)
	}
}

func TestPlainToTLS(t *testing.T) {
	for name, f := range map[string]func(net.Conn){
		"nginx": say(answer("400 Bad Request", "", "The plain HTTP request was sent to HTTPS port")),
		"Go":    say("HTTP/1.0 400 Bad Request\r\n\r\nClient sent an HTTP request to an HTTPS server.\n"),
		"alert": func(c net.Conn) { readHead(c); c.Write([]byte{0x15, 3, 1, 0, 2, 2, 70}) },
	} {
		if x := New(Options{}).Do(context.Background(), Request{URL: "http://" + serve(t, f) + "/"}); !x.PlainToTLS() {
			t.Errorf("%s: %+v", name, x.Failure)
		}
	}
}
