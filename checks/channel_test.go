package checks

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"authdoctor/checks/cause"
	"authdoctor/checks/channel"
	"authdoctor/checks/redact"
)

const plantedKey redact.Secret = "sk-9d41c07be2f84a55"

const (
	plantedUser   = "ck_5e0b83d9f1a24c77"
	plantedCookie = "tea-session-4417"
)

// channelCase is a case that tries the planted key at an address.
func channelCase(id, address string) *Case {
	c := &Case{Channel: id, ChannelURL: address, ChannelSecret: plantedKey}
	if id == "woocommerce" || id == "shipstation" {
		c.ChannelUser = plantedUser
	}
	return c
}

// right are the right answers of the channels.
var right = map[string]string{
	"shopify": `{"count":4}`, "woocommerce": `[{"id":1}]`, "bigcommerce": `{"count":4,"statuses":[]}`, "shipstation": `[]`,
	"magento": `{"total_count":4}`, "squarespace": `{"id":"1"}`, "generic": `{"me":1}`,
}

// echoes answers with the secrets of the question in every place of the answer.
func echoes(status int, format string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		user, _, _ := r.BasicAuth()
		all := user + " " + plantedKey.Reveal() + " " + r.Header.Get("Authorization")
		w.Header().Set("Retry-After", all)
		w.Header().Set("Server", all)
		w.Header().Set("Set-Cookie", plantedCookie)
		w.Header().Set("X-Echo", all)
		w.WriteHeader(status)
		fmt.Fprintf(w, format, all)
	}
}

// Every channel, with every fault that has a remedy of its own.
func TestChannelFaults(t *testing.T) {
	const page = "<!DOCTYPE html><html><title>Harbor Tea %s</title></html>"
	type fault struct {
		name   string
		status int
		body   string
		state  State
		want   string
		only   string // one channel; empty: all
	}
	faults := []fault{
		{"wrong secret", 401, `{"message":"bad key %s"}`, Failed, "channel-credentials channel", ""},
		{"frozen", 402, `{"message":"pay %s"}`, Failed, "channel-closed channel now proven", ""},
		{"locked", 423, `{"message":"locked %s"}`, Failed, "channel-closed channel now proven", ""},
		{"no right", 403, `{"message":"no permission, scope or right %s","error_code":"forbidden"}`, Failed, "channel-credentials channel", ""},
		{"firewall", 403, page, Failed, "http-forbidden channel now proven", ""},
		{"no shop", 404, `{"message":"nothing %s"}`, Failed, "http-not-found channel", ""},
		{"version gone", 410, `{"message":"gone %s"}`, Failed, "http-not-found channel", ""},
		{"too many", 429, `{"message":"slow down %s"}`, Failed, "http-rate-limited channel now proven", ""},
		{"maintenance", 503, page, Failed, "http-server-error channel now proven", ""},
		{"broken", 500, `oops %s`, Failed, "http-server-error channel now proven", ""},
		{"refused", 406, `oops %s`, Failed, "http-refused channel now proven", ""},
		{"a password in front of the site", 401, page, Failed, "http-unauthorized channel now proven", "woocommerce"},
		{"a web page", 200, page, Failed, "not-a-web-service channel now likely", "woocommerce"},
		{"a web page", 200, page, Failed, "not-a-web-service channel now likely", "shopify"},
		{"another answer", 200, `{"errors":"who knows %s"}`, Unknown, "", "shopify"},
		{"sign-in page of the network", 511, page, Failed, "captive-portal network now proven", ""},
		{"plugin off", 404, `{"code":"rest_no_route","message":"none %s"}`, Failed, "http-not-found channel now proven", "woocommerce"},
		{"closed API", 401, `{"code":"rest_cannot_access","message":"none %s"}`, Failed, "http-forbidden channel now proven", "woocommerce"},
		{"one word for two", 401, `{"message":"The consumer isn't authorized to access %%resources. %s"}`, Failed, "channel-credentials channel now proven", "magento"},
	}
	for _, id := range channel.IDs() {
		for _, f := range faults {
			if f.only != "" && f.only != id {
				continue
			}
			t.Run(id+" "+f.name, func(t *testing.T) {
				var asked atomic.Int32
				at := site(t, func(w http.ResponseWriter, r *http.Request) {
					asked.Add(1)
					if r.Method != http.MethodGet {
						t.Errorf("asked by %s", r.Method)
					}
					echoes(f.status, f.body)(w, r)
				})
				res := Run(t.Context(), liveEnv(t, channelCase(id, at)), []Check{channelCheck}, nil)
				d := res.Checks[0]
				got := strings.Join(verdictLine(res.Verdicts), "; ")
				if d.State != f.state || !strings.HasPrefix(got, f.want) || f.want == "" && got != "" {
					t.Errorf("%v %q %q, want %v %q", d.State, d.Why, got, f.state, f.want)
				}
				if asked.Load() != 1 {
					t.Errorf("asked %d times", asked.Load())
				}
				noSecrets(t, res)
				if !strings.HasSuffix(d.Why, ".") || strings.Contains(d.Why, "%!") {
					t.Errorf("why %q", d.Why)
				}
			})
		}
	}
}

