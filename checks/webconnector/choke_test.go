package webconnector

import (
	"bytes"
	"compress/gzip"
	"net/http"
	"strings"
	"testing"
	"time"

	"authdoctor/checks/probe"
)

const (
	sound   = `<authenticateResponse xmlns="` + Namespace + `"><authenticateResult><string>t-1</string><string></string></authenticateResult></authenticateResponse>`
	declare = `<?xml version="1.0" encoding="utf-8"?>`
)

// in11 puts the inside of a body into an envelope of SOAP 1.1.
func in11(inner string) string {
	return declare + `<soap:Envelope xmlns:soap="` + soap11 + `"><soap:Body>` + inner + `</soap:Body></soap:Envelope>`
}

func authenticated(strings string) string {
	return in11(`<authenticateResponse xmlns="` + Namespace + `">` + strings + `</authenticateResponse>`)
}

// TestJudgedAsDotNet holds the judgement against that of .NET's own client (System.Web.Services as Mono ships it), to which each of
// these answers was sent.
func TestJudgedAsDotNet(t *testing.T) {
	fault := func(inner string) string { return in11("<soap:Fault>" + inner + "</soap:Fault>") }
	header := func(h string) string {
		return strings.Replace(in11(sound), "<soap:Body>", "<soap:Header>"+h+"</soap:Header><soap:Body>", 1)
	}
	tests := map[string]struct {
		body  string
		choke string // how the sentence begins; empty: it takes the answer
	}{
		"sound":                                {in11(sound), ""},
		"an encoding that it does not have":    {strings.Replace(in11(sound), "utf-8", "utf-16", 1), ""},
		"strings that are also called array":   {authenticated(`<authenticateResult xmlns:e="` + soapEnc + `" e:arrayType="x:string[1]" xmlns:x="` + xsd + `"><string>t</string></authenticateResult>`), ""},
		"an array in RPC style":                {authenticated(`<authenticateResult xmlns:e="` + soapEnc + `" e:arrayType="x:string[1]" xmlns:x="` + xsd + `"><item>t</item></authenticateResult>`), chokesIndex},
		"a reference in RPC style":             {in11(`<authenticateResponse xmlns="` + Namespace + `"><authenticateResult href="#a"/></authenticateResponse><multiRef id="a"><item>t</item></multiRef>`), chokesIndex},
		"the answer to another call":           {in11(`<serverVersionResponse xmlns="` + Namespace + `"><serverVersionResult>1</serverVersionResult></serverVersionResponse>`), chokesNull},
		"a line and markup behind it":          {in11(sound) + "\n<br />\n<b>Warning</b>: tea & sugar", ""},
		"a line and words behind it":           {in11(sound) + "\nWarning: tea", chokesXML},
		"markup right behind it":               {in11(sound) + "<br />", chokesXML},
		"words right behind it":                {in11(sound) + "ok", chokesXML},
		"a comment behind it":                  {in11(sound) + "<!-- 3 ms -->", ""},
		"the end of a C string behind it":      {in11(sound) + "\x00", ""},
		"another declaration behind it":        {in11(sound) + in11(sound), chokesXML},
		"the same attribute twice":             {authenticated(`<authenticateResult><string>t</string></authenticateResult><x a="1" a="2"/>`), chokesPayload},
		"a declaration without a version":      {strings.Replace(in11(sound), ` version="1.0"`, "", 1), chokesXML},
		"a declaration in capitals":            {strings.Replace(in11(sound), "<?xml", "<?XML", 1), chokesXML},
		"a prefix bound to nothing":            {in11(`<x xmlns:p=""/>` + sound), chokesXML},
		"an unescaped mark in a string":        {authenticated(`<authenticateResult><string>a & b</string></authenticateResult>`), chokesPayload},
		"cut off in a string":                  {strings.TrimSuffix(in11(sound), `</string></authenticateResult></authenticateResponse></soap:Body></soap:Envelope>`), chokesPayload},
		"words in the envelope":                {strings.Replace(in11(sound), "<soap:Body>", "tea<soap:Body>", 1), chokesXML},
		"words in the body":                    {in11("tea" + sound), ""},
		"an element before the body":           {strings.Replace(in11(sound), "<soap:Body>", "<x/><soap:Body>", 1), chokesXML},
		"a body of another name space":         {strings.NewReplacer("<soap:Body>", "<Body>", "</soap:Body>", "</Body>").Replace(in11(sound)), chokesXML},
		"a header":                             {header(`<h xmlns="urn:tea">1</h>`), ""},
		"a header that need not be understood": {header(`<h xmlns="urn:tea" soap:mustUnderstand="0"/>`), ""},
		"a header that must be understood":     {header(`<Security xmlns="urn:tea" soap:mustUnderstand="1"/>`), "SOAP header Security was not understood."},
		"other XML":                            {declare + `<tea/>`, chokesXML},
		"other XML of a name space":            {declare + `<html xmlns="http://www.w3.org/1999/xhtml"/>`, "Possible SOAP version mismatch: Envelope namespace http://www.w3.org/1999/xhtml"},
		"a fault":                              {fault(`<faultcode>soap:Server</faultcode><faultstring>no tea</faultstring>`), ""},
		"a fault with an unknown prefix":       {fault(`<faultcode>tea:Server</faultcode><faultstring>no tea</faultstring>`), "Namespace prefix 'tea' not defined"},
		"a fault without words":                {fault(`<faultcode>soap:Server</faultcode><detail>no tea</detail>`), "Exception of type 'System.Web.Services.Protocols.SoapException'"},
		"a fault without anything":             {fault(""), "Exception of type 'System.Web.Services.Protocols.SoapHeaderException'"},
		"a fault without a name space":         {in11(`<Fault><faultcode>Server</faultcode><faultstring>no tea</faultstring></Fault>`), chokesNull},
		"a fault behind the answer":            {in11(sound + `<soap:Fault><faultcode>soap:Server</faultcode><faultstring>no tea</faultstring></soap:Fault>`), ""},
		"no name spaces at all":                {`<Envelope><Body>` + sound + `</Body></Envelope>`, ""},
		"nothing":                              {"", chokesXML},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			ex := &probe.Exchange{Status: 200, Header: http.Header{"Content-Type": {"text/xml; charset=utf-8"}}, Body: []byte(tt.body)}
			r := Read("authenticate", ex, false)
			if !strings.HasPrefix(r.Choke, tt.choke) || (tt.choke == "") != (r.Choke == "") {
				t.Errorf("choke %q (%s), want it to begin with %q", r.Choke, r.ChokeWhy, tt.choke)
			}
		})
	}
}

