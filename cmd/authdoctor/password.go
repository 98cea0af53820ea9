package main

import (
	"bufio"
	"context"
	"fmt"
	"strings"

	"authdoctor/checks/redact"
)

// passwordVariable is the environment variable that may hold the password. There is no flag for it: arguments can be
// seen by every program on the PC.
const passwordVariable = "AUTHDOCTOR_PASSWORD"

// maxPassword bounds a password, in bytes.
const maxPassword = 4096

// password finds the password for a real log-in: standard input, environment, or a question at the terminal.
func (a *app) password(ctx context.Context) (redact.Secret, error) {
	if a.flags.passwordStdin {
		line, err := bufio.NewReaderSize(a.in, maxPassword).ReadString('\n')
		line = strings.TrimRight(line, "\r\n")
		if line == "" {
			return "", usagef("--password-stdin: standard input holds no password (%v). Write it there as one line", err)
		}
		return redact.Secret(line), nil
	}
	if p := a.env(passwordVariable); p != "" {
		return redact.Secret(p), nil
	}
	if !a.flags.login {
		return "", nil
	}
	if !a.inTTY {
		return "", usagef("--login needs a password, and nobody can be asked here: set %s, or give --password-stdin", passwordVariable)
	}
	fmt.Fprintf(a.err, "Password for the one real log-in (it is not shown and not kept): ")
	p, err := a.hidden(ctx)
	if err != nil {
		return "", err
	}
	if p == "" {
		return "", usagef("--login needs a password, and none was typed")
	}
	return p, nil
}

// hidden reads a line from the terminal without showing it. An interrupt ends the wait and gives the terminal back as it was.
func (a *app) hidden(ctx context.Context) (redact.Secret, error) {
	restore := func() {}
	if a.keep != nil {
		restore = a.keep()
	}
	defer fmt.Fprintln(a.err)
	text, err := orEnded(ctx.Done(), a.secret)
	switch {
	case ctx.Err() != nil:
		restore()
		return "", ctx.Err()
	case err != nil:
		return "", fmt.Errorf("read the password: %w", err)
	}
	return redact.Secret(text), nil
}
