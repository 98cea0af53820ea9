package checks

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"

	"authdoctor/checks/cause"
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

// A log that ends while a run waits for a person names what it waits for; half a sentence at its end decides nothing.
func TestLogEndsInItsMidst(t *testing.T) {
	const start = "20251103.09:00:00 UTC\t: UpdateThisScheduledApp() : Performing SCHEDULED UPDATE for application = Harbor Tea\r\n"
	const modal = "20251103.09:00:02 UTC\t: QBWebConnector.SOAPWebService.handleModalDialogError() : QuickBooks returned the following error: <QBWC1053: A modal dialog box is showing in the QuickBooks user interface. Your application cannot access QuickBooks until the user dismisses the dialog box.>. Fix the problem and then click OK to try again.\r\n"
	const lock = "20251103.09:00:00 UTC\t: QBWebConnector.RegistryManager.getUpdateLock() : HKEY_CURRENT_USER\\Software\\Intuit\\QBWebConnector\\UpdateLock = TRUE\r\n"
	login := "20251103.09:00:02 UTC\t: QBWebConnector.SOAPWebService.do_authenticate() : *** Calling authenticate() with following parameters:<MaskedForSecurity>\r\n" +
		"20251103.09:00:05 UTC\t: QBWebConnector.SOAPWebService.do_authenticate() : QBWC1012: Authentication failed due to following error message.\r\n"
	for name, tt := range map[string]struct{ text, want string }{
		"a dialog":                        {start + modal, "quickbooks-busy"},
		"a dialog that was closed":        {start + modal + "20251103.09:01:00 UTC\t: QBWebConnector.SOAPWebService.ConnectToQB() : Connected., Session started\r\n", ""},
		"a dialog after a good run":       {strings.ReplaceAll(failedRun("x"), "QBWC1012: Authentication failed due to following error message.", "x") + start + modal, "quickbooks-busy"},
		"the lock":                        {start + lock, "update-lock-stuck"},
		"half a sentence":                 {start + login + "The vendor could not fin", "unknown"},
		"half a sentence of many":         {start + login + "The underlying connection was clo", "connection-closed"},
		"a whole sentence of the service": {start + login + "The vendor could not find the shop.\r\n", "soap-fault"},
		"nothing but calls":               {start + login[:strings.Index(login, "\n")+1], ""},
	} {
		if got := firstCause(t, tt.text); got != tt.want {
			t.Errorf("%s: got %q, want %q", name, got, tt.want)
		}
	}
}

// A refused record in a run without an end may be what ended it, and may be not: it is a possible cause, behind any other failure.
func TestRefusedRecordWithoutAnEnd(t *testing.T) {
	const soap = "20251103.09:00:02 UTC\t: QBWebConnector.SOAPWebService."
	refused := func(status string) string {
		return soap + "do_receiveResponseXML() : response =\n" + `<InvoiceAddRs statusCode="` + status + `" statusSeverity="Error" statusMessage="x" />` + "\n"
	}
	const goesOn = soap + `do_receiveResponseXML() : hresult=""` + "\n"
	const negative = soap + `do_receiveResponseXML() : Received from receiveResponseXML() following parameter:<receiveResponseXMLRet="-1">` + "\n"
	for name, tt := range map[string]struct{ text, want string }{
		"cut off after it":                     {refused("3140") + goesOn, "record-refused possible"},
		"a status that leaves it open":         {refused("1000") + goesOn, ""},
		"nothing that is known":                {refused("500"), ""},
		"behind another failure":               {refused("3140") + soap + "handleModalDialogError() : QuickBooks returned the following error: <QBWC1053: A modal dialog box is showing in the QuickBooks user interface.>.\n", "quickbooks-busy likely"},
		"the service ends the run for it":      {refused("3140") + goesOn + negative, "record-refused proven"},
		"the service ends the run without one": {goesOn + negative, "unknown possible"},
	} {
		log, err := logparse.ReadAll(strings.NewReader(tt.text), "QWCLog.txt", logparse.Options{})
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		if v := LogVerdicts(log, kbase(t), nil); len(v) > 0 {
			got = string(v[0].Cause) + " " + v[0].Strength.String()
		}
		if got != tt.want {
			t.Errorf("%s: got %q, want %q", name, got, tt.want)
		}
	}
}

