package fix

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestFileStore(t *testing.T) {
	path := filepath.Join(t.TempDir(), "state", "fix.json")
	s := FileStore(path)
	if _, ok, err := s.Load(); ok || err != nil {
		t.Fatalf("an empty store: %v, %v", ok, err)
	}
	if err := s.Clear(); err != nil {
		t.Fatal(err)
	}
	w := NewWalk(plan())
	w.Answer(Done, at)
	for range 2 { // the second save replaces the first
		if err := s.Save(w.State()); err != nil {
			t.Fatal(err)
		}
	}
	got, ok, err := s.Load()
	if d := cmp.Diff(w.State(), got); !ok || err != nil || d != "" {
		t.Fatalf("%v, %v, %s", ok, err, d)
	}
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
		t.Errorf("rights %v", info.Mode())
	}
	if names, _ := os.ReadDir(filepath.Dir(path)); len(names) != 1 {
		t.Errorf("%d files left behind", len(names))
	}
	if err := s.Clear(); err != nil {
		t.Fatal(err)
	}
	if _, ok, _ := s.Load(); ok {
		t.Error("a cleared store holds a state")
	}
}

func TestDamagedStatesAreSetAside(t *testing.T) {
	for name, text := range map[string]string{
		"cut off":       `{"schema":"authdoctor.fix/v1","cause":"http-no`,
		"binary":        "\x00\xff\x00",
		"empty":         "",
		"another form":  `{"schema":"authdoctor.fix/v9","cause":"http-not-found"}`,
		"foreign":       `{"hello":"world"}`,
		"a list":        `[]`,
		"no cause":      `{"schema":"authdoctor.fix/v1"}`,
		"wrong numbers": `{"schema":"authdoctor.fix/v1","cause":"x","number":-3}`,
		"huge":          `{"schema":"authdoctor.fix/v1","cause":"` + strings.Repeat("x", maxState) + `"}`,
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "fix.json")
			if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
			_, ok, err := FileStore(path).Load()
			var se *StateError
			if ok || !errors.As(err, &se) || se.Aside == "" || !strings.Contains(err.Error(), "Start the fix again") || errors.Unwrap(se) == nil {
				t.Fatalf("%v, %v", ok, err)
			}
			if b, err := os.ReadFile(se.Aside); err != nil || string(b) != text {
				t.Errorf("set aside: %q, %v", b, err)
			}
			if _, ok, err := FileStore(path).Load(); ok || err != nil {
				t.Errorf("afterwards: %v, %v", ok, err)
			}
		})
	}
}

func TestAFolderInTheWayIsAnError(t *testing.T) {
	path := filepath.Join(t.TempDir(), "fix.json")
	if err := os.MkdirAll(filepath.Join(path, "x"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := FileStore(path).Save(NewWalk(plan()).State()); err == nil {
		t.Error("saved over a folder")
	}
	if _, ok, err := FileStore(path).Load(); ok || err == nil {
		t.Error("loaded a folder")
	}
}

// Whatever is kept, reading it gives a state or an error, and resuming it a walk that goes on.
func FuzzState(f *testing.F) {
	f.Add([]byte(`{"schema":"authdoctor.fix/v1","cause":"http-not-found","subject":"site","vendor":"connex","who":"end-user","answers":[{"step":"open","value":"done","at":"2026-11-23T10:00:00Z"},{"step":"kind","value":"other","at":"2026-11-23T10:00:00Z"}]}`))
	f.Add([]byte(`{"schema":"authdoctor.fix/v1","cause":"x","step":"nowhere","phase":"stuck"}`))
	f.Add([]byte(`{`))
	f.Fuzz(func(t *testing.T, b []byte) {
		s, err := decode(b)
		if err != nil {
			return
		}
		w := Resume(plan(), s)
		for range 20 {
			list := w.Answers()
			if len(list) == 0 {
				break
			}
			if m := w.Answer(list[0].Value, time.Time{}); m.Refused != "" {
				t.Fatalf("%q was offered and refused: %s", list[0].Value, m.Refused)
			}
		}
		if n, of := w.Number(); n > of {
			t.Fatalf("step %d of %d", n, of)
		}
	})
}
