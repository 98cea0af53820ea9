package webconnector

import (
	"bufio"
	"bytes"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"authdoctor/checks/probe"
)

const testTicket = "3f6b5a90-1c2d-4e5f-8a9b-0c1d2e3f4a5b"

// exchangeOf reads a raw HTTP response of testdata.
func exchangeOf(t testing.TB, name string) *probe.Exchange {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join("testdata", name+".http"))
	if err != nil {
		t.Fatal(err)
	}
	resp, err := http.ReadResponse(bufio.NewReader(bytes.NewReader(raw)), &http.Request{Method: http.MethodPost})
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return &probe.Exchange{Method: http.MethodPost, URL: "https://books.harbortea.example/wc", Status: resp.StatusCode,
		Reason: resp.Status, Header: resp.Header, Body: body, Location: resp.Header.Get("Location")}
}

// The beginnings of the sentences that the Web Connector prints.
const (
	chokesType    = "Client found response content type of '"
	chokesXML     = "Response is not well-formed XML."
	chokesPayload = "There is an error in XML document"
	chokesNull    = "Object reference not set"
	chokesIndex   = "Index was outside"
	chokesStatus  = "The request failed with HTTP status "
)

func TestReadAuthenticate(t *testing.T) {
	tests := []struct {
		name  string
		kind  ReplyKind
		login LoginState
		choke string // how the sentence begins; empty: none
	}{
		{"plain-good", Result, Good, ""},
		{"good-file", Result, GoodFile, ""},
		{"one-string", Result, Good, ""},
		{"four-strings", Result, Good, ""},
		{"spread-out", Result, Good, ""},
		{"prefixed", Result, NoWork, ""},
		{"soap12", Result, Good, ""},
		{"soap12-type", Result, Good, ""},
		{"no-namespace-envelope", Result, Good, ""},
		{"other-envelope", Result, Good, "Possible SOAP version mismatch"},
		{"nvu-guid", Result, BadUser, ""},
		{"nvu-capitals", Result, BadUser, ""},
		{"nvu-none", Result, BadUser, ""},
		{"nvu-alone", Result, BadUser, ""},
		{"none-none", Result, NoWork, ""},
		{"none-throttled", Result, NoWork, ""},
		{"busy", Result, Busy, ""},
		{"silent", Result, Silent, ""},
		{"file-without-ticket", Result, Unreadable, ""},
		{"nil-strings", Result, Silent, ""},
		{"nil-result", Result, Unreadable, chokesNull},
		{"no-result", Result, Unreadable, chokesNull},
		{"empty-result", Result, Silent, chokesIndex},
		{"bare-text", Result, Good, chokesIndex},
		{"bare-result", Result, Good, chokesNull},
		{"wrong-namespace", Result, Good, chokesNull},
		{"strings-elsewhere", Result, Good, chokesIndex},
		{"items", Result, Good, chokesIndex},
		{"empty-body", Text, Unreadable, chokesNull},
		{"no-body", Text, Unreadable, chokesXML},
		{"rpc-return", Result, Good, chokesNull},
		{"rpc-generated", Result, BadUser, chokesNull},
		{"rpc-loose", Result, NoWork, chokesNull},
		{"rpc-reference", Result, Busy, chokesNull},
		{"fault-11", Fault, Unreadable, ""},
		{"fault-12", Fault, Unreadable, ""},
		{"fault-12-in-11", Fault, Unreadable, "Namespace prefix 'SOAP-ENV' not defined"},
		{"fault-12-in-11-declared", Fault, Unreadable, "Exception of type"},
		{"fault-12-own-namespace", Fault, Unreadable, chokesNull},
		{"gzip", Text, Unreadable, chokesXML},
		{"brotli", Text, Unreadable, chokesXML},
		{"chunked", Result, Good, ""},
		{"shouted-header", Result, Good, ""},
		{"bom-declared", Result, Good, ""},
		{"fault-200", Fault, Unreadable, ""},
		{"trace-200", Text, Unreadable, chokesXML},
		{"trace-500", Text, Unreadable, chokesXML},
		{"trace-python", Text, Unreadable, chokesType},
		{"php-fatal", Text, Unreadable, chokesType},
		{"php-notice", Result, Good, chokesXML},
		{"bom", Result, Good, ""},
		{"utf16", Result, GoodFile, ""},
		{"latin1", Result, GoodFile, ""},
		{"latin1-undeclared-type", Result, GoodFile, ""},
		{"comment-first", Result, Good, chokesXML},
		{"blank-line-first", Result, Good, chokesXML},
		{"two-envelopes", Result, Good, chokesXML},
		{"tail-junk", Result, Good, ""},
		{"cut-off", Result, Good, chokesPayload},
		{"undeclared-prefix", Result, Good, chokesXML},
		{"dtd", Text, Unreadable, chokesXML},
		{"html-200", WebPage, Unreadable, chokesType},
		{"html-200-as-xml", WebPage, Unreadable, chokesXML},
		{"html-soft-404", HTTPError, Unreadable, chokesType},
		{"html-soft-404-words", HTTPError, Unreadable, chokesType},
		{"html-heading", WebPage, Unreadable, chokesType},
		{"soap-as-html", Result, Good, chokesType},
		{"no-type", Result, Good, chokesType + "'"},
		{"text-404", HTTPError, Unreadable, chokesType},
		{"text-hello", Text, Unreadable, chokesType},
		{"rss", Text, Unreadable, chokesXML},
		{"json", Text, Unreadable, chokesType},
		{"empty-200", Nothing, Unreadable, chokesType + "text/xml"},
		{"empty-202", Nothing, Unreadable, chokesType},
		{"empty-500", HTTPError, Unreadable, chokesType},
		{"empty-400", HTTPError, Unreadable, chokesStatus + "400: Bad Request."},
		{"html-400", HTTPError, Unreadable, chokesStatus + "400: Bad Request."},
		{"html-500", HTTPError, Unreadable, chokesType},
		{"html-500-no-service", HTTPError, Unreadable, chokesType},
		{"html-404", HTTPError, Unreadable, chokesStatus + "404: Not Found."},
		{"html-503", HTTPError, Unreadable, chokesStatus + "503: Service Unavailable."},
		{"status-415", HTTPError, Unreadable, chokesStatus + "415: Unsupported Media Type."},
		{"status-no-reason", HTTPError, Unreadable, chokesStatus + "524"},
		{"redirect", HTTPError, Unreadable, "The request failed with the error message:\n--\n<html>"},
		{"redirect-empty", HTTPError, Unreadable, "The request failed with an empty response."},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := Read("authenticate", exchangeOf(t, tt.name), false)
			if r.Kind != tt.kind || r.Login().State != tt.login {
				t.Errorf("kind %v, login %v; want %v, %v (values %q)", r.Kind, r.Login().State, tt.kind, tt.login, r.Values)
			}
			if !strings.HasPrefix(r.Choke, tt.choke) || (tt.choke == "") != (r.Choke == "") {
				t.Errorf("choke %q; want it to begin with %q", r.Choke, tt.choke)
			}
			if (r.Choke == "") != (r.ChokeWhy == "") {
				t.Errorf("choke %q without its reason, or the other way round: %q", r.Choke, r.ChokeWhy)
			}
			if r.Kind == Result && bytes.Contains(r.Exchange.Body, []byte(testTicket)) {
				t.Errorf("the body still shows the ticket: %s", r.Exchange.Body)
			}
		})
	}
}

