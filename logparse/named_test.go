package logparse

import (
	"strings"
	"testing"
)

// TestNamedAboveTheRun: a run whose start lines are missing, or are in words that nobody knows, has the name and address that stand above its first
// call. One that begins as usual takes over nothing.
func TestNamedAboveTheRun(t *testing.T) {
	const stamp = "20170811.21:39:26 UTC : "
	const inst = stamp + "QBWebConnector.SOAPWebService.instantiateWebService():"
	const call = stamp + "QBWebConnector.SOAPWebService.do_serverVersion() : *** Calling serverVersion().\n"
	const named = inst + "AppName: WCService\n" + inst + "AppUniqueName (如果有的话):WCService\n" + inst + "AppURL:http://localhost:14319/WCService.svc\n"
	const sched = stamp + "UpdateThisScheduledApp() : Performing SCHEDULED UPDATE for application = Other\n"
	const adding = stamp + "QBWebConnector.WebServiceManager.ReadQWC(QWCReader QWC) : Contents of QWC file: -\n"
	for _, c := range []struct{ name, text, app, url string }{
		{"above the first call", named + call, "WCService", "http://localhost:14319/WCService.svc"},
		{"translated, and on one line", strings.ReplaceAll(inst+"已启动到以下应用程序的连接。\n"+named+call, "\n", ""), "WCService", "http://localhost:14319/WCService.svc"},
		{"a run begins as usual", named + sched + call, "Other", ""},
		{"another name begins anew", named + inst + "AppName: Second\n" + call, "Second", ""},
		{"while adding", adding + named + stamp + "QBWebConnector.SOAPWebService.AddToQuickBooks() : Application X has been added to QuickBooks.\n" + call, "", ""},
		{"the next run has its own", named + sched + stamp + "QBWebConnector.RegistryManager.setUpdateLock() : *** Update session unlocked ***\n" + call, "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			l := ReadText(c.text)
			if len(l.Apps) == 0 {
				t.Fatal("no run")
			}
			if s := l.Apps[0].Newest; s.App != c.app || s.URL != c.url {
				t.Errorf("got %q %q, want %q %q", s.App, s.URL, c.app, c.url)
			}
		})
	}
}