// Excerpts of many kinds, as they are posted and pasted: what stands first is one of the causes that fit.
func TestExcerpts(t *testing.T) {
	data, err := os.ReadFile("testdata/excerpts.tsv")
	if err != nil {
		t.Fatal(err)
	}
	spelled := strings.NewReplacer(`\\`, `\`, `\n`, "\r\n", `\t`, "\t")
	for line := range strings.Lines(string(data)) {
		f := strings.SplitN(strings.TrimSuffix(line, "\n"), "\t", 3)
		if len(f) != 3 {
			continue
		}
		text := spelled.Replace(f[2])
		if f[0] == "run" {
			text = failedRun(text)
		}
		got := firstCause(t, text)
		if got == "" || got == "no-work" {
			got = "-"
		}
		if !slices.Contains(strings.Fields(f[1]), got) {
			t.Errorf("got %q, want %s: %s", got, f[1], f[2])
		}
	}
}

// The same in the code page of the Windows that wrote it: what is no UTF-8 is read as it was meant.
func TestLanguagesInCodePages(t *testing.T) {
	data, err := os.ReadFile("testdata/languages.tsv")
	if err != nil {
		t.Fatal(err)
	}
	pages := []encoding.Encoding{charmap.Windows1252, charmap.Windows1251, charmap.Windows1250, charmap.Windows1254,
		korean.EUCKR, japanese.ShiftJIS, traditionalchinese.Big5, simplifiedchinese.GBK}
	for line := range strings.Lines(string(data)) {
		want, sentence, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		if !ok {
			continue
		}
		held := false
		for _, page := range pages {
			text, err := page.NewEncoder().String(failedRun(sentence))
			if err != nil || page == japanese.ShiftJIS && !strings.ContainsFunc(sentence, func(r rune) bool { return unicode.In(r, unicode.Hiragana) }) ||
				page == korean.EUCKR && !strings.ContainsFunc(sentence, func(r rune) bool { return unicode.In(r, unicode.Hangul) }) {
				continue
			}
			held = true
			if got := firstCause(t, text); !slices.Contains(strings.Fields(want), got) {
				t.Errorf("%v: got %q, want %s: %s", page, got, want, sentence)
			}
			break // the first that can hold it is the one of its country
		}
		if !held {
			t.Errorf("no code page holds %q", sentence)
		}
	}
}

// Two runs that are written into each other, line by line: the lines do not say whose they are, so no application is accused.
func TestMixedRunsAccuseNobody(t *testing.T) {
	var refused, fine book
	refused.run("Harbor Tea", "https://shop.example/qb", true, refused.refused)
	fine.run("Other App", "https://other.example/qb", false, func() {
		fine.line(3, svc+"updateWS()", `Received from authenticate() following parameters:<authRet[0]="t"><authRet[1]=""><authRet[2]=""><authRet[3]="">`)
		fine.line(4, svc+"do_sendRequestXML()", "Request xml received.")
	})
	a, b := strings.SplitAfter(refused.String(), "\n"), strings.SplitAfter(fine.String(), "\n")
	for _, order := range [][2][]string{{a, b}, {b, a}} {
		var text strings.Builder
		for i := range max(len(a), len(b)) {
			for _, lines := range order {
				if i < len(lines) {
					text.WriteString(lines[i])
				}
			}
		}
		log, err := logparse.ReadAll(strings.NewReader(text.String()), "QWCLog.txt", logparse.Options{})
		if err != nil {
			t.Fatal(err)
		}
		v := LogVerdicts(log, kbase(t), nil)
		if len(v) == 0 || v[0].Cause != "bad-credentials" {
			t.Fatalf("%+v", v)
		}
		if v[0].App != "" || v[0].Strength > cause.Likely || !strings.Contains(v[0].Evidence[0].Text, "not certain") {
			t.Errorf("%s accused, %v: %+v", v[0].App, v[0].Strength, v[0].Evidence)
		}
	}
}

// Causes that several sentences of one pasted message fit stand each on its own line, and are rivals: none explains another.
func TestSentencesOfOneMessage(t *testing.T) {
	const text = "It fails like this:\nThe remote name could not be resolved: 'shop.example'\nand now and then\nThe operation has timed out\nNo connection could be made because the target machine actively refused it 203.0.113.9:443"
	v := LogVerdicts(logparse.ReadText(text), kbase(t), nil)
	if len(v) < 2 {
		t.Fatalf("%+v", v)
	}
	lines := map[string]bool{}
	for _, one := range v {
		e := one.Evidence[0]
		lines[e.Where] = true
		if e.Where == "-:1" || e.Whole != "-:1" || len(one.Evidence) != 1 {
			t.Errorf("%s: %+v", one.Cause, one.Evidence)
		}
	}
	if len(lines) < 2 {
		t.Errorf("all on one line: %v", lines)
	}
}
