package cause

import (
	_ "embed"
	"slices"
	"sync"

	"github.com/goccy/go-yaml"
)

//go:embed apart.yaml
var apartFile []byte

// Distinction is what tells some causes apart that look alike.
type Distinction struct {
	Between []ID      `yaml:"between"`         // two at least
	Say     string    `yaml:"say"`             // a sentence or two that holds for all of them
	Check   string    `yaml:"check,omitempty"` // the check that decides on the PC concerned; empty where none does
	Ask     string    `yaml:"ask,omitempty"`   // what a person can look at; empty where a check is the only way
	Means   []Reading `yaml:"means,omitempty"` // what the answers to Ask point at
}

// Reading is one answer to a Distinction's question, and the cause that it points at.
type Reading struct {
	If   string `yaml:"if"`
	Then ID     `yaml:"then"`
}

var loadApart = sync.OnceValues(func() ([]Distinction, error) {
	var rows []Distinction
	err := yaml.UnmarshalWithOptions(apartFile, &rows, yaml.Strict())
	return rows, err
})

// Distinguish finds what tells the given causes apart: of the rows that name two of them or more the one that names the most, of
// those the shortest. false where no row does. The answers of the row that point at none of the given causes are left out.
func Distinguish(ids []ID) (Distinction, bool) {
	rows, err := loadApart()
	if err != nil {
		return Distinction{}, false // a test reads the file, which is part of the program
	}
	best, most := -1, 1
	for i, row := range rows {
		n := 0
		for _, id := range row.Between {
			if slices.Contains(ids, id) {
				n++
			}
		}
		if n > most || n == most && best >= 0 && len(row.Between) < len(rows[best].Between) {
			best, most = i, n
		}
	}
	if best < 0 {
		return Distinction{}, false
	}
	d := rows[best]
	d.Between = slices.DeleteFunc(slices.Clone(d.Between), func(id ID) bool { return !slices.Contains(ids, id) })
	d.Means = slices.DeleteFunc(slices.Clone(d.Means), func(r Reading) bool { return !slices.Contains(ids, r.Then) })
	if len(d.Means) < 2 {
		d.Means = nil
	}
	return d, true
}
