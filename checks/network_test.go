package checks

import (
	"slices"
	"testing"
	"time"

	"authdoctor/checks/cause"
	"authdoctor/checks/probe"
)

func TestJudgeInternet(t *testing.T) {
	ok := &probe.Exchange{Status: 200, Body: []byte("Microsoft Connect Test")}
	up := &probe.Exchange{Status: 204}
	page := &probe.Exchange{Status: 200, Body: []byte("<html>Welcome, guest")}
	away := &probe.Exchange{Status: 302, Location: "http://10.0.0.1/login"}
	odd := &probe.Exchange{Status: 403}
	fails := func(k probe.Kind, proof string) *probe.Exchange {
		return &probe.Exchange{URL: "http://known.example/", Failure: &probe.Failure{Kind: k, Text: "It failed.", Proof: proof}}
	}
	type list = []*probe.Exchange
	tests := map[string]struct {
		asked list
		state State
		want  []string
	}{
		"all answer":              {list{ok, up, {Status: 200, Body: []byte("success\n")}}, Passed, nil},
		"a filter stops some":     {list{odd, up, fails(probe.Refused, "")}, Passed, nil},
		"a page beside an answer": {list{page, up}, Passed, nil},
		"one page only":           {list{page, fails(probe.Refused, "")}, Failed, []string{"captive-portal likely"}},
		"pages everywhere":        {list{page, away}, Failed, []string{"captive-portal proven"}},
		"511":                     {list{{Status: 511}}, Failed, []string{"captive-portal proven"}},
		"errors everywhere":       {list{odd, odd}, Unknown, nil},
		"the proxy is gone":       {list{fails(probe.ProxyUnreachable, ""), fails(probe.ProxyUnreachable, "")}, Failed, []string{"proxy-failure proven"}},
		"the proxy wants a login": {list{{Status: 407}, {Status: 407}}, Failed, []string{"proxy-failure proven"}},
		"no name at all":          {list{fails(probe.NameNotFound, "no such host"), fails(probe.NameFailed, "i/o timeout")}, Failed, []string{"no-internet likely", "dns-failure likely"}},
		"the name server fails":   {list{fails(probe.NameFailed, "server misbehaving")}, Failed, []string{"dns-failure proven"}},
		"nobody answers":          {list{fails(probe.NameNotFound, ""), fails(probe.ConnectTimeout, "")}, Failed, []string{"no-internet proven"}},
		"all are silent":          {list{fails(probe.AnswerTimeout, ""), fails(probe.AnswerTimeout, "")}, Failed, []string{"no-internet possible"}},
		"one takes and is silent": {list{fails(probe.ConnectTimeout, ""), fails(probe.Closed, "")}, Failed, []string{"no-internet possible"}},
		"stopped":                 {list{fails(probe.Canceled, ""), fails(probe.Canceled, "")}, Unknown, nil},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			out := judgeInternet(tt.asked)
			var got []string
			for _, f := range out.Findings {
				got = append(got, string(f.Cause)+" "+f.Strength.String())
			}
			if out.State != tt.state || !slices.Equal(got, tt.want) || out.Why == "" {
				t.Errorf("%v %v %q, want %v %v", out.State, got, out.Why, tt.state, tt.want)
			}
		})
	}
}

func TestJudgeConnects(t *testing.T) {
	at := func(ms ...int) (out []*probe.Exchange) {
		for _, m := range ms {
			ex := &probe.Exchange{URL: "http://known.example/", Status: 204, Timing: probe.Timing{Connect: time.Duration(m) * time.Millisecond}}
			if m < 0 {
				ex = &probe.Exchange{URL: "http://known.example/", Failure: &probe.Failure{Kind: probe.ConnectTimeout}}
			}
			out = append(out, ex)
		}
		return out
	}
	tests := map[string]struct {
		took []int
		poor bool
	}{
		"good":           {[]int{20, 21, 22, 20, 25, 30, 20, 21, 22, 400}, false},
		"one lost":       {[]int{20, 21, 22, 20, 25, 30, 20, 21, 22, -1}, false},
		"two lost":       {[]int{20, 21, 22, 20, 25, 30, 20, 21, -1, -1}, true},
		"slow":           {[]int{1100, 1100, 1100, 1100, 1100, 1100, 1200, 1200, 1200, 1200}, true},
		"varying":        {[]int{20, 20, 20, 20, 20, 600, 600, 600, 600, 600}, true},
		"one straggler":  {[]int{20, 20, 20, 20, 20, 20, 20, 20, 20, 900}, false},
		"all lost again": {[]int{-1, -1, -1, -1, -1, -1, -1, -1, -1, -1}, true},
	}
	for name, tt := range tests {
		out := judgeConnects(Outcome{State: Passed, Why: "up"}, at(tt.took...))
		if poor := len(out.Findings) > 0 && out.Findings[0].Cause == poorConnection; poor != tt.poor || poor != (out.State == Failed) {
			t.Errorf("%s: %v %q", name, out.State, out.Why)
		}
	}
}

