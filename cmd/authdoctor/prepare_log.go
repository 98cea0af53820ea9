package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"time"

	"authdoctor/checks/machine"
	"authdoctor/checks/redact"
	"authdoctor/logparse"
	"authdoctor/tui"
)

// readAll is prepare for the full screen: it tells how far the reading is, gathers all runs, and notes where they begin.
func (a *app) readAll(ctx context.Context, f tui.Facts, lines *lineReader, on func(done, total int64)) (tui.Reading, error) {
	runs := &tui.Runs{}
	env, err := a.prepareWith(f, func(paths []string) (*logparse.Log, error) {
		sources, err := a.reading(logparse.Options{}).Open(paths, a.in)
		if err != nil {
			return nil, err
		}
		watched(ctx, sources, on)
		marks := make([][]mark, len(sources))
		o := logparse.Options{OnSession: func(s *logparse.Session) {
			runs.Add(s)
			if s.File >= 0 && s.File < len(marks) {
				marks[s.File] = append(marks[s.File], mark{s.Span.First, s.Offset})
			}
		}}
		log, err := a.reading(o).Sources(sources)
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if err == nil {
			lines.learn(log.Files, marks)
		}
		return log, err
	})
	if err == nil && env.Log != nil && len(f.Logs) == 0 {
		runs = tui.RunsOf(env.Log)
	}
	return tui.Reading{Env: env, Runs: runs}, err
}

// watched tells how much of the sources is read, in bytes of the files as they lie there; of a packed one that is not known, and
// then there is no total. The end of ctx ends the reading.
func watched(ctx context.Context, sources []machine.Source, on func(done, total int64)) {
	var done, total int64
	for _, s := range sources {
		info, err := os.Stat(s.Path)
		if s.Packed != "" || err != nil {
			total = 0
			break
		}
		total += info.Size()
	}
	for i := range sources {
		open := sources[i].Open
		sources[i].Open = func() (io.ReadCloser, error) {
			in, err := open()
			if err != nil {
				return nil, err
			}
			return &watchedFile{ReadCloser: in, ctx: ctx, read: func(n int) {
				done += int64(n)
				on(done, total)
			}}, nil
		}
	}
}

type watchedFile struct {
	io.ReadCloser
	ctx  context.Context
	read func(n int)
}

func (w *watchedFile) Read(p []byte) (int, error) {
	if err := w.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := w.ReadCloser.Read(p)
	w.read(n)
	return n, err
}

const (
	glanceFrom = 16 << 20 // bytes: a shorter log is read whole before a person could look
	glanceSize = 1 << 20  // how much of its end is looked at
	glanceRows = 6        // lines shown of the newest failure
)

// glance reads the end of a long log and gives its newest failed run; nil where the log is short, packed or in another encoding
// than one that can be entered in its midst.
func (a *app) glance(_ context.Context, f tui.Facts) (*tui.Glance, error) {
	if len(f.Logs) == 0 {
		return nil, nil
	}
	sources, err := machine.Open(f.Logs, bytes.NewReader(nil))
	if err != nil || len(sources) == 0 {
		return nil, err
	}
	last := sources[len(sources)-1]
	tail, err := tailOf(last)
	if tail == nil || err != nil {
		return nil, err
	}
	g := &tui.Glance{File: last.Path}
	log, err := logparse.ReadAll(bytes.NewReader(tail), last.Path, logparse.Options{OnSession: func(s *logparse.Session) {
		if s.Outcome == logparse.Failed && len(s.Failures) > 0 {
			g.Run = s
		}
	}})
	if err != nil || log.Stamped == 0 || g.Run == nil {
		return nil, err
	}
	fail := g.Run.Failures[0]
	lines := logparse.NewLines(bytes.NewReader(tail))
	for n := 1; n <= max(fail.Last, fail.Line) && len(g.Lines) < glanceRows; n++ {
		text, err := lines.Next(maxShownLine)
		if err != nil {
			break
		}
		if n >= fail.Line {
			g.Lines = append(g.Lines, redact.Clean(text))
		}
	}
	return g, nil
}

// tailOf is the end of a log from the beginning of a line on; nil where it is not worth a glance.
func tailOf(s machine.Source) ([]byte, error) {
	info, err := os.Stat(s.Path)
	if err != nil || s.Packed != "" || !info.Mode().IsRegular() || info.Size() < glanceFrom {
		return nil, nil // what cannot be glanced at is read whole, and that says what is wrong with it
	}
	file, err := machine.OpenShared(s.Path)
	if err != nil {
		return nil, nil
	}
	defer file.Close()
	tail := make([]byte, glanceSize)
	n, err := file.ReadAt(tail, info.Size()-glanceSize)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	tail = tail[:n]
	if bytes.IndexByte(tail, 0) >= 0 {
		return nil, nil // UTF-16
	}
	_, tail, _ = bytes.Cut(tail, []byte("\n"))
	return tail, nil
}

// oldRuns is how many of the runs that a followed log holds already are told: the newest of them may have gone on since.
const oldRuns = 8

// followLook is the time between two looks at a followed log.
const followLook = 250 * time.Millisecond

// followLog tells what is written to a log, until ctx ends.
func followLog(ctx context.Context, path string, on func(tui.Grown)) error {
	var g tui.Grown
	lines, open := 0, false
	log := logparse.NewFollower(path, logparse.Options{OnSession: func(s *logparse.Session) { g.Runs = append(g.Runs, s) }})
	tail := machine.NewTail(path)
	tick := time.NewTicker(followLook)
	defer tick.Stop()
	g.Old = true
	for quiet := 0; ; quiet++ {
		grew, err := tail.Look(func(b []byte) {
			lines += bytes.Count(b, []byte("\n"))
			open = b[len(b)-1] != '\n'
			_, _ = log.Write(b)
		}, func() { g.Turned = true })
		if err != nil {
			return err
		}
		if grew {
			quiet = 0
		}
		if g.Old || quiet == 1 {
			log.Quiet()
		}
		if grew || g.Old || g.Turned || len(g.Runs) > 0 {
			if g.Lines = lines; open {
				g.Lines++
			}
			if g.Old && len(g.Runs) > oldRuns {
				g.Runs = g.Runs[len(g.Runs)-oldRuns:]
			}
			on(g)
			if g.Turned {
				return nil
			}
			g = tui.Grown{}
		}
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
		}
	}
}
