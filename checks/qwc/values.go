package qwc

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// choices lists the words that an element may hold; the first of them is the usual one.
var choices = []struct {
	field, rule string
	words       []string
	value       func(*File) string
}{
	{"QBType", "qb-type", []string{"QBFS", "QBPOS"}, func(f *File) string { return f.QBType }},
	{"IsReadOnly", "is-read-only", []string{"false", "true"}, func(f *File) string { return f.IsReadOnly }},
	{"Notify", "notify", []string{"false", "true"}, func(f *File) string { return f.Notify }},
	{"PersonalDataPref", "personal-data", []string{"pdpNotNeeded", "pdpOptional", "pdpRequired"}, func(f *File) string { return f.PersonalDataPref }},
	{"UnattendedModePref", "unattended-mode", []string{"umpOptional", "umpRequired"}, func(f *File) string { return f.UnattendedModePref }},
	{"Style", "style", []string{"Document", "DocWrapped", "RPC"}, func(f *File) string { return f.Style }},
}

func values(f *File) {
	for _, c := range choices {
		v := c.value(f)
		if v == "" || slices.Contains(c.words, v) {
			continue
		}
		severity, should := Error, strings.Join(c.words, " or ")
		if w := word(c.words, v); w != "" {
			// The right word in another case: whether the Web Connector minds is not known.
			severity, should = Warning, w
		}
		f.rule(severity, c.rule, c.field, fmt.Sprintf("<%s> is “%s”, which is none of %s.", c.field, cut(printable(v), 40), strings.Join(c.words, ", ")), should, "", "")
	}
	if strings.EqualFold(f.IsReadOnly, "true") {
		// The guide's sentence reads the other way round; QuickBooks' status 3263 says that no write is allowed.
		f.rule(Warning, "is-read-only", "IsReadOnly", "The application may not write to QuickBooks. Adding it can fail, because even its FileID cannot be written then, and each new record is refused (status 3263).", "false", "QBWC1039", "")
	}
	if f.Style == "RPC" {
		f.rule(Note, "style", "Style", "The service talks the old RPC style; a service that does not gives answers that cannot be read.", "", "", "")
	}
	authFlags(f)
}

func word(words []string, v string) string {
	for _, w := range words {
		if strings.EqualFold(w, v) {
			return w
		}
	}
	return ""
}

// editions are the bits of AuthFlags. The guide writes AND and means the sum.
var editions = []struct {
	bit  uint64
	name string
}{{1, "Simple Start"}, {2, "Pro"}, {4, "Premier"}, {8, "Enterprise"}}

func authFlags(f *File) {
	if f.AuthFlags == "" {
		return
	}
	n, err := strconv.ParseUint(f.AuthFlags, 0, 32)
	switch {
	case err != nil || n > 0xF:
		f.rule(Error, "auth-flags", "AuthFlags", "<AuthFlags> is “"+cut(printable(f.AuthFlags), 40)+"”, which is no sum of 0x1, 0x2, 0x4 and 0x8.", "0x0 for all editions", "QBWC1034", "")
	case n != 0 && n != 0xF:
		var in []string
		for _, e := range editions {
			if n&e.bit != 0 {
				in = append(in, e.name)
			}
		}
		f.rule(Note, "auth-flags", "AuthFlags", "The file works only with QuickBooks "+strings.Join(in, ", ")+".", "", "", "")
	}
}

func schedule(f *File) {
	minutes, seconds := f.RunEveryNMinutes, f.RunEveryNSeconds
	if minutes != "" && seconds != "" {
		f.rule(Warning, "scheduler", "RunEveryNSeconds", "The schedule is given twice; only the first one counts.", "", "", "")
	}
	for _, x := range []struct {
		field, value string
		unit         int
	}{{"RunEveryNMinutes", minutes, 60}, {"RunEveryNSeconds", seconds, 1}} {
		if x.value == "" {
			continue
		}
		n, err := strconv.Atoi(x.value)
		switch {
		case err != nil || n < 1 || n > 10_000_000:
			f.rule(Error, "scheduler", x.field, "<"+x.field+"> is “"+cut(printable(x.value), 40)+"”, which is no number of at least 1.", "30", "", "")
		case n*x.unit < 60:
			f.rule(Warning, "scheduler", x.field, fmt.Sprintf("A run every %d seconds starts while the one before may still be under way; in the Web Connector itself a minute is the least.", n*x.unit), "", "", "")
		}
	}
}
