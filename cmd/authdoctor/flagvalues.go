package main

import (
	"errors"
	"strings"
	"time"
)

// filled is a flag's text that must not be empty: an empty one is mostly a variable of a script that was not set, and the program
// would then look at another thing than was meant.
type filled struct{ at *string }

// Set implements pflag.Value.
func (v filled) Set(s string) error {
	if strings.TrimSpace(s) == "" {
		return errors.New("it is empty; leave the flag out where there is nothing to give")
	}
	*v.at = s
	return nil
}

// String implements pflag.Value. The flag package also calls it on the zero value.
func (v filled) String() string {
	if v.at == nil {
		return ""
	}
	return *v.at
}

// Type implements pflag.Value.
func (v filled) Type() string { return "string" }

// someTime is a flag's length of time, more than zero.
type someTime struct{ at *time.Duration }

// Set implements pflag.Value.
func (v someTime) Set(s string) error {
	d, err := time.ParseDuration(strings.TrimSpace(s))
	switch {
	case err != nil:
		return errors.New("write a number and its unit, for example 15s or 2m")
	case d <= 0:
		return errors.New("a time must be more than zero, for example 15s")
	}
	*v.at = d
	return nil
}

// String implements pflag.Value.
func (v someTime) String() string {
	if v.at == nil || *v.at == 0 {
		return ""
	}
	return v.at.String()
}

// Type implements pflag.Value.
func (v someTime) Type() string { return "duration" }
