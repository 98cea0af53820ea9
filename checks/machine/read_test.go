package machine

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"authdoctor/logparse"
)

// In a folder or packed file nobody named the single files: one that is no log is let pass beside a log, and where there is no
// log, none of them is blamed.
func TestAStrayTextInAFolderIsNotToBlame(t *testing.T) {
	long := func(line string) string { return strings.Repeat(line+"\n", fragmentLines+10) }
	known := func(text string) bool { return strings.Contains(text, "timed out") }
	for name, c := range map[string]struct {
		files []string // name, text
		want  []string // what is read
		says  string
	}{
		"a long text about it":              {[]string{"readme.txt", long("How to set up QuickBooks")}, nil, "There is no Web Connector log in this folder: the one file that could be one was looked at."},
		"several, and a picture":            {[]string{"a.txt", long("The Web Connector"), "b.txt", "QuickBooks", "c.log", "milk", "d.png", "x"}, nil, "3 files were looked at, and none is one."},
		"short ones that are long together": {[]string{"a.txt", strings.Repeat("The Web Connector\n", 40), "b.txt", strings.Repeat("Our Web Connector\n", 40)}, nil, "2 files were looked at, and none is one."},
		"in a packed file":                  {[]string{"a.zip", zipOf(t, "a.txt", long("QuickBooks"), "b.txt", "milk")}, nil, "There is no Web Connector log in this folder: the one file"},
		"a stray one beside a log":          {[]string{"QWCLog.txt", entry("10"), "readme.txt", long("The Web Connector is easy")}, []string{"QWCLog.txt"}, ""},
		"a message without a stamp too":     {[]string{"QWCLog.txt", entry("10"), "mail.txt", "QBWC1012: Authentication failed"}, []string{"QWCLog.txt", "mail.txt"}, ""},
		"a known sentence":                  {[]string{"mail.txt", long("QuickBooks") + "It timed out\n"}, []string{"mail.txt"}, ""},
		"an unknown message of it":          {[]string{"mail.txt", "The Web Connector says that it is Tuesday."}, []string{"mail.txt"}, ""},
		"a short text of another kind":      {[]string{"mail.txt", "Thank you for choosing QuickBooks."}, nil, "no Web Connector log in this folder"},
	} {
		t.Run(name, func(t *testing.T) {
			d := newTree(t)
			for i := 0; i < len(c.files); i += 2 {
				d.file(c.files[i], c.files[i+1], 1)
			}
			l, err := Reading{Known: known}.Read([]string{d.dir}, nil)
			if c.says != "" {
				if err == nil || !strings.Contains(err.Error(), c.says) || !strings.HasPrefix(err.Error(), d.dir+": ") {
					t.Errorf("%v, want %q", err, c.says)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, f := range l.Files {
				got = append(got, filepath.Base(f.Path))
			}
			slices.Sort(got)
			if !slices.Equal(got, c.want) {
				t.Errorf("read %q, want %q", got, c.want)
			}
		})
	}
}

// A log that was just begun or cleared holds a header and nothing else: it is read, named or piped, and holds no run.
func TestALogThatWasJustBegun(t *testing.T) {
	const header = "Log file initialized at Monday, May 19, 2025 - 12:05 PM UTC  \r\nTimestamp format used: YYYYMMDD.HH:MM:SS UTC\r\n"
	d := newTree(t)
	for _, path := range []string{d.file("QWCLog.txt", header, 1), "-"} {
		l, err := Reading{}.Read([]string{path}, strings.NewReader(header))
		if err != nil || !l.Begun || l.Sessions != 0 {
			t.Errorf("%s: %+v, %v", path, l, err)
		}
	}
}

// A packed file of several texts is to blame as a whole; a file that was named itself by its name.
func TestWhatWasNamedIsToBlame(t *testing.T) {
	d := newTree(t)
	text := strings.Repeat("QuickBooks\n", fragmentLines+10)
	for path, says := range map[string]string{
		d.file("a.zip", zipOf(t, "a.txt", text, "b.txt", "milk"), 1): "no Web Connector log in this packed file: 2 files were looked at",
		d.file("a.txt", text, 1):                                     "In its 60 lines there is nothing",
	} {
		if _, err := (Reading{}).Read([]string{path}, nil); err == nil || !strings.Contains(err.Error(), says) || !strings.HasPrefix(err.Error(), path) {
			t.Errorf("%s: %v", path, err)
		}
	}
}

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
