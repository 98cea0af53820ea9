package main

import (
	"archive/zip"
	"bytes"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"authdoctor/checks/probe"
	"authdoctor/checks/report"
	"authdoctor/checks/simulator"
)

// Secrets and people that the files of these tests hold.
var (
	bundleSecrets = []string{"hunter2-swordfish", "tok-4f8b1c9e77", "0d93dff1-1111-4a6e-9b5e-5a5a77aa0042"}
	bundlePeople  = []string{"margaret.hollis", "m.hollis@harbortea.example", "HOLLIS-LAPTOP"}
)

// bundleFiles are a log and a pairing file with secrets and people in them.
func bundleFiles(t *testing.T) (log, pairing string) {
	t.Helper()
	more := "20260302.10:30:00 UTC\t: QBWebConnector.WebServiceManager.DoUpdateSelected() : updateWS() for application = 'Harbor Tea' has STARTED\r\n" +
		"20260302.10:30:00 UTC\t: QBWebConnector.SOAPWebService.instantiateWebService() : AppName: Harbor Tea\r\n" +
		"20260302.10:30:00 UTC\t: QBWebConnector.SOAPWebService.instantiateWebService() : AppURL: https://joe:" + bundleSecrets[0] + "@books.harbortea.example/wc?token=" + bundleSecrets[1] + "\r\n" +
		"20260302.10:30:01 UTC\t: QBWebConnector.SOAPWebService.updateWS() : Received from authenticate() following parameters:<authRet[0]=\"" + bundleSecrets[2] + "\"><authRet[1]=\"\"><authRet[2]=\"\"><authRet[3]=\"\">\r\n" +
		"20260302.10:30:02 UTC\t: QBWebConnector.CompanyFileLock.getLock() : Got Lock = LOCKED:" + bundlePeople[2] + ":636\r\n" +
		"20260302.10:30:03 UTC\t: QBWebConnector.SOAPWebService.ProcessRequestXML() : Sending error message back to application:\r\n" +
		"HRESULT = 0x80040400\r\nMessage: QuickBooks found an error when parsing the provided XML text stream. Ask " + bundlePeople[1] + " password=" + bundleSecrets[0] + "\r\n" +
		"20260302.10:30:05 UTC\t: QBWebConnector.RegistryManager.setUpdateLock() : *** Update session unlocked ***\r\n"
	log = write(t, "QWCLog.txt", strings.ReplaceAll(badLogin, "harbor\"", bundlePeople[0]+"\"")+more)
	pairing = write(t, "pair.qwc", strings.NewReplacer("harbor-0042", bundlePeople[0], "/wc<", "/wc?token="+bundleSecrets[1]+"<",
		"<QBType>", "<Password>"+bundleSecrets[0]+"</Password><QBType>").Replace(goodQWC))
	return log, pairing
}

// filesOf are the files of a zip.
func filesOf(t *testing.T, path string) map[string]string {
	t.Helper()
	z, err := zip.OpenReader(path)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	files := make(map[string]string)
	for _, f := range z.File {
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(in)
		if err != nil {
			t.Fatal(err)
		}
		files[f.Name] = string(text)
	}
	return files
}

