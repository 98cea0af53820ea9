package machine

import (
	"slices"
	"strings"
	"testing"
)

// Copies of one log begin alike: the one that goes on longest is read last, whatever its name, its packing and its encoding.
func TestOfCopiesTheLongestComesLast(t *testing.T) {
	day := func(minutes ...string) string {
		var b strings.Builder
		for _, m := range minutes {
			b.WriteString(entry(m))
		}
		return b.String()
	}
	filler := strings.Repeat(entry("15"), 1000)
	d := newTree(t)
	d.file("QWCLog (1).txt", day("10", "20", "40"), 1)
	d.file("QWCLog.txt", day("10", "20"), 9)
	d.file("a.log.gz", gz(entry("10")+filler+entry("50")), 1)
	d.file("wide.txt", utf16le(day("10", "30")), 1)
	d.file("first.log", day("05", "59"), 1)
	got, err := Open([]string{d.dir}, nil)
	if want := []string{"first.log", "QWCLog.txt", "wide.txt", "QWCLog (1).txt", "a.log.gz (gz)"}; err != nil || !slices.Equal(base(got), want) {
		t.Fatalf("%q, %v, want %q", base(got), err, want)
	}
}
