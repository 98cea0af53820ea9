// Package say holds the words that the full screen and the numbered lines share: times, durations, causes, remedies. It draws
// nothing.
package say

import (
	"strconv"
	"strings"
	"time"

	"github.com/charmbracelet/x/ansi"

	"authdoctor/checks"
	"authdoctor/checks/cause"
	"authdoctor/checks/redact"
	"authdoctor/checks/vendors"
	"authdoctor/logparse"
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

// Clock says times in the zone of a PC.
type Clock struct {
	Now      func() time.Time
	Location *time.Location // nil means UTC
}

// Local gives a time in the zone of the PC.
func (c Clock) Local(at time.Time) time.Time {
	if c.Location == nil {
		return at.UTC()
	}
	return at.In(c.Location)
}

// When says a time as a person would: "today at 09:14", "yesterday at 16:40", "on 21 Nov at 08:02".
func (c Clock) When(at time.Time) string {
	t, now := c.Local(at), c.Local(c.Now())
	clock := t.Format("15:04")
	days := func(x time.Time) int {
		return int(time.Date(x.Year(), x.Month(), x.Day(), 0, 0, 0, 0, time.UTC).Unix() / 86400)
	}
	switch days(now) - days(t) {
	case 0:
		return "today at " + clock
	case 1:
		return "yesterday at " + clock
	}
	if t.Year() != now.Year() {
		return "on " + t.Format("2 Jan 2006") + " at " + clock
	}
	return "on " + t.Format("2 Jan") + " at " + clock
}

// Seconds writes a duration in words that are short: "31 ms", "1.9 s", "2 min".
func Seconds(d time.Duration) string {
	switch {
	case d < time.Millisecond:
		return "< 1 ms"
	case d < time.Second:
		return strconv.Itoa(int(d.Milliseconds())) + " ms"
	case d < 10*time.Second:
		return strings.TrimSuffix(d.Round(100*time.Millisecond).String(), "s") + " s"
	case d < 2*time.Minute:
		return strconv.Itoa(int(d.Seconds())) + " s"
	}
	return strconv.Itoa(int(d.Minutes())) + " min"
}

// Stage says where in a run something happened.
func Stage(s logparse.Stage) string {
	switch s {
	case logparse.StageAuthenticate:
		return "at the log-in step"
	case logparse.StageConnect, logparse.StageStart:
		return "before it reached the service"
	case logparse.StageServerVersion, logparse.StageClientVersion:
		return "at the first question to the service"
	case logparse.StageSendRequest, logparse.StageReceiveResponse:
		return "while data was exchanged"
	case logparse.StageQuickBooks:
		return "at QuickBooks"
	case logparse.StageClose:
		return "while it said goodbye"
	case logparse.StagePairing:
		return "while the application was added"
	}
	return "at a step that the log does not name"
}

// Title gives a cause's words; the id itself where the knowledge base does not have it.
func Title(kb *cause.Base, id cause.ID) string {
	if kb != nil {
		if c := kb.Get(id); c != nil {
			return c.Title
		}
	}
	return string(id)
}

// Why gives how a cause leads to the failure.
func Why(kb *cause.Base, id cause.ID) string {
	if kb != nil {
		if c := kb.Get(id); c != nil {
			return One(c.Why)
		}
	}
	return ""
}

// By says who does a remedy.
func By(w cause.Who) string {
	switch w {
	case cause.Tech:
		return "by a technician"
	case cause.Vendor:
		return "by the vendor"
	}
	return "by you"
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

// Who names whoever does a remedy, as an answer to "who will do it?".
func Who(w cause.Who) string {
	switch w {
	case cause.Tech:
		return "A technician"
	case cause.Vendor:
		return "The vendor's support"
	}
	return "I do it myself"
}

// Beginning tells a remedy from others of the same person: by its first order.
func Beginning(r cause.Remedy) string {
	if len(r.Steps) == 0 {
		return ""
	}
	return ", beginning with: " + strings.TrimRight(One(r.Steps[0].Do), ".")
}

// StillFails says what to do when a fix that no check can see did not help.
func StillFails(v *vendors.Vendor) string {
	return strings.TrimSpace("Send the summary along: it says what was tried. " + Whom(v))
}

// Remedy is the size of a remedy and who does it: "9 steps, about 10 minutes, by you".
func Remedy(r cause.Remedy) string { return Size(r) + ", " + By(r.Who) }

// Size is the size of a remedy: "9 steps, about 10 minutes".
func Size(r cause.Remedy) string {
	s := Plural(len(r.Steps), "step")
	if r.Minutes > 0 {
		s += ", about " + Plural(r.Minutes, "minute")
	}
	if r.Older {
		s += ", an older procedure"
	}
	return s
}

// Ways sorts remedies into the first for each kind of person, in their order, and the others.
func Ways(list []cause.Remedy) (first, others []cause.Remedy) {
	seen := map[cause.Who]bool{}
	for _, r := range list {
		if seen[r.Who] {
			others = append(others, r)
			continue
		}
		seen[r.Who] = true
		first = append(first, r)
	}
	return first, others
}

// Whom is the sentence that says whom to ask: by phone where there is one, and by a ticket.
func Whom(v *vendors.Vendor) string {
	if v == nil || len(v.Contacts) == 0 {
		return ""
	}
	ticket := Ticket(v)
	for _, c := range v.Contacts {
		if c.Kind != "phone" {
			continue
		}
		s := "Call " + v.Name + ": " + c.Value
		if c.Hours != "" {
			s += " (" + c.Hours + ")"
		}
		if ticket != "" {
			s += ", or send a ticket: " + ticket
		}
		return s + "."
	}
	if ticket != "" {
		return "Send " + v.Name + " a ticket: " + ticket + "."
	}
	return "Ask " + v.Name + ": " + v.Contacts[0].Value + "."
}

// Ticket is the address where a vendor takes support tickets; empty where none is known.
func Ticket(v *vendors.Vendor) string {
	if v != nil {
		for _, c := range v.Contacts {
			if c.Kind == "ticket" {
				return c.Value
			}
		}
	}
	return ""
}

// Standing says when a verdict is true, in words.
func Standing(s checks.Standing) string {
	switch s {
	case checks.Now:
		return "seen just now"
	case checks.Logged:
		return "as the log shows it"
	case checks.Reported:
		return "by what you answered"
	}
	return "in the past, not now"
}

// Sure says how sure a verdict is and when it is true: "proven, seen just now". That something is not known has no strength.
func Sure(v *checks.Verdict) string {
	if v.Cause == cause.Unknown {
		return Standing(v.Standing)
	}
	return v.Strength.String() + ", " + Standing(v.Standing)
}

// Nothing is the sentence for a result without a cause, and whether it is an all-clear: not where most checks could not be made.
// then says what to do when it fails all the same; it may be empty.
func Nothing(r *checks.Result, then string) (text string, clear bool) {
	well, could := r.Made()
	switch {
	case well == 0:
		return "Nothing could be checked, so nothing is known. An address, a log or a pairing file is missing.", false
	case r.Thin():
		return "Nothing wrong found, but only " + strconv.Itoa(well) + " of " + Plural(could, "check") + " could be made, so little is known. An address, a log or a pairing file is missing.", false
	}
	return strings.TrimSpace("Nothing wrong found in " + Plural(well, "check") + ". " + then), true
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

// Seen says in a line where a piece of evidence comes from.
func (c Clock) Seen(e checks.Evidence) string {
	var s string
	switch e.Source {
	case checks.FromLog:
		s = "in the log"
	case checks.FromLive:
		s = "seen live"
	case checks.FromMachine:
		s = "on this PC"
	default:
		s = "you said"
	}
	if !e.At.IsZero() {
		s += ", " + c.When(e.At)
	}
	if line, ok := strings.CutPrefix(e.Where, "-:"); ok && e.Source == checks.FromLog {
		return strings.Replace(s, "in the log", "in what you pasted", 1) + " (line " + One(line) + ")"
	}
	if e.Where != "" && e.Source != checks.FromPerson {
		s += " (" + One(e.Where) + ")"
	}
	return s
}

// Proof is the text of a piece of evidence without what only an expert reads: of what was seen live, the words of the system and
// the remark in brackets at its end. The proof itself shows all of it.
func Proof(e checks.Evidence) string {
	text := One(e.Text)
	if e.Source != checks.FromLive {
		return text
	}
	if q := One(e.Quote); q != "" {
		text = strings.Replace(text, " ("+q+")", "", 1)
	}
	bare := strings.TrimSuffix(text, ".")
	if at := strings.LastIndex(bare, " ("); at > 0 && strings.HasSuffix(bare, ")") && !strings.Contains(bare[at+2:], "(") {
		text = bare[:at] + text[len(bare):]
	}
	return text
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
