package checks

import (
	"cmp"
	"math"
	"slices"
	"time"

	"authdoctor/checks/vendors"
	"authdoctor/logparse"
)

// StoryState is how an application stands by its newest finished run.
type StoryState string

// The states.
const (
	StoryFails     StoryState = "fails"     // its newest finished run failed
	StoryFine      StoryState = "fine"      // it ended well, or had nothing to exchange
	StoryUndecided StoryState = "undecided" // no run of it has an end in the log
)

// StoryPattern is how its failures lie in time.
type StoryPattern string

// The patterns.
const (
	NeverFailed   StoryPattern = "never"    // no run failed
	FailedOnce    StoryPattern = "once"     // one run of several
	FailedAlways  StoryPattern = "always"   // every finished run, and more than one
	FailsSince    StoryPattern = "since"    // all since one moment, none before it
	FailsAtTimes  StoryPattern = "at-times" // good and failed runs alternate
	FailedBefore  StoryPattern = "before"   // more than one, and since then it ended well
	FailedTheOnly StoryPattern = "only-run" // the one finished run that there is
)

// Story answers what is asked after the cause, for one application, from a log alone. Times are UTC, zero where not known.
type Story struct {
	App, URL    string
	State       StoryState
	Pattern     StoryPattern
	Runs        int // all of them, also those without an end
	Finished    int // runs whose outcome decides
	Failed      int
	Elsewhere   int       // runs of the same application at other addresses: in none of the numbers here
	FailedThere int       // the failed ones of those
	FailedSince int       // failed runs since the last good one
	Since       time.Time // the first of those
	LastGood    time.Time
	Changed     []Change // between the last good run and the first bad one; nil where there are not both
	Compared    bool     // there were both
	Hours       [24]int  // failed runs by hour of the day
	From, To    int      // they lie within these hours only, To not in it, and other runs ended well outside; both 0: no such hours
	Login       Pace
	Every       float64 // median seconds between the starts of scheduled runs; 0: not known
	SinceAt     string  // where the run of Since is, as "QWCLog.txt:1042"; empty where there is none
	LastGoodAt  string  // where the last good run is
	LastBad     string  // where the newest failed run is
	LastBadTime time.Time
	Reasons     []Reason // how the failed runs failed, the most frequent first; of a long log those of the newest ones
	ReasonsOf   int      // how many failed runs Reasons counts: fewer than Failed where the log kept the newest ones only
}

// Reason is how runs failed, in a few words, and how many of them.
type Reason struct {
	Said string
	Runs int
}

const (
	longLogin    = 30  // seconds; most services answer within five
	fewPaces     = 8   // logins from which on two halves can be compared
	slowerBy     = 1.5 // times; less is no trend
	slowerByAll  = 2.0 // and seconds: the log's stamps have whole ones
	narrowHours  = 6   // failures within so many hours of the day are a habit
	enoughFailed = 3   // that many failures, at least
	mostReasons  = 5
	byChance     = 0.05           // failures that fall into those hours by chance more often than this show nothing
	anotherDay   = 20 * time.Hour // the same hours of the next day begin earlier than 24 hours on
)

// Stories tells the story of each application, failing ones first. A nil log has none.
func Stories(log *logparse.Log, v *vendors.Vendor) []Story {
	if log == nil {
		return nil
	}
	current := map[*logparse.App]bool{}
	for _, a := range newestApps(log.Apps) {
		current[a] = true
	}
	var out []Story
	for _, a := range log.Apps {
		if current[a] || a.Decided == nil && !decidedElsewhere(log.Apps, a) {
			out = append(out, storyOf(log, a, v))
		}
	}
	rank := map[StoryState]int{StoryFails: 0, StoryUndecided: 1, StoryFine: 2}
	slices.SortStableFunc(out, func(a, b Story) int { return cmp.Compare(rank[a.State], rank[b.State]) })
	return out
}

// decidedElsewhere says whether another application of the same name has a finished run: then this one's unfinished runs say nothing.
func decidedElsewhere(apps []*logparse.App, a *logparse.App) bool {
	return slices.ContainsFunc(apps, func(o *logparse.App) bool { return o != a && o.Name == a.Name && o.Decided != nil })
}

