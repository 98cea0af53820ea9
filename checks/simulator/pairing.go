package simulator

import (
	"encoding/xml"
	"strings"
)

// pairing is what stands in the pairing file.
type pairing struct{ name, url, support, user, owner, file string }

// document is the .qwc file, written as vendors' generators do.
func (p pairing) document() string {
	var b strings.Builder
	b.WriteString("<?xml version=\"1.0\" encoding=\"utf-8\"?>\r\n<QBWCXML>\r\n")
	for _, f := range [][2]string{
		{"AppName", p.name}, {"AppID", ""}, {"AppURL", p.url},
		{"AppDescription", "Books web orders as sales receipts"},
		{"AppSupport", p.support}, {"UserName", p.user},
		{"OwnerID", p.owner}, {"FileID", p.file}, {"QBType", "QBFS"},
	} {
		b.WriteString("  <" + f[0] + ">")
		_ = xml.EscapeText(&b, []byte(f[1])) // a strings.Builder never fails
		b.WriteString("</" + f[0] + ">\r\n")
	}
	b.WriteString("  <Scheduler><RunEveryNMinutes>30</RunEveryNMinutes></Scheduler>\r\n</QBWCXML>\r\n")
	return b.String()
}
