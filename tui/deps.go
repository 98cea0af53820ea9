package tui

import (
	"context"
	"io"
	"time"

	"authdoctor/checks"
	"authdoctor/checks/cause"
	"authdoctor/checks/fix"
	"authdoctor/checks/redact"
	"authdoctor/checks/report"
	"authdoctor/logparse"
)

// Deps is everything that the screens need of the world. They do no I/O of their own: every function here may block and is
// called from a command, never from Update or View. A function that is marked optional may be nil; then what it serves
// is not offered. All others must be set.
type Deps struct {
	Version  string
	Options  Options
	Now      func() time.Time
	Pace     func() time.Time // for what is a matter of moments: fast keys, seconds of a wait. Optional: the time of this PC
	Location *time.Location   // of this PC, for the times shown; nil means UTC
	In       io.Reader        // the terminal, or where the answers of the numbered lines come from
	Out      io.Writer        // the terminal, or where the numbered lines go
	Start    Facts            // what was given on the command line; Find's finds fill what is empty
	Checks   []checks.Check   // in display order

	// Find looks on this PC for the log and the pairing file and says in short how the last run went.
	Find func(ctx context.Context) (Found, error)
	// Prepare reads the log and the pairing file and gives what the checks measure with. Its errors are sentences for a
	// person, with what to do.
	Prepare func(ctx context.Context, f Facts) (*checks.Env, error)
	// Run runs the checks with these ids, all of them when ids is empty. It returns when all have finished or ctx ended,
	// and has closed by then whatever it opened.
	Run func(ctx context.Context, env *checks.Env, ids []string, on func(checks.Event)) *checks.Result
	// Recheck runs these checks again, with what they need and a fresh network memory.
	Recheck func(ctx context.Context, env *checks.Env, ids []string, on func(checks.Event)) *checks.Result
	// Report puts together what was found. before is the result before a fix; nil where there was none.
	Report func(env *checks.Env, result, before *checks.Result, tried []fix.Tried) *report.Report
	// Summary is the text that may leave this PC, and what was hidden in it.
	Summary func(r *report.Report) (text string, hidden []redact.Count, err error)
	// Short is at most six lines that stay in the window after the program ended.
	Short func(r *report.Report) string
	// Hide is the redaction of the summary, for everything else that is copied or saved.
	Hide func(env *checks.Env, text string) string
	// Copy puts text on the clipboard by whatever way works and says which: "the clipboard", "a file, C:\…".
	Copy func(text string) (way string, err error)
	// Save writes a new file and gives its path.
	Save func(name, text string) (path string, err error)
	// Open opens an address or a folder.
	Open func(target string) error
	// Store keeps the place in a fix from one run of the program to the next; nil keeps none.
	Store fix.Store
	// LogText gives at most n lines of a log from line first on (1-based), cleaned. file is the Path of a logparse.File.
	LogText func(ctx context.Context, file string, first, n int) ([]logparse.Line, error)

	// Read is Prepare for long logs: it says as it goes how many bytes were read and how many there are (0: not known), and
	// gives all runs. Optional: without it Prepare is used, and of a long log only the runs that were kept are listed.
	Read func(ctx context.Context, f Facts, on func(done, total int64)) (Reading, error)
	// Glance reads the end of a long log: what went wrong last. It gives nil where the whole log is read as fast. Optional.
	Glance func(ctx context.Context, f Facts) (*Glance, error)
	// Follow tells what is written to a log from now on, until ctx ends; the lines and runs that are there already come first. It
	// returns after its last call of on. Optional.
	Follow func(ctx context.Context, file string, on func(Grown)) error
	// FindText gives the number of the next line after (or before, when back) line from that holds text; 0: none. Optional.
	FindText func(ctx context.Context, file, text string, from int, back bool) (int, error)
	// Secret asks for a secret at the terminal without showing what is typed; the question stands already. Only the numbered
	// lines use it, and only while they wait for no other answer. Optional: nil reads a line that can be seen.
	Secret func(ctx context.Context) (redact.Secret, error)
	// Watch waits for a run in the log that started after since and gives it; nil when ctx ended first. Optional.
	Watch func(ctx context.Context, env *checks.Env, since time.Time) (*logparse.Session, error)
	// Correct writes a corrected copy of the pairing file and gives its path and what was changed, a sentence a change. Optional.
	Correct func(env *checks.Env) (path string, changes []string, err error)
	// Heal repairs the made-up installation of the demo, as the remedy of the cause would. Set in the demo only.
	Heal func(id cause.ID) error
	// Scenarios are the built-in examples. Optional.
	Scenarios []Scenario
	// Example starts a built-in example; Close of what it gives ends it. Optional.
	Example func(ctx context.Context, id string) (*Example, error)
}

