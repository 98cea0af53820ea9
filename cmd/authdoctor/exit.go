package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"syscall"

	"authdoctor/checks/machine"
)

// The exit statuses, a contract with other programs (README.md lists them).
const (
	exitOK          = 0   // nothing wrong
	exitFound       = 1   // a problem was found
	exitUsage       = 2   // wrong usage
	exitNoWork      = 3   // the program could not do its work
	exitInterrupted = 130 // ctrl+c; whatever was opened has been closed
)

// usageError is wrong usage: the sentence says what and how to do it right.
type usageError struct{ text string }

func (e *usageError) Error() string { return e.text }

// usagef makes a usageError.
func usagef(format string, args ...any) error { return &usageError{fmt.Sprintf(format, args...)} }

// statusError ends a command with a status, after it has printed what there was to print.
type statusError int

func (e statusError) Error() string { return fmt.Sprintf("exit status %d", int(e)) }

// inputError is an input that cannot be read or holds nothing to read.
type inputError struct {
	what string // what failed, where
	do   string // what to do
}

func (e *inputError) Error() string {
	if e.do == "" {
		return e.what
	}
	return strings.TrimRight(e.what, ".") + ". " + e.do // the system's own sentences end with a full stop on Windows
}

// status picks the exit status of an error and the sentence to print; an empty sentence prints nothing.
func status(err error) (int, string) {
	var usage *usageError
	var code statusError
	var input *machine.InputError
	switch {
	case err == nil:
		return exitOK, ""
	case errors.As(err, &code):
		return int(code), ""
	case errors.Is(err, syscall.EPIPE), errors.Is(err, io.ErrClosedPipe), brokenPipe(err):
		return exitOK, "" // whoever reads has read enough: `authdoctor log FILE | head`
	case errors.Is(err, context.Canceled):
		return exitInterrupted, "stopped"
	case errors.As(err, &usage):
		return exitUsage, usage.text
	case errors.As(err, &input):
		return exitNoWork, input.Error()
	default:
		return exitNoWork, err.Error()
	}
}
