package report_test

import (
	"context"
	"encoding/json"
	"fmt"
	"html"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"authdoctor/checks/report"
	"authdoctor/checks/vendors"
	"authdoctor/logparse"
)

// manyRuns is a report with a log of some hundred runs that come near the vendor's limit.
func manyRuns(t testing.TB) *report.Report {
	r := oneCause(t)
	v := *vendor
	v.Limit = vendors.Limit{Seconds: 120}
	v.Wants = []string{"The account", "What was changed shortly before"}
	v.Contacts = []vendors.Contact{{Kind: "ticket", Value: "https://help.connex.example", Hours: "Monday to Friday, 9 to 5"}, {Kind: "phone", Value: "(800) 243-8275"}, {Kind: "web", Value: "https://help.connex.example/page"}}
	r.Vendor = &v
	a := r.Log.Apps[0]
	a.Name = "Connex_for_a_shop_with_a_name_that_has_no_place_to_break_it_and_goes_on_and_on"
	a.Recent = nil
	for i := range 300 {
		o := []logparse.Outcome{logparse.OK, logparse.NoWork, logparse.Failed, logparse.CutOff, logparse.Postponed}[i*i*i%5]
		s := run(100*i+1, now.Add(time.Duration(i-300)*30*time.Minute), o)
		s.Calls[0].Seconds = float64(i % 118)
		a.Recent = append(a.Recent, s)
	}
	a.Runs = 2000
	r.Result.Verdicts[0].Evidence[0].Where = "https://bluebirdbikes.example/" + strings.Repeat("a-very-long-path/", 20)
	return r
}

// The page asks nobody for anything, and has no script.
func TestThePageAsksNobody(t *testing.T) {
	for name, r := range map[string]*report.Report{"one cause": oneCause(t), "many runs": manyRuns(t), "nothing": {}} {
		out := summary(report.FormatHTML)(t, r)
		for _, s := range []string{"<script", "src=", "href=", "@import", "url(", "<link", "<img", "<iframe", "<form", "<base", "http-equiv=\"refresh", " on", "javascript:"} {
			if s == " on" {
				if m := regexp.MustCompile(`<[^>]* on[a-z]+=`).FindString(out); m != "" {
					t.Errorf("%s: the page holds %q", name, m)
				}
			} else if strings.Contains(out, s) {
				t.Errorf("%s: the page holds %q", name, s)
			}
		}
		if !strings.Contains(out, `content="default-src 'none'; style-src 'unsafe-inline'"`) {
			t.Errorf("%s: the page does not forbid requests", name)
		}
		if name != "nothing" && (!strings.Contains(out, "<svg") || !strings.Contains(out, `class="failed"`)) {
			t.Errorf("%s: the page has no time line", name)
		}
	}
	if out := summary(report.FormatHTML)(t, manyRuns(t)); !strings.Contains(out, `class="limit"`) || !strings.Contains(out, "The newest 300 of 2,000 runs.") {
		t.Error("the limit is not drawn, or it is not said that not all runs are")
	}
}

// browser finds Chromium; the test is skipped where there is none.
func browser(t *testing.T) string {
	t.Helper()
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	t.Skip("no Chromium is installed here: the page was looked at as text only")
	return ""
}

// recorder is a proxy that hands nothing on and remembers what it was asked for.
type recorder struct {
	mu    sync.Mutex
	asked []string
}

func (r *recorder) ServeHTTP(w http.ResponseWriter, req *http.Request) {
	r.mu.Lock()
	r.asked = append(r.asked, req.Method+" "+req.RequestURI)
	r.mu.Unlock()
	http.Error(w, "nothing leaves this test", http.StatusForbidden)
}

// of are the requests to hosts of the tests, so that those of the browser itself are left out.
func (r *recorder) of(part string) []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	var list []string
	for _, s := range r.asked {
		if strings.Contains(s, part) {
			list = append(list, s)
		}
	}
	return list
}

// measured is what the browser says of a page in a frame of some width.
type measured struct {
	Width, Scroll      int
	Requests           int
	Color, Back        string
	Bars, Height, Tall int
	Wide               []string // elements that stick out
	Errors             []string
}

