package checks

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"authdoctor/checks/cause"
	"authdoctor/logparse"
)

// book writes a log in the Web Connector's form, a minute a run.
type book struct {
	strings.Builder
	minute int
}

func (b *book) line(second int, source, text string) {
	fmt.Fprintf(b, "20260302.09:%02d:%02d UTC\t: %s : %s\n", b.minute, second, source, text)
}

const (
	wsm = "QBWebConnector.WebServiceManager.DoUpdateSelected()"
	reg = "QBWebConnector.RegistryManager.setUpdateLock()"
	svc = "QBWebConnector.SOAPWebService."
)

// run writes one run of app at address; login writes what the login came to. failed says how it ended.
func (b *book) run(app, address string, failed bool, login func()) {
	b.minute++
	b.line(0, wsm, "updateWS() for application = '"+app+"' has STARTED")
	b.line(0, reg, `HKEY_CURRENT_USER\Software\Intuit\QBWebConnector\UpdateLock has been set to True`)
	b.line(0, reg, "********************* Update session locked *********************")
	b.line(0, svc+"instantiateWebService()", "Initiated connection to the following application.")
	b.line(0, svc+"instantiateWebService()", "AppName: "+app)
	b.line(0, svc+"instantiateWebService()", "AppUniqueName (if available): "+app)
	b.line(0, svc+"instantiateWebService()", "AppURL: "+address)
	b.line(1, svc+"do_serverVersion()", "*** Calling serverVersion().")
	b.line(1, svc+"do_serverVersion()", `Received from serverVersion() following parameter:<serverVersionRet="1.0">`)
	b.line(1, svc+"do_clientVersion()", `*** Calling clientVersion() with following parameter:<productVersion="2.3.0.215">`)
	b.line(1, svc+"do_clientVersion()", `Received from clientVersion() following parameter:<clientVersionRet="">`)
	b.line(2, svc+"do_authenticate()", "Authenticating to application '"+app+"', username = 'harbor'")
	b.line(2, svc+"do_authenticate()", `*** Calling authenticate() with following parameters:<userName="harbor"><password=<MaskedForSecurity>`)
	login()
	b.line(9, reg, `HKEY_CURRENT_USER\Software\Intuit\QBWebConnector\UpdateLock has been set to False`)
	b.line(9, reg, "********************* Update session unlocked *********************")
	if failed {
		b.line(9, wsm, "Update completed with errors. See log (QWClog.txt) for details.")
	} else {
		b.line(9, wsm, "Update for application = '"+app+"' has COMPLETED")
		b.line(9, wsm, "Update session has ended.")
	}
}

func (b *book) refused() {
	b.line(3, svc+"updateWS()", `Received from authenticate() following parameters:<authRet[0]=""><authRet[1]="NVU"><authRet[2]=""><authRet[3]="">`)
	b.line(3, svc+"CheckCFNResponse()", "Harbor: Not a valid username and password. Job ending.")
}

func (b *book) nothing() {
	b.line(3, svc+"updateWS()", `Received from authenticate() following parameters:<authRet[0]=""><authRet[1]="NONE"><authRet[2]=""><authRet[3]="">`)
	b.line(3, svc+"CheckCFNResponse()", "No data to exchange for this application. Job ending.")
}

func (b *book) exception(second int, sentence string) func() {
	return func() {
		b.line(second, svc+"do_authenticate()", "QBWC1012: Authentication failed due to following error message.")
		b.WriteString(sentence + "\nMore info:\nStackTrace =    at System.Web.Services.Protocols.WebClientProtocol.GetWebResponse(WebRequest request)\nSource = System.Web.Services\n")
	}
}

