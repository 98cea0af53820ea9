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
	sayNull      = "Object reference not set to an instance of an object."
	sayIndex     = "Index was outside the bounds of the array."
	sayMalformed = "Response is not well-formed XML."
	sayPayload   = "There is an error in XML document" // and the place, as (line, column)
	sayEmpty     = "The request failed with an empty response."
	sayPage      = "The request failed with the error message:"
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
	if packed := packing(ex); packed != "" && a.broken != nil { // some servers say so of an answer that they did not pack
		return sayMalformed, "The answer is compressed (" + packed + "), though the Web Connector does not ask for that and cannot unpack it."
	}
	if a.broken != nil {
		say = sayMalformed
		if a.inPayload() {
			say = sayPayload
		}
		return say, "The answer is not clean XML: " + plainFault(a.broken) + "."
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
	return sayPage + "\n--\n" + block(html.UnescapeString(head(page, 2*maxStack))) + "\n--."
}

// chokeType judges the content type. An answer whose stated length is zero counts as none; one that only ends at once does not.
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
	if soap && !statedEmpty(ex) {
		return sayMalformed, why
	}
	if !empty {
		why = "The answer is labelled '" + flat(label, maxTitle) + "', and the Web Connector reads text/xml only."
		if base == "" {
			why = "The answer has no content type, and the Web Connector reads text/xml only."
		}
	}
	return "Client found response content type of '" + flat(label, maxTitle) + "', but expected 'text/xml'.\n" + pageBlock(text), why
}

// statedEmpty says whether the answer itself says that it has no body.
func statedEmpty(ex *probe.Exchange) bool {
	return strings.TrimSpace(ex.Header.Get("Content-Length")) == "0" || ex.Status == http.StatusNoContent
}

// chokeEnvelope judges the envelope: SOAP 1.1, SOAP 1.2 and no name space at all are taken. That client goes by the name space of
// the outermost element before it looks at its name.
func chokeEnvelope(a answer) (say, why string) {
	const notSOAP = "The answer is XML, but not SOAP."
	switch space := a.top.Space; space {
	case soap11, soap12, "":
	default:
		why = notSOAP
		if a.root != nil {
			why = "The envelope of the answer belongs to another version of SOAP."
		}
		return "Possible SOAP version mismatch: Envelope namespace " + flat(space, maxTitle) + " was unexpected. Expecting " + soap11 + ".", why
	}
	switch {
	case a.root == nil:
		return sayMalformed, notSOAP
	case a.body == nil || a.body.name.Space != a.root.name.Space:
		return sayMalformed, "The answer has no SOAP body."
	case strings.TrimSpace(a.root.text.String()) != "":
		return sayMalformed, "Text stands between the parts of the SOAP envelope."
	}
	for _, k := range a.root.kids {
		if k == a.body {
			break
		}
		if k.name.Local != "Header" || k.name.Space != a.root.name.Space {
			return sayMalformed, "Something else stands before the SOAP body."
		}
		for _, h := range k.kids {
			if v := h.attr("mustUnderstand"); v == "1" || v == "true" {
				return "SOAP header " + flat(h.name.Local, maxTitle) + " was not understood.",
					"The answer has a SOAP header that must be understood, and the Web Connector understands none."
			}
		}
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

// chokeFault judges a fault. That client knows one by the name space of its envelope only. In one of SOAP 1.1 it looks the prefix of
// faultcode (or, where the fault is built as SOAP 1.2, of Code) up, and fails where that is not declared; its words are those of
// faultstring, and without one it has none.
func chokeFault(a answer) (say, why string) {
	if a.fault.name.Space != a.root.name.Space {
		return sayNull, "The service reports its error in another version of SOAP than that of its envelope, so the Web Connector does not see it."
	}
	if a.root.name.Space == soap12 {
		return "", ""
	}
	code, shape := a.fault.kid("faultcode"), ""
	if a.fault.kid("Code") != nil || a.fault.kid("Reason") != nil {
		code = a.fault.kid("Code").first("Value")
		shape = "The service reports its error in the form of SOAP 1.2 inside an envelope of SOAP 1.1, so the Web Connector cannot show the service's own words. "
	}
	if code != nil {
		if prefix, _, ok := strings.Cut(strings.TrimSpace(code.text.String()), ":"); ok && !code.declares(prefix) {
			prefix = flat(prefix, maxTitle)
			return "Namespace prefix '" + prefix + "' not defined", shape + "The code of the error uses the name prefix “" + prefix + "” without declaring it."
		}
	}
	switch {
	case a.fault.kid("faultstring") != nil:
		return "", ""
	case shape == "" && a.fault.kid("detail") != nil:
		return "Exception of type 'System.Web.Services.Protocols.SoapException' was thrown.", noWords
	case shape == "":
		return sayHeaderException, noWords
	}
	return sayHeaderException, strings.TrimSpace(shape)
}

const (
	noWords            = "The service reports an error without the words that the Web Connector would show."
	sayHeaderException = "Exception of type 'System.Web.Services.Protocols.SoapHeaderException' was thrown."
)

// rpcStyle is why an answer of the other style is refused. Whoever has not seen the pairing file cannot know that it is.
const rpcStyle = "The result comes in RPC style, which the Web Connector reads only when the pairing file says <Style>RPC</Style>."

// chokeResult judges the array of strings that authenticate must bring.
func chokeResult(a answer, rpc bool) (say, why string) {
	switch {
	case a.response == nil, a.holder == nil, isNil(a.holder):
		return sayNull, "The answer to authenticate holds no result."
	case rpc:
		return "", ""
	case a.holder.name.Local != "authenticateResult" && inRPC(a.holder):
		return sayNull, rpcStyle
	case a.holder.name.Local != "authenticateResult":
		return sayNull, "The answer to authenticate holds the result of something else, “" + flat(a.holder.name.Local, maxTitle) + "”."
	case a.response == a.body || a.response.name.Local != "authenticateResponse":
		return sayNull, "The result is not wrapped in authenticateResponse."
	case a.response.name.Space != Namespace || a.holder.name.Space != Namespace:
		return sayNull, "The result stands in another name space than " + Namespace + "."
	}
	for _, k := range a.holder.kids {
		if k.name.Local == "string" && k.name.Space == Namespace {
			return "", ""
		}
	}
	switch {
	case arrayType(a.holder) || a.holder.attr("href") != "":
		return sayIndex, rpcStyle
	case len(a.holder.kids) > 0:
		return sayIndex, "The strings of the result are named or placed otherwise than the contract says, so the Web Connector sees none."
	}
	return sayIndex, "The result of authenticate is no array of strings, so the Web Connector sees none."
}

// inRPC says whether a result is written as RPC stacks write it: without the contract's name space, with its type, or under the name return.
func inRPC(n *node) bool {
	return n.name.Space != Namespace || n.attr("type") != "" || arrayType(n) || n.name.Local == "return"
}

func arrayType(n *node) bool {
	return strings.Contains(n.attr("arrayType"), "[") || strings.HasSuffix(n.attr("type"), ":Array")
}

// plainFault words a fault of the XML for a sentence.
func plainFault(err error) string {
	switch err {
	case errDTD, errTooDeep, errTooMany, errOutside, errSecond, errLate, errNoRoot, errPrefix, errTwice, errNoVersion, errReserved:
		return err.Error()
	}
	return flat(strings.TrimPrefix(err.Error(), "XML syntax error on "), maxSentence)
}
