package logparse

import "testing"

// TestPastedPlace: a message of many lines is placed where it says what is wrong, not where the paste begins.
func TestPastedPlace(t *testing.T) {
	for _, c := range []struct {
		name, text string
		line       int
		from       string // FromLine
		words      string
		of         int // LineOf(words)
	}{
		{"QuickBooks' number", "\nWebMethod: connectionError()\n\n    hresult = 0x80040408\n    Could not start", 4, "    hresult = 0x80040408\n    Could not start", "Could not start", 5},
		{"without 0x", "Started\nGet Current Company failed: 80040408 Could not start QuickBooks.", 2, "Get Current Company failed: 80040408 Could not start QuickBooks.", "Started", 1},
		{"a number of .NET before it", "HResult=-2146233079\nHRESULT = 0x80040408", 2, "HRESULT = 0x80040408", "", 2},
		{"a status", "We saw this:\n<InvoiceAddRs statusCode=\"3140\" />", 2, "<InvoiceAddRs statusCode=\"3140\" />", "We saw", 1},
		{"an answer", "It said\n<authRet[0]=\"\"><authRet[1]=\"NVU\">", 2, "<authRet[0]=\"\"><authRet[1]=\"NVU\">", "It said", 1},
		{"a code says which line is meant", "We saw:\nQBWC1012: Authentication failed\nThe operation has timed out 0x80040408", 2, "QBWC1012: Authentication failed\nThe operation has timed out 0x80040408", "timed out", 2},
		{"words alone", "We saw:\n\nThe operation has timed out", 1, "We saw:\nThe operation has timed out", "operation has timed out", 3},
		{"words over two lines", "We saw:\nThe operation\nhas timed out", 1, "We saw:\nThe operation\nhas timed out", "operation\nhas timed out", 2},
		{"words that are not there", "We saw:\nx 0x80040408", 2, "x 0x80040408", "y", 2},
	} {
		t.Run(c.name, func(t *testing.T) {
			l := ReadText(c.text)
			if len(l.Loose) != 1 {
				t.Fatalf("got %+v", l.Loose)
			}
			f := &l.Loose[0]
			if f.Line != c.line || f.FromLine() != c.from || f.LineOf(c.words) != c.of {
				t.Errorf("line %d, from it %q; %q on line %d", f.Line, f.FromLine(), c.words, f.LineOf(c.words))
			}
		})
	}
}

// TestPlaceOfALog: what was no pasted text has the one line.
func TestPlaceOfALog(t *testing.T) {
	f := Failure{Line: 7, Message: "a\nb"}
	if f.LineOf("b") != 7 || f.FromLine() != "a\nb" {
		t.Errorf("line %d, %q", f.LineOf("b"), f.FromLine())
	}
}
