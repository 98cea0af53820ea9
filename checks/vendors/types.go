// Package vendors holds what differs from vendor to vendor, as data: one YAML file a vendor. Words, hosts, contacts,
// limits, its own remedies, its preferences between causes that look alike, and its guided questions.
package vendors

import (
	"time"

	"authdoctor/checks/cause"
)

// Vendor is one vendor's file.
type Vendor struct {
	ID             string                      `yaml:"id"`                  // "connex"
	Name           string                      `yaml:"name"`                // "Connex"
	AppNames       []string                    `yaml:"app-names,omitempty"` // regular expressions on AppName that recognise it
	Hosts          []string                    `yaml:"hosts,omitempty"`     // host suffixes of its services that recognise it
	Words          map[string]string           `yaml:"words,omitempty"`     // what this vendor calls things: "shop", "service", "connection"
	Contacts       []Contact                   `yaml:"contacts,omitempty"`
	Wants          []string                    `yaml:"wants,omitempty"` // what its support asks first
	Limit          Limit                       `yaml:"limit,omitempty"`
	Prefer         []Preference                `yaml:"prefer,omitempty"`
	Remedies       map[cause.ID][]cause.Remedy `yaml:"remedies,omitempty"`        // stand before the cause's general ones
	Questions      []Question                  `yaml:"questions,omitempty"`       // the first one is asked first
	QuestionsFirst bool                        `yaml:"questions-first,omitempty"` // nothing can be probed: the questions are the diagnosis (Caselle)
}

// Contact is a way to reach the vendor.
type Contact struct {
	Kind   string `yaml:"kind"` // "phone", "ticket", "mail", "web"
	Value  string `yaml:"value"`
	Hours  string `yaml:"hours,omitempty"`
	Source string `yaml:"source,omitempty"`
}

// Limit is the time the vendor gives one run, and what fits in it.
type Limit struct {
	Seconds   float64 `yaml:"seconds,omitempty"`    // 0: not known
	OrdersMin int     `yaml:"orders-min,omitempty"` // the working range of orders a run
	OrdersMax int     `yaml:"orders-max,omitempty"`
	Source    string  `yaml:"source,omitempty"`
}

// Duration is the limit as a duration; zero when it is not known.
func (l Limit) Duration() time.Duration { return time.Duration(l.Seconds * float64(time.Second)) }

// Preference replaces a cause by another for this vendor, because of how its product works.
type Preference struct {
	Instead cause.ID `yaml:"instead"`         // the cause that the evidence names
	Use     cause.ID `yaml:"use"`             // the cause to name for this vendor
	Stage   string   `yaml:"stage,omitempty"` // only for failures at this stage
	Why     string   `yaml:"why"`
}

// Question is one guided question: what only a person can see.
type Question struct {
	ID      string         `yaml:"id"`
	Text    string         `yaml:"text"`
	Why     string         `yaml:"why,omitempty"` // why it is asked
	Answers []cause.Answer `yaml:"answers"`
}
