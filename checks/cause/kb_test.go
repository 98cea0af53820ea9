package cause_test

import (
	"slices"
	"testing"

	"authdoctor/checks/cause"
)

// checkIDs are the checks that a file may name. They are part of the contract of the command line.
var checkIDs = []string{"internet", "clock", "site", "redirect", "service", "credentials", "channel", "pairing", "sync-range", "log",
	"web-connector", "quickbooks", "answers"}

// order is every cause from the ground up. The ids are a contract with other programs, and so is the order.
var order = []cause.ID{
	"clock-wrong", "update-lock-stuck", "web-connector-failure", "web-connector-not-running", "web-connector-outdated",
	"windows-user-mismatch", "blocked-on-this-pc",
	"no-internet", "poor-connection", "captive-portal", "proxy-failure", "dns-failure", "connection-refused", "connect-timeout",
	"connection-closed",
	"tls-untrusted", "tls-expired", "tls-wrong-host", "tls-too-old",
	"http-not-found", "http-unauthorized", "http-forbidden", "http-rate-limited", "http-refused", "http-server-error",
	"redirect-to-https", "redirect-elsewhere", "redirect-loop",
	"not-a-web-service", "soap-fault", "soap-malformed", "soap-action-mismatch",
	"bad-credentials", "service-busy", "no-work",
	"channel-credentials", "channel-closed",
	"plan-limit", "near-time-limit", "sync-range-too-large", "service-timeout",
	"pairing-deleted", "pairing-duplicate", "qwc-invalid", "https-required", "qwc-host-mismatch", "certificate-check-failed",
	"support-url-unreachable", "password-missing",
	"quickbooks-unavailable", "quickbooks-permission", "quickbooks-busy", "company-file-unavailable", "company-file-mismatch",
	"quickbooks-component-missing", "quickbooks-version", "record-refused", "qbxml-rejected",
	"auth-code-used", "auth-code-reinstall", "auth-code-refused", "caselle-service-stopped", "mfa-device-lost", "mfa-code-refused",
	"mfa-every-login",
	"unknown",
}

func TestEveryCauseHasItsFileInOrder(t *testing.T) {
	kb := load(t)
	var got []cause.ID
	for _, c := range kb.All() {
		got = append(got, c.ID)
	}
	if !slices.Equal(got, order) {
		t.Errorf("causes by rank:\n got %v\nwant %v", got, order)
	}
	rank := 0
	for _, id := range order {
		want := rank + 10
		switch id {
		case cause.Unknown:
			want = 9990
		case "near-time-limit": // came later, into a gap
			want = 385
		default:
			rank = want
		}
		if c := kb.Get(id); c != nil && c.Rank != want {
			t.Errorf("%s has rank %d, want %d", id, c.Rank, want)
		}
	}
}

func TestTheKnowledgeBaseKeepsItsRules(t *testing.T) {
	for _, p := range load(t).Lint(checkIDs) {
		t.Error(p)
	}
}

func load(t testing.TB) *cause.Base {
	t.Helper()
	kb, err := cause.Default()
	if err != nil {
		t.Fatal(err)
	}
	return kb
}
