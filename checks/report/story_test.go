package report_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"authdoctor/checks"
	"authdoctor/checks/report"
	"authdoctor/checks/vendors"
	"authdoctor/logparse"
)

// shiftLog is a log of one application whose login takes longer each day, then fails at another address.
func shiftLog(good, bad int) string {
	var b strings.Builder
	run := func(day int, address string, took int, end string) {
		line := func(sec int, text string) {
			fmt.Fprintf(&b, "202603%02d.08:%02d:%02d UTC\t: %s\r\n", day, sec/60, sec%60, text)
		}
		line(0, "QBWebConnector.RegistryManager.setUpdateLock() : *** Update session locked ***")
		line(0, "QBWebConnector.SOAPWebService.instantiateWebService() : AppName: Mill Orders")
		line(0, "QBWebConnector.SOAPWebService.instantiateWebService() : AppURL: "+address)
		line(1, `QBWebConnector.SOAPWebService.do_authenticate() : *** Calling authenticate() with following parameters:<userName="mill"><password=<MaskedForSecurity>`)
		line(1+took, `QBWebConnector.SOAPWebService.updateWS() : Received from authenticate() following parameters:<authRet[0]="x"><authRet[1]="`+end+`"><authRet[2]=""><authRet[3]="">`)
		line(2+took, "QBWebConnector.RegistryManager.setUpdateLock() : *** Update session unlocked ***")
	}
	for i := range good {
		run(1+i, "https://mill.example/wc", 2+i*8, "none")
	}
	for i := range bad {
		run(1+good+i, "https://new.mill.example/wc", 1, "nvu")
	}
	return b.String()
}

func TestStoryInTheLogReport(t *testing.T) {
	tests := []struct {
		name      string
		good, bad int
		says      []string
		not       string
	}{
		{"moved", 10, 2, []string{"all 2 runs at this address failed, the first on 11 Mar 2026 08:00 UTC", "At another address it had 10 runs; none failed.", "The last good run was on 10 Mar", "(QWCLog.txt:55), the first bad one is at QWCLog.txt:65",
			"address changed from https://mill.example/wc to https://new.mill.example/wc"}, "did not change"},
		{"moved, one", 1, 1, []string{"one run failed, the newest, on 2 Mar 2026 08:00 UTC; it is the only finished one at this address.", "it had 1 run; none failed."}, "0 before"},
		{"slow", 10, 0, []string{"get slower", "took 74 s of the 120 s"}, "failed"},
		{"always", 0, 3, []string{"every finished run in the log failed, 3 of 3"}, "last good"},
		{"well", 2, 0, nil, "STORY"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			log, err := logparse.ReadAll(strings.NewReader(shiftLog(tt.good, tt.bad)), "QWCLog.txt", logparse.Options{})
			if err != nil {
				t.Fatal(err)
			}
			r := &report.Report{Log: log, Result: &checks.Result{}, Vendor: &vendors.Vendor{Limit: vendors.Limit{Seconds: 120}}}
			var text, doc bytes.Buffer
			if err := tellLog(report.NewLogText(&text, report.Options{Width: 80}), r); err != nil {
				t.Fatal(err)
			}
			flat := strings.Join(strings.Fields(text.String()), " ")
			for _, want := range tt.says {
				if !strings.Contains(flat, want) {
					t.Errorf("%q is not in:\n%s", want, text.String())
				}
			}
			if strings.Contains(strings.SplitN(flat, "RUNS", 2)[0], tt.not) {
				t.Errorf("%q is in:\n%s", tt.not, text.String())
			}
			if err := report.NewLogJSON(&doc, nil).Close(r); err != nil {
				t.Fatal(err)
			}
			var got struct {
				Story []struct {
					App, State string
					Runs       int
				}
			}
			if err := json.Unmarshal(doc.Bytes(), &got); err != nil || len(got.Story) == 0 || got.Story[len(got.Story)-1].App != "Mill Orders" {
				t.Errorf("%+v, %v", got, err)
			}
		})
	}
}

// What failed before and ended well since is told with how it failed; --verbose adds the schedule and the usual length of a log-in.
func TestStoryOfWhatIsOver(t *testing.T) {
	text := strings.ReplaceAll(shiftLog(2, 2)+shiftLog(3, 0), "https://new.mill", "https://mill")
	log, err := logparse.ReadAll(strings.NewReader(text), "QWCLog.txt", logparse.Options{})
	if err != nil {
		t.Fatal(err)
	}
	r := &report.Report{Log: log, Result: &checks.Result{}, Vendor: &vendors.Vendor{Limit: vendors.Limit{Seconds: 120}}}
	for _, verbose := range []bool{false, true} {
		var out bytes.Buffer
		if err := tellLog(report.NewLogText(&out, report.Options{Width: 80, Verbose: verbose}), r); err != nil {
			t.Fatal(err)
		}
		said := strings.Join(strings.Fields(out.String()), " ")
		if !strings.Contains(said, "2 of 7 finished runs failed") || !strings.Contains(said, `They said: "nvu".`) || strings.Contains(said, "the vendor gives 120 s") != verbose {
			t.Errorf("verbose %v: %s", verbose, said)
		}
	}
}

// A long log keeps the newest failed runs only: what they said is told of these, and says so.
func TestReasonsOfTheNewestRuns(t *testing.T) {
	text := shiftLog(0, 9) + strings.ReplaceAll(shiftLog(1, 0), "https://mill", "https://new.mill")
	for _, keep := range []int{4, 512} {
		log, err := logparse.ReadAll(strings.NewReader(text), "QWCLog.txt", logparse.Options{Keep: keep})
		if err != nil {
			t.Fatal(err)
		}
		r := &report.Report{Log: log, Result: &checks.Result{}}
		var out, doc bytes.Buffer
		if report.NewLogText(&out, report.Options{Width: 200}).Close(r) != nil || report.NewLogJSON(&doc, nil).Close(r) != nil {
			t.Fatal("not written")
		}
		says, of := `The newest 4 of them said: "nvu".`, `"failed":9,`
		if keep > 9 {
			says = `They said: "nvu".`
		}
		counted := fmt.Sprintf(`"failed_with":[{"said":"\"nvu\"","runs":%d}],"failed_with_of":%[1]d`, min(keep, 9))
		if !strings.Contains(out.String(), says) || !strings.Contains(doc.String(), of) || !strings.Contains(doc.String(), counted) {
			t.Errorf("kept %d:\n%s\n%s", keep, out.String(), doc.String())
		}
	}
}
