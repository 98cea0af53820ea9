package machine

import "testing"

func TestMayBeLog(t *testing.T) {
	for _, name := range []string{"QWCLog.txt", "QWCLOG.TXT", "a.log", "a.log.gz", "mail.zip", "QWCLog.txt.1", "QWCLog.txt.2.gz", "QWCLog.txt.012", "QWCLog.txt.old",
		"QWCLog.old", "QWCLog.bak", "QWCLog.txt.bak", "QWCLog.1", "a.log.2025-05-19", "a.log-20250519", "QWCLog.txt_20250519-0830", "a.txt.old.1", "QWCLog_20250519.txt"} {
		if !MayBeLog(name) {
			t.Errorf("%s is not taken", name)
		}
	}
	for _, name := range []string{"", ".txt.", "a.pdf", "shop.bak", "QuickBooks.qbw", "a.old", "1", ".1", "a.txt.doc", "txt", "a.2025-05-19", "manual.pdf.1"} {
		if MayBeLog(name) {
			t.Errorf("%s is taken", name)
		}
	}
}
