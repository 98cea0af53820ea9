package logparse

import (
	"bytes"
	"strconv"
	"strings"
	"testing"
)

// TestOutcome writes the middle of a run and looks at how it is said to have come out.
func TestOutcome(t *testing.T) {
	unlock := func(g *writer) {
		g.reg("setUpdateLock", lockKey+" has been set to False")
		g.reg("setUpdateLock", "********************* Update session unlocked *********************")
	}
	complete := func(g *writer) {
		g.soap("do_closeConnection", `*** Calling closeConnection() with following parameter:<wcTicket="`+ticket+`">`)
		g.soap("do_closeConnection", `Received from closeConnection() following parameter:<ccResponse="Complete!">`)
	}
	withErrors := func(g *writer) {
		g.entry("QBWebConnector.WebServiceManager.DoUpdate", "Update completed with errors. See log (QWClog.txt) for details.")
	}
	received := func(g *writer, answer string) {
		g.soap("do_receiveResponseXML", "*** Calling receiveResponseXML() with following parameters:")
		g.soap("do_receiveResponseXML", `Received from receiveResponseXML() following parameter:<receiveResponseXMLRet="`+answer+`">`)
	}
	lastError := func(g *writer, reason string) {
		g.soap("do_getLastError", `*** Calling getLastError() with following parameter:<wcTicket="`+ticket+`">`)
		g.soap("do_getLastError", `Received from getLastError() following parameter:<getLastErrorRet="`+reason+`">`)
	}
	for _, c := range []struct {
		name  string
		write func(g *writer)
		want  Outcome
		stage Stage
		codes string // of the failures, joined
	}{
		{"nothing after the call", func(*writer) {}, CutOff, StageAuthenticate, ""},
		{"a good end", func(g *writer) { g.answer("", ""); complete(g); unlock(g) }, OK, StageClose, ""},
		{"a good end without the unlock", func(g *writer) { g.answer("", ""); complete(g) }, OK, StageClose, ""},
		{"refused, and closed in good order", func(g *writer) { g.answer("nvu", ""); complete(g); unlock(g) }, Failed, StageAuthenticate, "nvu"},
		{"no work, told only in words", func(g *writer) {
			g.soap("CheckCFNResponse", "No data to exchange for this application. Job ending.")
			unlock(g)
		}, NoWork, StageAuthenticate, "none"},
		{"busy with a delay", func(g *writer) { g.answer("busy", "60"); unlock(g) }, Postponed, StageAuthenticate, "busy"},
		{"a delay, told only in words", func(g *writer) {
			g.soap("HandleDelayRequest", "Update has been postponed at x by 'a' for next 10 seconds")
			unlock(g)
		}, Postponed, StageAuthenticate, ""},
		{"the answer broken in two lines", func(g *writer) {
			g.soap("updateWS", `Received from authenticate() following parameters:<authRet[0]="`+ticket+`">`)
			g.plain(`<authRet[1]="NVU"><authRet[2]=""><authRet[3]="">`)
			unlock(g)
		}, Failed, StageAuthenticate, "nvu"},
		{"no answer, and the end", func(g *writer) { g.sleep(119); unlock(g) }, Failed, StageAuthenticate, "119"},
		{"the end of a scheduled turn alone", func(g *writer) {
			g.answer("", "")
			unlock(g)
			g.entry("UpdateThisScheduledApp", "QBWC1031: Update completed with some error. Application has been notified of the error accordingly.")
		}, CutOff, StageAuthenticate, ""},
		{"completed with errors, and no word why", func(g *writer) { g.answer("", ""); unlock(g); withErrors(g) }, Failed, StageAuthenticate, ""},
		{"the service's last error", func(g *writer) {
			g.answer("", "")
			g.soap("do_sendRequestXML", "*** Calling sendRequestXML() with following parameters:")
			g.soap("do_sendRequestXML", "Received from sendRequestXML() following parameter:")
			g.soap("do_getLastError", `*** Calling getLastError() with following parameter:<wcTicket="`+ticket+`">`)
			g.soap("do_getLastError", `Received from getLastError() following parameter:<getLastErrorRet="The shop refused the key">`)
			complete(g)
			unlock(g)
			withErrors(g)
		}, Failed, StageReceiveResponse, "The shop refused the key"},
		{"the service's last error, and the log ends", func(g *writer) {
			g.answer("", "")
			lastError(g, "The shop refused the key")
			complete(g)
		}, Failed, StageReceiveResponse, "The shop refused the key"},
		{"the service's last words, and the program's good end", func(g *writer) {
			g.answer("", "")
			lastError(g, "Nothing more today")
			complete(g)
			unlock(g)
			g.entry("QBWebConnector.WebServiceManager.DoUpdateSelected", "Update for application = 'Example App' has COMPLETED")
		}, OK, StageClose, "Nothing more today"},
		{"the service's last words tell of no error, and the log ends", func(g *writer) {
			g.answer("", "")
			lastError(g, "No more requests")
			complete(g)
		}, OK, StageClose, "No more requests"},
		{"a negative answer alone", func(g *writer) {
			g.answer("", "")
			received(g, "-1")
		}, Failed, StageReceiveResponse, "the service answered receiveResponseXML with -1"},
		{"a negative answer on a line of its own", func(g *writer) {
			g.answer("", "")
			g.soap("do_receiveResponseXML", `more="-103">`)
			complete(g)
			unlock(g)
		}, Failed, StageReceiveResponse, "the service answered receiveResponseXML with -103"},
		{"a negative answer with its reason", func(g *writer) {
			g.answer("", "")
			received(g, "-1")
			lastError(g, "9999: column does not exist")
			g.soap("do_closeConnection", `Received from closeConnection() following parameter:<closeConnectionRet="Complete!">`)
		}, Failed, StageReceiveResponse, "9999: column does not exist"},
		{"a negative answer after QuickBooks' refusal", func(g *writer) {
			g.answer("", "")
			g.soap("do_sendRequestXML", "*** Calling sendRequestXML() with following parameters:")
			g.soap("do_receiveResponseXML", "response =")
			g.plain(`<InvoiceAddRs statusCode="3140" statusSeverity="Error" statusMessage="invalid reference" />`)
			received(g, "-1")
			complete(g)
			unlock(g)
		}, Failed, StageReceiveResponse, "invalid reference"},
		{"a negative answer long after a refusal", func(g *writer) {
			g.answer("", "")
			g.soap("do_receiveResponseXML", "response =")
			g.plain(`<InvoiceAddRs statusCode="3140" statusSeverity="Error" statusMessage="invalid reference" />`)
			received(g, "50")
			g.soap("do_sendRequestXML", "*** Calling sendRequestXML() with following parameters:")
			received(g, "-1")
		}, Failed, StageReceiveResponse, "invalid reference,the service answered receiveResponseXML with -1"},
		{"percents are no errors", func(g *writer) {
			g.answer("", "")
			received(g, "50")
			g.soap("do_receiveResponseXML", `more="83">`)
			received(g, "100")
			complete(g)
			unlock(g)
		}, OK, StageClose, ""},
		{"a dialog that stays", func(g *writer) {
			g.answer("", "")
			g.soap("handleModalDialogError", "QuickBooks returned the following error: <QBWC1053: A modal dialog box is showing.>. Fix the problem and then click OK to try again.")
			unlock(g)
		}, Failed, StageQuickBooks, "QBWC1053"},
		{"a second try that works", func(g *writer) {
			g.answer("", "")
			g.soap("ConnectToQB", "QBWC1007: An error occurred when connecting to QuickBooks.")
			g.soap("ConnectToQB", "Connected., Session started")
			complete(g)
			unlock(g)
		}, OK, StageClose, "QBWC1007"},
		{"the service wants a newer program", func(g *writer) {
			g.soap("do_clientVersion", `Received from clientVersion() following parameter:<clientVersionRet="E:Please update">`)
			unlock(g)
		}, Failed, StageClientVersion, "E:Please update"},
		{"a failure without the unlock", func(g *writer) {
			g.soap("do_authenticate", "")
			g.plain("QBWC1012: Authentication failed due to following error message.", "The operation has timed out")
		}, Failed, StageAuthenticate, "QBWC1012"},
		{"QuickBooks refuses, as told to the service", func(g *writer) {
			g.answer("", "")
			g.soap("do_connectionError", `*** Calling connectionError() with following parameters:<wcTicket="`+ticket+`"><hresult="0x80040408"><message="Could not start QuickBooks.">`)
			complete(g)
			unlock(g)
		}, Failed, StageQuickBooks, "0x80040408"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var w bytes.Buffer
			g := newWriter(&w, 1, "\n")
			g.opening("Example App", true)
			c.write(g)
			if err := g.flush(); err != nil {
				t.Fatal(err)
			}
			l, err := ReadAll(&w, "x", Options{})
			if err != nil || l.Sessions != 1 || l.NotUnderstood != 0 {
				t.Fatalf("%v, %d runs, not understood %v", err, l.Sessions, l.Strange)
			}
			s := l.Apps[0].Newest
			var codes []string
			for _, f := range s.Failures {
				switch {
				case f.Code != "":
					codes = append(codes, f.Code)
				case f.HResult != "":
					codes = append(codes, f.HResult)
				case f.Answer != "":
					codes = append(codes, f.Answer)
				case strings.HasPrefix(f.Message, "no answer"):
					codes = append(codes, strconv.FormatFloat(f.Seconds, 'f', -1, 64))
				default:
					codes = append(codes, f.Message)
				}
			}
			if got := strings.Join(codes, ","); s.Outcome != c.want || s.Stage != c.stage || got != c.codes {
				t.Errorf("got %s in %s with %q, want %s in %s with %q", s.Outcome, s.Stage, got, c.want, c.stage, c.codes)
			}
			if strings.Contains(describe(l, nil), ticket) {
				t.Error("a ticket was kept")
			}
		})
	}
}
