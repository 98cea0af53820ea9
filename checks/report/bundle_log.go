package report

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"authdoctor/checks/lazyregexp"
	"authdoctor/logparse"
)

// logs adds the redacted parts of the logs.
func (b *Bundle) logs(r *Report, open func(string) (io.ReadCloser, error), hide func(string) string) {
	if r.Log == nil {
		return
	}
	taken, missed := chosen(r.wants(), len(r.Log.Files))
	lines := make([]map[int]string, len(r.Log.Files))
	for i, f := range r.Log.Files {
		spans := union(taken, i)
		if len(spans) == 0 {
			continue
		}
		if f.Path == "-" {
			b.without("The lines of the log came by standard input and are gone: name the file in its place.")
			continue
		}
		var err error
		if lines[i], err = readLines(f.Path, spans, open); err != nil {
			b.without("The log %s could not be read again (%s).", hide(f.Path), hide(err.Error()))
		}
	}
	taken, over := fit(taken, lines, min(mostLog, mostBundle-b.size()-manifestRoom))
	for i, f := range r.Log.Files {
		if spans := union(taken, i); len(spans) > 0 {
			b.logFile(f, spans, lines[i], hide)
		}
	}
	for _, a := range r.Log.Apps {
		if failed := a.Outcomes[logparse.Failed]; failed > len(a.Kept) {
			b.without("Of the %s failed runs of %s the newest %s are told.", number(int64(failed)), hide(oneLine(a.Name)), number(int64(len(a.Kept))))
		}
	}
	if missed+over > 0 {
		b.without("%s of the log did not fit: the proofs, the first bad, the last good and the newest runs come first.", plural(missed+over, "further part"))
	}
}

// manifestRoom is what is kept free for the manifest, in bytes.
const manifestRoom = 512 << 10

// readLines reads the lines of some spans, which are sorted.
func readLines(path string, spans []logparse.Span, open func(string) (io.ReadCloser, error)) (map[int]string, error) {
	if open == nil {
		return nil, errors.New("it is not there any more")
	}
	in, err := open(path)
	if err != nil {
		return nil, err
	}
	defer in.Close()
	got, text := make(map[int]string), logparse.NewLines(in)
	for n, last := 1, spans[len(spans)-1].Last; n <= last; n++ {
		for len(spans) > 1 && spans[0].Last < n {
			spans = spans[1:]
		}
		most := mostLineBytes
		if n < spans[0].First {
			most = 0
		}
		line, err := text.Next(most)
		if errors.Is(err, io.EOF) {
			break // the margin after the last run
		}
		if err != nil {
			return got, fmt.Errorf("line %d: %w", n, err)
		}
		if most > 0 {
			got[n] = line
		}
	}
	return got, nil
}

// fit keeps of the taken lines what fits into a number of bytes, in their order, and says how many were let go.
func fit(taken []wanted, lines []map[int]string, most int) (kept []wanted, over int) {
	have, total := make(map[[2]int]bool), 0
	for _, w := range taken {
		more := 0
		for n := w.span.First; n <= w.span.Last; n++ {
			if text, ok := lines[w.file][n]; ok && !have[[2]int{w.file, n}] {
				more += len(text) + len("\r\n")
			}
		}
		if total+more > most {
			over++
			continue
		}
		for n := w.span.First; n <= w.span.Last; n++ {
			have[[2]int{w.file, n}] = true
		}
		total += more
		kept = append(kept, w)
	}
	return kept, over
}

// union joins the spans of one file that touch, or nearly so.
func union(list []wanted, file int) []logparse.Span {
	var spans []logparse.Span
	for _, w := range list {
		if w.file == file {
			spans = append(spans, w.span)
		}
	}
	slices.SortFunc(spans, func(a, b logparse.Span) int { return a.First - b.First })
	var out []logparse.Span
	for _, s := range spans {
		if n := len(out); n > 0 && s.First <= out[n-1].Last+nearby {
			out[n-1].Last = max(out[n-1].Last, s.Last)
			continue
		}
		out = append(out, s)
	}
	return out
}

// stamped is how a line that begins an entry of the log looks.
var stamped = lazyregexp.New(`^\d{8}\.\d\d:\d\d:\d\d `)

// logFile adds the parts of one log as a file. It is a log again, so that any reader of logs reads it; the manifest says which
// lines of the whole log it holds.
func (b *Bundle) logFile(f logparse.File, spans []logparse.Span, lines map[int]string, hide func(string) string) {
	m := BundleLog{Name: b.logName(hide(f.Path)), Of: hide(f.Path), Lines: f.Lines, Holds: Parts{}}
	var out strings.Builder
	held := 0
	for _, s := range spans {
		for s.Last >= s.First && !has(lines, s.Last) { // behind the end of the log
			s.Last--
		}
		// What stands before the first stamp belongs to an entry whose beginning is not there: names in it could not be told.
		if first := nextStamp(lines, s); first > 0 {
			s.First = first
		}
		if s.Last < s.First || !has(lines, s.First) {
			continue
		}
		for n := s.First; n <= s.Last; {
			entry := []string{lines[n]}
			for n++; n <= s.Last && !stamped.MatchString(lines[n]); n++ {
				entry = append(entry, lines[n])
			}
			for _, l := range hideEntry(entry, hide) {
				out.WriteString(l)
				out.WriteString("\r\n")
			}
		}
		m.Holds = append(m.Holds, s)
		held += s.Last - s.First + 1
	}
	if held == 0 {
		return
	}
	b.add(m.Name, []byte(out.String()), fmt.Sprintf("%s of the %s lines of the log, in %s", number(int64(held)), number(int64(f.Lines)), plural(len(m.Holds), "part")))
	b.Manifest.Logs = append(b.Manifest.Logs, m)
}

func has(lines map[int]string, n int) bool {
	_, ok := lines[n]
	return ok
}

// nextStamp is the first stamped line of a span; 0 where there is none.
func nextStamp(lines map[int]string, s logparse.Span) int {
	for n := s.First; n <= s.Last; n++ {
		if stamped.MatchString(lines[n]) {
			return n
		}
	}
	return 0
}

// unfit is what a name of a file in a bundle must not have.
var unfit = lazyregexp.New(`[^A-Za-z0-9._-]+`)

// logName is the name of a log's file in the bundle: no other has it.
func (b *Bundle) logName(path string) string {
	stem := strings.Trim(unfit.ReplaceAllString(base(path), "-"), "-.")
	if stem = strings.TrimSuffix(stem, ".txt"); stem == "" {
		stem = "log"
	}
	stem = stem[:min(len(stem), 60)]
	name := logFolder + stem + ".txt"
	for n := 2; slices.ContainsFunc(b.files, func(f packed) bool { return f.name == name }); n++ {
		name = fmt.Sprintf("%s%s-%d.txt", logFolder, stem, n)
	}
	return name
}