func TestReadVersion(t *testing.T) {
	tests := []struct{ name, value string }{
		{"server-version-string", "4.2"},
		{"server-version-int", "4"},
		{"server-version-bare", "Tea Service 4.2"},
		{"server-version-empty", ""},
		{"rpc-version", "7.1"},
	}
	for _, tt := range tests {
		r := Read("serverVersion", exchangeOf(t, tt.name), false)
		if r.Kind != Result || len(r.Values) != 1 || r.Values[0] != tt.value || r.Choke != "" {
			t.Errorf("%s: %v %q, choke %q; want result %q and none", tt.name, r.Kind, r.Values, r.Choke, tt.value)
		}
	}
	for _, name := range []string{"server-version-nil", "server-version-absent"} {
		if r := Read("serverVersion", exchangeOf(t, name), false); r.Kind != Result || r.Values != nil || r.Choke != "" {
			t.Errorf("%s: %v %q, choke %q; want a result without a value", name, r.Kind, r.Values, r.Choke)
		}
	}
}

func TestReadRPCStyle(t *testing.T) {
	for _, name := range []string{"rpc-return", "rpc-generated", "rpc-loose", "rpc-reference", "plain-good"} {
		if r := Read("authenticate", exchangeOf(t, name), true); r.Kind != Result || r.Choke != "" {
			t.Errorf("%s: %v, choke %q; want a result that fits", name, r.Kind, r.Choke)
		}
	}
}

func TestReadWords(t *testing.T) {
	tests := []struct{ name, fault, inner, title, stack string }{
		{name: "fault-11", fault: "Server was unable to process request.",
			inner: "System.Net.WebException: The remote server returned an error: (404) Not Found.", stack: "at Tea.Orders.Fetch"},
		{name: "fault-12", fault: "The shop refused our key"},
		{name: "fault-12-in-11", fault: "TypeError: shop is undefined"},
		{name: "fault-detail-only", fault: "strPassword is missing"},
		{name: "soapaction", fault: "Server did not recognize the value of HTTP Header SOAPAction: http://developer.intuit.com/authenticate."},
		{name: "trace-200", fault: "TypeError: Cannot read properties of null (reading 'orders')", stack: "at Shop.fetch"},
		{name: "trace-python", fault: "KeyError: 'harbor'", stack: "line 31"},
		{name: "php-fatal", fault: "Fatal error: Uncaught Error: Call to undefined function tea_orders() in /var/www/wc.php:17", stack: "#0 {main}"},
		{name: "html-200", title: "Sign in – Harbor Tea"},
		{name: "html-200-as-xml", title: "Parked"},
		{name: "html-heading", title: "It works !"},
		{name: "html-500-no-service", fault: "Error 500", title: "Error 500", stack: "at Tea.Files.Handler.Process"},
		{name: "html-404", title: "404 Not Found"},
	}
	for _, tt := range tests {
		r := Read("authenticate", exchangeOf(t, tt.name), false)
		if r.Fault != tt.fault || r.Inner != tt.inner || r.Title != tt.title || !strings.Contains(r.Stack, tt.stack) || (tt.stack == "") != (r.Stack == "") {
			t.Errorf("%s: fault %q, inner %q, title %q, stack %q; want %+v", tt.name, r.Fault, r.Inner, r.Title, r.Stack, tt)
		}
	}
}

