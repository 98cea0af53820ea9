package vendors_test

import (
	"flag"
	"os"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"authdoctor/checks/cause"
	"authdoctor/checks/vendors"
)

var prepare = flag.Bool("prepare", false, "write prepared.gob anew where a file was changed (TestPrepared)")

// TestPrepared holds what was decoded at build time against the YAML files.
func TestPrepared(t *testing.T) {
	names, texts := documents(t)
	if held := prepared(t); *prepare && slices.ContainsFunc(texts, func(text []byte) bool { return !held.Knows(text) }) {
		data, err := cause.Prepare[vendors.Vendor](names, texts)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile("prepared.gob", data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	held := prepared(t)
	for i, name := range names {
		if !held.Knows(texts[i]) {
			t.Errorf("%s was changed: run `go generate ./checks/vendors`, so that the program starts fast", name)
			continue
		}
		var want, got vendors.Vendor
		if err := cause.Decode(name, texts[i], &want); err != nil {
			t.Fatal(err)
		}
		if err := held.Decode(name, texts[i], &got); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func documents(t *testing.T) (names []string, texts [][]byte) {
	t.Helper()
	err := cause.Documents(vendors.Builtin(), []string{"data"}, true, func(name string, text []byte) error {
		names, texts = append(names, name), append(texts, text)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return names, texts
}

func prepared(t *testing.T) *cause.Prepared[vendors.Vendor] {
	t.Helper()
	data, err := os.ReadFile("prepared.gob")
	if err != nil {
		t.Fatal(err)
	}
	return cause.NewPrepared[vendors.Vendor](data)
}