// noSecrets looks for the planted secrets in everything that a result holds.
func noSecrets(t *testing.T, res *Result) {
	t.Helper()
	text, err := json.Marshal(res)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range res.Checks {
		for _, ex := range d.Exchanges {
			text = append(text, ex.Body...)
		}
	}
	for _, s := range []string{plantedKey.Reveal(), plantedUser, plantedCookie, "OTU6c2st", "Basic Y2tf"} {
		if strings.Contains(string(text), s) {
			t.Errorf("%q stands in the result: %s", s, text)
		}
	}
}

func TestChannelGood(t *testing.T) {
	for _, id := range channel.IDs() {
		at := site(t, says(200, right[id]))
		res := Run(t.Context(), liveEnv(t, channelCase(id, at)), []Check{channelCheck}, nil)
		if d := res.Checks[0]; d.State != Passed || len(res.Verdicts) != 0 {
			t.Errorf("%s: %v %q %v", id, d.State, d.Why, verdictLine(res.Verdicts))
		}
		noSecrets(t, res)
	}
}

func TestChannelNotTried(t *testing.T) {
	var asked atomic.Int32
	at := site(t, func(http.ResponseWriter, *http.Request) { asked.Add(1) })
	tests := map[string]struct {
		c    *Case
		want string
	}{
		"nothing given":    {&Case{}, "--channel"},
		"unknown channel":  {&Case{Channel: "shopware", ChannelURL: at, ChannelSecret: plantedKey}, "shopify, woocommerce"},
		"no secret":        {&Case{Channel: "shopify", ChannelURL: at}, "AUTHDOCTOR_CHANNEL_SECRET"},
		"no address":       {&Case{Channel: "shopify", ChannelSecret: plantedKey}, "--channel-url"},
		"no user":          {&Case{Channel: "woocommerce", ChannelURL: at, ChannelSecret: plantedKey}, "--channel-user"},
		"offline":          {&Case{Channel: "shopify", ChannelURL: at, ChannelSecret: plantedKey, Offline: true}, "--offline"},
		"another's shop":   {&Case{Channel: "shopify", ChannelURL: "https://harbortea.example", ChannelSecret: plantedKey}, ".myshopify.com"},
		"plain http":       {channelCase("woocommerce", "http://harbortea.example"), "plain http"},
		"plain http, site": {&Case{Channel: "generic", Site: "http://harbortea.example", ChannelSecret: plantedKey}, "plain http"},
	}
	for name, tt := range tests {
		env := liveEnv(t, tt.c)
		res := Run(t.Context(), env, []Check{channelCheck}, nil)
		if d := res.Checks[0]; d.State != Skipped || !strings.Contains(d.Why, tt.want) || strings.Contains(d.Why, plantedKey.Reveal()) {
			t.Errorf("%s: %v %q, want it skipped with %q", name, d.State, d.Why, tt.want)
		}
		if len(env.Net.Contacted()) != 0 || len(res.Verdicts) != 0 {
			t.Errorf("%s: contacted %v", name, env.Net.Contacted())
		}
	}
	if asked.Load() != 0 {
		t.Errorf("asked %d times", asked.Load())
	}
}

// A redirect is named and not followed: the other address sees nothing.
func TestChannelFollowsNoRedirect(t *testing.T) {
	var seen atomic.Int32
	other := site(t, func(http.ResponseWriter, *http.Request) { seen.Add(1) })
	for _, status := range []int{301, 302, 303, 307, 308} {
		at := site(t, func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Location", other+"/?key="+plantedKey.Reveal())
			w.WriteHeader(status)
		})
		res := Run(t.Context(), liveEnv(t, channelCase("woocommerce", at)), []Check{channelCheck}, nil)
		if got := verdictLine(res.Verdicts); len(got) != 1 || !strings.HasPrefix(got[0], "redirect-elsewhere channel now") {
			t.Errorf("%d: %v", status, got)
		}
		noSecrets(t, res)
	}
	if seen.Load() != 0 {
		t.Errorf("the other address was asked %d times", seen.Load())
	}
}

