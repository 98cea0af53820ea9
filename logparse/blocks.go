package logparse

import (
	"bytes"
	"io"
	"sync"
)

// maxGrowth is how many times its size a block may grow to hold one line. What follows a longer line is read by the scanner alone.
const maxGrowth = 4

// maxWorkers bounds the memory; more would wait for the reading anyway.
const maxWorkers = 6

// runBlocks is run for a long text: workers cut it into blocks, look through them side by side, and tell the Builder what they found,
// one after the other in the order of the text. The result is the same as run's, whatever the size of the blocks. Only reading
// itself is one after the other too, so that r need not be a file. Whoever looked through a block also tells of it, because it is
// in that core's cache; so the callbacks of Options are called on other goroutines than the caller's, never two at once.
func (s *scanner) runBlocks(r io.Reader, size, workers int) error {
	s.line = max(s.line, 1)
	c := &cutter{r: r, size: size, turn: make(chan struct{})}
	close(c.turn) // the first block waits for none
	var all sync.WaitGroup
	for range max(workers, 1) {
		all.Go(func() {
			b := new(block)
			for c.next(b) {
				b.look()
				<-b.before
				s.join(b)
				close(b.after)
			}
		})
	}
	all.Wait()
	return s.run(c.rest(), size)
}

// cutter cuts a text into blocks at line ends. Several workers may ask for blocks.
type cutter struct {
	mu   sync.Mutex
	r    io.Reader
	size int
	tail []byte // what was read after the newest cut
	err  error
	over bool          // no more blocks: the rest is for the scanner
	turn chan struct{} // closed when the newest block was told of
}

// next fills b with the next block; false when there is none.
func (c *cutter) next(b *block) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
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
	b.before, b.after = c.turn, make(chan struct{})
	if cut > 0 {
		c.turn = b.after
	}
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
