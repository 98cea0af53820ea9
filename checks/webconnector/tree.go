package webconnector

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
)

// Bounds of one answer's XML. Real ones are six deep and have a dozen elements.
const (
	maxDepth = 64
	maxNodes = 20_000
)

var (
	errDTD       = errors.New("a document type definition is not allowed")
	errTooDeep   = errors.New("elements are nested too deeply")
	errTooMany   = errors.New("too many elements")
	errOutside   = errors.New("text stands outside the root element")
	errSecond    = errors.New("there is more than one root element")
	errLate      = errors.New("the XML declaration is not the first thing")
	errNoRoot    = errors.New("there is no root element")
	errPrefix    = errors.New("a name prefix is not declared")
	errTwice     = errors.New("an element has the same attribute twice")
	errNoVersion = errors.New("the XML declaration names no version")
	errReserved  = errors.New("a processing instruction has a name that is kept for XML")
)

// node is an element. Text holds its own character data, without that of its children.
type node struct {
	name       xml.Name
	attrs      []xml.Attr
	text       strings.Builder
	kids       []*node
	start, end int64 // of its content, in bytes of the text that was parsed
	whole      bool  // its end was seen
	parent     *node
}

// kid is the first child with a local name.
func (n *node) kid(local string) *node {
	for _, k := range n.kids {
		if k.name.Local == local {
			return k
		}
	}
	return nil
}

// first is the first child with a local name, also of an element that is not there.
func (n *node) first(local string) *node {
	if n == nil {
		return nil
	}
	return n.kid(local)
}

// declares says whether a name prefix is declared where the element stands.
func (n *node) declares(prefix string) bool {
	for ; n != nil; n = n.parent {
		for _, a := range n.attrs {
			if a.Name.Space == "xmlns" && a.Name.Local == prefix {
				return true
			}
		}
	}
	return false
}

// attr is the value of the first attribute with a local name.
func (n *node) attr(local string) string {
	for _, a := range n.attrs {
		if a.Name.Local == local {
			return a.Value
		}
	}
	return ""
}

// all is the text of the element and of everything in it.
func (n *node) all() string {
	if len(n.kids) == 0 {
		return n.text.String()
	}
	var b strings.Builder
	b.WriteString(n.text.String())
	for _, k := range n.kids {
		b.WriteString(" " + k.all())
	}
	return b.String()
}

// parse reads XML into a tree. The root is what could be read, also where the error is not nil; the error is the first
// thing in the text that a strict parser refuses, as far as encoding/xml itself does not see it. The rest of the text
// after a strict fault is still read, but not after an error of the syntax. depth is how many elements were open at that fault.
// What follows the root is judged as .NET's reader does, which looks no further than to the next thing there.
func parse(text string) (root *node, depth int, first error) {
	p := &treeReader{dec: xml.NewDecoder(strings.NewReader(text))}
	p.dec.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil } // already decoded
	for {
		at := p.dec.InputOffset()
		tok, err := p.dec.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			p.blame(err)
			break
		}
		if err := p.take(tok, at); err != nil {
			p.blame(err)
			break
		}
		if p.root != nil && len(p.open) == 0 {
			p.blame(after(text[p.dec.InputOffset():]))
			break
		}
	}
	if p.root == nil {
		p.blame(errNoRoot)
	}
	return p.root, p.depth, p.first
}

// after judges what follows the root element. A comment or an instruction ends the reading, and so does white space before the next
// markup, whatever follows.
func after(rest string) error {
	next := strings.TrimLeft(rest, " \t\r\n")
	switch {
	case strings.Trim(next, "\x00") == "":
		return nil
	case strings.HasPrefix(next, "<?xml "):
		return errLate
	case next[0] != '<':
		return errOutside
	case len(next) < len(rest), strings.HasPrefix(next, "<!--"), strings.HasPrefix(next, "<?"):
		return nil
	case strings.HasPrefix(next, "<!"):
		return errDTD
	}
	return errSecond
}

// treeReader builds the tree from tokens.
type treeReader struct {
	dec    *xml.Decoder
	root   *node
	open   []*node
	spaces [][]string // the name spaces that each open element declares
	nodes  int
	first  error
	depth  int // how many elements were open at the first fault
}

// blame keeps the first fault; nil is none.
func (p *treeReader) blame(err error) {
	if p.first == nil && err != nil {
		p.first, p.depth = err, len(p.open)
	}
}

func (p *treeReader) take(tok xml.Token, at int64) error {
	switch t := tok.(type) {
	case xml.StartElement:
		return p.begin(t)
	case xml.EndElement:
		n := p.open[len(p.open)-1]
		n.end, n.whole = at, true
		p.open, p.spaces = p.open[:len(p.open)-1], p.spaces[:len(p.spaces)-1]
	case xml.CharData:
		if len(p.open) > 0 {
			p.open[len(p.open)-1].text.Write(t)
		} else if len(bytes.TrimSpace(t)) > 0 {
			p.blame(errOutside)
		}
	case xml.ProcInst:
		switch {
		case t.Target == "xml" && at != 0:
			p.blame(errLate)
		case t.Target == "xml" && !bytes.HasPrefix(bytes.TrimSpace(t.Inst), []byte("version")):
			p.blame(errNoVersion)
		case t.Target != "xml" && strings.EqualFold(t.Target, "xml"):
			p.blame(errReserved)
		}
	case xml.Directive:
		return errDTD
	}
	return nil
}

func (p *treeReader) begin(t xml.StartElement) error {
	if p.nodes++; p.nodes > maxNodes {
		return errTooMany
	}
	if len(p.open) >= maxDepth {
		return errTooDeep
	}
	n := &node{name: t.Name, attrs: t.Copy().Attr, start: p.dec.InputOffset()}
	var declared []string
	for _, a := range t.Attr {
		if a.Name.Space == "xmlns" || a.Name.Space == "" && a.Name.Local == "xmlns" {
			declared = append(declared, a.Value)
		}
	}
	p.spaces = append(p.spaces, declared)
	if !p.declared(t.Name.Space) {
		p.blame(errPrefix)
	}
	seen := make(map[xml.Name]bool, len(t.Attr))
	for _, a := range t.Attr {
		if a.Name.Space != "xmlns" && !p.declared(a.Name.Space) || a.Name.Space == "xmlns" && a.Value == "" {
			p.blame(errPrefix)
		}
		if seen[a.Name] {
			p.blame(errTwice)
		}
		seen[a.Name] = true
	}
	switch {
	case len(p.open) > 0:
		n.parent = p.open[len(p.open)-1]
		n.parent.kids = append(n.parent.kids, n)
	case p.root == nil:
		p.root = n
	default:
		p.blame(errSecond)
	}
	p.open = append(p.open, n)
	return nil
}

// declared says whether a name space is in scope. encoding/xml leaves an undeclared prefix standing as the name space.
func (p *treeReader) declared(space string) bool {
	if space == "" || space == "http://www.w3.org/XML/1998/namespace" {
		return true
	}
	for _, level := range p.spaces {
		for _, s := range level {
			if s == space {
				return true
			}
		}
	}
	return false
}
