package cause

import (
	"embed"
	"io/fs"
	"slices"
	"sync"
)

//go:embed kb/*.yaml
var builtin embed.FS

// Builtin is the knowledge base that the program carries, as files: one cause a file, in the folder kb.
func Builtin() fs.FS { return builtin }

// Default is the knowledge base that the program carries. It is read when it is first needed, and once.
func Default() (*Base, error) { return loadDefault() }

var loadDefault = sync.OnceValues(func() (*Base, error) { return Load(Builtin()) })

// Base is a loaded knowledge base. It is read-only and safe for concurrent use.
type Base struct {
	causes     []*Cause // by rank
	byID       map[ID]*Cause
	signatures []*signature // in the order of the causes
	files      map[ID]source
	read       readings
}

// source is the file that a cause came from, kept so that lint can name a line.
type source struct {
	name string
	text []byte
}

// Get returns the cause of an id, or nil where the base has none.
func (b *Base) Get(id ID) *Cause { return b.byID[id] }

// All returns every cause, by rank: from the ground up. The slice is the caller's, the causes are shared and not to be changed.
func (b *Base) All() []*Cause { return slices.Clone(b.causes) }

// newBase puts causes that were read into order and prepares their signatures.
func newBase(causes map[ID]*Cause, files map[ID]source) *Base {
	b := &Base{byID: causes, files: files}
	for _, c := range causes {
		b.causes = append(b.causes, c)
	}
	slices.SortFunc(b.causes, byRank)
	for _, c := range b.causes {
		for i := range c.Signatures {
			b.signatures = append(b.signatures, newSignature(c, &c.Signatures[i]))
		}
	}
	return b
}