func readLog(t *testing.T, text string) *logparse.Log {
	t.Helper()
	log, err := logparse.ReadAll(strings.NewReader(text), `C:\ProgramData\Intuit\QBWebConnector\log\QWCLog.txt`, logparse.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return log
}

func TestLogVerdicts(t *testing.T) {
	const wc, moved = "https://books.example/wc", "https://new.example/wc"
	good := func(b *book) func() { return b.nothing }
	tests := map[string]struct {
		vendor string
		write  func(b *book)
		want   []string
	}{
		"a refused login":           {"generic", func(b *book) { b.run("Harbor", wc, true, b.refused) }, []string{"bad-credentials service logged proven"}},
		"a refused login of Connex": {"connex", func(b *book) { b.run("Harbor", wc, true, b.refused) }, []string{"pairing-deleted pairing logged likely"}},
		"the outer sentence is the service's": {"generic", func(b *book) {
			b.run("Harbor", wc, true, b.exception(3, "The request failed with HTTP status 404: Not Found."))
		}, []string{"http-not-found service logged proven"}},
		"inside the service's own fault it is the shop": {"generic", func(b *book) {
			b.run("Harbor", wc, true, b.exception(3, "Server was unable to process request. ---> The request failed with HTTP status 404: Not Found."))
		}, []string{"http-not-found site logged proven"}},
		"a plain request's sentence comes from inside the service": {"generic", func(b *book) {
			b.run("Harbor", wc, true, b.exception(3, "The remote server returned an error: (404) Not Found."))
		}, []string{"http-not-found site logged proven"}},
		"another name than the service's is the shop's": {"generic", func(b *book) {
			b.run("Harbor", wc, true, b.exception(3, "The remote name could not be resolved: 'shop.example'"))
		}, []string{"dns-failure site logged likely"}},
		"the service's own name": {"generic", func(b *book) {
			b.run("Harbor", wc, true, b.exception(3, "The remote name could not be resolved: 'books.example'"))
		}, []string{"dns-failure service logged likely", "no-internet network logged possible"}},
		"a connection that fails at another port than the address has is the proxy's": {"generic", func(b *book) {
			b.run("Harbor", wc, true, b.exception(3, "Unable to connect to the remote server ---> System.Net.Sockets.SocketException: "+
				"No connection could be made because the target machine actively refused it 127.0.0.1:8888"))
		}, []string{"proxy-failure proxy logged likely"}},
		"one at the address's own port is not": {"generic", func(b *book) {
			b.run("Harbor", wc, true, b.exception(3, "Unable to connect to the remote server ---> System.Net.Sockets.SocketException: "+
				"No connection could be made because the target machine actively refused it 203.0.113.9:443"))
		}, []string{"connection-refused service logged likely"}},
		"nor what the service says of its own connections": {"generic", func(b *book) {
			b.run("Harbor", wc, true, b.exception(3, "Server was unable to process request. ---> System.Net.Sockets.SocketException: "+
				"No connection could be made because the target machine actively refused it 10.0.0.5:1433"))
		}, []string{"connection-refused site logged likely"}},
		"a later good run makes it history": {"generic", func(b *book) { b.run("Harbor", wc, true, b.refused); b.run("Harbor", wc, false, good(b)) },
			[]string{"no-work service logged proven"}},
		"a good run before it does not": {"generic", func(b *book) { b.run("Harbor", wc, false, good(b)); b.run("Harbor", wc, true, b.refused) },
			[]string{"bad-credentials service logged proven"}},
		"a good run at a new address makes the old one history": {"generic", func(b *book) { b.run("Harbor", wc, true, b.refused); b.run("Harbor", moved, false, good(b)) },
			[]string{"no-work service logged proven"}},
		"each application for itself": {"generic", func(b *book) { b.run("Harbor", wc, true, b.refused); b.run("Pier", moved, false, good(b)) },
			[]string{"bad-credentials service logged proven", "no-work service logged proven"}},
		"a cut-off run decides nothing": {"generic", func(b *book) {
			b.run("Harbor", wc, true, b.refused)
			b.minute++
			b.line(0, wsm, "updateWS() for application = 'Harbor' has STARTED")
			b.line(0, svc+"instantiateWebService()", "AppName: Harbor")
			b.line(0, svc+"instantiateWebService()", "AppURL: "+wc)
			b.line(1, svc+"do_serverVersion()", "*** Calling serverVersion().")
		}, []string{"bad-credentials service logged proven"}},
		"a log that begins inside a failure, and a good run below": {"generic", func(b *book) {
			b.WriteString("HRESULT = 0x80040400\nMessage: QuickBooks found an error when parsing the provided XML text stream.\n")
			b.run("Harbor", wc, false, good(b))
		}, []string{"no-work service logged proven"}},
		"a log that begins inside a failure, and nothing below": {"generic", func(b *book) {
			b.WriteString("HRESULT = 0x80040400\nMessage: QuickBooks found an error when parsing the provided XML text stream.\n")
			b.line(0, reg, "********************* Update session unlocked *********************")
		}, []string{"qbxml-rejected service logged likely"}},
		"a log that begins with what is left of a stack": {"generic", func(b *book) {
			b.WriteString("StackTrace =    at System.Web.Services.Protocols.WebClientProtocol.GetWebResponse(WebRequest request)\nSource = System.Web.Services\n")
			b.line(0, reg, "********************* Update session unlocked *********************")
		}, []string{}},
		"a header alone": {"generic", func(b *book) {
			b.WriteString("Log file initialized at Monday, May 19, 2025 - 12:05 PM UTC  \nTimestamp format used: YYYYMMDD.HH:MM:SS UTC\n")
		}, []string{}},
		"a sentence that fits nothing is quoted": {"generic", func(b *book) {
			b.run("Harbor", wc, true, b.exception(3, "Zworble flanged the quux."))
		}, nil},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			var b book
			tt.write(&b)
			log := readLog(t, b.String())
			vs := LogVerdicts(log, kbase(t), vendor(t, tt.vendor))
			got := verdictLine(vs)
			if name == "a sentence that fits nothing is quoted" {
				if len(vs) == 0 || vs[0].Strength > cause.Likely || !strings.Contains(vs[0].Evidence[0].Text, "Zworble") {
					t.Errorf("%+v", vs)
				}
				return
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("got  %v\nwant %v", got, tt.want)
			}
			for _, v := range vs {
				for _, e := range v.Evidence {
					if !strings.HasPrefix(e.Where, "QWCLog.txt:") {
						t.Errorf("evidence stands at %q, want the base name and a line", e.Where)
					}
				}
			}
		})
	}
}

