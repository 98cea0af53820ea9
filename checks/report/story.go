package report

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"authdoctor/checks"
	"authdoctor/checks/redact"
)

// One application's story in the document authdoctor.log/v1.
type (
	storyJSON struct {
		App         string              `json:"app,omitempty"`
		URL         string              `json:"url,omitempty"`
		Chosen      bool                `json:"chosen,omitempty"` // told of runs that were chosen, not of all
		State       checks.StoryState   `json:"state"`
		Pattern     checks.StoryPattern `json:"pattern"`
		Runs        int                 `json:"runs"`
		Finished    int                 `json:"finished"`
		Failed      int                 `json:"failed"`
		Elsewhere   int                 `json:"runs_elsewhere,omitempty"` // at other addresses: in none of the other numbers
		FailedThere int                 `json:"failed_elsewhere,omitempty"`
		FailedSince int                 `json:"failed_since"`
		Since       time.Time           `json:"since,omitzero"`
		SinceAt     string              `json:"since_at,omitempty"` // file:line, as the two below
		LastGood    time.Time           `json:"last_good,omitzero"`
		LastGoodAt  string              `json:"last_good_at,omitempty"`
		LastBad     time.Time           `json:"last_failed,omitzero"`
		LastBadAt   string              `json:"last_failed_at,omitempty"`
		Every       float64             `json:"every_seconds,omitempty"`  // between the starts of scheduled runs
		Reasons     []reasonJSON        `json:"failed_with,omitempty"`    // the most frequent
		ReasonsOf   int                 `json:"failed_with_of,omitempty"` // the newest failed runs, that many, are counted in it
		Changed     []changeJSON        `json:"changed,omitempty"`
		Hours       *[24]int            `json:"failed_by_hour_utc,omitempty"`
		Login       *paceJSON           `json:"login,omitempty"`
	}
	changeJSON struct {
		What   string `json:"what"`
		Before string `json:"before"`
		After  string `json:"after"`
	}
	reasonJSON struct {
		Said string `json:"said"`
		Runs int    `json:"runs"`
	}
	paceJSON struct {
		Count   int      `json:"count"`
		Older   *float64 `json:"older_median_seconds,omitempty"`
		Newer   *float64 `json:"newer_median_seconds,omitempty"`
		Slowest float64  `json:"slowest_seconds"`
		Newest  float64  `json:"newest_seconds"`
		Limit   float64  `json:"limit_seconds,omitempty"`
		Slower  bool     `json:"slower"`
	}
)

// storiesJSON are the stories of a log's applications.
func (r *Report) storiesJSON() []storyJSON {
	list := []storyJSON{}
	for _, s := range checks.Stories(r.Log, r.Vendor) {
		j := storyJSON{App: s.App, URL: address(s.URL, redact.Clean), State: s.State, Pattern: s.Pattern, Runs: s.Runs, Finished: s.Finished,
			Failed: s.Failed, Elsewhere: s.Elsewhere, FailedThere: s.FailedThere, FailedSince: s.FailedSince, Since: s.Since, LastGood: s.LastGood, Chosen: r.Log.Passed > 0,
			SinceAt: redact.Clean(s.SinceAt), LastGoodAt: redact.Clean(s.LastGoodAt), LastBad: s.LastBadTime, LastBadAt: redact.Clean(s.LastBad), Every: s.Every, ReasonsOf: s.ReasonsOf}
		for _, x := range s.Reasons {
			j.Reasons = append(j.Reasons, reasonJSON{redact.Clean(x.Said), x.Runs})
		}
		for _, c := range s.Changed {
			j.Changed = append(j.Changed, changeJSON{c.What, redact.Clean(c.Before), redact.Clean(c.After)})
		}
		if s.Failed > 0 {
			j.Hours = &s.Hours
		}
		if p := s.Login; p.Count > 0 {
			j.Login = &paceJSON{Count: p.Count, Slowest: p.Slowest, Newest: p.Newest, Limit: p.Limit, Slower: p.Slower}
			if s.Login.Halved() {
				j.Login.Older, j.Login.Newer = &p.Early, &p.Late
			}
		}
		list = append(list, j)
	}
	return list
}

