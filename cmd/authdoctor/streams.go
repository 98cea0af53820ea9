package main

import (
	"io"
	"os"
	"time"

	"golang.org/x/term"
)

// streams are the process's connections to the world, so that a test can give its own.
type streams struct {
	in       io.Reader
	out, err io.Writer
	inTTY    bool // in is a terminal: a person can be asked
	outTTY   bool // out is a terminal
	litter   bool // out is a console that would print escape sequences in place of obeying them
	errTTY   bool
	width    int // of the terminal in cells; 80 where there is none
	env      func(string) string
	now      func() time.Time
	secret   func() ([]byte, error)  // reads a line from the terminal without showing it
	keep     func() (restore func()) // remembers how the terminal is set; nil where there is none
}

// system is the real process.
func system() *streams {
	s := &streams{
		in: os.Stdin, out: os.Stdout, err: os.Stderr,
		inTTY:  term.IsTerminal(int(os.Stdin.Fd())),
		outTTY: term.IsTerminal(int(os.Stdout.Fd())),
		errTTY: term.IsTerminal(int(os.Stderr.Fd())),
		width:  80,
		env:    os.Getenv,
		now:    time.Now,
		secret: func() ([]byte, error) { return term.ReadPassword(int(os.Stdin.Fd())) },
		keep: func() func() {
			state, err := term.GetState(int(os.Stdin.Fd()))
			if err != nil {
				return func() {}
			}
			return func() { _ = term.Restore(int(os.Stdin.Fd()), state) }
		},
	}
	s.litter = s.outTTY && !obeysEscapes(os.Stdout)
	if s.outTTY {
		if w, _, err := term.GetSize(int(os.Stdout.Fd())); err == nil && w > 0 {
			s.width = w
		}
	}
	return s
}

// color says whether escape sequences may be written to out.
func (s *streams) color(noColor bool) bool {
	return s.outTTY && !s.litter && !noColor && s.env("NO_COLOR") == "" && s.env("TERM") != "dumb"
}
