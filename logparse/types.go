// Package logparse reads the QuickBooks Web Connector's log: bytes to entries, entries to sessions, sessions to failures,
// as a stream. It knows the format, and knows no cause, no network and no screen.
package logparse

import (
	"fmt"
	"time"
)

// Span is a range of 1-based line numbers, both ends in.
type Span struct{ First, Last int }

// Entry is one stamped line of the log with its continuation lines. Text it could not understand is an Entry too: no line is lost. Where
// several entries were glued into one line, they share its number, and their offsets tell them apart.
type Entry struct {
	Span   Span
	Offset int64     // of the first byte, in decoded bytes
	Time   time.Time // UTC; zero where the line has none
	Source string    // "QBWebConnector.SOAPWebService.do_authenticate"
	Text   []byte    // borrowed: valid until the next entry
	Known  bool      // false: counted in NotUnderstood
}

// Stage is how far a run got, or where a failure stands.
type Stage uint8

// The stages, in the order of a run. Pairing is the adding of an application, which has no run.
const (
	StageUnknown Stage = iota
	StageStart
	StageConnect
	StageServerVersion
	StageClientVersion
	StageAuthenticate
	StageSendRequest
	StageQuickBooks
	StageReceiveResponse
	StageClose
	StagePairing
)

var stageNames = [...]string{"unknown", "start", "connect", "serverVersion", "clientVersion", "authenticate", "sendRequestXML",
	"quickbooks", "receiveResponseXML", "closeConnection", "pairing"}

// String is the word of the JSON contract.
func (s Stage) String() string {
	if int(s) < len(stageNames) {
		return stageNames[s]
	}
	return fmt.Sprintf("stage(%d)", uint8(s))
}

// MarshalText writes the word.
func (s Stage) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// Outcome is how a run ended.
type Outcome uint8

// The outcomes. CutOff is the zero value: a run whose end the log does not show decides nothing.
const (
	CutOff Outcome = iota
	OK
	NoWork
	Failed
	Postponed
	outcomeCount
)

// Outcomes is how many outcomes there are, for arrays indexed by Outcome.
const Outcomes = int(outcomeCount)

var outcomeNames = [...]string{"cut-off", "ok", "no-work", "failed", "postponed"}

// String is the word of the JSON contract.
func (o Outcome) String() string {
	if int(o) < len(outcomeNames) {
		return outcomeNames[o]
	}
	return fmt.Sprintf("outcome(%d)", uint8(o))
}

// MarshalText writes the word.
func (o Outcome) MarshalText() ([]byte, error) { return []byte(o.String()), nil }

// Decides says whether the outcome tells the state of the application: ok, no-work and failed do; cut-off and postponed do not.
func (o Outcome) Decides() bool { return o.Good() || o == Failed }

// Good says whether the run logged in and came to its end without a failure, with or without work.
func (o Outcome) Good() bool { return o == OK || o == NoWork }

// Call is one call of the Web Connector to the service.
type Call struct {
	Stage    Stage
	File     int // index in Log.Files
	Line     int
	Start    time.Time
	Seconds  float64 // to its answer or failure; negative when not known (stamps have whole seconds)
	Answered bool    // a "Received from" or its equal was seen
	Answer   string  // what came back, bounded; never a ticket
}

// Failure is one thing that went wrong.
type Failure struct {
	File    int // index in Log.Files
	Line    int // of the line that shows it
	Last    int // of its last continuation line
	Time    time.Time
	Stage   Stage
	Code    string   // "QBWC1012"
	HResult string   // "0x80040408"
	Answer  string   // authenticate's second string, lower case: "nvu", "busy"
	Status  int      // qbXML statusCode
	Source  string   // the method that wrote it
	Message string   // the sentence, bounded, without "More info", stack and source; for a bare fragment, all there is
	Inner   string   // the innermost sentence, after the last "--->"; empty where there is none
	Seconds float64  // from the call to the failure; negative when not known
	Stack   string   // the first frames of its stack trace, bounded; "Logger.log" or "WSManager.Update" there tell the program's own faults
	After   []string // the texts of at most 8 entries that followed in the same session, each cut at 160 bytes
	App     string   // the application, where the failure itself or its session names one
	URL     string   // the address called, where known
	Lines   []int    // of a pasted text: the number of each line of Message
}

