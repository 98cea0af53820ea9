package checks_test

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"net"
	"net/http"
	"slices"
	"strings"
	"time"
)

// What a server can do to a connection.

// readHead reads a request's header. What begins a TLS handshake never ends one, though its random bytes may hold an empty line.
func readHead(c io.Reader) {
	r := bufio.NewReader(c)
	if b, err := r.Peek(1); err == nil && b[0] == 22 {
		io.Copy(io.Discard, r)
		return
	}
	for {
		if line, err := r.ReadString('\n'); err != nil || strings.TrimSpace(line) == "" {
			return
		}
	}
}

// bytesOf answers every request with a fixed text.
func bytesOf(text string) func(net.Conn) {
	return func(c net.Conn) { readHead(c); io.WriteString(c, text) }
}

// silent reads and never answers.
func silent(c net.Conn) { io.Copy(io.Discard, c) }

// resets closes so that the other side sees a reset and not an end.
func resets(c net.Conn) {
	readHead(c)
	if tc, ok := c.(*net.TCPConn); ok {
		tc.SetLinger(0)
	}
}

// first sends a text, then repeats another one until the other side has enough.
func first(head, again string, pause time.Duration) func(net.Conn) {
	return func(c net.Conn) {
		readHead(c)
		io.WriteString(c, head)
		for {
			if _, err := io.WriteString(c, again); err != nil {
				return
			}
			time.Sleep(pause)
		}
	}
}

// alert answers a handshake with a fatal TLS alert.
func alert(n byte) func(net.Conn) {
	return func(c net.Conn) {
		c.Read(make([]byte, 4096))
		c.Write([]byte{21, 3, 1, 0, 2, 2, n})
	}
}

// answersHello answers a handshake with the choice of one version of SSL or TLS.
func answersHello(version uint16) func(net.Conn) {
	return func(c net.Conn) {
		c.Read(make([]byte, 4096))
		v := []byte{byte(version >> 8), byte(version)}
		hello := append(append(slices.Clone(v), make([]byte, 32)...), 0, 0, 0x2f, 0) // no session, RSA with AES, no compression
		c.Write(slices.Concat([]byte{22}, v, []byte{0, byte(len(hello) + 4), 2, 0, 0, byte(len(hello))}, hello))
		c.Read(make([]byte, 4096))
	}
}

// resetsAtOnce is resets for what sends no header.
func resetsAtOnce(c net.Conn) {
	c.Read(make([]byte, 4096))
	if tc, ok := c.(*net.TCPConn); ok {
		tc.SetLinger(0)
	}
}

// hangsUp reads a little and closes.
func hangsUp(c net.Conn) { c.Read(make([]byte, 4096)) }

// What a server can say over HTTP.

// says answers every request in one way; header is "Name: value" lines.
func says(status int, body string, header ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		for _, h := range header {
			name, value, _ := strings.Cut(h, ": ")
			w.Header().Set(name, value)
		}
		w.WriteHeader(status)
		io.WriteString(w, body)
	}
}

func page(status int, title string, header ...string) http.HandlerFunc {
	return says(status, "<!DOCTYPE html><html><head><title>"+title+"</title></head><body><h1>"+title+"</h1></body></html>",
		append([]string{"Content-Type: text/html; charset=utf-8"}, header...)...)
}

// to redirects every request to an address that may depend on the request's own.
func to(status int, where func(r *http.Request) string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Location", where(r))
		page(status, "Moved")(w, r)
	}
}

// toFixed redirects requests for one path only; others get a page.
func toFixed(status int, path, where string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != path {
			page(200, "Harbor Tea")(w, r)
			return
		}
		to(status, func(*http.Request) string { return where })(w, r)
	}
}

// hostile is text that would colour, move, retitle and reorder a terminal's lines, and copy into its clipboard.
const hostile = "\x1b[31mred\x1b]0;owned\x07\x1b]52;c;ZXZpbA==\x07\u009b2J\u202eevil\u2066\r"

// bomb is a small body that unpacks to ten megabytes.
var bomb = func() string {
	var b bytes.Buffer
	z, _ := gzip.NewWriterLevel(&b, gzip.BestCompression)
	z.Write(bytes.Repeat([]byte("a"), 10<<20))
	z.Close()
	return b.String()
}()

// laughs is an XML document whose entities unfold to gigabytes.
var laughs = func() string {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0"?><!DOCTYPE e [<!ENTITY a0 "ha">`)
	for i := 1; i < 30; i++ {
		fmt.Fprintf(&b, `<!ENTITY a%d "&a%[2]d;&a%[2]d;&a%[2]d;">`, i, i-1)
	}
	b.WriteString(`]><soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>&a29;</soap:Body></soap:Envelope>`)
	return b.String()
}()
