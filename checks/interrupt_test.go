package checks

import (
	"context"
	"net/http"
	"slices"
	"testing"
	"time"

	"authdoctor/checks/redact"
)

func TestNothingListens(t *testing.T) {
	address := refusing(t)
	res := Run(t.Context(), liveEnv(t, &Case{Service: address}), List(), nil)
	if got := verdictLine(res.Verdicts); !slices.Equal(got, []string{"connection-refused service now proven"}) {
		t.Errorf("verdicts %v", got)
	}
}

func TestServiceThatNeverAnswers(t *testing.T) {
	release := make(chan struct{})
	address := site(t, func(http.ResponseWriter, *http.Request) { <-release })
	defer close(release)
	res := Run(t.Context(), liveEnv(t, &Case{Service: address, Timeout: 2 * time.Second}), List(), nil)
	if got := verdictLine(res.Verdicts); !slices.Equal(got, []string{"service-timeout service now proven"}) {
		t.Errorf("verdicts %v", got)
	}
	for _, d := range res.Checks {
		if d.State == Broken {
			t.Errorf("%s is broken: %s", d.ID, d.Why)
		}
	}
}

func TestInterruptedLoginIsClosed(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	s := &service{known: "harbor", ticket: "t-3"}
	s.before = func(_ http.ResponseWriter, _ *http.Request, op string) bool {
		if op == "authenticate" {
			cancel() // while the login is under way
		}
		return false
	}
	env := liveEnv(t, &Case{Service: site(t, s.ServeHTTP), Login: true, User: "harbor", Password: redact.Secret("tea-and-biscuits")})
	res := Run(ctx, env, List(), nil)
	if s.open != 0 || count2(s.asked, "closeConnection") != 1 {
		t.Errorf("%d sessions open after an interrupt: %v", s.open, s.asked)
	}
	if got := stateOf(res, "credentials"); got == Broken {
		t.Errorf("credentials: %v", got)
	}
}

func TestCloseThatFailsIsAWarning(t *testing.T) {
	s := &service{known: "harbor", ticket: "t-4"}
	s.before = func(w http.ResponseWriter, _ *http.Request, op string) bool {
		if op == "closeConnection" {
			http.Error(w, "", 500)
			return true
		}
		return false
	}
	env := liveEnv(t, &Case{Service: site(t, s.ServeHTTP), Login: true, User: "harbor", Password: "tea-and-biscuits"})
	res := Run(t.Context(), env, List(), nil)
	if stateOf(res, "credentials") != Warned || len(res.Verdicts) != 0 {
		t.Errorf("credentials %v, verdicts %v; want a warning and no verdict", stateOf(res, "credentials"), verdictLine(res.Verdicts))
	}
}

func TestLoginStaysOffPlainHTTP(t *testing.T) {
	for address, want := range map[string]bool{
		"http://books.example/wc": false, "https://books.example/wc": true, "http://127.0.0.1:8000/": true,
		"http://localhost/wc": true, "http://[::1]/": true, "HTTP://LOCALHOST.books.example/": false, "ftp://x": false,
	} {
		if got := safeForLogin(address); got != want {
			t.Errorf("%s: %v", address, got)
		}
	}
}

func TestSiteAndRedirectLive(t *testing.T) {
	good := says(200, "welcome")
	to := func(status int, where string) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path == "/" {
				http.Redirect(w, r, where, status)
				return
			}
			good(w, r)
		}
	}
	tests := map[string]struct {
		shop http.HandlerFunc
		want []string
	}{
		"well":          {good, nil},
		"gone":          {says(404, ""), []string{"http-not-found site now proven"}},
		"forbidden":     {says(403, ""), []string{"http-forbidden site now proven"}},
		"frozen":        {says(402, ""), []string{"channel-closed site now proven"}},
		"other path":    {to(301, "/shop"), []string{"redirect-elsewhere site now likely"}},
		"in a circle":   {func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, r.URL.Path, http.StatusFound) }, []string{"redirect-loop site now proven"}},
		"without end":   {func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, r.URL.Path+"x", http.StatusFound) }, []string{"redirect-loop site now proven"}},
		"server broken": {says(500, ""), []string{"http-server-error site now proven"}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			res := Run(t.Context(), liveEnv(t, &Case{Site: site(t, tt.shop) + "/"}), List(), nil)
			if got := verdictLine(res.Verdicts); !slices.Equal(got, tt.want) {
				t.Errorf("verdicts %v, want %v", got, tt.want)
			}
		})
	}
}

func TestOfflineAsksNobody(t *testing.T) {
	s := &service{}
	env := liveEnv(t, &Case{Service: site(t, s.ServeHTTP), Site: site(t, s.ServeHTTP), Offline: true})
	res := Run(t.Context(), env, List(), nil)
	if len(s.asked) > 0 || len(res.Contacted) > 0 {
		t.Errorf("asked %v, contacted %v", s.asked, res.Contacted)
	}
	for _, d := range res.Checks {
		if d.State != Skipped {
			t.Errorf("%s: %v, %s", d.ID, d.State, d.Why)
		}
	}
}