// Session is one update run of one application, from its start line to its end.
type Session struct {
	File           int // index in Log.Files
	App, URL, User string
	UniqueName     string
	Version        string    // of the Web Connector: "2.3.0.215"
	Manual         bool      // started by hand; false also where not known
	Scheduled      bool      // started by the schedule; false also where not known
	Start, End     time.Time // zero where not known
	Span           Span
	Offset         int64 // of its first byte, for a viewer
	EndFile        int   // index in Log.Files of the file that it ends in: not File where the log was turned over in its midst
	Rest           Span  // its lines in that other file; else zero
	Stage          Stage // how far it got
	Outcome        Outcome
	Calls          []Call
	Failures       []Failure
	Requests       int     // how many requests QuickBooks answered
	DelaySeconds   float64 // authenticate's third string: the postponement asked for; 0: none
	MinSchedule    float64 // authenticate's fourth string, seconds; 0: none
}

// Call returns the first call of a stage, or nil.
func (s *Session) Call(stage Stage) *Call {
	for i := range s.Calls {
		if s.Calls[i].Stage == stage {
			return &s.Calls[i]
		}
	}
	return nil
}

// File is one log that was read.
type File struct {
	Path          string // as given, or "-"
	Bytes         int64  // as read, before unpacking is undone: the decoded size
	Lines         int
	Encoding      string // "utf-8", "utf-16le", "utf-16be", "windows-1252" (no UTF-8: the Windows code page, which may be that of another country)
	Packed        string // "gz", "zip" or empty
	From, To      time.Time
	NotUnderstood int // lines
}

// Repeat says that a file has runs in common with one that was read before it. They are counted once.
type Repeat struct {
	File, Of int // indexes in Log.Files
	Runs     int
}

// Line is one line kept as it was read.
type Line struct {
	File   int
	Number int
	Text   string
}

// App is what the log says of one application: the pair of name and address.
type App struct {
	Name, URL, User string // User: the newest
	Runs            int
	Outcomes        [Outcomes]int
	Hours           [24][Outcomes]int // by hour of the day, UTC
	First, Last     time.Time
	Newest          *Session   // the newest run, whatever its outcome
	Decided         *Session   // the newest run whose outcome decides (ok, no-work, failed); nil where there is none
	LastGood        *Session   // the newest ok or no-work run
	FirstBad        *Session   // the first failed run after LastGood (or at all, where there is none good)
	FailedSince     int        // failed runs after LastGood
	Recent          []*Session // the newest runs, oldest first; at most Options.Keep
	Kept            []*Session // failed runs, oldest first; at most Options.Keep
	Auth            Stats      // durations of authenticate, in seconds
	Interval        float64    // median seconds between starts of scheduled runs; 0 when not known
}

// Stats are durations in seconds. Count 0: none known.
type Stats struct {
	Count            int
	Min, Median, Max float64
	Last             float64
}

// Log is what one or several files come to, bounded however long they are.
type Log struct {
	Files         []File
	Repeats       []Repeat  // where Options.Several was set
	Apps          []*App    // newest first
	Loose         []Failure // failures outside any run: while adding an application, of the program, of bare fragments; bounded, newest kept
	Entries       int
	Sessions      int
	Passed        int    // runs that Options.Select did not want
	Stamped       int    // entries with a time stamp
	Fragment      bool   // no entry had a stamp: a pasted text
	Begun         bool   // there is a header and nothing else: the log was just begun, or cleared
	NotUnderstood int    // lines
	Strange       []Line // the first of them, bounded
	Version       string // of the Web Connector, the newest seen
	Text          string // of a fragment: the cleaned text, bounded
}

// Empty says that nothing of a Web Connector log was in it, but for a header (see Begun): no stamped entry, no known sentence.
func (l *Log) Empty() bool { return l.Stamped == 0 && len(l.Loose) == 0 && l.Sessions == 0 }

// Options say what to keep. The zero value is good. The functions are called one at a time, and before Read returns, but for
// a long log not on the goroutine that called Read.
type Options struct {
	Keep      int            // runs kept an application and kind; 0 means 512
	OnSession func(*Session) // called for each finished run that is wanted, in the log's order; the session may be kept, unless Reuse is set
	Reuse     bool           // a session that the Log does not keep is used again after OnSession: a long log has a hundred thousand
	OnEntry   func(*Entry)   // called for each entry; Text is borrowed
	// Select says which runs are wanted; nil: all. The others are counted in Log.Passed, and neither kept nor told.
	Select func(*Session) bool
	// OnFailure is for a Follower: it is told each failure outside any run, and one after which a run waits for a person.
	OnFailure func(*Failure)
	Packed    string         // noted in File
	Several   bool           // several files will be read, in the order of their first stamps: runs that they have in common count once
	Location  *time.Location // unused by the format (stamps are UTC); for local times inside texts
}
