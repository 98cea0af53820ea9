package checks

import (
	"slices"
	"strings"
	"testing"
	"time"

	"authdoctor/checks/cause"
	"authdoctor/checks/machine"
	"authdoctor/checks/qwc"
	"authdoctor/logparse"
)

var noon = time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)

// soundPC is a PC on which nothing is wrong.
func soundPC() *machine.Programs {
	process := func(name string, pid uint32) machine.Process {
		return machine.Process{Name: name, PID: pid, Session: 1, Mine: machine.Yes, Elevated: machine.No, Window: machine.Yes, Bits: 32, Started: noon.Add(-3 * time.Hour)}
	}
	return &machine.Programs{Build: 19045, Session: 1, Elevated: machine.No, Framework: 528040,
		Processes: []machine.Process{process("QBWebConnector.exe", 40), process("QBW32.EXE", 41)},
		Connector: machine.Installed{Path: `C:\Program Files (x86)\Common Files\Intuit\QuickBooks\QBWebConnector\QBWebConnector.exe`, Version: "2.3.0.215"},
		Company:   []machine.Installed{{Name: "QuickBooks Premier Edition 2021", Bits: 32}},
		Requests:  machine.Yes, AtLogon: machine.Yes,
		Settings: machine.Settings{Found: true, UpdateLock: machine.No, LockAt: `HKEY_CURRENT_USER\Software\Intuit\QBWebConnector\UpdateLock`, Level: "DEBUG",
			Apps: []machine.App{{Name: "Harbor", URL: "https://books.example/wc", EveryMinutes: 30, Key: `HKEY_CURRENT_USER\Software\Intuit\QBWebConnector\Harbor`}}},
		Logs: []machine.LogFile{{Path: `C:\ProgramData\Intuit\QBWebConnector\log\QWCLog.txt`, Size: 9000, Writable: machine.Yes}},
	}
}

// without takes the programs of a name away.
func without(p *machine.Programs, name string) {
	p.Processes = slices.DeleteFunc(p.Processes, func(x machine.Process) bool { return x.Name == name })
}

// oneRun is a log whose one run began some minutes before noon.
func oneRun(minutes int, outcome logparse.Outcome) *logparse.Log {
	s := &logparse.Session{App: "Harbor", URL: "https://books.example/wc", Start: noon.Add(-time.Duration(minutes) * time.Minute), Outcome: outcome, Span: logparse.Span{First: 7, Last: 9}}
	if outcome != logparse.CutOff {
		s.End = s.Start.Add(time.Minute)
	}
	return &logparse.Log{Files: []logparse.File{{Path: "QWCLog.txt"}}, Apps: []*logparse.App{{Name: "Harbor", URL: s.URL, Interval: 1800, Newest: s}}}
}

func onSound(change func(f *pcFacts)) pcFacts {
	f := pcFacts{p: soundPC(), log: oneRun(20, logparse.OK), own: true, now: noon, service: "https://books.example/wc?x=1"}
	if change != nil {
		change(&f)
	}
	return f
}

type pcTest struct {
	change  func(f *pcFacts)
	state   State
	found   []string
	why     string     // part of it
	refutes []cause.ID // nil: not compared
}

func (tt *pcTest) check(t *testing.T, out Outcome) {
	t.Helper()
	var got []string
	for _, f := range out.Findings {
		got = append(got, string(f.Cause)+" "+string(f.Subject)+" "+f.Strength.String())
		for _, e := range f.Evidence {
			if e.Where == "" || !strings.HasSuffix(e.Text, ".") {
				t.Errorf("no proof: %+v", e)
			}
		}
	}
	if out.State != tt.state || !slices.Equal(got, tt.found) || !strings.Contains(out.Why, tt.why) || !strings.HasSuffix(out.Why, ".") {
		t.Errorf("%v %v %q; want %v %v %q", out.State, got, out.Why, tt.state, tt.found, tt.why)
	}
	if tt.refutes != nil && !slices.Equal(out.Refutes, tt.refutes) {
		t.Errorf("refutes %v, want %v", out.Refutes, tt.refutes)
	}
}

