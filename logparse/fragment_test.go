package logparse

import (
	"strings"
	"testing"
)

func TestFragment(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       Failure // only the fields that are given
		message    string
	}{
		{"one code", "QBWC1039", Failure{Code: "QBWC1039", Stage: StagePairing}, "QBWC1039"},
		{"a word", "Authentication Failed", Failure{}, "Authentication Failed"},
		{"a method without its stamp", "UpdateThisScheduledApp() : QBWC1031: Update completed with some error.",
			Failure{Code: "QBWC1031", Stage: StageStart, Source: "UpdateThisScheduledApp"}, "QBWC1031"},
		{"the window", "------\nVersion:\nNot provided by service\n\nMessage:\nAuthentication failed\n\nDescription:\nQBWC1012: Authentication failed due to following error message.\nThe operation has timed out\n------",
			Failure{Code: "QBWC1012", Stage: StageAuthenticate}, "Authentication failed\nQBWC1012"},
		{"QuickBooks with 0x", "QBD Connection Error (0x80040420): The QuickBooks user has denied access.", Failure{HResult: "0x80040420", Stage: StageQuickBooks}, "denied"},
		{"QuickBooks with a multiplication sign", "COMException (0×80040402): not allowed", Failure{HResult: "0x80040402"}, "not allowed"},
		{"QuickBooks without 0x", "error 8004041d occurred", Failure{HResult: "0x8004041D"}, "occurred"},
		{"QuickBooks in decimals", "failed with -2147220456", Failure{HResult: "0x80040418"}, "failed"},
		{".NET's own number is none", "  HResult=-2146233079\n  Message=The remote server returned an error: (500) Internal Server Error.", Failure{HResult: ""}, "(500)"},
		{"a record", "Error 3171: An attempt was made to modify", Failure{Status: 3171, Stage: StageReceiveResponse}, "3171"},
		{"an answer", `<authRet[0]="secret-ticket"><authRet[1]="NVU">`, Failure{Answer: "nvu", Stage: StageAuthenticate}, "NVU"},
		{"an inner sentence", "System.Net.WebException: outer ---> System.Net.Sockets.SocketException: inner 127.0.0.1:10809\n   в System.Net.Sockets.Socket.DoConnect(EndPoint e)",
			Failure{Inner: "System.Net.Sockets.SocketException: inner 127.0.0.1:10809"}, "outer"},
		{"quoted HTML", "&gt; QBWC1012: x &lt;The operation has timed out&gt;", Failure{Code: "QBWC1012"}, "<The operation has timed out>"},
	} {
		t.Run(c.name, func(t *testing.T) {
			l := ReadText(c.text)
			if !l.Fragment || len(l.Loose) != 1 || l.NotUnderstood != 0 || l.Empty() {
				t.Fatalf("got %+v", l)
			}
			f, w := l.Loose[0], c.want
			if w.Code != f.Code || w.HResult != f.HResult || w.Status != f.Status || w.Answer != f.Answer || w.Inner != f.Inner ||
				w.Stage != StageUnknown && w.Stage != f.Stage || w.Source != "" && w.Source != f.Source {
				t.Errorf("got %+v", f)
			}
			if !strings.Contains(f.Message, c.message) || strings.Contains(f.Message+l.Text, "secret-ticket") {
				t.Errorf("message %q", f.Message)
			}
		})
	}
}

// TestTwoFragments cuts where another code begins another message.
func TestTwoFragments(t *testing.T) {
	l := ReadText("\nThe address is not on a secure server.\nQBWC1051: The new applicaiton was not added.\nQBWC1039: Unique OwnerID/FileID pair value required\n")
	if len(l.Loose) != 2 || l.Loose[0].Code != "QBWC1051" || !strings.HasPrefix(l.Loose[0].Message, "The address") || l.Loose[1].Line != 4 {
		t.Errorf("got %+v", l.Loose)
	}
	if l.Loose[0].Line != 3 {
		t.Errorf("line %d: it is the code that says which line is meant", l.Loose[0].Line)
	}
}

// TestEmpty: nothing pasted is nothing found.
func TestEmpty(t *testing.T) {
	for _, s := range []string{"", "\n \n", "\ufeff"} {
		if l := ReadText(s); !l.Empty() {
			t.Errorf("%q: %+v", s, l)
		}
	}
}

func TestHideTickets(t *testing.T) {
	const secret = "d73e6639-d3ea"
	for _, s := range []string{`wcTicket="` + secret + `"`, `<authRet[0]="` + secret + `"><authRet[1]="">`, `<wcTicket=` + secret + `>`, `SessionTicket has been set to ` + secret,
		`<ticket>` + secret + `</ticket> wcTicket="` + secret + `" wcTicket="` + secret,
		`string[] authReturn[0] = ` + secret, `authRetVal[0]: "` + secret + `"`, `authRet[0]='` + secret + `'`, `string ticket = ` + secret + ` x`, `sessionTicket : '` + secret + `'`, `Ticket: {` + secret + `}`, `'strTicket' => '` + secret + `'`} {
		if got := hideTickets(s); strings.Contains(got, secret) || hideTickets(got) != got {
			t.Errorf("%q became %q", s, got)
		}
	}
	for _, s := range []string{"ticket: 4711", "a support ticket: it helps", "authReturn[1] = 2b0e7d30-b580", "ticket closed", "ticket = ", "ticket"} {
		if got := hideTickets(s); got != s {
			t.Errorf("%q became %q", s, got)
		}
	}
}

func TestStamp(t *testing.T) {
	for s, want := range map[string]string{
		"20250519.13:33:54 UTC":  "2025-05-19 13:33:54",
		"20240229.23:59:59 UTC:": "2024-02-29 23:59:59",
		"20250229.00:00:00 UTC":  "",
		"20251301.00:00:00 UTC":  "",
		"20250519.24:00:00 UTC":  "",
		"20250519.13:33:5x UTC":  "",
		"2025051913:33:54 UTC :": "",
		"20250519.13:33:54 CET":  "",
		"/0250519.13:33:54 UTC":  "",
		":0250519.13:33:54 UTC":  "",
		"20250519.13:33:54 UT":   "",
	} {
		var c clock
		sec, ok := c.read([]byte(s))
		if got := clockOf(at(sec)); ok != (want != "") || ok && got != want {
			t.Errorf("%q: %v %v", s, got, ok)
		}
	}
}

// TestNoTicketIsKept reads logs full of tickets and looks at everything that is kept.
func TestNoTicketIsKept(t *testing.T) {
	for _, data := range seeds(t) {
		if s := told(t, Options{}, "x", data); strings.Contains(s, ticket) {
			t.Errorf("a ticket was kept: %s", s)
		}
	}
}

// A log that was just begun or cleared holds its header and nothing else.
func TestAHeaderAloneIsNoMessage(t *testing.T) {
	const header = "\r\n\r\nLog file initialized at Monday, May 19, 2025 - 12:05 PM UTC  \r\nTimestamp format used: YYYYMMDD.HH:MM:SS UTC\r\n" +
		"QBWebConnector 2.2 has been initialized with its logging status to level = DEBUG.\r\n" +
		"Please restart QBWebConnector for any change in log level to take effect. Use file menu to clear log.\r\n\r\n"
	for text, want := range map[string]bool{header: true, header + header: true, header + "The operation has timed out": false, "\r\n\r\n": false} {
		l := ReadText(text)
		if l.Begun != want || want && (l.Fragment || len(l.Loose) > 0 || l.NotUnderstood > 0) {
			t.Errorf("%q: got %+v", text, l)
		}
	}
}