func TestJudgeClock(t *testing.T) {
	h, m := time.Hour, time.Minute
	tests := map[string]struct {
		behind []time.Duration
		state  State
	}{
		"no dates": {nil, Unknown}, "right": {[]time.Duration{0, time.Second}, Passed}, "under five minutes": {[]time.Duration{4 * m, 4 * m}, Passed},
		"an hour behind": {[]time.Duration{h, h + time.Second}, Failed}, "a day ahead": {[]time.Duration{-24 * h, -24 * h, 0}, Failed},
		"one server alone": {[]time.Duration{h}, Unknown}, "one against two": {[]time.Duration{h, 0, 0}, Passed}, "two that disagree": {[]time.Duration{h, 9 * h}, Passed},
	}
	for name, tt := range tests {
		var dates []serverDate
		for _, b := range tt.behind {
			dates = append(dates, serverDate{behind: b})
		}
		if out := judgeClock(dates); out.State != tt.state || (out.State == Failed) != (len(out.Findings) == 1) {
			t.Errorf("%s: %v %q, want %v", name, out.State, out.Why, tt.state)
		}
	}
}

func TestLapse(t *testing.T) {
	h := time.Hour
	for d, want := range map[time.Duration]string{6 * time.Minute: "6 minutes", h: "1 hour", h + 30*time.Second: "1 hour", 75 * time.Minute: "75 minutes", 2*h + 20*time.Minute: "2 hours",
		24 * h: "1 day", 30 * h: "30 hours", 72 * h: "3 days", 40 * 24 * h: "40 days", 90 * 24 * h: "3 months", 2 * 365 * 24 * h: "2 years"} {
		if got := lapse(d); got != want {
			t.Errorf("%s: %q, want %q", d, got, want)
		}
	}
}

func TestJudgeChain(t *testing.T) {
	hop := func(from, to string) *probe.Exchange { return &probe.Exchange{URL: from, Status: 301, Location: to} }
	end := func(at string) *probe.Exchange { return &probe.Exchange{URL: at, Status: 200} }
	type chain = []*probe.Exchange
	tests := map[string]struct {
		chain chain
		want  string
	}{
		"no redirect":             {chain{end("http://shop.example/")}, ""},
		"to https":                {chain{hop("http://shop.example/", "https://shop.example/"), end("https://shop.example/")}, "redirect-to-https proven"},
		"to https and www":        {chain{hop("http://shop.example/", "https://www.shop.example/"), end("https://www.shop.example/")}, "redirect-to-https proven"},
		"to https on a port":      {chain{hop("http://localhost:80/", "https://localhost:8443/"), end("https://localhost:8443/")}, "redirect-to-https proven"},
		"to another host":         {chain{hop("https://shop.example/", "https://new.example/"), end("https://new.example/")}, "redirect-elsewhere proven"},
		"to https, then away":     {chain{hop("http://a.example/", "https://a.example/"), hop("https://a.example/", "https://b.example/"), end("https://b.example/")}, "redirect-elsewhere proven"},
		"to another path":         {chain{hop("https://shop.example/", "https://shop.example/en/"), end("https://shop.example/en/")}, "redirect-elsewhere likely"},
		"in a circle":             {chain{hop("https://a.example/", "https://b.example/"), hop("https://b.example/", "https://a.example/")}, "redirect-loop proven"},
		"to https that is silent": {chain{hop("http://a.example/", "https://a.example/"), {URL: "https://a.example/", Failure: &probe.Failure{Kind: probe.Refused}}}, "redirect-to-https proven"},
	}
	for name, tt := range tests {
		got := ""
		if f, ok := judgeChain(tt.chain, cause.Site); ok {
			got = string(f.Cause) + " " + f.Strength.String()
		}
		if got != tt.want {
			t.Errorf("%s: %q, want %q", name, got, tt.want)
		}
	}
}
