package logparse

import (
	"bytes"
	"io"
	"sync"
)

// maxGrowth is how many times its size a block may grow to hold one line. What follows a longer line is read by the scanner alone.
const maxGrowth = 4

// runBlocks is run for a long text: workers cut it into blocks and look through them side by side, and the Builder is told of what they
// found in the order of the text, by the caller's goroutine. The result is the same as run's, whatever the size of the blocks. Only
// reading itself is one after the other, so that r need not be a file.
func (s *scanner) runBlocks(r io.Reader, size, workers int) error {
	s.line = max(s.line, 1)
	c := &cutter{r: r, size: size}
	all := max(workers, 1) + 2
	free, order := make(chan *block, all), make(chan *block, all) // each holds all blocks, so that nobody waits to put one in
	for range all {
		free <- &block{done: make(chan struct{}, 1)}
	}
	var mu sync.Mutex
	for range max(workers, 1) {
		go func() {
			for b := range free {
				mu.Lock()
				more := c.next(b)
				if more {
					order <- b
				} else if !c.closed {
					c.closed = true
					close(order)
				}
				mu.Unlock()
				if !more {
					return
				}
				b.look()
				b.done <- struct{}{}
			}
		}()
	}
	for b := range order {
		<-b.done
		s.join(b)
		free <- b
	}
	close(free) // for workers that still wait
	return s.run(c.rest(), size)
}

// cutter cuts a text into blocks at line ends. It is not safe for concurrent use.
type cutter struct {
	r      io.Reader
	size   int
	tail   []byte // what was read after the newest cut
	err    error
	over   bool // no more blocks: the rest is for the scanner
	closed bool
}

// next fills b with the next block; false when there is none.
func (c *cutter) next(b *block) bool {
	if c.over {
		return false
	}
	if len(b.buf) < c.size+len(c.tail) {
		b.buf = make([]byte, c.size+len(c.tail))
	}
	n := copy(b.buf, c.tail)
	for c.err == nil {
		var m int
		m, c.err = c.r.Read(b.buf[n:])
		n += m
		if n < len(b.buf) {
			continue
		}
		if bytes.IndexByte(b.buf, '\n') >= 0 || len(b.buf) > maxGrowth*c.size {
			break
		}
		b.buf = append(b.buf, make([]byte, len(b.buf))...)
	}
	cut := bytes.LastIndexByte(b.buf[:n], '\n') + 1
	c.tail = append(c.tail[:0], b.buf[cut:n]...)
	c.over = cut == 0 || c.err != nil
	b.data = b.buf[:cut]
	return cut > 0
}

// rest is what comes after the last block.
func (c *cutter) rest() io.Reader {
	if c.err != nil {
		return io.MultiReader(bytes.NewReader(c.tail), failed{c.err})
	}
	return io.MultiReader(bytes.NewReader(c.tail), c.r)
}

// failed is a reader that came to its end, or to an error.
type failed struct{ err error }

func (f failed) Read([]byte) (int, error) { return 0, f.err }
