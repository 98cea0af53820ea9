package machine

import (
	"errors"
	"fmt"
	"os"
	"runtime"
	"strings"
	"testing"

	"authdoctor/logparse"
)

func TestReadMakesOneLogOfSeveralFiles(t *testing.T) {
	d := newTree(t)
	d.file("QWCLog.txt", entry("30"), 1)
	d.file("QWCLogOld.txt.gz", gz(entry("10")), 1)
	l, err := Read([]string{d.dir}, nil, logparse.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if len(l.Files) != 2 || l.Files[0].Packed != "gz" || l.Files[1].Packed != "" || l.Stamped != 2 {
		t.Errorf("%+v", l.Files)
	}
}

func TestWhatIsALogAndWhatIsNot(t *testing.T) {
	var long, web strings.Builder
	for i := range 60 {
		fmt.Fprintf(&long, "%d. milk and bread\n", i)
		fmt.Fprintf(&web, "203.0.113.9 - - [02/Mar/2026:09:%02d:00 +0000] \"GET / HTTP/1.1\" 200 12\n", i)
	}
	known := func(s string) bool { return strings.Contains(s, "Zeitlimit") }
	tests := []struct {
		name, text string
		known      func(string) bool
		log        bool
	}{
		{"a log", entry("10"), nil, true},
		{"a long log", strings.Repeat(entry("10"), 80), nil, true},
		{"a short text is a fragment", "The operation has timed out", nil, true},
		{"any short text", "milk\nbread\n", nil, true},
		{"a long list", long.String(), known, false},
		{"a web server's log", web.String(), known, false},
		{"a long mail with a code in it", long.String() + "QBWC1012: Authentication failed due to following error message.\n" + long.String(), nil, true},
		{"a long mail with a sentence that only the base knows", long.String() + "Das Zeitlimit ist abgelaufen\n", known, true},
		{"the same without the base", long.String() + "Das Zeitlimit ist abgelaufen\n", nil, false},
	}
	for _, tt := range tests {
		l, err := Reading{Known: tt.known}.Read([]string{"-"}, strings.NewReader(tt.text))
		var ie *InputError
		switch {
		case tt.log && err != nil, tt.log && l == nil:
			t.Errorf("%s: %v", tt.name, err)
		case !tt.log && (!errors.As(err, &ie) || !strings.Contains(err.Error(), "nothing that the Web Connector writes")):
			t.Errorf("%s: %v", tt.name, err)
		}
	}
}

func TestAFileBesideALogThatIsNone(t *testing.T) {
	d := newTree(t)
	log := d.file("QWCLog.txt", entry("10"), 1)
	other := d.file("list.txt", strings.Repeat("milk\n", 60), 1)
	_, err := Read([]string{log, other}, nil, logparse.Options{})
	if err == nil || !strings.Contains(err.Error(), "list.txt") {
		t.Errorf("%v", err)
	}
}

func TestACutOffPackedLogIsSaid(t *testing.T) {
	d := newTree(t)
	var b strings.Builder
	for i := range 5000 {
		fmt.Fprintf(&b, "%s%d\n", entry("10"), i*7919)
	}
	whole := gz(b.String())
	path := d.file("QWCLog.gz", whole[:len(whole)-2000], 1)
	_, err := Read([]string{path}, nil, logparse.Options{})
	var ie *InputError
	if !errors.As(err, &ie) || ie.Path != path || !strings.Contains(ie.What, "damaged") {
		t.Errorf("%v", err)
	}
	if _, err := Read(nil, nil, logparse.Options{}); err == nil {
		t.Error("nothing was named, and nothing said")
	}
}

// TestADeviceWithoutAByte: what a pipe or device holds shows only when it is read.
func TestADeviceWithoutAByte(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("there is no such file on Windows")
	}
	_, err := Read([]string{os.DevNull}, nil, logparse.Options{})
	var e *InputError
	if !errors.As(err, &e) || !strings.Contains(e.What, "empty") {
		t.Errorf("got %v", err)
	}
}
