package qwc

import (
	"cmp"
	"net/url"
	"slices"
)

// Change is one difference between a file and its corrected copy.
type Change struct {
	Field    string
	From, To string // From is hidden where it is a secret; To is empty where the element was taken out
	Why      string // a sentence
}

// Was says what stood there before, in words where it was nothing.
func (c Change) Was() string { return cmp.Or(c.From, "not there, or empty") }

// Now says what stands there now, in words where it is nothing.
func (c Change) Now() string {
	if i := indexOf(c.Field); c.To == "" && i >= 0 && known[i].required {
		return "there, and empty"
	}
	return cmp.Or(c.To, "taken out")
}

// spelling is what writing a file anew puts right: mistakes of its text, not of its fields. By the rule that names them.
var spelling = map[string]Change{
	"junk-before-xml":     {"before the XML", "text or white space", "nothing", "An XML file begins with its declaration."},
	"unescaped-ampersand": {"“&”", "&", "&amp;", "This is how XML writes the character."},
	"declaration":         {"XML declaration", "not well written", `<?xml version="1.0" encoding="utf-8"?>`, "The Web Connector refuses a file whose first line is broken."},
	"encoding":            {"encoding", "another than the file says", "utf-8, as the file says", "The Web Connector refuses a file whose encoding is not the one that it names."},
	"space-around-value":  {"", "with white space around it", "without", "White space is part of a value."},
	"double-element":      {"", "there twice", "there once", "The first one was kept."},
	"root":                {"outermost element", "another name", "<" + root + ">", "A pairing file has this one."},
	"not-xml":             {"XML", "broken", "whole", "The fields that could be read were written anew."},
}

// respell notes what the copy puts right by being written anew.
func (c *corrector) respell() {
	for _, p := range c.old.Problems {
		d, ok := spelling[p.Rule]
		if !ok {
			continue
		}
		switch {
		case d.Field == "":
			d.Field = p.Field
		case p.Field != "":
			d.Field += " in " + p.Field
		}
		if !slices.Contains(c.changes, d) {
			c.changes = append(c.changes, d)
		}
	}
}

// secure is an address with https in place of http. Port 80 goes: nothing speaks https there.
func secure(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return address
	}
	u.Scheme = "https"
	if u.Port() == "80" {
		u.Host = u.Hostname()
	}
	return u.String()
}
