package logparse

import (
	"fmt"
	"strings"
	"testing"
)

// turn is the beginning of a scheduled run as far as its look at the lock.
func turn(app, lock string) string {
	return stampedLine("UpdateThisScheduledApp", "Password management - Started") + stampedLine("UpdateThisScheduledApp", "Password management - Ended") +
		stampedLine("UpdateThisScheduledApp", "Performing SCHEDULED UPDATE for application = "+app) +
		stampedLine("QBWebConnector.RegistryManager.getUpdateLock", `HKEY_CURRENT_USER\Software\Intuit\QBWebConnector\UpdateLock = `+lock)
}

func stampedLine(method, text string) string {
	return fmt.Sprintf("20251103.09:00:05 UTC\t: %s() : %s\n", method, text)
}

func locked() string {
	return stampedLine("QBWebConnector.RegistryManager.setUpdateLock", "********************* Update session locked *********************")
}

func workDone() string {
	return stampedLine("QBWebConnector.SOAPWebService.do_closeConnection", `Received from closeConnection() following parameters:<ccResponse="Complete!">`) +
		stampedLine("QBWebConnector.RegistryManager.setUpdateLock", "********************* Update session unlocked *********************")
}

// TestTurnsWhileARunHoldsTheLock lets other applications' turns come while a run is going on.
func TestTurnsWhileARunHoldsTheLock(t *testing.T) {
	turnedAway := stampedLine("UpdateThisScheduledApp", "QBWC1031: Update completed with some error.")
	for _, c := range []struct{ name, log, want string }{
		{"one", turn("A", "FALSE") + locked() + turn("B", "TRUE") + turnedAway + workDone(), "B postponed 8-10, A ok 3-12"},
		{"two", turn("A", "FALSE") + locked() + turn("B", "TRUE") + turn("C", "TRUE") + turnedAway + workDone(), "B cut-off 8-9, C postponed 12-14, A ok 3-16"},
		{"no password", turn("A", "FALSE") + locked() + stampedLine("UpdateThisScheduledApp", "Password management - Started") + workDone(), "A ok 3-8"},
		{"the lock was free", turn("A", "FALSE") + locked() + turn("B", "FALSE") + locked() + workDone(), "A cut-off 3-5, B ok 8-12"},
		{"its own turn", turn("A", "FALSE") + locked() + turn("A", "TRUE") + turnedAway, "A cut-off 3-5, A failed 8-10"},
		{"nothing follows", turn("A", "FALSE") + locked() + turn("B", "TRUE") + turnedAway, "B failed 8-10, A cut-off 3-5"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var told []string
			opt := Options{OnSession: func(s *Session) {
				told = append(told, fmt.Sprintf("%s %s %d-%d", s.App, s.Outcome, s.Span.First, s.Span.Last))
			}}
			if _, err := ReadAll(strings.NewReader(c.log), "x", opt); err != nil {
				t.Fatal(err)
			}
			if got := strings.Join(told, ", "); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}
