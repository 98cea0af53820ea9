package cause

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/goccy/go-yaml"
)

// maxFile and maxFiles bound what is read of a folder: a file of this kind is a few kilobytes, and there are a few dozen.
const (
	maxFile  = 64 << 10
	maxFiles = 2000
)

// Load reads causes from the root and from the folders kb and causes of each file system: files ending in .yaml or .yml, one
// cause a file. In the root a file with a top-level "name" is a vendor's and passed over, so that both kinds may stand in one
// folder. A cause of a later file system replaces the one of the same id of an earlier one; twice in one file system is an
// error, as is an unknown field (with file, line and column), a missing or bad id, and a file over 64 KB.
func Load(from ...fs.FS) (*Base, error) {
	causes, files := map[ID]*Cause{}, map[ID]source{}
	for _, f := range from {
		var batch []source
		err := Documents(f, []string{".", "kb", "causes"}, false, func(name string, text []byte) error {
			batch = append(batch, source{name, text})
			return nil
		})
		if err == nil {
			err = decodeAll(batch, causes, files)
		}
		if err != nil {
			return nil, err
		}
	}
	return newBase(causes, files), nil
}

// decodeAll adds the causes of one file system. The files are decoded side by side, for they take most of the time of a start;
// the error is that of the first one by name, whichever was ready first.
func decodeAll(batch []source, causes map[ID]*Cause, files map[ID]source) error {
	read, errs := make([]Cause, len(batch)), make([]error, len(batch))
	var next atomic.Int64
	var wg sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(batch)) {
		wg.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(batch); i = int(next.Add(1)) - 1 {
				errs[i] = preparedCauses.Decode(batch[i].name, batch[i].text, &read[i])
			}
		})
	}
	wg.Wait()
	own := map[ID]string{}
	for i, src := range batch {
		c := &read[i]
		if errs[i] != nil {
			return errs[i]
		}
		if !validID.MatchString(string(c.ID)) {
			return fmt.Errorf("%s: id %q: want lower-case words joined by hyphens", src.name, c.ID)
		}
		if other, twice := own[c.ID]; twice {
			return fmt.Errorf("%s: id %q stands in %s too", src.name, c.ID, other)
		}
		own[c.ID], causes[c.ID], files[c.ID] = src.name, c, src
	}
	return nil
}

var validID = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// Documents calls visit for every YAML file in the given folders of f, in the order of their names; a folder that is not there
// is none. In the root, a vendor's file and a cause's file are told apart by the top-level "name" of a vendor: the root's files
// of the other kind are passed over.
func Documents(f fs.FS, folders []string, vendors bool, visit func(name string, text []byte) error) error {
	seen := 0
	for _, folder := range folders {
		entries, err := fs.ReadDir(f, folder)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return fmt.Errorf("read folder %s: %w", folder, err)
		}
		for _, e := range entries {
			name := path.Join(folder, e.Name())
			if ext := strings.ToLower(path.Ext(name)); e.IsDir() || ext != ".yaml" && ext != ".yml" {
				continue
			}
			if seen++; seen > maxFiles {
				return fmt.Errorf("%s: more than %d files in one folder", name, maxFiles)
			}
			text, err := read(f, name)
			if err != nil {
				return err
			}
			if folder == "." && vendorKey.Match(text) != vendors {
				continue
			}
			if err := visit(name, text); err != nil {
				return err
			}
		}
	}
	return nil
}

var vendorKey = regexp.MustCompile(`(?m)^name[ \t]*:`)

func read(f fs.FS, name string) ([]byte, error) {
	file, err := f.Open(name)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", name, err)
	}
	text, err := io.ReadAll(io.LimitReader(file, maxFile+1))
	if err = cmp.Or(err, file.Close()); err != nil {
		return nil, fmt.Errorf("read %s: %w", name, err)
	}
	if len(text) > maxFile {
		return nil, fmt.Errorf("%s: larger than %d KB", name, maxFile>>10)
	}
	return text, nil
}

// Decode reads one YAML document strictly into v, a pointer to a struct. An error names file, line and column:
// "kb/x.yaml:3:1: unknown field \"tilte\"".
func Decode(name string, text []byte, v any) (err error) {
	defer func() { // the file may be anybody's: a fault of the YAML package is an error of the file
		if r := recover(); r != nil {
			err = fmt.Errorf("%s: not readable as YAML: %v", name, r)
		}
	}()
	if depth(text) > maxDepth {
		return fmt.Errorf("%s: nested too deeply", name)
	}
	d := yaml.NewDecoder(bytes.NewReader(text), yaml.Strict())
	err = d.Decode(v)
	if errors.Is(err, io.EOF) {
		return fmt.Errorf("%s: is empty", name)
	}
	var at yaml.Error
	if errors.As(err, &at) && at.GetToken() != nil && at.GetToken().Position != nil {
		p := at.GetToken().Position
		return fmt.Errorf("%s:%d:%d: %s", name, p.Line, p.Column, at.GetMessage())
	}
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}

// maxDepth bounds the nesting of a document, far above any real one, so that a hostile file cannot exhaust the stack.
const maxDepth = 200

// depth is an upper bound of how deeply a document is nested: brackets that were opened, and the dashes and blanks before a text.
func depth(text []byte) int {
	deepest, open := 0, 0
	for line := range bytes.Lines(text) {
		indent := 0
		for indent < len(line) && (line[indent] == ' ' || line[indent] == '-' || line[indent] == '?') {
			indent++
		}
		for _, c := range line[indent:] {
			switch c {
			case '[', '{':
				open++
			case ']', '}':
				open = max(open-1, 0)
			}
			deepest = max(deepest, open)
		}
		deepest = max(deepest, indent)
	}
	return deepest
}

func byRank(a, b *Cause) int {
	return cmp.Or(cmp.Compare(a.Rank, b.Rank), cmp.Compare(a.ID, b.ID))
}

// Ranked sorts causes' ids by rank; an id that the base does not have comes last.
func (b *Base) Ranked(ids []ID) []ID {
	out := slices.Clone(ids)
	slices.SortStableFunc(out, func(x, y ID) int { return cmp.Compare(b.rank(x), b.rank(y)) })
	return out
}

func (b *Base) rank(id ID) int {
	if c := b.byID[id]; c != nil {
		return c.Rank
	}
	return int(^uint(0) >> 1)
}