// What fails below HTTP is the network's fault, and is bounded.
func TestChannelNetworkFaults(t *testing.T) {
	secure := httptest.NewTLSServer(says(200, "[]"))
	t.Cleanup(secure.Close)
	secure.Config.ErrorLog = nil
	tests := map[string]struct {
		address string
		want    string
	}{
		"stopped":      {refusing(t), "connection-refused channel now proven"},
		"untrusted":    {secure.URL, "tls-untrusted channel now proven"},
		"no name":      {"https://shop.harbortea.example", "dns-failure channel now"},
		"hangs up":     {site(t, func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }), "connection-closed channel now proven"},
		"says nothing": {site(t, func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }), "service-timeout channel now proven"},
		"endless": {site(t, func(w http.ResponseWriter, r *http.Request) {
			w.WriteHeader(401)
			for r.Context().Err() == nil {
				if _, err := io.WriteString(w, strings.Repeat("x", 32<<10)); err != nil {
					return
				}
			}
		}), "channel-credentials channel now likely"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			c := channelCase("woocommerce", tt.address)
			c.Timeout = 2 * time.Second
			res := Run(t.Context(), liveEnv(t, c), []Check{channelCheck}, nil)
			if got := verdictLine(res.Verdicts); len(got) != 1 || !strings.HasPrefix(got[0], tt.want) {
				t.Errorf("%v %q %v, want %q", res.Checks[0].State, res.Checks[0].Why, got, tt.want)
			}
			noSecrets(t, res)
		})
	}
}

// The channel is asked beside all others, not behind them, and once in a run; a recheck asks anew.
func TestChannelRunsBesideTheOthers(t *testing.T) {
	if len(channelCheck.Needs) != 0 {
		t.Errorf("it waits for %v", channelCheck.Needs)
	}
	started := make(chan struct{})
	var asked atomic.Int32
	api := site(t, func(w http.ResponseWriter, _ *http.Request) {
		asked.Add(1)
		close(started)
		says(200, "[]")(w, nil)
	})
	slow := site(t, func(w http.ResponseWriter, r *http.Request) {
		select {
		case <-started: // the shop answers only after the channel was asked
		case <-r.Context().Done():
		}
		says(200, "shop")(w, r)
	})
	c := channelCase("woocommerce", api)
	c.Site = slow
	env := liveEnv(t, c)
	res := Run(t.Context(), env, List(), nil)
	if stateOf(res, "channel") != Passed || stateOf(res, "site") != Passed || asked.Load() != 1 {
		t.Errorf("channel %v, site %v, asked %d times", stateOf(res, "channel"), stateOf(res, "site"), asked.Load())
	}
}

// A key that works refutes what the log says of a closed shop, but not that the vendor's own key is refused.
func TestChannelAgainstTheLog(t *testing.T) {
	good := Done{ID: "channel", Outcome: Outcome{State: Passed, Why: "good", Address: "https://shop.example/wp-json"}}
	refused := Done{ID: "channel", Outcome: Outcome{State: Failed, Why: "no", Findings: []Finding{{Cause: channelCredentials, Subject: cause.Channel,
		Address: "https://shop.example/wp-json", Strength: cause.Proven, Evidence: []Evidence{{Source: FromLive, Text: "401"}}}}}}
	says := func(id cause.ID, subject cause.Subject) Done {
		return Done{ID: "log", Outcome: Outcome{State: Failed, Why: "log", Findings: []Finding{{Cause: id, Subject: subject, App: "Harbor Tea", Strength: cause.Likely,
			Address: map[bool]string{true: "https://books.example/wc"}[subject == cause.Service], Evidence: []Evidence{{Source: FromLog, Text: "said " + string(id), Where: "l:1"}}}}}}
	}
	tests := map[string]struct {
		checks []Done
		want   []string
	}{
		"closed in the log, open now":              {[]Done{good, says(channelClosed, cause.Channel)}, []string{"channel-closed channel past likely"}},
		"refused in the log, another key works":    {[]Done{good, says(channelCredentials, cause.Channel)}, []string{"channel-credentials channel logged likely"}},
		"refused in the log and now":               {[]Done{refused, says(channelCredentials, cause.Channel)}, []string{"channel-credentials channel now proven"}},
		"refused now, an error of the service too": {[]Done{refused, says(soapFault, cause.Service)}, []string{"channel-credentials channel now proven"}},
	}
	for name, tt := range tests {
		if got := verdictLine(Weigh(Input{Checks: tt.checks, KB: kbase(t)})); !slices.Equal(got, tt.want) {
			t.Errorf("%s: %v, want %v", name, got, tt.want)
		}
	}
}
