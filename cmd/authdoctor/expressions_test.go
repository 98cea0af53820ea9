package main

import (
	"testing"

	"authdoctor/checks/lazyregexp"
)

// The expressions of all packages of the program are compiled late, so nothing else shows before its first use that one is wrong.
func TestEveryExpressionCompiles(t *testing.T) {
	if err := lazyregexp.Check(); err != nil {
		t.Error(err)
	}
}
