package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestDroppedFiles(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "Größe & Co (1)")
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	at := func(name string) string { return filepath.Join(dir, name) }
	for _, name := range []string{"QWCLog.txt", "QWCLogOld.txt", "shop.qwc", "shop (2).QWC.txt"} {
		if err := os.WriteFile(at(name), []byte("x"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, tt := range []struct {
		name      string
		args      []string
		logs      []string
		qwc, says string
	}{
		{name: "a log", args: []string{at("QWCLog.txt")}, logs: []string{at("QWCLog.txt")}},
		{name: "a pairing file", args: []string{at("shop.qwc")}, qwc: at("shop.qwc")},
		{name: "both", args: []string{at("shop (2).QWC.txt"), at("QWCLog.txt")}, qwc: at("shop (2).QWC.txt"), logs: []string{at("QWCLog.txt")}},
		{name: "two logs", args: []string{at("QWCLog.txt"), at("QWCLogOld.txt")}, logs: []string{at("QWCLog.txt"), at("QWCLogOld.txt")}},
		{name: "two pairing files", args: []string{at("shop.qwc"), at("shop (2).QWC.txt")}, says: "two pairing files"},
		{name: "one that is gone", args: []string{at("QWCLog.txt"), at("gone.txt")}, says: "there is no such file"},
		{name: "a typing error", args: []string{"chekc"}, says: "neither a command nor a file"},
	} {
		a := &app{streams: &streams{env: func(string) string { return "" }}}
		f, err := a.startFacts(t.Context(), tt.args)
		if tt.says != "" {
			if err == nil || !strings.Contains(err.Error(), tt.says) {
				t.Errorf("%s: %v", tt.name, err)
			}
			continue
		}
		if err != nil || f.QWC != tt.qwc || strings.Join(f.Logs, "|") != strings.Join(tt.logs, "|") {
			t.Errorf("%s: %q %q, %v", tt.name, f.QWC, f.Logs, err)
		}
	}
}

func TestSameFile(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "QWCLog.txt")
	if err := os.WriteFile(path, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	if !sameFile(path, dir+"/./QWCLog.txt") || sameFile(path, dir) || sameFile(path, path+"x") {
		t.Error("files are mixed up")
	}
}
