package webconnector

import (
	"encoding/xml"
	"strings"

	"authdoctor/checks/lazyregexp"
)

// answer is what the XML of a reply holds, whatever its dialect.
type answer struct {
	top      xml.Name // of the outermost element, whatever it is
	root     *node    // nil: no envelope was found, not even among other text
	broken   error    // the first thing that a strict parser refuses; nil: well-formed
	depth    int      // how many elements were open there
	body     *node
	fault    *node
	response *node // the element that wraps the result
	holder   *node // the result as it stands in the wrapper; nil: absent
	outcome  *node // the result itself, also where holder only refers to it
	values   []string
	ticketAt [2]int64 // where the first value stands in the text
}

// envelopeTag finds an envelope inside other text: PHP notices before it, for one.
var envelopeTag = lazyregexp.New(`<(?:[\w.-]{1,40}:)?Envelope[\s>]`)

// readAnswer looks for the envelope and takes it apart.
func readAnswer(op, text string) answer {
	var a answer
	root, depth, err := parse(text)
	a.broken, a.depth = err, depth
	if root != nil {
		a.top = root.name
	}
	var shift int64
	if root == nil || root.name.Local != "Envelope" {
		root = nil
		if at := envelopeTag.FindStringIndex(text); at != nil {
			root, _, _ = parse(text[at[0]:])
			a.top, a.depth = xml.Name{}, 0
			shift = int64(at[0])
			if a.broken == nil {
				a.broken = errOutside
			}
		}
	}
	if root == nil || root.name.Local != "Envelope" {
		return a
	}
	a.root, a.body = root, root.kid("Body")
	if a.body == nil || len(a.body.kids) == 0 {
		return a
	}
	if first := a.body.kids[0]; first.name.Local == "Fault" { // behind something else it is not looked at
		a.fault = first
		return a
	}
	a.findResult(op)
	a.readValues(op, shift)
	return a
}

// result says that the service answered the call, even if with nothing. A result whose end is missing is none: half a
// refusal must not be read as a word of its own.
func (a *answer) result() bool {
	if a.outcome != nil {
		return a.outcome.whole
	}
	return a.response != nil && a.response.whole
}

// inPayload says whether what is broken stands within the call's own element. Up to that the .NET client reads the answer itself;
// the inside is read by another part of .NET, which has a sentence of its own.
func (a *answer) inPayload() bool { return a.depth > 2 }

// findResult finds the wrapper and the result in it: by the names of the contract, else as RPC stacks name them: return,
// Result, or a generated name.
func (a *answer) findResult(op string) {
	if bare := a.body.kid(op + "Result"); bare != nil {
		a.response, a.holder, a.outcome = a.body, bare, bare
		return
	}
	a.response = a.body.kid(op + "Response")
	if a.response == nil {
		a.response = a.body.kids[0]
	}
	for _, name := range []string{op + "Result", "return", "Result", "result", op + "Return"} {
		if a.outcome = a.response.kid(name); a.outcome != nil {
			break
		}
	}
	if a.outcome == nil && len(a.response.kids) > 0 {
		a.outcome = a.response.kids[0]
	}
	a.holder = a.outcome
	a.outcome = a.follow(a.outcome)
}

// follow goes from a reference of an RPC answer to the element that it names.
func (a *answer) follow(n *node) *node {
	if n == nil {
		return nil
	}
	ref := strings.TrimPrefix(n.attr("href"), "#")
	if ref == "" || len(n.kids) > 0 {
		return n
	}
	for _, k := range a.body.kids {
		if k != n && k.attr("id") == ref {
			return k
		}
	}
	return n
}

// readValues reads the strings of the result.
func (a *answer) readValues(op string, shift int64) {
	if a.outcome == nil || isNil(a.outcome) {
		return
	}
	from := a.outcome.kids
	if len(from) == 0 && op == "authenticate" && a.outcome.name.Local != op+"Result" && len(a.response.kids) > 1 {
		from = a.response.kids // a stack that writes the array's strings straight into the wrapper
	}
	if len(from) == 0 {
		a.values = []string{a.outcome.text.String()}
		a.ticketAt = [2]int64{a.outcome.start + shift, a.outcome.end + shift}
		return
	}
	first := a.follow(from[0])
	a.ticketAt = [2]int64{first.start + shift, first.end + shift}
	for _, k := range from {
		if k = a.follow(k); isNil(k) {
			a.values = append(a.values, "")
			continue
		}
		a.values = append(a.values, k.all())
	}
}

// isNil reads xsi:nil; an attribute of that name without a name space is none.
func isNil(n *node) bool {
	for _, a := range n.attrs {
		if a.Name.Local == "nil" && a.Name.Space != "" {
			v := strings.ToLower(strings.TrimSpace(a.Value))
			return v == "true" || v == "1"
		}
	}
	return false
}

// faultText is the text of a fault: SOAP 1.1's faultstring, SOAP 1.2's Reason (also inside a 1.1 envelope), else its
// detail, else all that it holds.
func (a *answer) faultText() string {
	f := a.fault
	if s := f.kid("faultstring"); s != nil && strings.TrimSpace(s.all()) != "" {
		return s.all()
	}
	if s := f.kid("Reason"); s != nil && strings.TrimSpace(s.all()) != "" {
		return s.all()
	}
	for _, name := range []string{"detail", "Detail"} {
		if s := f.kid(name); s != nil && strings.TrimSpace(s.all()) != "" {
			return s.all()
		}
	}
	return f.all()
}