func storyOf(log *logparse.Log, a *logparse.App, v *vendors.Vendor) Story {
	s := Story{App: clean(a.Name), URL: plainAddress(a.URL), Runs: a.Runs, Failed: a.Outcomes[logparse.Failed], FailedSince: a.FailedSince, State: StoryUndecided}
	good := a.Outcomes[logparse.OK] + a.Outcomes[logparse.NoWork]
	s.Finished = good + s.Failed
	for _, o := range log.Apps {
		if o != a && o.Name == a.Name && a.Name != "" {
			s.Elsewhere, s.FailedThere = s.Elsewhere+o.Runs, s.FailedThere+o.Outcomes[logparse.Failed]
		}
	}
	last := a.LastGood
	if last == nil && a.FirstBad != nil && a.Name != "" { // the address may be what changed: then the good runs have an entry of their own
		last = goodBefore(log.Apps, a)
	}
	if last != nil {
		s.LastGood, s.LastGoodAt = last.Start, whereRun(log, last)
	}
	if a.FirstBad != nil {
		s.Since, s.SinceAt = a.FirstBad.Start, whereRun(log, a.FirstBad)
	}
	if n := len(a.Kept); n > 0 {
		s.LastBadTime, s.LastBad = a.Kept[n-1].Start, whereRun(log, a.Kept[n-1])
	}
	s.Reasons, s.ReasonsOf, s.Every = reasonsOf(a.Kept), len(a.Kept), a.Interval
	if a.Decided != nil {
		s.State = StoryFine
		if a.Decided.Outcome == logparse.Failed {
			s.State = StoryFails
		}
	}
	s.Pattern = patternOf(&s, good, last != nil)
	if s.State == StoryFails && last != nil && a.FirstBad != nil {
		s.Compared, s.Changed = true, changes(last, a.FirstBad)
	}
	for h := range a.Hours {
		s.Hours[h] = a.Hours[h][logparse.Failed]
	}
	if (s.Pattern == FailsAtTimes || s.Pattern == FailedBefore) && onSeveralDays(a.Kept) {
		s.From, s.To = habit(a)
	}
	s.Login = paceOf(a, v)
	return s
}

// whereRun says where a run is: at its first failure, else at its beginning.
func whereRun(log *logparse.Log, s *logparse.Session) string {
	if s.Outcome == logparse.Failed && len(s.Failures) > 0 {
		f := &s.Failures[0]
		return whereInLog(log, f.File, f.Line)
	}
	return whereInLog(log, s.File, s.Span.First)
}

// reasonsOf counts how runs failed.
func reasonsOf(failed []*logparse.Session) []Reason {
	runs := map[string]int{}
	for _, s := range failed {
		runs[answerOf(s)]++
	}
	var out []Reason
	for said, n := range runs {
		out = append(out, Reason{said, n})
	}
	slices.SortFunc(out, func(a, b Reason) int { return cmp.Or(cmp.Compare(b.Runs, a.Runs), cmp.Compare(a.Said, b.Said)) })
	return out[:min(len(out), mostReasons)]
}

// goodBefore is the newest good run of another address of the same application, before this one began to fail.
func goodBefore(apps []*logparse.App, a *logparse.App) *logparse.Session {
	var best *logparse.Session
	for _, o := range apps {
		if o == a || o.Name != a.Name || o.LastGood == nil || !o.LastGood.Start.Before(a.FirstBad.Start) {
			continue
		}
		if best == nil || o.LastGood.Start.After(best.Start) {
			best = o.LastGood
		}
	}
	return best
}

func patternOf(s *Story, good int, goodBefore bool) StoryPattern {
	switch {
	case s.Failed == 0:
		return NeverFailed
	case s.State == StoryFails && s.FailedSince == s.Failed && (good > 0 || goodBefore) && s.Failed > 1:
		return FailsSince
	case good == 0 && s.Failed == 1 && !goodBefore:
		return FailedTheOnly
	case good == 0 && !goodBefore:
		return FailedAlways
	case s.Failed == 1:
		return FailedOnce
	case s.State == StoryFine:
		return FailedBefore
	}
	return FailsAtTimes
}

// onSeveralDays says whether failed runs, oldest first, lie on more than one day: hours of one day are an outage, not a habit.
func onSeveralDays(failed []*logparse.Session) bool {
	n := len(failed)
	return n > 1 && failed[n-1].Start.Sub(failed[0].Start) >= anotherDay
}

// habit finds the shortest part of the day that holds all failures, if it is short, good runs lie outside, and it is not simply the part in
// which most runs lie.
func habit(a *logparse.App) (from, to int) {
	if a.Outcomes[logparse.Failed] < enoughFailed {
		return 0, 0
	}
	best := 25
	for start := range 24 {
		if a.Hours[start][logparse.Failed] == 0 {
			continue
		}
		length := 0
		for n := range 24 {
			if a.Hours[(start+n)%24][logparse.Failed] > 0 {
				length = n + 1
			}
		}
		if length < best {
			best, from = length, start
		}
	}
	if best > narrowHours {
		return 0, 0
	}
	inside, outside := 0, 0
	for n := range 24 {
		h := a.Hours[(from+n)%24]
		if n < best {
			inside += h[logparse.OK] + h[logparse.NoWork] + h[logparse.Failed]
		} else {
			outside += h[logparse.OK] + h[logparse.NoWork]
		}
	}
	if outside < enoughFailed || math.Pow(float64(inside)/float64(inside+outside), float64(a.Outcomes[logparse.Failed])) > byChance {
		return 0, 0
	}
	return from, (from + best) % 24
}
