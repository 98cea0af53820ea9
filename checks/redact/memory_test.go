package redact

import (
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"
)

// people is a text in which somebody new stands in every line. It ends after so many bytes.
type people struct {
	left, n int
	rest    string
}

func (p *people) Read(b []byte) (int, error) {
	if p.left <= 0 {
		return 0, io.EOF
	}
	if p.rest == "" {
		p.n++
		p.rest = fmt.Sprintf("20250519.13:33:54 UTC\t: QBWebConnector.X() : <FullName>kristy %d</FullName> password=hunter%d %s\n", p.n, p.n, strings.Repeat("and more of it ", 300))
	}
	n := copy(b[:min(len(b), p.left)], p.rest)
	p.rest, p.left = p.rest[n:], p.left-n
	return n, nil
}

// The memory for a stream does not grow with its length, but for the names in it, which are bounded.
func TestMemoryDoesNotGrowWithTheStream(t *testing.T) {
	p := NewPeople(Known{})
	held := func(bytes int) uint64 {
		if _, err := Stream(io.Discard, &people{left: bytes}, p.Hide); err != nil {
			t.Fatal(err)
		}
		var m runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&m)
		return m.HeapAlloc
	}
	few, many := held(1<<20), held(24<<20)
	if many > few+(4<<20) {
		t.Errorf("%d bytes are held after a short text, %d after a long one", few, many)
	}
}

// When there are too many people for a name each, the last ones are hidden all the same.
func TestTooManyPeopleAreHidden(t *testing.T) {
	p := NewPeople(Known{})
	for n := range mostNames {
		p.names[fmt.Sprint("somebody ", n)] = &Count{Kind: string(Person), Name: fmt.Sprintf("<name-%d>", n+1)}
	}
	const text = "a@b.example <FullName>Zoe Zed</FullName>"
	got := p.Hide(text)
	if got != "<email-0> <FullName>[name-0]</FullName>" || p.Hide(got) != got {
		t.Error(got)
	}
	if list := fmt.Sprint(p.Hidden()); list != "[{e-mail address <email-0> 1} {name <name-0> 1}]" {
		t.Error(list)
	}
}
