package main

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"authdoctor/checks/simulator"
)

// verdictDoc is what other programs read of a verdict.
type verdictDoc struct {
	Cause, Subject, Title, Standing, Strength string
	Evidence                                  []struct{ Source, Text string }
	Remedy                                    []struct {
		Who   string
		Steps []struct{ Where, Do string }
	}
}

// reportDoc is what other programs read of authdoctor.report/v1.
type reportDoc struct {
	Schema    string
	Tool      struct{ Name, Version string }
	Vendor    string
	Verdicts  []verdictDoc
	Checks    []struct{ ID, Asks, State, Why string }
	Contacted []string
}

// Every scenario, through the real checks, comes to the cause that was built in, as text and as JSON.
func TestEveryScenarioIsDiagnosed(t *testing.T) {
	for _, s := range simulator.Scenarios() {
		t.Run(s.ID, func(t *testing.T) {
			t.Parallel()
			r := call(t, "", nil, "demo", s.ID, "--json")
			var doc reportDoc
			if err := json.Unmarshal([]byte(r.out), &doc); err != nil {
				t.Fatalf("%v in %q", err, r.out)
			}
			if doc.Schema != "authdoctor.report/v1" || doc.Tool.Name != "authdoctor" || doc.Tool.Version == "" {
				t.Errorf("schema %q, tool %+v", doc.Schema, doc.Tool)
			}
			want := exitOK
			if s.Want != "" {
				want = exitFound
				if len(doc.Verdicts) == 0 || doc.Verdicts[0].Cause != string(s.Want) {
					t.Fatalf("want %s first, got %+v", s.Want, doc.Verdicts)
				}
				checkVerdict(t, doc.Verdicts[0])
			}
			if r.code != want {
				t.Errorf("exit status %d, want %d: %+v", r.code, want, doc.Verdicts)
			}
			for _, c := range doc.Checks {
				if c.Why == "" || !slices.Contains([]string{"unknown", "passed", "warned", "failed", "skipped", "broken"}, c.State) {
					t.Errorf("check %+v", c)
				}
			}
			for _, host := range doc.Contacted {
				if !strings.HasPrefix(host, "127.0.0.1:") && !strings.Contains(host, ".example") && !strings.HasPrefix(host, "localhost:") {
					t.Errorf("the demo contacted %s", host)
				}
			}
		})
	}
}

// checkVerdict holds a verdict against the contract: evidence and a remedy for the end user and the tech.
func checkVerdict(t *testing.T, v verdictDoc) {
	t.Helper()
	if v.Title == "" || v.Subject == "" || v.Standing == "" || v.Strength == "" || len(v.Evidence) == 0 {
		t.Errorf("a verdict lacks something: %+v", v)
	}
	who := map[string]bool{}
	for _, r := range v.Remedy {
		who[r.Who] = true
		if len(r.Steps) == 0 {
			t.Errorf("%s: a remedy without steps", v.Cause)
		}
	}
	if !who["end-user"] || !who["tech"] {
		t.Errorf("%s: remedies for %v only", v.Cause, who)
	}
}

// The text report for a pipe: no line over 80 cells, the cause's id in it.
func TestTextReportsFitAPipe(t *testing.T) {
	for _, s := range simulator.Scenarios() {
		t.Run(s.ID, func(t *testing.T) {
			t.Parallel()
			for _, args := range [][]string{{"demo", s.ID}, {"demo", s.ID, "--plain"}} {
				r := call(t, "", nil, args...)
				for n, line := range strings.Split(r.out, "\n") {
					if cells := len([]rune(line)); cells > 80 {
						t.Errorf("%v: line %d has %d cells: %s", args, n+1, cells, line)
					}
					if strings.ContainsAny(line, "\r\x1b") {
						t.Errorf("%v: line %d has a control character: %q", args, n+1, line)
					}
				}
			}
		})
	}
}

