package main

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"authdoctor/checks"
)

// TestWatchOutlivesARename looks for a new run in a log that is away for a moment, as while it is turned over.
func TestWatchOutlivesARename(t *testing.T) {
	t.Parallel()
	a := guideApp(t)
	path := filepath.Join(t.TempDir(), "QWCLog.txt")
	env := &checks.Env{Case: &checks.Case{LogPaths: []string{path}}}
	log := "20260305.09:00:00 UTC\t: UpdateThisScheduledApp() : Performing SCHEDULED UPDATE for application = Connex\n" +
		"20260305.09:00:01 UTC\t: QBWebConnector.RegistryManager.setUpdateLock() : *** Update session locked ***\n" +
		"20260305.09:00:02 UTC\t: QBWebConnector.SOAPWebService.do_closeConnection() : Response received from application = Complete!\n" +
		"20260305.09:00:03 UTC\t: QBWebConnector.RegistryManager.setUpdateLock() : *** Update session unlocked ***\n"
	time.AfterFunc(watchEvery/2, func() { _ = os.WriteFile(path, []byte(log), 0o600) })
	run, err := a.watch(t.Context(), env, time.Date(2026, 3, 5, 8, 0, 0, 0, time.UTC))
	if err != nil || run == nil || run.App != "Connex" {
		t.Errorf("%+v, %v", run, err)
	}
}

// TestWatchGivesUp looks at a log that never comes.
func TestWatchGivesUp(t *testing.T) {
	t.Parallel()
	env := &checks.Env{Case: &checks.Case{LogPaths: []string{filepath.Join(t.TempDir(), "QWCLog.txt")}}}
	if run, err := guideApp(t).watch(context.Background(), env, time.Time{}); run != nil || err == nil {
		t.Errorf("%+v, %v", run, err)
	}
}
