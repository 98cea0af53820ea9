package say

import (
	"strings"

	"authdoctor/checks/cause"
	"authdoctor/checks/vendors"
)

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
