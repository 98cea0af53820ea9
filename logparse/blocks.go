package logparse

import (
	"bytes"
	"io"
	"sync"
)

// maxGrowth is how many times its size a block may grow to hold one line. What follows a longer line is read by the scanner alone.
const maxGrowth = 4

// fetchSize is how many bytes are fetched at once. A system call that takes longer makes Go's runtime hand the core to another thread.
const fetchSize = 128 << 10

// maxWorkers bounds the memory; more would wait for the reading anyway.
const maxWorkers = 6

// spareBlocks is how many more blocks than workers there are, so that a worker need not wait until the block before its own was told of.
const spareBlocks = 1

// runBlocks is run for a long text: workers cut it into blocks, read them side by side, and tell the Builder what they found,
// one after the other in the order of the text. The result is the same as run's, whatever the size of the blocks. Only fetching
// the bytes is one after the other too, so that r need not be a file. The callbacks of Options are called on the workers' goroutines,
// never two at once; OnEntry is not called.
func (s *scanner) runBlocks(r io.Reader, size, workers int) error {
	s.line = max(s.line, 1)
	workers = max(workers, 1)
	c := &cutter{r: r, size: size}
	q := &queue{join: s.join, free: make(chan *block, workers+spareBlocks), ready: make([]*block, workers+spareBlocks), quit: make(chan struct{})}
	for range workers + spareBlocks {
		q.free <- newBlock(s.b.number)
	}
	var all sync.WaitGroup
	for range workers {
		all.Go(func() {
			defer func() {
				if p := recover(); p != nil {
					q.fail(p)
				}
			}()
			q.work(c)
		})
	}
	all.Wait()
	if q.failure != nil { // it is the caller's to deal with, as it would be without workers
		panic(q.failure)
	}
	return s.run(c.rest(), size)
}

// queue puts blocks that were read back into their order. The worker that brings the block whose turn it is tells of it,
// and of those after it that are done; the others go on reading.
type queue struct {
	join  func(*block)
	free  chan *block
	mu    sync.Mutex
	ready []*block // by their number, modulo its length: there are no more blocks than that
	next  int      // the number of the block whose turn it is
	busy  bool     // a worker is telling

	failure any           // what a worker panicked with
	quit    chan struct{} // closed then
}

// work is what a worker does: it takes blocks as long as there are any.
func (q *queue) work(c *cutter) {
	for {
		select {
		case <-q.quit:
			return
		case b := <-q.free:
			if !c.next(b) {
				q.free <- b
				return
			}
			b.read()
			for b := q.turn(b); b != nil; b = q.turn(nil) {
				q.join(b)
				q.told(b)
			}
		}
	}
}

// turn takes a block that was read, if there is one, and returns the one whose turn it is to be told of; nil when that is
// not done yet, or another worker is telling.
func (q *queue) turn(b *block) *block {
	q.mu.Lock()
	defer q.mu.Unlock()
	if b != nil {
		q.ready[b.number%len(q.ready)] = b
	}
	place := q.next % len(q.ready)
	b = q.ready[place]
	if q.busy || b == nil {
		return nil
	}
	q.ready[place], q.busy = nil, true
	return b
}

// told notes that a block was told of, so that it can be filled again.
func (q *queue) told(b *block) {
	q.mu.Lock()
	q.busy = false
	q.next++
	q.mu.Unlock()
	q.free <- b
}

// fail ends all workers.
func (q *queue) fail(p any) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.failure == nil {
		q.failure = p
		close(q.quit)
	}
}

// cutter cuts a text into blocks at line ends. Several workers may ask for blocks.
type cutter struct {
	mu   sync.Mutex
	r    io.Reader
	size int
	tail []byte // what was read after the newest cut
	err  error
	over bool // no more blocks: the rest is for the scanner
	cuts int  // blocks so far
}

// next fills b with the next block; false when there is none.
func (c *cutter) next(b *block) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.over {
		return false
	}
	if len(b.buf) < c.size+len(c.tail) {
		b.buf = make([]byte, c.size+len(c.tail)+pieceSize)
	}
	n := copy(b.buf, c.tail)
	for c.err == nil {
		var m int
		m, c.err = c.r.Read(b.buf[n:min(len(b.buf), n+fetchSize)])
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
	b.number = c.cuts
	c.cuts++
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
