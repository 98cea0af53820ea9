package vendors

import (
	"slices"
	"strings"
)

// sendWords are the ways to send something to a vendor, in the order in which they are named, with the words for them. A page
// to read is none.
var sendWords = []struct{ kind, words string }{{"mail", "mail to"}, {"ticket", "ticket page"}, {"phone", "phone"}}

// SendTo says where a vendor wants a summary or a bundle to be sent, a way a line: "ticket page https://help.example (Monday to
// Friday, 9 to 5)". It is empty where nothing is known.
func SendTo(v *Vendor) []string {
	if v == nil {
		return nil
	}
	var lines []string
	for _, w := range sendWords {
		for _, c := range v.Contacts {
			if c.Kind != w.kind {
				continue
			}
			line := w.words + " " + c.Value
			if c.Hours != "" {
				line += " (" + strings.Join(strings.Fields(c.Hours), " ") + ")"
			}
			if !slices.Contains(lines, line) {
				lines = append(lines, line)
			}
		}
	}
	return lines
}
