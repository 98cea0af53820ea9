package logparse

import (
	"errors"
	"io"
	"os"
	"testing"
)

// TestLines reads a log line by line for a viewer: as many lines as the Builder counts, in each encoding the same.
func TestLines(t *testing.T) {
	for _, name := range []string{"utf8", "utf16le-bom", "utf16be", "windows-1252", "mac"} {
		f, err := os.Open("testdata/" + name + ".log")
		if err != nil {
			t.Fatal(err)
		}
		lines, n := NewLines(f), 0
		for {
			s, err := lines.Next(40)
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil || len(s) > 40 {
				t.Fatal(err, s)
			}
			if n++; n == 7 && s != "20250519.15:00:00 UTC\t: QBWebConnector.S" {
				t.Errorf("%s: line 7 is %q", name, s)
			}
		}
		f.Close()
		if n != 23 {
			t.Errorf("%s: %d lines", name, n)
		}
	}
}
