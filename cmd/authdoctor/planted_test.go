//go:build !windows

package main

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"fmt"
	"html"
	"io"
	"math/big"
	random "math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// outForm is one way out of the program.
type outForm struct {
	name   string
	leaves bool // it leaves the PC: people must not be seen in it either
	args   []string
}

// wayOut are the forms in which a case can come out. A new command that prints or writes something of a case gets its line here.
var wayOut = []outForm{
	{"check", false, []string{"check"}},
	{"check, verbose", false, []string{"check", "--verbose"}},
	{"check, JSON", false, []string{"check", "--json"}},
	{"summary, text", true, []string{"summary", "--format", "text"}},
	{"summary, Markdown", true, []string{"summary", "--format", "md"}},
	{"summary, JSON", true, []string{"summary", "--format", "json"}},
	{"summary, HTML", true, []string{"summary", "--format", "html"}},
	{"summary, file", true, []string{"summary", "--format", "text", "--out", "summary.txt"}},
	{"bundle", true, []string{"bundle", "--yes", "--out", "bundle.zip"}},
}

// fewWays are enough where only the way in differs.
var fewWays = slices.DeleteFunc(slices.Clone(wayOut), func(f outForm) bool {
	return !slices.Contains([]string{"check, verbose", "check, JSON", "summary, text", "bundle"}, f.name)
})

// wayOutOfLogs are the forms of `authdoctor log`, which shows people: it is read on the spot.
var wayOutOfLogs = []outForm{
	{"log", false, []string{"log"}},
	{"log, verbose", false, []string{"log", "--verbose"}},
	{"log, JSON", false, []string{"log", "--json"}},
	{"log, NDJSON", false, []string{"log", "--ndjson"}},
	{"log, each", false, []string{"log", "--each"}},
	{"log, timeline", false, []string{"log", "--timeline"}},
}

// output runs the built program in an empty folder and gives all that it printed and wrote there.
func output(t *testing.T, env []string, args ...string) string {
	t.Helper()
	path, err := buildOnce()
	if err != nil {
		t.Fatal(err)
	}
	home := t.TempDir()
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, path, args...)
	cmd.Dir = home
	cmd.Env = append([]string{"HOME=" + home, "XDG_STATE_HOME=" + home, "XDG_DOCUMENTS_DIR=" + home, "PATH=" + home, "TZ=UTC", "LC_ALL=C.UTF-8"}, env...)
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	if err := cmd.Run(); err != nil && cmd.ProcessState == nil {
		t.Fatal(err)
	}
	if strings.ContainsRune(out.String(), 0x1b) || strings.Contains(out.String(), "goroutine ") {
		t.Errorf("%q: an escape sequence or a crash in %q", args, out.String())
	}
	err = filepath.WalkDir(home, func(name string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		raw, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		fmt.Fprintf(&out, "\n== %s ==\n%s", d.Name(), unzipped(t, raw))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// unzipped is a file as it is read: all that is in it where it is a zip.
func unzipped(t *testing.T, raw []byte) []byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		return raw
	}
	var all bytes.Buffer
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&all, "\n== %s ==\n", f.Name)
		if _, err := io.Copy(&all, r); err != nil {
			t.Fatal(err)
		}
		r.Close()
	}
	return all.Bytes()
}

// checkHidden fails the test where a plant can be read in an output, or where the output is not safe to look at.
func checkHidden(t *testing.T, form outForm, out string, list []plant) {
	t.Helper()
	if !utf8.ValidString(out) {
		t.Errorf("%s: invalid UTF-8", form.name)
	}
	if i := strings.IndexFunc(out, func(r rune) bool {
		return r != '\n' && r != '\t' && r != '\r' && (unicode.IsControl(r) || unicode.Is(unicode.Cf, r))
	}); i >= 0 {
		t.Errorf("%s: a control character at %d: %q", form.name, i, out[max(0, i-40):min(len(out), i+40)])
	}
	told := 0
	for _, p := range legible(out, list) {
		if p.secret || form.leaves {
			if told++; told <= 8 {
				t.Errorf("%s: the %s %q can be read; it stood as %q (%s): %q", form.name, p.kind, p.value, p.text, p.where, around(out, p.value))
			}
		}
	}
	if told > 8 {
		t.Errorf("%s: %d in all", form.name, told)
	}
}

