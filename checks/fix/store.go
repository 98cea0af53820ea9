package fix

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/natefinch/atomic"
)

// Store keeps the place in a walk from one run of the program to the next.
type Store interface {
	Save(State) error
	Load() (State, bool, error) // false: nothing is kept
	Clear() error
}

// maxState bounds what is read of a kept state, in bytes.
const maxState = 256 << 10

// StateError says that a kept state could not be used and was set aside.
type StateError struct {
	Path  string // of the state
	Aside string // where it is now; empty when it could not be moved
	Err   error
}

// Error is a sentence for a person, with what to do.
func (e *StateError) Error() string {
	s := "The place that was kept in a fix cannot be read"
	if e.Aside != "" {
		s += " and was set aside as " + e.Aside
	}
	return s + ". Start the fix again; nothing else is lost."
}

// Unwrap gives the technical reason.
func (e *StateError) Unwrap() error { return e.Err }

// FileStore keeps a state in one file, readable for its owner only. A save writes the whole file or nothing.
func FileStore(path string) Store { return fileStore{path} }

type fileStore struct{ path string }

// Save writes the state and makes the folder where there is none.
func (f fileStore) Save(s State) error {
	s.Schema = Schema
	b, err := json.MarshalIndent(s, "", "  ")
	if err != nil {
		return fmt.Errorf("keep the place in the fix: %w", err)
	}
	if err := os.MkdirAll(filepath.Dir(f.path), 0o700); err != nil {
		return fmt.Errorf("keep the place in the fix: %w", err)
	}
	if err := atomic.WriteFile(f.path, bytes.NewReader(append(b, '\n'))); err != nil {
		return fmt.Errorf("keep the place in the fix: %w", err)
	}
	// A file that stood there before keeps its own rights, whatever they were.
	if err := os.Chmod(f.path, 0o600); err != nil {
		return fmt.Errorf("keep the place in the fix: %w", err)
	}
	return nil
}

// Load reads the state. One that is damaged, or that another program or version wrote, is set aside beside the file, and
// the error is a *StateError.
func (f fileStore) Load() (State, bool, error) {
	file, err := os.Open(f.path)
	if errors.Is(err, fs.ErrNotExist) {
		return State{}, false, nil
	}
	if err != nil {
		return State{}, false, fmt.Errorf("read the place in the fix: %w", err)
	}
	b, err := io.ReadAll(io.LimitReader(file, maxState+1))
	file.Close()
	if err != nil {
		return State{}, false, fmt.Errorf("read the place in the fix: %w", err)
	}
	s, err := decode(b)
	if err != nil {
		e := &StateError{Path: f.path, Err: err}
		if aside := f.path + ".broken"; os.Rename(f.path, aside) == nil {
			e.Aside = aside
		}
		return State{}, false, e
	}
	return s, true, nil
}

// decode reads a state and says why it is none.
func decode(b []byte) (State, error) {
	var s State
	if len(b) > maxState {
		return s, fmt.Errorf("longer than %d bytes", maxState)
	}
	if err := json.Unmarshal(b, &s); err != nil {
		return State{}, fmt.Errorf("decode: %w", err)
	}
	switch {
	case s.Schema != Schema:
		return State{}, fmt.Errorf("schema %.40q, want %q", s.Schema, Schema)
	case s.Cause == "":
		return State{}, errors.New("no cause")
	case len(s.Answers) > maxAnswers:
		return State{}, fmt.Errorf("%d answers, at most %d", len(s.Answers), maxAnswers)
	case s.Number < 0 || s.Of < 0:
		return State{}, errors.New("a negative number of steps")
	}
	return s, nil
}

// Clear forgets the kept state. That none is kept is no error.
func (f fileStore) Clear() error {
	if err := os.Remove(f.path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("forget the place in the fix: %w", err)
	}
	return nil
}
