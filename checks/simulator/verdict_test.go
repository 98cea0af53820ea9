package simulator_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"authdoctor/checks"
	"authdoctor/checks/cause"
	"authdoctor/checks/simulator"
)

// judge runs the whole checklist on a world as it is now.
func judge(t *testing.T, w *simulator.World) *checks.Result {
	t.Helper()
	env, err := w.Env()
	if err != nil {
		t.Fatal(err)
	}
	return checks.Run(context.Background(), env, checks.List(), nil)
}

// verdicts are the verdicts that are no mere information.
func verdicts(r *checks.Result) []checks.Verdict {
	var out []checks.Verdict
	for _, v := range r.Verdicts {
		if v.Cause != cause.NoWork {
			out = append(out, v)
		}
	}
	return out
}

// tell prints a result for a failing test.
func tell(r *checks.Result) string {
	var b strings.Builder
	for _, v := range r.Verdicts {
		fmt.Fprintf(&b, "verdict %s of %s, %s, %s, explains %v\n", v.Cause, v.Subject, v.Standing, v.Strength, v.Explains)
	}
	for _, c := range r.Checks {
		fmt.Fprintf(&b, "  %-12s %-8v %6s %s\n", c.ID, c.State, c.Took.Round(time.Millisecond), c.Why)
		for _, f := range c.Findings {
			fmt.Fprintf(&b, "      %s of %s, %s\n", f.Cause, f.Subject, f.Strength)
		}
	}
	return b.String()
}

func TestChecksFindTheCause(t *testing.T) {
	for _, sc := range simulator.Scenarios() {
		t.Run(sc.ID, func(t *testing.T) {
			t.Parallel()
			w := start(t, sc.ID)
			r := judge(t, w)
			got := verdicts(r)
			if sc.Want == "" && len(got) > 0 {
				t.Errorf("nothing is wrong, and it says\n%s", tell(r))
			}
			if sc.Want != "" && (len(got) == 0 || got[0].Cause != sc.Want) {
				t.Errorf("want %s first; it says\n%s", sc.Want, tell(r))
			}
			for _, c := range r.Checks {
				if c.State == checks.Broken {
					t.Errorf("%s is broken: %s", c.ID, c.Why)
				}
			}
			if err := w.Heal(); err != nil {
				t.Fatal(err)
			}
			if r := judge(t, w); len(verdicts(r)) > 0 {
				t.Errorf("after the remedy it says\n%s", tell(r))
			}
			if w.Opened() != 0 {
				t.Errorf("%d sessions were opened without consent", w.Opened())
			}
		})
	}
}

func TestConsentedLoginIsClosedAgain(t *testing.T) {
	w := start(t, "healthy")
	env, err := w.Env()
	if err != nil {
		t.Fatal(err)
	}
	env.Case.Login = true
	env.Case.User, env.Case.Password = w.Login()
	r := checks.Run(context.Background(), env, checks.List(), nil)
	if w.Opened() != 1 || w.Closed() != 1 || len(verdicts(r)) != 0 {
		t.Errorf("%d sessions opened, %d closed\n%s", w.Opened(), w.Closed(), tell(r))
	}
}
