//go:build !windows

package machine

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// A named pipe is read once, and unpacked as standard input is. It cannot be followed.
func TestANamedPipe(t *testing.T) {
	path := filepath.Join(t.TempDir(), "pipe")
	if err := syscall.Mkfifo(path, 0o600); err != nil {
		t.Skip(err)
	}
	if err := CanFollow(path); err == nil || !strings.Contains(err.Error(), "cannot be followed") {
		t.Errorf("followed: %v", err)
	}
	for _, in := range []string{entry("10"), gz(entry("10"))} {
		got, err := Open([]string{path}, nil)
		if err != nil || len(got) != 1 {
			t.Fatalf("%+v, %v", got, err)
		}
		go func() { _ = os.WriteFile(path, []byte(in), 0o600) }()
		if s := text(t, got[0]); s != entry("10") {
			t.Errorf("%q", s)
		}
	}
}
