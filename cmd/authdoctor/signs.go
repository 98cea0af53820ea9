package main

import (
	"io"
	"runtime"
	"strings"
	"unicode/utf8"
)

// typewritten stands in for the signs that our own texts use. A dash is not among them: it stands in names of files.
var typewritten = strings.NewReplacer("·", "-", "…", "...", "›", ">", "‹", "<", "“", `"`, "”", `"`, "’", "'", "→", "->")

// prose is where text for people goes. Programs that Windows puts behind a pipe (more, findstr, clip, PowerShell) read it in
// the console's old code page, in which these signs come out broken.
func (a *app) prose() io.Writer {
	if runtime.GOOS == "windows" && !a.outTTY {
		return &plainSigns{out: a.out}
	}
	return a.out
}

// plainSigns writes text with plain signs. A sign may come in pieces, of which the last completes it.
type plainSigns struct {
	out  io.Writer
	rest []byte
}

// Write takes all of p, or gives the error of the writer below.
func (w *plainSigns) Write(p []byte) (int, error) {
	text := append(w.rest, p...)
	end := len(text)
	for n := 1; n < utf8.UTFMax && n <= len(text); n++ {
		if c := text[len(text)-n]; utf8.RuneStart(c) {
			if !utf8.FullRune(text[len(text)-n:]) {
				end = len(text) - n
			}
			break
		}
	}
	w.rest = append([]byte(nil), text[end:]...)
	if _, err := io.WriteString(w.out, typewritten.Replace(string(text[:end]))); err != nil {
		return 0, err
	}
	return len(p), nil
}
