package qwc

import (
	"fmt"
	"net/netip"
	"net/url"
	"path/filepath"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/publicsuffix"

	"authdoctor/checks/lazyregexp"
)

func itoa(n int) string { return strconv.Itoa(n) }

// lint applies the rules of the Programmer's Guide (chapter 4; the codes: appendix A) to the fields.
func lint(f *File) {
	if len(f.Fields) == 0 {
		return // what is wrong was said
	}
	present(f)
	serviceURL(f)
	supportURL(f)
	certURL(f)
	ids(f)
	values(f)
	schedule(f)
	if n := utf8.RuneCountInString(f.AppDescription); n > 80 {
		f.rule(Warning, "description-length", "AppDescription", fmt.Sprintf("The description has %d characters; Intuit advises 80 or fewer.", n), "", "", "")
	}
	if ext := strings.ToLower(filepath.Ext(f.Path)); f.Path != "" && f.Path != "-" && ext != ".qwc" {
		f.add(Problem{Rule: "file-extension", Severity: Warning, Text: "The file's name does not end in .qwc, so a double-click does not open it in the Web Connector.", Should: "a name that ends in .qwc"})
	}
}

// rule adds a problem of a field.
func (f *File) rule(s Severity, id, field, text, should, code, causeID string) {
	f.add(Problem{Rule: id, Severity: s, Line: f.line(field), Field: field, Text: text, Should: should, Code: code, Cause: causeID})
}

// present checks that all that must be there is there. AppID may be empty, its element may not be missing; an empty
// description is in many generated files and does no harm.
func present(f *File) {
	for _, k := range known {
		if !k.required {
			continue
		}
		switch v := *k.value(f); {
		case !f.has(k.name):
			f.rule(Error, "missing-element", k.name, "<"+k.name+"> is missing.", "<"+k.name+">…</"+k.name+">", "QBWC1039", "")
		case v == "" && k.name == "AppDescription":
			f.rule(Warning, "empty-element", k.name, "<"+k.name+"> is empty.", "", "", "")
		case v == "" && k.name != "AppID":
			f.rule(Error, "empty-element", k.name, "<"+k.name+"> is empty.", "", "", "")
		}
	}
}

// webAddress reads an address of the file; nil after saying what is wrong with it.
func webAddress(f *File, field, value, rule string) *url.URL {
	u, err := url.Parse(value)
	switch {
	case err != nil, strings.ContainsAny(value, " \t\r\n\\"):
		f.rule(Error, rule, field, "<"+field+"> is no web address.", "https://…", "", "")
	case u.Scheme != "http" && u.Scheme != "https":
		f.rule(Error, rule, field, "<"+field+"> does not begin with https://.", "https://…", "", "")
	case u.Hostname() == "":
		f.rule(Error, rule, field, "<"+field+"> names no host.", "https://host/path", "", "")
	default:
		return u
	}
	return nil
}

func loopback(host string) bool {
	host = strings.ToLower(strings.TrimSuffix(host, "."))
	if host == "localhost" || strings.HasSuffix(host, ".localhost") {
		return true
	}
	a, err := netip.ParseAddr(host)
	return err == nil && a.Unmap().IsLoopback()
}

func isIP(host string) bool {
	_, err := netip.ParseAddr(host)
	return err == nil
}

func serviceURL(f *File) {
	if f.AppURL == "" {
		return
	}
	u := webAddress(f, "AppURL", f.AppURL, "app-url")
	if u == nil {
		return
	}
	if loopback(u.Hostname()) {
		f.rule(Note, "loopback-exempt", "AppURL", "The service is on this computer itself, so the rules about https, IP addresses and one host are not applied.", "", "", "")
		return
	}
	if u.Scheme != "https" {
		f.rule(Error, "app-url-https", "AppURL", "The service's address is http. The Web Connector takes only https, except for this computer itself.", secure(f.AppURL), "QBWC1010", "https-required")
	}
	if isIP(u.Hostname()) {
		f.rule(Error, "app-url-ip", "AppURL", "The service's address names its host by a number (IP address); the Web Connector wants a name.", "", "QBWC1001", "")
	}
	if u.User != nil {
		f.rule(Warning, "app-url-user", "AppURL", "The service's address holds a user name or password before the host; everyone who gets the file can read it.", "", "", "")
	}
}

