package report

import (
	"slices"

	"authdoctor/checks"
)

// triedKey says whether the key of a selling channel was sent to it: whoever reads the report must know, for the channel may count it.
func (r *Report) triedKey() bool { return r.asked("channel") }

// asked says whether a check sent anything.
func (r *Report) asked(id string) bool {
	return r.Result != nil && slices.ContainsFunc(r.Result.Checks, func(d checks.Done) bool { return d.ID == id && len(d.Exchanges) > 0 })
}
