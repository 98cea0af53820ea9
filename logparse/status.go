package logparse

import (
	"bytes"
	"html"
	"strconv"
)

// statusReader reads the status of QuickBooks' answers out of XML that is otherwise passed over. An element that a piece of a very long line
// cuts is put together again.
type statusReader struct {
	tail []byte
}

const maxElement = 4096

func (x *statusReader) carrying() bool { return len(x.tail) > 0 }

var (
	statusMark  = []byte(`statusCode="`)
	statusError = []byte(`statusSeverity="Error"`)
	errorMark   = []byte(`Error"`) // the end of it, which is found sooner
)

// read looks at a line, or a piece of one (unfinished), of an XML dump.
func (x *statusReader) read(b *Builder, line int, part []byte, unfinished bool) {
	if len(x.tail) > 0 {
		part = append(x.tail, part...)
		x.tail = x.tail[:0]
	} else if !unfinished && bytes.IndexByte(part, '=') < 0 {
		return // no attribute: most lines of a dump
	}
	if unfinished {
		if lt := bytes.LastIndexByte(part, '<'); lt >= 0 && len(part)-lt < maxElement && bytes.IndexByte(part[lt:], '>') < 0 {
			defer func(tail []byte) { x.tail = append(x.tail[:0:0], tail...) }(part[lt:])
			part = part[:lt]
		}
	}
	for {
		i := bytes.Index(part, statusMark)
		if i < 0 {
			return
		}
		b.status(line, part, i)
		part = part[i+len(statusMark):]
	}
}

// status reads one element: statusCode stands at i.
func (b *Builder) status(line int, part []byte, i int) {
	lt := bytes.LastIndexByte(part[:i], '<')
	if lt < 0 {
		return
	}
	element := part[lt:]
	if gt := bytes.IndexByte(part[i:], '>'); gt >= 0 {
		element = part[lt : i+gt]
	}
	name, _, _ := bytes.Cut(element, []byte(" "))
	if !bytes.HasSuffix(name, []byte("Rs")) || !bytes.Contains(element, statusError) {
		return
	}
	code, err := strconv.Atoi(attribute(element, "statusCode"))
	if err != nil || code == 0 {
		return
	}
	msg := attribute(element, "statusMessage")
	r := &b.run
	if r.s == nil {
		return
	}
	f := Failure{File: b.number, Line: line, Last: line, Time: at(b.head.sec), Stage: StageReceiveResponse, Status: code,
		Source: b.source(&b.head), Message: msg, Seconds: -1}
	b.add(f, true)
}

// attribute reads one attribute of an element, at most maxInner bytes.
func attribute(element []byte, name string) string {
	mark := name + `="`
	i := bytes.Index(element, []byte(mark))
	if i < 0 {
		return ""
	}
	v := element[i+len(mark):]
	if n := bytes.IndexByte(v, '"'); n >= 0 {
		v = v[:n]
	}
	return html.UnescapeString(keep(v, maxInner))
}
