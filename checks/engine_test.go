package checks

import (
	"context"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"authdoctor/checks/vendors"
)

func passes(id string, needs ...string) Check {
	return Check{ID: id, Needs: needs, Run: func(context.Context, *Env) Outcome { return Outcome{State: Passed, Why: "fine"} }}
}

func bareEnv() *Env {
	return &Env{Case: &Case{Vendor: &vendors.Vendor{ID: "generic", Name: "any vendor"}}, Now: time.Now}
}

// heard runs checks and keeps their events.
func heard(ctx context.Context, env *Env, list []Check) (*Result, []Event) {
	var events []Event
	res := Run(ctx, env, list, func(e Event) { events = append(events, e) })
	return res, events
}

func stateOf(r *Result, id string) State {
	i := slices.IndexFunc(r.Checks, func(d Done) bool { return d.ID == id })
	return r.Checks[i].State
}

func TestEveryCheckFinishesExactlyOnce(t *testing.T) {
	bad := Check{ID: "bad", Run: func(context.Context, *Env) Outcome { return Outcome{State: Failed, Why: "it is broken"} }}
	fault := Check{ID: "fault", Run: func(context.Context, *Env) Outcome { panic("boom\x1b[31m") }}
	hang := Check{ID: "hang", Timeout: leastLimit, Run: func(context.Context, *Env) Outcome { select {} }}
	list := []Check{passes("last", "bad"), bad, fault, hang, passes("third", "last"), passes("good"), passes("after", "good"), passes("beside", "gone")}
	res, events := heard(t.Context(), bareEnv(), list)
	want := map[string]State{"last": Skipped, "bad": Failed, "fault": Broken, "hang": Broken, "third": Skipped, "good": Passed, "after": Passed, "beside": Passed}
	finished := map[string]int{}
	for _, e := range events {
		if e.Kind == Finished {
			finished[e.Check]++
		}
		if e.Kind == Started && e.Limit <= 0 {
			t.Errorf("%s started without a limit", e.Check)
		}
	}
	for i, d := range res.Checks {
		if d.ID != list[i].ID {
			t.Errorf("check %d is %s, want the order of the list", i, d.ID)
		}
		if d.State != want[d.ID] || finished[d.ID] != 1 || d.Why == "" {
			t.Errorf("%s: %v, finished %d times, why %q; want %v once", d.ID, d.State, finished[d.ID], d.Why, want[d.ID])
		}
	}
	if why := res.Checks[0].Why; !strings.Contains(why, "bad") || !strings.Contains(why, "it is broken") {
		t.Errorf("the skipped check says %q, want which check failed and why", why)
	}
	if why := res.Checks[2].Why; strings.Contains(why, "\x1b") || !strings.Contains(why, "boom") {
		t.Errorf("the panic is told as %q", why)
	}
}

func TestIndependentChecksRunSideBySide(t *testing.T) {
	var both sync.WaitGroup
	both.Add(2)
	meet := func(context.Context, *Env) Outcome {
		both.Done()
		both.Wait() // hangs, and so is Broken, unless the other one runs at the same time
		return Outcome{State: Passed, Why: "met"}
	}
	res, events := heard(t.Context(), bareEnv(), []Check{{ID: "a", Run: meet}, {ID: "b", Run: meet}, passes("c", "b")})
	if stateOf(res, "a") != Passed || stateOf(res, "b") != Passed {
		t.Fatalf("the checks did not meet: %+v", res.Checks)
	}
	if !slices.ContainsFunc(events, func(e Event) bool { return e.Kind == Progress && e.Check == "c" && strings.Contains(e.Text, "b") }) {
		t.Error("nobody was told that c waits for b")
	}
}

func TestCancelGivesGraceToCloseWhatWasOpened(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	closed := false
	opens := Check{ID: "opens", Grace: 5 * time.Second, Run: func(ctx context.Context, _ *Env) Outcome {
		cancel()
		<-ctx.Done()
		closed = true
		return Outcome{State: Unknown, Why: "stopped"}
	}}
	res := Run(ctx, bareEnv(), []Check{opens, passes("later", "opens")}, nil)
	if !closed || stateOf(res, "opens") != Unknown || stateOf(res, "later") != Skipped {
		t.Errorf("closed %v, states %v and %v", closed, stateOf(res, "opens"), stateOf(res, "later"))
	}
}

func TestSelect(t *testing.T) {
	list := List()
	if _, err := Select(list, []string{"site", "sitte"}, nil); err == nil || !strings.Contains(err.Error(), "sitte") || !strings.Contains(err.Error(), "sync-range") {
		t.Errorf("an unknown id gives %v, want one that names it and the known ones", err)
	}
	if _, err := Select(list, []string{"site"}, []string{"site"}); err == nil {
		t.Error("nothing left to run is no error")
	}
	got, err := Select(list, []string{"log", "site"}, nil)
	if err != nil || !slices.Equal(idsOf(got), []string{"site", "log"}) {
		t.Errorf("%v, %v; want site and log in display order", idsOf(got), err)
	}
	got, err = Select(list, nil, []string{"internet"})
	if err != nil || len(got) != len(list)-1 {
		t.Errorf("%v, %v", idsOf(got), err)
	}
}

func TestListIsSound(t *testing.T) {
	ids := IDs()
	want := []string{"internet", "clock", "site", "redirect", "service", "credentials", "channel", "pairing", "sync-range", "log", "web-connector", "quickbooks", "answers"}
	if !slices.Equal(ids, want) {
		t.Fatalf("the checks are %v, want %v", ids, want)
	}
	for i, c := range List() {
		if c.Asks == "" || strings.HasSuffix(c.Asks, ".") || c.Run == nil {
			t.Errorf("%s: asks %q, runs %v", c.ID, c.Asks, c.Run != nil)
		}
		for _, n := range c.Needs {
			if !slices.Contains(ids[:i], n) {
				t.Errorf("%s needs %s, which does not come before it", c.ID, n)
			}
			if n == "internet" {
				t.Errorf("%s is gated by internet", c.ID)
			}
		}
	}
	if got := idsOf(withNeeds(List(), []string{"credentials", "no-such-check"})); !slices.Equal(got, []string{"service", "credentials"}) {
		t.Errorf("a recheck of credentials runs %v", got)
	}
}
