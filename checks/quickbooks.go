package checks

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"authdoctor/checks/cause"
	"authdoctor/checks/machine"
	"authdoctor/logparse"
)

var quickBooksCheck = Check{
	ID:   "quickbooks",
	Asks: "QuickBooks is within reach of the Web Connector",
	Run:  runQuickBooks,
}

func runQuickBooks(ctx context.Context, env *Env) Outcome {
	f, why, ok := onThisPC(env)
	if !ok {
		return Outcome{State: Skipped, Why: why}
	}
	path := companyFile(&f)
	return judgeQuickBooks(f, path, fileThere(ctx, path))
}

// companyFile is the company file that the service named in the newest log-in of this PC's own log; empty where it named none.
func companyFile(f *pcFacts) string {
	_, run := f.newest()
	if run == nil {
		return ""
	}
	c := run.Call(logparse.StageAuthenticate)
	if c == nil || !strings.HasSuffix(strings.ToLower(c.Answer), ".qbw") {
		return ""
	}
	return c.Answer
}

// fileWait is how long a look for a file may take: its drive may be a network's that is not there.
const fileWait = 2 * time.Second

// fileThere looks whether a file is at its place. A place in the network is not looked at: that could ask for a log-in.
func fileThere(ctx context.Context, path string) machine.Known {
	if path == "" || strings.HasPrefix(path, `\\`) || strings.HasPrefix(path, "//") {
		return machine.NotKnown
	}
	got := make(chan machine.Known, 1)
	go func() { got <- machine.Exists(path) }()
	ctx, cancel := context.WithTimeout(ctx, fileWait)
	defer cancel()
	select {
	case k := <-got:
		return k
	case <-ctx.Done():
		return machine.NotKnown
	}
}

// judgeQuickBooks decides from what this PC shows of QuickBooks, and from the company file that the service named (empty: none).
func judgeQuickBooks(f pcFacts, path string, there machine.Known) Outcome {
	j := &pcVerdict{pcFacts: f}
	open, elsewhere := f.quickBooks()
	installed := len(f.p.Company) > 0 || len(open)+len(elsewhere) > 0
	connectors, _ := f.connectors()
	if !installed && f.p.Connector.Path == "" && len(connectors) == 0 && !f.own {
		return Outcome{State: Skipped, Why: "There is no QuickBooks on this PC. Run this on the PC that has QuickBooks and the Web Connector."}
	}
	if !installed && len(f.p.Unread) > 0 {
		return j.outcome("")
	}
	if run := j.answered(); !installed && run != nil && j.failedThere() == nil {
		j.add("QuickBooks is not in the list of installed programs, but it answered the run that began at %s.", clock(run.Start))
		return j.outcome("")
	}
	if !installed {
		j.find(noQuickBooks, cause.QuickBooks, cause.Likely, onPC("list of installed programs", "QuickBooks is not among the programs of this PC, and the Web Connector reaches only a QuickBooks on the same PC."))
		return j.outcome("")
	}
	j.component()
	j.open(open, elsewhere)
	if len(open) > 0 && len(connectors) > 0 {
		j.sameRights(open[0], connectors[0])
	}
	if there == machine.No {
		j.find(noCompanyFile, cause.QuickBooks, cause.Likely, onPC(path, "The company file that the service names is not at its place on this PC."))
	}
	return j.outcome(j.well(open))
}

// answered is the newest run of this PC's own log in which QuickBooks answered, as far as the log's newest runs tell; nil: none.
func (f *pcFacts) answered() *logparse.Session {
	if !f.own {
		return nil
	}
	var newest *logparse.Session
	for _, a := range f.log.Apps {
		for _, s := range append(slices.Clone(a.Recent), a.LastGood, a.Newest) {
			if s != nil && s.Requests > 0 && (newest == nil || s.Start.After(newest.Start)) {
				newest = s
			}
		}
	}
	return newest
}

// well is what is said of a QuickBooks in which nothing is wrong.
func (f *pcFacts) well(open []machine.Process) string {
	text := "QuickBooks"
	if len(f.p.Company) == 1 {
		text = f.p.Company[0].Name
	}
	text += " is open"
	if len(open) > 0 && open[0].Bits > 0 {
		text += fmt.Sprintf(" (%d-bit)", open[0].Bits)
	}
	for _, s := range f.p.Services {
		if s.Running && strings.HasPrefix(strings.ToLower(s.Name), "quickbooksdb") {
			return text + ", and this PC also serves company files to others."
		}
	}
	return text + "."
}

