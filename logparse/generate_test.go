package logparse

import (
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"time"
)

// writer makes logs as the Web Connector writes them, and remembers what a reader has to find.
type writer struct {
	w    io.Writer
	buf  bytes.Buffer
	rnd  *rand.Rand
	now  time.Time
	eol  string
	line int   // lines written
	size int64 // bytes written
	runs []truth

	ticket string // of the run
}

// truth is one run as it was written.
type truth struct {
	app     string
	outcome Outcome
	span    Span
	fails   int
}

func newWriter(w io.Writer, seed uint64, eol string) *writer {
	return &writer{w: w, rnd: rand.New(rand.NewPCG(seed, 7)), now: time.Date(2025, 5, 19, 12, 5, 0, 0, time.UTC), eol: eol}
}

func (g *writer) plain(lines ...string) {
	for _, l := range lines {
		g.buf.WriteString(l)
		g.buf.WriteString(g.eol)
		g.line++
	}
}

func (g *writer) entry(method, text string) {
	g.buf.Write(g.now.AppendFormat(nil, "20060102.15:04:05 UTC"))
	g.buf.WriteString("\t: " + method + "() : ")
	g.plain(text)
}

func (g *writer) soap(method, text string) { g.entry("QBWebConnector.SOAPWebService."+method, text) }
func (g *writer) reg(method, text string)  { g.entry("QBWebConnector.RegistryManager."+method, text) }
func (g *writer) sleep(sec int)            { g.now = g.now.Add(time.Duration(sec) * time.Second) }

func (g *writer) flush() error {
	g.size += int64(g.buf.Len())
	_, err := g.w.Write(g.buf.Bytes())
	g.buf.Reset()
	return err
}

func (g *writer) header() {
	g.plain("", "", "Log file initialized at "+g.now.Format("Monday, January 2, 2006 - 3:04 PM")+" UTC  ",
		"Timestamp format used: YYYYMMDD.HH:MM:SS UTC",
		"QBWebConnector 2.2 has been initialized with its logging status to level = DEBUG.",
		"Please restart QBWebConnector for any change in log level to take effect. Use file menu to clear log.", "")
}

const lockKey = `HKEY_CURRENT_USER\Software\Intuit\QBWebConnector\UpdateLock`

// opening writes everything up to authenticate's call.
func (g *writer) opening(app string, manual bool) {
	url := "https://www.example.com/qb/" + app[len(app)-1:]
	g.newTicket()
	if manual {
		g.entry("QBWebConnector.WebServiceManager.DoUpdateSelected", "updateWS() for application = '"+app+"' has STARTED")
	} else {
		g.entry("UpdateThisScheduledApp", "Password management - Started")
		g.entry("UpdateThisScheduledApp", "Password management - Ended")
		g.entry("UpdateThisScheduledApp", "Performing SCHEDULED UPDATE for application = "+app)
	}
	g.runs = append(g.runs, truth{app: app, span: Span{First: g.line}})
	g.reg("getUpdateLock", lockKey+" = FALSE")
	g.reg("setUpdateLock", lockKey+" has been set to True")
	g.reg("setUpdateLock", "********************* Update session locked *********************")
	g.soap("instantiateWebService", "Initiated connection to the following application.")
	g.soap("instantiateWebService", "AppName: "+app)
	g.soap("instantiateWebService", "AppUniqueName (if available): "+app)
	g.soap("instantiateWebService", "AppURL: "+url)
	g.soap("do_serverVersion", "*** Calling serverVersion().")
	g.sleep(g.rnd.IntN(2))
	g.soap("do_serverVersion", `Received from serverVersion() following parameter:<serverVersionRet="1.0">`)
	g.soap("do_clientVersion", `*** Calling clientVersion() with following parameter:<productVersion="2.3.0.215">`)
	g.soap("do_clientVersion", `Received from clientVersion() following parameter:<clientVersionRet="">`)
	g.soap("do_clientVersion", "This application agrees with the current version of QBWebConnector. Allowing update operation.")
	g.soap("do_authenticate", "Authenticating to application '"+app+"', username = 'user'")
	g.soap("do_authenticate", `*** Calling authenticate() with following parameters:<userName="user"><password=<MaskedForSecurity>`)
}

// ticket stands in testdata and in runs that tests write by themselves.
const ticket = "d73e6639-d3ea-e184-a128-d4dfe17ea3be"

