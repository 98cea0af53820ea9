package main

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"sync"

	"authdoctor/checks/machine"
	"authdoctor/checks/redact"
	"authdoctor/logparse"
)

// maxShownLine bounds a line that is shown, in bytes; the rest of it is passed over.
const maxShownLine = 4 << 10

// mark is where a line of a log begins, in bytes.
type mark struct {
	line int
	off  int64
}

// marked are the marks of one file, by line, and the file that they were taken of.
type marked struct {
	info  os.FileInfo
	marks []mark
}

// lineReader reads lines of logs for a viewer. Where the beginnings of runs are known it enters a log there instead of at its
// first line. It may be used concurrently; the zero value knows nothing yet.
type lineReader struct {
	mu    sync.Mutex
	files map[string]marked
}

// learn notes where runs begin. Only files can be entered in which a byte offset leads to a line: not packed, and in an encoding
// that was not converted.
func (r *lineReader) learn(files []logparse.File, marks [][]mark) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.files = map[string]marked{}
	for i, f := range files {
		info, err := machine.Identify(f.Path)
		if i >= len(marks) || len(marks[i]) == 0 || f.Packed != "" || strings.HasPrefix(f.Encoding, "utf-16") || err != nil {
			continue
		}
		slices.SortFunc(marks[i], func(a, b mark) int { return cmp.Compare(a.line, b.line) })
		r.files[f.Path] = marked{info, marks[i]}
	}
}

// of gives the marks of a file, unless it is no longer the one that they were taken of.
func (r *lineReader) of(path string) []mark {
	r.mu.Lock()
	defer r.mu.Unlock()
	m, ok := r.files[path]
	if !ok {
		return nil
	}
	if now, err := os.Stat(path); err != nil || !os.SameFile(m.info, now) || now.Size() < m.info.Size() {
		delete(r.files, path)
		return nil
	}
	return m.marks
}

// before is the last mark at or before a line, and its place in marks; -1: the beginning of the file.
func before(marks []mark, line int) (mark, int) {
	i, _ := slices.BinarySearchFunc(marks, line+1, func(m mark, line int) int { return cmp.Compare(m.line, line) })
	if i == 0 {
		return mark{line: 1}, -1
	}
	return marks[i-1], i - 1
}

// enter opens a log at a mark; where no line begins there, at its beginning.
func enter(path string, m mark) (io.ReadCloser, int, error) {
	if m.off > 0 {
		if f, err := machine.OpenShared(path); err == nil {
			var last [1]byte
			if _, err := f.ReadAt(last[:], m.off-1); err == nil && (last[0] == '\n' || last[0] == '\r') {
				if _, err := f.Seek(m.off, io.SeekStart); err == nil {
					return f, m.line, nil
				}
			}
			f.Close()
		}
	}
	sources, err := machine.Open([]string{path}, bytes.NewReader(nil))
	if err != nil {
		return nil, 0, err
	}
	if len(sources) == 0 {
		return nil, 0, fmt.Errorf("%s: the file is no longer there", path)
	}
	in, err := sources[0].Open()
	return in, 1, err
}

// each calls visit for the lines of a log from a mark on, until it says stop or the log ends.
func each(ctx context.Context, path string, m mark, visit func(number int, text string) (more bool)) error {
	file, number, err := enter(path, m)
	if err != nil {
		return err
	}
	defer file.Close()
	lines := logparse.NewLines(file)
	for ; ; number++ {
		if number%1024 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		text, err := lines.Next(maxShownLine)
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return fmt.Errorf("read %s: line %d: %w", path, number, err)
		case !visit(number, text):
			return nil
		}
	}
}

// text gives at most n lines of a log from line first on, cleaned.
func (r *lineReader) text(ctx context.Context, path string, first, n int) ([]logparse.Line, error) {
	var lines []logparse.Line
	from, _ := before(r.of(path), first)
	err := each(ctx, path, from, func(number int, text string) bool {
		if number >= first {
			lines = append(lines, logparse.Line{Number: number, Text: redact.Clean(text)})
		}
		return number < first+n-1
	})
	return lines, err
}

// find gives the number of the nearest line after from that holds text, without regard to case; before from when back is set. 0:
// there is none.
func (r *lineReader) find(ctx context.Context, path, text string, from int, back bool) (int, error) {
	text = strings.ToLower(text)
	holds := func(line string) bool { return strings.Contains(strings.ToLower(line), text) }
	marks := r.of(path)
	hit := 0
	if !back {
		at, _ := before(marks, from+1)
		err := each(ctx, path, at, func(number int, line string) bool {
			if number > from && holds(line) {
				hit = number
			}
			return hit == 0
		})
		return hit, err
	}
	// Backwards, a piece at a time: within a piece the last hit counts.
	for end := from; end > 1 && hit == 0; {
		at, i := before(marks, end-1)
		at, i = further(marks, at, i)
		err := each(ctx, path, at, func(number int, line string) bool {
			if number < end && holds(line) {
				hit = number
			}
			return number < end-1
		})
		if err != nil || i < 0 {
			return hit, err
		}
		end = at.line
	}
	return hit, nil
}

// pieceLines is how many lines are looked through at once on the way back: opening a file for each run would take longer.
const pieceLines = 20_000

// further goes back from a mark to one that is far enough away.
func further(marks []mark, at mark, i int) (mark, int) {
	if i < 0 {
		return at, i
	}
	m, j := before(marks, max(1, at.line-pieceLines))
	return m, j
}
