// Package channel knows the selling channels whose interface for programs (API) can be asked from outside: how the address of a
// shop leads to that of its API, the one question that is asked there, how the secret is carried, and what each answer means.
// A channel is data: one value of the table. The package sends nothing and names no cause.
package channel

import (
	"cmp"
	"regexp"

	"authdoctor/checks/redact"
)

// Meaning is what an answer of a channel says about the secret that was sent with the question.
type Meaning uint8

// The meanings. Unclear is the zero value: the HTTP status alone has to be judged, as that of any other server.
const (
	Unclear            Meaning = iota
	Good                       // the secret is taken
	WrongSecret                // the channel does not know the secret
	NoPermission               // the channel knows the secret, and it lacks a right
	SecretOrPermission         // refused with words that this channel uses for both
	NotThere                   // no such shop, or no API at this address
	Closed                     // the shop or its account is paused, frozen or unpaid
	Blocked                    // something in front of the API lets nobody in
	WebPage                    // a web page answers where the API should
)

// Reading is what an answer says.
type Reading struct {
	Means Meaning
	Words string // a plain sentence that holds for this channel only; empty where the meaning says it all
	Quote string // the channel's own words, as they came: clean them before they are shown; may be empty
	Sure  bool   // no other reading is thinkable
}

// Channel is one selling channel.
type Channel struct {
	ID   string // "woocommerce"
	Name string // "WooCommerce"
	Find string // where a person finds what is asked for, as an order: "Make a key under …"
	ways []way
	says []saying
}

// way is one way to be let in. A channel with several takes the one that fits what was given.
type way struct {
	user   string // what the user name is called here; empty: none is sent
	secret string // what the secret is called here
	key    string // what both together are called; empty: as the secret
	place  place
	ask    string // path and query of the question, behind the API's address; it must be harmless: GET, and as little as can be
	header string // that carries the secret; empty: Authorization
	prefix string // of the header's value: "Bearer "
	good   string // regular expression on the body of the right answer
	orders bool   // the right answer also proves that orders may be read
}

// place says where the API is. Loopback addresses stand for any of them, so that a stand-in can be asked.
type place struct {
	base    string   // "https://{name}.myshopify.com"; empty: at the shop's own address
	names   []string // regular expressions that find {name} in the address that was typed, without its scheme
	cut     []string // at the shop's own address: the path is cut off where one of these begins
	example string   // a sentence: how to write the address
}

// saying is something that a channel says. The first one that fits counts.
type saying struct {
	status []int  // none: any that is no success
	body   string // regular expression on the body; empty: any
	means  Meaning
	words  string
}

// Access is all that is needed to ask a channel once.
type Access struct {
	Channel *Channel
	Base    string // the API's address, without a question
	way     *way
	user    string
	secret  redact.Secret
}

// Orders says whether the right answer also proves that orders may be read.
func (a *Access) Orders() bool { return a.way.orders }

// KeyName is what the channel calls all that was given: "API key".
func (a *Access) KeyName() string { return cmp.Or(a.way.key, a.way.secret) }

// fits says whether a regular expression of the table is found in a text. The table is fixed and tested, so that a bad one
// cannot reach a user.
func fits(expr, text string) bool { return expr == "" || regexp.MustCompile(expr).MatchString(text) }
