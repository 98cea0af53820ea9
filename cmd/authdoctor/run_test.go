package main

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"authdoctor/checks/machine"
	"authdoctor/checks/probe"
)

// emptyPC is a computer that holds nothing, so that no test reads the one it runs on.
type emptyPC struct{ logs, pairing []machine.Found }

func (emptyPC) OS() string                       { return "windows" }
func (p emptyPC) Logs() []machine.Found          { return p.logs }
func (p emptyPC) PairingFiles() []machine.Found  { return p.pairing }
func (emptyPC) ProxyFor(string) (string, string) { return "", "" }
func (emptyPC) User() string                     { return "janedoe" }
func (emptyPC) Host() string                     { return "BLUEBIRD-PC" }

// ran is what one call of the program came to.
type ran struct {
	code     int
	out, err string
}

// call runs the program in this process, without a terminal.
func call(t *testing.T, stdin string, env map[string]string, args ...string) ran {
	t.Helper()
	return callOn(t, emptyPC{}, stdin, env, args...)
}

// callOn is call on a computer of the test's own.
func callOn(t *testing.T, pc machine.PC, stdin string, env map[string]string, args ...string) ran {
	t.Helper()
	var out, errs bytes.Buffer
	s := &streams{
		in: strings.NewReader(stdin), out: &out, err: &errs, width: 80,
		env:    func(k string) string { return env[k] },
		now:    time.Now,
		secret: func() ([]byte, error) { return nil, errors.New("no terminal") },
	}
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	code := runOn(ctx, args, s, pc, probe.New)
	for _, text := range []string{out.String(), errs.String()} {
		if strings.ContainsRune(text, 0x1b) {
			t.Errorf("%v: an escape sequence without a terminal: %q", args, text)
		}
		for _, bad := range []string{"panic:", "goroutine ", "runtime error"} {
			if strings.Contains(text, bad) {
				t.Errorf("%v: %q in the output:\n%s", args, bad, text)
			}
		}
	}
	return ran{code, out.String(), errs.String()}
}
