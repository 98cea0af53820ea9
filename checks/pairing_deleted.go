package checks

import (
	"fmt"
	"slices"
	"strings"

	"authdoctor/checks/cause"
	"authdoctor/checks/machine"
	"authdoctor/checks/qwc"
	"authdoctor/logparse"
)

// pairingView is what a pairing file is held against: the log (nil: none) and the Web Connector's list on this PC (nil: it cannot be
// seen, or the case is about another PC).
type pairingView struct {
	q   *qwc.File
	log *logparse.Log
	pc  *machine.Programs
}

// comparison is what comes of holding a file against one witness: a remark, a finding, both or neither.
type comparison struct {
	why   string
	found *Finding
}

// app is the file's application in the log, of several addresses the one that ran last; nil where it is not there.
func (v *pairingView) app() *logparse.App {
	if v.log == nil || v.q.AppName == "" {
		return nil
	}
	for _, a := range newestApps(v.log.Apps) {
		if strings.EqualFold(a.Name, v.q.AppName) {
			return a
		}
	}
	return nil
}

// deleted claims that the connection behind the file is gone.
func (v *pairingView) deleted(s cause.Strength, proof ...Evidence) *Finding {
	return &Finding{Cause: pairingDeleted, Subject: cause.Pairing, App: clean(v.q.AppName), Strength: s, Stage: logparse.StageAuthenticate, Evidence: proof}
}

// againstLog compares the file with the application of the same name in the log. A file that differs from what runs is told; where
// those runs are refused, the file's connection may no longer be the one.
func (v *pairingView) againstLog() comparison {
	a := v.app()
	if a == nil {
		return comparison{}
	}
	var differs string
	switch {
	case a.URL != "" && v.q.AppURL != "" && hostPath(a.URL) != hostPath(v.q.AppURL):
		differs = fmt.Sprintf("The log shows this application at %s, and the pairing file says %s: this is not the file that runs.",
			plainAddress(a.URL), plainAddress(v.q.AppURL))
	case a.User != "" && v.q.UserName != "" && !strings.EqualFold(a.User, v.q.UserName):
		differs = "The log shows this application with another user name than the pairing file's: this is not the file that runs."
	default:
		return v.history(a)
	}
	s := a.Decided
	out := comparison{why: clean(differs)}
	if refusedRun(s) {
		out.found = v.deleted(cause.Possible, Evidence{Source: FromLog, Text: out.why, At: s.Start, Where: whereInLog(v.log, s.File, s.Span.First)})
	}
	return out
}

// history reads from the log that the pairing was good once: a service that knew the same user name at the same address, and now
// refuses it, has lost the connection, or somebody changed the password.
func (v *pairingView) history(a *logparse.App) comparison {
	good, bad := a.LastGood, a.FirstBad
	if good == nil || bad == nil || !refusedRun(a.Decided) || good.User != "" && a.Decided.User != "" && !strings.EqualFold(good.User, a.Decided.User) {
		return comparison{}
	}
	since := a.Decided
	if refusedRun(bad) {
		since = bad
	}
	worked := fmt.Sprintf("This pairing worked until %s, under the same user name and address", clock(good.Start))
	runs := count(a.FailedSince, "failed run", "failed runs")
	proof := []Evidence{{Source: FromLog, Text: worked + ".", At: good.Start, Where: whereInLog(v.log, good.File, good.Span.First)},
		{Source: FromLog, Text: "The service refuses it since then: " + runs + ".", At: since.Start, Where: whereInLog(v.log, since.File, since.Span.First)}}
	return comparison{why: fmt.Sprintf("%s; the service refuses it since %s (%s).", worked, clock(since.Start), runs), found: v.deleted(cause.Possible, proof...)}
}

// refusedRun says whether the service refused the login of a run.
func refusedRun(s *logparse.Session) bool {
	return s != nil && slices.ContainsFunc(s.Failures, func(f logparse.Failure) bool { return f.Answer == "nvu" || f.Code == "QBWC1040" })
}

// againstList compares the file with the Web Connector's list of this Windows user. The names of the values are not documented, so a
// list in which no application can be recognised says nothing.
func (v *pairingView) againstList() comparison {
	if v.pc == nil || len(v.pc.Settings.Apps) == 0 {
		return comparison{}
	}
	a, sameIDs := v.listed()
	switch {
	case a == nil:
		return v.notListed()
	case sameIDs && a.URL != "" && v.q.AppURL != "" && hostPath(a.URL) != hostPath(v.q.AppURL):
		return comparison{why: clean(fmt.Sprintf("The Web Connector's list holds this pairing with the address %s, and the file says %s: remove the line and add the file again.",
			plainAddress(a.URL), plainAddress(v.q.AppURL)))}
	case !sameIDs && len(a.IDs) > 0 && guidIn(v.q.FileID) != "":
		text := "The Web Connector's list holds this application under another FileID than the file's: the connection was made anew, and the file belongs to the other one."
		out := comparison{why: text}
		if app := v.app(); app != nil && refusedRun(app.Decided) {
			out.found = v.deleted(cause.Likely, onPC(a.Key, "%s", text))
		}
		return out
	}
	return comparison{}
}

// listed finds the file's application in the list: by its FileID, else by its name or address.
func (v *pairingView) listed() (a *machine.App, sameIDs bool) {
	apps := v.pc.Settings.Apps
	if id := guidIn(v.q.FileID); id != "" {
		for i := range apps {
			if slices.Contains(apps[i].IDs, id) {
				return &apps[i], true
			}
		}
	}
	for i := range apps {
		if strings.EqualFold(apps[i].Name, v.q.AppName) || apps[i].URL != "" && v.q.AppURL != "" && hostPath(apps[i].URL) == hostPath(v.q.AppURL) {
			return &apps[i], false
		}
	}
	return nil, false
}

// notListed is for a file whose application is not in the list. One that has run on this PC is gone; one that has not was never added.
func (v *pairingView) notListed() comparison {
	var names []string
	for _, a := range v.pc.Settings.Apps {
		names = append(names, "“"+clean(a.Name)+"”")
	}
	text := fmt.Sprintf("The Web Connector's list of this Windows user holds %s, and not “%s”", strings.Join(names, ", "), clean(v.q.AppName))
	if v.app() == nil {
		return comparison{why: text + ": the file was not added here yet, or by another Windows user."}
	}
	text += ", which the log shows to have run: it was removed, or another Windows user has it."
	return comparison{why: text, found: v.deleted(cause.Likely, onPC(`HKEY_CURRENT_USER\Software\Intuit`, "%s", text))}
}

// guidIn is an id as it is compared: lower case, without braces; empty where it is none.
func guidIn(id string) string {
	id = strings.ToLower(strings.Trim(strings.TrimSpace(id), "{}"))
	if len(id) != 36 || strings.Trim(id, "0-") == "" {
		return ""
	}
	return id
}
