package main

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"authdoctor/checks/machine"
	"authdoctor/logparse"
)

const (
	maxFollowed = 16      // logs at once; of a folder the newest ones
	maxFolder   = 10_000  // names of a folder that are looked at
	maxToldRuns = 1 << 16 // runs that are remembered
)

// open begins to follow what was named.
func (w *following) open() error {
	for _, p := range w.paths {
		if p == "-" {
			return usagef("--follow follows files and folders; standard input has an end. Leave --follow out")
		}
		info, err := os.Stat(p)
		switch {
		case err != nil:
			return inputOf(p, err)
		case info.IsDir():
			w.many = true
		default:
			if err := machine.CanFollow(p); err != nil {
				return err
			}
			w.add(p)
		}
	}
	w.search()
	if len(w.logs) == 0 {
		return &inputError{w.paths[0] + ": there is no Web Connector log in this folder", "Name the folder that has QWCLog.txt in it"}
	}
	return nil
}

// add begins to follow one log from its beginning.
func (w *following) add(path string) {
	l := &followed{w: w, path: path, tail: machine.NewTail(path)}
	l.log = logparse.NewFollower(path, logparse.Options{OnSession: l.run, OnFailure: l.failure})
	l.info, _ = machine.Identify(path)
	w.logs = append(w.logs, l)
}

// search looks for logs in the folders that are followed and are not followed yet: new ones, and new names. A log that was only renamed is
// read to its end under its old name, and not again under the new one.
func (w *following) search() {
	for _, l := range w.logs {
		if info, err := machine.Identify(l.path); err == nil {
			l.info = info
		}
	}
	for _, dir := range w.paths {
		if info, err := os.Stat(dir); err != nil || !info.IsDir() {
			continue
		}
		for _, c := range logsIn(dir, w.follows) {
			if len(w.logs) < maxFollowed && !w.follows(c) { // it may have two names
				w.add(c.path)
			}
		}
	}
}

// follows says whether a file is followed already, under this name or another.
func (w *following) follows(c candidate) bool {
	return slices.ContainsFunc(w.logs, func(l *followed) bool {
		return l.path == c.path || l.info != nil && os.SameFile(l.info, c.info)
	})
}

type candidate struct {
	path string
	info os.FileInfo
}

// logsIn finds the logs of a folder that are not known yet, the newest first. What is no log is left out; a folder that cannot be read
// has none. A known log is not opened: on Windows nothing could be renamed over it meanwhile.
func logsIn(dir string, known func(candidate) bool) []candidate {
	d, err := os.Open(dir)
	if err != nil {
		return nil
	}
	defer d.Close()
	names, _ := d.Readdirnames(maxFolder)
	var found []candidate
	for _, name := range names {
		if ext := strings.ToLower(filepath.Ext(name)); ext != ".txt" && ext != ".log" {
			continue
		}
		path := filepath.Join(dir, name)
		if info, err := os.Stat(path); err == nil && info.Mode().IsRegular() && info.Size() > 0 {
			found = append(found, candidate{path, info})
		}
	}
	slices.SortFunc(found, func(a, b candidate) int {
		return cmp.Or(b.info.ModTime().Compare(a.info.ModTime()), strings.Compare(a.path, b.path))
	})
	found = found[:min(len(found), maxFollowed)]
	found = slices.DeleteFunc(found, known)
	return slices.DeleteFunc(found, func(c candidate) bool {
		sources, err := machine.Open([]string{c.path}, nil)
		return err != nil || len(sources) != 1 || sources[0].First.IsZero()
	})
}

// name is the log's name for a line, where several are followed.
func (l *followed) name() string {
	if !l.w.many {
		return ""
	}
	return filepath.Base(l.path)
}

// toldRuns remembers runs, so that a copy of a log, or a log under a new name, tells nothing twice.
type toldRuns struct {
	keys map[string]bool
	ring []string
	next int
}

func newToldRuns() toldRuns { return toldRuns{keys: map[string]bool{}} }

// first says whether a run was not told before. Runs without a time are never taken for one another.
func (t *toldRuns) first(s *logparse.Session) bool {
	if s.Start.IsZero() {
		return true
	}
	key := fmt.Sprint(s.Start.Unix(), s.End.Unix(), s.Outcome, s.App, s.URL)
	if t.keys[key] {
		return false
	}
	if len(t.ring) < maxToldRuns {
		t.ring = append(t.ring, key)
	} else {
		delete(t.keys, t.ring[t.next])
		t.ring[t.next] = key
		t.next = (t.next + 1) % maxToldRuns
	}
	t.keys[key] = true
	return true
}
