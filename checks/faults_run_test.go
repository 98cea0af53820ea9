package checks_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"authdoctor/checks"
	"authdoctor/checks/report"
)

// faultRow is one line of the fault table: what is broken in a healthy installation, and what the whole checklist makes of it.
type faultRow struct {
	name   string
	breaks func(w *world)

	// states are those of internet, clock, site, redirect, service and credentials, in this order: P passed, W warned, F failed,
	// S skipped, ? not known. Every other check is skipped, for the world has no log, no pairing file and no questions.
	states string

	// verdicts are all verdicts, the first one first: "cause subject standing strength", with " | " between them.
	verdicts string

	slow bool     // something in it has to run out of time, so that one answer gets little
	says []string // parts that the reports have to say somewhere
}

// The time for one answer in rows where something has to run out of time. Nothing else may: the machine can be busy.
const slowAnswer = 4 * time.Second

// measured is what a run of a row came to.
type measured struct {
	row   faultRow
	w     *world
	env   *checks.Env
	res   *checks.Result
	error error
}

// TestFaultTable runs every row through the whole checklist. What waits, waits side by side, so that the table takes as long as
// its slowest row.
func TestFaultTable(t *testing.T) {
	rows := slices.Concat(networkRows, tlsRows, httpRows, redirectRows, soapRows, loginRows, hostileRows, logRows)
	if len(rows) < 60 {
		t.Errorf("the table has %d rows only", len(rows))
	}
	runs := make([]measured, len(rows))
	turn := make(chan struct{}, 8)
	var wg sync.WaitGroup
	for i, row := range rows {
		wg.Go(func() {
			turn <- struct{}{}
			defer func() { <-turn }()
			runs[i] = run(t, row)
		})
	}
	wg.Wait()
	had := map[string]bool{}
	for i := range runs {
		// On a busy machine a connection of this table can take so long that it is poor indeed. Alone it cannot.
		if m := &runs[i]; m.error == nil && !m.asExpected() {
			*m = run(t, m.row)
		}
	}
	for _, m := range runs {
		if had[m.row.name] {
			t.Errorf("two rows are named %q", m.row.name)
		}
		had[m.row.name] = true
		t.Run(m.row.name, func(t *testing.T) { m.judge(t) })
	}
	t.Log("\n" + tableOf(runs))
}

func run(t testing.TB, row faultRow) measured {
	w := healthy()
	if row.slow {
		w.c.Timeout = slowAnswer
	}
	if row.breaks != nil {
		row.breaks(w)
	}
	m := measured{row: row, w: w}
	stop, err := w.start()
	defer stop()
	if m.error = err; err != nil {
		return m
	}
	m.env = w.env(t)
	m.res = checks.Run(t.Context(), m.env, checks.List(), nil)
	return m
}

// asExpected says whether the row came out as it says.
func (m *measured) asExpected() bool {
	return verdictsOf(m.res) == m.row.verdicts && statesOf(m.res) == m.row.states
}

func (m *measured) judge(t *testing.T) {
	if m.error != nil {
		t.Fatal(m.error)
	}
	if got := verdictsOf(m.res); got != m.row.verdicts {
		t.Errorf("verdicts\n  %s\nwant\n  %s", got, m.row.verdicts)
	}
	if got := statesOf(m.res); got != m.row.states {
		t.Errorf("states %s, want %s\n%s", got, m.row.states, whysOf(m.res))
	}
	m.keepsItsDeadline(t)
	m.leavesNoTrace(t)
	m.isFitToBeShown(t)
}

// keepsItsDeadline holds every check against the engine's own limit: one that overran it is broken.
func (m *measured) keepsItsDeadline(t *testing.T) {
	for _, d := range m.res.Checks {
		if d.State == checks.Broken {
			t.Errorf("%s is broken: %s", d.ID, d.Why)
		}
		if d.Why == "" {
			t.Errorf("%s gives no reason", d.ID)
		}
	}
}

