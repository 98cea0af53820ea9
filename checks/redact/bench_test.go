package redact

import (
	"fmt"
	"io"
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

func BenchmarkCleanLog(b *testing.B) {
	text := bigLog(8 << 20)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		if _, err := Stream(io.Discard, strings.NewReader(text), Clean); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkHideLog(b *testing.B) {
	text := bigLog(8 << 20)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		if _, err := Stream(io.Discard, strings.NewReader(text), NewPeople(Known{Hosts: []string{"shop.example"}}).Hide); err != nil {
			b.Fatal(err)
		}
	}
}
