package checks

import (
	"slices"
	"testing"
)

func TestAddressChanges(t *testing.T) {
	const at = "https://www.example.com/qb"
	hidden := func(what, before, after string) []Change {
		return []Change{{What: what, Before: before, After: after, Hidden: true}}
	}
	query := "part of the address behind '?'"
	tests := []struct {
		name, before, after string
		want                []Change
	}{
		{"same", at + "?key=abc", at + "?key=abc", nil},
		{"one not known", "", at, nil},
		{"moved", at, "https://new.example.com/qb", []Change{{What: "address", Before: at, After: "https://new.example.com/qb"}}},
		{"moved, with a query", at + "?a=1", "https://new.example.com/qb?a=2", []Change{{What: "address", Before: at, After: "https://new.example.com/qb"}}},
		{"query lost", at + "?key=abc", at, hidden(query, "<hidden>", "none")},
		{"query new", at, at + "?key=abc", hidden(query, "none", "<hidden>")},
		{"query changed", at + "?key=abc", at + "?key=abd", hidden(query, "<hidden>", "<hidden>")},
		{"user changed", "https://joe:a@www.example.com/qb", "https://joe:b@www.example.com/qb", hidden("part of the address before '@'", "<hidden>", "<hidden>")},
		{"user lost, not an address", "https://jo%:e@www.example.com/qb", at, hidden("part of the address before '@'", "<hidden>", "none")},
		{"fragment", at + "#a", at, hidden("part of the address behind '#'", "<hidden>", "none")},
		{"two parts", at + "?a#b", at, append(hidden(query, "<hidden>", "none"), hidden("part of the address behind '#'", "<hidden>", "none")...)},
	}
	for _, tt := range tests {
		if got := addressChanges(tt.before, tt.after); !slices.Equal(got, tt.want) {
			t.Errorf("%s: %+v, want %+v", tt.name, got, tt.want)
		}
	}
}