// leavesNoTrace holds against the service what it was asked.
func (m *measured) leavesNoTrace(t *testing.T) {
	b := m.w.books
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.open > 0 {
		t.Errorf("%d sessions were left open", b.open)
	}
	if b.real > 1 || b.real > 0 && !m.w.c.Login {
		t.Errorf("%d real log-ins", b.real)
	}
	if n := count(b.asked, "authenticate"); n > 1 {
		t.Errorf("%d log-ins", n)
	}
	for _, op := range []string{"sendRequestXML", "receiveResponseXML", "connectionError"} {
		if slices.Contains(b.asked, op) {
			t.Errorf("the service was asked %s", op)
		}
	}
}

// isFitToBeShown prints the reports and looks for what must not be in them.
func (m *measured) isFitToBeShown(t *testing.T) {
	r := &report.Report{Version: "test", Generated: m.env.Now(), Case: m.env.Case, Result: m.res, KB: m.env.KB, Vendor: m.env.Case.Vendor}
	var text, json bytes.Buffer
	if err := report.Text(&text, r, report.Options{Width: 80, Verbose: true}); err != nil {
		t.Fatal(err)
	}
	if err := report.JSON(&json, r); err != nil {
		t.Fatal(err)
	}
	for form, out := range map[string]string{"text": text.String(), "JSON": json.String()} {
		for _, secret := range []string{realPassword, "two&amp;sugars", "sugars-no-milk", ticket, "query-secret"} {
			if strings.Contains(out, secret) {
				t.Errorf("the %s report shows %q", form, secret)
			}
		}
		if i := strings.IndexFunc(out, steers); i >= 0 {
			t.Errorf("the %s report holds a sign that steers a terminal: %q", form, out[max(0, i-60):min(len(out), i+20)])
		}
	}
	whole := strings.Join(strings.Fields(text.String()), " ")
	for _, say := range m.row.says {
		if !strings.Contains(whole, say) {
			t.Errorf("the report does not say %q", say)
		}
	}
}

// steers says whether a character moves, colours or reorders what a terminal shows.
func steers(r rune) bool {
	switch {
	case r == '\n':
		return false
	case r < ' ', r >= 0x7f && r < 0xa0:
		return true
	}
	return r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069
}

func count(list []string, want string) (n int) {
	for _, s := range list {
		if s == want {
			n++
		}
	}
	return n
}

func verdictsOf(r *checks.Result) string {
	var out []string
	for _, v := range r.Verdicts {
		out = append(out, fmt.Sprintf("%s %s %s %s", v.Cause, v.Subject, v.Standing, v.Strength))
	}
	return strings.Join(out, " | ")
}

// ofTheTable are the checks whose states a row spells out.
var ofTheTable = []string{"internet", "clock", "site", "redirect", "service", "credentials"}

// statesOf writes the states as a row does; a check outside the row that was not skipped follows by name.
func statesOf(r *checks.Result) string {
	letters := map[checks.State]string{checks.Passed: "P", checks.Warned: "W", checks.Failed: "F", checks.Skipped: "S", checks.Unknown: "?", checks.Broken: "!"}
	line, others := "", ""
	for _, d := range r.Checks {
		switch {
		case slices.Contains(ofTheTable, d.ID):
			line += letters[d.State]
		case d.State != checks.Skipped:
			others += " " + d.ID + "=" + d.State.String()
		}
	}
	return line + others
}

func whysOf(r *checks.Result) string {
	out := ""
	for _, d := range r.Checks {
		if d.State != checks.Skipped {
			out += fmt.Sprintf("  %-12s %s\n", d.ID, d.Why)
		}
	}
	return out
}

// tableOf is the whole table for a person, with the time that every row took.
func tableOf(runs []measured) string {
	var b strings.Builder
	for _, m := range runs {
		if m.res != nil {
			fmt.Fprintf(&b, "%6.2f s  %-9s %-58s %s\n", m.res.Took.Seconds(), statesOf(m.res), m.row.name, verdictsOf(m.res))
		}
	}
	fmt.Fprintf(&b, "%d faults", len(runs))
	return b.String()
}
