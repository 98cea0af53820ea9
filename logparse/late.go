package logparse

import "slices"

// Files are read one after the other, and two of them may cover the same time: a copy, or the log of a second PC. Then a run comes late: one
// that began later was read before. Within one file the order of the lines is the truth, whatever the clock did.

// later says whether a run came after another one, by its place in the same file, else by its start.
func (s *Session) later(t *Session) bool {
	if s.File == t.File {
		return t.before(s)
	}
	return s.Start.After(t.Start)
}

// isLate says whether a newer run than this one was read before.
func (a *App) isLate(s *Session) bool {
	return a.Newest != nil && a.Newest.File != s.File && !s.Start.IsZero() && s.Start.Before(a.Newest.Start)
}

// addLate puts a late run into its place. Of failed runs that are no longer kept it cannot be said on which side of a good one they stand.
func (k *track) addLate(s *Session) {
	a := &k.app
	k.mixed = true
	if s.Start.Before(a.First) {
		a.First = s.Start
	}
	if s.Outcome.Decides() && (a.Decided == nil || s.later(a.Decided)) {
		a.Decided = s
	}
	switch {
	case s.Outcome.Good() && (a.LastGood == nil || s.later(a.LastGood)):
		a.LastGood = s
		if a.FirstBad != nil && !a.FirstBad.later(s) {
			a.FirstBad, a.FailedSince = nil, 0
			for _, bad := range a.Kept {
				if !bad.later(s) {
					continue
				}
				if a.FailedSince++; a.FirstBad == nil {
					a.FirstBad = bad
				}
			}
		}
	case s.Outcome == Failed:
		if a.LastGood == nil || s.later(a.LastGood) {
			if a.FailedSince++; a.FirstBad == nil || a.FirstBad.later(s) {
				a.FirstBad = s
			}
		}
	}
}

// place inserts a late run into a list that is ordered, oldest first.
func place(list []*Session, s *Session) []*Session {
	i := len(list)
	for i > 0 && list[i-1].later(s) {
		i--
	}
	return slices.Insert(list, i, s)
}
