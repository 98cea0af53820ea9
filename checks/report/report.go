// Package report puts what was found into words: one report, many forms. It marks roles and knows no colour and no key; it
// writes only to the writer that it is given.
package report

import (
	"time"

	"authdoctor/checks"
	"authdoctor/checks/cause"
	"authdoctor/checks/fix"
	"authdoctor/checks/vendors"
	"authdoctor/logparse"
)

// Report is everything that the forms are made from. All but Result may be nil or empty.
type Report struct {
	Version   string // of the program
	Generated time.Time
	Case      *checks.Case
	Result    *checks.Result
	Log       *logparse.Log
	KB        *cause.Base
	Vendor    *vendors.Vendor
	Tried     []fix.Tried         // steps of a fix that were taken
	Before    *checks.Result      // the result before a fix; nil where there was none
	Machine   Machine             // of this PC; hidden where it must be
	Titles    map[cause.ID]string // of causes that KB does not know; of a report that was read
	Show      []string            // kinds of people that the person lets be seen in what leaves this PC; never a secret
}

// Machine is what the summary says about the PC.
type Machine struct {
	OS   string // "windows"
	User string // the account's name; never shown in a summary
	Host string // the PC's name; never shown in a summary
}

// Format is a form of the summary.
type Format string

// The forms.
const (
	FormatText     Format = "text"
	FormatMarkdown Format = "md"
	FormatJSON     Format = "json"
	FormatHTML     Format = "html"
)

// Formats lists the forms of the summary, in the order in which help names them.
func Formats() []Format { return []Format{FormatText, FormatMarkdown, FormatJSON, FormatHTML} }

// Role is what a piece of text means; the caller decides how that looks.
type Role string

// The roles.
const (
	Problem Role = "problem"
	OK      Role = "ok"
	Warn    Role = "warn"
	Dim     Role = "dim"
	Bold    Role = "bold"
)

// Options say how a text report looks.
type Options struct {
	Width   int                       // cells of a line; 0 means 80
	Verbose bool                      // everything, and log lines whole
	Paint   func(Role, string) string // nil: plain text
}
