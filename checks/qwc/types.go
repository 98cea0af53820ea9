// Package qwc reads, lints and corrects .qwc files, the XML files that pair an application with the QuickBooks Web
// Connector. The rules are Intuit's (QuickBooks Web Connector Programmer's Guide, chapter 4 and appendix A).
package qwc

// File is one .qwc file as it was read. Broken files give a File too, with Problems.
type File struct {
	Path                                        string
	AppName, AppID, AppURL, AppDescription      string
	AppSupport, UserName, OwnerID, FileID       string
	QBType, AppDisplayName, AppUniqueName       string
	AuthFlags, CertURL, IsReadOnly, Notify      string
	PersonalDataPref, UnattendedModePref, Style string
	RunEveryNMinutes, RunEveryNSeconds          string
	Fields                                      []Field // all children of the root, in the file's order
	Encoding                                    string  // "utf-8", "utf-16le", …
	Problems                                    []Problem
}

// Field is one element with the line it stands on.
type Field struct {
	Name, Value string // Value is hidden for names that hold a secret
	Line        int
}

// Severity of a Problem.
type Severity string

// The severities. A note is information (loopback addresses are let off the rules).
const (
	Error   Severity = "error"
	Warning Severity = "warning"
	Note    Severity = "note"
)

// Problem is one broken rule.
type Problem struct {
	Rule     string // stable kebab-case id: "app-url-https"
	Severity Severity
	Line     int    // 0: the whole file
	Field    string // the element
	Text     string // a sentence: what is wrong
	Code     string // the QBWC code that the Web Connector would show; empty where none is known
	Cause    string // the cause id: "https-required", "qwc-invalid", "qwc-host-mismatch"
	Should   string // what it should be, where that is known
}

// Broken says whether an error is among the problems.
func (f *File) Broken() bool {
	for _, p := range f.Problems {
		if p.Severity == Error {
			return true
		}
	}
	return false
}
