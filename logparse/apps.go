package logparse

import (
	"cmp"
	"slices"
)

// appTable holds one track for each application: the pair of name and address.
type appTable struct {
	byKey  map[appKey]*track
	byName map[string]*track // the newest of that name, for runs that failed before the address was written
	all    []*track
	gone   []*Session
	keep   int // runs kept of each kind, now
}

type appKey struct{ name, url string }

// track is an App while it grows.
type track struct {
	app       App
	auth      durations
	gaps      gaps
	lastStart int64
	mixed     bool // runs of several files were put in order: see late.go
}

// keptRuns bounds the runs kept over all applications together.
const keptRuns = 1 << 14

func newAppTable() appTable {
	return appTable{byKey: map[appKey]*track{}, byName: map[string]*track{}}
}

// of finds the track of a run. Above maxApps all further applications share one.
func (t *appTable) of(s *Session) *track {
	key := appKey{s.App, s.URL}
	if k := t.byKey[key]; k != nil {
		return k
	}
	if s.URL == "" {
		if k := t.byName[s.App]; k != nil {
			return k
		}
	}
	if k := t.byName[s.App]; k != nil && k.app.URL == "" { // the address became known
		delete(t.byKey, appKey{s.App, ""})
		k.app.URL = s.URL
		t.byKey[key] = k
		return k
	}
	if len(t.all) >= maxApps {
		return t.all[maxApps-1]
	}
	k := &track{app: App{Name: s.App, URL: s.URL}}
	t.byKey[key] = k
	t.all = append(t.all, k)
	return k
}

// add counts a finished run. It returns the runs that are no longer kept anywhere; the list holds until the next call.
func (t *appTable) add(s *Session, keep int) (gone []*Session) {
	k := t.of(s)
	t.byName[s.App] = k
	a := &k.app
	a.Runs++
	a.Outcomes[s.Outcome]++
	if !s.Start.IsZero() {
		a.Hours[s.Start.Hour()][s.Outcome]++
	}
	t.gone = t.gone[:0]
	t.keep = max(1, min(keep, keptRuns/len(t.all)))
	late := a.isLate(s)
	if late {
		k.addLate(s)
	} else {
		a.addNewest(s)
	}
	if s.Outcome == Failed {
		a.Kept, t.gone = push(a.Kept, s, late, t.keep, t.gone)
		t.gone = slices.DeleteFunc(t.gone, k.holds) // before Recent lets go of them, so that none is told of twice
	}
	n := len(t.gone)
	a.Recent, t.gone = push(a.Recent, s, late, t.keep, t.gone)
	k.measure(s, late)
	return append(t.gone[:n], slices.DeleteFunc(t.gone[n:], k.holds)...)
}

// addNewest takes note of a run that is newer than all before it.
func (a *App) addNewest(s *Session) {
	if s.User != "" {
		a.User = s.User
	}
	if !s.Start.IsZero() {
		if a.First.IsZero() {
			a.First = s.Start
		}
		a.Last = s.Start
	}
	a.Newest = s
	if s.Outcome.Decides() {
		a.Decided = s
	}
	switch s.Outcome {
	case OK, NoWork:
		a.LastGood, a.FirstBad, a.FailedSince = s, nil, 0
	case Failed:
		if a.FirstBad == nil {
			a.FirstBad = s
		}
		a.FailedSince++
	}
}

// holds says whether a run that was let go of by one of the lists is still known to another, or by a name of its own.
func (k *track) holds(s *Session) bool {
	a := &k.app
	if k.mixed { // the lists are not in the order of reading
		return s == a.LastGood || s == a.FirstBad || s == a.Decided || s == a.Newest || slices.Contains(a.Recent, s) || slices.Contains(a.Kept, s)
	}
	return s == a.LastGood || s == a.FirstBad || s == a.Decided || len(a.Recent) > 0 && !s.before(a.Recent[0]) ||
		s.Outcome == Failed && !s.before(a.Kept[0])
}

// before says whether a run stands before another one in the logs.
func (s *Session) before(t *Session) bool {
	return s.File < t.File || s.File == t.File && s.Offset < t.Offset
}

// push appends and lets go of the oldest beyond n, which it adds to gone. The slice grows by a quarter of n before it is moved, so
// that a long log does not move it at each run. A late one is put into its place.
func push(list []*Session, s *Session, late bool, n int, gone []*Session) (kept, _ []*Session) {
	if late {
		list = place(list, s)
	} else {
		list = append(list, s)
	}
	if len(list) >= n+n/4+8 {
		gone = append(gone, list[:len(list)-n]...)
		m := copy(list, list[len(list)-n:])
		clear(list[m:])
		list = list[:m]
	}
	return list, gone
}

func newest[T any](list []T, n int) []T { return slices.Clip(list[max(0, len(list)-n):]) }

// measure takes the run's durations. A late one is neither the newest, nor does it say how often runs start.
func (k *track) measure(s *Session, late bool) {
	if c := s.Call(StageAuthenticate); c != nil && c.Seconds >= 0 {
		last := k.auth.seen.Last
		k.auth.add(c.Seconds)
		if late {
			k.auth.seen.Last = last
		}
	}
	if late || s.Manual || s.Start.IsZero() {
		return
	}
	start := s.Start.Unix()
	if k.lastStart != 0 && start > k.lastStart {
		k.gaps.add(start - k.lastStart)
	}
	k.lastStart = start
}

// list gives the applications, the one that ran last first.
func (t *appTable) list() []*App {
	out := make([]*App, 0, len(t.all))
	for _, k := range t.all {
		k.app.Auth = k.auth.stats()
		k.app.Interval = k.gaps.median()
		k.app.Recent, k.app.Kept = newest(k.app.Recent, t.keep), newest(k.app.Kept, t.keep)
		out = append(out, &k.app)
	}
	slices.SortStableFunc(out, func(a, b *App) int {
		if c := b.Last.Compare(a.Last); c != 0 {
			return c
		}
		return cmp.Compare(a.Name, b.Name)
	})
	return out
}