// measure shows pages in frames of these widths and asks the browser about them.
func measure(t *testing.T, pages []string, widths []int, dark bool, proxy string) []measured {
	t.Helper()
	var b strings.Builder
	b.WriteString("<!DOCTYPE html><meta charset=utf-8><script>var errs=[];addEventListener('securitypolicyviolation',e=>errs.push(e.blockedURI));</script>")
	for _, p := range pages {
		for _, w := range widths {
			fmt.Fprintf(&b, `<iframe width="%d" height="900" style="border:0" srcdoc="%s"></iframe>`, w, html.EscapeString(p))
		}
	}
	b.WriteString(`<pre id="out"></pre><script>addEventListener('load',()=>{
const all=[...document.querySelectorAll('iframe')].map(f=>{const d=f.contentDocument,e=d.documentElement,w=e.clientWidth,s=f.contentWindow.getComputedStyle(d.body);
const wide=[...d.querySelectorAll('body *')].filter(x=>!x.closest('.scroll')&&!x.closest('svg')&&x.getBoundingClientRect().right>w+1).map(x=>x.tagName+'.'+x.className);
return {Width:w,Scroll:e.scrollWidth,Requests:f.contentWindow.performance.getEntriesByType('resource').length,Color:s.color,Back:s.backgroundColor,Bars:d.querySelectorAll('rect').length,
Height:Math.round((d.querySelector('svg')||d.body).getBoundingClientRect().height),Tall:e.scrollHeight,Wide:wide.slice(0,5),Errors:errs}});
document.getElementById('out').textContent=JSON.stringify(all)});</script>`)
	dir := t.TempDir()
	path := filepath.Join(dir, "frames.html")
	if err := os.WriteFile(path, []byte(b.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	scheme := "1"
	if dark {
		scheme = "0"
	}
	dom := chromium(t, dir, proxy, "--blink-settings=preferredColorScheme="+scheme, "--dump-dom", "file://"+path)
	m := regexp.MustCompile(`(?s)<pre id="out">(.*?)</pre>`).FindStringSubmatch(dom)
	if m == nil {
		t.Fatalf("the browser said nothing about the page: %.300s", dom)
	}
	var list []measured
	if err := json.Unmarshal([]byte(html.UnescapeString(m[1])), &list); err != nil {
		t.Fatalf("%v in %s", err, m[1])
	}
	return list
}

// chromium runs the browser once, without a network but the proxy, and gives what it prints.
func chromium(t *testing.T, dir, proxy string, args ...string) string {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	common := []string{"--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
		"--disable-sync", "--disable-dev-shm-usage", "--user-data-dir=" + filepath.Join(dir, "profile"), "--proxy-server=" + proxy, "--proxy-bypass-list=<-loopback>", "--enable-logging=stderr"}
	cmd := exec.CommandContext(ctx, browser(t), append(common, args...)...)
	var said strings.Builder
	cmd.Stderr = &said
	out, err := cmd.Output()
	if err != nil {
		t.Skipf("Chromium does not run here (%v): %.300s", err, said.String())
	}
	for _, l := range strings.Split(said.String(), "\n") {
		if strings.Contains(l, "CONSOLE") {
			t.Errorf("the browser's console: %s", l)
		}
	}
	return string(out)
}

// In a real browser the page makes no request and no error, fits a telephone, and has its own colours by day and by night.
func TestThePageInABrowser(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("the test drives Chromium as it is on Linux and macOS")
	}
	browser(t)
	asked := &recorder{}
	proxy := httptest.NewServer(asked)
	defer proxy.Close()
	pages := []string{summary(report.FormatHTML)(t, oneCause(t)), summary(report.FormatHTML)(t, manyRuns(t)), summary(report.FormatHTML)(t, allBroken(t))}
	pages[1] = strings.Replace(pages[1], "<details>", "<details open>", 1)
	back := make(map[bool]string)
	for _, dark := range []bool{false, true} {
		for i, m := range measure(t, pages, []int{320, 360, 800}, dark, proxy.URL) {
			if m.Scroll > m.Width || len(m.Wide) > 0 {
				t.Errorf("page %d at %d px is %d px wide: %v", i/3, m.Width, m.Scroll, m.Wide)
			}
			if m.Requests != 0 || len(m.Errors) != 0 {
				t.Errorf("page %d: %d requests, refused %v", i/3, m.Requests, m.Errors)
			}
			if i/3 < 2 && (m.Bars == 0 || m.Height < 40) {
				t.Errorf("page %d at %d px: %d bars in a chart %d px high", i/3, m.Width, m.Bars, m.Height)
			}
			if m.Color == m.Back {
				t.Errorf("page %d: %s on %s", i/3, m.Color, m.Back)
			}
			back[dark] = m.Back
		}
	}
	if back[true] == back[false] {
		t.Errorf("the page is %s by day and by night", back[true])
	}
	if got := asked.of(".example"); len(got) > 0 {
		t.Errorf("the page asked for %v", got)
	}
	// The trap works: a page that asks for something is caught.
	dir := t.TempDir()
	path := filepath.Join(dir, "asks.html")
	if err := os.WriteFile(path, []byte(`<img src="http://planted.example/x.png">`), 0o600); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, browser(t), "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--user-data-dir="+filepath.Join(dir, "profile"),
		"--proxy-server="+proxy.URL, "--dump-dom", "file://"+path)
	cmd.Stdout = io.Discard
	if err := cmd.Run(); err == nil && len(asked.of("planted.example")) == 0 {
		t.Error("the trap for requests caught none")
	}
}
