package checks_test

import (
	"net/http"
	"strings"
)

// serviceAnswers is a row in which the service answers every call with something that is not its contract. It speaks, so the log-in
// is still tried, and what that brings decides.
func serviceAnswers(name string, h http.HandlerFunc, verdicts string, says ...string) faultRow {
	return faultRow{name: "the service answers with " + name, breaks: func(w *world) { w.books.instead["*"] = h }, states: "PPPP?F", verdicts: verdicts, says: says}
}

// loginAnswers is a row in which only the answer to authenticate is bad.
func loginAnswers(name string, h http.HandlerFunc, verdicts string, says ...string) faultRow {
	return faultRow{name: "authenticate brings " + name, breaks: func(w *world) { w.books.instead["authenticate"] = h }, states: "PPPPPF", verdicts: verdicts, says: says}
}

const (
	malformed = "soap-malformed service now proven"
	contract  = ` xmlns="http://developer.intuit.com/"`
	good      = `<authenticateResponse` + contract + `><authenticateResult><string>t</string><string/></authenticateResult></authenticateResponse>`
	xmlType   = "Content-Type: text/xml; charset=utf-8"
)

func whole(inner string) string {
	return `<?xml version="1.0"?><s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>` + inner + `</s:Body></s:Envelope>`
}

var soapRows = []faultRow{
	serviceAnswers("nothing", says(200, "", xmlType), malformed, "empty"),
	serviceAnswers("JSON", says(200, `{"error":"not here"}`, "Content-Type: application/json"), malformed, "application/json"),
	serviceAnswers("plain words", says(200, "Hello, this is a web service.", "Content-Type: text/plain"), malformed),
	serviceAnswers("another kind of XML", says(200, `<?xml version="1.0"?><rss version="2.0"><channel/></rss>`, "Content-Type: text/xml"), malformed, "not SOAP"),
	serviceAnswers("XML whose entities unfold to gigabytes", says(200, laughs, "Content-Type: text/xml"), malformed, "document type definition"),
	serviceAnswers("XML without a bottom", says(200, deep, "Content-Type: text/xml"), malformed, "too deeply"),
	serviceAnswers("a compressed answer that nobody asked for", says(200, bomb, xmlType, "Content-Encoding: gzip"), malformed, "gzip"),
	serviceAnswers("500 and no word", says(500, ""), "http-server-error service now proven"),
	{name: "the service's answer has no end", breaks: func(w *world) {
		w.service.wire = first("HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n\r\n<?xml version=\"1.0\"?>", "<a>"+endless+"</a>", 0)
	}, states: "PPPP?F", verdicts: malformed},
	serviceSays("is a parked domain", page(200, "This domain is parked"), "not-a-web-service service now proven", "parked"),
	serviceSays("is a log-in page", page(200, "Log in to your account"), "not-a-web-service service now proven", "Log in to your account"),
	serviceSays("says 404 under status 200", says(200, "404: Not Found: /wc", "Content-Type: text/plain"), "http-not-found service now proven"),
	serviceAnswers("500 and a web page", page(500, "Runtime Error"), "http-server-error service now proven"),

	{name: "the service knows none of the calls", breaks: func(w *world) {
		w.books.instead["*"] = faults("Server did not recognize the value of HTTP Header SOAPAction: http://developer.intuit.com/authenticate.")
	}, states: "PPPP?F", verdicts: "soap-action-mismatch service now likely"},
	loginAnswers("an error of the service", faults("The tea ran out."), "soap-fault service now proven", "The tea ran out"),
	loginAnswers("an error with its stack trace", faults("System.Web.Services.Protocols.SoapException: Server was unable to process request. ---> System.NullReferenceException: Object reference not set to an instance of an object.\n   at Tea.Books.Authenticate(String u, String p) in C:\\tea\\Books.cs:line 42\n   at Tea.Books.Run()\n   --- End of inner exception stack trace ---"),
		"soap-fault service now proven", "Server was unable to process request", "its stack trace has"),
	loginAnswers("an error of the shop behind the service", faults("Server was unable to process request. ---> The remote server returned an error: (404) Not Found."), "http-not-found site now likely"),
	loginAnswers("the shop's refusal of the service", faults("Server was unable to process request. ---> Consumer key is invalid."), "channel-credentials channel now likely"),
	loginAnswers("a program's stack trace labelled as XML", says(200, "TypeError: Cannot read properties of undefined\n    at login (/srv/tea/index.js:10:5)\n    at Object.exec (/srv/tea/soap.js:99:1)", "Content-Type: text/xml"),
		"soap-fault service now proven", "TypeError"),
	loginAnswers("PHP's notice before the XML", says(200, "<br />\n<b>Notice</b>:  Undefined index: user in <b>/srv/wc.php</b> on line <b>3</b><br />\n"+whole(good), xmlType), malformed, "not clean XML"),
	loginAnswers("XML that is cut off", says(200, whole(good)[:150], xmlType), malformed),
	loginAnswers("two envelopes", says(200, whole(good)+whole(good), xmlType), malformed),
	loginAnswers("a prefix that is not declared", says(200, `<?xml version="1.0"?><soap:Envelope><soap:Body>`+good+`</soap:Body></soap:Envelope>`, xmlType), malformed, "not declared"),
	loginAnswers("another envelope's name space", says(200, `<?xml version="1.0"?><s:Envelope xmlns:s="urn:other"><s:Body>`+good+`</s:Body></s:Envelope>`, xmlType), malformed, "another version of SOAP"),
	loginAnswers("511 behind calls that came through", page(511, "Network Authentication Required"), "http-server-error service now likely"),
	loginAnswers("a header that must be understood", says(200, strings.Replace(whole(good), "<s:Body>", `<s:Header><Security xmlns="urn:tea" s:mustUnderstand="1"/></s:Header><s:Body>`, 1), xmlType),
		malformed, "SOAP header Security was not understood"),
	loginAnswers("SOAP labelled as a web page", says(200, whole(good), "Content-Type: text/html"), malformed, "text/html"),
	loginAnswers("no result", authenticated(`<authenticateResponse`+contract+`/>`), malformed, "no result"),
	loginAnswers("a nil result", authenticated(`<authenticateResponse`+contract+`><authenticateResult xsi:nil="true" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"/></authenticateResponse>`), malformed),
	loginAnswers("an empty array", authenticated(`<authenticateResponse`+contract+`><authenticateResult/></authenticateResponse>`), malformed, "no array of strings"),
	loginAnswers("a bare text in place of the array", authenticated(`<authenticateResponse`+contract+`><authenticateResult>nvu</authenticateResult></authenticateResponse>`), malformed),
	loginAnswers("its strings in another name space", authenticated(`<authenticateResponse`+contract+`><authenticateResult><string xmlns="">t</string><string xmlns=""/></authenticateResult></authenticateResponse>`), malformed),
	loginAnswers("an array in RPC style", authenticated(`<ns:authenticateResponse xmlns:ns="http://developer.intuit.com/"><return xmlns:e="http://schemas.xmlsoap.org/soap/encoding/" e:arrayType="xsd:string[2]"><item>t</item><item/></return></ns:authenticateResponse>`), "soap-malformed service now likely", "RPC", "--qwc FILE"),
}

// deep is an envelope with ten thousand elements in one another.
var deep = func() string {
	open, shut := "", ""
	for range 200 {
		open, shut = open+"<a>", shut+"</a>"
	}
	return whole(open + shut)
}()