// around is where a value stands in an output, for messages; empty where it stands there in another form.
func around(out, value string) string {
	i := strings.Index(out, value)
	if i < 0 {
		return ""
	}
	return out[max(0, i-100):min(len(out), i+len(value)+40)]
}

// plantedLog is a log of failed runs. Each run's message carries a plant and some look-alikes; eight runs belong to one application.
func plantedLog(list []plant, keep [][]string) string {
	var b strings.Builder
	at := time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC)
	line := func(s string) {
		at = at.Add(time.Second)
		b.WriteString(at.Format("20060102.15:04:05") + " UTC\t: QBWebConnector." + s + "\r\n")
	}
	for i, p := range list {
		app := fmt.Sprintf("Harbor Tea %d", i/8)
		line("WebServiceManager.DoUpdateSelected() : updateWS() for application = '" + app + "' has STARTED")
		line("RegistryManager.setUpdateLock() : *** Update session locked ***")
		line("SOAPWebService.instantiateWebService() : AppName: " + app)
		line("SOAPWebService.instantiateWebService() : AppURL: https://books.harbortea.example/wc")
		line("SOAPWebService.updateWS() : " + p.text)
		line("SOAPWebService.ProcessRequestXML() : Sending error message back to application:")
		fmt.Fprintf(&b, "HRESULT = 0x80040400\r\nMessage: QuickBooks found an error when parsing the provided XML text stream. %s\r\n[%s]\r\n", strings.Join(keep[i], "; "), p.text)
		line("RegistryManager.setUpdateLock() : *** Update session unlocked ***")
	}
	return b.String()
}

// More than five hundred values of every kind, in every encoding, stand in a log: in UTF-8 and in UTF-16. None can be read in
// any output of any form, and what support needs is still there.
func TestNothingPlantedInALogComesOut(t *testing.T) {
	n := nursery{random.New(random.NewPCG(2, 7))}
	list := n.plants()
	if len(list) < 500 {
		t.Fatalf("only %d values", len(list))
	}
	keep := make([][]string, len(list))
	for i := range keep {
		keep[i] = n.lookAlikes()
	}
	text := plantedLog(list, keep)
	for _, file := range []struct{ name, path string }{{"UTF-8", write(t, "QWCLog.txt", text)}, {"UTF-16", write(t, "QWCLog.txt", inUTF16(text))}} {
		logs, cases := wayOutOfLogs, wayOut
		if file.name != "UTF-8" {
			logs, cases = logs[2:3], fewWays
		}
		for _, form := range logs {
			t.Run(file.name+", "+form.name, func(t *testing.T) {
				t.Parallel()
				out := output(t, nil, append(form.args, file.path)...)
				checkHidden(t, form, out, list)
				if strings.Contains(form.name, "JSON") {
					checkKept(t, out, keep)
				}
			})
		}
		for _, form := range cases {
			t.Run(file.name+", "+form.name, func(t *testing.T) {
				t.Parallel()
				out := output(t, nil, append(form.args, "--offline", "--log", file.path)...)
				checkHidden(t, form, out, list)
				if form.name == "bundle" {
					checkKept(t, out, keep)
				}
			})
		}
	}
}

// checkKept wants at least 99 of 100 look-alikes in an output, of the runs that it tells: a bundle has room for the newest.
func checkKept(t *testing.T, out string, keep [][]string) {
	t.Helper()
	text := readable(out)
	all, lost, untold := 0, 0, 0
	for i := 0; i < len(keep); i += 7 {
		missing := slices.DeleteFunc(slices.Clone(keep[i]), func(s string) bool { return strings.Contains(text, strings.ReplaceAll(s, " ", "")) })
		if 2*len(missing) > len(keep[i]) { // some are in other runs as well
			untold++
			continue
		}
		all += len(keep[i])
		for _, s := range missing {
			if lost++; lost <= 20 {
				t.Logf("lost: %s", s)
			}
		}
	}
	if untold*7*2 > len(keep) {
		t.Errorf("%d of %d runs are not told at all", untold, len(keep)/7)
	}
	if lost*100 > all {
		t.Errorf("%d of %d look-alikes were hidden", lost, all)
	}
}

