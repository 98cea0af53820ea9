package machine

import (
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
)

// What cannot be read beside a log that can is told of, by its name and why; what is something else is not.
func TestWhatAFolderHoldsAndCannotBeReadIsTold(t *testing.T) {
	d := newTree(t)
	long := entry("01") + strings.Repeat("what is not packed well: "+d.dir+"\n", 9000)
	packed := gz(long)
	d.file("QWCLogOld.txt", entry("10"), 1)
	d.file("zeros.txt", strings.Repeat("\x00", 70_000), 1)
	d.file("cut.log.gz", packed[:len(packed)/50], 1)
	d.file("late.log.gz", packed[:len(packed)-9], 1)
	d.file("shopping.txt", "milk", 1)
	d.file("program.log", "MZ\x00\x01\x02", 1)
	want := []string{"cut.log.gz", "late.log.gz", "zeros.txt"}
	if closed := d.file("closed.txt", entry("20"), 1); runtime.GOOS != "windows" && os.Getuid() != 0 {
		if err := os.Chmod(closed, 0); err != nil {
			t.Fatal(err)
		}
		want = append(want, "closed.txt")
	}
	var got []string
	r := Reading{Unread: func(e *InputError) {
		got = append(got, filepath.Base(e.Path))
		if e.What == "" || e.Do == "" {
			t.Errorf("%+v", e)
		}
	}}
	l, err := r.Read([]string{d.dir}, nil)
	slices.Sort(got)
	slices.Sort(want)
	if err != nil || l.Stamped == 0 || !slices.Equal(got, want) {
		t.Errorf("%q, %v, want %q", got, err, want)
	}
}

// Zero bytes are an empty log however many there are, and text behind them is read.
func TestManyZeroBytes(t *testing.T) {
	d := newTree(t)
	for _, n := range []int{1, sniffSize - 1, sniffSize, sniffSize + 1, 2 * sniffSize, 3*sniffSize + 7} {
		zeros := strings.Repeat("\x00", n)
		for _, path := range []string{d.file("zeros.txt", zeros, 1), d.file("zeros.gz", gz(zeros), 1)} {
			if _, err := Open([]string{path}, nil); err == nil || !strings.Contains(err.Error(), "zero bytes") {
				t.Errorf("%d zero bytes, %s: %v", n, path, err)
			}
		}
		if _, err := (Reading{}).Read([]string{"-"}, strings.NewReader(zeros)); err == nil || !strings.Contains(err.Error(), "zero bytes") {
			t.Errorf("%d zero bytes from standard input: %v", n, err)
		}
		got, err := Open([]string{d.file("text.txt", zeros+entry("10"), 1)}, nil)
		if err != nil || len(got) != 1 || got[0].First.IsZero() {
			t.Errorf("text behind %d zero bytes: %+v, %v", n, got, err)
		}
	}
}
