package tui

import (
	"strings"
	"time"

	"authdoctor/checks"
	"authdoctor/checks/cause"
	"authdoctor/checks/vendors"
	"authdoctor/logparse"
)

// local gives a time in the zone of this PC.
func (a *App) local(at time.Time) time.Time {
	if a.d.Location == nil {
		return at.UTC()
	}
	return at.In(a.d.Location)
}

// when says a time as a person would: "today at 09:14", "yesterday at 16:40", "on 21 Nov at 08:02".
func (a *App) when(at time.Time) string {
	t, now := a.local(at), a.local(a.d.Now())
	clock := t.Format("15:04")
	days := func(x time.Time) int {
		return int(time.Date(x.Year(), x.Month(), x.Day(), 0, 0, 0, 0, time.UTC).Unix() / 86400)
	}
	switch days(now) - days(t) {
	case 0:
		return "today at " + clock
	case 1:
		return "yesterday at " + clock
	}
	if t.Year() != now.Year() {
		return "on " + t.Format("2 Jan 2006") + " at " + clock
	}
	return "on " + t.Format("2 Jan") + " at " + clock
}

// seconds writes a duration in words that are short: "31 ms", "1.9 s", "2 min".
func seconds(d time.Duration) string {
	switch {
	case d < time.Second:
		return itoa(int(d.Milliseconds())) + " ms"
	case d < 10*time.Second:
		return strings.TrimSuffix(d.Round(100*time.Millisecond).String(), "s") + " s"
	case d < 2*time.Minute:
		return itoa(int(d.Seconds())) + " s"
	}
	return itoa(int(d.Minutes())) + " min"
}

// stageWords says where in a run something happened.
func stageWords(s logparse.Stage) string {
	switch s {
	case logparse.StageAuthenticate:
		return "at the log-in step"
	case logparse.StageConnect, logparse.StageStart:
		return "before it reached the service"
	case logparse.StageServerVersion, logparse.StageClientVersion:
		return "at the first question to the service"
	case logparse.StageSendRequest, logparse.StageReceiveResponse:
		return "while data was exchanged"
	case logparse.StageQuickBooks:
		return "at QuickBooks"
	case logparse.StageClose:
		return "while it said goodbye"
	case logparse.StagePairing:
		return "while the application was added"
	}
	return "at a step that the log does not name"
}

// title gives a cause's words; the id itself where the knowledge base does not have it.
func title(kb *cause.Base, id cause.ID) string {
	if kb != nil {
		if c := kb.Get(id); c != nil {
			return c.Title
		}
	}
	return string(id)
}

// why gives how a cause leads to the failure.
func why(kb *cause.Base, id cause.ID) string {
	if kb != nil {
		if c := kb.Get(id); c != nil {
			return one(c.Why)
		}
	}
	return ""
}

// by says who does a remedy.
func by(w cause.Who) string {
	switch w {
	case cause.Tech:
		return "by a technician"
	case cause.Vendor:
		return "by the vendor"
	}
	return "by you"
}

// remedyWords is the size of a remedy: "9 steps, about 10 minutes, by you".
func remedyWords(r cause.Remedy) string {
	s := plural(len(r.Steps), "step")
	if r.Minutes > 0 {
		s += ", about " + plural(r.Minutes, "minute")
	}
	s += ", " + by(r.Who)
	if r.Older {
		s += " (an older procedure)"
	}
	return s
}

// whom is the sentence that says whom to ask.
func whom(v *vendors.Vendor) string {
	if v == nil {
		return ""
	}
	for _, c := range v.Contacts {
		if c.Kind == "phone" {
			s := "Call " + v.Name + ": " + c.Value
			if c.Hours != "" {
				s += " (" + c.Hours + ")"
			}
			return s + "."
		}
	}
	for _, c := range v.Contacts {
		return "Ask " + v.Name + ": " + c.Value + "."
	}
	return ""
}

// standing says when a verdict is true, in words.
func standing(s checks.Standing) string {
	switch s {
	case checks.Now:
		return "seen just now"
	case checks.Logged:
		return "as the log shows it"
	case checks.Reported:
		return "by what you answered"
	}
	return "in the past, not now"
}

// seen says in a line where a piece of evidence comes from.
func (a *App) seen(e checks.Evidence) string {
	var s string
	switch e.Source {
	case checks.FromLog:
		s = "in the log"
	case checks.FromLive:
		s = "seen live"
	case checks.FromMachine:
		s = "on this PC"
	default:
		s = "you said"
	}
	if !e.At.IsZero() {
		s += ", " + a.when(e.At)
	}
	if e.Where != "" {
		s += " (" + one(e.Where) + ")"
	}
	return s
}
