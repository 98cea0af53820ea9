package webconnector

import (
	"html"
	"net/http"
	"strconv"
	"strings"

	"authdoctor/checks/probe"
)

// The sentences of .NET's SOAP client (resources of System.Web.Services and System.Xml).
const (
	sayNull       = "Object reference not set to an instance of an object."
	sayIndex      = "Index was outside the bounds of the array."
	sayMalformed  = "Response is not well-formed XML."
	sayEmpty      = "The request failed with an empty response."
	sayPage       = "The request failed with the error message:"
	sayNoEnvelope = "Request format is invalid: missing required soap:Envelope element."
	sayNoBody     = "Request format is invalid: missing required soap:Body element."
)

// choke says why the Web Connector's own client would refuse an answer, in the order in which that client looks: status,
// content type, XML, envelope, result. Both are empty where it takes the answer. A fault is no refusal, for its text is the
// service's, unless that client cannot read the fault itself.
func choke(op string, ex *probe.Exchange, a answer, text string, rpc bool) (say, why string) {
	if !readsBody(ex.Status) {
		return chokeStatus(ex, text)
	}
	if say, why := chokeType(ex, text); say != "" {
		return say, why
	}
	if packed := packing(ex); packed != "" {
		return sayMalformed, "The answer is compressed (" + packed + "), though the Web Connector does not ask for that and cannot unpack it."
	}
	if a.broken != nil {
		return sayMalformed, "The answer is not clean XML: " + plainFault(a.broken) + "."
	}
	if say, why := chokeEnvelope(a); say != "" {
		return say, why
	}
	if a.fault != nil {
		return chokeFault(a)
	}
	if op != "authenticate" { // of the others the Web Connector takes an absent result for an empty one
		return "", ""
	}
	return chokeResult(a, rpc)
}

// chokeStatus judges statuses under which no SOAP is looked for. Redirects are not followed.
func chokeStatus(ex *probe.Exchange, text string) (say, why string) {
	if ex.Status < 400 {
		return pageBlock(text), "The service answers with a redirect, and the Web Connector follows none."
	}
	return httpStatus(ex), "The service answers with HTTP status " + strconv.Itoa(ex.Status) + " instead of SOAP."
}

func httpStatus(ex *probe.Exchange) string {
	reason := flat(strings.TrimPrefix(ex.Reason, strconv.Itoa(ex.Status)), maxTitle)
	if reason == "" {
		reason = http.StatusText(ex.Status)
	}
	return "The request failed with HTTP status " + strconv.Itoa(ex.Status) + ": " + reason + "."
}

// pageBlock is the form that carries the page: the sentence, two hyphens, the page, two hyphens and a full stop.
func pageBlock(page string) string {
	if strings.TrimSpace(page) == "" {
		return sayEmpty
	}
	return sayPage + "\n--\n" + block(html.UnescapeString(head(page, 2*maxStack)), maxStack) + "\n--."
}

// chokeType judges the content type. An answer whose stated length is zero counts as none.
func chokeType(ex *probe.Exchange, text string) (say, why string) {
	label := ex.Header.Get("Content-Type")
	base := baseType(label)
	soap := base == "text/xml" || base == "application/soap+xml"
	empty := len(ex.Body) == 0
	if soap && !empty {
		return "", ""
	}
	if ex.Status == http.StatusBadRequest {
		return httpStatus(ex), "The service refuses the call with HTTP status 400."
	}
	why = "The answer is empty."
	if !empty {
		why = "The answer is labelled '" + flat(label, maxTitle) + "', and the Web Connector reads text/xml only."
		if base == "" {
			why = "The answer has no content type, and the Web Connector reads text/xml only."
		}
	}
	return "Client found response content type of '" + flat(label, maxTitle) + "', but expected 'text/xml'.\n" + pageBlock(text), why
}

