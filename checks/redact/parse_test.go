package redact_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"authdoctor/checks/redact"
	"authdoctor/logparse"
)

// told is what a log says of its runs, without the names and sentences in which something may be hidden.
func told(t *testing.T, text string) string {
	t.Helper()
	var b strings.Builder
	log, err := logparse.ReadAll(strings.NewReader(text), "QWCLog.txt", logparse.Options{OnSession: func(s *logparse.Session) {
		fmt.Fprintf(&b, "%s %s %v %s %s %d requests\n", s.Start.Format(time.RFC3339), s.End.Format(time.RFC3339), s.Span, s.Stage, s.Outcome, s.Requests)
		for _, c := range s.Calls {
			fmt.Fprintf(&b, "  call %s line %d %v %v\n", c.Stage, c.Line, c.Seconds, c.Answered)
		}
		for _, f := range s.Failures {
			fmt.Fprintf(&b, "  failure line %d to %d %s %q %q %q %d %s %v\n", f.Line, f.Last, f.Stage, f.Code, f.HResult, f.Answer, f.Status, f.Source, f.Seconds)
		}
	}})
	if err != nil {
		t.Fatal(err)
	}
	fmt.Fprintf(&b, "%d entries, %d runs, %d applications, %d not understood, %d outside\n", log.Entries, log.Sessions, len(log.Apps), log.NotUnderstood, len(log.Loose))
	return b.String()
}

// runs is a log of runs that end in different ways, with something to hide in most of its lines.
func runs(n int) string {
	var b strings.Builder
	at := time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC)
	line := func(format string, args ...any) {
		at = at.Add(time.Second)
		fmt.Fprintf(&b, at.Format("20060102.15:04:05")+" UTC\t: QBWebConnector."+format+"\r\n", args...)
	}
	for i := range n {
		app := fmt.Sprint("Harbor Tea ", i%3)
		line("WebServiceManager.DoUpdateSelected() : updateWS() for application = '%s' has STARTED", app)
		line("RegistryManager.setUpdateLock() : *** Update session locked ***")
		line("SOAPWebService.instantiateWebService() : AppName: %s", app)
		line("SOAPWebService.instantiateWebService() : AppURL: https://bob:hunter2@books.harbortea.example/wc?token=tr0ub4dor")
		line(`SOAPWebService.do_authenticate() : Authenticating to application '%s', username = 'bob%d'`, app, i)
		line(`SOAPWebService.do_authenticate() : *** Calling authenticate() with following parameters:<userName="bob%d"><password="hunter%d">`, i, i)
		if i%4 == 0 {
			line(`SOAPWebService.updateWS() : Received from authenticate() following parameters:<authRet[0]=""><authRet[1]="nvu"><authRet[2]=""><authRet[3]="">`)
			line("SOAPWebService.updateWS() : QBWC1012: Authentication failed due to following error message.")
			fmt.Fprintf(&b, "The user name or password of kristy%d@mail.example is wrong: password=hunter%d\r\nMore info:\r\nStackTrace = at System.Web\r\n", i, i)
		} else {
			line(`SOAPWebService.updateWS() : Received from authenticate() following parameters:<authRet[0]="0d93dff1-1111-4a6e-9b5e-%012d"><authRet[1]="C:\Users\kristy%d\Rock.qbw"><authRet[2]=""><authRet[3]="">`, i, i)
			line(`SOAPWebService.do_sendRequestXML() : wcTicket="0d93dff1-1111-4a6e-9b5e-%012d"`, i)
			line("CompanyFileLock.getLock() : Got Lock = LOCKED:FRONTDESK%d:636190683248801537", i)
			line("SOAPWebService.ProcessRequestXML() : Response received from QuickBooks: size (bytes) = 65892")
			fmt.Fprintf(&b, "<CustomerRet><FullName>Kristy %d</FullName><Phone>(415) 555-%04d</Phone></CustomerRet>\r\n", i, i)
			line(`SOAPWebService.do_closeConnection() : *** Calling closeConnection() with following parameters:<wcTicket="0d93dff1-1111-4a6e-9b5e-%012d">`, i)
			line(`SOAPWebService.do_closeConnection() : Received from closeConnection() following parameters:<closeConnectionRet="OK">`)
		}
		line("RegistryManager.setUpdateLock() : *** Update session unlocked ***")
	}
	return b.String()
}

// A redacted log still reads as the same runs, whether it went through as a text or as a stream, and redacting it again
// changes nothing.
func TestARedactedLogReadsAsTheSameRuns(t *testing.T) {
	texts := map[string]string{"made up": runs(300)}
	files, err := filepath.Glob(filepath.FromSlash("../../logparse/testdata/*.log"))
	if err != nil || len(files) == 0 {
		t.Fatal("no logs to read", err)
	}
	for _, f := range files {
		raw, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		if utf8.Valid(raw) && bytes.IndexByte(raw, '\n') >= 0 && bytes.IndexByte(raw, 0) < 0 {
			texts[filepath.Base(f)] = string(raw)
		}
	}
	for name, text := range texts {
		want := told(t, text)
		for way, hide := range map[string]func() redact.Hider{
			"cleaned": func() redact.Hider { return redact.Clean },
			"hidden": func() redact.Hider {
				return redact.NewPeople(redact.Known{Hosts: []string{"books.harbortea.example"}}).Hide
			},
		} {
			h := hide()
			got := stream(t, text, h)
			if parsed := told(t, got); parsed != want {
				t.Errorf("%s, %s: %s", name, way, firstChange(want, parsed))
			}
			if again := stream(t, got, h); again != got {
				t.Errorf("%s, %s: redacting twice changes something", name, way)
			}
			if again := stream(t, got, hide()); again != got {
				t.Errorf("%s, %s: redacting again by another changes something", name, way)
			}
		}
	}
}

// firstChange is the first line in which two texts differ.
func firstChange(was, is string) string {
	a, b := strings.Split(was, "\n"), strings.Split(is, "\n")
	for i := range a {
		if i >= len(b) || a[i] != b[i] {
			return fmt.Sprintf("was %q, is %q", a[i], strings.Join(b[min(i, len(b)):min(i+1, len(b))], ""))
		}
	}
	return "more lines than there were"
}

func stream(t *testing.T, text string, hide redact.Hider) string {
	t.Helper()
	var b bytes.Buffer
	if _, err := redact.Stream(&b, strings.NewReader(text), hide); err != nil {
		t.Fatal(err)
	}
	return b.String()
}
