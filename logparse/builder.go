package logparse

import (
	"bytes"
	"io"
	"runtime"
	"strings"
)

// Builder makes a Log of one or several files. The zero value is not usable: see NewBuilder. It is not safe for concurrent use.
type Builder struct {
	opt    Options
	block  int
	log    *Log
	file   *File
	number int   // of the file, in Log.Files
	from   int64 // first and last time in the file, Unix seconds
	to     int64

	head   head // the entry that is being read
	run    run
	parked run // one that holds the lock while another application's turn has come
	fail   failing
	xml    statusReader
	pair   pairing
	apps   appTable
	over   overlap
	names  map[string]string
	spare  []*Session // to be used again
	part   bool       // it reads a part of a log, for another Builder
	done   []*Session // of a part: the runs that are over

	paste   []byte    // what came in before the first stamp, bounded
	cleaned []cleaned // the lines of the one pasted text that was read
	joins   joins     // of the file that is being read; nil where no line was joined
	entry   entryText
	fresh   known  // of the entry that is being read, where nobody knew it before
	name    []byte // of that entry
	warned  int    // line of the newest strange line
}

// head is the first line of an entry.
type head struct {
	open    bool
	line    int
	last    int // newest line of the entry
	off     int64
	sec     int64 // Unix seconds; of an entry without a stamp the time of the one before
	stamped bool
	m       method
	k       *known // what follows the stamp; text is borrowed, and valid only in story
	inRun   bool   // the entry belongs to the run
	dump    bool   // XML or a file follows
	strange bool
}

// NewBuilder returns a Builder that keeps what opt says.
func NewBuilder(opt Options) *Builder {
	if opt.Keep <= 0 {
		opt.Keep = 512
	}
	return &Builder{opt: opt, block: blockSize, log: new(Log), apps: newAppTable(), names: map[string]string{}}
}

// Read reads one file to its end: any encoding of File.Encoding, any line ends. Files are read in the order of time; a run that the end of one
// file cuts goes on in the next. path is noted in the Log, and never opened. An error of r is returned after all that came before it
// has been read.
func (b *Builder) Read(r io.Reader, path string) error {
	raw := &counter{r: r}
	text, enc, first := decoded(raw)
	b.open(path, enc)
	var err error
	if len(first) < window && wantsCleaning(first) {
		all := bytes.Clone(first)
		b.scanClean(string(all))
		_, err = text.Discard(len(first))
		if err == nil {
			_, err = text.Read(make([]byte, 1)) // the error that ended the window, if it was one
		}
		if err == io.EOF {
			err = nil
		}
	} else {
		s := scanner{b: b}
		if len(first) < window || b.opt.OnEntry != nil {
			err = s.run(text, b.block)
		} else {
			err = s.runBlocks(text, b.block, min(runtime.GOMAXPROCS(0), maxWorkers))
		}
		b.file.Lines = s.line
	}
	b.close(raw.n)
	return err
}

func (b *Builder) open(path, enc string) {
	b.log.Files = append(b.log.Files, File{Path: path, Encoding: enc, Packed: b.opt.Packed})
	b.number = len(b.log.Files) - 1
	b.file = &b.log.Files[b.number]
	b.from, b.to, b.joins = 0, 0, nil
}

func (b *Builder) close(n int64) {
	b.endEntry()
	b.rejoinAll()
	b.file.Bytes = n
	b.file.From, b.file.To = at(b.from), at(b.to)
}

// scanClean reads a pasted text after Clean; line numbers are those of the text as it was pasted.
func (b *Builder) scanClean(pasted string) {
	lines := clean(pasted)
	if len(pasted) <= maxFragment && len(b.log.Files) == 1 {
		b.cleaned = lines
	}
	b.joins = joinsOf(lines)
	s := scanner{b: b, numOf: func(n int) int {
		if n < 1 || n > len(lines) {
			return n
		}
		return lines[n-1].number
	}}
	_ = s.run(strings.NewReader(joined(lines)), b.block) // a string gives no error
	b.file.Lines = strings.Count(pasted, "\n")
	if pasted != "" && !strings.HasSuffix(pasted, "\n") {
		b.file.Lines++
	}
}