// From the log to the bundle to the screen of whoever helps.
func TestBundleAndOpen(t *testing.T) {
	log, pairing := bundleFiles(t)
	out := filepath.Join(t.TempDir(), "support.zip")
	env := map[string]string{passwordVariable: bundleSecrets[0]}
	r := call(t, "", env, "bundle", "--offline", "--log", log, "--qwc", pairing, "--out", out)
	if r.code != exitFound || r.out != out+"\n" {
		t.Fatalf("exit status %d, standard output %q: %s", r.code, r.out, r.err)
	}
	said := strings.Split(strings.TrimRight(r.err, "\n"), "\n")
	if !strings.Contains(r.err, "summary.html") || !strings.Contains(r.err, "log/QWCLog.txt") || !strings.Contains(r.err, "Hidden in it: ") || !strings.HasPrefix(said[len(said)-1], "Send it to ") {
		t.Errorf("said: %s", r.err)
	}
	files := filesOf(t, out)
	for name, text := range files {
		for _, s := range slices.Concat(bundleSecrets, bundlePeople) {
			if strings.Contains(text, s) {
				t.Errorf("%s holds %q:\n%.2000s", name, s, text)
			}
		}
	}
	o := call(t, "", nil, "open", out, "--json")
	if o.code != exitFound || o.err != "" || o.out != files["report.json"] {
		t.Errorf("exit status %d, %q; the report is another:\n%s", o.code, o.err, o.out)
	}
	o = call(t, "", nil, "open", out)
	if o.code != exitFound || !strings.Contains(o.out, "PROBLEM") || !strings.Contains(o.out, "QWCLog.txt:") {
		t.Errorf("exit status %d:\n%s%s", o.code, o.out, o.err)
	}
	for n, line := range strings.Split(o.out, "\n") {
		if cells := len([]rune(line)); cells > 80 {
			t.Errorf("line %d has %d cells: %s", n+1, cells, line)
		}
	}
	if o = call(t, "s\nq\n", nil, "open", "--plain", out); !strings.Contains(o.out, "ead-only") {
		t.Errorf("the numbered lines do not say that nothing can be changed:\n%s", o.out)
	}
	if o = call(t, "s\nq\n", nil, out); !strings.Contains(o.out, "ead-only") {
		t.Errorf("a bundle that is dropped on the program is taken for a log:\n%s%s", o.out, o.err)
	}
	// A second bundle takes another name and leaves the first one alone.
	if r = call(t, "", env, "bundle", "--offline", "--log", log, "--out", out); r.out != strings.TrimSuffix(out, ".zip")+"-2.zip\n" {
		t.Errorf("the second one is %q", r.out)
	}
}

// A bundle that was changed is shown with a warning, one that is none is not.
func TestOpenSaysWhatIsWrong(t *testing.T) {
	log, _ := bundleFiles(t)
	dir := t.TempDir()
	out := filepath.Join(dir, "support.zip")
	if r := call(t, "", nil, "bundle", "--offline", "--log", log, "--out", out); r.code != exitFound {
		t.Fatal(r)
	}
	var changed bytes.Buffer
	z := zip.NewWriter(&changed)
	for name, text := range filesOf(t, out) {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, strings.ReplaceAll(text, "qbxml-rejected", "qbxml-accepted")); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, "changed.zip")
	if err := os.WriteFile(path, changed.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	if r := call(t, "", nil, "open", path); r.code != exitNoWork || !strings.Contains(r.err, "is not as the manifest says") {
		t.Errorf("exit status %d: %s", r.code, r.err)
	}
	if r := call(t, "", nil, "open", path, "--json"); r.code != exitNoWork || !strings.HasPrefix(r.out, `{`) || !strings.Contains(r.out, `"authdoctor.report/v1"`) {
		t.Errorf("exit status %d, and the document is %q", r.code, r.out)
	}
	whole, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	cut := filepath.Join(dir, "cut.zip")
	if err := os.WriteFile(cut, whole[:len(whole)/2], 0o600); err != nil {
		t.Fatal(err)
	}
	good := write(t, "good.txt", strings.NewReplacer("nvu", "none", `authRet[0]=""`, `authRet[0]="x"`).Replace(badLogin))
	well := filepath.Join(dir, "well.zip")
	for _, c := range []struct {
		name string
		args []string
		want int
		say  string
	}{
		{"no file named", []string{"open"}, exitUsage, "FILE"},
		{"two files", []string{"open", out, out}, exitUsage, "FILE"},
		{"a file that is not there", []string{"open", filepath.Join(dir, "nowhere.zip")}, exitNoWork, "no such file"},
		{"a folder", []string{"open", dir}, exitNoWork, "folder"},
		{"a log", []string{"open", log}, exitNoWork, "no bundle"},
		{"half a bundle", []string{"open", cut}, exitNoWork, "no bundle"},
		{"a bundle of a log that ended well", []string{"bundle", "--offline", "--log", good, "--out", well}, exitOK, well},
		{"and it opened", []string{"open", well}, exitOK, "all is well"},
		{"an argument too many", []string{"bundle", "here"}, exitUsage, "argument"},
		{"a secret shown", []string{"bundle", "--offline", "--log", log, "--show", "password"}, exitUsage, "a secret is never shown"},
		{"a secret shown in a summary", []string{"summary", "--offline", "--log", log, "--show", "e-mail address,token"}, exitUsage, "a secret is never shown"},
		{"what is no kind", []string{"summary", "--offline", "--log", log, "--show", "wombat"}, exitUsage, "no such kind"},
		{"a log that is not there", []string{"bundle", "--offline", "--log", filepath.Join(dir, "nowhere.txt"), "--out", filepath.Join(dir, "none.zip")}, exitNoWork, "nowhere.txt"},
		{"a place that is not there", []string{"bundle", "--offline", "--log", log, "--out", filepath.Join(dir, "no", "none.zip")}, exitNoWork, "--out"},
	} {
		if r := call(t, "", nil, c.args...); r.code != c.want || !strings.Contains(r.out+r.err, c.say) {
			t.Errorf("%s: exit status %d, want %d, and %q: %s%s", c.name, r.code, c.want, c.say, r.out, r.err)
		}
	}
	if _, err := os.Stat(filepath.Join(dir, "none.zip")); err == nil {
		t.Error("a bundle of nothing was written")
	}
}