func supportURL(f *File) {
	if f.AppSupport == "" {
		return
	}
	s := webAddress(f, "AppSupport", f.AppSupport, "app-support")
	if s == nil {
		return
	}
	host := s.Hostname()
	if isIP(host) && !loopback(host) {
		f.rule(Error, "app-support-ip", "AppSupport", "The support address names its host by a number (IP address); the Web Connector wants a name.", "", "QBWC1002", "")
		return
	}
	a, err := url.Parse(f.AppURL)
	if err != nil || a.Hostname() == "" {
		return
	}
	switch sameSite(a.Hostname(), host) {
	case other:
		f.rule(Error, "one-host", "AppSupport", fmt.Sprintf("The support address is at %s, the service at %s. The Web Connector wants both in one domain.", cut(printable(host), 80), cut(printable(a.Hostname()), 80)), "an address at "+a.Hostname(), "QBWC1000", "qwc-host-mismatch")
	case sister:
		f.rule(Warning, "one-host", "AppSupport", fmt.Sprintf("The support address is at %s, the service at %s: one domain, but two hosts. The Web Connector may want one.", cut(printable(host), 80), cut(printable(a.Hostname()), 80)), "an address at "+a.Hostname(), "QBWC1000", "qwc-host-mismatch")
	}
	if d := domain(host); d == "intuit.com" && !loopback(a.Hostname()) && domain(a.Hostname()) != d {
		f.rule(Warning, "support-intuit", "AppSupport", "The support address is Intuit's; it must be the vendor's own.", "", "", "")
	}
}

type relation uint8

const (
	same relation = iota
	sister
	other
)

// sameSite compares two hosts. Which of them the Web Connector compares, hosts or domains, no source says: another
// domain is an error, another host of the domain a warning. Loopback and bare machine names are let off.
func sameSite(a, b string) relation {
	a, b = strings.ToLower(strings.TrimSuffix(a, ".")), strings.ToLower(strings.TrimSuffix(b, "."))
	switch {
	case a == b, loopback(a), loopback(b), !strings.Contains(a, "."), !strings.Contains(b, "."), isIP(a), isIP(b):
		return same
	case domain(a) == domain(b):
		return sister
	}
	return other
}

// domain is the part of a name that its owner registered: "harbortea.example" of "books.harbortea.example".
func domain(host string) string {
	d, err := publicsuffix.EffectiveTLDPlusOne(strings.ToLower(strings.TrimSuffix(host, ".")))
	if err != nil {
		return host
	}
	return d
}

func certURL(f *File) {
	if f.CertURL == "" {
		return
	}
	u := webAddress(f, "CertURL", f.CertURL, "cert-url")
	if u != nil && u.Scheme != "https" && !loopback(u.Hostname()) {
		f.rule(Error, "cert-url-https", "CertURL", "The page for the certificate check is http, where there is no certificate.", secure(f.CertURL), "QBWC1048", "")
	}
}

var guid = lazyregexp.New(`^(\{)?[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}(\})?$`)

const zeros = "00000000-0000-0000-0000-000000000000"

func ids(f *File) {
	for _, x := range []struct{ field, rule, value string }{{"OwnerID", "owner-id", f.OwnerID}, {"FileID", "file-id", f.FileID}} {
		m := guid.FindStringSubmatch(x.value)
		switch {
		case x.value == "":
		case m == nil || (m[1] == "") != (m[2] == ""):
			f.rule(Error, x.rule, x.field, "<"+x.field+"> is no GUID.", "{8-4-4-4-12 hexadecimal digits}", "QBWC1039", "")
		case m[1] == "":
			f.rule(Warning, x.rule, x.field, "<"+x.field+"> has no braces around it, as all pairing files have.", "{"+x.value+"}", "", "")
		case strings.Trim(x.value, "{}") == zeros:
			f.rule(Warning, x.rule, x.field, "<"+x.field+"> is all zeros: somebody else's file may have the same.", "", "QBWC1039", "pairing-duplicate")
		}
	}
	if f.OwnerID != "" && strings.EqualFold(strings.Trim(f.OwnerID, "{}"), strings.Trim(f.FileID, "{}")) {
		f.rule(Warning, "same-ids", "FileID", "OwnerID and FileID are the same; the one stands for the application, the other for the company file.", "", "", "")
	}
}
