// Package checks finds out what is wrong: a list of checks, the engine that runs them, the judge of the log's failures,
// and weigh, which turns findings into verdicts.
package checks

import (
	"context"
	"fmt"
	"time"

	"authdoctor/checks/cause"
	"authdoctor/checks/machine"
	"authdoctor/checks/probe"
	"authdoctor/checks/qwc"
	"authdoctor/checks/redact"
	"authdoctor/checks/vendors"
	"authdoctor/logparse"
)

// Case is what we were told.
type Case struct {
	Site, Service string    // URLs; Service falls back to AppURL of the .qwc, then to the newest AppURL of the log
	QWCPath       string    // as given
	QWC           *qwc.File // nil: none
	LogPaths      []string  // as given or found
	LogTrouble    string    // why the log that was found on this PC cannot be read, a sentence; empty: none was found, or it was read
	User          string
	Password      redact.Secret
	Login         bool              // consent to one real login
	Vendor        *vendors.Vendor   // never nil
	Answers       map[string]string // question id to answer value
	Offline       bool
	Timeout       time.Duration // zero: the defaults; else it rules all
	InternetURLs  []string      // replace the well-known ones
	Only, Skip    []string      // check ids
	OnThisPC      bool          // the log is this PC's own, so its end says something
	Channel       string        // id of the selling channel whose key is tried; empty: none
	ChannelURL    string        // the shop's address at that channel, as typed; empty: Site, or none is needed
	ChannelUser   string        // what goes with the secret where that channel wants it: a consumer key, a user name
	ChannelSecret redact.Secret // goes to that channel only
}

// Env is what we can measure with.
type Env struct {
	Case *Case
	Now  func() time.Time
	Net  probe.Net
	Log  *logparse.Log // nil: no log
	PC   machine.PC
	KB   *cause.Base
}

// State is how a check ended.
type State uint8

// The states. Unknown is the zero value and means that it cannot be decided from here; Broken that our check could not
// finish, which is never the customer's fault.
const (
	Unknown State = iota
	Passed
	Warned
	Failed
	Skipped
	Broken
)

var stateNames = [...]string{"unknown", "passed", "warned", "failed", "skipped", "broken"}

// String is the word of the JSON contract.
func (s State) String() string {
	if int(s) < len(stateNames) {
		return stateNames[s]
	}
	return fmt.Sprintf("state(%d)", uint8(s))
}

// MarshalText writes the word.
func (s State) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// Check is one question that can be answered. It is a value: it can be listed, printed, compared.
type Check struct {
	ID      string        // "redirect"
	Asks    string        // the statement that is true when all is well
	Needs   []string      // skipped, with the reason, when one of these failed or is broken
	Timeout time.Duration // for the whole check when --timeout is not given; zero means the default
	Grace   time.Duration // what it may take after an interrupt, to close what it opened
	Waits   string        // what a slow run of it waits for: "an answer of the service"
	Run     func(ctx context.Context, env *Env) Outcome
}

// Outcome is what a check found.
type Outcome struct {
	State     State
	Why       string // one plain sentence, always there
	Address   string // what was asked, where something was
	Findings  []Finding
	Exchanges []*probe.Exchange // what was asked on the network, for the proof screens
	Refutes   []cause.ID        // causes about this PC that what it saw rules out, whatever the state says
	Warns     cause.ID          // of Warned: what it warns of, where the knowledge base has steps against that; it is no failure and never a verdict
	RealLogin bool              // the service took a real login; the refusal of an impossible user proves less
}

// Finding claims that a cause is at work on a subject, and proves it.
type Finding struct {
	Cause    cause.ID
	Subject  cause.Subject
	Address  string // scheme, host and path that it is about; empty where there is none
	App      string // the application, for a finding of the log
	Strength cause.Strength
	Stage    logparse.Stage // where in a run it stands, for ranking; StageUnknown for live findings without one
	Evidence []Evidence
	Also     []cause.ID // causes that fit the same evidence, and what would tell them apart stands in Tell
	Tell     string
	Beside   bool // what the vendor prefers stands beside this cause, not in its place: the evidence is too fresh to be set aside
}

// Source says where evidence comes from.
type Source string

// The sources.
const (
	FromLog     Source = "log"
	FromLive    Source = "live"
	FromMachine Source = "machine"
	FromPerson  Source = "asked"
)

// Evidence is one thing that was seen.
type Evidence struct {
	Source Source
	Text   string // went through redact.Clean when it was made
	Quote  string // the part of Text that decided; a summary quotes no more of a foreign sentence
	At     time.Time
	Where  string // "QWCLog.txt:1042", or a URL
	Whole  string // of one sentence of a longer pasted message: where that is
}

// Standing says when a verdict is true.
type Standing string

// The standings, in the order in which verdicts are ranked.
const (
	Now      Standing = "now"      // seen in this run: live, on this PC, or in the .qwc
	Logged   Standing = "logged"   // the newest finished run in the log, or a pasted fragment, and no live check could decide it
	Reported Standing = "reported" // a person's answers say so
	Past     Standing = "past"     // the log shows it so, but a live check of the same host and path contradicts it
)

// Verdict is a cause of a subject after all findings were weighed together.
type Verdict struct {
	Cause        cause.ID
	Subject      cause.Subject
	Address, App string
	Standing     Standing
	Strength     cause.Strength
	Stage        logparse.Stage
	Evidence     []Evidence
	Explains     []cause.ID // symptoms that it accounts for; listed under it, not beside it
	Tell         string     // what would tell it from another that fits equally; empty where none does
}

// Done is one check with what it found.
type Done struct {
	ID, Asks string
	Outcome
	Took time.Duration // zero where it did not run
}

// Result is a whole run of the checklist.
type Result struct {
	Started   time.Time
	Took      time.Duration
	Checks    []Done // in display order
	Verdicts  []Verdict
	Contacted []string
	Questions []vendors.Question // open ones: what a person could still answer
}

// Event is what the engine tells a listener while it runs.
type Event struct {
	Check string
	Kind  EventKind
	At    time.Time
	Text  string        // of Progress: what it waits for
	Limit time.Duration // of Started: the most it can take
	Done  *Done         // of Finished
}

// EventKind is a kind of Event.
type EventKind uint8

// The kinds of events. Every check of a run finishes exactly once, also when it is skipped; a skipped one does not start.
const (
	Started EventKind = iota + 1
	Progress
	Finished
)
