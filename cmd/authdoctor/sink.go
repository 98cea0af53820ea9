package main

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"strings"
)

// sink is standard output where it is no terminal. It remembers the first error of writing: not every command asks, as help does not, and
// a report that is not whole must not end as if it were.
type sink struct {
	io.Writer
	err error
}

func (o *sink) Write(p []byte) (int, error) {
	n, err := o.Writer.Write(p)
	if err != nil && o.err == nil {
		o.err = err
	}
	return n, err
}

// failed puts an error of writing into words, once, instead of what the command made of it.
func (o *sink) failed(err error) error {
	if code, _ := status(o.err); o.err == nil || errors.Is(err, context.Canceled) {
		return err
	} else if code == exitOK {
		if err == nil {
			return o.err // whoever reads has read enough
		}
		return err
	}
	if diskFull(o.err) {
		return &inputError{"the output could not be written to its end: the disk is full", "Free some space on it, or write to another one"}
	}
	said := o.err.Error()
	var pe *fs.PathError
	if errors.As(o.err, &pe) {
		said = pe.Err.Error()
	}
	return &inputError{"the output could not be written to its end (" + strings.TrimSuffix(said, ".") + ")", "Write to a file on this computer's disk"}
}