// Options say how to draw.
type Options struct {
	ASCII         bool   // plain glyphs, for consoles whose font lacks the others
	NoColor       bool   // no escape sequence for colour or weight
	ReducedMotion bool   // no spinner
	Demo          string // the title of the made-up case; empty: a real one
	// ReadOnly names what is looked at, for the header, where nothing may be checked, asked or logged in to again: "bundle of
	// 2026-11-23". Run then gives what was found at the time. Empty: this PC, live.
	ReadOnly string
	Offline  bool // no network is used: the words of the screens say so
	// PastedKeys says that a paste arrives as single keys, Enter included, as it does on Windows. Keys that come faster
	// than hands can press them are then text.
	PastedKeys bool
	// SkipStart goes to the checklist at once, for what the command line has said already.
	SkipStart bool
	// OpenLog shows the log first: a log was dropped on the program.
	OpenLog bool
}

// Facts is what we are told. Empty fields are not known.
type Facts struct {
	Site, Service, QWC string
	Logs               []string
	Pasted             string // a log, as text that was pasted
	User, Vendor       string // Vendor: an id; empty: recognised
	Answers            map[string]string
	Login              bool // consent to one real log-in
	Password           redact.Secret
}

// Found is what this PC was found to hold.
type Found struct {
	Logs         []string // paths, the current one first
	PairingFiles []string // paths, newest first
	QWCModified  time.Time
	App          string    // the application: "Connex"
	Scheduled    bool      // it runs by itself
	LastRun      time.Time // zero: no run in the log
	LastOutcome  logparse.Outcome
	LastStage    logparse.Stage
	LastLine     int      // of the line that decided the last run
	Site         string   // the shop's address, where it is known
	Service      string   // the service's address
	Contacts     []string // hosts that a check would contact
	Broken       []string // the rules that the first pairing file breaks, a sentence each
	Trouble      string   // a sentence, where something was found but could not be read
}

// Reading is what was read for the checks.
type Reading struct {
	Env  *checks.Env
	Runs *Runs // nil: those that Env.Log kept
}

// Glance is the end of a log that takes a while to read.
type Glance struct {
	File  string            // its path
	Run   *logparse.Session // the newest run that failed; nil: none in the part that was read. Its line numbers count from there
	Lines []string          // what the log says of it, cleaned
}

// Grown is what came to a log that is followed.
type Grown struct {
	Lines  int                 // how many it has now
	Old    bool                // it stood there before
	Runs   []*logparse.Session // that ended, with File 0
	Turned bool                // the log was begun anew: nothing that was read of it holds any more
}

// Scenario is a built-in example.
type Scenario struct{ ID, Title string }

// Example is a built-in example that runs: its own world in place of this PC.
type Example struct {
	Deps  Deps
	Close func()
}

// Left is what a session leaves behind.
type Left struct {
	Short    string         // for the scrollback; may be empty
	ExitCode int            // as DESIGN's table: 0, 1, 3 or 130
	Result   *checks.Result // the newest; nil when nothing was checked
}
