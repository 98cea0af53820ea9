package cause_test

import (
	"slices"
	"strings"
	"testing"

	"authdoctor/checks/cause"
)

func TestExplainKnowsCodesNumbersAndWords(t *testing.T) {
	for _, tt := range []struct {
		text string
		want []cause.ID // these among them; the first one first
	}{
		{"QBWC1012", []cause.ID{"dns-failure", "http-not-found", "redirect-to-https", "channel-credentials", "sync-range-too-large", "service-timeout", "soap-malformed"}},
		{"qbwc1040", []cause.ID{"bad-credentials"}},
		{"QBWC1048.", []cause.ID{"certificate-check-failed"}},
		{"website offline", []cause.ID{"http-not-found"}},
		{"Website Offline", []cause.ID{"http-not-found"}},
		{"sync dates", []cause.ID{"sync-range-too-large"}},
		{"deleted connection", []cause.ID{"pairing-deleted"}},
		{"E-Commerce Pairing Failure", []cause.ID{"channel-credentials"}},
		{"website url changed", []cause.ID{"redirect-to-https"}},
		{"failed to authenticate", []cause.ID{"auth-code-used", "auth-code-reinstall", "auth-code-refused"}},
		{"poor internet connection", []cause.ID{"poor-connection"}},
		{"http-not-found", []cause.ID{"http-not-found"}},
		{"3171", []cause.ID{"record-refused"}},
		{"404", []cause.ID{"http-not-found"}},
		{"> The remote server returned an error: (404) Not Found.", []cause.ID{"http-not-found"}},
		{"0x80040408", []cause.ID{"quickbooks-unavailable"}},
		{"80040408", []cause.ID{"quickbooks-unavailable"}},
		{"0×80040408", []cause.ID{"quickbooks-unavailable"}},
		{"&H80040408", []cause.ID{"quickbooks-unavailable"}},
		{"-2147220472", []cause.ID{"quickbooks-unavailable"}},
		{"2147746824", []cause.ID{"quickbooks-unavailable"}},
	} {
		var got []cause.ID
		for _, m := range load(t).Explain(tt.text) {
			got = append(got, m.Cause)
		}
		if len(got) == 0 || got[0] != tt.want[0] && tt.text != "QBWC1012" {
			t.Errorf("%q: got %v, want %v", tt.text, got, tt.want)
		}
		for _, id := range tt.want {
			if !slices.Contains(got, id) {
				t.Errorf("%q: %s is not among %v", tt.text, id, got)
			}
		}
	}
}

func TestExplainMFA(t *testing.T) {
	got := load(t).Explain("mfa")
	if len(got) == 0 || !strings.HasPrefix(string(got[0].Cause), "mfa-") {
		t.Errorf("mfa: got %v", got)
	}
}

func TestExplainOfTheCodeAloneClaimsNoPassword(t *testing.T) {
	for _, m := range load(t).Explain("QBWC1012") {
		if m.Cause == "bad-credentials" || m.Cause == cause.Unknown || m.Strength != cause.Possible {
			t.Errorf("QBWC1012 gives %s, %s", m.Cause, m.Strength)
		}
	}
}

func TestExplainSaysNothingOfWhatItDoesNotKnow(t *testing.T) {
	for _, text := range []string{"", "   ", "unknown", "the quick brown fox", "QBWC1050", "QBWC1085", "0x80041999", "Authentication Failed", strings.Repeat("sync dates ", 200)} {
		if got := load(t).Explain(text); len(got) > 0 {
			t.Errorf("%.40q gives %v", text, got)
		}
	}
}

func TestParseHResult(t *testing.T) {
	for text, want := range map[string]string{
		"0x80040408": "0x80040408", "0X8004040a": "0x8004040A", "8004040A": "0x8004040A", "0×80040154": "0x80040154",
		"-2147220456": "0x80040418", "2147746840": "0x80040418", "&H80040400": "0x80040400",
		"-2146233079": "0x80131509", "0x00000000 ": "0x00000000", "80040": "", "2147483647": "", "0x8004040G": "", "": "", "text 0x80040408": "",
	} {
		got, ok := cause.ParseHResult(text)
		if got != want || ok != (want != "") {
			t.Errorf("ParseHResult(%q) = %q, %v; want %q", text, got, ok, want)
		}
	}
}

func TestDescribeReadsAPastedText(t *testing.T) {
	s := cause.Describe("qbwc1041: SendRequestXML failed.\r\nA ---> B ---> C d\n --- End of inner exception stack trace ---\nHRESULT = 80040420 statusCode=\"3120\"")
	if s.Code != "QBWC1041" || s.Stage != "sendRequestXML" || s.HResult != "0x80040420" || s.Status != 3120 || s.Inner != "C d" || !s.Fragment || s.Seconds >= 0 {
		t.Errorf("got %+v", s)
	}
}

func TestParseSample(t *testing.T) {
	s, err := cause.ParseSample(`[code=QBWC1012 stage=authenticate seconds=119 url=https://a.example/b after="Connected." after="All well" fragment=true] It failed`)
	if err != nil || s.Seconds != 119 || s.URL != "https://a.example/b" || !slices.Equal(s.After, []string{"Connected.", "All well"}) || !s.Fragment || s.Message != "It failed" {
		t.Errorf("got %+v, %v", s, err)
	}
	if s, err := cause.ParseSample("[FetchSQLUpdates] It failed"); err != nil || s.Message != "[FetchSQLUpdates] It failed" || s.Seconds >= 0 {
		t.Errorf("a bracket of the message: got %+v, %v", s, err)
	}
	for _, bad := range []string{"[code=x speed=3] a", "[seconds=long] a", "[status=x] a", "[code=x words here] a"} {
		if _, err := cause.ParseSample(bad); err == nil {
			t.Errorf("%q is accepted", bad)
		}
	}
}
