package machine

import (
	"net/url"
	"path/filepath"
	"slices"
	"testing"
	"time"
)

// pc is a computer whose folders are those of the test.
func pc(d *tree, env map[string]string) *computer {
	return &computer{env: func(k string) string { return env[k] }, settings: func() settings { return settings{} },
		home: func() []string {
			return []string{filepath.Join(d.dir, "Downloads"), filepath.Join(d.dir, "Desktop"), d.dir + "/Downloads/."}
		}}
}

func names(found []Found) []string {
	var out []string
	for _, f := range found {
		out = append(out, filepath.Base(filepath.Dir(f.Path))+"/"+filepath.Base(f.Path))
	}
	return out
}

func TestLogsAreFoundNewestFirst(t *testing.T) {
	d := newTree(t)
	const place = "data/Intuit/QBWebConnector/log/"
	d.file(place+"QWCLog.txt", "a", 20)
	d.file(place+"QWCLogOld.txt", "a", 21) // touched by a backup
	d.file(place+"other.txt", "a", 22)
	d.file("Downloads/qwclog (1).TXT", "a", 30)
	d.file("Downloads/notes.txt", "a", 30)
	d.file("Desktop/QWCLog.txt", "", 40)
	d.file("roaming/Intuit/QBWebConnector/QWCLog.txt", "a", 10)
	d.file("local/Intuit/QuickBooks/QBWebConnector/logs/QWCLog.log", "a", 5)
	c := pc(d, map[string]string{"ProgramData": filepath.Join(d.dir, "data"), "APPDATA": filepath.Join(d.dir, "roaming"), "LOCALAPPDATA": filepath.Join(d.dir, "local")})
	want := []string{"Downloads/qwclog (1).TXT", "log/QWCLog.txt", "log/QWCLogOld.txt", "QBWebConnector/QWCLog.txt", "logs/QWCLog.log"}
	if got := names(c.Logs()); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestPairingFilesAreFoundNewestFirst(t *testing.T) {
	d := newTree(t)
	d.file("Downloads/connex.qwc", "a", 10)
	d.file("Downloads/Connex (1).QWC", "a", 20)
	d.file("Desktop/connex.qwc.xml", "a", 15)
	d.file("Desktop/connex.xml", "a", 16)
	d.file("Downloads/deep/connex.qwc", "a", 30)
	want := []string{"Downloads/Connex (1).QWC", "Desktop/connex.qwc.xml", "Downloads/connex.qwc"}
	if got := names(pc(d, nil).PairingFiles()); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestProxyFor(t *testing.T) {
	windows := settings{servers: map[string]string{"": "corp:8080", "https": "http://secure:8443/"}, bypass: "<local>;*.intra.example;10.0.0.*"}
	windows.where.servers, windows.where.script = "settings", "script"
	scripted := windows
	scripted.script = func(target string) string {
		switch target {
		case "https://a.example/":
			return "PROXY pac:3128; DIRECT"
		case "https://b.example/":
			return "SOCKS sox:1080"
		}
		return "DIRECT"
	}
	named := scripted
	named.final = true
	tests := []struct {
		name   string
		env    map[string]string
		s      settings
		url    string
		proxy  string
		source string
	}{
		{"none", nil, settings{}, "https://a.example/x", "", ""},
		{"environment", map[string]string{"HTTPS_PROXY": "http://jo:pw@env:3128"}, windows, "https://a.example/x", "env:3128", "the environment variable HTTPS_PROXY"},
		{"environment in small letters", map[string]string{"http_proxy": "env:3128"}, windows, "http://a.example/x", "env:3128", "the environment variable http_proxy"},
		{"environment of the other scheme", map[string]string{"HTTP_PROXY": "env:3128"}, windows, "https://a.example/x", "secure:8443", "settings"},
		{"taken out by NO_PROXY", map[string]string{"HTTPS_PROXY": "env:3128", "NO_PROXY": "a.example"}, windows, "https://a.example/x", "", ""},
		{"socks", map[string]string{"HTTPS_PROXY": "socks5://env:1080"}, windows, "https://a.example/x", "socks5://env:1080", "the environment variable HTTPS_PROXY"},
		{"Windows", nil, windows, "http://a.example/x", "corp:8080", "settings"},
		{"Windows, of the scheme", nil, windows, "https://a.example/x", "secure:8443", "settings"},
		{"Windows, a name without a dot", nil, windows, "https://nas/x", "", ""},
		{"Windows, by pattern", nil, windows, "https://wc.intra.example/x", "", ""},
		{"Windows, by number", nil, windows, "https://10.0.0.7/x", "", ""},
		{"script", nil, scripted, "https://a.example/secret?x=1", "pac:3128", "script"},
		{"script, socks", nil, scripted, "https://b.example/x", "socks5://sox:1080", "script"},
		{"no script found, the setting counts", nil, scripted, "https://c.example/x", "secure:8443", "settings"},
		{"a named script says direct", nil, named, "https://c.example/x", "", ""},
		{"localhost", map[string]string{"HTTP_PROXY": "env:3128"}, windows, "http://localhost:8000/wc", "", ""},
		{"loopback", map[string]string{"HTTP_PROXY": "env:3128"}, windows, "http://127.0.0.2/wc", "", ""},
		{"loopback 6", map[string]string{"HTTP_PROXY": "env:3128"}, windows, "http://[::1]/wc", "", ""},
		{"no address", nil, windows, "::", "", ""},
	}
	for _, tt := range tests {
		c := &computer{env: func(k string) string { return tt.env[k] }, settings: func() settings { return tt.s }}
		for range 2 { // the second time from memory
			if proxy, source := c.ProxyFor(tt.url); proxy != tt.proxy || source != tt.source {
				t.Errorf("%s: %q from %q, want %q from %q", tt.name, proxy, source, tt.proxy, tt.source)
			}
		}
	}
}

func TestAChangedProxyIsSeenByTheNextCheck(t *testing.T) {
	now := time.Date(2026, 11, 23, 14, 0, 0, 0, time.UTC)
	asked := 0
	c := &computer{env: func(string) string { return "" }, now: func() time.Time { return now }, settings: func() settings {
		asked++
		if asked > 1 {
			return settings{}
		}
		return settings{servers: map[string]string{"": "corp:8080"}}
	}}
	for _, tt := range []struct {
		after time.Duration
		want  string
		asked int
	}{{0, "corp:8080", 1}, {proxyMemory / 2, "corp:8080", 1}, {proxyMemory, "", 2}} {
		now = now.Add(tt.after)
		if proxy, _ := c.ProxyFor("https://a.example/"); proxy != tt.want || asked != tt.asked {
			t.Errorf("after %s: %q, asked %d times; want %q, %d", tt.after, proxy, asked, tt.want, tt.asked)
		}
	}
}

func TestBypassDoesNotTakeNonsense(t *testing.T) {
	u, err := url.Parse("https://a.example/")
	if err != nil {
		t.Fatal(err)
	}
	if bypassed("[;*.b.example, http://a.example", u) {
		t.Error("bypassed")
	}
	if !bypassed("https://*.example", u) {
		t.Error("not bypassed")
	}
}

func TestHereAnswers(t *testing.T) {
	c := Here()
	if c.OS() == "" {
		t.Error("no operating system")
	}
	c.Logs()
	c.PairingFiles()
	c.Host()
	if proxy, _ := c.ProxyFor("http://localhost/"); proxy != "" {
		t.Errorf("localhost goes through %s", proxy)
	}
	for _, r := range c.User() {
		if r == '\\' {
			t.Errorf("the user %q has a domain", c.User())
		}
	}
}
