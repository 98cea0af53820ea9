package report_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"authdoctor/checks/cause"
	"authdoctor/checks/redact"
	"authdoctor/checks/report"
	"authdoctor/checks/vendors"
	"authdoctor/logparse"
)

// secrets and people of the logs of these tests.
var (
	plantedSecrets = []string{"hunter2swordfish", "0d93dff1-1111-4a6e-9b5e-5a5a77aa0042", "tok4f8b1c9e77"}
	plantedPeople  = []string{"margaret.hollis", "m.hollis@harbortea.example", "HOLLIS-LAPTOP", "Abercrombie"}
)

// runText is one run of the log as the Web Connector writes it, seven lines and what fails.
func runText(at time.Time, ok bool) string {
	stamp := func(t time.Time) string { return t.UTC().Format("20060102.15:04:05") + " UTC\t: " }
	q := "QBWebConnector."
	out := stamp(at) + q + "WebServiceManager.DoUpdateSelected() : updateWS() for application = 'Harbor Tea' has STARTED\r\n" +
		stamp(at) + q + "RegistryManager.setUpdateLock() : *** Update session locked ***\r\n" +
		stamp(at) + q + "SOAPWebService.instantiateWebService() : AppName: Harbor Tea\r\n" +
		stamp(at) + q + "SOAPWebService.instantiateWebService() : AppURL: https://books.harbortea.example/wc?token=" + plantedSecrets[2] + "\r\n" +
		stamp(at) + q + `SOAPWebService.do_authenticate() : *** Calling authenticate() with following parameters:<userName="` + plantedPeople[0] + `"><password=<MaskedForSecurity>` + "\r\n"
	if ok {
		out += stamp(at.Add(2*time.Second)) + q + `SOAPWebService.updateWS() : Received from authenticate() following parameters:<authRet[0]="` + plantedSecrets[1] + `"><authRet[1]="none"><authRet[2]=""><authRet[3]="">` + "\r\n"
	} else {
		out += stamp(at.Add(2*time.Second)) + q + "SOAPWebService.do_authenticate() : Authentication failed for " + plantedPeople[0] + " on " + plantedPeople[2] + " password=" + plantedSecrets[0] + "\r\n" +
			"Ask " + plantedPeople[1] + " <FullName>Kristy " + plantedPeople[3] + "</FullName> LOCKED:" + plantedPeople[2] + ":636190683248801537\r\n" +
			stamp(at.Add(2*time.Second)) + q + `SOAPWebService.updateWS() : Received from authenticate() following parameters:<authRet[0]=""><authRet[1]="nvu"><authRet[2]=""><authRet[3]="">` + "\r\n"
	}
	return out + stamp(at.Add(2*time.Second)) + q + "RegistryManager.setUpdateLock() : *** Update session unlocked ***\r\n"
}

// logText is a log of some runs, of which those that fail says so fail.
func logText(runs int, fails func(int) bool) string {
	var b strings.Builder
	for i := range runs {
		b.WriteString(runText(now.Add(time.Duration(i-runs)*30*time.Minute), !fails(i)))
	}
	return b.String()
}

const logPath = `C:\ProgramData\Intuit\QBWebConnector\log\QWCLog.txt`

// bundled is a report of a log, and the bundle's sources.
func bundled(t testing.TB, text string) (*report.Report, report.Sources) {
	t.Helper()
	r := oneCause(t)
	b := logparse.NewBuilder(logparse.Options{})
	if err := b.Read(strings.NewReader(text), logPath); err != nil {
		t.Fatal(err)
	}
	r.Log = b.Finish()
	r.Case.Password = redact.Secret(plantedSecrets[0])
	pairing := `<?xml version="1.0"?><QBWCXML><AppName>Harbor Tea</AppName><AppURL>https://books.harbortea.example/wc?token=` + plantedSecrets[2] + `</AppURL>
<UserName>` + plantedPeople[0] + `</UserName><Password>` + plantedSecrets[0] + `</Password><OwnerID>{57F3B9B1-86F1-4FCC-B1EE-566DE1813D20}</OwnerID></QBWCXML>`
	return r, report.Sources{QWC: []byte(pairing), Log: func(path string) (io.ReadCloser, error) {
		if path != logPath {
			return nil, errors.New("no such log")
		}
		return io.NopCloser(strings.NewReader(text)), nil
	}}
}

