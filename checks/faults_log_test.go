package checks_test

import (
	"crypto/tls"
	"strings"
	"testing"

	"authdoctor/checks/redact"
)

// failedLogin is a log of one run whose log-in failed with a sentence under QBWC1012.
func failedLogin(sentence string) string {
	const soap = "QBWebConnector.SOAPWebService."
	var b strings.Builder
	for _, l := range [][2]string{
		{"QBWebConnector.WebServiceManager.DoUpdateSelected()", "updateWS() for application = 'Harbor Tea Orders' has STARTED"},
		{"QBWebConnector.RegistryManager.setUpdateLock()", `HKEY_CURRENT_USER\Software\Intuit\QBWebConnector\UpdateLock has been set to True`},
		{"QBWebConnector.RegistryManager.setUpdateLock()", "********************* Update session locked *********************"},
		{soap + "instantiateWebService()", "Initiated connection to the following application."},
		{soap + "instantiateWebService()", "AppName: Harbor Tea Orders"},
		{soap + "instantiateWebService()", "AppURL: {service}"},
		{soap + "do_authenticate()", "Authenticating to application 'Harbor Tea Orders', username = 'harbor-0042'"},
		{soap + "do_authenticate()", `*** Calling authenticate() with following parameters:<userName="harbor-0042"><password=<MaskedForSecurity>`},
		{soap + "do_authenticate()", "QBWC1012: Authentication failed due to following error message."},
		{"", sentence},
		{"QBWebConnector.RegistryManager.setUpdateLock()", `HKEY_CURRENT_USER\Software\Intuit\QBWebConnector\UpdateLock has been set to False`},
		{"QBWebConnector.RegistryManager.setUpdateLock()", "********************* Update session unlocked *********************"},
		{"QBWebConnector.WebServiceManager.DoUpdateSelected()", "Update completed with errors. See log (QWCLog) for more details."},
	} {
		if l[0] != "" {
			b.WriteString("20260302.09:01:02 UTC\t: " + l[0] + " : ")
		}
		b.WriteString(l[1] + "\n")
	}
	return b.String()
}

// logsIn makes the one real log-in.
func logsIn(w *world) {
	w.c.Login, w.c.User, w.c.Password = true, realUser, redact.Secret(realPassword)
}

const noSharedTLS = "The request was aborted: Could not create SSL/TLS secure channel."

// logRows hold a log against what is so now.
var logRows = []faultRow{
	{name: "the log shows a 404 and the service answers now", breaks: func(w *world) {
		w.log = failedLogin("The request failed with HTTP status 404: Not Found.")
	}, states: "PPPPPP sync-range=passed log=failed", verdicts: "http-not-found service past proven"},
	{name: "the log shows a 404 and so it is", breaks: func(w *world) {
		w.log = failedLogin("The request failed with HTTP status 404: Not Found.")
		w.books.instead["*"] = page(404, "Not Found")
	}, states: "PPPPFS sync-range=passed log=failed", verdicts: "http-not-found service now proven"},
	{name: "the log shows no common TLS, and the service takes TLS 1.2 and newer only", breaks: func(w *world) {
		w.log = failedLogin(noSharedTLS)
		w.service.tls.MinVersion = tls.VersionTLS12
	}, states: "PPPPWP sync-range=passed log=failed", verdicts: "tls-too-old service now likely", says: []string{"TLS 1.0 and 1.1 only was refused"}},
	{name: "the log shows no common TLS, and the service takes old versions too", breaks: func(w *world) {
		w.log = failedLogin(noSharedTLS)
	}, states: "PPPPPP sync-range=passed log=failed", verdicts: "tls-too-old service past likely"},
	{name: "the log shows an error of the service at the log-in, and the made-up one is refused well", breaks: func(w *world) {
		w.log = failedLogin("Server was unable to process request. ---> The tea ran out.")
	}, states: "PPPPPP sync-range=passed log=failed", verdicts: "soap-fault service logged possible"},
	{name: "the log shows an error of the service at the log-in, and a real one works", breaks: func(w *world) {
		w.log = failedLogin("Server was unable to process request. ---> The tea ran out.")
		logsIn(w)
	}, states: "PPPPPP sync-range=passed log=failed", verdicts: "soap-fault service past possible"},
	{name: "the log shows a broken answer to the log-in, and a real one works", breaks: func(w *world) {
		w.log = failedLogin("Object reference not set to an instance of an object.")
		logsIn(w)
	}, states: "PPPPPP sync-range=passed log=failed", verdicts: "soap-malformed service past likely"},
	{name: "the log shows an error of the service behind the log-in, and a real one works", breaks: func(w *world) {
		w.log = strings.NewReplacer("do_authenticate() : QBWC1012: Authentication failed", "do_sendRequestXML() : QBWC1041: SendRequestXML failed").
			Replace(failedLogin("Server was unable to process request. ---> The tea ran out."))
		logsIn(w)
	}, states: "PPPPPP sync-range=passed log=failed", verdicts: "soap-fault service logged possible"},
	{name: "the log shows a wrong password, and a real log-in works", breaks: func(w *world) {
		w.log = failedLogin("QBWC1040: Invalid password for username 'harbor-0042'")
		logsIn(w)
	}, states: "PPPPPP sync-range=passed log=failed", verdicts: "bad-credentials service past proven"},
	{name: "the log shows a name that cannot be looked up, and so it is", breaks: func(w *world) {
		w.log = failedLogin("The remote name could not be resolved: 'books.harbortea.example'")
		w.names[booksName] = noSuchName
	}, states: "PPPPFS sync-range=passed log=failed", verdicts: "dns-failure service now proven"},
}

// The handshake of an old program is a second connection, so it is not made without a reason.
func TestOldTLSIsAskedOnlyWhereTheLogShowsIt(t *testing.T) {
	for name, log := range map[string]string{"no log": "", "another fault": failedLogin("The operation has timed out")} {
		m := run(t, faultRow{breaks: func(w *world) { w.log = log }})
		if m.error != nil {
			t.Fatal(m.error)
		}
		for _, d := range m.res.Checks {
			for _, ex := range d.Exchanges {
				if ex.TLS != nil && ex.TLS.Offered == "TLS 1.0 and 1.1" {
					t.Errorf("%s: an old handshake was made by %s", name, d.ID)
				}
			}
		}
	}
}
