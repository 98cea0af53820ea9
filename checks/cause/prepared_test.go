package cause_test

import (
	"flag"
	"io/fs"
	"os"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"authdoctor/checks/cause"
)

var prepare = flag.Bool("prepare", false, "write prepared.gob anew where a file was changed (TestPrepared)")

// TestPrepared holds what was decoded at build time against the YAML files.
func TestPrepared(t *testing.T) {
	names, texts := documents(t)
	if held := prepared(t); *prepare && slices.ContainsFunc(texts, func(text []byte) bool { return !held.Knows(text) }) {
		data, err := cause.Prepare[cause.Cause](names, texts)
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
			t.Errorf("%s was changed: run `go generate ./checks/cause`, so that the program starts fast", name)
			continue
		}
		var want, got cause.Cause
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
	err := cause.Documents(cause.Builtin(), []string{"kb"}, false, func(name string, text []byte) error {
		names, texts = append(names, name), append(texts, text)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return names, texts
}

func prepared(t *testing.T) *cause.Prepared[cause.Cause] {
	t.Helper()
	data, err := os.ReadFile("prepared.gob")
	if err != nil {
		t.Fatal(err)
	}
	return cause.NewPrepared[cause.Cause](data)
}

// TestNotPrepared reads a file that was changed since, and one that cannot be read.
func TestNotPrepared(t *testing.T) {
	text, err := fs.ReadFile(cause.Builtin(), "kb/unknown.yaml")
	if err != nil {
		t.Fatal(err)
	}
	changed := append([]byte("# changed\n"), text...)
	for _, held := range []*cause.Prepared[cause.Cause]{prepared(t), cause.NewPrepared[cause.Cause]([]byte("damaged"))} {
		var c cause.Cause
		if held.Knows(changed) || held.Decode("x.yaml", changed, &c) != nil || c.ID != cause.Unknown {
			t.Errorf("got %q", c.ID)
		}
		if err := held.Decode("x.yaml", []byte("id: ["), &c); err == nil {
			t.Error("no error")
		}
	}
}
