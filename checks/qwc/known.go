package qwc

import (
	"slices"
	"strings"
)

// known lists the elements of the Programmer's Guide, chapter 4, in the order in which a corrected copy writes them.
// Scheduler stands for its two children.
var known = []struct {
	name     string
	required bool
	value    func(*File) *string
}{
	{"AppName", true, func(f *File) *string { return &f.AppName }},
	{"AppDisplayName", false, func(f *File) *string { return &f.AppDisplayName }},
	{"AppUniqueName", false, func(f *File) *string { return &f.AppUniqueName }},
	{"AppID", true, func(f *File) *string { return &f.AppID }},
	{"AppURL", true, func(f *File) *string { return &f.AppURL }},
	{"CertURL", false, func(f *File) *string { return &f.CertURL }},
	{"AppDescription", true, func(f *File) *string { return &f.AppDescription }},
	{"AppSupport", true, func(f *File) *string { return &f.AppSupport }},
	{"UserName", true, func(f *File) *string { return &f.UserName }},
	{"OwnerID", true, func(f *File) *string { return &f.OwnerID }},
	{"FileID", true, func(f *File) *string { return &f.FileID }},
	{"QBType", true, func(f *File) *string { return &f.QBType }},
	{"AuthFlags", false, func(f *File) *string { return &f.AuthFlags }},
	{"IsReadOnly", false, func(f *File) *string { return &f.IsReadOnly }},
	{"Notify", false, func(f *File) *string { return &f.Notify }},
	{"PersonalDataPref", false, func(f *File) *string { return &f.PersonalDataPref }},
	{"UnattendedModePref", false, func(f *File) *string { return &f.UnattendedModePref }},
	{"Style", false, func(f *File) *string { return &f.Style }},
	{"RunEveryNMinutes", false, func(f *File) *string { return &f.RunEveryNMinutes }},
	{"RunEveryNSeconds", false, func(f *File) *string { return &f.RunEveryNSeconds }},
}

func indexOf(name string) int {
	for i, k := range known {
		if k.name == name {
			return i
		}
	}
	return -1
}

// likely is the known element that a wrong name stands for: the same letters in another case, or one letter off
// ("PersonalDataPrep", which a generator in use writes). Empty: none.
func likely(name string) string {
	for _, k := range known {
		if strings.EqualFold(k.name, name) {
			return k.name
		}
	}
	for _, k := range known {
		if len(name) > 5 && oneOff(strings.ToLower(name), strings.ToLower(k.name)) {
			return k.name
		}
	}
	return ""
}

// oneOff says that two words differ by one letter changed, left out or too many.
func oneOff(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(b)-len(a) > 1 {
		return false
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	if len(a) == len(b) {
		return i < len(a) && a[i+1:] == b[i+1:]
	}
	return a[i:] == b[i+1:]
}

// secretNames are parts of element names that mean a secret. A pairing file has none: the user types the password.
var secretNames = []string{"pass", "pwd", "secret", "token", "apikey", "api_key", "privatekey", "credential"}

func secretName(name string) bool {
	low := strings.ToLower(name)
	return slices.ContainsFunc(secretNames, func(s string) bool { return strings.Contains(low, s) })
}

// hidden stands in place of a secret.
const hidden = "<hidden>"

// take files the elements: fields in their order, the known ones by name. Of doubles the first counts.
func (f *File) take(found []element) {
	seen := map[string]int{}
	for _, e := range found {
		if e.name == root || e.name == "Scheduler" && e.open {
			continue
		}
		if e.parent != "" && e.parent != "Scheduler" {
			continue
		}
		value := strings.TrimSpace(e.value)
		if secretName(e.name) {
			if value != "" {
				value = hidden
			}
			f.add(Problem{Rule: "secret-in-file", Severity: Warning, Line: e.line, Field: cut(printable(e.name), 40),
				Text: "The file holds a password or key. It does not belong there: the Web Connector ignores it, and everyone who gets the file can read it.", Should: "Take the element out, and change that password."})
		}
		f.Fields = append(f.Fields, Field{Name: e.name, Value: value, Line: e.line})
		i := indexOf(e.name)
		if first, double := seen[e.name]; double && i >= 0 {
			f.add(Problem{Rule: "double-element", Severity: Warning, Line: e.line, Field: e.name, Text: "<" + e.name + "> stands twice, first on line " + itoa(first) + "; the first one was taken."})
			continue
		}
		seen[e.name] = e.line
		if i < 0 {
			f.unknown(e)
			continue
		}
		if value != e.value && value != "" {
			f.add(Problem{Rule: "space-around-value", Severity: Warning, Line: e.line, Field: e.name, Text: "There is white space around the value of <" + e.name + ">.", Should: "the value without it"})
		}
		*known[i].value(f) = value
	}
}

// unknown reports an element that the guide does not know.
func (f *File) unknown(e element) {
	name := cut(printable(e.name), 40)
	p := Problem{Rule: "unknown-element", Severity: Warning, Line: e.line, Field: name, Text: "The Web Connector knows no element <" + name + ">; it passes over it."}
	if k := likely(e.name); k != "" {
		p.Text, p.Should = "The Web Connector knows no element <"+name+">; <"+k+"> may be meant.", "<"+k+">"
	}
	if secretName(e.name) {
		return // said already
	}
	f.add(p)
}

// line is where a field stands; 0 where it does not.
func (f *File) line(name string) int {
	for _, x := range f.Fields {
		if x.Name == name {
			return x.Line
		}
	}
	return 0
}

// has says that an element stands in the file, be it empty.
func (f *File) has(name string) bool { return f.line(name) > 0 }
