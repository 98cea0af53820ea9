// Package simulator builds small broken worlds on this computer: a shop, a Web Connector service with scripted faults,
// connectivity addresses, a pairing file and a Web Connector log with a history. Everything listens on 127.0.0.1 only. It
// knows what is broken, and nothing of what the checks will say: the causes have to come out of the real checks.
package simulator

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"authdoctor/checks/cause"
)

// Scenario is one broken installation, or a healthy one.
type Scenario struct {
	ID     string   // "site-offline"
	Title  string   // one line, no full stop
	Vendor string   // the vendor's id
	Want   cause.ID // the cause that the checks must put first; empty: none
	plan   plan
}

// plan is what is set up.
type plan struct {
	shop     shopMode
	service  serviceMode
	login    loginRule
	internet internetMode
	channel  channelMode
	names    bool          // addresses are names that the scenario's own resolver knows, on https; else 127.0.0.1
	offline  bool          // that resolver knows no name at all
	noWire   bool          // there is no shop, no service, no pairing file and no log: only a person can tell
	run      failure       // how a failing run stands in the log; the zero value: no run fails
	since    time.Duration // how long runs have been failing
	slowing  bool          // good runs took longer and longer, before they failed or until now
}

// scenarios are all scenarios, in display order.
var scenarios = []Scenario{
	{ID: "healthy", Title: "Everything works", Vendor: "connex"},
	{ID: "site-offline", Title: "The shop answers 404: it is offline at its address", Vendor: "connex", Want: "http-not-found",
		plan: plan{shop: shopGone, since: 20 * time.Hour, run: failure{
			sentence: "Server was unable to process request. ---> The remote server returned an error: (404) Not Found.", seconds: 2}}},
	{ID: "http-to-https", Title: "The shop on file is http and now sends everyone to https", Vendor: "connex", Want: "redirect-to-https",
		plan: plan{shop: shopToHTTPS, since: 26 * time.Hour, run: failure{
			sentence: "Server was unable to process request. ---> The remote server returned an error: (301) Moved Permanently.", seconds: 1}}},
	{ID: "sync-range-timeout", Title: "The sync range is too wide: not done after two minutes", Vendor: "connex", Want: "sync-range-too-large",
		plan: plan{since: 9 * time.Hour, slowing: true, run: failure{sentence: "The operation has timed out", seconds: 119}}},
	{ID: "wrong-credentials", Title: "The service refuses the user name and password", Vendor: "generic", Want: "bad-credentials",
		plan: plan{login: refuseEveryone, since: 5 * time.Hour, run: failure{answer: "nvu", seconds: 1}}},
	{ID: "deleted-pairing", Title: "The connection behind the pairing file was deleted", Vendor: "connex", Want: "pairing-deleted",
		plan: plan{login: otherUser, since: 31 * time.Hour, run: failure{answer: "nvu", seconds: 1}}},
	{ID: "no-internet", Title: "This PC has no internet connection", Vendor: "generic", Want: "no-internet",
		plan: plan{names: true, offline: true, internet: internetUnreachable, since: 3 * time.Hour, run: failure{
			sentence: "The remote name could not be resolved: '{host}'", early: true}}},
	{ID: "caselle-code-used", Title: "Caselle: the authentication code was used before", Vendor: "caselle", Want: "auth-code-used",
		plan: plan{noWire: true}},
	{ID: "redirect-loop", Title: "The shop sends visitors round in a circle", Vendor: "connex", Want: "redirect-loop",
		plan: plan{shop: shopLoop, since: 12 * time.Hour, run: failure{
			sentence: "Server was unable to process request. ---> Too many automatic redirections were attempted.", seconds: 4}}},
	{ID: "certificate-expired", Title: "The shop's certificate has run out", Vendor: "connex", Want: "tls-expired",
		plan: plan{shop: shopExpired, since: 40 * time.Hour, run: failure{
			sentence: "Server was unable to process request. ---> The underlying connection was closed: Could not establish trust relationship for the SSL/TLS secure channel.", seconds: 1}}},
	{ID: "stopped-server", Title: "The service's server is up, but nothing listens there", Vendor: "generic", Want: "connection-refused",
		plan: plan{service: serviceStopped, since: 2 * time.Hour, run: failure{
			sentence: "Unable to connect to the remote server ---> System.Net.Sockets.SocketException: No connection could be made because the target machine actively refused it {address}", early: true, seconds: 2}}},
	{ID: "wrong-address", Title: "A web page answers where the service should", Vendor: "generic", Want: "not-a-web-service",
		plan: plan{service: servicePage, since: 15 * time.Hour, run: failure{
			sentence: "Client found response content type of 'text/html; charset=utf-8', but expected 'text/xml'.", page: parkedPage, early: true}}},
	{ID: "near-limit", Title: "It works, but log-ins come close to the two minutes", Vendor: "connex",
		plan: plan{slowing: true}},
	{ID: "captive-portal", Title: "A guest Wi-Fi sign-in page answers for the internet", Vendor: "generic", Want: "captive-portal",
		plan: plan{internet: internetPortal, since: 50 * time.Minute, run: failure{
			sentence: pageFollows, page: portalMoved, early: true}}},
	{ID: "service-busy", Title: "The service says that it is busy", Vendor: "generic", Want: "service-busy",
		plan: plan{login: busyForAll, since: 100 * time.Minute, run: failure{answer: "busy", seconds: 1}}},
	{ID: "service-down", Title: "The service is in maintenance", Vendor: "generic", Want: "http-server-error",
		plan: plan{service: serviceMaintenance, since: 4 * time.Hour, run: failure{
			sentence: "The request failed with HTTP status 503: Service Unavailable.", early: true}}},
	{ID: "password-missing", Title: "The Web Connector has no password stored", Vendor: "generic", Want: "password-missing",
		plan: plan{since: 7 * time.Hour, run: failure{noPassword: true}}},
	{ID: "channel-key-refused", Title: "The selling channel refuses the key on file", Vendor: "connex", Want: "channel-credentials",
		plan: plan{channel: channelRefuses, since: 18 * time.Hour, run: failure{
			sentence: "Server was unable to process request. ---> The remote server returned an error: (401) Unauthorized.", seconds: 3}}},
	{ID: "channel-frozen", Title: "The shop itself is frozen by its platform", Vendor: "connex", Want: "channel-closed",
		plan: plan{channel: channelFrozen, since: 60 * time.Hour, run: failure{
			sentence: "Server was unable to process request. ---> The remote server returned an error: (402) Payment Required.", seconds: 3}}},
}

// Scenarios are all scenarios, in display order.
func Scenarios() []Scenario { return slices.Clone(scenarios) }

// find is the scenario of an id. The error names those there are.
func find(id string) (Scenario, error) {
	ids := make([]string, 0, len(scenarios))
	for _, s := range scenarios {
		if s.ID == id {
			return s, nil
		}
		ids = append(ids, s.ID)
	}
	return Scenario{}, fmt.Errorf("no scenario %q: there are %s", id, strings.Join(ids, ", "))
}
