package cause

import (
	"fmt"
	"strings"
	"testing"
)

func TestEveryDocumentedCodeHasAMeaning(t *testing.T) {
	codes, err := loadCodes()
	if err != nil {
		t.Fatal(err)
	}
	for n := 1000; n <= 1048; n++ {
		code := fmt.Sprintf("QBWC%d", n)
		if (codes[code] == "") != (n == 1047) {
			t.Errorf("%s: meaning %q", code, codes[code])
		}
	}
	for code, meaning := range codes {
		if !anyCode.MatchString(code) || !strings.HasSuffix(strings.TrimSpace(meaning), ".") {
			t.Errorf("%s: %q: want a code and a sentence", code, meaning)
		}
	}
}

func TestCodeIn(t *testing.T) {
	for _, tt := range []struct{ text, code, in string }{
		{"QBWC1012", "QBWC1012", "QBWC1040"},
		{"error qbwc1031: Update completed", "QBWC1031", "closing line"},
		{"QBWC 1039", "QBWC1039", "four reasons"},
		{"QBWC1085", "QBWC1085", ""},
		{"QBWC10120", "", ""},
		{"The operation has timed out", "", ""},
	} {
		code, meaning := CodeIn(tt.text)
		if code != tt.code || !strings.Contains(meaning, tt.in) || (tt.in == "") != (meaning == "") {
			t.Errorf("%q: %s %q", tt.text, code, meaning)
		}
	}
}
