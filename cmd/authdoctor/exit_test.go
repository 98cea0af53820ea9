package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"authdoctor/checks/machine"
	"authdoctor/checks/probe"
)

const goodQWC = `<?xml version="1.0" encoding="utf-8"?>
<QBWCXML>
  <AppName>Harbor Tea Orders</AppName>
  <AppID></AppID>
  <AppURL>https://books.harbortea.example/wc</AppURL>
  <AppDescription>Books web orders as sales receipts</AppDescription>
  <AppSupport>https://books.harbortea.example/help</AppSupport>
  <UserName>harbor-0042</UserName>
  <OwnerID>{3b0c9c0e-6a2f-4c77-9d5b-0b8f5b1d7a41}</OwnerID>
  <FileID>{c57d1f3a-90e4-4be8-8f62-5a1de0a3f0b9}</FileID>
  <QBType>QBFS</QBType>
</QBWCXML>
`

const badLogin = "20260302.10:00:00 UTC\t: UpdateThisScheduledApp() : Performing SCHEDULED UPDATE for application = Harbor Tea\r\n" +
	"20260302.10:00:00 UTC\t: QBWebConnector.RegistryManager.setUpdateLock() : *** Update session locked ***\r\n" +
	"20260302.10:00:00 UTC\t: QBWebConnector.SOAPWebService.instantiateWebService() : AppName: Harbor Tea\r\n" +
	"20260302.10:00:00 UTC\t: QBWebConnector.SOAPWebService.instantiateWebService() : AppURL: https://books.harbortea.example/wc\r\n" +
	"20260302.10:00:01 UTC\t: QBWebConnector.SOAPWebService.do_authenticate() : *** Calling authenticate() with following parameters:<userName=\"harbor\"><password=<MaskedForSecurity>\r\n" +
	"20260302.10:00:02 UTC\t: QBWebConnector.SOAPWebService.updateWS() : Received from authenticate() following parameters:<authRet[0]=\"\"><authRet[1]=\"nvu\"><authRet[2]=\"\"><authRet[3]=\"\">\r\n" +
	"20260302.10:00:02 UTC\t: QBWebConnector.RegistryManager.setUpdateLock() : *** Update session unlocked ***\r\n"

