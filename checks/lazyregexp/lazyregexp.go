// Package lazyregexp has regular expressions that are compiled when they are first used. The program has about a hundred, each run needs a
// few of them, and compiling all would be a third of the time that a short command takes.
package lazyregexp

import (
	"errors"
	"regexp"
	"sync"
)

// Regexp is a regular expression of package regexp. Its methods are those of *regexp.Regexp; the first call of any compiles it. It is safe for
// concurrent use.
type Regexp struct {
	expr string
	once sync.Once
	re   *regexp.Regexp
}

var (
	mu  sync.Mutex
	all []*Regexp
)

// New returns a regular expression for a package-level variable. One that does not compile panics on its first use: see Check.
func New(expr string) *Regexp {
	r := &Regexp{expr: expr}
	mu.Lock()
	defer mu.Unlock()
	all = append(all, r)
	return r
}

// Check compiles every expression that New was given, for a test to call: it returns what is wrong with them, nil where nothing is.
func Check() error {
	mu.Lock()
	defer mu.Unlock()
	var wrong []error
	for _, r := range all {
		if _, err := regexp.Compile(r.expr); err != nil {
			wrong = append(wrong, err)
		}
	}
	return errors.Join(wrong...)
}

func (r *Regexp) compiled() *regexp.Regexp {
	r.once.Do(func() { r.re = regexp.MustCompile(r.expr) })
	return r.re
}
