// Package cause is the knowledge base: everything that can be wrong, the words for it, how a log shows it and what
// repairs it. One YAML file a cause, in kb/, embedded. It knows no log format, no network and no screen: a caller
// describes what it met as a Symptom and gets Matches.
package cause

import "fmt"

// ID names a cause, in kebab-case, for example "http-not-found". The ids are a contract with other programs.
type ID string

// The causes that Go code has to name. All others live in kb/ only.
const (
	Unknown ID = "unknown" // the evidence fits no other cause
	NoWork  ID = "no-work" // information, never a failure
)

// Subject is what a cause is about. The same cause of two subjects is two faults.
type Subject string

// The subjects.
const (
	PC         Subject = "pc"
	Network    Subject = "network"
	Proxy      Subject = "proxy"
	Site       Subject = "site"    // the shop: the address on file
	Service    Subject = "service" // the SOAP service in AppURL
	Support    Subject = "support" // AppSupport
	Channel    Subject = "channel" // the selling channel's API
	Pairing    Subject = "pairing"
	QuickBooks Subject = "quickbooks"
	Caselle    Subject = "caselle"
)

// Strength says how firmly evidence points at a cause. The zero value is no strength at all and is never shown.
type Strength uint8

// The strengths, weakest first, so that they compare with <.
const (
	Possible Strength = iota + 1 // it fits among others
	Likely                       // it fits best; another is thinkable
	Proven                       // a typed failure seen live, or words with one single meaning
)

var strengthNames = [...]string{"", "possible", "likely", "proven"}

// String is the word of the JSON contract: "possible", "likely", "proven".
func (s Strength) String() string {
	if int(s) < len(strengthNames) {
		return strengthNames[s]
	}
	return fmt.Sprintf("strength(%d)", uint8(s))
}

// MarshalText writes the word.
func (s Strength) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads the word; another text is an error.
func (s *Strength) UnmarshalText(b []byte) error {
	for i, n := range strengthNames {
		if i > 0 && n == string(b) {
			*s = Strength(i)
			return nil
		}
	}
	return fmt.Errorf("strength %q: want possible, likely or proven", b)
}

// UnmarshalYAML reads the word as UnmarshalText does, without the detour over the document's text that the YAML package takes
// for that one.
func (s *Strength) UnmarshalYAML(read func(any) error) error {
	var word string
	if err := read(&word); err != nil {
		return err
	}
	return s.UnmarshalText([]byte(word))
}

// Who does a remedy.
type Who string

// The doers.
const (
	EndUser Who = "end-user"
	Tech    Who = "tech"
	Vendor  Who = "vendor"
)

// Layer groups causes from the ground up, as CAUSES.md does: "this PC", "network", "TLS", "HTTP", "service", "authenticate",
// "selling channel", "sync", "pairing", "QuickBooks", "Caselle".
type Layer string

// Cause is one thing that can be wrong.
type Cause struct {
	ID         ID          `yaml:"id"`
	Layer      Layer       `yaml:"layer"`
	Rank       int         `yaml:"rank"`              // unique; from the ground up, with gaps; unknown is last
	Subject    Subject     `yaml:"subject,omitempty"` // the usual subject; empty where the finding decides (network, TLS, HTTP)
	Title      string      `yaml:"title"`             // what is wrong, in the user's words; no full stop
	Why        string      `yaml:"why"`               // how this leads to the failure
	Explains   []ID        `yaml:"explains,omitempty"`
	CheckedBy  []string    `yaml:"checked-by,omitempty"` // the checks that can confirm or refute it live
	Warning    bool        `yaml:"warning,omitempty"`    // a check warns of it while all still works: steps against what may come, never a verdict
	Words      []string    `yaml:"words,omitempty"`      // words of help pages that mean this cause, for explain: "website offline"
	Signatures []Signature `yaml:"signatures,omitempty"`
	Remedies   []Remedy    `yaml:"remedies,omitempty"` // true for any vendor; a vendor's file holds its own
}