// component judges whether Windows knows the part through which programs talk to QuickBooks. That it does not is a fault where a run
// did not get into QuickBooks, and else a remark: the names under which it registers may change.
func (j *pcVerdict) component() {
	if j.p.Requests != machine.No {
		return
	}
	const text = "QuickBooks is on this PC, but the part through which programs talk to it (QBXMLRP2) is not registered."
	if j.logged(noComponent, noQuickBooks) != nil {
		j.find(noComponent, cause.QuickBooks, cause.Likely, onPC(`HKEY_CLASSES_ROOT\QBXMLRP2.RequestProcessor`, text))
		return
	}
	j.add(text)
}

// failedThere is the log's finding that a run did not get into QuickBooks, for which this PC may hold the reason; nil: none.
func (f *pcFacts) failedThere() *Finding { return f.logged(noQuickBooks, userMismatch, noCompanyFile) }

// open judges whether QuickBooks is open where the Web Connector can find it. That it is closed is a fault only where a run failed at
// it: with permission the Web Connector opens it by itself.
func (j *pcVerdict) open(here, there []machine.Process) {
	failed := j.failedThere() != nil
	switch {
	case len(here) == 0 && len(there) > 0:
		text := fmt.Sprintf("QuickBooks is open for another Windows session of this PC (session %d), not for yours (session %d); the Web Connector finds only one in its own session.", there[0].Session, j.p.Session)
		if failed {
			j.find(userMismatch, cause.PC, cause.Likely, onPC(processWhere(there[0]), "%s", text))
			return
		}
		j.add("%s", text)
	case len(here) == 0:
		if failed {
			j.find(noQuickBooks, cause.QuickBooks, cause.Likely, onPC("list of running programs", "QuickBooks is closed, and the newest run did not get into it."))
			return
		}
		j.add("QuickBooks is closed. A run then gets into it only if it was allowed to open QuickBooks by itself.")
	default:
		j.windows(here)
	}
}

// windows judges QuickBooks programs that are open but cannot be seen: they are left over, or the Web Connector's own.
func (j *pcVerdict) windows(here []machine.Process) {
	hidden := 0
	var last machine.Process
	for _, x := range here {
		if x.Window == machine.No {
			hidden, last = hidden+1, x
		}
	}
	switch {
	case hidden == 0:
		if _, run := j.newest(); run != nil && here[0].Started.After(run.Start) { // it was opened since that run
			j.refutes = append(j.refutes, noQuickBooks)
		}
	case j.failedThere() != nil:
		j.find(noQuickBooks, cause.QuickBooks, cause.Likely, onPC(processWhere(last), "QuickBooks runs without a window since %s, as one that was left over; the newest run did not get into QuickBooks.", clock(last.Started)))
	case hidden < len(here):
		j.add("QuickBooks runs twice, once without a window (%s). If it stays there after a run, end it in the Task Manager.", processWhere(last))
	default:
		j.add("QuickBooks runs without a window (%s). If it stays there after a run, end it in the Task Manager.", processWhere(last))
	}
}

// sameRights compares as whom QuickBooks and the Web Connector run. They find each other only as the same user, and both or neither as
// administrator.
func (j *pcVerdict) sameRights(qb, wc machine.Process) {
	with := map[machine.Known]string{machine.Yes: "as administrator", machine.No: "without an administrator's rights"}
	switch {
	case qb.Mine != machine.NotKnown && wc.Mine != machine.NotKnown && qb.Mine != wc.Mine:
		who := map[machine.Known]string{machine.Yes: "you", machine.No: "another Windows user"}
		j.find(userMismatch, cause.PC, cause.Proven, onPC(processWhere(qb), "QuickBooks runs as %s, and the Web Connector as %s.", who[qb.Mine], who[wc.Mine]),
			onPC(processWhere(wc), "The Web Connector, in the same Windows session."))
	case qb.Elevated != machine.NotKnown && wc.Elevated != machine.NotKnown && qb.Elevated != wc.Elevated:
		j.find(userMismatch, cause.PC, cause.Proven, onPC(processWhere(qb), "QuickBooks runs %s, and the Web Connector %s.", with[qb.Elevated], with[wc.Elevated]),
			onPC(processWhere(wc), "The Web Connector, in the same Windows session."))
	case qb.Refused != wc.Refused:
		name := map[bool]string{true: "QuickBooks", false: "the Web Connector"}[qb.Refused]
		text := fmt.Sprintf("Windows refuses to say as whom %s runs (access denied), but says it of the other: it has more rights, mostly because it was started as administrator.", name)
		if j.failedThere() != nil {
			j.find(userMismatch, cause.PC, cause.Likely, onPC(processWhere(qb), "%s", text))
			return
		}
		j.add("%s", text)
	case qb.Mine == wc.Mine && qb.Mine != machine.NotKnown && qb.Elevated == wc.Elevated && qb.Elevated != machine.NotKnown:
		j.refutes = append(j.refutes, userMismatch)
	}
}
