package machine

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// follower puts together what a Tail gives.
type follower struct {
	text  bytes.Buffer
	turns int
}

func (f *follower) look(t *testing.T, tail *Tail) {
	t.Helper()
	turn := func() {
		f.turns++
		if b := f.text.Bytes(); len(b) > 0 && b[len(b)-1] != '\n' {
			f.text.WriteByte('\n')
		}
	}
	if _, err := tail.Look(func(b []byte) { f.text.Write(b) }, turn); err != nil {
		t.Fatal(err)
	}
}

func put(t *testing.T, path, text string) {
	t.Helper()
	f, err := os.OpenFile(path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.WriteString(text); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
}

// A writer that tears lines, renames the log and empties it: not one line lost or doubled.
func TestTail(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "QWCLog.txt")
	tail, got := NewTail(path), &follower{}
	got.look(t, tail) // nothing there yet
	rnd := rand.New(rand.NewPCG(1, 2))
	var want bytes.Buffer
	turns := 0
	for n := range 3000 {
		line := fmt.Sprintf("line %d %0*d\n", n, 1+rnd.IntN(200), n)
		want.WriteString(line)
		cut := rnd.IntN(len(line))
		put(t, path, line[:cut])
		if rnd.IntN(3) == 0 {
			got.look(t, tail)
		}
		put(t, path, line[cut:])
		switch rnd.IntN(60) {
		case 0: // what was not read yet is in the renamed file
			old := filepath.Join(dir, fmt.Sprintf("QWCLogOld%d.txt", n))
			if err := os.Rename(path, old); err != nil {
				t.Fatal(err)
			}
			turns++
			if rnd.IntN(2) == 0 {
				got.look(t, tail) // while there is no log
			}
			put(t, path, "")
			got.look(t, tail)
		case 1:
			got.look(t, tail)
			if err := os.Truncate(path, 0); err != nil {
				t.Fatal(err)
			}
			turns++
			if rnd.IntN(2) == 0 {
				got.look(t, tail)
			}
		}
		if rnd.IntN(5) == 0 {
			got.look(t, tail)
		}
	}
	got.look(t, tail)
	if !bytes.Equal(got.text.Bytes(), want.Bytes()) {
		a, b := bytes.Split(got.text.Bytes(), []byte("\n")), bytes.Split(want.Bytes(), []byte("\n"))
		for i := range min(len(a), len(b)) {
			if !bytes.Equal(a[i], b[i]) {
				t.Fatalf("line %d is %q, want %q", i, a[i], b[i])
			}
		}
		t.Fatalf("%d lines, want %d", len(a), len(b))
	}
	if turns < 20 {
		t.Errorf("only %d turns were tried", turns)
	}
}

// An emptied log that has grown past the old place is noticed by its bytes.
func TestTailSeesOtherBytes(t *testing.T) {
	path := filepath.Join(t.TempDir(), "QWCLog.txt")
	tail, got := NewTail(path), &follower{}
	put(t, path, "one\n")
	got.look(t, tail)
	if err := os.Truncate(path, 0); err != nil {
		t.Fatal(err)
	}
	put(t, path, "two\nthree\n")
	got.look(t, tail)
	if got.text.String() != "one\ntwo\nthree\n" || got.turns != 1 {
		t.Errorf("%q, %d turns", got.text.String(), got.turns)
	}
}

// A log that is a folder is an error; one that is gone is not.
func TestTailErrors(t *testing.T) {
	dir := t.TempDir()
	nothing := func([]byte) {}
	if _, err := NewTail(dir).Look(nothing, func() {}); err == nil {
		t.Error("a folder was followed")
	}
	if grew, err := NewTail(filepath.Join(dir, "gone.txt")).Look(nothing, func() {}); grew || err != nil {
		t.Errorf("a log that is gone: %v, %v", grew, err)
	}
}

// A run is as long as the one before, and ends with the same words: the log was emptied all the same.
func TestTailSeesAnEmptiedLogOfTheSameLength(t *testing.T) {
	path := filepath.Join(t.TempDir(), "QWCLog.txt")
	run := func(minute int) string {
		return fmt.Sprintf("20260302.10:%02d:00 UTC\t: QBWebConnector.RegistryManager.setUpdateLock() : ********************* Update session unlocked *********************\r\n", minute)
	}
	tail, got, turns := NewTail(path), "", 0
	for minute := range 3 {
		if err := os.WriteFile(path, []byte(run(minute)), 0o600); err != nil { // the same file, emptied and written
			t.Fatal(err)
		}
		if _, err := tail.Look(func(b []byte) { got += string(b) }, func() { turns++ }); err != nil {
			t.Fatal(err)
		}
	}
	if want := run(0) + run(1) + run(2); got != want || turns != 2 {
		t.Errorf("%d turns, read %q", turns, got)
	}
}

// The Web Connector may turn its log over at any moment, also while a look goes on.
func TestALogCanBeMovedDuringALook(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "QWCLog.txt")
	put(t, path, "one\n")
	tail, text := NewTail(path), ""
	look := func(during func()) {
		if _, err := tail.Look(func(b []byte) { text += string(b); during() }, func() { text += "|" }); err != nil {
			t.Fatal(err)
		}
	}
	look(func() {
		put(t, path, "two\n")
		if err := os.Rename(path, filepath.Join(dir, "QWCLogOld.txt")); err != nil {
			t.Errorf("the Web Connector could not move its log: %v", err)
		}
		put(t, path, "three\n")
	})
	look(func() {})
	if strings.ReplaceAll(text, "|", "") != "one\ntwo\nthree\n" {
		t.Errorf("%q", text)
	}
}

// What can never grow by lines is refused at once: who follows it would wait for ever.
func TestWhatCannotBeFollowed(t *testing.T) {
	d := newTree(t)
	tests := []struct{ name, text, says string }{
		{"QWCLog.txt", entry("10"), ""},
		{"empty.txt", "", ""},
		{"zeros.txt", "\x00\x00\x00", ""},
		{"a.log.gz", gz(entry("10")), "packed"},
		{"a.zip", zipOf(t, "QWCLog.txt", entry("10")), "packed"},
		{"a.log", "\x7fELF\x00\x00", "a program"},
	}
	for _, tt := range tests {
		err := CanFollow(d.file(tt.name, tt.text, 1))
		if tt.says == "" && err != nil || tt.says != "" && (err == nil || !strings.Contains(err.Error(), tt.says)) {
			t.Errorf("%s: %v, want %q", tt.name, err, tt.says)
		}
	}
}
