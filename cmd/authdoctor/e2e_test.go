//go:build !windows

package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/creack/pty"
	"github.com/hinshun/vt10x"
)

// patience is how long a test waits for a screen before it fails. It measures nothing.
const patience = 30 * time.Second

// buildOnce builds the program that the end-to-end tests drive.
var buildOnce = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "authdoctor-e2e-")
	if err != nil {
		return "", err
	}
	atEnd = append(atEnd, func() { os.RemoveAll(dir) })
	path := filepath.Join(dir, "authdoctor")
	out, err := exec.Command("go", "build", "-o", path, ".").CombinedOutput()
	if err != nil {
		return "", errors.New(string(out))
	}
	return path, nil
})

// terminal is the built program in a pseudo-terminal that answers no query.
type terminal struct {
	t    *testing.T
	cmd  *exec.Cmd
	file *os.File
	done chan struct{}

	mu  sync.Mutex
	raw bytes.Buffer
	vt  vt10x.Terminal
}

// start runs the program at a size. Its home is an empty folder; env is added to a bare environment.
func start(t *testing.T, cols, rows int, env []string, args ...string) *terminal {
	t.Helper()
	return startIn(t, t.TempDir(), cols, rows, env, args...)
}

// startIn is start with a home that outlives the program.
func startIn(t *testing.T, home string, cols, rows int, env []string, args ...string) *terminal {
	t.Helper()
	path, err := buildOnce()
	if err != nil {
		t.Fatal(err)
	}
	return startCommand(t, home, cols, rows, env, path, args...)
}

// startCommand runs any command in a pseudo-terminal.
func startCommand(t *testing.T, home string, cols, rows int, env []string, path string, args ...string) *terminal {
	t.Helper()
	var err error
	x := &terminal{t: t, done: make(chan struct{}), vt: vt10x.New(vt10x.WithSize(cols, rows))}
	x.cmd = exec.Command(path, args...)
	x.cmd.Dir = home
	x.cmd.Env = append([]string{"HOME=" + home, "XDG_STATE_HOME=" + home, "XDG_DOCUMENTS_DIR=" + home, "TERM=xterm-256color",
		"PATH=" + home, "TZ=America/Chicago", "LC_ALL=C.UTF-8"}, env...)
	if x.file, err = pty.StartWithSize(x.cmd, &pty.Winsize{Cols: uint16(cols), Rows: uint16(rows)}); err != nil {
		t.Fatal(err)
	}
	go func() {
		defer close(x.done)
		buf := make([]byte, 4096)
		for {
			n, err := x.file.Read(buf)
			x.mu.Lock()
			x.raw.Write(buf[:n])
			_, _ = x.vt.Write(buf[:n])
			x.mu.Unlock()
			if err != nil {
				return
			}
		}
	}()
	t.Cleanup(func() {
		_ = x.cmd.Process.Kill()
		_ = x.cmd.Wait()
		x.file.Close()
	})
	return x
}

// screen is what a person sees.
func (x *terminal) screen() string {
	x.mu.Lock()
	defer x.mu.Unlock()
	return x.vt.String()
}

// written is every byte that the program wrote.
func (x *terminal) written() string {
	x.mu.Lock()
	defer x.mu.Unlock()
	return x.raw.String()
}

// until waits for one of some texts to stand on the screen and gives it.
func (x *terminal) until(texts ...string) string {
	x.t.Helper()
	end := time.Now().Add(patience)
	for time.Now().Before(end) {
		s := x.screen()
		if i := slices.IndexFunc(texts, func(text string) bool { return strings.Contains(s, text) }); i >= 0 {
			return texts[i]
		}
		time.Sleep(10 * time.Millisecond)
	}
	x.t.Fatalf("none of %q came up. The screen:\n%s", texts, x.screen())
	return ""
}

// settled waits until the screen no longer changes, and gives it.
func (x *terminal) settled() string {
	last := ""
	for range 200 {
		time.Sleep(50 * time.Millisecond)
		if s := x.screen(); s == last {
			return s
		} else {
			last = s
		}
	}
	return last
}

// press sends keys, slower than the program takes for a paste.
func (x *terminal) press(keys ...string) {
	x.t.Helper()
	for _, k := range keys {
		// A dialog does not take keys that were typed before it could be read.
		time.Sleep(250 * time.Millisecond)
		if _, err := io.WriteString(x.file, k); err != nil {
			x.t.Fatal(err)
		}
	}
}

// exit waits for the end and gives the status.
func (x *terminal) exit() int {
	x.t.Helper()
	select {
	case <-x.done:
	case <-time.After(patience):
		x.t.Fatalf("the program did not end. The screen:\n%s", x.screen())
	}
	err := x.cmd.Wait()
	var e *exec.ExitError
	if err != nil && !errors.As(err, &e) {
		x.t.Fatal(err)
	}
	return x.cmd.ProcessState.ExitCode()
}