// Signature says how a failure of this cause looks. Every field that is given must fit the Symptom.
type Signature struct {
	Code       string   `yaml:"code,omitempty"`    // "QBWC1012"
	HResult    string   `yaml:"hresult,omitempty"` // "0x80040408", compared without case
	Stage      string   `yaml:"stage,omitempty"`   // a stage of logparse, by its JSON word
	Source     string   `yaml:"source,omitempty"`  // part of the method's name
	Answer     string   `yaml:"answer,omitempty"`  // authenticate's second string, compared without case
	Status     []int    `yaml:"status,omitempty"`  // qbXML status codes
	Scheme     string   `yaml:"scheme,omitempty"`  // "http", "https" or "not-https" (also where it is not known): of the address that was called
	Text       string   `yaml:"text,omitempty"`    // regular expression on the message
	Inner      string   `yaml:"inner,omitempty"`   // regular expression on the innermost sentence
	Not        string   `yaml:"not,omitempty"`     // regular expression that the message must not match
	MinSeconds float64  `yaml:"min-seconds,omitempty"`
	MaxSeconds float64  `yaml:"max-seconds,omitempty"`
	Unless     string   `yaml:"unless,omitempty"` // regular expression: a later line of the same session that takes it back
	Vendor     string   `yaml:"vendor,omitempty"`
	Subject    Subject  `yaml:"subject,omitempty"` // where the words say it; else the caller decides
	Strength   Strength `yaml:"strength"`
	Also       []ID     `yaml:"also,omitempty"`    // the other causes that share an ambiguous sentence
	Hits       []string `yaml:"hits"`              // samples that must match: ParseSample has their form
	Misses     []string `yaml:"misses"`            // samples that must not
	Assumed    bool     `yaml:"assumed,omitempty"` // no public fact shows these words
	Last       bool     `yaml:"last,omitempty"`    // fits only where no signature without it fits: the rest, such as a service's own words
}

// Symptom is what was met: a failure of a log, or a pasted text (then Message holds all of it).
type Symptom struct {
	Code, HResult, Stage, Source, Answer string
	Status                               int // 0: none
	Message, Inner                       string
	Seconds                              float64  // from the call to the failure; negative when not known
	After                                []string // what the same session wrote later
	Vendor                               string
	URL                                  string // the address that was called; empty when not known
	Fragment                             bool   // a bare pasted text, outside any session
}

// Match is one cause that fits a Symptom.
type Match struct {
	Cause    ID
	Subject  Subject // empty where the caller decides
	Strength Strength
	Quote    string // the part of the message that decided, for a summary that quotes no more than that
	Inner    bool   // the innermost sentence decided
	Also     []ID
}

// Remedy is a way to repair a cause: steps for one kind of person.
type Remedy struct {
	Subject Subject  `yaml:"subject,omitempty" json:"-"` // empty: any
	Who     Who      `yaml:"who" json:"who"`
	Minutes int      `yaml:"minutes,omitempty" json:"minutes,omitempty"`
	Steps   []Step   `yaml:"steps" json:"steps"`
	Recheck []string `yaml:"recheck,omitempty" json:"recheck,omitempty"` // checks to run again: the fix ends when they pass
	Source  string   `yaml:"source,omitempty" json:"source,omitempty"`   // the document that says so
	Older   bool     `yaml:"older,omitempty" json:"-"`                   // an older procedure; the newer one stands before it, and the report names it as older
}

// Step is one order (Do) or one question (Ask).
type Step struct {
	ID     string   `yaml:"id" json:"-"`
	Where  string   `yaml:"where" json:"where"` // "Web Connector", "Connex", "QuickBooks", "phone"
	Do     string   `yaml:"do" json:"do"`       // an order, one action; for a question, the question
	Expect string   `yaml:"expect,omitempty" json:"expect,omitempty"`
	Else   string   `yaml:"else,omitempty" json:"else,omitempty"`
	Ask    []Answer `yaml:"ask,omitempty" json:"-"`
	Copy   string   `yaml:"copy,omitempty" json:"-"` // text that must be typed elsewhere
	Open   string   `yaml:"open,omitempty" json:"-"` // an address or folder to open
}

// Answer is one answer of a question. Exactly one of To, Cause and End is set.
type Answer struct {
	Value string `yaml:"value" json:"value"` // what --answer names: "yes", "wizard"
	Text  string `yaml:"text" json:"text"`   // what is shown
	Hint  string `yaml:"hint,omitempty" json:"-"`
	To    string `yaml:"to,omitempty" json:"-"`    // the id of a step or question
	Cause ID     `yaml:"cause,omitempty" json:"-"` // the cause that this answer names
	End   string `yaml:"end,omitempty" json:"-"`   // the last words; nothing follows
}
