package redact

import (
	"fmt"
	"io"
	"regexp"
	"strings"
	"testing"
)

// bigLog is a made-up log of about n bytes, as the Web Connector writes it with level DEBUG.
func bigLog(n int) string {
	var b strings.Builder
	for i := 0; b.Len() < n; i++ {
		stamp := fmt.Sprintf("202505%02d.%02d:%02d:%02d UTC\t: QBWebConnector.", 1+i/1440%28, i/60%24, i%60, i%60)
		line := func(s string) { b.WriteString(stamp + s + "\r\n") }
		line("WebServiceManager.DoUpdateSelected() : updateWS() for application = 'Example App' has STARTED")
		line(`RegistryManager.setUpdateLock() : HKEY_CURRENT_USER\Software\Intuit\QBWebConnector\UpdateLock has been set to True`)
		line("RegistryManager.setUpdateLock() : ********************* Update session locked *********************")
		line("SOAPWebService.instantiateWebService() : Initiated connection to the following application.")
		line("SOAPWebService.instantiateWebService() : AppName: Example App")
		line("SOAPWebService.instantiateWebService() : AppURL: https://sync.shop.example/qbwc.asmx")
		line("SOAPWebService.do_serverVersion() : *** Calling serverVersion().")
		line(`SOAPWebService.do_serverVersion() : Received from serverVersion() following parameter:<serverVersionRet="1.0">`)
		line(`SOAPWebService.do_authenticate() : Authenticating to application 'Example App', username = 'bob'`)
		line(`SOAPWebService.do_authenticate() : *** Calling authenticate() with following parameters:<userName="bob"><password=<MaskedForSecurity>`)
		line(fmt.Sprintf(`SOAPWebService.updateWS() : Received from authenticate() following parameters:<authRet[0]="d73e6639-d3ea-e184-a128-%012d"><authRet[1]=""><authRet[2]=""><authRet[3]="">`, i))
		for r := range 6 {
			line("SOAPWebService.do_sendRequestXML() : *** Calling sendRequestXML() with following parameters:")
			line(fmt.Sprintf(`SOAPWebService.do_sendRequestXML() : wcTicket="d73e6639-d3ea-e184-a128-%012d"`, i))
			line(fmt.Sprintf("SOAPWebService.ProcessRequestXML() : Processing request #%d", r))
			line("SOAPWebService.ProcessRequestXML() : REQUEST: received from application: size (bytes) = 404")
			line("SOAPWebService.ProcessRequestXML() : Sending request to QuickBooks.")
			line("SOAPWebService.ProcessRequestXML() : Response received from QuickBooks: size (bytes) = 65892")
			line("SOAPWebService.do_receiveResponseXML() : XML dump follows: -")
			b.WriteString("\r\n<?xml version=\"1.0\" ?>\r\n<QBXML>\r\n<QBXMLMsgsRs>\r\n<CustomerQueryRs requestI......\r\n")
		}
		line(`CompanyFileLock.getLock() : Got Lock = LOCKED:FRONTDESK:636190683248801537`)
		line("RegistryManager.setUpdateLock() : ******************** Update session unlocked ********************")
	}
	return b.String()
}

// onlyReader is a reader that hands on its text by Read alone, as a file does.
type onlyReader struct{ io.Reader }

func benchmarkStream(b *testing.B, hide func() Hider) {
	text := bigLog(8 << 20)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Stream(io.Discard, onlyReader{strings.NewReader(text)}, hide()); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkCleanLog(b *testing.B) {
	benchmarkStream(b, func() Hider { return Clean })
}

func BenchmarkHideLog(b *testing.B) {
	benchmarkStream(b, func() Hider { return NewPeople(Known{Hosts: []string{"shop.example"}}).Hide })
}

// BenchmarkAnchor is what one may compare the others with: a regular expression that finds eight names, on the same text.
func BenchmarkAnchor(b *testing.B) {
	text := []byte(bigLog(256 << 10))
	names := regexp.MustCompile(`(?i)password|token|secret|ticket|cookie|authorization|username|://`)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		names.FindAllIndex(text, -1)
	}
}

// shorts are the texts that a program cleans by the ten thousand: the fields of a log's runs.
var shorts = []string{"Connex Sync", "https://sync.connex.example/qb.asmx?wsdl", "connexuser1", "Object reference not set to an instance of an object.", "QBWC1012"}

func BenchmarkCleanShort(b *testing.B) {
	for _, s := range shorts {
		b.Run(fmt.Sprint(len(s)), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Clean(s)
			}
		})
	}
}

func BenchmarkMemoShort(b *testing.B) {
	var m Memo
	b.ReportAllocs()
	for b.Loop() {
		for _, s := range shorts {
			m.Clean(s)
		}
	}
}