func TestJudgeConnector(t *testing.T) {
	tests := map[string]pcTest{
		"all is well":         {nil, Passed, nil, "2.3.0.215 runs, with 1 application", []cause.ID{notRunning, lockStuck}},
		"no such program":     {func(f *pcFacts) { *f.p, f.own, f.log = machine.Programs{}, false, nil }, Skipped, nil, "no Web Connector on this PC", nil},
		"closed a minute ago": {func(f *pcFacts) { without(f.p, "QBWebConnector.exe") }, Warned, nil, "does not run", []cause.ID{lockStuck}},
		"closed for a day": {func(f *pcFacts) { without(f.p, "QBWebConnector.exe"); f.log = oneRun(1440, logparse.OK) }, Failed,
			[]string{"web-connector-not-running pc proven"}, "every 30 minutes", []cause.ID{lockStuck}},
		"closed for an hour and a half is no gap yet": {func(f *pcFacts) { without(f.p, "QBWebConnector.exe"); f.log = oneRun(90, logparse.OK) }, Warned, nil, "", nil},
		"closed, and run by hand only": {func(f *pcFacts) {
			without(f.p, "QBWebConnector.exe")
			f.log = oneRun(1440, logparse.OK)
			f.log.Apps[0].Interval, f.p.Settings.Apps[0].EveryMinutes = 0, 0
		}, Warned, nil, "until it is started", nil},
		"closed, and the pairing file has a schedule": {func(f *pcFacts) {
			without(f.p, "QBWebConnector.exe")
			f.log = oneRun(1440, logparse.OK)
			f.log.Apps[0].Interval, f.p.Settings.Apps[0].EveryMinutes = 0, 0
			f.qwc = &qwc.File{AppName: "harbor", RunEveryNMinutes: "60"}
		}, Failed, []string{"web-connector-not-running pc proven"}, "every 60 minutes", nil},
		"closed, without a log":      {func(f *pcFacts) { without(f.p, "QBWebConnector.exe"); f.log, f.own = nil, false }, Failed, []string{"web-connector-not-running pc likely"}, "by itself", nil},
		"closed, with another's log": {func(f *pcFacts) { without(f.p, "QBWebConnector.exe"); f.own = false; f.log = oneRun(1440, logparse.OK) }, Warned, nil, "not this PC's own", []cause.ID{}},
		"it runs, and nothing happens": {func(f *pcFacts) { f.log = oneRun(170, logparse.OK); f.p.Settings.Apps[0].AutoRun = machine.No }, Failed,
			[]string{"web-connector-not-running pc likely"}, "no run has begun since", []cause.ID{lockStuck}},
		"it was started a minute ago": {func(f *pcFacts) { f.log = oneRun(1440, logparse.OK); f.p.Processes[0].Started = noon.Add(-time.Minute) }, Passed, nil, "runs", nil},
		"it runs for another user":    {func(f *pcFacts) { f.p.Processes[0].Session = 2 }, Warned, nil, "another Windows user", nil},
		"it runs as another user in this session": {func(f *pcFacts) {
			f.p.Processes[0].Mine, f.p.Settings.UpdateLock = machine.No, machine.Yes
			f.log = oneRun(80, logparse.OK)
		}, Warned, nil, "another Windows user than this program", nil},
		"it runs twice":                 {func(f *pcFacts) { f.p.Processes = append(f.p.Processes, f.p.Processes[0]) }, Warned, nil, "2 times", nil},
		"a lock, and a run is going on": {func(f *pcFacts) { f.p.Settings.UpdateLock = machine.Yes; f.log = oneRun(20, logparse.CutOff) }, Passed, nil, "", nil},
		"a lock, and the last run ended long ago": {func(f *pcFacts) { f.p.Settings.UpdateLock = machine.Yes; f.log = oneRun(80, logparse.Failed) }, Failed,
			[]string{"update-lock-stuck pc likely"}, "UpdateLock is TRUE", nil},
		"a lock, and a run that never ended": {func(f *pcFacts) {
			f.p.Settings.UpdateLock = machine.Yes
			f.log = oneRun(600, logparse.CutOff)
			f.log.Apps[0].Interval = 86400
		}, Failed,
			[]string{"update-lock-stuck pc likely"}, "", nil},
		"a lock that the next start clears": {func(f *pcFacts) { f.p.Settings.UpdateLock = machine.Yes; without(f.p, "QBWebConnector.exe") }, Warned, nil, "next start clears", nil},
		"a lock without a log":              {func(f *pcFacts) { f.p.Settings.UpdateLock = machine.Yes; f.log, f.own = nil, false }, Warned, nil, "a run is going on now", nil},
		"a log that may not be written":     {func(f *pcFacts) { f.p.Logs[0].Writable, f.p.Logs[0].Why = machine.No, "access denied" }, Failed, []string{"web-connector-failure pc likely"}, "access denied", nil},
		"a log that is switched off":        {func(f *pcFacts) { f.p.Settings.Level = "NONE" }, Warned, nil, "switched off", nil},
		"a huge log":                        {func(f *pcFacts) { f.p.Logs[0].Size = 300 << 20 }, Warned, nil, "300 MB", nil},
		"paired by another user":            {func(f *pcFacts) { f.p.Settings = machine.Settings{} }, Warned, nil, "another Windows user paired", nil},
		"something could not be read":       {func(f *pcFacts) { f.p.Unread = []string{"Could not read it (access denied)."} }, Unknown, nil, "access denied", nil},
		"TLS 1.2 is off": {func(f *pcFacts) { f.p.Switches = []machine.Switch{{Key: "K", Name: "Enabled", Set: true, Needed: 1}} }, Failed,
			[]string{"tls-too-old service likely"}, "Enabled is 0", nil},
		"a switch of .NET is off": {func(f *pcFacts) {
			f.p.Switches = []machine.Switch{{Key: "K", Name: "SchUseStrongCrypto", Set: true, Needed: 1}}
		}, Warned, nil, "TLS 1.2", nil},
		"a switch of .NET is off, and the log shows it": {func(f *pcFacts) {
			f.p.Switches = []machine.Switch{{Key: "K", Name: "SchUseStrongCrypto", Set: true, Needed: 1}}
			f.inLog = []Finding{{Cause: tlsTooOld, Subject: cause.Service, Address: "https://books.example/wc", App: "Harbor"}}
		}, Failed, []string{"tls-too-old service likely"}, "SchUseStrongCrypto is 0", nil},
		"an old .NET that was told nothing": {func(f *pcFacts) {
			f.p.Framework, f.p.Switches = 394802, []machine.Switch{{Key: "K", Name: "SchUseStrongCrypto", Needed: 1}}
			f.inLog = []Finding{{Cause: tlsTooOld, Subject: cause.Service, Address: "https://books.example/wc"}}
		}, Failed, []string{"tls-too-old service likely"}, "release 394802", nil},
		"an old .NET, and nothing in the log": {func(f *pcFacts) { f.p.Framework = 394802 }, Passed, nil, "", nil},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) { tt.check(t, judgeConnector(onSound(tt.change))) })
	}
}

