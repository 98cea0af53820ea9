package machine

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/windows"
)

// holdAlone opens a file as a program does that shares it with nobody.
func holdAlone(t *testing.T, path string) windows.Handle {
	t.Helper()
	name, err := windows.UTF16PtrFromString(path)
	if err != nil {
		t.Fatal(err)
	}
	h, err := windows.CreateFile(name, windows.GENERIC_READ|windows.GENERIC_WRITE, 0, nil, windows.OPEN_EXISTING, 0, 0)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

func TestAFileThatAnotherProgramHolds(t *testing.T) {
	d := newTree(t)
	path := d.file("QWCLog.txt", entry("10"), 1)
	h := holdAlone(t, path)
	_, err := Open([]string{path}, nil)
	if err == nil || !strings.Contains(err.Error(), "Another program") {
		t.Errorf("%v", err)
	}
	_, err = Open([]string{d.dir}, nil)
	if err == nil || !strings.Contains(err.Error(), "Another program") {
		t.Errorf("its folder: %v", err)
	}
	time.AfterFunc(2*retryAfter, func() { windows.CloseHandle(h) })
	if got, err := Open([]string{path}, nil); err != nil || len(got) != 1 {
		t.Errorf("held for a moment only: %v", err)
	}
}

func TestAFileThatAnotherProgramWrites(t *testing.T) {
	d := newTree(t)
	path := d.file("QWCLog.txt", entry("10"), 1)
	name, err := windows.UTF16PtrFromString(path)
	if err != nil {
		t.Fatal(err)
	}
	h, err := windows.CreateFile(name, windows.GENERIC_WRITE, windows.FILE_SHARE_READ, nil, windows.OPEN_EXISTING, 0, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer windows.CloseHandle(h)
	got, err := Open([]string{path}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if text(t, got[0]) != entry("10") {
		t.Error("another text")
	}
}

func TestALogCanBeMovedWhileItIsRead(t *testing.T) {
	d := newTree(t)
	path := d.file("QWCLog.txt", entry("10"), 1)
	got, err := Open([]string{path}, nil)
	if err != nil {
		t.Fatal(err)
	}
	r, err := got[0].Open()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	moved := filepath.Join(d.dir, "QWCLogOld.txt")
	if err := os.Rename(path, moved); err != nil {
		t.Fatalf("the Web Connector could not move its log: %v", err)
	}
	if b, err := io.ReadAll(r); err != nil || string(b) != entry("10") {
		t.Errorf("%q, %v", b, err)
	}
}
