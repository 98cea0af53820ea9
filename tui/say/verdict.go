package say

import (
	"strconv"
	"strings"

	"authdoctor/checks"
	"authdoctor/checks/cause"
	"authdoctor/logparse"
)

// Stage says where in a run something happened.
func Stage(s logparse.Stage) string {
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

// Title gives a cause's words; the id itself where the knowledge base does not have it.
func Title(kb *cause.Base, id cause.ID) string {
	if kb != nil {
		if c := kb.Get(id); c != nil {
			return c.Title
		}
	}
	return string(id)
}

// Why gives how a cause leads to the failure.
func Why(kb *cause.Base, id cause.ID) string {
	if kb != nil {
		if c := kb.Get(id); c != nil {
			return One(c.Why)
		}
	}
	return ""
}

// Standing says when a verdict is true, in words.
func Standing(s checks.Standing) string {
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

// Sure says how sure a verdict is and when it is true: "proven, seen just now". That something is not known has no strength.
func Sure(v *checks.Verdict) string {
	if v.Cause == cause.Unknown {
		return Standing(v.Standing)
	}
	return v.Strength.String() + ", " + Standing(v.Standing)
}

// Nothing is the sentence for a result without a cause, and whether it is an all-clear: not where most checks could not be made.
// then says what to do when it fails all the same; it may be empty.
func Nothing(r *checks.Result, then string) (text string, clear bool) {
	well, could := r.Made()
	switch {
	case well == 0:
		return "Nothing could be checked, so nothing is known. An address, a log or a pairing file is missing.", false
	case r.Thin():
		return "Nothing wrong found, but only " + strconv.Itoa(well) + " of " + Plural(could, "check") + " could be made, so little is known. An address, a log or a pairing file is missing.", false
	}
	return strings.TrimSpace("Nothing wrong found in " + Plural(well, "check") + ". " + then), true
}

// Proof is the text of a piece of evidence without what only an expert reads: of what was seen live, the words of the system and
// the remark in brackets at its end. The proof itself shows all of it.
func Proof(e checks.Evidence) string {
	text := One(e.Text)
	if e.Source != checks.FromLive {
		return text
	}
	if q := One(e.Quote); q != "" {
		text = strings.Replace(text, " ("+q+")", "", 1)
	}
	bare := strings.TrimSuffix(text, ".")
	if at := strings.LastIndex(bare, " ("); at > 0 && strings.HasSuffix(bare, ")") && !strings.Contains(bare[at+2:], "(") {
		text = bare[:at] + text[len(bare):]
	}
	return text
}
