package report_test

import (
	"bytes"
	"strings"
	"testing"

	"authdoctor/checks/report"
	"authdoctor/logparse"
)

// What QuickBooks refused in a run that ended well is told in a line, and is no problem.
func TestRefusedInGoodRuns(t *testing.T) {
	const soap = "20240311.09:00:00 UTC\t: QBWebConnector.SOAPWebService."
	run := func(end string, status ...string) string {
		text := "20240311.09:00:00 UTC\t: QBWebConnector.WebServiceManager.DoUpdateSelected() : updateWS() for application = 'Order Bridge' has STARTED\n" +
			soap + "do_receiveResponseXML() : response =\n"
		for _, s := range status {
			text += `<ItemQueryRs statusCode="` + s + `" statusSeverity="Error" statusMessage="x" />` + "\n"
		}
		return text + soap + "do_closeConnection() : " + end + "\n"
	}
	const well = `Received from closeConnection() following parameter:<ccResponse="OK">`
	for _, c := range []struct{ name, text, want string }{
		{"none", run(well), ""},
		{"one", run(well, "1000"), "QuickBooks answered 1 request with an error in a run that ended well: status 1000, line 3."},
		{"several runs", run(well, "1000", "500") + run(well, "3140"), "QuickBooks answered 3 requests with an error in 2 runs that ended well; the newest: status 3140, line 8."},
		{"more than are kept", run(well, strings.Fields(strings.Repeat("500 ", 100))...), "answered at least 64 requests"},
		{"no end", run("x", "1000"), ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			var b bytes.Buffer
			w := report.NewLogText(&b, report.Options{})
			log, err := logparse.ReadAll(strings.NewReader(c.text), "QWCLog.txt", logparse.Options{OnSession: w.Session})
			if err != nil {
				t.Fatal(err)
			}
			if err := w.Close(&report.Report{Log: log}); err != nil {
				t.Fatal(err)
			}
			got := strings.Join(strings.Fields(b.String()), " ")
			if strings.Contains(got, "REFUSED") != (c.want != "") || !strings.Contains(got, c.want) {
				t.Errorf("got:\n%s", b.String())
			}
			if strings.Contains(got, "neither a problem nor a success") {
				t.Errorf("a failure is denied:\n%s", b.String())
			}
		})
	}
}