// newTicket makes up the ticket of a run: each has its own.
func (g *writer) newTicket() {
	g.ticket = fmt.Sprintf("%08x-%04x-%04x-%04x-%012x", g.rnd.Uint32(), g.rnd.IntN(1<<16), g.rnd.IntN(1<<16), g.rnd.IntN(1<<16), g.rnd.Uint64N(1<<48))
}

func (g *writer) answer(word, delay string) {
	g.soap("updateWS", `Received from authenticate() following parameters:<authRet[0]="`+g.ticket+`"><authRet[1]="`+word+`"><authRet[2]="`+delay+`"><authRet[3]="">`)
}

func (g *writer) closing(o Outcome, fails int, manual bool) {
	g.reg("setUpdateLock", lockKey+" has been set to False")
	g.reg("setUpdateLock", "********************* Update session unlocked *********************")
	switch {
	case o == OK && manual:
		g.entry("QBWebConnector.WebServiceManager.DoUpdateSelected", "Update session has ended.")
	case o != OK && !manual:
		g.entry("UpdateThisScheduledApp", "QBWC1031: Update completed with some error. Application has been notified of the error accordingly. See QWCLog for further information.")
	}
	r := &g.runs[len(g.runs)-1]
	r.outcome, r.fails, r.span.Last = o, fails, g.line
}

// address is an element that stands on one long line, as services that do not indent their answers get it.
const address = "<FullName>Miscellaneous - Retail:Someone</FullName><BillAddress><Addr1>Someone</Addr1><Addr2>100 Example Street</Addr2><City>Springfield</City>" +
	"<State>IL</State><PostalCode>62701</PostalCode></BillAddress><ShipAddress><Addr1>Someone</Addr1><Addr2>100 Example Street</Addr2><City>Springfield</City>" +
	"<State>IL</State><PostalCode>62701</PostalCode></ShipAddress><BillAddressBlock><Addr1>Someone</Addr1><Addr2>100 Example Street</Addr2>" +
	"<Addr3>Springfield, IL 62701</Addr3><Addr4>United States of America</Addr4></BillAddressBlock><Phone>555-0100</Phone><Email>someone@example.com</Email><TermsRef><FullName>Net 30</FullName></TermsRef>" +
	"<Notes>Leave the parcel with the neighbour at number 102 when nobody is at home; call before noon, not after, and never on a Friday.</Notes>" +
	"<Balance>0.00</Balance><TotalBalance>0.00</TotalBalance><SalesTaxCodeRef><FullName>Tax</FullName></SalesTaxCodeRef><JobStatus>None</JobStatus>"

// request writes one request and its answer.
func (g *writer) request(n, records int) {
	g.soap("do_sendRequestXML", fmt.Sprintf("Asking application to send request no. %d", n))
	g.soap("do_sendRequestXML", "*** Calling sendRequestXML() with following parameters:")
	g.soap("do_sendRequestXML", `wcTicket="`+g.ticket+`"`)
	g.soap("do_sendRequestXML", "HCPResponseXML=")
	g.soap("do_sendRequestXML", "")
	g.soap("do_sendRequestXML", `cfn="C:\Users\Public\Documents\Intuit\QuickBooks\Company Files\example.QBW"`)
	g.soap("do_sendRequestXML", `qbNationality="US"`)
	g.soap("do_sendRequestXML", `qbXMLMajorVers="13"`)
	g.soap("do_sendRequestXML", `qbXMLMinorVers="0"`)
	g.soap("do_sendRequestXML", "Received from sendRequestXML() following parameter:")
	g.soap("do_sendRequestXML", "strRequestXML =")
	g.soap("do_sendRequestXML", "XML dump follows: -")
	g.plain("", `<?xml version="1.0" encoding="utf-8"?>`, "\t<?qbxml version=\"13.0\"?>", "\t<QBXML>......", "")
	g.soap("do_sendRequestXML", "Request xml received.")
	g.soap("ProcessRequestXML", fmt.Sprintf("Processing request #%d", n))
	g.soap("ProcessRequestXML", "REQUEST: received from application: size (bytes) = 404")
	g.soap("ProcessRequestXML", "Sending request to QuickBooks.")
	g.sleep(g.rnd.IntN(3))
	g.soap("ProcessRequestXML", "Response received from QuickBooks: size (bytes) = 65892")
	g.soap("ProcessRequestXML", "Sending response back to application.")
	g.soap("do_receiveResponseXML", "*** Calling receiveResponseXML() with following parameters:")
	g.soap("do_receiveResponseXML", `wcTicket="`+g.ticket+`"`)
	g.soap("do_receiveResponseXML", "response =")
	g.soap("do_receiveResponseXML", "XML dump follows: -")
	g.plain("", `<?xml version="1.0" ?>`, "<QBXML>", "<QBXMLMsgsRs>",
		fmt.Sprintf(`<CustomerQueryRs requestID="%d" statusCode="0" statusSeverity="Info" statusMessage="Status OK">`, n))
	for i := range records {
		g.plain("<CustomerRet>", fmt.Sprintf("<ListID>7C0000-%d</ListID><TimeModified>2021-12-15T04:59:45-08:00</TimeModified>", 1000000+i), address+"</CustomerRet>")
	}
	g.plain("</CustomerQueryRs>", "</QBXMLMsgsRs>", "</QBXML>", "")
	g.soap("do_receiveResponseXML", `hresult=""`)
	g.soap("do_receiveResponseXML", `message=""`)
	g.soap("do_receiveResponseXML", "Received from receiveResponseXML() following parameters:")
	g.soap("do_receiveResponseXML", `more="83">`)
	g.soap("do_receiveResponseXML", "There are more requests to process.")
}

