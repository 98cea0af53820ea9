package main

import "context"

// orEnded gives what do gives, or context.Canceled as soon as ended is closed: a terminal that nobody types at, a pipe that nobody
// writes to and a clipboard's program that hangs cannot be left otherwise. do then goes on by itself, and nobody hears of it.
func orEnded[T any](ended <-chan struct{}, do func() (T, error)) (T, error) {
	type outcome struct {
		value T
		err   error
		fault any
	}
	done := make(chan outcome, 1)
	go func() {
		var out outcome
		defer func() {
			out.fault = recover()
			done <- out
		}()
		out.value, out.err = do()
	}()
	select {
	case out := <-done:
		if out.fault != nil {
			panic(out.fault)
		}
		return out.value, out.err
	case <-ended:
		var none T
		return none, context.Canceled
	}
}
