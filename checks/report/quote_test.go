package report

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
)

func TestEssence(t *testing.T) {
	outer := "System.Net.WebException: The underlying connection was closed: A connection that was expected to be kept alive was closed by the server. ---> "
	inner := "System.IO.IOException: Unable to read data from the transport connection: An established connection was aborted by the software in your host machine"
	for _, c := range []struct {
		name, text, quote string
		room              int
		want              string // empty: only that the quote is there and that it fits
	}{
		{"short", "a short line", "line", 200, "a short line"},
		{"the stack goes first", "Unable to connect to the remote server at System.Net.Sockets.Socket.DoConnect(EndPoint endPointSnapshot, SocketAddress socketAddress)", "connect", 80,
			"Unable to connect to the remote server"},
		{"a stack in German", "Zeitlimit für den Vorgang überschritten, das ist lang genug. bei System.Web.Services.Protocols.WebClientProtocol.GetWebResponse(WebRequest request)", "Zeitlimit", 80,
			"Zeitlimit für den Vorgang überschritten, das ist lang genug."},
		{"what decided stays", outer + inner, "aborted by the software in your host machine", 160, ""},
		{"no quote", strings.Repeat("word ", 60), "", 100, ""},
		{"a quote that is not there", strings.Repeat("word ", 60), "elsewhere", 100, ""},
		{"wide letters", strings.Repeat("索引超出了数组的界限", 20), "", 90, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := essence(c.text, c.quote, c.room)
			if c.want != "" && got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
			if ansi.StringWidth(got) > c.room {
				t.Errorf("%d cells, at most %d: %q", ansi.StringWidth(got), c.room, got)
			}
			if strings.Contains(c.text, c.quote) && !strings.Contains(got, c.quote) {
				t.Errorf("lost %q: %q", c.quote, got)
			}
		})
	}
}

// TestTail keeps the end of a name, which tells logs apart, in the cells that there are.
func TestTail(t *testing.T) {
	for path, want := range map[string]string{
		"short.log":             "short.log",
		"cutoff-after-fail.log": "‹-after-fail.log",
		"日本語の店の記録の写し.log":       "‹記録の写し.log",
	} {
		if got := tail(path, 16); got != want {
			t.Errorf("tail(%q) = %q, want %q", path, got, want)
		}
	}
}
