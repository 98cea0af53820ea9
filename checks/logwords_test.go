package checks

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"authdoctor/logparse"
)

// failedRun is a run whose login failed with a sentence, as a German Windows writes it: only the frames' words are in its language.
func failedRun(sentence string) string {
	entry := func(sec int, method, text string) string {
		return fmt.Sprintf("20251103.09:00:%02d UTC\t: QBWebConnector.%s() : %s\r\n", sec, method, text)
	}
	return entry(0, "SOAPWebService.instantiateWebService", "Initiated connection to the following application.") +
		entry(0, "SOAPWebService.instantiateWebService", "AppName: Harbor Tea") +
		entry(0, "SOAPWebService.instantiateWebService", "AppURL: https://shop.example/qb") +
		entry(2, "SOAPWebService.do_authenticate", `*** Calling authenticate() with following parameters:<userName="m"><password=<MaskedForSecurity>`) +
		entry(5, "SOAPWebService.do_authenticate", "QBWC1012: Authentication failed due to following error message.") +
		sentence + "\r\nMore info:\r\nStackTrace =    bei System.Web.Services.Protocols.SoapHttpClientProtocol.Invoke(String methodName, Object[] parameters)\r\n" +
		"Source = System.Web.Services\r\n" +
		entry(6, "RegistryManager.setUpdateLock", "********************* Update session unlocked *********************")
}

// firstCause is the cause that stands first, with its strength.
func firstCause(t *testing.T, text string) string {
	t.Helper()
	log, err := logparse.ReadAll(strings.NewReader(text), "QWCLog.txt", logparse.Options{})
	if err != nil {
		t.Fatal(err)
	}
	v := LogVerdicts(log, kbase(t), nil)
	if len(v) == 0 {
		return ""
	}
	return string(v[0].Cause)
}

// The same sentence in a run and pasted alone, in each language.
func TestLanguages(t *testing.T) {
	data, err := os.ReadFile("testdata/languages.tsv")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(data)) {
		want, sentence, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		if !ok {
			continue
		}
		for form, text := range map[string]string{"run": failedRun(sentence), "pasted": sentence} {
			if got := firstCause(t, text); !slices.Contains(strings.Fields(want), got) {
				t.Errorf("%s: got %q, want %s: %s", form, got, want, sentence)
			}
		}
	}
}

// Words that only announce a reason leave it open, however they come.
func TestAnnouncementDecidesNothing(t *testing.T) {
	for _, text := range []string{"QBWC1012", "QBWC1012: Authentication failed due to following error message.",
		"20251103.09:00:20 UTC\t: QBWebConnector.SOAPWebService.do_authenticate() : QBWC1012: Authentication failed due to following error message.\r\n"} {
		log, err := logparse.ReadAll(strings.NewReader(text), "x", logparse.Options{})
		if err != nil {
			t.Fatal(err)
		}
		v := LogVerdicts(log, kbase(t), nil)
		if len(v) != 1 || v[0].Cause != "unknown" || !strings.Contains(v[0].Tell, "could not be found") {
			t.Errorf("%q: %+v", text, v)
		}
	}
}
