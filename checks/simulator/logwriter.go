package simulator

import (
	"bytes"
	"fmt"
	"strings"
	"time"
)

// failure says how a failing run stands in the log.
type failure struct {
	sentence   string // under QBWC1012; {host} and {address} stand for the service's
	page       string // the HTML that .NET prints below the sentence
	answer     string // or the word that authenticate answered: "nvu", "busy"
	early      bool   // serverVersion failed the same way before
	noPassword bool   // the run did not even begin: no password is stored
	seconds    int    // from the call to the failure
}

// fails says whether it is a failure at all.
func (f failure) fails() bool { return f.sentence != "" || f.answer != "" || f.noPassword }

// The methods that write the log, as the Web Connector names them.
const (
	scheduled    = "UpdateThisScheduledApp()"
	getLock      = "QBWebConnector.RegistryManager.getUpdateLock()"
	setLock      = "QBWebConnector.RegistryManager.setUpdateLock()"
	setName      = "QBWebConnector.RegistryManager.setCurrentWebServiceName()"
	setTicket    = "QBWebConnector.RegistryManager.setCurrentWebServiceSessionTicket()"
	instantiate  = "QBWebConnector.SOAPWebService.instantiateWebService()"
	serverCall   = "QBWebConnector.SOAPWebService.do_serverVersion()"
	clientCall   = "QBWebConnector.SOAPWebService.do_clientVersion()"
	loginCall    = "QBWebConnector.SOAPWebService.do_authenticate()"
	loginAnswer  = "QBWebConnector.SOAPWebService.updateWS()"
	checkAnswer  = "QBWebConnector.SOAPWebService.CheckCFNResponse()"
	sendCall     = "QBWebConnector.SOAPWebService.do_sendRequestXML()"
	process      = "QBWebConnector.SOAPWebService.ProcessRequestXML()"
	receiveCall  = "QBWebConnector.SOAPWebService.do_receiveResponseXML()"
	closeCall    = "QBWebConnector.SOAPWebService.do_closeConnection()"
	managerTurn  = "QBWebConnector.WebServiceManager.DoUpdate()"
	lockRegistry = `HKEY_CURRENT_USER\Software\Intuit\QBWebConnector\UpdateLock`
	pageFollows  = "The request failed with the error message:" // .NET's words before a page
	stars        = "*********************"
)

// logWriter writes a Web Connector log at level DEBUG: stamps in UTC with whole seconds and a tab, Windows line ends.
type logWriter struct {
	b   bytes.Buffer
	at  time.Time
	app application
}

// application is what the log says of one paired application.
type application struct{ name, url, host, address, user string }

// header is written when the Web Connector starts; it has no stamps.
func (l *logWriter) header(at time.Time) {
	l.at = at
	for _, s := range []string{"", "",
		"Log file initialized at " + at.UTC().Format("Monday, January 2, 2006 - 3:04 PM") + " UTC  ",
		"Timestamp format used: YYYYMMDD.HH:MM:SS UTC",
		"QBWebConnector 2.2 has been initialized with its logging status to level = DEBUG.",
		"Please restart QBWebConnector for any change in log level to take effect. Use file menu to clear log.",
		""} {
		l.plain(s)
	}
	l.say(setLock, "Update session unlocked")
}

// say writes one stamped line.
func (l *logWriter) say(method, format string, args ...any) {
	l.plain(l.at.UTC().Format("20060102.15:04:05 UTC") + "\t: " + method + " : " + fmt.Sprintf(format, args...))
}

// plain writes a continuation line.
func (l *logWriter) plain(s string) { l.b.WriteString(s + "\r\n") }

// wait moves the clock on.
func (l *logWriter) wait(seconds int) { l.at = l.at.Add(time.Duration(seconds) * time.Second) }

// open writes the beginning of a scheduled run, up to the first call.
func (l *logWriter) open() {
	l.say(scheduled, "Password management - Started")
	l.say(scheduled, "Password management - Ended")
	l.say(scheduled, "Performing SCHEDULED UPDATE for application = %s", l.app.name)
	l.say(getLock, "%s = FALSE", lockRegistry)
	l.say(setLock, "%s has been set to True", lockRegistry)
	l.say(setLock, "%s Update session locked %s", stars, stars)
	l.say(instantiate, "Initiated connection to the following application.")
	l.say(instantiate, "AppName: %s", l.app.name)
	l.say(instantiate, "AppUniqueName (if available): %s", l.app.name)
	l.say(instantiate, "AppURL: %s", l.app.url)
}

// versions writes the two version calls; sentence is why the first one failed, if it did.
func (l *logWriter) versions(sentence string, seconds int) {
	l.say(serverCall, "*** Calling serverVersion().")
	if sentence != "" {
		l.wait(seconds)
		l.say(serverCall, "Actual error received from web service for serverVersion call: <%s>", sentence)
	} else {
		l.say(serverCall, `Received from serverVersion() following parameter:<serverVersionRet="4.2.1">`)
	}
	l.say(clientCall, `*** Calling clientVersion() with following parameter:<productVersion="2.3.0.215">`)
	if sentence == "" {
		l.say(clientCall, `Received from clientVersion() following parameter:<clientVersionRet="">`)
		l.say(clientCall, "This application agrees with the current version of QBWebConnector. Allowing update operation.")
	}
}