// A kind of people is seen where the person says so, and the summary says that it is.
func TestSummaryShowsAKind(t *testing.T) {
	log, pairing := bundleFiles(t)
	hidden := call(t, "", nil, "summary", "--offline", "--log", log, "--qwc", pairing)
	shown := call(t, "", nil, "summary", "--offline", "--log", log, "--qwc", pairing, "--show", "user")
	if strings.Contains(hidden.out, bundlePeople[0]) || !strings.Contains(shown.out, bundlePeople[0]) || !strings.Contains(shown.out, "user name, as the sender chose") {
		t.Errorf("hidden:\n%s\nshown:\n%s%s", hidden.out, shown.out, shown.err)
	}
}

// Every scenario goes into a bundle and comes out of it as it was.
func TestEveryScenarioIsBundled(t *testing.T) {
	for _, s := range simulator.Scenarios() {
		t.Run(s.ID, func(t *testing.T) {
			var out, errs bytes.Buffer
			a := &app{streams: &streams{in: strings.NewReader(""), out: &out, err: &errs, width: 80, env: func(string) string { return "" }, now: time.Now}, pc: emptyPC{}, net: probe.New}
			if err := a.knowledge(); err != nil {
				t.Fatal(err)
			}
			world, err := a.startWorld(s.ID)
			if err != nil {
				t.Fatal(err)
			}
			defer world.Close()
			env, err := a.worldEnv(world)
			if err != nil {
				t.Fatal(err)
			}
			r, err := a.runChecks(t.Context(), env)
			if err != nil {
				t.Fatal(err)
			}
			_, data, err := packed(r)
			if err != nil {
				t.Fatal(err)
			}
			o, err := report.OpenBundle(bytes.NewReader(data), int64(len(data)), a.kb, a.vendors)
			if err != nil {
				t.Fatal(err)
			}
			if len(o.Warnings) > 0 || len(o.Manifest.LeftOut) > 0 {
				t.Errorf("warnings %v, left out %v", o.Warnings, o.Manifest.LeftOut)
			}
			path := write(t, "b.zip", string(data))
			var doc bytes.Buffer
			if err := o.Document.JSON(&doc); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(filesOf(t, path)["report.json"], doc.String()); diff != "" {
				t.Errorf("the report changed on its way (-was +is):\n%s", diff)
			}
			if len(o.Report.Result.Verdicts) != len(r.Result.Verdicts) || (r.Log == nil) != (o.Report.Log == nil) {
				t.Errorf("%+v, was %+v", o.Report, r)
			}
			for _, v := range o.Report.Result.Verdicts {
				if s.Want != "" && v.Strength == 0 {
					t.Errorf("%+v", v)
				}
			}
			screen := 28 // lines of a text with one cause, among loopback addresses that are longer than names
			if len(r.Result.Verdicts) > 1 {
				screen = 36
			}
			if n := strings.Count(o.Summary, "\n"); n > screen {
				t.Errorf("the summary has %d lines:\n%s", n, o.Summary)
			}
		})
	}
}
