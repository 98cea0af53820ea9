package logparse

import (
	"bytes"
	"html"
)

// pairing is what is known while an application is being added: that has no run, and its failures stand alone.
type pairing struct {
	on          bool
	name, url   string
	listening   bool  // a loose failure still wants to know what comes after it
	heard       int   // the loose failures before this one listen no more
	afterHeader bool  // the entry before was the header of the log
	failed      int   // failures outside any run so far
	next        names // what was written of the application outside any run, for one that begins without its start lines
}

// names are what a log says of an application before its first call.
type names struct{ app, unique, url string }

// app is the application that is being added, for a failure of that stage.
func (p *pairing) app(stage Stage) (name, url string) {
	if p.on && (stage == StagePairing || stage == StageQuickBooks) {
		return p.name, p.url
	}
	return "", ""
}

// read takes a line of the .qwc file that the program writes into the log.
func (p *pairing) read(b *Builder, line []byte) {
	if v, ok := element(line, "AppName"); ok {
		p.name = b.intern(v)
	}
	if v, ok := element(line, "AppURL"); ok {
		p.url = b.intern(v)
	}
}

// element reads <name>value</name> where it stands on one line.
func element(line []byte, name string) ([]byte, bool) {
	_, rest, ok := bytes.Cut(line, []byte("<"+name+">"))
	if !ok {
		return nil, false
	}
	v, _, ok := bytes.Cut(rest, []byte("</"+name+">"))
	if !ok {
		return nil, false
	}
	return []byte(html.UnescapeString(string(trim(v)))), true
}

// adding reads the lines that stand in the log while an application is added.
func (b *Builder) adding(h *head) {
	if h.m == mAddBegin && !b.pair.on {
		b.pair.on, b.pair.name, b.pair.url = true, "", ""
	}
	switch {
	case has(h.k.text, "Contents of QWC file"):
		h.dump = true
	case has(h.k.text, "has been added to QuickBooks"):
		b.pair.on = false
	case starts(h.k.text, "Error creating registry key"): // also written by an adding that went well
	case len(h.k.text) > 0 && h.k.text[0] == '<':
		b.pair.read(b, h.k.text)
		h.dump = true
	case has(h.k.text, "XML dump follows"):
		h.dump = true
	default:
		b.generic(h, h.k.text)
	}
}

// program reads the start of the program, which ends a run that was going on: the PC or the program went down in the middle of it.
func (b *Builder) program(h *head) {
	b.pair.on = false
	b.version(h.k.text)
	b.generic(h, h.k.text)
}

// version reads "QuickBooks Web Connector 33.0.10015.91 has started."
func (b *Builder) version(text []byte) {
	if v, ok := between(text, "QuickBooks Web Connector ", " has started"); ok && len(v) < 40 && len(v) > 0 && v[0] >= '0' && v[0] <= '9' {
		b.log.Version = b.intern(v)
	}
}
