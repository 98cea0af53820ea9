package report_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"authdoctor/checks/report"
	"authdoctor/logparse"
)

// A log of cut-off runs claims neither a problem nor a success, and a long application's name costs no other column.
func TestOnlyCutOffRuns(t *testing.T) {
	text := "20190118.21:18:56 UTC : QBWebConnector.SOAPWebService.instantiateWebService() : Initiated connection to the following application.\n" +
		"20190118.21:18:56 UTC : QBWebConnector.SOAPWebService.instantiateWebService() : AppName: An application whose name fills the line and more than the line\n" +
		"20190118.21:18:56 UTC : QBWebConnector.SOAPWebService.do_serverVersion() : *** Calling serverVersion().\n"
	r := &report.Report{Log: logparse.ReadText(text)}
	var b bytes.Buffer
	if err := tellLog(report.NewLogText(&b, report.Options{}), r); err != nil {
		t.Fatal(err)
	}
	got := strings.Join(strings.Fields(b.String()), " ")
	if !strings.Contains(got, "neither a problem nor a success") || !strings.Contains(got, "sec line") || strings.Contains(got, "line›") {
		t.Errorf("got:\n%s", b.String())
	}
	for line := range strings.SplitSeq(b.String(), "\n") {
		if ansi.StringWidth(line) > 80 {
			t.Errorf("%d cells: %q", ansi.StringWidth(line), line)
		}
	}
}
