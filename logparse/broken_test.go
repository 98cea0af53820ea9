package logparse

import (
	"strings"
	"testing"
)

// Lines that an editor broke when they were copied, with an empty line behind each break, are read as one.
func TestBrokenLines(t *testing.T) {
	whole := []string{
		"20260224.14:22:49 UTC : QBWebConnector.WebServiceManager.DoUpdateSelected() : updateWS() for application = 'Harbor Tea (https://shop.example/)' has STARTED",
		`20260224.14:22:49 UTC : QBWebConnector.RegistryManager.getUpdateLock() : HKEY_CURRENT_USER\Software\Intuit\QBWebConnector\UpdateLock = FALSE`,
		"20260224.14:22:49 UTC : QBWebConnector.RegistryManager.setUpdateLock() : ********************* Update session locked *********************",
		"20260224.14:22:49 UTC : QBWebConnector.SOAPWebService.instantiateWebService() : Initiated connection to the following application.",
		"20260224.14:22:49 UTC : QBWebConnector.SOAPWebService.instantiateWebService() : AppName: Harbor Tea (https://shop.example/)",
		"20260224.14:22:49 UTC : QBWebConnector.SOAPWebService.instantiateWebService() : AppURL: https://sync.example/a/rather/long/way/Shop.asmx",
		"20260224.14:22:51 UTC : QBWebConnector.SOAPWebService.do_authenticate() : *** Calling authenticate() with following parameters:<MaskedForSecurity>",
		"20260224.14:22:53 UTC : QBWebConnector.SOAPWebService.do_authenticate() : QBWC1012: Authentication failed due to following error message.",
		"The remote name could not be resolved: 'sync.example'",
	}
	for _, front := range []string{"", "- ", "12. "} {
		var text strings.Builder
		for _, line := range whole {
			for len(line) > 105 { // the window's width
				at := strings.LastIndexAny(line[:105], ` \`)
				if line[at] == ' ' {
					text.WriteString(front + line[:at] + "\n" + front + "\n")
					line = line[at+1:]
					continue
				}
				text.WriteString(front + line[:at] + "\n" + front + "\n")
				line = line[at:]
			}
			text.WriteString(front + line + "\n")
		}
		log, err := ReadAll(strings.NewReader(text.String()), "x", Options{})
		if err != nil {
			t.Fatal(err)
		}
		if log.NotUnderstood > 0 || len(log.Apps) != 1 || log.Apps[0].Name != "Harbor Tea (https://shop.example/)" ||
			log.Apps[0].URL != "https://sync.example/a/rather/long/way/Shop.asmx" {
			t.Errorf("%q in front: %d lines not understood, %+v", front, log.NotUnderstood, log.Apps)
		}
	}
}
