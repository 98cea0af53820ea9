package machine

import (
	"context"
	"errors"
	"io"
	"slices"
	"strings"

	"authdoctor/logparse"
)

// fragmentLines is how many lines a text may have that holds nothing of the Web Connector and is still taken for a
// message that somebody pasted. A longer one is another program's file.
const fragmentLines = 50

// Reading says how logs are read.
type Reading struct {
	Options logparse.Options
	// Known says whether a text holds a sentence that the knowledge base knows, in whatever language; it is asked about
	// long texts in which the log's reader itself found nothing. nil: none is known.
	Known func(text string) bool
	// Unread is told of each file of a folder that may be a log and cannot be read, or not to its end, where others can be. nil: nobody is.
	Unread func(*InputError)
}

// Read reads logs as Open finds them, as one log in the order of time. With an error there is no log; it is an
// *InputError. A long text in which only the knowledge base would know a sentence counts as no log here: whoever has the
// knowledge base uses Reading.
func Read(paths []string, stdin io.Reader, o logparse.Options) (*logparse.Log, error) {
	return Reading{Options: o}.Read(paths, stdin)
}

// Read is as the function Read, with what r says.
func (r Reading) Read(paths []string, stdin io.Reader) (*logparse.Log, error) {
	sources, err := r.Open(paths, stdin)
	if err != nil {
		return nil, err
	}
	return r.Sources(sources)
}

// Open finds the logs that some paths name, as the function Open does, and leaves out what it only took for one by its first lines
// and nobody named: a stray text in a folder. Where that leaves nothing of a folder or packed file, the error is about that.
func (r Reading) Open(paths []string, stdin io.Reader) ([]Source, error) {
	sources, unread, err := open(paths, stdin)
	if err != nil {
		return nil, err
	}
	if r.Unread != nil {
		for _, u := range unread {
			r.Unread(u)
		}
	}
	kept := make([]Source, 0, len(sources))
	for _, s := range sources {
		stray, err := r.stray(s)
		if err != nil {
			return nil, err
		}
		if !stray {
			kept = append(kept, s)
		}
	}
	for _, s := range sources {
		if s.in != nil && !slices.ContainsFunc(kept, func(k Source) bool { return k.in == s.in }) {
			return nil, noLogsError(*s.in)
		}
	}
	return kept, nil
}

// stray says that a source which nobody named holds nothing of the Web Connector's. A short text that names it may be a message
// that nobody knows yet, and is kept.
func (r Reading) stray(s Source) (bool, error) {
	if s.in == nil || !s.First.IsZero() {
		return false, nil
	}
	b := logparse.NewBuilder(logparse.Options{})
	if err := readOne(b, s); err != nil {
		return false, err
	}
	l := b.Finish()
	short := len(l.Files) > 0 && l.Files[0].Lines <= fragmentLines
	return l.Stamped == 0 && !speaks(l) && !(s.names && short) && !(r.Known != nil && r.Known(l.Text)), nil
}

// Sources reads what Open found.
func (r Reading) Sources(sources []Source) (*logparse.Log, error) {
	if len(sources) == 0 {
		return nil, &InputError{Path: "-", What: "No log was named", Do: "Name QWCLog.txt, or the folder that it is in."}
	}
	o := r.Options
	o.Several = len(sources) > 1
	b := logparse.NewBuilder(o)
	for _, s := range sources {
		err := readOne(b, s)
		if err != nil && s.in != nil && s.Packed != "" && r.Unread != nil && !errors.Is(err, context.Canceled) {
			r.Unread(inputError(s.Path, err)) // it is damaged further on: what stands before that, and the other files, are read
			continue
		}
		if err != nil {
			return nil, err
		}
	}
	l := b.Finish()
	if nothing(l) { // of a pipe or device it shows only now
		e := emptyError(sources[0].Path)
		if slices.ContainsFunc(l.Files, func(f logparse.File) bool { return f.Bytes > 0 }) {
			e.What = "There is nothing in it but white space or zero bytes"
		}
		return nil, e
	}
	for i := range l.Files {
		if i < len(sources) {
			l.Files[i].Packed = sources[i].Packed
		}
	}
	if err := NotALog(l, r.Known); err != nil {
		for _, s := range sources {
			if in := (*InputError)(nil); errors.As(err, &in) && s.Path == in.Path && s.in != nil {
				return nil, noLogsError(*s.in)
			}
		}
		return nil, err
	}
	return l, nil
}

// nothing says whether all that was read holds no byte but zeros and white space.
func nothing(l *logparse.Log) bool {
	return l.Empty() && !l.Begun && strings.TrimSpace(l.Text) == "" && l.NotUnderstood == 0
}

func readOne(b *logparse.Builder, s Source) error {
	in, err := s.Open()
	if err != nil {
		return inputError(s.Path, err)
	}
	defer in.Close()
	if err := b.Read(in, s.Path); err != nil {
		return inputError(s.Path, err)
	}
	return nil
}

// NotALog gives an *InputError for a log in which nothing is the Web Connector's: over 50 lines without one stamped entry,
// a code, a program's error number, a method's name, or a sentence that known knows. nil stands for a log, and for a
// shorter text, which is a fragment that somebody pasted.
func NotALog(l *logparse.Log, known func(text string) bool) error {
	lines, path := 0, "-"
	for i, f := range l.Files {
		if lines += f.Lines; i == 0 {
			path = f.Path
		}
	}
	if l.Stamped == 0 {
		if lines <= fragmentLines || speaks(l) || known != nil && known(l.Text) {
			return nil
		}
		return notALogError(path, lines)
	}
	// Beside a log, a file of its own that is none was named by mistake.
	for _, f := range l.Files {
		if f.Lines > fragmentLines && f.From.IsZero() && f.NotUnderstood == f.Lines {
			return notALogError(f.Path, f.Lines)
		}
	}
	return nil
}

// speaks says that a text without stamps shows by itself what wrote it.
func speaks(l *logparse.Log) bool {
	for _, f := range l.Loose {
		if f.Code != "" || f.HResult != "" || f.Answer != "" || f.Status != 0 || f.Source != "" {
			return true
		}
	}
	return l.Sessions > 0
}