func TestJudgeQuickBooks(t *testing.T) {
	refused := func(f *pcFacts) { f.inLog = []Finding{{Cause: noQuickBooks, Subject: cause.QuickBooks}} }
	tests := map[string]struct {
		pcTest
		there machine.Known
	}{
		"all is well":                          {pcTest{nil, Passed, nil, "QuickBooks Premier Edition 2021 is open (32-bit)", []cause.ID{userMismatch}}, machine.NotKnown},
		"no QuickBooks and no Web Connector":   {pcTest{func(f *pcFacts) { *f.p, f.own, f.log = machine.Programs{}, false, nil }, Skipped, nil, "no QuickBooks on this PC", nil}, machine.NotKnown},
		"a Web Connector without a QuickBooks": {pcTest{func(f *pcFacts) { without(f.p, "QBW32.EXE"); f.p.Company = nil }, Failed, []string{"quickbooks-unavailable quickbooks likely"}, "not among the programs", nil}, machine.NotKnown},
		"QuickBooks is not in the list, but it answered": {pcTest{func(f *pcFacts) {
			without(f.p, "QBW32.EXE")
			f.p.Company, f.log.Apps[0].Newest.Requests = nil, 3
		}, Warned, nil, "it answered the run", nil}, machine.NotKnown},
		"QuickBooks answered once, and is in the list no longer": {pcTest{func(f *pcFacts) {
			without(f.p, "QBW32.EXE")
			f.p.Company, f.log.Apps[0].Recent = nil, []*logparse.Session{{Start: noon.Add(-time.Hour), Requests: 3}}
			refused(f)
		}, Failed, []string{"quickbooks-unavailable quickbooks likely"}, "not among the programs", nil}, machine.NotKnown},
		"a list of programs that cannot be read": {pcTest{func(f *pcFacts) {
			without(f.p, "QBW32.EXE")
			f.p.Company, f.p.Unread = nil, []string{"Could not read the list of installed programs (access denied)."}
		}, Unknown, nil, "access denied", nil}, machine.NotKnown},
		"closed":                           {pcTest{func(f *pcFacts) { without(f.p, "QBW32.EXE") }, Warned, nil, "QuickBooks is closed", nil}, machine.NotKnown},
		"closed, and the run failed at it": {pcTest{func(f *pcFacts) { without(f.p, "QBW32.EXE"); refused(f) }, Failed, []string{"quickbooks-unavailable quickbooks likely"}, "closed", nil}, machine.NotKnown},
		"open for another session":         {pcTest{func(f *pcFacts) { f.p.Processes[1].Session = 3 }, Warned, nil, "session 3", nil}, machine.NotKnown},
		"open for another session, and the run failed": {pcTest{func(f *pcFacts) { f.p.Processes[1].Session = 3; refused(f) }, Failed,
			[]string{"windows-user-mismatch pc likely"}, "session 3", nil}, machine.NotKnown},
		"without a window": {pcTest{func(f *pcFacts) { f.p.Processes[1].Window = machine.No }, Warned, nil, "without a window", nil}, machine.NotKnown},
		"left over, and the run failed": {pcTest{func(f *pcFacts) {
			x := f.p.Processes[1]
			x.PID, x.Window = 99, machine.No
			f.p.Processes = append(f.p.Processes, x)
			refused(f)
		}, Failed, []string{"quickbooks-unavailable quickbooks likely"}, "left over", nil}, machine.NotKnown},
		"one as administrator": {pcTest{func(f *pcFacts) { f.p.Processes[1].Elevated = machine.Yes }, Failed,
			[]string{"windows-user-mismatch pc proven"}, "QuickBooks runs as administrator, and the Web Connector without", []cause.ID{}}, machine.NotKnown},
		"one as another user": {pcTest{func(f *pcFacts) { f.p.Processes[0].Mine = machine.No }, Failed, []string{"windows-user-mismatch pc proven"},
			"QuickBooks runs as you, and the Web Connector as another", nil}, machine.NotKnown},
		"Windows does not say": {pcTest{func(f *pcFacts) {
			f.p.Processes[1].Mine, f.p.Processes[1].Elevated, f.p.Processes[1].Refused = machine.NotKnown, machine.NotKnown, true
		}, Warned, nil, "Windows refuses to say as whom QuickBooks runs", nil}, machine.NotKnown},
		"Windows does not say, and the run failed": {pcTest{func(f *pcFacts) {
			f.p.Processes[0].Mine, f.p.Processes[0].Elevated, f.p.Processes[0].Refused = machine.NotKnown, machine.NotKnown, true
			refused(f)
		}, Failed, []string{"windows-user-mismatch pc likely"}, "as whom the Web Connector runs", nil}, machine.NotKnown},
		"the component is missing": {pcTest{func(f *pcFacts) { f.p.Requests = machine.No }, Warned, nil, "QBXMLRP2", nil}, machine.NotKnown},
		"the component is missing, and the run failed": {pcTest{func(f *pcFacts) { f.p.Requests = machine.No; refused(f) }, Failed,
			[]string{"quickbooks-component-missing quickbooks likely"}, "QBXMLRP2", nil}, machine.NotKnown},
		"the company file is gone": {pcTest{nil, Failed, []string{"company-file-unavailable quickbooks likely"}, "not at its place", nil}, machine.No},
		"opened since the run that failed": {pcTest{func(f *pcFacts) { f.p.Processes[1].Started = noon.Add(-time.Minute); refused(f) }, Passed, nil, "is open",
			[]cause.ID{noQuickBooks, userMismatch}}, machine.NotKnown},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) { tt.check(t, judgeQuickBooks(onSound(tt.change), `C:\Books\Harbor.qbw`, tt.there)) })
	}
}

