//go:build !windows

package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/creack/pty"
)

// A fix that was killed in its midst is offered again, at the step that stood.
func TestKilledInAFixItGoesOnThere(t *testing.T) {
	home := t.TempDir()
	x := startIn(t, home, 80, 24, nil)
	x.until("What would you like to do?")
	x.press("3")
	x.until("question 1")
	for range 8 {
		if s := x.settled(); strings.Contains(s, "CAUSE") {
			break
		}
		x.press("1")
	}
	x.until("CAUSE")
	x.press("f")
	x.settled()
	if strings.Contains(x.screen(), "Who will do it?") {
		x.press("1")
	}
	x.until("step 1 of")
	x.press("1")
	x.until("step 2 of")
	state := filepath.Join(home, "authdoctor", "fix.json")
	for end := time.Now().Add(patience); ; time.Sleep(20 * time.Millisecond) {
		if data, err := os.ReadFile(state); err == nil && strings.Contains(string(data), "walking") {
			break
		}
		if time.Now().After(end) {
			t.Fatal("the place was not kept")
		}
	}
	if err := x.cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	<-x.done

	y := startIn(t, home, 80, 24, nil)
	y.until("You left a fix half-way")
	if s := y.settled(); !strings.Contains(s, "Go on with step 2") {
		t.Errorf("step 2 is not offered:\n%s", s)
	}
	y.press("1")
	y.until("step 2 of")
	y.press("\x03")
	if code := y.exit(); code != exitInterrupted {
		t.Errorf("exit status %d", code)
	}
	z := startIn(t, home, 80, 24, nil, "--plain")
	z.until("You left a fix half-way")
}

// However often the window changes its size, the last frame is whole and fits.
func TestAStormOfSizes(t *testing.T) {
	x := start(t, 80, 24, nil, "demo", "site-offline")
	x.until("CAUSE")
	for i := range 200 {
		size := &pty.Winsize{Cols: uint16(20 + i*37%180), Rows: uint16(5 + i*13%50)}
		if i == 199 {
			size = &pty.Winsize{Cols: 60, Rows: 20}
		}
		x.mu.Lock()
		x.vt.Resize(int(size.Cols), int(size.Rows))
		x.mu.Unlock()
		if err := pty.Setsize(x.file, size); err != nil {
			t.Fatal(err)
		}
		if i%20 == 0 {
			x.press([]string{"f", "\x1b", "x", "v", "\x1b"}[i/20%5])
		}
	}
	x.press("\x1b", "\x1b", "\x1b")
	for range 20 { // whatever stands, one more key draws it; the first screen is never far
		if strings.Contains(x.settled(), "CAUSE") {
			break
		}
		x.press("\x1b")
	}
	s := x.settled()
	for _, row := range strings.Split(strings.TrimRight(s, "\n"), "\n") {
		if n := len([]rune(strings.TrimRight(row, " "))); n > 60 {
			t.Errorf("a row of %d cells after the storm:\n%s", n, s)
		}
	}
	if !strings.Contains(s, "authdoctor") && !strings.Contains(s, "EXAMPLE") {
		t.Errorf("the screen is not whole:\n%s", s)
	}
	x.press("\x03")
	x.exit()
}

// ctrl+z puts the program aside, fg brings it back as it was.
func TestPutAsideAndBack(t *testing.T) {
	path, err := buildOnce()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat("/bin/sh"); err != nil {
		t.Skip("no shell")
	}
	x := startCommand(t, t.TempDir(), 80, 24, []string{"AUTHDOCTOR=" + path, "PATH=/bin:/usr/bin"}, "/bin/sh", "-mc", `"$AUTHDOCTOR" demo healthy; echo PUT ASIDE; read line; fg >/dev/null; echo ENDED`)
	x.until("Nothing wrong")
	x.press("\x1a")
	x.until("PUT ASIDE")
	x.press("\r")
	x.until("Nothing wrong")
	x.press("q")
	x.until("ENDED")
}

// The terminal is given back however the program ends, the mouse is left to the person, and nothing is asked of the terminal.
func TestAccess07And10TheTerminalIsGivenBackAndTheMouseLeftAlone(t *testing.T) {
	for _, key := range []string{"q", "\x03"} {
		x := start(t, 80, 24, nil, "demo", "healthy")
		x.until("Nothing wrong")
		x.press(key)
		x.exit()
		raw := x.written()
		for _, pair := range [][2]string{{"\x1b[?1049h", "\x1b[?1049l"}, {"\x1b[?25l", "\x1b[?25h"}, {"\x1b[?2004h", "\x1b[?2004l"}} {
			if strings.LastIndex(raw, pair[0]) > strings.LastIndex(raw, pair[1]) {
				t.Errorf("after %q %q is not taken back", key, pair[0])
			}
		}
		for _, mouse := range []string{"?1000h", "?1002h", "?1003h", "?1006h", "?1007h"} {
			if strings.Contains(raw, mouse) {
				t.Errorf("the mouse is captured: %s", mouse)
			}
		}
	}
}

// Without colour no sequence for colour or weight is written; a terminal that is dumb, or --plain, gets no escape at all.
func TestAccess02And04NoColourAndNoEscape(t *testing.T) {
	x := start(t, 80, 24, []string{"NO_COLOR=1"}, "demo", "site-offline")
	x.until("CAUSE")
	x.press("q")
	x.exit()
	for i, part := range strings.Split(x.written(), "\x1b[") {
		if end := strings.IndexFunc(part, func(r rune) bool { return r >= '@' && r <= '~' }); i > 0 && end >= 0 && part[end] == 'm' && part[:end] != "" && part[:end] != "0" {
			t.Errorf("a sequence for colour or weight: %q", part[:end+1])
		}
	}
	for _, how := range []struct{ env, arg string }{{"TERM=dumb", ""}, {"A=b", "--plain"}} {
		args := []string{"demo", "site-offline"}
		if how.arg != "" {
			args = append(args, how.arg)
		}
		y := start(t, 80, 24, []string{how.env}, args...)
		y.until("Answer:")
		y.press("q\r")
		y.exit()
		if raw := y.written(); strings.Contains(raw, "\x1b") {
			t.Errorf("%v: an escape sequence: %q", how, raw)
		}
	}
}

// While a check waits, only what changed is written, a few times a second; when nothing runs, nothing is.
func TestAccess09OnlyWhatChangedIsWritten(t *testing.T) {
	x := start(t, 120, 40, nil, "demo", "healthy")
	x.until("Nothing wrong")
	x.settled()
	before := len(x.written())
	time.Sleep(500 * time.Millisecond)
	if n := len(x.written()) - before; n > 0 {
		t.Errorf("%d bytes were written while nothing ran", n)
	}
	before = len(x.written())
	x.press("j")
	x.settled()
	if n := len(x.written()) - before; n > 120*40/2 {
		t.Errorf("%d bytes for a key that moves a mark", n)
	}
}

// In a pipe the text is UTF-8 without a mark of order, and holds nothing that a console would obey.
func TestAccess06APipeGetsPlainUTF8(t *testing.T) {
	path, err := buildOnce()
	if err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{{"demo", "site-offline"}, {"demo", "site-offline", "--plain"}, {"help"}} {
		cmd := exec.Command(path, args...)
		cmd.Dir = t.TempDir()
		cmd.Env = []string{"HOME=" + cmd.Dir, "LC_ALL=C", "PATH="}
		out, _ := cmd.Output() // the status says what was found
		if len(out) == 0 || !utf8.Valid(out) || strings.ContainsAny(string(out), "\x1b\r\ufeff") {
			t.Errorf("%v: %q", args, out)
		}
	}
}
