// Package say holds the words that the full screen and the numbered lines share: times, durations, causes, remedies. It draws
// nothing.
package say

import (
	"strconv"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"authdoctor/checks"
	"authdoctor/checks/redact"
)

// One makes a single clean line of a text from outside.
func One(s string) string {
	return strings.Join(strings.Fields(redact.Clean(s)), " ")
}

// Width is the cells that a text takes, styled or not.
func Width(s string) int { return ansi.StringWidth(s) }

// Signs that look like a hyphen and a space, at which no line is broken.
const (
	hardHyphen = "\u2011"
	hardSpace  = "\u00a0"
)

var (
	harden = strings.NewReplacer("-", hardHyphen)
	soften = strings.NewReplacer(hardHyphen, "-", hardSpace, " ")
)

// Wrap breaks a plain text into lines of at most w cells, at spaces only: with a break at a hyphen, an address or a telephone
// number would read as another one.
func Wrap(s string, w int) []string {
	if w < 1 {
		w = 1
	}
	lines := strings.Split(soften.Replace(ansi.Wrap(whole(harden.Replace(s)), w, "")), "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	return lines
}

// whole keeps a telephone number as it is written in America, "(800) 243-8275", on one line.
func whole(s string) string {
	for from := 0; ; {
		i := strings.Index(s[from:], ") ")
		if i < 0 {
			return s
		}
		i += from
		open := strings.LastIndexByte(s[:i], '(')
		if open >= 0 && i-open <= 5 && digits(s[open+1:i]) && i+2 < len(s) && digits(s[i+2:i+3]) {
			s = s[:i+1] + hardSpace + s[i+2:]
		}
		from = i + 1
	}
}

func digits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

// Plural is "1 step" or "9 steps".
func Plural(n int, word string) string {
	if n == 1 {
		return "1 " + word
	}
	return strconv.Itoa(n) + " " + word + "s"
}

// Contacts names the hosts that a check contacts; in the real world also the owners of the well-known addresses that tell
// whether the internet works.
func Contacts(hosts []string, real bool) string {
	names := One(strings.Join(hosts, ", "))
	switch {
	case !real:
		return names
	case names == "":
		return "test addresses of Microsoft, Google and Mozilla, to see whether the internet works"
	}
	return names + " and, to see whether the internet works, test addresses of Microsoft, Google and Mozilla"
}

// Broken says which rules a pairing file breaks: the first one, and how many more.
func Broken(rules []string) string {
	text := One(rules[0])
	if n := len(rules) - 1; n > 0 {
		text += " And " + strconv.Itoa(n) + " more."
	}
	return text
}

// RunIt is the order that makes a run, with the name of the line to tick where it is known.
func RunIt(env *checks.Env) string {
	app := ""
	switch {
	case env == nil || env.Case == nil:
	case env.Case.QWC != nil && env.Case.QWC.AppName != "":
		app = One(env.Case.QWC.AppName)
	case env.Log != nil && len(env.Log.Apps) > 0:
		app = One(env.Log.Apps[0].Name)
	}
	if app == "" {
		return "To see it work: in the Web Connector, tick the application and click Update Selected."
	}
	return "To see it work: in the Web Connector, tick \"" + app + "\" and click Update Selected."
}

// Bytes writes a size: "900 bytes", "41 KB", "210 MB", "1.2 GB", in thousands.
func Bytes(n int64) string {
	switch {
	case n < 1000:
		return Plural(int(n), "byte")
	case n < 1e6:
		return strconv.FormatInt(n/1000, 10) + " KB"
	case n < 1e9:
		return strconv.FormatInt(n/1e6, 10) + " MB"
	}
	return strconv.FormatFloat(float64(n)/1e9, 'f', 1, 64) + " GB"
}

// List joins sentences' beginnings for a sentence of their own: "the clock is right; the internet answers".
func List(items []string) string {
	out := make([]string, len(items))
	for i, s := range items {
		out[i] = strings.TrimRight(s, ".")
		if len(s) > 1 && s[1] >= 'a' && s[1] <= 'z' { // not an abbreviation
			out[i] = strings.ToLower(s[:1]) + out[i][1:]
		}
	}
	return strings.Join(out, "; ")
}
