package say

import (
	"strings"

	"authdoctor/checks/lazyregexp"
)

// asFlag is a flag of the command line in a sentence.
var asFlag = lazyregexp.New(`--[a-z][a-z-]+`)

// sentence ends where the next begins: after a stop and a blank.
var sentence = lazyregexp.New(`[.;:?] `)

// given are the facts that can be given by hand, by the flag that gives them on the command line.
var given = map[string]string{"--site": "the shop's address", "--service": "the service's address", "--qwc": "the pairing file", "--log": "the log", "--user": "the user name"}

// Here says a check's reason in the words of a screen: what names a flag of the command line is left out, and add, the way to
// give a fact here ("press a to give it"), stands in its place. What asks for no network says so.
func Here(why, add string) string {
	if !strings.Contains(why, "--") {
		return why
	}
	if strings.Contains(why, "--offline") {
		return "Not asked: no network is used in this session."
	}
	var keep []string
	missing := false
	for _, s := range sentences(why) {
		flags := asFlag.FindAllString(s, -1)
		if flags == nil {
			keep = append(keep, s)
			continue
		}
		for _, f := range flags {
			what := given[f]
			if what == "" {
				continue
			}
			if missing = true; len(keep) == 0 {
				keep = append(keep, strings.ToUpper(what[:1])+what[1:]+" is not known.")
			}
		}
	}
	if missing && add != "" {
		keep = append(keep, strings.ToUpper(add[:1])+add[1:]+".")
	}
	return strings.Join(keep, " ")
}

// sentences cuts a text after each full stop, colon or semicolon. What was a clause ends with a full stop.
func sentences(s string) []string {
	var out []string
	for s != "" {
		end := len(s)
		if at := sentence.FindStringIndex(s); at != nil {
			end = at[1]
		}
		one := strings.TrimSpace(s[:end])
		s = s[end:]
		if end := strings.TrimRight(one, ";:"); end != one {
			one = end + "."
		}
		out = append(out, strings.ToUpper(one[:1])+one[1:])
	}
	return out
}
