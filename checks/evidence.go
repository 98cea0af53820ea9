package checks

import (
	"fmt"
	"net/url"
	"path/filepath"
	"strings"
	"time"

	"authdoctor/checks/probe"
	"authdoctor/checks/redact"
	"authdoctor/logparse"
)

// maxEvidence bounds the text of one piece of evidence, in bytes.
const maxEvidence = 2000

// clean makes a text of outside fit to be shown, and bounds it.
func clean(s string) string {
	return redact.Cut(redact.Clean(strings.TrimSpace(s)), maxEvidence)
}

// seen is evidence of an exchange: what was asked, and what came of it.
func seen(ex *probe.Exchange, what string) Evidence {
	return Evidence{Source: FromLive, Text: clean(what), At: ex.Started, Where: redact.URL(ex.URL)}
}

// said is evidence of an exchange that quotes words of the other side.
func said(ex *probe.Exchange, what, quote string) Evidence {
	e := seen(ex, what+": "+quote)
	e.Quote = clean(quote)
	return e
}

// answerLine words the answer to an exchange: "POST answered with HTTP status 404 Not Found".
func answerLine(ex *probe.Exchange) string {
	line := fmt.Sprintf("%s answered with HTTP status %d", ex.Method, ex.Status)
	if ex.Reason != "" && !strings.HasPrefix(ex.Reason, fmt.Sprint(ex.Status)) {
		line += " " + ex.Reason
	}
	if ex.Location != "" {
		line += ", to " + redact.URL(ex.Location)
	}
	return line
}

// logEvidence is evidence of a line of the log.
func logEvidence(log *logparse.Log, f *logparse.Failure, quote string) Evidence {
	text := f.Message
	if quote != "" && quote == f.HResult {
		text = f.FromLine()
	}
	if f.Code != "" && !strings.Contains(text, f.Code) {
		text = f.Code + ": " + text
	}
	if f.HResult != "" && !strings.Contains(strings.ToLower(text), strings.ToLower(f.HResult)) {
		text = f.HResult + " " + text
	}
	if f.Answer != "" && text == "" {
		text = "The service answered the log-in (authenticate) with “" + f.Answer + "”"
	}
	e := Evidence{Source: FromLog, Text: clean(text), Quote: clean(quote), At: f.Time, Where: whereInLog(log, f.File, f.LineOf(quote))}
	if len(f.Lines) > 1 {
		e.Whole = whereInLog(log, f.File, f.Line)
	}
	return e
}

// whereInLog is "QWCLog.txt:1042".
func whereInLog(log *logparse.Log, file, line int) string {
	name := "-"
	if file >= 0 && file < len(log.Files) {
		name = baseName(log.Files[file].Path)
	}
	if line <= 0 {
		return name
	}
	return fmt.Sprintf("%s:%d", name, line)
}

// baseName is the last part of a path of any system.
func baseName(path string) string {
	path = strings.ReplaceAll(path, `\`, "/")
	if path == "" || path == "-" {
		return "-"
	}
	return filepath.Base(filepath.FromSlash(path))
}

// hostPath is what two addresses are compared by: host, port and path, without scheme, user, query and a slash at the end.
func hostPath(address string) string {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || u.Host == "" {
		return strings.ToLower(strings.TrimSuffix(address, "/"))
	}
	port := u.Port()
	if u.Scheme == "http" && port == "80" || u.Scheme == "https" && port == "443" {
		port = ""
	}
	return strings.ToLower(u.Hostname()) + ":" + port + strings.TrimSuffix(u.EscapedPath(), "/")
}

// samePlace says whether two addresses are the same host and path; an empty one fits any.
func samePlace(a, b string) bool { return a == "" || b == "" || hostPath(a) == hostPath(b) }

// ServiceAddress is the address of the service, with where it was taken from: what was given, the pairing file's AppURL, else
// the newest address of the log. Both are empty where none is known.
func (e *Env) ServiceAddress() (address, from string) {
	switch c := e.Case; {
	case c.Service != "":
		return c.Service, "as given"
	case c.QWC != nil && c.QWC.AppURL != "":
		return c.QWC.AppURL, "from the pairing file"
	}
	if e.Log != nil {
		for _, a := range e.Log.Apps {
			if a.URL != "" {
				return a.URL, "from the log"
			}
		}
	}
	return "", ""
}

// answerTime is the time that one answer may take.
func (c *Case) answerTime() time.Duration {
	if c.Timeout > 0 {
		return c.Timeout
	}
	return probe.DefaultTimeout
}

// Reasons for a skip that several checks share.
const (
	whyOffline   = "Not asked, because of --offline. Run it without --offline."
	whyNoService = "The address of the service is not known. Give the pairing file (--qwc FILE), the log (--log FILE) or --service URL."
)

// plainAddress is an address as findings carry it: without user part, query and fragment.
func plainAddress(address string) string {
	if address == "" {
		return ""
	}
	return redact.URL(address)
}
