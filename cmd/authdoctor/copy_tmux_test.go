//go:build !windows

package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// In tmux the summary is in tmux's buffer afterwards, whatever its set-clipboard says.
func TestCopyInTmux(t *testing.T) {
	tmux, err := exec.LookPath("tmux")
	if err != nil {
		t.Skip("tmux is not installed here")
	}
	program, err := buildOnce()
	if err != nil {
		t.Fatal(err)
	}
	dir, err := os.MkdirTemp("", "authdoctor-tmux-") // a socket's path must be short
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	home, socket := t.TempDir(), filepath.Join(dir, "s")
	log := write(t, "QWCLog.txt", badLogin)
	for _, setting := range []string{"external", "on", "off"} {
		t.Run(setting, func(t *testing.T) {
			run := func(args ...string) (string, error) {
				cmd := exec.Command(tmux, append([]string{"-u", "-S", socket, "-f", "/dev/null"}, args...)...)
				cmd.Env = append(os.Environ(), "HOME="+home, "XDG_DOCUMENTS_DIR="+home, "DISPLAY=", "WAYLAND_DISPLAY=", "SSH_CONNECTION=192.0.2.1 50000 192.0.2.2 22", "TMUX=")
				out, err := cmd.CombinedOutput()
				return string(out), err
			}
			t.Cleanup(func() { _, _ = run("kill-server") })
			said := filepath.Join(home, setting)
			command := "'" + program + "' summary --copy --offline --log '" + log + "' 2>'" + said + "'; sleep 60"
			if out, err := run("set-option", "-g", "set-clipboard", setting, ";", "new-session", "-d", "-x", "80", "-y", "24", command); err != nil {
				t.Skipf("tmux does not start here: %s", out)
			}
			way := ""
			for end := time.Now().Add(patience); !strings.Contains(way, "Copied to") && time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
				b, _ := os.ReadFile(said)
				way = string(b)
			}
			if !strings.Contains(way, "Copied to tmux") {
				t.Fatalf("said %q", way)
			}
			got, err := run("show-buffer")
			if err != nil || !strings.HasPrefix(got, "Subject: authdoctor: bad-credentials") {
				t.Errorf("tmux holds %q, %v", got, err)
			}
		})
	}
}
