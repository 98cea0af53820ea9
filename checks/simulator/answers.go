package simulator

import (
	"fmt"
	"maps"

	"authdoctor/checks/cause"
	"authdoctor/checks/vendors"
)

// answersTo finds the answers with which a person who has this trouble goes through a vendor's questions: the shortest way
// that names the cause.
func answersTo(v *vendors.Vendor, want cause.ID) (map[string]string, error) {
	ways := []map[string]string{{}}
	for range len(v.Questions) {
		var longer []map[string]string
		for _, way := range ways {
			at, err := v.Walk(way)
			if err != nil {
				return nil, err
			}
			if at.Cause == want {
				return way, nil
			}
			if at.Open == nil {
				continue
			}
			for _, a := range at.Open.Answers {
				next := maps.Clone(way)
				next[at.Open.ID] = a.Value
				if end, err := v.Walk(next); err == nil && end.Cause == want {
					return next, nil
				}
				longer = append(longer, next)
			}
		}
		ways = longer
	}
	return nil, fmt.Errorf("vendor %s: no answers lead to %s", v.ID, want)
}
