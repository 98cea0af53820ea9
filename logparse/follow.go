package logparse

import (
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// Follower reads a log that is still being written, however its bytes are cut. OnSession of its Options is told each run once:
// when the next one begins, or when Quiet finds it at its end. It is not safe for concurrent use.
type Follower struct {
	b       *Builder
	s       scanner
	path    string
	tell    func(*Session)
	told    bool   // the run that is going on was told by Quiet
	failed  int    // failures outside any run that were told
	waits   int    // failures of the run that is going on that were told
	raw     []byte // bytes that wait for more: of the beginning, or of a cut UTF-16 character
	started bool   // the encoding of the file is known
	decode  transform.Transformer
	text    []byte // text without its line end
	looked  int    // no line end in text[:looked]
	bytes   int64
}

// NewFollower returns a Follower of a log; path is noted in the Log and never opened. Lone CR line ends and pasted texts, which no
// growing log has, are not undone.
func NewFollower(path string, opt Options) *Follower {
	f := &Follower{path: path, tell: opt.OnSession}
	opt.OnSession = f.session
	f.b = NewBuilder(opt)
	f.begin()
	return f
}

// session tells a finished run, unless Quiet did.
func (f *Follower) session(s *Session) {
	if !f.told && f.tell != nil {
		f.tell(s)
	}
	f.told, f.waits = false, 0
}

func (f *Follower) begin() {
	f.b.open(f.path, encUTF8)
	f.s = scanner{b: f.b, line: 1}
	f.raw, f.text, f.looked, f.bytes = f.raw[:0], f.text[:0], 0, 0
	f.started, f.decode = false, nil
}

// enough is how many bytes tell UTF-16 by where its zero bytes stand.
const enough = 64

// Write takes the next bytes of the file. Of an unfinished line nothing is read until the rest of it comes. It never fails.
func (f *Follower) Write(p []byte) (int, error) {
	f.bytes += int64(len(p))
	f.raw = append(f.raw, p...)
	if !f.started {
		if len(f.raw) < enough {
			return len(p), nil
		}
		f.start()
	}
	f.take(false)
	f.consume()
	if f.b.run.s != nil { // what failed before it has had its say
		f.tellLoose()
	}
	return len(p), nil
}

// start finds the encoding by the first bytes.
func (f *Follower) start() {
	f.started = true
	f.b.file.Encoding = encodingOf(f.raw)
	switch f.b.file.Encoding {
	case encUTF16LE:
		f.decode = unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder()
	case encUTF16BE:
		f.decode = unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewDecoder()
	}
}

// take turns the raw bytes into text, as far as they are whole.
func (f *Follower) take(last bool) {
	if f.decode == nil {
		f.text, f.raw = append(f.text, f.raw...), f.raw[:0]
		return
	}
	var buf [4096]byte
	used := 0
	for {
		n, m, err := f.decode.Transform(buf[:], f.raw[used:], last)
		f.text = append(f.text, buf[:n]...)
		used += m
		if err != transform.ErrShortDst {
			break
		}
	}
	f.raw = f.raw[:copy(f.raw, f.raw[used:])]
}

// consume hands on the whole lines.
func (f *Follower) consume() {
	used := f.s.consume(f.text, f.looked)
	f.text = f.text[:copy(f.text, f.text[used:])]
	f.looked = len(f.text)
}

// tellLoose tells the failures outside any run that were not told.
func (f *Follower) tellLoose() {
	list := f.b.log.Loose
	news := min(f.b.pair.failed-f.failed, len(list))
	if news <= 0 {
		return
	}
	f.failed = f.b.pair.failed
	if f.b.opt.OnFailure == nil {
		return
	}
	for i := len(list) - news; i < len(list); i++ {
		f.b.opt.OnFailure(&list[i])
	}
}

// tellOpen tells the failure whose lines may not all be written yet: one outside any run, or one after which the run waits.
func (f *Follower) tellOpen() {
	w, r := &f.b.fail, &f.b.run
	now := r.modal && r.s != nil && !r.over
	switch {
	case w.on && !w.toRun && f.failed <= f.b.pair.failed:
		f.failed = f.b.pair.failed + 1
	case w.on && w.toRun && now && f.waits <= len(r.s.Failures):
		f.waits = len(r.s.Failures) + 1
	case !w.on && now && f.waits < len(r.s.Failures):
		f.waits = len(r.s.Failures)
		if f.b.opt.OnFailure != nil {
			f.b.opt.OnFailure(&r.s.Failures[f.waits-1])
		}
		return
	default:
		return
	}
	if f.b.opt.OnFailure == nil {
		return
	}
	open := w.soFar()
	if w.toRun {
		open.App, open.URL = r.s.App, r.s.URL
	} else if open.App == "" {
		open.App, open.URL = f.b.pair.app(open.Stage)
	}
	f.b.opt.OnFailure(&open)
}

// Quiet says that nothing was written for a moment. A run whose end is written is told now, for the line that shows that nothing
// more comes may be hours away; so are failures outside any run. A run that goes on is left alone, unless it waits for a person.
func (f *Follower) Quiet() {
	f.tellLoose()
	f.tellOpen()
	if f.b.run.s == nil || !f.b.run.over || f.told {
		return
	}
	s := f.b.soFar()
	f.told = true
	if f.tell != nil {
		f.tell(s)
	}
}

// Turn says that the log goes on in a new file, or from the beginning of the same one. What is left of the old one is read, also a
// line without an end.
func (f *Follower) Turn() {
	f.end()
	f.begin()
}

func (f *Follower) end() {
	if !f.started {
		f.start()
	}
	f.take(true)
	f.consume()
	if len(f.text) > 0 || f.s.inner {
		f.s.rest(f.text)
	} else {
		f.s.line--
	}
	f.b.file.Lines = f.s.line
	f.b.close(f.bytes)
}

// Finish ends what is still open and returns the Log. The Follower must not be used after that.
func (f *Follower) Finish() *Log {
	f.end()
	return f.b.Finish()
}

// Files are the files so far, without lines and sizes of the one that grows.
func (f *Follower) Files() []File { return f.b.log.Files }

// soFar is the run that is going on as it would be if it ended here. The run itself is not touched.
func (b *Builder) soFar() *Session {
	kept := b.run
	s := *kept.s
	s.Calls = append([]Call(nil), s.Calls...)
	s.Failures = append([]Failure(nil), s.Failures...)
	b.run.s = &s
	b.conclude()
	b.run = kept
	return &s
}