func TestTimeoutAtTheLogin(t *testing.T) {
	var b book
	b.minute = 5
	b.line(0, wsm, "updateWS() for application = 'Harbor' has STARTED")
	b.line(0, reg, "********************* Update session locked *********************")
	b.line(0, svc+"instantiateWebService()", "AppName: Harbor")
	b.line(0, svc+"instantiateWebService()", "AppURL: https://books.example/wc")
	b.line(1, svc+"do_authenticate()", `*** Calling authenticate() with following parameters:<userName="harbor"><password=<MaskedForSecurity>`)
	b.minute = 7
	b.exception(0, "The operation has timed out")()
	b.line(1, reg, "********************* Update session unlocked *********************")
	log := readLog(t, b.String())
	for id, want := range map[string]string{"connex": "sync-range-too-large", "generic": "service-timeout"} {
		v := vendor(t, id)
		vs := LogVerdicts(log, kbase(t), v)
		if len(vs) == 0 || (id == "connex" && string(vs[0].Cause) != want) {
			t.Errorf("%s: %v, want %s first", id, verdictLine(vs), want)
		}
		out := judgeRange(log, v, kbase(t))
		if out.State != Failed || len(out.Findings) != 1 || string(out.Findings[0].Cause) != want {
			t.Errorf("%s: sync-range is %v %q %+v", id, out.State, out.Why, out.Findings)
		}
	}
	f := &log.Apps[0].Decided.Failures[0]
	if got := CauseOf(f, kbase(t), vendor(t, "connex")); got != rangeTooLarge {
		t.Errorf("CauseOf gives %s", got)
	}
}

func TestFragments(t *testing.T) {
	tests := map[string]string{
		"QBWC1012: Authentication failed due to following error message.\nThe request failed with HTTP status 404: Not Found.": "http-not-found service logged likely",
		"> QBWC1030: Password is not available for application named 'Harbor'.":                                                "password-missing pairing logged likely",
		"the tea is cold": "unknown service logged possible",
	}
	for text, want := range tests {
		vs := LogVerdicts(logparse.ReadText(text), kbase(t), vendor(t, "generic"))
		if len(vs) == 0 || verdictLine(vs)[0] != want {
			t.Errorf("%q: %v, want %s", text, verdictLine(vs), want)
		}
	}
	if vs := LogVerdicts(logparse.ReadText("No data exchange required"), kbase(t), nil); len(vs) != 1 || vs[0].Cause != cause.NoWork {
		t.Errorf("no work: %v", verdictLine(vs))
	}
	if vs := LogVerdicts(nil, kbase(t), nil); len(vs) != 0 {
		t.Errorf("no log: %v", verdictLine(vs))
	}
}

func TestLooseFailures(t *testing.T) {
	missing := func(b *book) {
		b.minute++
		b.line(0, "UpdateThisScheduledApp()", "Password management - Started")
		b.line(0, "UpdateThisScheduledApp()", "QBWC1030: Password is not available for application named 'Harbor'. Please enter a password and try again")
		b.line(0, "UpdateThisScheduledApp()", "Password management - Ended")
	}
	var before, after book
	missing(&before)
	before.run("Harbor", "https://books.example/wc", false, before.nothing)
	after.run("Harbor", "https://books.example/wc", false, after.nothing)
	missing(&after)
	if got := verdictLine(LogVerdicts(readLog(t, before.String()), kbase(t), nil)); !slices.Equal(got, []string{"no-work service logged proven"}) {
		t.Errorf("a later run makes it good: %v", got)
	}
	if got := verdictLine(LogVerdicts(readLog(t, after.String()), kbase(t), nil)); len(got) == 0 || got[0] != "password-missing pairing logged proven" {
		t.Errorf("since then the password is missing: %v", got)
	}
}

func TestSecretsOfTheLogStayHidden(t *testing.T) {
	var b book
	b.run("Harbor", "https://u:hunter22@books.example/wc?key=sesame99", true, b.exception(3, "The request failed with HTTP status 401: Unauthorized."))
	for _, v := range LogVerdicts(readLog(t, b.String()), kbase(t), nil) {
		if s := fmt.Sprintf("%+v", v); strings.Contains(s, "hunter22") || strings.Contains(s, "sesame99") {
			t.Errorf("a secret is shown: %s", s)
		}
	}
}

func FuzzFragment(f *testing.F) {
	for _, s := range []string{"QBWC1012: Authentication failed", "0x80040408 Could not start QuickBooks", "> (404) Not Found", "authRet[1]=\"NVU\"", "", "\x1b[31m---> --->"} {
		f.Add(s)
	}
	kb, err := cause.Default()
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string) {
		log := logparse.ReadText(text)
		for _, v := range LogVerdicts(log, kb, nil) {
			if log.Stamped == 0 && v.Strength > cause.Likely {
				t.Errorf("%q: %s is %s, and a fragment is likely at most", text, v.Cause, v.Strength)
			}
			if len(v.Evidence) == 0 || strings.ContainsRune(v.Evidence[0].Text, '\x1b') {
				t.Errorf("%q: evidence %+v", text, v.Evidence)
			}
		}
	})
}