// TestGuessedStyle holds that only an answer in RPC style leaves open what the pairing file says.
func TestGuessedStyle(t *testing.T) {
	for inner, want := range map[string]bool{
		`<authenticateResponse xmlns="` + Namespace + `"><authenticateResult/></authenticateResponse>`:                                            false,
		`<serverVersionResponse xmlns="` + Namespace + `"><serverVersionResult>1</serverVersionResult></serverVersionResponse>`:                   false,
		`<r:authenticateResponse xmlns:r="` + Namespace + `"><return><item>t</item></return></r:authenticateResponse>`:                            true,
		`<authenticateResponse xmlns="` + Namespace + `"><s-gensym3 xmlns:i="` + xsi + `" i:type="i:string">t</s-gensym3></authenticateResponse>`: true,
	} {
		url, _ := listener(t, func(_ int, w http.ResponseWriter) { soapAnswer(w, inner) })
		for _, styled := range []bool{false, true} {
			c := New(probe.New(probe.Options{}), url, 5*time.Second)
			if styled {
				c.Style("")
			}
			if r := c.Authenticate(t.Context(), "jo", "pass"); r.Guessed != (want && !styled) || r.Choke == "" {
				t.Errorf("%s, style told %v: guessed %v, choke %q", inner, styled, r.Guessed, r.Choke)
			}
		}
	}
}

// A ticket that only looks like nil opens a session, which has to be closed.
func TestNilIsOfItsNameSpace(t *testing.T) {
	for attr, want := range map[string]LoginState{`nil="true"`: Good, `xmlns:i="` + xsi + `" i:nil="true"`: Silent, `xmlns:i="` + xsi + `" i:nil="false"`: Good} {
		ex := &probe.Exchange{Status: 200, Header: http.Header{"Content-Type": {"text/xml"}}, Body: []byte(authenticated(`<authenticateResult><string ` + attr + `>t-1</string><string/></authenticateResult>`))}
		if l := Read("authenticate", ex, false).Login(); l.State != want || l.Open() != (want == Good) {
			t.Errorf("%s: %v, open %v", attr, l.State, l.Open())
		}
	}
}

func TestSaidToBePacked(t *testing.T) {
	var packed bytes.Buffer
	w := gzip.NewWriter(&packed)
	if _, err := w.Write([]byte(in11(sound))); err != nil || w.Close() != nil {
		t.Fatal(err)
	}
	for name, tt := range map[string]struct{ label, body, choke string }{
		"said, and not packed":      {"gzip", in11(sound), ""},
		"packed, and not said":      {"", packed.String(), chokesXML},
		"said to be packed, and is": {"gzip", packed.String(), chokesXML},
	} {
		ex := &probe.Exchange{Status: 200, Header: http.Header{"Content-Type": {"text/xml"}, "Content-Encoding": {tt.label}}, Body: []byte(tt.body)}
		if r := Read("authenticate", ex, false); r.Choke != tt.choke || tt.choke != "" && !strings.Contains(r.ChokeWhy, "compressed") {
			t.Errorf("%s: %q (%s)", name, r.Choke, r.ChokeWhy)
		}
	}
}

func TestStatedEmpty(t *testing.T) {
	ex := &probe.Exchange{Status: 200, Header: http.Header{"Content-Type": {"text/xml"}, "Content-Length": {"0"}}}
	if r := Read("authenticate", ex, false); r.Kind != Nothing || !strings.HasPrefix(r.Choke, chokesType) {
		t.Errorf("%v %q", r.Kind, r.Choke)
	}
}