// Planted secrets and people: secrets in no output of any command, people in no summary.
func TestNothingPlantedComesOut(t *testing.T) {
	const (
		ticket   = "0d93dff1-1111-4a6e-9b5e-5a5a77aa0042"
		password = "hunter2-swordfish"
		query    = "tok-4f8b1c9e77"
		person   = "margaret.hollis"
		mail     = "m.hollis@harbortea.example"
		pc       = "HOLLIS-LAPTOP"
	)
	log := write(t, "QWCLog.txt", strings.NewReplacer("harbor\"", person+"\"", "example/wc", "example/wc?token="+query).Replace(badLogin)+
		"20260302.10:30:00 UTC\t: QBWebConnector.WebServiceManager.DoUpdateSelected() : updateWS() for application = 'Harbor Tea' has STARTED\r\n"+
		"20260302.10:30:00 UTC\t: QBWebConnector.SOAPWebService.instantiateWebService() : AppName: Harbor Tea\r\n"+
		"20260302.10:30:00 UTC\t: QBWebConnector.SOAPWebService.instantiateWebService() : AppURL: https://joe:"+password+"@books.harbortea.example/wc?token="+query+"\r\n"+
		"20260302.10:30:01 UTC\t: QBWebConnector.SOAPWebService.updateWS() : Received from authenticate() following parameters:<authRet[0]=\""+ticket+"\"><authRet[1]=\"\"><authRet[2]=\"\"><authRet[3]=\"\">\r\n"+
		"20260302.10:30:02 UTC\t: QBWebConnector.CompanyFileLock.getLock() : Got Lock = LOCKED:"+pc+":636\r\n"+
		"20260302.10:30:03 UTC\t: QBWebConnector.SOAPWebService.ProcessRequestXML() : Sending error message back to application:\r\n"+
		"HRESULT = 0x80040400\r\nMessage: QuickBooks found an error when parsing the provided XML text stream. Ask "+mail+" password="+password+"\r\n"+
		"20260302.10:30:04 UTC\t: QBWebConnector.SOAPWebService.do_closeConnection() : *** Calling closeConnection() with following parameters:<wcTicket=\""+ticket+"\">\r\n"+
		"20260302.10:30:05 UTC\t: QBWebConnector.RegistryManager.setUpdateLock() : *** Update session unlocked ***\r\n")
	qwcFile := write(t, "pair.qwc", strings.NewReplacer("harbor-0042", person, "/wc<", "/wc?token="+query+"<",
		"<QBType>", "<Password>"+password+"</Password><QBType>").Replace(goodQWC))
	env := map[string]string{passwordVariable: password}
	common := []string{"--offline", "--log", log, "--qwc", qwcFile}
	commands := [][]string{
		append([]string{"check"}, common...),
		append([]string{"check", "--json"}, common...),
		append([]string{"check", "--verbose"}, common...),
		{"log", log}, {"log", "--json", log}, {"log", "--ndjson", log}, {"log", "--verbose", log},
		{"qwc", "lint", qwcFile}, {"qwc", "fix", qwcFile, "--url", "https://u:" + password + "@new.example/wc?token=" + query, "--out", write(t, "out.qwc", "")},
		{"explain", "wcTicket=\"" + ticket + "\" password=" + password + " The operation has timed out"},
	}
	for _, format := range []string{"text", "md", "json", "html"} {
		commands = append(commands, append([]string{"summary", "--format", format}, common...))
	}
	for i, args := range commands {
		t.Run(fmt.Sprint(i, " ", args[0]), func(t *testing.T) {
			r := call(t, "", env, args...)
			all := r.out + r.err
			for _, secret := range []string{ticket, password, query} {
				if strings.Contains(all, secret) {
					t.Errorf("%v shows the secret %q:\n%s", args[:2], secret, all)
				}
			}
			if args[0] != "summary" {
				return
			}
			for _, who := range []string{person, mail, pc} {
				if strings.Contains(all, who) {
					t.Errorf("%v shows the person %q:\n%s", args[:3], who, all)
				}
			}
		})
	}
}
