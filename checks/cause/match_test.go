package cause_test

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"authdoctor/checks/cause"
)

func TestMatchPutsTheBestCauseFirst(t *testing.T) {
	page := func(title, body string) string {
		return "The request failed with the error message:\n--\n<html><head><title>" + title + "</title></head><body>" + body + "</body></html>\n--."
	}
	for name, tt := range map[string]struct {
		sample   string // see cause.ParseSample
		want     cause.ID
		strength cause.Strength
		subject  cause.Subject
	}{
		"a 404 of the service":                 {"[code=QBWC1012 stage=authenticate] The request failed with HTTP status 404: Not Found.", "http-not-found", cause.Proven, ""},
		"a 404 in the service's own words":     {"[code=QBWC1012 stage=authenticate] The remote server returned an error: (404) Not Found.", "http-not-found", cause.Proven, cause.Site},
		"a 404 behind a fault of the service":  {"[stage=authenticate] Server was unable to process request. ---> The request failed with HTTP status 404: Not Found.", "http-not-found", cause.Proven, cause.Site},
		"a 404 of a plain request":             {"The remote server returned an error: (404) Not Found.", "http-not-found", cause.Proven, ""},
		"a shop that refuses the connection":   {"[code=QBWC1012] Server was unable to process request. ---> Unable to connect to the remote server ---> No connection could be made because the target machine actively refused it 203.0.113.7:443", "connection-refused", cause.Likely, cause.Site},
		"a redirect to https":                  {"[code=QBWC1012] " + page("Object moved", `<h2>Object moved to <a href="https://shop.example/">here</a>.</h2>`), "redirect-to-https", cause.Likely, ""},
		"a redirect to another host":           {"[code=QBWC1012] " + page("Object moved", `<h2>Object moved to <a href="http://other.example/">here</a>.</h2>`), "redirect-elsewhere", cause.Likely, ""},
		"a redirect of an https address":       {"[url=https://sync.example/qb] " + page("301 Moved Permanently", "<h1>301 Moved Permanently</h1>"), "redirect-elsewhere", cause.Likely, ""},
		"a refused log-in":                     {"[stage=authenticate answer=NVU]", "bad-credentials", cause.Proven, cause.Service},
		"nothing to do":                        {"[stage=authenticate answer=none]", "no-work", cause.Proven, cause.Service},
		"a busy service":                       {"[stage=authenticate answer=busy]", "service-busy", cause.Proven, cause.Service},
		"two minutes of authenticate":          {"[code=QBWC1012 stage=authenticate seconds=119] The operation has timed out", "service-timeout", cause.Likely, cause.Service},
		"two minutes in German":                {"[code=QBWC1012 stage=authenticate seconds=120] Das Timeout für den Vorgang wurde überschritten.", "service-timeout", cause.Likely, cause.Service},
		"a bare timeout":                       {"The operation has timed out", "service-timeout", cause.Possible, cause.Service},
		"no route within twenty seconds":       {"[seconds=21] Unable to connect to the remote server", "connect-timeout", cause.Likely, ""},
		"a bare trust sentence":                {"The underlying connection was closed: Could not establish trust relationship for the SSL/TLS secure channel.", "tls-untrusted", cause.Possible, ""},
		"TLS, not the password":                {"[code=QBWC1012] The underlying connection was closed: An unexpected error occurred on a send. ---> Authentication failed because the remote party has closed the transport stream.", "tls-too-old", cause.Likely, ""},
		"this PC, not the server":              {"The underlying connection was closed: An unexpected error occurred on a receive. ---> An established connection was aborted by the software in your host machine", "blocked-on-this-pc", cause.Likely, cause.PC},
		"a call on a connection that lay idle": {"The underlying connection was closed: A connection that was expected to be kept alive was closed by the server. ---> An established connection was aborted by the software in your host machine", "connection-closed", cause.Likely, ""},
		"the code alone":                       {"QBWC1012: Authentication failed due to following error message.", cause.Unknown, cause.Possible, ""},
		"a sentence that nobody knows":         {"[code=QBWC1012 stage=authenticate] The moon is not in the right phase.", "soap-fault", cause.Possible, cause.Service},
		"a wrapped e-mail":                     {"QBWC1012: Authentication failed due to following\nerror message.\nThe remote name could not\n be resolved: 'shop.example'", "dns-failure", cause.Likely, ""},
		"a proxy that wants a log-in":          {"[stage=authenticate] The remote server returned an error: (407) Proxy Authentication Required.", "proxy-failure", cause.Proven, cause.Proxy},
	} {
		t.Run(name, func(t *testing.T) {
			s, err := cause.ParseSample(tt.sample)
			if err != nil {
				t.Fatal(err)
			}
			got := load(t).Match(s)
			if len(got) == 0 || got[0].Cause != tt.want || got[0].Strength != tt.strength || got[0].Subject != tt.subject {
				t.Errorf("got %+v,\nwant first %s, %v, subject %q", got, tt.want, tt.strength, tt.subject)
			}
		})
	}
}

