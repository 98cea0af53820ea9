package logparse

import (
	"bytes"
	"encoding/json"
	"fmt"
	"html"
	"mime/quotedprintable"
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// twoRuns is a log as the Web Connector writes it: its header, a good run at 9:00 and one at 9:30 whose login failed with a sentence. Line ends are LF.
func twoRuns(sentence string) string {
	var b strings.Builder
	b.WriteString("\n\nLog file initialized at Monday, November 3, 2025 - 09:00 AM UTC  \nTimestamp format used: YYYYMMDD.HH:MM:SS UTC\n" +
		"QBWebConnector 2.2 has been initialized with its logging status to level = DEBUG.\n" +
		"Please restart QBWebConnector for any change in log level to take effect. Use file menu to clear log.\n\n")
	entry := func(clock, method, text string) {
		fmt.Fprintf(&b, "20251103.%s UTC\t: %s() : %s\n", clock, method, text)
	}
	soap := func(clock, method, text string) { entry(clock, "QBWebConnector.SOAPWebService."+method, text) }
	lock := func(clock, text string) { entry(clock, "QBWebConnector.RegistryManager.setUpdateLock", text) }
	begin := func(clock string) {
		entry(clock, "UpdateThisScheduledApp", "Password management - Started")
		entry(clock, "UpdateThisScheduledApp", "Password management - Ended")
		entry(clock, "UpdateThisScheduledApp", "Performing SCHEDULED UPDATE for application = Harbor Tea")
		lock(clock, `HKEY_CURRENT_USER\Software\Intuit\QBWebConnector\UpdateLock has been set to True`)
		lock(clock, "********************* Update session locked *********************")
		soap(clock, "instantiateWebService", "Initiated connection to the following application.")
		soap(clock, "instantiateWebService", "AppName: Harbor Tea")
		soap(clock, "instantiateWebService", "AppUniqueName (if available): Harbor Tea")
		soap(clock, "instantiateWebService", "AppURL: https://shop.example/qb")
		soap(clock, "do_serverVersion", "*** Calling serverVersion().")
		soap(clock, "do_serverVersion", `Received from serverVersion() following parameter:<serverVersionRet="1.0">`)
		soap(clock, "do_authenticate", "Authenticating to application 'Harbor Tea', username = 'mara'")
		soap(clock, "do_authenticate", `*** Calling authenticate() with following parameters:<userName="mara"><password=<MaskedForSecurity>`)
	}
	end := func(clock string) {
		lock(clock, `HKEY_CURRENT_USER\Software\Intuit\QBWebConnector\UpdateLock has been set to False`)
		lock(clock, "********************* Update session unlocked *********************")
	}
	begin("09:00:00")
	soap("09:00:03", "updateWS", `Received from authenticate() following parameters:<authRet[0]="ticket-1"><authRet[1]=""><authRet[2]=""><authRet[3]="">`)
	soap("09:00:04", "do_sendRequestXML", "Request xml received.")
	soap("09:00:06", "ProcessRequestXML", "Response received from QuickBooks: size (bytes) = 600")
	soap("09:00:09", "do_closeConnection", `Received from closeConnection() following parameters:<ccResponse="Complete!">`)
	end("09:00:10")
	begin("09:30:00")
	soap("09:30:20", "do_authenticate", "QBWC1012: Authentication failed due to following error message.")
	b.WriteString(sentence + "\nMore info:\n" +
		"StackTrace =    at System.Web.Services.Protocols.SoapHttpClientProtocol.ReadResponse(SoapClientMessage message, WebResponse response, Stream responseStream, Boolean asyncCall)\n" +
		"   at System.Web.Services.Protocols.SoapHttpClientProtocol.Invoke(String methodName, Object[] parameters)\n" +
		"   at QBWebConnector.QBWebConnectorSvc.QBWebConnectorSvc.authenticate(String strUserName, String strPassword)\n" +
		"Source = System.Web.Services\n")
	end("09:30:21")
	return b.String()
}

const (
	sentence404 = "The request failed with HTTP status 404: Not Found."
	sentenceDE  = "Das Timeout für den Vorgang wurde überschritten."
	sentenceZH  = "基础连接已经关闭: 未能为 SSL/TLS 安全通道建立信任关系。"
)

// mapLines changes each line of a text; n counts from 1.
func mapLines(text string, change func(n int, line string) string) string {
	var out []string
	for i, line := range strings.Split(strings.TrimSuffix(text, "\n"), "\n") {
		out = append(out, change(i+1, line))
	}
	return strings.Join(out, "\n") + "\n"
}

func before(front string) func(string) string {
	return func(text string) string {
		return mapLines(text, func(_ int, line string) string { return front + line })
	}
}

// broken breaks lines at blanks as mail programs do.
func broken(text string, width int) string {
	return mapLines(text, func(_ int, line string) string {
		var out []string
		for len(line) > width {
			cut := strings.LastIndexByte(line[:width+1], ' ')
			if strings.TrimSpace(line[:max(cut, 0)]) == "" {
				if cut = strings.IndexByte(line[width:], ' '); cut < 0 {
					break
				}
				cut += width
			}
			out, line = append(out, line[:cut]), line[cut+1:]
		}
		return strings.Join(append(out, line), "\n")
	})
}

func encoded(e encoding.Encoding) func(string) string {
	return func(text string) string {
		s, err := e.NewEncoder().String(text)
		if err != nil {
			panic(err)
		}
		return s
	}
}

var asJSON = func(s string) string {
	b, err := json.Marshal(s)
	if err != nil {
		panic(err)
	}
	return string(b)
}

// TestForms reads one log in every form in which it reaches a reader: as other systems store it and as people paste it. The runs are the same
// in each, and no line of it is left over but those that were added.
func TestForms(t *testing.T) {
	wide := func(o unicode.Endianness, mark unicode.BOMPolicy) func(string) string {
		return encoded(unicode.UTF16(o, mark))
	}
	ends := func(eol string) func(string) string {
		return func(s string) string { return strings.ReplaceAll(s, "\n", eol) }
	}
	replace := func(old, new string) func(string) string {
		return func(s string) string { return strings.ReplaceAll(s, old, new) }
	}
	for _, c := range []struct {
		name     string
		change   func(string) string
		sentence string
		added    int  // lines that are no part of the log
		line     int  // of the failure; 0: not compared
		glued    bool // the application's name may have more behind it
	}{
		{name: "as it is", change: ends("\n"), line: 40},
		{name: "CRLF", change: ends("\r\n"), line: 40},
		{name: "CR", change: ends("\r"), line: 40},
		{name: "UTF-8 with a mark", change: func(s string) string { return "\xEF\xBB\xBF" + ends("\r\n")(s) }, sentence: sentenceDE, line: 40},
		{name: "UTF-16LE with a mark", change: wide(unicode.LittleEndian, unicode.UseBOM), sentence: sentenceZH, line: 40},
		{name: "UTF-16LE", change: wide(unicode.LittleEndian, unicode.IgnoreBOM), sentence: sentenceZH, line: 40},
		{name: "UTF-16BE with a mark", change: wide(unicode.BigEndian, unicode.UseBOM), sentence: sentenceZH, line: 40},
		{name: "UTF-16BE", change: wide(unicode.BigEndian, unicode.IgnoreBOM), sentence: sentenceZH, line: 40},
		{name: "Windows-1252", change: encoded(charmap.Windows1252), sentence: sentenceDE, line: 40},
		{name: "zero bytes in front and behind", change: func(s string) string { return strings.Repeat("\x00", 4096) + s + strings.Repeat("\x00", 9000) }, line: 40},
		{name: "zero bytes in its midst", change: func(s string) string { return s[:1500] + strings.Repeat("\x00", 512) + s[1500:] }, line: 40},
		{name: "the last line is cut", change: func(s string) string { return s[:len(s)-30] }, line: 40},
		{name: "all on one line", change: ends(" "), line: 1},
		{name: "all on one line, nothing between", change: ends(""), line: 1, glued: true},
		{name: "tabs became three blanks", change: replace("\t", "   "), line: 40},
		{name: "tabs were lost", change: replace("\t", ""), line: 40},
		{name: "list dashes", change: before("- "), line: 40},
		{name: "comment marks", change: before("// "), line: 40},
		{name: "a table's bars", change: before("| "), line: 40},
		{name: "a table's bars behind", change: func(s string) string {
			return mapLines(s, func(_ int, line string) string { return line + " | |" })
		}, line: 40},
		{name: "a row a line", change: func(s string) string {
			return mapLines(s, func(_ int, line string) string { return "| " + line + " |" })
		}, line: 40},
		{name: "mail quotes", change: before("> "), line: 40},
		{name: "quotes of quotes", change: before(">> > "), line: 40},
		{name: "indented for Markdown", change: before("    "), line: 40},
		{name: "an address in front", change: before("192.0.2.7 "), line: 40},
		{name: "numbered", change: func(s string) string {
			return mapLines(s, func(n int, line string) string { return fmt.Sprintf("%4d\t%s", n, line) })
		}, line: 40},
		{name: "found by a search program", change: func(s string) string {
			return mapLines(s, func(n int, line string) string { return fmt.Sprintf("QWCLog.txt:%d:%s", n, line) })
		}, line: 40},
		{name: "a syslog's head", change: func(s string) string {
			return mapLines(s, func(n int, line string) string { return fmt.Sprintf("Nov  3 10:%02d:00 pc1 qbwc: %s", n%60, line) })
		}, line: 40},
		{name: "a table of one column", change: func(s string) string {
			return mapLines(s, func(_ int, line string) string { return `"` + strings.ReplaceAll(line, `"`, `""`) + `"` })
		}, line: 40},
		{name: "JSON, one line a line", change: func(s string) string {
			return mapLines(s, func(_ int, line string) string { return `{"message":` + asJSON(line) + "}" })
		}, line: 40},
		{name: "JSON, the log as one string", change: func(s string) string { return `{"log":` + asJSON(s) + "}" }, line: 1, added: 1},
		{name: "a chat's export", change: func(s string) string {
			return mapLines(s, func(n int, line string) string { return fmt.Sprintf("[10:%02d AM] Jane Doe: %s", n%60, line) })
		}, line: 40},
		{name: "another chat's export", change: func(s string) string {
			return mapLines(s, func(n int, line string) string {
				return fmt.Sprintf("03/11/2025, 10:%02d - Jane Doe: %s", n%60, line)
			})
		}, line: 40},
		{name: "a chat with the sender above", change: func(s string) string { return "Jane Doe  10:32 AM\n" + s }, line: 41, added: 1},
		{name: "code fences in a mail", change: func(s string) string { return "Hello, our log:\n```\n" + s + "```\nThanks, Mara\n" }, line: 42, added: 4},
		{name: "HTML entities", change: html.EscapeString, line: 40},
		{name: "HTML, preformatted", change: func(s string) string { return "<html><body><pre>" + html.EscapeString(s) + "</pre></body></html>" }, line: 40},
		{name: "HTML of a mail program", change: func(s string) string {
			return mapLines(s, func(_ int, line string) string {
				line = strings.ReplaceAll(html.EscapeString(line), "https://shop.example/qb", `<a href="https://shop.example/qb">https://shop.example/qb</a>`)
				return `<p class="MsoNormal"><span style="font-size:11.0pt">` + line + `<o:p></o:p></span></p>`
			})
		}, line: 40},
		{name: "HTML, breaks only", change: func(s string) string { return "<div>" + ends("<br>")(html.EscapeString(s)) + "</div>" }, line: 1},
		{name: "broken at 72", change: func(s string) string { return broken(s, 72) }},
		{name: "broken at 78 and quoted", change: func(s string) string { return before("> ")(broken(s, 78)) }},
		{name: "broken at 100", change: func(s string) string { return broken(s, 100) }},
		{name: "quoted-printable", change: func(s string) string {
			var b bytes.Buffer
			w := quotedprintable.NewWriter(&b)
			_, _ = w.Write([]byte(s))
			w.Close()
			return b.String()
		}, sentence: sentenceDE},
		{name: "addresses with their links", change: replace("https://shop.example/qb", "https://shop.example/qb<https://shop.example/qb>"), line: 40},
		{name: "addresses linked in Markdown", change: replace("https://shop.example/qb", "[https://shop.example/qb](https://shop.example/qb)"), line: 40},
	} {
		t.Run(c.name, func(t *testing.T) {
			sentence := c.sentence
			if sentence == "" {
				sentence = sentence404
			}
			var runs []*Session
			l, err := ReadAll(strings.NewReader(c.change(twoRuns(sentence))), "x", Options{OnSession: func(s *Session) { runs = append(runs, s) }})
			if err != nil {
				t.Fatal(err)
			}
			if l.NotUnderstood != c.added || len(l.Strange) != c.added {
				t.Errorf("not understood: %d lines, %+v", l.NotUnderstood, l.Strange)
			}
			if len(runs) != 2 || runs[0].Outcome != OK || runs[1].Outcome != Failed {
				t.Fatalf("%d runs: %+v", len(runs), runs)
			}
			for _, s := range runs {
				if s.App != "Harbor Tea" || s.URL != "https://shop.example/qb" || s.User != "mara" {
					t.Errorf("%q %q %q", s.App, s.URL, s.User)
				}
			}
			bad := runs[1]
			if len(bad.Failures) != 1 || bad.Failures[0].Seconds != 20 || bad.Failures[0].Code != "QBWC1012" || !strings.Contains(strings.Join(strings.Fields(bad.Failures[0].Message), " "), sentence) {
				t.Fatalf("%+v", bad.Failures)
			}
			if c.line != 0 && bad.Failures[0].Line != c.line {
				t.Errorf("the failure is on line %d, not %d", bad.Failures[0].Line, c.line)
			}
		})
	}
}

// TestWideFragments reads sentences in UTF-16 without a mark, in scripts that have no zero bytes.
func TestWideFragments(t *testing.T) {
	for _, text := range []string{sentenceZH, "操作超时", "Время ожидания операции истекло", "リモート名を解決できませんでした。: 'shop.example'", "원격 이름을 확인할 수 없습니다."} {
		for name, order := range map[string]unicode.Endianness{encUTF16LE: unicode.LittleEndian, encUTF16BE: unicode.BigEndian} {
			data := encoded(unicode.UTF16(order, unicode.IgnoreBOM))(text)
			if !Wide([]byte(data)) {
				t.Errorf("%s is not known as %s", text, name)
			}
			l, err := ReadAll(strings.NewReader(data), "x", Options{})
			if err != nil || l.Files[0].Encoding != name || l.Text != text {
				t.Errorf("%s: %v %+v %q", name, err, l.Files[0], l.Text)
			}
		}
	}
}

// TestNotWide: bytes that make sense as a text of one byte a character are that.
func TestNotWide(t *testing.T) {
	for _, text := range []string{"", "a", "Bush hid the facts", sentence404, sentenceDE, sentenceZH, "\x00\x00\x00\x00", "Timeout f\xfcr den Vorgang \xfcberschritten", "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
		"\xcf\xee\xe4\xea\xeb\xfe\xf7\xe5\xed\xe8\xe5 \xe7\xe0\xea\xf0\xfb\xf2\xee", "\xb2\xd9\xd7\xf7\xb3\xac\xca\xb1"} {
		if Wide([]byte(text)) {
			t.Errorf("%q is taken for UTF-16", text)
		}
	}
}