// write puts a file into the test's folder.
func write(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// Each row of the table of exit statuses in README.md.
func TestExitStatus(t *testing.T) {
	good := write(t, "good.qwc", goodQWC)
	bad := write(t, "bad.qwc", strings.ReplaceAll(goodQWC, "https://", "http://"))
	log := write(t, "QWCLog.txt", badLogin)
	long := write(t, "notes.txt", strings.Repeat("the quick brown fox jumps over the lazy dog\n", 80))
	short := write(t, "short.txt", "zxqv wibble\n")
	empty := write(t, "empty.txt", "")
	binary := write(t, "picture.png", "\x89PNG\r\n\x1a\n"+strings.Repeat("\x00\x01\x02\xff", 500))
	kb := t.TempDir()
	if err := os.WriteFile(filepath.Join(kb, "odd.yaml"), []byte("id: odd\ntitle: Odd.\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	missing := filepath.Join(t.TempDir(), "nowhere.txt")
	tests := []struct {
		name string
		args []string
		want int
		say  string // in what is said
	}{
		{"help", []string{"help"}, 0, "Usage"},
		{"version", []string{"version"}, 0, "authdoctor"},
		{"scenarios are listed", []string{"demo", "--list"}, 0, "healthy"},
		{"a healthy installation", []string{"demo", "healthy"}, 0, ""},
		{"a known code", []string{"explain", "QBWC1012"}, 0, "password"},
		{"words of a help page", []string{"explain", "website offline"}, 0, "http-not-found"},
		{"a pairing file that keeps the rules", []string{"qwc", "lint", good}, 0, "keeps the rules"},
		{"the knowledge base is in order", []string{"kb", "lint"}, 0, "in order"},

		{"a broken installation", []string{"demo", "site-offline"}, 1, "http-not-found"},
		{"a failed run in a log", []string{"log", log}, 1, "bad-credentials"},
		{"a short text that nobody knows", []string{"log", short}, 1, "unknown"},
		{"a text that explain does not know", []string{"explain", "zxqv wibble"}, 1, "Not known"},
		{"a pairing file that breaks a rule", []string{"qwc", "lint", bad}, 1, "QBWC1010"},
		{"a broken pairing file in check", []string{"check", "--offline", "--qwc", bad}, 1, "https-required"},
		{"a fix that is not verified", []string{"fix", "http-not-found", "--offline"}, 1, ""},
		{"a cause's file that breaks a rule", []string{"kb", "lint", kb}, 1, "odd.yaml"},

		{"an unknown flag", []string{"check", "--nonsense"}, 2, "--nonsense"},
		{"an unknown command", []string{"chekc"}, 2, "chekc"},
		{"a missing argument", []string{"qwc", "lint"}, 2, "FILE"},
		{"an address that is none", []string{"check", "--site", "http://"}, 2, "--site"},
		{"an unknown check", []string{"check", "--only", "nonsense"}, 2, "nonsense"},
		{"an unknown scenario", []string{"demo", "nonsense"}, 2, "healthy"},
		{"an unknown vendor", []string{"check", "--offline", "--vendor", "nobody", "--qwc", good}, 2, "connex"},
		{"a fix that is left before a cause is known", []string{"fix", "--vendor", "caselle"}, 1, ""},
		{"an answer to no question", []string{"check", "--offline", "--vendor", "caselle", "--answer", "nonsense=yes"}, 2, "nonsense"},
		{"an answer without a value", []string{"check", "--offline", "--vendor", "caselle", "--answer", "window"}, 2, "QUESTION=VALUE"},
		{"a real log-in without a password", []string{"check", "--login", "--service", "https://books.harbortea.example/wc"}, 2, passwordVariable},
		{"a form that is none", []string{"summary", "--format", "pdf"}, 2, "pdf"},

		{"a missing log", []string{"log", missing}, 3, "nowhere.txt"},
		{"a missing log in check", []string{"check", "--offline", "--log", missing}, 3, "nowhere.txt"},
		{"a missing pairing file", []string{"check", "--offline", "--qwc", missing}, 3, "nowhere.txt"},
		{"a missing file for lint", []string{"qwc", "lint", missing}, 3, "nowhere.txt"},
		{"an empty log", []string{"log", empty}, 3, "empty"},
		{"a picture", []string{"log", binary}, 3, "picture"},
		{"another program's file", []string{"log", long}, 3, "notes.txt"},
		{"a folder without logs", []string{"log", t.TempDir()}, 3, "no Web Connector log"},
		{"a missing knowledge base", []string{"kb", "list", "--kb", missing}, 3, "no such folder"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := call(t, "", nil, tt.args...)
			if r.code != tt.want {
				t.Errorf("exit status %d, want %d\nout: %s\nerr: %s", r.code, tt.want, r.out, r.err)
			}
			if !strings.Contains(r.out+r.err, tt.say) {
				t.Errorf("%q is not said\nout: %s\nerr: %s", tt.say, r.out, r.err)
			}
			if r.code > 1 && r.out != "" && !bytes.HasPrefix([]byte(r.out), []byte("{")) {
				t.Errorf("an error wrote to standard output: %s", r.out)
			}
		})
	}
}

func TestJSONIsPrintedAlsoWhenNothingCouldBeRead(t *testing.T) {
	missing := filepath.Join(t.TempDir(), "nowhere.txt")
	for _, tt := range []struct {
		schema string
		args   []string
	}{
		{"authdoctor.log/v1", []string{"log", "--json", missing}},
		{"authdoctor.report/v1", []string{"check", "--json", "--offline", "--log", missing}},
		{"authdoctor.report/v1", []string{"summary", "--format", "json", "--offline", "--log", missing}},
		{"authdoctor.report/v1", []string{"open", "--json", missing}},
	} {
		r := call(t, "", nil, tt.args...)
		if r.code != exitNoWork {
			t.Errorf("%v: exit status %d", tt.args, r.code)
		}
		var doc struct {
			Schema   string           `json:"schema"`
			Verdicts []map[string]any `json:"verdicts"`
		}
		if err := json.Unmarshal([]byte(r.out), &doc); err != nil {
			t.Fatalf("%v: %v in %q", tt.args, err, r.out)
		}
		if doc.Schema != tt.schema || doc.Verdicts == nil {
			t.Errorf("%v: schema %q, verdicts %v", tt.args, doc.Schema, doc.Verdicts)
		}
	}
}

// TestFaultOfTheProgram lets the program itself fail: a person gets a sentence and a status, never a stack trace.
func TestFaultOfTheProgram(t *testing.T) {
	var out, errs bytes.Buffer
	s := &streams{in: strings.NewReader(""), out: &out, err: &errs, width: 80, env: func(string) string { return "" }, now: time.Now}
	code := runOn(t.Context(), []string{"check", "--site", "http://127.0.0.1:1/"}, s, machine.Here(), func(probe.Options) probe.Net { panic("boom, password=hunter2") })
	text := errs.String()
	if code != exitNoWork || !strings.Contains(text, "fault of this program stopped it (boom") || strings.Contains(text, "goroutine") || strings.Contains(text, "hunter2") {
		t.Errorf("status %d, %q", code, text)
	}
}

// TestEndedWhileReading ends the program while it waits for a pipe that nobody writes to.
func TestEndedWhileReading(t *testing.T) {
	in, w := io.Pipe()
	defer w.Close()
	for _, args := range [][]string{{"log", "-"}, {"log", "--json", "-"}, {"check", "--offline", "--log", "-"}} {
		ctx, stop := context.WithCancel(t.Context())
		time.AfterFunc(20*time.Millisecond, stop)
		var errs bytes.Buffer
		s := &streams{in: in, out: io.Discard, err: &errs, width: 80, env: func(string) string { return "" }, now: time.Now}
		if code := runOn(ctx, args, s, machine.Here(), probe.New); code != exitInterrupted {
			t.Errorf("%v: status %d, %s", args, code, &errs)
		}
	}
}
