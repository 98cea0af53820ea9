package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"runtime"
	"strings"
	"time"

	"github.com/atotto/clipboard"
	"github.com/aymanbagabas/go-osc52/v2"
)

const (
	// maxOSC52 is how much text is sent by OSC 52, in bytes before encoding: hterm and others drop sequences of more than
	// 100,000 bytes.
	maxOSC52 = 74_000
	// copyPatience is what one way of copying may take; a clipboard's program can hang on a screen that is not there.
	copyPatience = 3 * time.Second
)

// copier puts text where the person can paste it. Its ways are tried in order; the first that works is named.
type copier struct {
	write    func(string) error     // this PC's clipboard; nil: there is none, or nobody sits at it
	read     func() (string, error) // the same, to see that the text is there
	tmux     func(text string) error
	terminal io.Writer // for OSC 52; nil: no terminal that could take it
	inTmux   bool
	inScreen bool
	save     func(name, text string) (string, error)
}

// newCopier finds the ways that this process has.
func newCopier(s *streams) *copier {
	c := &copier{save: saveNew, inTmux: s.env("TMUX") != "", inScreen: s.env("STY") != ""}
	if !clipboard.Unsupported && atThisPC(s.env) {
		c.write, c.read = clipboard.WriteAll, clipboard.ReadAll
	}
	if path, err := exec.LookPath("tmux"); err == nil && c.inTmux {
		c.tmux = func(text string) error { return tmuxBuffer(path, text) }
	}
	if s.outTTY && !s.litter && s.env("TERM") != "dumb" && s.env("TERM") != "linux" {
		c.terminal = s.out
	}
	return c
}

// atThisPC says whether the clipboard of this PC is the one that the person pastes from. Over SSH it is another's, except where
// the screen comes along (X11 forwarding).
func atThisPC(env func(string) string) bool {
	if env("SSH_CONNECTION") == "" && env("SSH_TTY") == "" {
		return true
	}
	host, _, _ := strings.Cut(env("DISPLAY"), ":")
	return host != "" && runtime.GOOS != "windows" && runtime.GOOS != "darwin"
}

// Copy copies text and says by which way, in words that follow "Copied to".
func (c *copier) Copy(text string) (way string, err error) {
	text = nativeLines(text)
	if c.write != nil {
		if way := c.local(text); way != "" {
			return way, nil
		}
	}
	if c.tmux != nil && c.tmux(text) == nil {
		return "tmux (prefix ] pastes it here) and its terminal's clipboard", nil
	}
	why := "there is no clipboard here"
	if c.terminal != nil {
		if len(text) <= maxOSC52 {
			if _, err := io.WriteString(c.terminal, c.sequence(text)); err == nil {
				return "the terminal's clipboard (OSC 52), if the terminal allows it", nil
			}
		} else {
			why = "it is too long for this terminal's clipboard"
		}
	}
	path, err := c.save("authdoctor-copied.txt", text)
	if err != nil {
		return "", fmt.Errorf("%s, and the file could not be written: %w", why, err)
	}
	return "a file, for " + why + ": " + path, nil
}

// local copies to this PC's clipboard and reads it back. It is empty where the text did not get there.
func (c *copier) local(text string) string {
	if _, err := inTime(func() (string, error) { return text, c.write(text) }); err != nil {
		return ""
	}
	got, err := inTime(c.read)
	if err != nil {
		return "the clipboard (it can't be read back here)"
	}
	if sameText(got, text) {
		return "the clipboard"
	}
	return ""
}

// sameText compares what was copied with what is there: clipboards change the ends of lines.
func sameText(a, b string) bool {
	plain := func(s string) string { return strings.TrimRight(strings.ReplaceAll(s, "\r\n", "\n"), "\r\n\x00") }
	return plain(a) == plain(b)
}

// inTime gives one way of copying its time.
func inTime[T any](do func() (T, error)) (T, error) {
	ctx, cancel := context.WithTimeout(context.Background(), copyPatience)
	defer cancel()
	return orEnded(ctx.Done(), do)
}

// tmuxBuffer puts a text into tmux's buffer, from where tmux hands it to its terminal's clipboard, and reads it back. tmux takes
// OSC 52 from a program only with "set-clipboard on", which is not its default; this it always takes.
func tmuxBuffer(path, text string) error {
	ctx, cancel := context.WithTimeout(context.Background(), copyPatience)
	defer cancel()
	load := func(args ...string) error {
		cmd := exec.CommandContext(ctx, path, append([]string{"load-buffer"}, args...)...)
		cmd.Stdin = strings.NewReader(text)
		return cmd.Run()
	}
	if load("-w", "-") != nil { // tmux before 3.2 knows no -w
		if err := load("-"); err != nil {
			return err
		}
	}
	got, err := exec.CommandContext(ctx, path, "save-buffer", "-").Output()
	if err != nil {
		return err
	}
	if !sameText(string(got), text) {
		return errors.New("tmux holds another text")
	}
	return nil
}

// sequence is the OSC 52 sequence. A multiplexer has to be told to hand it on; which of the two forms tmux takes depends on how
// it is set (set-clipboard, allow-passthrough), and the other one is dropped by it.
func (c *copier) sequence(text string) string {
	seq := osc52.New(text)
	switch {
	case c.inTmux:
		return seq.String() + seq.Tmux().String()
	case c.inScreen:
		return seq.Screen().String()
	}
	return seq.String()
}