// chokeEnvelope judges the envelope: SOAP 1.1, SOAP 1.2 and no name space at all are taken.
func chokeEnvelope(a answer) (say, why string) {
	if a.root == nil {
		return sayNoEnvelope, "The answer is XML, but not SOAP."
	}
	switch space := a.root.name.Space; space {
	case soap11, soap12, "":
	default:
		return "Possible SOAP version mismatch: Envelope namespace " + flat(space, maxTitle) + " was unexpected. Expecting " + soap11 + ".",
			"The envelope of the answer belongs to another version of SOAP."
	}
	if a.body == nil {
		return sayNoBody, "The answer has no SOAP body."
	}
	return "", ""
}

// packing names the compression of an answer; empty for none. The header counts as well as the first bytes of gzip (RFC 1952),
// because servers exist that leave the header out.
func packing(ex *probe.Exchange) string {
	label := strings.ToLower(strings.TrimSpace(ex.Header.Get("Content-Encoding")))
	switch {
	case len(ex.Body) > 2 && ex.Body[0] == 0x1f && ex.Body[1] == 0x8b:
		return "gzip"
	case label == "" || label == "identity":
		return ""
	}
	return flat(label, maxTitle)
}

// chokeFault judges a fault. One that is built as SOAP 1.2 has it (Code and Reason in place of faultcode and faultstring) inside an
// envelope of SOAP 1.1 is lost on a client that goes by the envelope: it fails over the code's name prefix where that is not
// declared, and else finds no words in the fault.
func chokeFault(a answer) (say, why string) {
	if a.fault.name.Space != a.root.name.Space && a.fault.name.Space != "" {
		return sayNull, "The service reports its error in another version of SOAP than that of its envelope, so the Web Connector does not see it."
	}
	if a.root.name.Space == soap12 || a.fault.kid("faultstring") != nil {
		return "", ""
	}
	code := a.fault.kid("Code")
	if code == nil && a.fault.kid("Reason") == nil {
		return "", ""
	}
	const shape = "The service reports its error in the form of SOAP 1.2 inside an envelope of SOAP 1.1, so the Web Connector cannot show the service's own words."
	if value := code.first("Value"); value != nil {
		if prefix, _, ok := strings.Cut(strings.TrimSpace(value.text.String()), ":"); ok && !value.declares(prefix) {
			return "Namespace prefix '" + flat(prefix, maxTitle) + "' is not defined.", shape + " It uses the name prefix “" + flat(prefix, maxTitle) + "” without declaring it."
		}
	}
	return "Exception of type 'System.Web.Services.Protocols.SoapException' was thrown.", shape
}

// chokeResult judges the array of strings that authenticate must bring.
func chokeResult(a answer, rpc bool) (say, why string) {
	switch {
	case a.response == nil, a.outcome == nil, isNil(a.outcome):
		return sayNull, "The answer to authenticate holds no result."
	case rpc:
		return "", ""
	case a.outcome.name.Local != "authenticateResult" || arrayType(a.outcome):
		return sayNull, "The result comes in RPC style, which the Web Connector reads only when the pairing file says <Style>RPC</Style>."
	case a.response == a.body || a.response.name.Local != "authenticateResponse":
		return sayNull, "The result is not wrapped in authenticateResponse."
	case a.response.name.Space != Namespace || a.outcome.name.Space != Namespace:
		return sayNull, "The result stands in another name space than " + Namespace + "."
	}
	for _, k := range a.outcome.kids {
		if k.name.Local == "string" && k.name.Space == Namespace {
			return "", ""
		}
	}
	if len(a.outcome.kids) > 0 {
		return sayIndex, "The strings of the result are named or placed otherwise than the contract says, so the Web Connector sees none."
	}
	return sayIndex, "The result of authenticate is no array of strings, so the Web Connector sees none."
}

func arrayType(n *node) bool {
	return strings.Contains(n.attr("arrayType"), "[") || strings.HasSuffix(n.attr("type"), ":Array")
}

// plainFault words a fault of the XML for a sentence.
func plainFault(err error) string {
	switch err {
	case errDTD, errTooDeep, errTooMany, errOutside, errSecond, errLate, errNoRoot, errPrefix:
		return err.Error()
	}
	return flat(strings.TrimPrefix(err.Error(), "XML syntax error on "), maxSentence)
}