// inPieces takes one of four plants and cuts them into lists whose texts are short enough that no program cuts them.
func inPieces(list []plant, bytes int) [][]plant {
	var pieces [][]plant
	var piece []plant
	used := 0
	for i := 0; i < len(list); i += 4 {
		if n := len(html.EscapeString(list[i].text)) + 1; used+n > bytes {
			pieces, piece, used = append(pieces, piece), nil, n
		} else {
			used += n
		}
		piece = append(piece, list[i])
	}
	return append(pieces, piece)
}

// The same values in what a service and a shop answer: pages, faults, headers, redirects.
func TestNothingPlantedInAnAnswerComesOut(t *testing.T) {
	n := nursery{random.New(random.NewPCG(3, 9))}
	list := n.plants()
	for i, piece := range inPieces(list, 1800) {
		var lines []string
		for _, p := range piece {
			lines = append(lines, p.text)
		}
		answer := func(w http.ResponseWriter, r *http.Request) {
			text := strings.Join(lines, "\n")
			w.Header().Set("Set-Cookie", "SESSION="+lines[0])
			w.Header().Set("Server", strings.Map(printable, ansi.Strip(lines[len(lines)/2])))
			switch i % 4 {
			case 0:
				w.Header().Set("Content-Type", "text/xml")
				w.WriteHeader(http.StatusInternalServerError)
				fmt.Fprintf(w, `<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body><soap:Fault><faultcode>soap:Server</faultcode><faultstring>%s</faultstring></soap:Fault></soap:Body></soap:Envelope>`, text)
			case 1:
				w.WriteHeader(http.StatusNotFound)
				fmt.Fprintf(w, "<html><head><title>%s</title></head><body>%s</body></html>", lines[1], text)
			case 2:
				w.Header().Set("Location", "https://bob:"+piece[0].value+"@else.example/?token="+piece[1].value)
				w.WriteHeader(http.StatusFound)
			default:
				w.Header().Set("Content-Type", "text/html")
				fmt.Fprintf(w, "%s", text)
			}
		}
		server := httptest.NewServer(http.HandlerFunc(answer))
		t.Cleanup(server.Close)
		for _, form := range fewWays {
			t.Run(fmt.Sprint(form.name, " ", i), func(t *testing.T) {
				out := output(t, nil, append(form.args, "--service", server.URL+"/wc", "--site", server.URL, "--internet-url", server.URL)...)
				checkHidden(t, form, out, piece)
			})
		}
	}
}

// printable leaves out what may not stand in a header.
func printable(r rune) rune {
	if r < ' ' || r > '~' {
		return -1
	}
	return r
}

// plantedCertificate is one whose names hold people and secrets.
func plantedCertificate(t *testing.T, mail, who, secret string) tls.Certificate {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	c := &x509.Certificate{SerialNumber: big.NewInt(7), NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour), EmailAddresses: []string{mail},
		Subject: pkix.Name{CommonName: mail, Organization: []string{"password=" + secret}, OrganizationalUnit: []string{"username = '" + who + "'"}}, DNSNames: []string{"books.harbortea.example"}}
	raw, err := x509.CreateCertificate(rand.Reader, c, c, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	return tls.Certificate{Certificate: [][]byte{raw}, PrivateKey: key}
}

// The names in a certificate.
func TestNothingPlantedInACertificateComesOut(t *testing.T) {
	n := nursery{random.New(random.NewPCG(4, 11))}
	mail, who, secret := n.word()+"@mail.example", n.word(), n.word()
	list := []plant{{"e-mail address", mail, false, mail, "certificate"}, {"user name", who, false, who, "certificate"}, {"password", secret, true, secret, "certificate"}}
	server := httptest.NewUnstartedServer(http.NotFoundHandler())
	server.TLS = &tls.Config{Certificates: []tls.Certificate{plantedCertificate(t, mail, who, secret)}}
	server.Config.ErrorLog = nil
	server.StartTLS()
	t.Cleanup(server.Close)
	for _, form := range wayOut {
		t.Run(form.name, func(t *testing.T) {
			out := output(t, nil, append(form.args, "--service", server.URL+"/wc", "--internet-url", server.URL)...)
			checkHidden(t, form, out, list)
		})
	}
}

