package cause

import (
	"slices"
	"strings"
	"testing"
)

// decidingChecks are the checks that a row may name.
var decidingChecks = []string{"internet", "clock", "site", "redirect", "service", "credentials", "channel", "pairing", "sync-range", "web-connector", "quickbooks"}

func TestEveryDistinctionIsWhole(t *testing.T) {
	rows, err := loadApart()
	if err != nil {
		t.Fatal(err)
	}
	kb, err := Default()
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		name := row.Say
		if len(row.Between) < 2 || !strings.HasSuffix(row.Say, ".") {
			t.Errorf("%v %q: want two causes and a sentence", row.Between, name)
		}
		for _, id := range row.Between {
			if kb.Get(id) == nil {
				t.Errorf("%q: there is no cause %q", name, id)
			}
		}
		if row.Check != "" && !slices.Contains(decidingChecks, row.Check) {
			t.Errorf("%q: there is no check %q", name, row.Check)
		}
		if row.Check == "" && row.Ask == "" && !strings.Contains(row.Say, "qbsdklog") {
			t.Errorf("%q: neither a check nor a question decides", name)
		}
		if len(row.Means) == 1 || len(row.Means) > 0 && !strings.HasSuffix(row.Ask, "?") {
			t.Errorf("%q: answers want a question, and more than one", name)
		}
		for _, m := range row.Means {
			if !slices.Contains(row.Between, m.Then) || m.If == "" {
				t.Errorf("%q: the answer %q points at %q, which is not among its causes", name, m.If, m.Then)
			}
		}
	}
}

func TestDistinguish(t *testing.T) {
	for _, tt := range []struct {
		ids   []ID
		check string
		means int
		ok    bool
	}{
		{[]ID{"bad-credentials", "pairing-deleted"}, "pairing", 2, true},
		{[]ID{"pairing-deleted", "bad-credentials"}, "pairing", 2, true},
		{[]ID{"tls-expired", "clock-wrong", "tls-untrusted"}, "service", 3, true},
		{[]ID{"connection-closed", "tls-too-old"}, "service", 0, true},
		{[]ID{"service-timeout", "sync-range-too-large"}, "sync-range", 2, true},
		{[]ID{"service-timeout", "sync-range-too-large", "connect-timeout"}, "service", 0, true},
		{[]ID{"auth-code-used", "tls-expired"}, "", 0, false},
		{[]ID{"tls-expired"}, "", 0, false},
		{nil, "", 0, false},
	} {
		d, ok := Distinguish(tt.ids)
		if ok != tt.ok || d.Check != tt.check || len(d.Means) != tt.means {
			t.Errorf("%v: %v %+v", tt.ids, ok, d)
		}
	}
}