// zipped makes the bundle's file.
func zipped(t testing.TB, r *report.Report, from report.Sources) []byte {
	t.Helper()
	b, err := report.NewBundle(r, from)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := b.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func vendorSet(t testing.TB) *vendors.Set {
	t.Helper()
	s, err := vendors.Default()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func opened(t testing.TB, data []byte) *report.Opened {
	t.Helper()
	o, err := report.OpenBundle(bytes.NewReader(data), int64(len(data)), base(t), vendorSet(t))
	if err != nil {
		t.Fatal(err)
	}
	return o
}

// contents are the files of a zip.
func contents(t testing.TB, data []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	files := make(map[string]string)
	for _, f := range z.File {
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(in)
		if err != nil {
			t.Fatal(err)
		}
		files[f.Name] = string(b)
	}
	return files
}

// A bundle holds what is promised, and nobody's secrets and names, in any of its files.
func TestABundleHoldsWhatIsPromisedAndNoSecrets(t *testing.T) {
	r, from := bundled(t, logText(60, func(i int) bool { return i%7 == 3 || i > 55 }))
	files := contents(t, zipped(t, r, from))
	for _, name := range []string{"summary.html", "summary.txt", "report.json", "detail.json", "pairing.qwc", "log/QWCLog.txt", "manifest.json"} {
		if files[name] == "" {
			t.Errorf("%s is missing or empty", name)
		}
	}
	for name, text := range files {
		for _, s := range slices.Concat(plantedSecrets, plantedPeople) {
			if strings.Contains(text, s) {
				t.Errorf("%s holds %q", name, s)
			}
		}
	}
	if !strings.Contains(files["pairing.qwc"], "{57F3B9B1-86F1-4FCC-B1EE-566DE1813D20}") || !strings.Contains(files["pairing.qwc"], "<Password>[hidden]</Password>") {
		t.Errorf("the pairing file:\n%s", files["pairing.qwc"])
	}
	if !strings.Contains(files["log/QWCLog.txt"], `userName="<user-`) {
		t.Errorf("the log names nobody:\n%.600s", files["log/QWCLog.txt"])
	}
}

// The same report gives the same bytes.
func TestABundleIsTheSameTwice(t *testing.T) {
	r, from := bundled(t, logText(40, func(i int) bool { return i > 20 }))
	if !bytes.Equal(zipped(t, r, from), zipped(t, r, from)) {
		t.Error("two bundles of one report differ")
	}
}

// What is opened is what was sent: the report byte for byte, the screens' facts, the log's lines under their own numbers.
func TestABundleIsReadBack(t *testing.T) {
	text := logText(500, func(i int) bool { return i%100 == 50 || i > 497 })
	r, from := bundled(t, text)
	data := zipped(t, r, from)
	o := opened(t, data)
	if len(o.Warnings) > 0 {
		t.Errorf("warnings: %v", o.Warnings)
	}
	var again bytes.Buffer
	if err := o.Document.JSON(&again); err != nil {
		t.Fatal(err)
	}
	files := contents(t, data)
	if again.String() != files["report.json"] {
		t.Error("the report changed on its way")
	}
	if o.Summary != files["summary.txt"] {
		t.Errorf("the summary changed on its way:\n%s", o.Summary)
	}
	was, is := r.Log.Apps[0], o.Report.Log.Apps[0]
	if is.Runs != was.Runs || is.Outcomes != was.Outcomes || is.Hours != was.Hours || len(is.Recent) != len(was.Recent) || len(is.Kept) != len(was.Kept) || is.Auth != was.Auth {
		t.Errorf("the application was %+v and is %+v", was, is)
	}
	for i, s := range was.Recent {
		x := is.Recent[i]
		if !x.Start.Equal(s.Start) || x.Outcome != s.Outcome || x.Stage != s.Stage || x.Span != s.Span || len(x.Failures) != len(s.Failures) || len(x.Calls) != len(s.Calls) {
			t.Fatalf("run %d was %+v and is %+v", i, s, x)
		}
	}
	if is.Newest != is.Recent[len(is.Recent)-1] || is.Kept[len(is.Kept)-1] != is.Newest {
		t.Error("one run became two")
	}
	if len(o.Report.Tried) != 1 || o.Report.Case.QWC == nil || o.Report.Result.Verdicts[0].Evidence[1].Quote == "" {
		t.Errorf("something of the screens got lost: %+v", o.Report)
	}
	lines := strings.Split(text, "\r\n")
	path := o.Report.Log.Files[0].Path
	for _, s := range is.Kept {
		got := o.Lines(path, s.Span.First, s.Span.Last-s.Span.First+1)
		if len(got) != s.Span.Last-s.Span.First+1 {
			t.Fatalf("lines %v: %d of them", s.Span, len(got))
		}
		for _, l := range got {
			if stamp := lines[l.Number-1]; len(stamp) > 22 && stamp[8] == '.' && stamp[:22] != l.Text[:22] {
				t.Errorf("line %d is %q, was %q", l.Number, l.Text, stamp)
			}
		}
	}
	at := is.Kept[0].Failures[0].Line
	if n := o.Find(path, `AUTHRET[1]="NVU"`, at-1, false); n != at {
		t.Errorf("found in line %d, stands in %d", n, at)
	}
	if n := o.Find(path, `authRet[1]="nvu"`, at+1, true); n != at {
		t.Errorf("found back in line %d, stands in %d", n, at)
	}
	if got := o.Lines(path, 1<<29, 10); len(got) != 0 {
		t.Errorf("lines behind the end: %v", got)
	}
}

// The parts of the log are a log: its reader finds the same failures in it.
func TestThePartsOfALogAreALog(t *testing.T) {
	r, from := bundled(t, logText(300, func(i int) bool { return i%60 == 10 }))
	part := contents(t, zipped(t, r, from))["log/QWCLog.txt"]
	b := logparse.NewBuilder(logparse.Options{})
	if err := b.Read(strings.NewReader(part), "part"); err != nil {
		t.Fatal(err)
	}
	log := b.Finish()
	if got, want := log.Apps[0].Outcomes[logparse.Failed], r.Log.Apps[0].Outcomes[logparse.Failed]; got != want || log.NotUnderstood > r.Log.NotUnderstood {
		t.Errorf("%d failed runs, want %d; %d lines not understood", got, want, log.NotUnderstood)
	}
	if kept := log.Apps[0].Kept; len(kept) == 0 || len(kept[0].Failures) == 0 {
		t.Errorf("the failed runs: %+v", kept)
	}
}

// However long the log is, the bundle stays small; the newest failures are in it, and it says that others are not.
func TestABundleIsBounded(t *testing.T) {
	text := logText(4_000, func(int) bool { return true })
	text = strings.ReplaceAll(text, "Ask ", strings.Repeat("wombat ", 2000)+"Ask ")
	r, from := bundled(t, text)
	b, err := report.NewBundle(r, from)
	if err != nil {
		t.Fatal(err)
	}
	total := 0
	for _, f := range b.Manifest.Files {
		total += f.Bytes
	}
	if total > 8<<20 {
		t.Errorf("%d bytes", total)
	}
	if said := strings.Join(b.Manifest.LeftOut, " "); !strings.Contains(said, "did not fit") || !strings.Contains(said, "4,000 failed runs") {
		t.Errorf("left out: %s", said)
	}
	holds := b.Manifest.Logs[0].Holds
	if last := r.Log.Apps[0].Newest.Span.Last; len(holds) == 0 || holds[len(holds)-1].Last != last {
		t.Errorf("the newest run, to line %d, is not in %v", last, holds)
	}
}

// What cannot be read is left out and named, and the rest is there.
func TestWhatCannotBeReadIsNamed(t *testing.T) {
	r, _ := bundled(t, logText(5, func(i int) bool { return i == 4 }))
	b, err := report.NewBundle(r, report.Sources{})
	if err != nil {
		t.Fatal(err)
	}
	if said := strings.Join(b.Manifest.LeftOut, " "); !strings.Contains(said, "QWCLog.txt") || !strings.Contains(said, "Connex.qwc") || strings.Contains(said, "kristy") {
		t.Errorf("left out: %q", said)
	}
	var out bytes.Buffer
	if err := b.Write(&out); err != nil {
		t.Fatal(err)
	}
	if o := opened(t, out.Bytes()); o.Report.Log == nil || len(o.Lines(o.Report.Log.Files[0].Path, 1, 10)) != 0 {
		t.Error("the runs got lost with the lines")
	}
}

// A kind that may be seen is seen in every file, and that is said.
func TestWhatTheSenderLetsBeSeen(t *testing.T) {
	r, from := bundled(t, logText(5, func(i int) bool { return i == 4 }))
	r.Show = []string{"email", "password"}
	files := contents(t, zipped(t, r, from))
	if !strings.Contains(files["log/QWCLog.txt"], plantedPeople[1]) || strings.Contains(files["log/QWCLog.txt"], plantedSecrets[0]) {
		t.Errorf("the log:\n%s", files["log/QWCLog.txt"])
	}
	if !strings.Contains(files["manifest.json"], `"e-mail address"`) || !strings.Contains(files["summary.txt"], "e-mail address, as the sender chose") {
		t.Errorf("it is not said:\n%s", files["summary.txt"])
	}
}

// The numbers that stand for stages and outcomes in a bundle do not change without its schema.
func TestTheNumbersInABundleStay(t *testing.T) {
	got := fmt.Sprint(logparse.CutOff, logparse.OK, logparse.NoWork, logparse.Failed, logparse.Postponed, int(logparse.Postponed), logparse.StageAuthenticate, int(logparse.StageAuthenticate), int(logparse.StagePairing), cause.Proven)
	if got != "cut-off ok no-work failed postponed 4 authenticate 5 10 proven" || report.DetailSchema != "authdoctor.detail/v1" {
		t.Errorf("%s: bundles that were sent are read otherwise now: a new detail schema is due", got)
	}
}