// A pairing file with values in all its fields.
func TestNothingPlantedInAPairingFileComesOut(t *testing.T) {
	n := nursery{random.New(random.NewPCG(5, 13))}
	for i, piece := range inPieces(n.plants(), 900) {
		var lines []string
		piece = slices.DeleteFunc(piece, func(p plant) bool { return strings.ContainsRune(p.text, 0x1b) }) // XML cannot hold it
		for _, p := range piece {
			lines = append(lines, html.EscapeString(p.text))
		}
		user, secret := n.word(), n.word()
		piece = append(piece, plant{"user name", user, false, user, "UserName"}, plant{"password", secret, true, secret, "Password"})
		text := strings.NewReplacer("harbor-0042", user, "/wc<", "/wc?token="+secret+"<", "sales receipts", strings.Join(lines, "\n"), "<QBType>", "<Password>"+secret+"</Password><QBType>").Replace(goodQWC)
		file := write(t, "pair.qwc", text)
		for _, form := range fewWays {
			t.Run(fmt.Sprint(form.name, " ", i), func(t *testing.T) {
				t.Parallel()
				checkHidden(t, form, output(t, nil, append(form.args, "--offline", "--qwc", file)...), piece)
			})
		}
		checkHidden(t, outForm{name: "lint"}, output(t, nil, "qwc", "lint", file), piece)
	}
}

// What a person types or pastes, and what is wrong about it.
func TestNothingPlantedInAFieldComesOut(t *testing.T) {
	n := nursery{random.New(random.NewPCG(6, 15))}
	for i, piece := range inPieces(n.plants(), 1800) {
		var texts []string
		for _, p := range piece {
			texts = append(texts, p.text)
		}
		for _, args := range [][]string{
			{"explain", "QBWC1012: Authentication failed.\n" + strings.Join(texts, "\n")},
			{"explain", "--json", strings.Join(texts, "\nThe operation has timed out ")},
		} {
			t.Run(fmt.Sprint("explain ", i, len(args)), func(t *testing.T) {
				t.Parallel()
				checkHidden(t, outForm{name: args[0]}, output(t, nil, args...), piece)
			})
		}
	}
	secret, user := n.word(), n.word()
	password := plant{"password", secret, true, secret, "field"}
	who := plant{"user name", user, false, user, "field"}
	for _, args := range [][]string{
		{"--site", "https://bob:" + secret + "@127.0.0.1:1/x?key=" + secret}, {"--site", "ht!tp://bob:" + secret + "@x.example/?token=" + secret}, {"--service", "https://127.0.0.1:1/wc?token=" + secret + "#access_token=" + secret},
		{"--service", "bob:" + secret + "@127.0.0.1:1"}, {"--internet-url", "http://u:" + secret + "@127.0.0.1:1/"},
		{"--answer", "password=" + secret}, {"--password=" + secret},
		{"--site", "https://127.0.0.1:1/", "--user", user, "--service", "https://127.0.0.1:1/wc", "--login"}, {"password=" + secret},
		{"--log", "/nowhere/password=" + secret + "/QWCLog.txt"}, {"--qwc", "/nowhere/x?token=" + secret}, {"--timeout", "password=" + secret},
		{"--vendor", "token=" + secret}, {"--only", "token=" + secret},
	} {
		for _, form := range fewWays {
			t.Run(form.name+" "+args[0], func(t *testing.T) {
				t.Parallel()
				all := append(append([]string{}, form.args...), args...)
				if args[0] != "--internet-url" {
					all = append(all, "--internet-url", "http://127.0.0.1:1/")
				}
				out := output(t, []string{passwordVariable + "=" + secret}, all...)
				checkHidden(t, form, out, []plant{password, who})
			})
		}
	}
}