func TestStatusSaid(t *testing.T) {
	for name, want := range map[string]int{"text-404": 404, "html-soft-404": 404, "html-500-no-service": 404, "html-500": 500, "html-soft-404-words": 404, "html-200": 200, "text-hello": 200} {
		if r := Read("authenticate", exchangeOf(t, name), false); r.Status != want {
			t.Errorf("%s: status %d, want %d", name, r.Status, want)
		}
	}
	for words, want := range map[string]int{
		"404 - File or directory not found.": 404, "Error 404: Page not found": 404, "HTTP Error 503. Service Unavailable": 503,
		"404": 404, "4044 Tea Street": 0, "500 reasons to drink tea": 0, "Not Found": 404, "410 Gone": 410, "Lost and not found": 0,
		"HTTP/1.1 502 Bad Gateway": 502, "": 0,
	} {
		if got := statusSaid(words); got != want {
			t.Errorf("statusSaid(%q) = %d, want %d", words, got, want)
		}
	}
}

func TestReadNoAnswer(t *testing.T) {
	r := Read("authenticate", &probe.Exchange{Failure: &probe.Failure{Kind: probe.Refused}}, false)
	if r.Kind != NoAnswer || r.Choke != "" || r.Status != 0 {
		t.Errorf("%v, choke %q, status %d", r.Kind, r.Choke, r.Status)
	}
	half := exchangeOf(t, "plain-good")
	half.Failure = &probe.Failure{Kind: probe.Closed, Phase: probe.PhaseBody}
	if r := Read("authenticate", half, false); r.Kind != NoAnswer {
		t.Errorf("an answer that broke off is %v", r.Kind)
	}
}

func TestReadIsBounded(t *testing.T) {
	deep := strings.Repeat("<a>", maxDepth+10)
	wide := "<r>" + strings.Repeat("<a/>", maxNodes+10) + "</r>"
	long := "<html><title>" + strings.Repeat("t", 1<<20) + "</title>"
	for _, body := range []string{deep, wide, long, strings.Repeat("\n   at A.B (", 1<<15)} {
		ex := &probe.Exchange{Status: 200, Header: http.Header{"Content-Type": {"text/xml"}}, Body: []byte(body)}
		r := Read("authenticate", ex, false)
		if r.Kind == Result || r.Choke == "" {
			t.Errorf("%.20q…: %v, choke %q", body, r.Kind, r.Choke)
		}
		for _, s := range []string{r.Title, r.Fault, r.Stack, r.Choke} {
			if len(s) > maxStack+200 {
				t.Errorf("%.20q…: %d bytes kept", body, len(s))
			}
		}
	}
}

func FuzzRead(f *testing.F) {
	names, err := filepath.Glob("testdata/*.http")
	if err != nil {
		f.Fatal(err)
	}
	for _, n := range names {
		ex := exchangeOf(f, strings.TrimSuffix(filepath.Base(n), ".http"))
		f.Add(ex.Status, ex.Header.Get("Content-Type"), ex.Body, false)
	}
	f.Add(200, "text/xml", []byte("<Envelope><Body><a href='#b'/><b id='b' href='#b'/>"), true)
	f.Fuzz(func(t *testing.T, status int, contentType string, body []byte, rpc bool) {
		for _, op := range []string{"authenticate", "clientVersion"} {
			ex := &probe.Exchange{Status: status, Header: http.Header{"Content-Type": {contentType}}, Body: bytes.Clone(body)}
			r := Read(op, ex, rpc)
			if r.Kind == Result && r.Login().State == BadUser && r.Login().Open() {
				t.Error("a refused login opened a session")
			}
			if (r.Choke == "") != (r.ChokeWhy == "") {
				t.Errorf("choke %q and reason %q", r.Choke, r.ChokeWhy)
			}
			for _, s := range []string{r.Title, r.Fault, r.Inner, r.Stack, r.Choke} {
				if strings.ContainsAny(s, "\x1b\x00") || len(s) > maxStack+300 {
					t.Errorf("not clean or too long: %q", s)
				}
			}
		}
	})
}