func (l *logWriter) login() {
	l.say(loginCall, "Authenticating to application '%s', username = '%s'", l.app.name, l.app.user)
	l.say(loginCall, `*** Calling authenticate() with following parameters:<userName="%s"><password=<MaskedForSecurity>`, l.app.user)
}

// answered writes the login's four strings.
func (l *logWriter) answered(ticket, word string) {
	l.say(loginAnswer, `Received from authenticate() following parameters:<authRet[0]="%s"><authRet[1]="%s"><authRet[2]=""><authRet[3]="">`, ticket, word)
	l.say(setName, "CurrentWebServiceName has been set to %s", l.app.name)
	l.say(setTicket, "CurrentWebServiceSessionTicket has been set to %s", ticket)
}

// goodRun writes a run that exchanged some orders. The login took the given seconds.
func (l *logWriter) goodRun(ticket string, seconds, orders int) {
	l.open()
	l.versions("", 0)
	l.login()
	l.wait(seconds)
	l.answered(ticket, "")
	l.say(loginCall, "Done.")
	l.wait(1)
	l.say(sendCall, "Asking application to send request no. 1")
	l.say(sendCall, "*** Calling sendRequestXML() with following parameters:")
	l.say(sendCall, `wcTicket="%s"`, ticket)
	l.say(sendCall, "Received from sendRequestXML() following parameter:")
	l.say(sendCall, "XML dump follows: -")
	l.plain("")
	l.plain(`<?xml version="1.0" ?><?qbxml version="13.0"?><QBXML><QBXMLMsgsRq onError="......`)
	l.plain("")
	l.say(sendCall, "Request xml received.")
	l.say(process, "Processing request #1")
	l.say(process, "REQUEST: received from application: size (bytes) = %d", 640+orders*1210)
	l.say(process, "Sending request to QuickBooks.")
	l.wait(1 + orders/4)
	l.say(process, "Response received from QuickBooks: size (bytes) = %d", 410+orders*880)
	l.say(process, "Sending response back to application.")
	l.say(receiveCall, "*** Calling receiveResponseXML() with following parameters:")
	l.say(receiveCall, `wcTicket="%s"`, ticket)
	l.say(receiveCall, `hresult=""`)
	l.say(receiveCall, `message=""`)
	l.wait(1)
	l.say(receiveCall, "Received from receiveResponseXML() following parameters:")
	l.say(receiveCall, `more="100">`)
	l.say(receiveCall, "Done. No more to process.")
	l.close(ticket, "OK")
	l.unlock()
}

// idleRun writes a run in which there was nothing to do.
func (l *logWriter) idleRun(seconds int) {
	l.open()
	l.versions("", 0)
	l.login()
	l.wait(seconds)
	l.answered("", "NONE")
	l.say(loginCall, "Done.")
	l.say(checkAnswer, "No data to exchange for this application. Job ending.")
	l.say(managerTurn, "No data to exchange for the application:  %s", l.app.name)
	l.unlock()
	l.say(scheduled, "QBWC1031: Update completed with some error. Please see the log for details.")
}

// badRun writes a run that failed.
func (l *logWriter) badRun(f failure) {
	if f.noPassword {
		l.say(scheduled, "Password management - Started")
		l.say(scheduled, "QBWC1030: Password is not available for application named '%s'. Please enter a password and try again.", l.app.name)
		l.say(scheduled, "Password management - Ended")
		return
	}
	sentence := strings.NewReplacer("{host}", l.app.host, "{address}", l.app.address).Replace(f.sentence)
	l.open()
	if f.early {
		l.versions(sentence, f.seconds)
	} else {
		l.versions("", 0)
	}
	l.login()
	l.wait(f.seconds)
	if f.answer != "" {
		l.answered("", strings.ToUpper(f.answer))
		l.say(loginCall, "Done.")
		if f.answer == "nvu" {
			l.say(checkAnswer, "%s: Not a valid username and password. Job ending.", l.app.name)
		}
	} else {
		l.exception(sentence, f.page)
	}
	l.unlock()
	l.say(managerTurn, "Update completed with errors. See log (QWClog.txt) for details.")
	l.say(scheduled, "QBWC1031: Update completed with some error. Please see the log for details.")
}

// exception writes QBWC1012 with all that stands below it.
func (l *logWriter) exception(sentence, page string) {
	l.say(loginCall, "QBWC1012: Authentication failed due to following error message.")
	l.plain(sentence)
	if page != "" {
		if sentence != pageFollows {
			l.plain(pageFollows)
		}
		for _, s := range []string{"--", page, "--."} {
			l.plain(s)
		}
	}
	l.plain("More info:")
	l.plain("StackTrace =    at System.Web.Services.Protocols.SoapHttpClientProtocol.Invoke(String methodName, Object[] parameters)")
	l.plain("   at QBWebConnector.SOAPWebService.do_authenticate(String& ticket, String& companyFileName)")
	l.plain("Source = System.Web.Services")
}

// close writes the end of a session with the service.
func (l *logWriter) close(ticket, said string) {
	l.say(closeCall, `*** Calling closeConnection() with following parameter:<wcTicket="%s">`, ticket)
	l.wait(1)
	l.say(closeCall, `Received from closeConnection() following parameter:<ccResponse="%s">`, said)
	l.say(closeCall, "Response received from application = %s", said)
}

func (l *logWriter) unlock() {
	l.say(setLock, "%s has been set to False", lockRegistry)
	l.say(setLock, "%s Update session unlocked %s", stars, stars)
}