func TestCompanyFileThatTheServiceNames(t *testing.T) {
	f := onSound(nil)
	if got := companyFile(&f); got != "" {
		t.Errorf("%q", got)
	}
	f.log.Apps[0].Newest.Calls = []logparse.Call{{Stage: logparse.StageAuthenticate, Answer: `C:\Books\Harbor.QBW`}}
	if got := companyFile(&f); got != `C:\Books\Harbor.QBW` {
		t.Errorf("%q", got)
	}
	if f.own = false; companyFile(&f) != "" {
		t.Error("the file of another PC")
	}
	dir := t.TempDir()
	for path, want := range map[string]machine.Known{"": machine.NotKnown, `\\server\books\a.qbw`: machine.NotKnown, dir: machine.Yes, dir + "/none.qbw": machine.No} {
		if got := fileThere(t.Context(), path); got != want {
			t.Errorf("%q: %v, want %v", path, got, want)
		}
	}
}

// A setting of this PC explains a failure that our own connection does not meet, and a look at the PC refutes what is over.
func TestThisPCAgainstTheLog(t *testing.T) {
	const wc = "https://books.example/wc"
	tls := logged(tlsTooOld, cause.Service, wc, cause.Likely, "l:1")
	switchOff := Finding{Cause: tlsTooOld, Subject: cause.Service, Address: wc, Strength: cause.Likely, Evidence: []Evidence{onPC("K", "It is off.")}}
	got := verdictLine(Weigh(Input{KB: kbase(t), Checks: []Done{done("log", Failed, "", tls), done("service", Passed, wc), done("web-connector", Failed, "", switchOff)}}))
	if want := []string{"tls-too-old service now likely"}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	pc := done("quickbooks", Passed, "")
	pc.Refutes = []cause.ID{noQuickBooks}
	got = verdictLine(Weigh(Input{KB: kbase(t), Checks: []Done{done("log", Failed, "", logged(noQuickBooks, cause.QuickBooks, "", cause.Likely, "l:1")), pc}}))
	if want := []string{"quickbooks-unavailable quickbooks past likely"}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

func TestThisPCElsewhere(t *testing.T) {
	for _, run := range []func() Outcome{
		func() Outcome { return runConnector(t.Context(), &Env{Case: &Case{}, Now: time.Now}) },
		func() Outcome { return runQuickBooks(t.Context(), &Env{Case: &Case{}, Now: time.Now}) },
	} {
		if out := run(); out.State != Skipped || out.Why != "Only on Windows." {
			t.Errorf("%+v", out)
		}
	}
}
