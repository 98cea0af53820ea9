package main

import (
	"errors"
	"strconv"

	"github.com/spf13/pflag"
)

// flagError puts what is wrong with a flag into plain words.
func flagError(err error) error {
	var bad *pflag.InvalidValueError
	if !errors.As(err, &bad) {
		return usagef("%v", err)
	}
	flag, value := bad.GetFlag(), bad.GetValue()
	var number *strconv.NumError
	switch {
	case flag.Value.Type() == "bool":
		return usagef("--%s %q: it is on or off. Write --%[1]s alone, or leave it out", flag.Name, value)
	case errors.As(err, &number) && errors.Is(number.Err, strconv.ErrRange):
		return usagef("--%s %q: the number is too large", flag.Name, value)
	case errors.As(err, &number):
		return usagef("--%s %q: write a whole number, for example --%[1]s 400", flag.Name, value)
	}
	return usagef("--%s %q: %v", flag.Name, value, bad.Unwrap())
}
