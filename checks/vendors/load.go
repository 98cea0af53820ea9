package vendors

import (
	"cmp"
	"embed"
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"sync"

	"authdoctor/checks/cause"
	"authdoctor/checks/lazyregexp"
)

//go:embed data/*.yaml
var builtin embed.FS

// Builtin is the vendors that the program carries, as files: one vendor a file, in the folder data.
func Builtin() fs.FS { return builtin }

// Default is the vendors that the program carries. They are read when they are first needed, and once.
func Default() (*Set, error) { return loadDefault() }

var loadDefault = sync.OnceValues(func() (*Set, error) { return Load(Builtin()) })

// Generic is the id of the vendor that stands for all that have no file.
const Generic = "generic"

// Set is the vendors that were loaded. It is read-only and safe for concurrent use.
type Set struct {
	all   []*Vendor // by id, the generic one last
	files map[string]source
	names map[*Vendor][]*regexp.Regexp // of AppNames
}

// source is the file that a vendor came from, kept so that lint can name a line.
type source struct {
	name string
	text []byte
}

// Load reads vendors from the root and from the folders data and vendors of each file system: files ending in .yaml or .yml,
// one vendor a file. In the root only files with a top-level "name" are vendors. A vendor of a later file system replaces the
// one of the same id of an earlier one; twice in one file system is an error, as is an unknown field (with file, line and
// column) or an expression in app-names that is none.
func Load(from ...fs.FS) (*Set, error) {
	s := &Set{files: map[string]source{}, names: map[*Vendor][]*regexp.Regexp{}}
	byID := map[string]*Vendor{}
	for _, f := range from {
		own := map[string]string{}
		err := cause.Documents(f, []string{".", "data", "vendors"}, true, func(name string, text []byte) error {
			v := new(Vendor)
			if err := preparedVendors.Decode(name, text, v); err != nil {
				return err
			}
			if !validID.MatchString(v.ID) {
				return fmt.Errorf("%s: id %q: want lower-case words joined by hyphens", name, v.ID)
			}
			if other, twice := own[v.ID]; twice {
				return fmt.Errorf("%s: id %q stands in %s too", name, v.ID, other)
			}
			for _, expr := range v.AppNames {
				re, err := regexp.Compile("(?i)" + expr)
				if err != nil {
					return fmt.Errorf("%s: app-names: %w", name, err)
				}
				s.names[v] = append(s.names[v], re)
			}
			own[v.ID], byID[v.ID], s.files[v.ID] = name, v, source{name, text}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	for _, v := range byID {
		s.all = append(s.all, v)
	}
	slices.SortFunc(s.all, func(a, b *Vendor) int {
		return cmp.Or(last(a)-last(b), strings.Compare(a.ID, b.ID))
	})
	return s, nil
}

var validID = lazyregexp.New(`^[a-z0-9]+(-[a-z0-9]+)*$`)

func last(v *Vendor) int {
	if v.ID == Generic {
		return 1
	}
	return 0
}

// ByID returns the vendor of an id, or nil where there is none.
func (s *Set) ByID(id string) *Vendor {
	for _, v := range s.all {
		if v.ID == id {
			return v
		}
	}
	return nil
}

// All returns every vendor, by id, the generic one last. The slice is the caller's, the vendors are shared and not to be changed.
func (s *Set) All() []*Vendor { return slices.Clone(s.all) }
