package logparse

import (
	"strings"
	"testing"
)

// What was read of lines that were joined ends on the last of them, where the text has it.
func TestJoinedLinesEndWhereTheTextHasThem(t *testing.T) {
	const refused = "20250519.08:10:02 UTC : QBWebConnector.SOAPWebService.do_authenticate() :\n" +
		"QBWC1012: Authentication failed due to following\nerror message.\n" +
		"The underlying connection was closed: Could not establish trust\nrelationship for the SSL/TLS secure channel.\n"
	const unlocked = "20250519.08:10:03 UTC : QBWebConnector.RegistryManager.setUpdateLock() :\n" +
		"********************* Update session unlocked *********************\n"
	for _, tt := range []struct {
		name, text    string
		last, failure int
	}{
		{"the failure last", refused, 5, 5},
		{"without a line end", strings.TrimSuffix(refused, "\n"), 5, 5},
		{"the lock last", refused + unlocked, 7, 5},
		{"nothing joined", "20250519.08:10:02 UTC : QBWebConnector.SOAPWebService.do_authenticate() : QBWC1012: Authentication failed due to following error message.\n" +
			"The operation has timed out\n", 2, 2},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var runs []*Session
			end := 0
			l, err := ReadAll(strings.NewReader(tt.text), "QWCLog.txt", Options{OnSession: func(s *Session) { runs = append(runs, s) }, OnEntry: func(e *Entry) { end = e.Span.Last }})
			if err != nil || len(runs) != 1 || len(runs[0].Failures) != 1 {
				t.Fatalf("%v, %+v", err, runs)
			}
			if s := runs[0]; s.Span.Last != tt.last || s.Failures[0].Last != tt.failure || end != tt.last || l.Files[0].Lines != tt.last {
				t.Errorf("the run ends on %d, its failure on %d, the last entry on %d, the file on %d; want %d, %d", s.Span.Last, s.Failures[0].Last, end, l.Files[0].Lines, tt.last, tt.failure)
			}
		})
	}
}

// A run that goes on in another file ends there by that file's own lines.
func TestJoinedLinesOfTwoFiles(t *testing.T) {
	const start = "20250519.08:10:00 UTC : QBWebConnector.RegistryManager.setUpdateLock() :\n*** Update session locked ***\n" +
		"20250519.08:10:00 UTC : QBWebConnector.SOAPWebService.instantiateWebService() :\nAppName: Mill\n"
	b := NewBuilder(Options{})
	for _, text := range []string{start, "20250519.08:10:01 UTC : QBWebConnector.RegistryManager.setUpdateLock() :\n*** Update session unlocked ***\n"} {
		if err := b.Read(strings.NewReader(text), "x"); err != nil {
			t.Fatal(err)
		}
	}
	l := b.Finish()
	if len(l.Apps) != 1 {
		t.Fatalf("%+v", l)
	}
	if s := l.Apps[0].Newest; s.Span != (Span{1, 4}) || s.Rest != (Span{1, 2}) {
		t.Errorf("the run has lines %v, and %v in the next file", s.Span, s.Rest)
	}
}
