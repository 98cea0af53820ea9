package redact

import (
	"fmt"
	"io"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"
)

// denseLog is a made-up log of about n bytes in which QuickBooks sends its customers: somebody new in every record, and a
// name, an address or a number in every other line.
func denseLog(n int) string {
	random := rand.New(rand.NewPCG(1, uint64(n)))
	pick := func(words ...string) string { return words[random.IntN(len(words))] }
	first := func() string {
		return pick("Kristy", "Zoe", "Omar", "Ingrid", "Bjørn", "Lucia", "Pat", "Quentin", "Aiko", "Rosa", "Dmitri", "Wanda")
	}
	last := func() string {
		return pick("Ab", "Ker", "Mor", "Tel", "Wes", "Hol") + pick("ercrombie", "nigan", "stad", "ler", "ton", "gard", "ley", "mann") + pick("", "", "s", "-Lee")
	}
	var b strings.Builder
	id := func() string { return fmt.Sprintf("%X-%d", 0x80000000+random.IntN(1<<20), 1100000000+random.IntN(1e8)) }
	line := func(name string, format string, a ...any) { fmt.Fprintf(&b, "<"+name+">"+format+"</"+name+">\n", a...) }
	address := func(group, who string) {
		fmt.Fprintf(&b, "<%s>\n", group)
		line("Addr1", "%s", who)
		line("Addr2", "%d %s %s", 1+random.IntN(9999), last(), pick("Street", "Rd.", "Lane", "Ave", "Way"))
		line("City", "%sville", last())
		line("State", "%s", pick("CA", "TN", "GA", "NY", "OH"))
		line("PostalCode", "%05d", random.IntN(1e5))
		fmt.Fprintf(&b, "</%s>\n", group)
	}
	for request := 1; b.Len() < n; request++ {
		fmt.Fprintf(&b, "20250519.13:%02d:%02d UTC\t: QBWebConnector.SOAPWebService.do_receiveResponseXML() : XML dump follows: -\n\n", request/60%60, request%60)
		fmt.Fprintf(&b, "<?xml version=\"1.0\" ?>\n<QBXML>\n<QBXMLMsgsRs>\n<CustomerQueryRs requestID=\"%d\" statusCode=\"0\" statusMessage=\"Status OK\">\n", request)
		for range 50 {
			given, family := first(), last()
			who := given + " " + family
			b.WriteString("<CustomerRet>\n")
			line("ListID", "%s", id())
			line("TimeCreated", "2003-03-%02dT14:%02d:16-08:00", 1+random.IntN(28), random.IntN(60))
			line("EditSequence", "%d", 1600000000+random.IntN(1e8))
			line("Name", "%s", who)
			line("FullName", "Retail:%s", who)
			line("IsActive", "true")
			b.WriteString("<ParentRef>\n")
			line("ListID", "420001-1046993771")
			line("FullName", "Retail")
			b.WriteString("</ParentRef>\n")
			line("Sublevel", "1")
			line("CompanyName", "%s %s", family, pick("Lumber", "Bakery", "Legal", "Roofing"))
			line("FirstName", "%s", given)
			line("LastName", "%s", family)
			address("BillAddress", who)
			address("ShipAddress", who)
			line("Phone", "415-%03d-%04d", 200+random.IntN(799), random.IntN(1e4))
			line("Email", "%s%d@mail.example", strings.ToLower(family), random.IntN(1e4))
			line("Balance", "%d.%02d", random.IntN(1e5), random.IntN(100))
			line("Notes", "asked for %s", last())
			if random.IntN(20) == 0 {
				line("Contact", "%s &amp; %s", first(), last())
			}
			b.WriteString("</CustomerRet>\n")
		}
		b.WriteString("</CustomerQueryRs>\n</QBXMLMsgsRs>\n</QBXML>\n\n")
	}
	return b.String()
}

func BenchmarkHideDense(b *testing.B) {
	text := denseLog(4 << 20)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Stream(io.Discard, onlyReader{strings.NewReader(text)}, NewPeople(Known{Hosts: []string{"shop.example"}}).Hide); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkDenseAnchor is what one may compare the other with: a regular expression that replaces the text of nine elements.
func BenchmarkDenseAnchor(b *testing.B) {
	text := denseLog(256 << 10)
	names := regexp.MustCompile(`<(Name|FullName|Addr1|Addr2|City|State|PostalCode|Phone|Email)>[^<]*</`)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		names.ReplaceAllString(text, "<$1>[hidden]</")
	}
}