// Finish ends what is still open and returns the Log. The Builder must not be used after that.
func (b *Builder) Finish() *Log {
	b.endEntry()
	b.endOfFile()
	b.giveUp()
	b.release(nil)
	l := b.log
	l.Apps = b.apps.list()
	l.Loose = newest(l.Loose, maxLoose)
	if l.Stamped == 0 {
		b.fragment()
	}
	return l
}

// ReadAll reads one file.
func ReadAll(r io.Reader, path string, opt Options) (*Log, error) {
	b := NewBuilder(opt)
	err := b.Read(r, path)
	return b.Finish(), err
}

// ReadText reads a pasted text: Clean first, then as a log, or as a fragment where no line of it has a stamp. Line numbers are those of
// the text as it was pasted.
func ReadText(text string) *Log {
	b := NewBuilder(Options{})
	b.open("-", encUTF8)
	b.scanClean(text)
	b.close(int64(len(text)))
	return b.Finish()
}

// stamped takes the first line of an entry with a stamp: body is what follows the stamp.
func (b *Builder) stamped(line int, off, sec int64, body []byte) {
	m, name, text := splitMethod(body)
	b.take(line, off, sec, b.own(m, name, trimRight(text)), body)
}

// own makes a known of a text that is not kept. It holds until the next entry, but for text.
func (b *Builder) own(m method, name, text []byte) *known {
	b.name = append(b.name[:0], name...)
	k := &b.fresh
	k.m, k.name, k.text, k.said = m, b.name, text, says(m, text, b.intern)
	return k
}

// passing is own for a text that says nothing.
func (b *Builder) passing(m method, w weight, name, text []byte) *known {
	k := &b.fresh
	b.name = append(b.name[:0], name...)
	k.m, k.stage, k.weight, k.name, k.text, k.said = m, m.stage(), w, b.name, text, said{}
	return k
}

// take is stamped for an entry that was taken apart already.
func (b *Builder) take(line int, off, sec int64, k *known, body []byte) {
	b.endEntry()
	if b.from == 0 {
		b.from = sec
		if r := &b.run; r.s != nil && (sec < r.end || sec-r.end > longestPause) {
			b.endOfFile() // the next file is not the rest of the one before
		}
		if b.opt.Several {
			b.over.begin(sec)
		}
	}
	b.to = sec
	b.log.Stamped++
	b.head.stamped = true
	b.begin(line, off, k)
	if k.m == mUnknown {
		b.odd(line, body)
	}
}

// longestPause is the most seconds between the last line of one file and the first of the next that can be one run's.
const longestPause = 3600

// begin opens an entry and lets the run know. The head is filled in place: this runs for each line of a log of gigabytes.
func (b *Builder) begin(line int, off int64, k *known) {
	h := &b.head
	h.open, h.line, h.last, h.off, h.sec = true, line, line, off, b.to
	h.m, h.k = k.m, k
	h.inRun, h.dump, h.strange = false, false, false
	b.xml.tail = b.xml.tail[:0]
	b.log.Entries++
	if b.opt.OnEntry != nil {
		b.entry.begin(h)
	}
	b.story(h)
}

// endEntry closes the entry that is open.
func (b *Builder) endEntry() {
	if !b.head.open {
		return
	}
	if b.fail.on {
		b.commit()
	}
	if b.opt.OnEntry != nil {
		e := b.entry.end(&b.head)
		e.Span.Last = b.joins.end(e.Span.Last)
		b.opt.OnEntry(e)
	}
	b.head.open, b.head.stamped = false, false
}

// intern returns one copy of a name that comes back in every run.
func (b *Builder) intern(name []byte) string {
	if s, ok := b.names[string(name)]; ok {
		return s
	}
	s := keep(name, maxName)
	if len(b.names) < maxNames {
		b.names[s] = s
	}
	return s
}

// source is the full name of the method that wrote the entry.
func (b *Builder) source(h *head) string {
	if h.k.isKept || len(h.k.name) == 0 {
		return h.k.source
	}
	return b.intern(h.k.name)
}