// The most applications whose story the short report tells, and names of fine ones that it lists.
const (
	fewStories = 3
	fewFine    = 6
)

// story writes what is asked after the cause: since when, what changed, how often, and which applications are fine.
func (r *Report) story(p *page) {
	if r.Log != nil && r.Log.Passed > 0 {
		text := fmt.Sprintf("%d of the log's %s. Story and causes are about these alone.", r.Log.Sessions, plural(r.Log.Sessions+r.Log.Passed, "run"))
		p.block("CHOSEN", wrap(text, p.width-p.margin()), 0)
	}
	var fine []string
	told, more := 0, 0
	for _, s := range checks.Stories(r.Log, r.Vendor) {
		text := strings.Join(storySentences(&s, p.all), " ")
		switch {
		case s.State == checks.StoryFine && s.Failed == 0 && !s.Login.Worth():
			fine = append(fine, named(s.App))
		case text == "":
		case told == fewStories && !p.all:
			more++
		default:
			told++
			p.block("STORY", wrap(named(s.App)+": "+text, p.width-p.margin()), 0)
		}
	}
	if more > 0 {
		p.line(cut(fmt.Sprintf("  … %s more: authdoctor log --verbose FILE", plural(more, "application")), p.width))
	}
	if n := len(fine); told > 0 && n > 0 {
		if n > fewFine && !p.all {
			fine = append(fine[:fewFine], fmt.Sprintf("%d more", n-fewFine))
		}
		p.block("FINE", wrap(strings.Join(fine, ", "), p.width-p.margin()), 0)
	}
}

// named is an application's name, or what stands for it.
func named(app string) string {
	if app == "" {
		return "an application without a name"
	}
	return redact.Clean(app)
}

// storySentences tells one story. Long also compares how the runs ended.
func storySentences(s *checks.Story, long bool) []string {
	var out []string
	say := func(format string, args ...any) { out = append(out, fmt.Sprintf(format, args...)) }
	good := s.Finished - s.Failed
	here := "" // the other addresses have their own sentence
	if s.Elsewhere > 0 {
		here = " at this address"
	}
	switch s.Pattern {
	case checks.FailedAlways:
		say("every finished run%s failed, %d of %d%s.", cmp.Or(here, " in the log"), s.Failed, s.Finished, at(", the first on ", s.Since))
	case checks.FailedTheOnly:
		say("the log has one finished run%s, and it failed.", here)
	case checks.FailsSince:
		if good == 0 { // the good ones are at another address
			say("all %d runs%s failed%s.", s.FailedSince, here, at(", the first on ", s.Since))
		} else {
			say("all %d runs%s%s failed, and none before.", s.FailedSince, here, at(" since ", s.Since))
		}
	case checks.FailedOnce:
		switch {
		case s.State != checks.StoryFails:
			say("one run of %d%s failed, and it ended well since.", s.Finished, here)
		case good == 0: // the good ones are at another address
			say("one run failed, the newest%s; it is the only finished one%s.", at(", on ", s.Since), here)
		default:
			say("one run%s failed, the newest%s; %s ended well.", here, at(", on ", s.Since), before(good))
		}
	case checks.FailedBefore:
		say("%d of %d finished runs%s failed, and it ended well since.", s.Failed, s.Finished, here)
	case checks.FailsAtTimes:
		say("%d of %d finished runs%s failed, with good ones between; %s failed since the last good one.", s.Failed, s.Finished, here, plural(s.FailedSince, "run"))
	case checks.NeverFailed:
		if s.State == checks.StoryUndecided {
			say("no run of it has an end in the log.")
		}
	}
	if s.Elsewhere > 0 && len(out) > 0 {
		failed := "none"
		if s.FailedThere > 0 {
			failed = fmt.Sprint(s.FailedThere)
		}
		say("At another address it had %s; %s failed.", plural(s.Elsewhere, "run"), failed)
	}
	switch {
	case s.State == checks.StoryFails && !s.LastGood.IsZero():
		say("The last good run was on %s (%s), the first bad one is at %s.", moment(s.LastGood), redact.Clean(s.LastGoodAt), redact.Clean(s.SinceAt))
	case s.State == checks.StoryFine && s.Failed > 0 && !s.LastBadTime.IsZero():
		say("The newest failed run was on %s (%s).", moment(s.LastBadTime), redact.Clean(s.LastBad))
	}
	out = append(out, reasonSentences(s)...)
	out = append(out, changeSentences(s, long)...)
	if s.From != s.To {
		say("It fails between %02d:00 and %02d:00 UTC only, and ends well at other hours.", s.From, s.To)
	}
	if long && s.Every > 0 {
		say("By the schedule it runs about every %s.", span(s.Every))
	}
	return append(out, paceSentences(s.Login, long)...)
}

