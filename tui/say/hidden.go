package say

import "authdoctor/checks/redact"

// whyHidden says of each kind why it is hidden, in a sentence.
var whyHidden = map[string]string{
	"user name":      "Support can follow <user-1> through the text without knowing who it is. Show it only when they ask for the very name.",
	"e-mail address": "It names a person, and support rarely needs it.",
	"phone number":   "It is somebody's own number. Numbers of the vendor stay.",
	"name":           "It names a person who has nothing to do with the fault.",
	"PC name":        "It often holds a person's or a company's name. Show it when support looks after several PCs.",
	"company":        "It names a customer or your own company file.",
	"postal address": "It is where somebody lives or works.",
	"folder":         "Paths on a PC often hold the name of its user.",
	"other host":     "It is a computer that the fault is not about. The shop's and the service's stay.",
}

// WhyHidden says why a kind of thing is hidden from what leaves this PC. Secrets cannot be shown, and it says so.
func WhyHidden(kind string) string {
	if !redact.MayShow(kind) {
		return "It is a secret: whoever has it can act in your name. It is never shown, and support never needs it."
	}
	if w := whyHidden[kind]; w != "" {
		return w
	}
	return "It may tell who somebody is."
}