func TestMatchNamesEachCauseOnce(t *testing.T) {
	kb := load(t)
	for _, c := range kb.All() {
		for _, sig := range c.Signatures {
			for _, hit := range sig.Hits {
				s, err := cause.ParseSample(hit)
				if err != nil {
					t.Fatal(err)
				}
				seen := map[cause.ID]bool{}
				matches := kb.Match(s)
				for i, m := range matches {
					if seen[m.Cause] {
						t.Errorf("%q: %s stands twice", hit, m.Cause)
					}
					seen[m.Cause] = true
					if i > 0 && m.Strength > matches[i-1].Strength {
						t.Errorf("%q: %s is stronger than the one before it", hit, m.Cause)
					}
				}
				if !seen[c.ID] && !sig.Last {
					t.Errorf("%q: %s is not among %v", hit, c.ID, matches)
				}
			}
		}
	}
}

func TestAmbiguousSentencesShowAllTheirCauses(t *testing.T) {
	kb := load(t)
	for sentence, want := range map[string][]cause.ID{
		"Unable to connect to the remote server":                                                  {"proxy-failure", "connection-refused", "connect-timeout"},
		"Could not establish trust relationship for the SSL/TLS secure channel.":                  {"tls-untrusted", "tls-expired", "tls-wrong-host"},
		"[code=QBWC1012 stage=authenticate seconds=119] The operation has timed out":              {"service-timeout", "sync-range-too-large"},
		"[code=QBWC1012] The remote server returned an error: (301) Moved Permanently.":           {"redirect-to-https", "redirect-elsewhere"},
		"[code=QBWC1012 stage=authenticate] The remote server returned an error: (401) Forbidden": {"http-unauthorized", "channel-credentials"},
	} {
		s, err := cause.ParseSample(sentence)
		if err != nil {
			t.Fatal(err)
		}
		var got []cause.ID
		for _, m := range kb.Match(s) {
			got = append(got, m.Cause)
		}
		for _, id := range want {
			if !slices.Contains(got, id) {
				t.Errorf("%q: %s is not among %v", sentence, id, got)
			}
		}
	}
}

func TestALaterLineTakesAFailureBack(t *testing.T) {
	kb, err := cause.Load(fstest.MapFS{"a.yaml": file("a", "remedies:", strings.Replace(signatures, "strength:", "unless: '^connected\\b'\n    strength:", 1))})
	if err != nil {
		t.Fatal(err)
	}
	s := cause.Symptom{Message: "it timed out", Seconds: -1, After: []string{"Disconnected."}}
	if len(kb.Match(s)) != 1 {
		t.Error("a line that is not the one takes it back")
	}
	s.After = append(s.After, "Connected. All is well")
	if got := kb.Match(s); len(got) != 0 {
		t.Errorf("still %v after it was taken back", got)
	}
}

func FuzzMatch(f *testing.F) {
	kb := load(f)
	for _, c := range kb.All() {
		for _, sig := range c.Signatures {
			for _, hit := range sig.Hits {
				f.Add(hit)
			}
		}
	}
	f.Fuzz(func(t *testing.T, text string) {
		s, err := cause.ParseSample(text)
		if err != nil {
			s = cause.Describe(text)
		}
		for _, m := range append(kb.Match(s), kb.Explain(text)...) {
			if kb.Get(m.Cause) == nil || m.Strength < cause.Possible || m.Strength > cause.Proven {
				t.Errorf("%q gives %+v", text, m)
			}
		}
	})
}
