package main

import (
	"bytes"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"authdoctor/checks/machine"
	"authdoctor/logparse"
)

// followFor is how long TestFollowSoak writes: go test ./cmd/authdoctor -run FollowSoak -v -timeout 15m -follow-for 10m
var followFor = flag.Duration("follow-for", 2*time.Second, "how long the soak of log --follow writes")

// soakWriter writes runs to a log, tears their lines, and turns the log over or empties it between them.
type soakWriter struct {
	t    *testing.T
	path string
	rnd  *rand.Rand

	mu      sync.Mutex
	pending []byte // written, and not read yet

	lines, torn, runs, renamed, emptied int
}

// put writes bytes; what is read of the file can only be what was put.
func (w *soakWriter) put(text string) {
	w.mu.Lock()
	w.pending = append(w.pending, text...)
	w.mu.Unlock()
	add(w.t, w.path, text)
}

// line writes one line, in pieces now and then.
func (w *soakWriter) line(text string) {
	w.lines++
	if w.rnd.IntN(3) == 0 {
		w.torn++
		for range 1 + w.rnd.IntN(2) {
			n := w.rnd.IntN(len(text))
			w.put(text[:n])
			text = text[n:]
			time.Sleep(time.Duration(w.rnd.IntN(20)) * time.Millisecond)
		}
	}
	w.put(text)
}

// run writes one failed run of an application that no other run has.
func (w *soakWriter) run() {
	w.runs++
	at := time.Date(2026, 3, 2, 10, 0, 0, 0, time.UTC).Add(time.Duration(w.runs) * time.Minute)
	text := strings.NewReplacer("Harbor Tea", w.app(w.runs), "20260302.10:00:", at.Format("20060102.15:04:")).Replace(badLogin)
	for _, line := range strings.SplitAfter(strings.TrimSuffix(text, "\r\n"), "\r\n") {
		if !strings.HasSuffix(line, "\n") {
			line += "\r\n"
		}
		w.line(line)
		if w.rnd.IntN(8) == 0 && strings.HasPrefix(line, "2026") {
			w.line(fmt.Sprintf("%s UTC\t: QBWebConnector.RegistryManager.setNotifyWindowOn() : serial %d\r\n", line[:17], w.lines))
		}
	}
}

func (w *soakWriter) app(n int) string { return fmt.Sprintf("Harbor No %d.", n) }

// read takes bytes that were read, and says whether they are the next ones that were written.
func (w *soakWriter) read(b []byte) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	if !bytes.HasPrefix(w.pending, b) {
		return false
	}
	w.pending = w.pending[:copy(w.pending, w.pending[len(b):])]
	return true
}

func (w *soakWriter) left() int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return len(w.pending)
}

// TestFollowSoak follows a log while a writer tears lines, renames the log and empties it: as the program does, and byte by byte. Not one
// line is lost or doubled, and each run is told once.
func TestFollowSoak(t *testing.T) {
	w := &soakWriter{t: t, path: filepath.Join(t.TempDir(), "QWCLog.txt"), rnd: rand.New(rand.NewPCG(4, 2))}
	add(t, w.path, badLogin)
	f := follows(t, w.path)

	// The bytes, beside the program.
	tail, lines, wrong := machine.NewTail(w.path), 0, ""
	runs := map[string]int{}
	log := logparse.NewFollower(w.path, logparse.Options{OnSession: func(s *logparse.Session) { runs[s.App]++ }})
	_, _ = tail.Look(func([]byte) {}, func() {})
	stop, done := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(done)
		for {
			_, err := tail.Look(func(b []byte) {
				if !w.read(b) && wrong == "" {
					wrong = fmt.Sprintf("after %d lines came %q", lines, b[:min(len(b), 200)])
				}
				lines += bytes.Count(b, []byte("\n"))
				_, _ = log.Write(b)
			}, log.Turn)
			if err != nil {
				wrong = err.Error()
			}
			select {
			case <-stop:
				return
			case <-time.After(followEvery):
			}
		}
	}()

	slowest, late, waits := time.Duration(0), 0, 0
	for end := time.Now().Add(*followFor); time.Now().Before(end); {
		for range 1 + w.rnd.IntN(3) {
			w.run()
		}
		ended := time.Now()
		until(t, &f.out, w.app(w.runs)) // what is taken away before anybody looked is lost to everybody
		took := time.Since(ended)
		slowest, waits = max(slowest, took), waits+1
		if took > time.Second {
			late++
		}
		for w.left() > 0 {
			time.Sleep(followEvery)
		}
		switch w.rnd.IntN(3) {
		case 0:
			w.renamed++
			if err := os.Rename(w.path, filepath.Join(filepath.Dir(w.path), "QWCLogOld.txt")); err != nil {
				t.Fatal(err)
			}
		case 1:
			w.emptied++
			if err := os.Truncate(w.path, 0); err != nil {
				t.Fatal(err)
			}
		}
	}
	close(stop)
	<-done
	log.Finish()
	text := f.stop(t)
	lost, doubled := 0, 0
	for n := 1; n <= w.runs; n++ {
		for _, told := range []int{strings.Count(text, w.app(n)), runs[w.app(n)]} {
			if told == 0 {
				lost++
			}
			doubled += max(0, told-1)
		}
	}
	t.Logf("%s: %d lines written (%d torn), %d read; %d runs, %d renames, %d emptied; runs lost %d, doubled %d; %d of %d verdicts later than a second, the slowest %d ms",
		*followFor,
		w.lines, w.torn, lines, w.runs, w.renamed, w.emptied, lost, doubled, late, waits, slowest.Milliseconds())
	if wrong != "" || w.lines != lines || w.left() != 0 || lost > 0 || doubled > 0 {
		t.Errorf("lines were lost or doubled. %s", wrong)
	}
}
