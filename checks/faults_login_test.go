package checks_test

import (
	"net/http"

	"authdoctor/checks/redact"
)

// realLogin is a row with consent to one real log-in.
func realLogin(name string, breaks func(b *books), states, verdicts string, says ...string) faultRow {
	return faultRow{name: "a real log-in " + name, states: states, verdicts: verdicts, says: says, breaks: func(w *world) {
		w.c.Login, w.c.User, w.c.Password = true, realUser, redact.Secret(realPassword)
		breaks(w.books)
	}}
}

func brings(values ...string) func(*books) { return func(b *books) { b.login = values } }

func takes(op string, h http.HandlerFunc) func(*books) {
	return func(b *books) { b.instead[op] = h }
}

var loginRows = []faultRow{
	{name: "the service lets in a user that cannot exist", breaks: func(w *world) { w.books.anyone = true }, states: "PPPPPW", says: []string{"does not check its users"}},
	{name: "the service is busy for everyone", breaks: func(w *world) { w.books.instead["authenticate"] = stringsOf("", "busy") }, states: "PPPPPW"},
	{name: "the service tells everyone that there is nothing to do", breaks: func(w *world) { w.books.instead["authenticate"] = stringsOf("none", "none") }, states: "PPPPPW"},
	{name: "the service refuses in silence", breaks: func(w *world) { w.books.instead["authenticate"] = stringsOf("", "") }, states: "PPPPPP"},
	{name: "the service refuses with one string", breaks: func(w *world) { w.books.instead["authenticate"] = stringsOf("nvu") }, states: "PPPPPP"},
	{name: "the service wants a newer Web Connector", breaks: func(w *world) { w.books.instead["clientVersion"] = answers("clientVersion", "O:9.9") },
		states: "PPPPFS", verdicts: "web-connector-outdated pc now proven", says: []string{"9.9"}},
	{name: "the service refuses the Web Connector's version", breaks: func(w *world) { w.books.instead["clientVersion"] = answers("clientVersion", "E:too old") },
		states: "PPPPFS", verdicts: "web-connector-outdated pc now proven"},
	{name: "the service warns about the Web Connector's version", breaks: func(w *world) { w.books.instead["clientVersion"] = answers("clientVersion", "W:get the new one") },
		states: "PPPPWP", verdicts: "web-connector-outdated pc now likely"},
	{name: "the service knows neither version call", breaks: func(w *world) {
		w.books.instead["serverVersion"], w.books.instead["clientVersion"] = faults("unknown"), says(500, "")
	}, states: "PPPP?P"},

	realLogin("is good", brings(ticket, ""), "PPPPPP", ""),
	realLogin("is good and names a company file", brings(ticket, `C:\Users\Public\harbor tea.qbw`), "PPPPPP", ""),
	realLogin("brings a ticket alone", brings(ticket), "PPPPPP", ""),
	realLogin("brings the ticket and the word none twice", brings("none", "none"), "PPPPPP", "no-work service now proven"),
	realLogin("comes too soon after the last one", brings("FAST1234", "none"), "PPPPP?", "no-work service now proven"),
	realLogin("is put off", brings(ticket, "", "900"), "PPPPPW", "service-busy service now proven", "postpones", "to wait for 15 minutes"),
	realLogin("is put off for seconds", brings(ticket, "", "40"), "PPPPPW", "service-busy service now proven", "to wait for 40 seconds"),
	realLogin("brings a company file and a limit of the schedule", brings(ticket, `C:\harbor tea.qbw`, "0", "600"), "PPPPPP", ""),
	realLogin("is refused", brings("a-guid", "nvu"), "PPPPPF", "bad-credentials service now proven"),
	realLogin("is refused in RPC style", takes("authenticate", authenticated(`<r:authenticateResponse xmlns:r="http://developer.intuit.com/"><return><item/><item>nvu</item></return></r:authenticateResponse>`)), "PPPPPF",
		"bad-credentials service now proven | soap-malformed service now likely"),
	realLogin("is refused in capitals", brings("", "NVU"), "PPPPPF", "bad-credentials service now proven"),
	realLogin("is refused in silence", func(b *books) {
		b.login = []string{"", ""}
		b.instead["getLastError"] = answers("getLastError", "Invalid user or password")
	}, "PPPPPF", "bad-credentials service now proven"),
	realLogin("is refused in silence without a reason", brings("", ""), "PPPPPF", "bad-credentials service now likely"),
	realLogin("has an answer that breaks off", takes("authenticate", says(200, `<?xml version="1.0"?><s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><authenticateResponse xmlns="http://developer.intuit.com/"><authenticateResult><string>A & B`, xmlType)),
		"PPPPPF", malformed, "Whether the log-in opened a session there cannot be told"),
	realLogin("meets a busy service", brings("", "busy"), "PPPPPF", "service-busy service now proven"),
	realLogin("opens a session that cannot be closed", takesClose, "PPPPPW", "", "could not be closed"),
	{name: "a real log-in is held back from plain http", states: "PPPPPS", breaks: func(w *world) {
		w.c.Login, w.c.User, w.c.Password = true, realUser, redact.Secret(realPassword)
		w.service.tls = nil
	}, says: []string{"plain http"}},
}

// takesClose lets the service stumble over closeConnection, after it has closed the session all the same.
func takesClose(b *books) { takes("closeConnection", says(500, ""))(b) }