// The demo in a terminal: cause, guided fix, recheck, and what stays in the window.
func TestFromTheCauseToTheVerifiedFix(t *testing.T) {
	for _, id := range []string{"http-to-https", "site-offline"} {
		t.Run(id, func(t *testing.T) {
			t.Parallel()
			x := start(t, 80, 24, nil, "demo", id)
			x.until("CAUSE")
			x.press("f")
			for range 40 {
				s := x.settled()
				if strings.Contains(s, "The cause is gone") {
					break
				}
				x.press("1")
			}
			x.until("The cause is gone")
			x.press("q")
			if code := x.exit(); code != exitOK {
				t.Errorf("exit status %d after a verified fix\n%s", code, x.screen())
			}
			if !strings.Contains(x.screen(), "Fixed") && !strings.Contains(x.screen(), "gone") {
				t.Errorf("the short summary is not left in the window:\n%s", x.screen())
			}
		})
	}
}

// A terminal that answers no query is not waited for, and is not asked.
func TestAMuteTerminalIsNotAsked(t *testing.T) {
	for _, args := range [][]string{{"version"}, {"demo", "healthy"}} {
		x := start(t, 80, 24, nil, args...)
		if args[0] == "version" {
			if code := x.exit(); code != exitOK {
				t.Errorf("exit status %d", code)
			}
			if strings.Contains(x.written(), "\x1b") {
				t.Errorf("version wrote an escape sequence: %q", x.written())
			}
			continue
		}
		x.until("Nothing wrong")
		x.press("q")
		if code := x.exit(); code != exitOK {
			t.Errorf("exit status %d", code)
		}
		for _, query := range []string{"\x1b]11;?", "\x1b[6n", "\x1b[c"} {
			if strings.Contains(x.written(), query) {
				t.Errorf("the terminal was asked %q", query)
			}
		}
	}
}

// The summary is copied by the clipboard's program where there is one, else through the terminal.
func TestCopyInATerminal(t *testing.T) {
	bin := t.TempDir()
	clip := filepath.Join(bin, "clip.txt")
	script := "#!/bin/sh\ncase \"$*\" in\n*-out*) /bin/cat '" + clip + "' ;;\n*) /bin/cat > '" + clip + "' ;;\nesac\n"
	if err := os.WriteFile(filepath.Join(bin, "xclip"), []byte(script), 0o700); err != nil {
		t.Fatal(err)
	}
	x := start(t, 80, 24, []string{"PATH=" + bin}, "demo", "site-offline")
	x.until("CAUSE")
	x.press("s")
	x.until("Summary")
	x.press("c")
	x.until("to the clipboard.")
	got, err := os.ReadFile(clip)
	if err != nil || !bytes.Contains(got, []byte("http-not-found")) {
		t.Errorf("clipboard: %q, %v", got, err)
	}
	x.press("q")
	if code := x.exit(); code != exitFound {
		t.Errorf("exit status %d", code)
	}

	y := start(t, 80, 24, nil, "demo", "site-offline")
	y.until("CAUSE")
	y.press("s")
	y.until("Summary")
	y.press("c")
	y.until("OSC 52")
	if !strings.Contains(y.written(), "\x1b]52;c;") {
		t.Error("no OSC 52 sequence was written")
	}
	y.press("\x03")
	if code := y.exit(); code != exitFound && code != exitInterrupted {
		t.Errorf("exit status %d", code)
	}
}

// The start screen on a PC that holds nothing: it asks, and every key of its footer works.
func TestStartOnAnEmptyPC(t *testing.T) {
	for _, size := range [][2]int{{80, 24}, {60, 20}, {40, 12}} {
		x := start(t, size[0], size[1], nil)
		x.until("Caselle")
		for _, line := range strings.Split(x.settled(), "\n") {
			if n := len([]rune(strings.TrimRight(line, " "))); n > size[0] {
				t.Errorf("%v: a line of %d cells: %s", size, n, line)
			}
		}
		x.press("?")
		x.until("Help")
		x.press("\x1b")
		x.until("Caselle")
		x.press("q")
		if code := x.exit(); code != exitOK {
			t.Errorf("%v: exit status %d", size, code)
		}
	}
}

// ctrl+c while a service does not answer: status 130, and nothing is left behind.
func TestInterrupted(t *testing.T) {
	silent, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer silent.Close()
	asked := make(chan struct{}, 100)
	go func() {
		for {
			c, err := silent.Accept()
			if err != nil {
				return
			}
			defer c.Close()
			asked <- struct{}{}
		}
	}()
	path, err := buildOnce()
	if err != nil {
		t.Fatal(err)
	}
	url := "http://" + silent.Addr().String() + "/"
	heard := make(chan os.Signal, 1) // what this process hears, its children get afresh, also where the tests run under nohup
	signal.Notify(heard, syscall.SIGHUP)
	defer signal.Stop(heard)
	for _, sig := range []syscall.Signal{syscall.SIGINT, syscall.SIGHUP} { // ctrl+c, and a window that is closed
		ctx, cancel := context.WithTimeout(t.Context(), patience)
		defer cancel()
		cmd := exec.CommandContext(ctx, path, "check", "--service", url+"wc", "--internet-url", url)
		var out bytes.Buffer
		cmd.Stdout, cmd.Stderr = &out, &out
		for len(asked) > 0 { // of the call before
			<-asked
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		<-asked
		if err := cmd.Process.Signal(sig); err != nil {
			t.Fatal(err)
		}
		_ = cmd.Wait()
		if code := cmd.ProcessState.ExitCode(); code != exitInterrupted {
			t.Errorf("%v: exit status %d, want %d: %s", sig, code, exitInterrupted, out.String())
		}
	}
}
