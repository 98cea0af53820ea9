package webconnector

import (
	"net/http"
	"strconv"
	"strings"
)

// argument is one parameter of a call. The names are fixed by the contract; the position is not enough.
type argument struct{ name, value string }

const (
	soap11  = "http://schemas.xmlsoap.org/soap/envelope/"
	soap12  = "http://www.w3.org/2003/05/soap-envelope"
	soapEnc = "http://schemas.xmlsoap.org/soap/encoding/"
	xsi     = "http://www.w3.org/2001/XMLSchema-instance"
	xsd     = "http://www.w3.org/2001/XMLSchema"
)

// headers are the request headers of the .NET client. SOAPAction stands in the map under its own spelling, because Go
// would else write "Soapaction", which some hand-made services do not find.
func headers(op string) http.Header {
	return http.Header{
		"User-Agent":   {Agent},
		"Content-Type": {"text/xml; charset=utf-8"},
		"SOAPAction":   {`"` + Namespace + op + `"`},
		"Expect":       {"100-continue"},
	}
}

// envelope is the body of a call: one line without white space between elements, as captured from Web Connector 2.2.
func envelope(op string, rpc bool, args []argument) []byte {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0" encoding="utf-8"?><soap:Envelope xmlns:soap="` + soap11 + `"`)
	if rpc {
		b.WriteString(` xmlns:soapenc="` + soapEnc + `" xmlns:tns="` + Namespace + `" xmlns:types="` + Namespace + `encodedTypes"`)
	}
	b.WriteString(` xmlns:xsi="` + xsi + `" xmlns:xsd="` + xsd + `">`)
	if rpc {
		b.WriteString(`<soap:Body soap:encodingStyle="` + soapEnc + `">`)
		writeElement(&b, "q1:"+op, ` xmlns:q1="`+Namespace+`"`, rpcArguments(args))
	} else {
		b.WriteString(`<soap:Body>`)
		writeElement(&b, op, ` xmlns="`+Namespace+`"`, literalArguments(args))
	}
	b.WriteString(`</soap:Body></soap:Envelope>`)
	return []byte(b.String())
}

func literalArguments(args []argument) string {
	var b strings.Builder
	for _, a := range args {
		writeElement(&b, a.name, "", escape(a.value))
	}
	return b.String()
}

func rpcArguments(args []argument) string {
	var b strings.Builder
	for _, a := range args {
		writeElement(&b, a.name, ` xsi:type="xsd:string"`, escape(a.value))
	}
	return b.String()
}

// writeElement writes an element as .NET does: an empty one in the short form with a blank before the slash. An argument
// is never left out, because services crash on absent ones.
func writeElement(b *strings.Builder, name, attrs, inner string) {
	if inner == "" {
		b.WriteString("<" + name + attrs + " />")
		return
	}
	b.WriteString("<" + name + attrs + ">" + inner + "</" + name + ">")
}

// escape writes text as .NET's writer does: the three marks of markup, and control characters as references, so that a
// password arrives as it was typed.
func escape(s string) string {
	var b strings.Builder
	for _, r := range strings.ToValidUTF8(s, "\uFFFD") {
		switch {
		case r == '&':
			b.WriteString("&amp;")
		case r == '<':
			b.WriteString("&lt;")
		case r == '>':
			b.WriteString("&gt;")
		case r < ' ' && r != '\t' && r != '\n', r == 0xFFFE, r == 0xFFFF:
			b.WriteString("&#x" + strings.ToUpper(strconv.FormatInt(int64(r), 16)) + ";")
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}
