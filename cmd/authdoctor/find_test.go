package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"authdoctor/checks/machine"
	"authdoctor/tui"
)

// updateLog is a log of one run of an application that ended well.
func updateLog(app, url string) string {
	return fmt.Sprintf("20260305.10:00:00 UTC\t: QBWebConnector.WebServiceManager.DoUpdateSelected() : updateWS() for application = '%s' has STARTED\r\n"+
		"20260305.10:00:00 UTC\t: QBWebConnector.SOAPWebService.instantiateWebService() : AppURL: %s\r\n"+
		"20260305.10:00:02 UTC\t: QBWebConnector.SOAPWebService.ProcessRequestXML() : Update completed successfully\r\n", app, url)
}

func TestWhatWasNamedIsNotMixedWithThisPC(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	pairing := func(name, url string) string {
		return "<?xml version=\"1.0\"?>\n<QBWCXML><AppName>" + name + "</AppName><AppURL>" + url + "</AppURL></QBWCXML>\n"
	}
	own := write("QWCLog.txt", updateLog("Harbor Tea", "https://harbor.example/wc"))
	sent := write("sent.txt", updateLog("Bluebird", "https://bluebird.example/wc"))
	tea := write("tea.qwc", pairing("Harbor Tea", "https://harbor.example/wc"))
	other := write("other.qwc", pairing("Other", "https://other.example/wc"))
	a := &app{streams: &streams{env: func(string) string { return "" }}, pc: emptyPC{
		logs: []machine.Found{{Path: own, Modified: time.Now()}}, pairing: []machine.Found{{Path: other}, {Path: tea}}}}
	for _, c := range []struct {
		name           string
		start          tui.Facts
		logs, pairings []string
		app            string
		broken         bool
	}{
		{"nothing named: the pairing file that the log knows comes first", tui.Facts{}, []string{own}, []string{tea, other}, "Harbor Tea", true},
		{"a log that somebody sent", tui.Facts{Logs: []string{sent}}, nil, nil, "", false},
		{"a pairing file that the log knows", tui.Facts{QWC: tea}, []string{own}, nil, "Harbor Tea", true},
		{"a pairing file that the log does not know", tui.Facts{QWC: other}, nil, nil, "Other", true},
		{"both", tui.Facts{QWC: other, Logs: []string{sent}}, nil, nil, "Other", true},
	} {
		f, err := a.find(t.Context(), c.start)
		if err != nil || !slices.Equal(f.Logs, c.logs) || !slices.Equal(f.PairingFiles, c.pairings) || f.App != c.app || (len(f.Broken) > 0) != c.broken {
			t.Errorf("%s: %+v, %v", c.name, f, err)
		}
	}
}

// Nobody named them: a log that cannot be read ends no other check, and a pairing file that cannot is passed over.
func TestWhatIsFoundAndCannotBeRead(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) machine.Found {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return machine.Found{Path: path, Modified: time.Now()}
	}
	picture := write("QWCLog.txt", "\x89PNG\r\n\x1a\n\x00\x00\x00")
	empty := write("new.qwc", "")
	tea := write("tea.qwc", "<?xml version=\"1.0\"?>\n<QBWCXML><AppName>Harbor Tea</AppName><AppURL>https://harbor.example/wc</AppURL></QBWCXML>\n")
	other := write("other.qwc", "<?xml version=\"1.0\"?>\n<QBWCXML><AppName>Other</AppName><AppURL>https://other.example/wc</AppURL></QBWCXML>\n")
	sound := write("sound.txt", updateLog("Harbor Tea", "https://harbor.example/wc"))

	r := callOn(t, emptyPC{logs: []machine.Found{picture}, pairing: []machine.Found{empty, tea}}, "", nil, "check", "--offline", "--only", "log,pairing", "--verbose")
	said := strings.Join(strings.Fields(r.out), " ")
	if r.code != exitFound || !strings.Contains(r.err, "new.qwc: The file is empty") || !strings.Contains(said, "not known The newest runs ended well") ||
		!strings.Contains(said, "This is a picture") || !strings.Contains(said, "tea.qwc") {
		t.Errorf("exit %d\n%s\n%s", r.code, r.err, r.out)
	}
	r = callOn(t, emptyPC{logs: []machine.Found{picture}}, "", nil, "check", "--offline", "--only", "log")
	if r.code != exitNoWork {
		t.Errorf("every check broke, exit %d\n%s", r.code, r.out)
	}
	r = callOn(t, emptyPC{logs: []machine.Found{sound}, pairing: []machine.Found{other, tea}}, "", nil, "check", "--offline", "--only", "log,pairing", "--json")
	if !strings.Contains(r.out, "tea.qwc") || strings.Contains(r.out, "other.qwc") {
		t.Errorf("not the pairing file that the log knows:\n%s", r.out)
	}
}
