package main

import (
	"fmt"
	"io"
	"sync"

	"authdoctor/checks"
)

// progress shows one line on standard error while the checks run: how many are done. Only on a terminal.
type progress struct {
	out   io.Writer // nil: show nothing
	total int

	mu   sync.Mutex
	done int
}

func newProgress(s *streams, total int) *progress {
	p := &progress{total: total}
	if s.errTTY && s.outTTY && !s.litter && s.env("TERM") != "dumb" {
		p.out = s.err
	}
	return p
}

// event takes what the engine tells.
func (p *progress) event(e checks.Event) {
	if p.out == nil || e.Kind != checks.Finished {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.done++
	fmt.Fprintf(p.out, "\r%d of %d checks done", p.done, p.total)
}

// clear takes the line away.
func (p *progress) clear() {
	if p.out != nil {
		fmt.Fprint(p.out, "\r\x1b[K")
	}
}
