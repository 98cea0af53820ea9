package main

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// fakeClipboard is a clipboard that keeps what it is given, or not.
type fakeClipboard struct {
	text   string
	broken bool // what is written gets lost
	mute   bool // it cannot be read
	refuse bool
}

func (f *fakeClipboard) write(s string) error {
	if f.refuse {
		return errors.New("no display")
	}
	if !f.broken {
		f.text = strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\n", "\r\n")
	}
	return nil
}

func (f *fakeClipboard) read() (string, error) {
	if f.mute {
		return "", errors.New("write only")
	}
	return f.text, nil
}

// Each way of copying is taken when those before it fail, and is named as it is.
func TestTheWayThatTookTheTextIsNamed(t *testing.T) {
	const text = "Subject: x\nCause  y\n"
	for _, c := range []struct {
		name      string
		clip      *fakeClipboard
		tmux      func(string) error
		terminal  bool
		in        string // the multiplexer
		long      bool
		want      string
		wantBytes string
	}{
		{name: "a clipboard that can be read back", clip: &fakeClipboard{}, want: "the clipboard"},
		{name: "a clipboard that cannot", clip: &fakeClipboard{mute: true}, want: "the clipboard (it can't be read back here)"},
		{name: "a clipboard that loses the text", clip: &fakeClipboard{broken: true}, terminal: true, want: "OSC 52", wantBytes: "\x1b]52;c;"},
		{name: "a clipboard without a display", clip: &fakeClipboard{refuse: true}, terminal: true, want: "OSC 52"},
		{name: "tmux takes it", tmux: func(string) error { return nil }, terminal: true, in: "tmux", want: "tmux (prefix ]"},
		{name: "tmux without its program", terminal: true, in: "tmux", want: "OSC 52", wantBytes: "\x1bPtmux;\x1b\x1b]52;c;"},
		{name: "tmux that fails", tmux: func(string) error { return errors.New("no server") }, terminal: true, in: "tmux", want: "OSC 52", wantBytes: "\x1b]52;c;"},
		{name: "screen", terminal: true, in: "screen", want: "OSC 52", wantBytes: "\x1bP\x1b]52;c;"},
		{name: "more than a terminal takes", terminal: true, long: true, want: "a file, for it is too long"},
		{name: "no way at all", want: "a file, for there is no clipboard here: saved"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var out bytes.Buffer
			saved := ""
			x := &copier{tmux: c.tmux, inTmux: c.in == "tmux", inScreen: c.in == "screen", save: func(_, s string) (string, error) { saved = s; return "saved", nil }}
			if c.clip != nil {
				x.write, x.read = c.clip.write, c.clip.read
			}
			if c.terminal {
				x.terminal = &out
			}
			give := text
			if c.long {
				give = strings.Repeat("x", maxOSC52+1)
			}
			way, err := x.Copy(give)
			if err != nil || !strings.Contains(way, c.want) {
				t.Errorf("by %q, %v; want %q", way, err, c.want)
			}
			if !strings.Contains(out.String(), c.wantBytes) {
				t.Errorf("wrote %q", out.String())
			}
			if strings.HasPrefix(way, "a file") != (saved != "") {
				t.Errorf("by %q, and %d bytes were saved", way, len(saved))
			}
		})
	}
}

// Over SSH the clipboard of the PC that the program runs on is not the person's.
func TestAnotherPCsClipboardIsNotTaken(t *testing.T) {
	for _, c := range []struct {
		env  map[string]string
		want bool
	}{
		{map[string]string{}, true},
		{map[string]string{"DISPLAY": ":0"}, true},
		{map[string]string{"SSH_CONNECTION": "192.0.2.1 50000 192.0.2.2 22"}, false},
		{map[string]string{"SSH_TTY": "/dev/pts/3", "DISPLAY": ":0"}, false},
	} {
		if got := atThisPC(func(k string) string { return c.env[k] }); got != c.want {
			t.Errorf("%v: %v", c.env, got)
		}
	}
}

// A file is never replaced, and nothing is left of one that could not be written.
func TestFilesAreNewAndWhole(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a.txt")
	for i, want := range []string{"a.txt", "a-2.txt", "a-3.txt"} {
		got, err := writeNew(path, []byte{byte('0' + i)})
		if err != nil || filepath.Base(got) != want {
			t.Fatalf("%s, %v; want %s", got, err, want)
		}
	}
	if b, err := os.ReadFile(path); err != nil || string(b) != "0" {
		t.Errorf("the first file is now %q, %v", b, err)
	}
	if _, err := writeNew(filepath.Join(dir, "nowhere", "b.txt"), nil); err == nil || strings.Contains(err.Error(), ".tmp") {
		t.Errorf("%v", err)
	}
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != 3 {
		t.Errorf("%v, %v", entries, err)
	}
}
