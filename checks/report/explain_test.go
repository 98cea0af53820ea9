package report

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"authdoctor/checks/cause"
)

func explained(t *testing.T, text string) *Explanation {
	t.Helper()
	kb, err := cause.Default()
	if err != nil {
		t.Fatal(err)
	}
	return NewExplanation(text, kb, nil)
}

func TestExplainText(t *testing.T) {
	for _, tt := range []struct {
		text  string
		known bool
		say   []string
	}{
		{"QBWC1012", true, []string{"does not by", "dns-failure", "redirect-to-https", "First: ", "lines after the code"}},
		{"QBWC1031", true, []string{"closing line"}},
		{"QBWC1040", true, []string{"bad-credentials", "likely"}},
		{"0x80040408", true, []string{"quickbooks-unavailable", "company-file-unavailable "}},
		{"-2147220456", true, []string{"quickbooks-permission"}},
		{"website offline", true, []string{"http-not-found", "What to do"}},
		{"failed to authenticate", true, []string{"auth-code-used", "fix --vendor caselle"}},
		{"zxqv wibble", false, []string{"Not known"}},
		{"\x1b[31mQBWC1085\x1b[0m", false, []string{"QBWC1085", "Not known"}},
	} {
		e := explained(t, tt.text)
		if e.Known() != tt.known {
			t.Errorf("%q: known %v", tt.text, e.Known())
		}
		for _, width := range []int{0, 30, 45, 200} {
			var b bytes.Buffer
			if err := ExplainText(&b, e, Options{Width: width}); err != nil {
				t.Fatal(err)
			}
			for _, line := range strings.Split(b.String(), "\n") {
				if most := max(width, 30); width != 0 && ansi.StringWidth(line) > most || ansi.StringWidth(line) > 200 || strings.Contains(line, "\x1b") {
					t.Errorf("%q at %d: %q", tt.text, width, line)
				}
			}
			for _, say := range tt.say {
				if width == 0 && !strings.Contains(b.String(), say) {
					t.Errorf("%q: %q is not said:\n%s", tt.text, say, b.String())
				}
			}
		}
	}
}

// A text without a run around it proves nothing.
func TestExplainProvesNothing(t *testing.T) {
	for _, text := range []string{"QBWC1040", "0x80040418", "<authRet[1]=\"nvu\">", "QBWC1030: Password is not available for application named 'X'."} {
		var b bytes.Buffer
		e := explained(t, text)
		if err := ExplainJSON(&b, e); err != nil {
			t.Fatal(err)
		}
		var doc struct {
			Schema string
			Causes []struct {
				Cause, Title, Strength string
				Remedy                 []any
			}
		}
		if err := json.Unmarshal(b.Bytes(), &doc); err != nil {
			t.Fatal(err)
		}
		if doc.Schema != ExplainSchema || len(doc.Causes) == 0 {
			t.Fatalf("%q: %s", text, b.String())
		}
		for _, c := range doc.Causes {
			if c.Strength == "proven" || c.Title == "" || len(c.Remedy) == 0 {
				t.Errorf("%q: %+v", text, c)
			}
		}
	}
}
