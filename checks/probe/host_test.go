package probe

import "testing"

func TestHost(t *testing.T) {
	for address, want := range map[string]string{
		"https://Books.Example:8443/wc?a=b": "books.example", "books.example": "books.example", "books.example:443/wc": "books.example", " http://u:p@a.example./ ": "a.example",
		"https://[::1]:80/": "::1", "": "", "http://%zz/": "", "https:///wc": "",
	} {
		if got := Host(address); got != want {
			t.Errorf("%q: %q, want %q", address, got, want)
		}
	}
}