// reasonSentences says how runs failed, where the causes of the newest run do not say it: it is well again, or they failed in several ways.
func reasonSentences(s *checks.Story) []string {
	if len(s.Reasons) == 0 || len(s.Reasons) == 1 && s.State != checks.StoryFine {
		return nil
	}
	var list []string
	for i, x := range s.Reasons {
		if i == fewReasons {
			list = append(list, "other words")
			break
		}
		text := strings.TrimSuffix(redact.Clean(x.Said), ".")
		if len(s.Reasons) > 1 {
			text += fmt.Sprintf(" (%s)", plural(x.Runs, "run"))
		}
		list = append(list, text)
	}
	who := "They said"
	if s.Failed == 1 {
		who = "It said"
	}
	if s.ReasonsOf < s.Failed {
		who = fmt.Sprintf("The newest %d of them said", s.ReasonsOf)
	}
	return []string{who + ": " + strings.Join(list, "; ") + "."}
}

// fewReasons is how many ways to fail are told.
const fewReasons = 3

// span is a number of seconds in words.
func span(s float64) string {
	switch {
	case s < 120:
		return fmt.Sprintf("%.0f seconds", s)
	case s < 2*3600:
		return fmt.Sprintf("%.0f minutes", s/60)
	case s < 48*3600:
		return fmt.Sprintf("%.0f hours", s/3600)
	}
	return fmt.Sprintf("%.0f days", s/86400)
}

// before says how many good runs came before one that failed.
func before(good int) string {
	if good == 1 {
		return "the one before"
	}
	return fmt.Sprintf("the %d before", good)
}

// at is words in front of a time; nothing where the time is not known.
func at(words string, t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return words + moment(t)
}

// moment is a time as a sentence has it.
func moment(t time.Time) string { return t.UTC().Format("2 Jan 2006 15:04") + " UTC" }

// changeSentences says what changed between the last good run and the first bad one.
func changeSentences(s *checks.Story, long bool) []string {
	if !s.Compared {
		return nil
	}
	var out, changed []string
	for _, c := range s.Changed {
		if c.What == "answer" {
			if long {
				out = append(out, fmt.Sprintf("It ended with: %s. Then: %s.", strings.TrimSuffix(c.Before, "."), strings.TrimSuffix(c.After, ".")))
			}
			continue
		}
		if c.Hidden {
			changed = append(changed, fmt.Sprintf("the %s changed", c.What))
			continue
		}
		changed = append(changed, fmt.Sprintf("the %s changed from %s to %s", c.What, redact.Clean(c.Before), redact.Clean(c.After)))
	}
	if len(changed) > 0 {
		return append(out, "Between it and the first bad run "+strings.Join(changed, ", and ")+".")
	}
	return append(out, "Address, user and Web Connector did not change in between, as far as the log shows.")
}

// paceSentences says whether the logins get slower and how near to the limit they are. Far from it, only the long report has a sentence.
func paceSentences(p checks.Pace, long bool) []string {
	var out []string
	if p.Slower {
		out = append(out, fmt.Sprintf("The log-ins get slower: about %.0f s in the older half, %.0f s in the newer.", p.Early, p.Late))
	}
	if long && p.Count > 0 && !p.Near() {
		text := fmt.Sprintf("Log-ins are answered within %.0f s at most, the newest within %.0f s", p.Slowest, p.Newest)
		if p.Limit > 0 {
			text += fmt.Sprintf("; the vendor gives %.0f s", p.Limit)
		}
		out = append(out, text+".")
	}
	if p.Near() {
		out = append(out, fmt.Sprintf("The slowest answered log-in took %.0f s of the %.0f s that the vendor gives.", p.Slowest, p.Limit))
	}
	return out
}
