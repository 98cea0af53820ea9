package machine

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/encoding/unicode"
)

// entry is one line of a log, at a minute of 2 March 2026.
func entry(minute string) string {
	return "20260302.09:" + minute + ":00 UTC\t: QBWebConnector.WebServiceManager.DoUpdateSelected() : updateWS() for application = 'Harbor Tea Orders' has STARTED\r\n"
}

type tree struct {
	t   *testing.T
	dir string
}

func newTree(t *testing.T) *tree { return &tree{t, t.TempDir()} }

// file writes a file; its modification time is the given minute of the day.
func (d *tree) file(name, text string, minute int) string {
	d.t.Helper()
	path := filepath.Join(d.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		d.t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		d.t.Fatal(err)
	}
	at := time.Date(2026, 3, 2, 12, minute, 0, 0, time.UTC)
	if err := os.Chtimes(path, at, at); err != nil {
		d.t.Fatal(err)
	}
	return path
}

func gz(text string) string {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	io.WriteString(z, text)
	z.Close()
	return b.String()
}

func zipOf(t *testing.T, files ...string) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(files); i += 2 {
		w, err := z.Create(files[i])
		if err != nil {
			t.Fatal(err)
		}
		io.WriteString(w, files[i+1])
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func utf16le(s string) string {
	out, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(s)
	if err != nil {
		panic(err)
	}
	return out
}

func base(sources []Source) []string {
	var out []string
	for _, s := range sources {
		name := filepath.Base(filepath.FromSlash(s.Path))
		if s.Packed != "" {
			name += " (" + s.Packed + ")"
		}
		out = append(out, name)
	}
	return out
}

func text(t *testing.T, s Source) string {
	t.Helper()
	r, err := s.Open()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	b, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestAFolderGivesItsLogsInTheOrderOfTime(t *testing.T) {
	d := newTree(t)
	d.file("QWCLog.txt", entry("30"), 1)
	d.file("QWCLogOld.txt", entry("10"), 9)
	d.file("packed.log.gz", gz(entry("20")), 9)
	d.file("mail.zip", zipOf(t, "a/QWCLog.txt", entry("05"), "a/readme.txt", "hello", "a/picture.png", entry("01"), "__MACOSX/a/QWCLog.txt", entry("02")), 9)
	d.file("wide.txt", utf16le(entry("40")), 1)
	d.file("shopping.txt", "milk\nbread\n", 1)
	d.file("shopping.txt.gz", gz("milk\n"), 1)
	d.file("others.zip", zipOf(t, "a.txt", "milk", "b.txt", "bread"), 1)
	d.file("empty.log", "", 1)
	d.file("program.log", "MZ\x00\x01\x02", 1)
	d.file("log.pdf", entry("00"), 1)
	d.file("deeper/QWCLog.txt", entry("00"), 1)
	got, err := Open([]string{d.dir}, nil)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"QWCLog.txt (zip)", "QWCLogOld.txt", "packed.log.gz (gz)", "QWCLog.txt", "wide.txt"}
	if !slices.Equal(base(got), want) {
		t.Fatalf("got %q, want %q", base(got), want)
	}
	if s := text(t, got[0]) + text(t, got[2]); s != entry("05")+entry("20") {
		t.Errorf("unpacked: %q", s)
	}
}

func TestWithoutStampsTheOldLogComesFirst(t *testing.T) {
	d := newTree(t)
	current, former := d.file("QWCLog.txt", "QBWC1012\n", 1), d.file("QWCLogOld.txt", "QBWC1012\n", 1)
	got, err := Open([]string{current, former, current}, nil)
	if err != nil || !slices.Equal(base(got), []string{"QWCLogOld.txt", "QWCLog.txt"}) {
		t.Fatalf("%q, %v", base(got), err)
	}
}

func TestAFolderOfMessagesIsTakenWhereThereIsNoLog(t *testing.T) {
	d := newTree(t)
	d.file("mail.txt", "Error: The Wrong QuickBooks Company is Open.", 1)
	d.file("mails.zip", zipOf(t, "a.txt", "The operation has timed out", "b.txt", "bread"), 2)
	d.file("list.txt", "milk", 1)
	got, err := Open([]string{d.dir}, nil)
	if err != nil || !slices.Equal(base(got), []string{"mail.txt", "a.txt (zip)"}) && !slices.Equal(base(got), []string{"a.txt (zip)", "mail.txt"}) {
		t.Fatalf("%q, %v", base(got), err)
	}
	d.file("QWCLog.txt", entry("10"), 1)
	got, err = Open([]string{d.dir}, nil)
	if err != nil || !slices.Equal(base(got), []string{"QWCLog.txt"}) {
		t.Fatalf("%q, %v", base(got), err)
	}
}

func TestPatternsAndStandardInput(t *testing.T) {
	d := newTree(t)
	d.file("a.log", entry("20"), 1)
	d.file("b.log", entry("10"), 1)
	got, err := Open([]string{filepath.Join(d.dir, "*.log")}, nil)
	if err != nil || !slices.Equal(base(got), []string{"b.log", "a.log"}) {
		t.Fatalf("%q, %v", base(got), err)
	}
	for _, in := range []string{entry("10"), gz(entry("10"))} {
		got, err := Open([]string{"-", "-"}, strings.NewReader(in))
		if err != nil || len(got) != 1 || text(t, got[0]) != entry("10") {
			t.Fatalf("%+v, %v", got, err)
		}
	}
}

func TestWhatCannotBeReadIsSaidPlainly(t *testing.T) {
	d := newTree(t)
	unreadable := d.file("secret.txt", entry("10"), 1)
	if err := os.Chmod(unreadable, 0); err != nil {
		t.Fatal(err)
	}
	d.file("nothing/shopping.txt", "milk\n", 1)
	broken := gz(strings.Repeat(entry("10"), 5000))
	tests := []struct{ name, path, in, says string }{
		{"missing", filepath.Join(d.dir, "no.txt"), "", "no such file"},
		{"a pattern that fits nothing", filepath.Join(d.dir, "*.nope"), "", "No file fits"},
		{"a folder without logs", filepath.Join(d.dir, "nothing"), "", "no Web Connector log in this folder"},
		{"empty", d.file("empty.txt", "", 1), "", "empty"},
		{"blank", d.file("blank.txt", "\ufeff \r\n\t\n", 1), "", "empty"},
		{"zero bytes only", d.file("zeros.txt", strings.Repeat("\x00", 5000), 1), "", "zero bytes"},
		{"a program", d.file("a.exe", "MZ\x90\x00\x03\x00\x00", 1), "", "a program"},
		{"a PDF", d.file("a.pdf", "%PDF-1.7\n", 1), "", "a PDF document"},
		{"a picture", d.file("a.png", "\x89PNG\r\n\x1a\n", 1), "", "explain QBWC1012"},
		{"binary of no known kind", d.file("a.bin", strings.Repeat("\x01\x00\x02\xff\x00", 100), 1), "", "holds no text"},
		{"a zip without logs", d.file("a.zip", zipOf(t, "a.txt", "milk", "b.txt", "bread"), 1), "", "no Web Connector log in this packed file"},
		{"a zip of one empty file", d.file("b.zip", zipOf(t, "a.txt", ""), 1), "", "empty"},
		{"a damaged zip", d.file("c.zip", zipOf(t, "QWCLog.txt", entry("10"))[:60], 1), "", "damaged"},
		{"a damaged gz", d.file("d.gz", "\x1f\x8b\x08\x00nonsense", 1), "", "damaged"},
		{"nothing came in", "-", "", "Nothing came in"},
		{"binary came in", "-", "\x7fELF\x00\x00", "a program"},
		{"a zip came in", "-", zipOf(t, "a.txt", "b"), "Name the file"},
	}
	for _, tt := range tests {
		_, err := Open([]string{tt.path}, strings.NewReader(tt.in))
		var ie *InputError
		if !errors.As(err, &ie) || !strings.Contains(err.Error(), tt.says) || ie.Path != tt.path && !strings.HasPrefix(ie.Path, tt.path) || ie.Do == "" {
			t.Errorf("%s: %v, want an error that says %q", tt.name, err, tt.says)
		}
	}
	if os.Getuid() > 0 && runtime.GOOS != "windows" {
		if _, err := Open([]string{unreadable}, nil); err == nil || !strings.Contains(err.Error(), "may not read") {
			t.Errorf("no rights: %v", err)
		}
	}
	cut := d.file("cut.gz", broken[:len(broken)/2], 1)
	got, err := Open([]string{cut}, nil)
	if err != nil {
		t.Fatal(err)
	}
	r, err := got[0].Open()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	if _, err := io.Copy(io.Discard, r); err == nil || !strings.Contains(err.Error(), "damaged or was cut off") {
		t.Errorf("cut off: %v", err)
	}
}

func TestAnErrorOfTheSystemInPlainWords(t *testing.T) {
	for says, err := range map[string]error{"may not read": os.ErrPermission, "no such file": os.ErrNotExist, "cannot be read (boom)": &os.PathError{Op: "read", Path: "x", Err: errors.New("boom")}} {
		if got := inputError("a.txt", err); !strings.Contains(got.Error(), says) || !errors.Is(got, err) {
			t.Errorf("%v: %v", err, got)
		}
	}
}

func TestALogWithZeroBytesInItIsText(t *testing.T) {
	for name, s := range map[string]string{
		"at the end": entry("10") + strings.Repeat("\x00", 3000),
		"inside":     strings.Repeat("\x00", 500) + entry("10"),
		"colours":    "\x1b[31m" + entry("10"),
		"Latin":      "Fehler: die Verbindung wurde unterbrochen f\xfcr immer",
		"UTF-16":     utf16le("milk and bread"),
	} {
		if l := glance([]byte(s)); l.binary || l.blank {
			t.Errorf("%s: %+v", name, l)
		}
	}
}

func TestAFileThatGrowsHasAnEnd(t *testing.T) {
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
	f, err := os.OpenFile(path, os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	io.WriteString(f, entry("11"))
	if b, err := io.ReadAll(r); err != nil || string(b) != entry("10") {
		t.Errorf("%q, %v", b, err)
	}
	if s := text(t, got[0]); s != entry("10")+entry("11") {
		t.Errorf("opened again: %q", s)
	}
}

func FuzzGlance(f *testing.F) {
	for _, s := range []string{"", "MZ\x00", entry("10"), utf16le(entry("10")), strings.Repeat("\x00", 100), "%PDF-"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		if l := glance(b); l.log && (l.blank || l.zeros) {
			t.Errorf("%q: %+v", b, l)
		}
	})
}