func (g *writer) good(app string, manual bool, requests, records int) {
	g.opening(app, manual)
	g.sleep(1 + g.rnd.IntN(20))
	g.answer("", "")
	g.soap("do_authenticate", "Done.")
	g.soap("ConnectToQB", "Connecting to QuickBooks...")
	g.soap("ConnectToQB", "Connected., Session started")
	for n := range requests {
		g.request(n+1, records)
	}
	g.soap("do_receiveResponseXML", "Done. No more to process.")
	g.soap("DisconnectFromQB", "Session ended and connection closed")
	g.soap("do_closeConnection", `*** Calling closeConnection() with following parameter:<wcTicket="`+g.ticket+`">`)
	g.soap("do_closeConnection", `Received from closeConnection() following parameter:<ccResponse="Complete!">`)
	g.soap("do_closeConnection", "Response received from application = Complete!")
	g.closing(OK, 0, manual)
}

func (g *writer) noWork(app string) {
	g.opening(app, false)
	g.answer("NONE", "")
	g.soap("CheckCFNResponse", app+": No data to exchange for this application. Job ending.")
	g.soap("do_authenticate", "Done.")
	g.closing(NoWork, 1, false)
}

func (g *writer) refused(app string) {
	g.opening(app, false)
	g.answer("NVU", "10")
	g.soap("CheckCFNResponse", app+": Not a valid username and password. Job ending.")
	g.soap("HandleDelayRequest", "Update has been postponed at "+g.now.Format("1/2/2006 3:04:05 PM")+" by '"+app+"' for next 10 seconds")
	g.soap("do_authenticate", "Done.")
	g.closing(Failed, 1, false)
}

func (g *writer) broken(app, sentence string, wait int) {
	g.opening(app, false)
	g.sleep(wait)
	g.soap("do_authenticate", "QBWC1012: Authentication failed due to following error message.")
	g.plain(sentence, "More info:", "StackTrace =    at System.Web.Services.Protocols.SoapHttpClientProtocol.ReadResponse(SoapClientMessage message, WebResponse response)",
		"   at QBWebConnector.localhost.WCWebServiceDoc.authenticate(String strUserName, String strPassword)",
		"   at QBWebConnector.SOAPWebService.do_authenticate(String& ticket)", "Source = System.Web.Services")
	g.closing(Failed, 1, false)
}

func (g *writer) cutOff(app string) {
	g.opening(app, false)
	r := &g.runs[len(g.runs)-1]
	r.span.Last = g.line
}

// anyRun writes one run of one of three applications; most are without work, as in life.
func (g *writer) anyRun() {
	app := []string{"Example App A", "Other [shop] - B", "It's a 'C'"}[g.rnd.IntN(3)]
	switch p := g.rnd.IntN(100); {
	case p < 45:
		g.noWork(app)
	case p < 75:
		g.good(app, p%2 == 0, 1+g.rnd.IntN(3), g.rnd.IntN(30))
	case p < 85:
		g.refused(app)
	case p < 87:
		g.cutOff(app)
	case p < 97:
		g.broken(app, "The request failed with HTTP status 404: Not Found.", 1)
	default:
		g.broken(app, "The operation has timed out", 100)
	}
	g.sleep(600)
}

// grow writes runs until the log has size bytes.
func (g *writer) grow(size int64) error {
	g.header()
	for n := 1; g.size < size; n++ {
		g.anyRun()
		if n%500 == 0 {
			g.header() // the program was started anew or the file turned over
		}
		if err := g.flush(); err != nil {
			return err
		}
	}
	return nil
}
