package report

import (
	"fmt"
	"strconv"
	"strings"

	"authdoctor/logparse"
)

// mostParts bounds how many parts of one log are read back.
const mostParts = 20_000

// Parts are the lines of a log that a file holds, in their order and without overlaps: its first line is the first of the first
// part. As a text they are "1755 to 1767, 1790 to 1802": with dashes or dots some would look like card numbers.
type Parts []logparse.Span

// MarshalText writes the parts.
func (p Parts) MarshalText() ([]byte, error) {
	var b strings.Builder
	for i, s := range p {
		if i > 0 {
			b.WriteString(", ")
		}
		fmt.Fprintf(&b, "%d to %d", s.First, s.Last)
	}
	return []byte(b.String()), nil
}

// UnmarshalText reads what MarshalText writes; parts out of order are an error.
func (p *Parts) UnmarshalText(text []byte) error {
	*p = nil
	before := 0
	if len(text) == 0 {
		return nil
	}
	for word := range strings.SplitSeq(string(text), ", ") {
		first, last, _ := strings.Cut(word, " to ")
		from, err := strconv.Atoi(first)
		to, err2 := strconv.Atoi(last)
		if err != nil || err2 != nil || from <= before || to < from || to > mostLine || len(*p) == mostParts {
			return fmt.Errorf("%q is no part of a log that can stand here", word)
		}
		*p, before = append(*p, logparse.Span{First: from, Last: to}), to
	}
	return nil
}
