package checks

import (
	"context"
	"fmt"
	"time"

	"authdoctor/checks/probe"
	"authdoctor/checks/redact"
)

const (
	defaultLimit  = 20 * time.Second       // of a check that names no Timeout
	slack         = 200 * time.Millisecond // so that a check's own deadlines come before the engine's
	leastLimit    = 500 * time.Millisecond
	progressEvery = 2 * time.Second
)

// Run runs the checks. Each starts as soon as what it needs is done, and independent ones run side by side. on (nil: nobody
// listens) is called from one goroutine at a time, in order. A check that panics or overruns its limit is Broken. After a
// cancel of ctx the running checks get their Grace to close what they opened; checks that did not start are skipped.
func Run(ctx context.Context, env *Env, list []Check, on func(Event)) *Result {
	r := &run{env: env, on: on, list: list, done: make([]*Done, len(list)), begun: make([]time.Time, len(list)), told: make([]bool, len(list)),
		results: make(chan ended, len(list))}
	started := env.Now()
	r.all(ctx)
	res := &Result{Started: started, Took: env.Now().Sub(started)}
	for _, d := range r.done {
		res.Checks = append(res.Checks, *d)
	}
	res.Verdicts = Weigh(Input{Checks: res.Checks, KB: env.KB, Vendor: env.Case.Vendor})
	if env.Net != nil {
		res.Contacted = env.Net.Contacted()
	}
	res.Questions = openQuestions(env.Case, res.Verdicts)
	return res
}

// Recheck runs the checks that ids name and what these need, with nothing remembered of the network. Ids of checks that do
// not exist here are passed over.
func Recheck(ctx context.Context, env *Env, ids []string, on func(Event)) *Result {
	fresh := *env
	if env.Net != nil {
		fresh.Net = env.Net.Fresh()
	}
	return Run(ctx, &fresh, withNeeds(List(), ids), on)
}

// run is the state of one Run. Only the goroutine of Run touches it.
type run struct {
	env     *Env
	on      func(Event)
	list    []Check
	done    []*Done // by index in list; nil: not yet
	begun   []time.Time
	told    []bool // that it waits for another check
	results chan ended
	running int
}

// ended is what a check's goroutine hands back.
type ended struct {
	index int
	out   Outcome
	took  time.Duration
}

func (r *run) all(ctx context.Context) {
	tick := time.NewTicker(progressEvery)
	defer tick.Stop()
	r.start(ctx)
	for r.running > 0 {
		select {
		case e := <-r.results:
			r.running--
			r.finish(e.index, e.out, e.took)
			r.start(ctx)
		case <-tick.C:
			r.tellSlow()
		}
	}
}

// start starts every check whose needs are done, and skips those whose needs failed, until nothing changes.
func (r *run) start(ctx context.Context) {
	for again := true; again; {
		again = false
		for i, c := range r.list {
			if r.done[i] != nil || !r.begun[i].IsZero() {
				continue
			}
			if ctx.Err() != nil {
				r.finish(i, Outcome{State: Skipped, Why: "Interrupted before it began."}, 0)
				continue
			}
			waits, blocked := r.needs(c)
			switch {
			case blocked != nil:
				why := fmt.Sprintf("Skipped, because it needs the check “%s” first: %s", blocked.ID, blocked.Why)
				r.finish(i, Outcome{State: Skipped, Why: why}, 0)
				again = true
			case waits != "":
				if !r.told[i] {
					r.told[i] = true
					r.emit(Event{Check: c.ID, Kind: Progress, At: r.env.Now(), Text: "waits for “" + waits + "”"})
				}
			default:
				r.launch(ctx, i, c)
			}
		}
	}
}

// needs says which need of a check is still open, and which one makes it pointless to run: it failed, is broken, or was skipped
// for such a reason itself.
func (r *run) needs(c Check) (waits string, blocked *Done) {
	for _, id := range c.Needs {
		for i, n := range r.list {
			if n.ID != id {
				continue
			}
			switch d := r.done[i]; {
			case d == nil:
				waits = id
			case d.State == Failed, d.State == Broken, d.State == Skipped && r.begun[i].IsZero():
				return "", d
			}
		}
	}
	return waits, nil
}

func (r *run) launch(ctx context.Context, i int, c Check) {
	limit := limitOf(c, r.env.Case.Timeout)
	r.begun[i] = r.env.Now()
	r.emit(Event{Check: c.ID, Kind: Started, At: r.begun[i], Limit: limit})
	r.running++
	go func() {
		began := time.Now()
		out := guarded(ctx, r.env, c, limit)
		r.results <- ended{i, out, time.Since(began)}
	}()
}

// limitOf is the most that a check can take. A timeout that was given is for one answer; the check's limit shrinks or grows
// by the same factor.
func limitOf(c Check, given time.Duration) time.Duration {
	limit := c.Timeout
	if limit == 0 {
		limit = defaultLimit
	}
	if given > 0 {
		limit = max(leastLimit, time.Duration(float64(limit)*float64(given)/float64(probe.DefaultTimeout)))
	}
	return limit + slack
}

// guarded runs a check with a deadline. A panic and an overrun become Broken; nothing is waited for longer than the limit, or
// after a cancel than the check's grace.
func guarded(parent context.Context, env *Env, c Check, limit time.Duration) Outcome {
	ctx, cancel := context.WithTimeout(parent, limit)
	defer cancel()
	got := make(chan Outcome, 1)
	go func() {
		defer func() {
			if p := recover(); p != nil {
				got <- Outcome{State: Broken, Why: redact.Clean(fmt.Sprintf("This check stopped by a fault of its own: %v.", p))}
			}
		}()
		got <- c.Run(ctx, env)
	}()
	select {
	case out := <-got:
		return out
	case <-ctx.Done():
	}
	grace := slack
	if parent.Err() != nil {
		grace += c.Grace
	}
	select {
	case out := <-got:
		return out
	case <-time.After(grace):
	}
	if parent.Err() != nil {
		return Outcome{State: Broken, Why: "Interrupted before it could finish."}
	}
	return Outcome{State: Broken, Why: fmt.Sprintf("This check did not finish within %s.", limit.Round(100*time.Millisecond))}
}

func (r *run) finish(i int, out Outcome, took time.Duration) {
	c := r.list[i]
	if out.Why == "" {
		out.Why = "No reason was given."
	}
	d := &Done{ID: c.ID, Asks: c.Asks, Outcome: out, Took: took}
	r.done[i] = d
	r.emit(Event{Check: c.ID, Kind: Finished, At: r.env.Now(), Done: d})
}

// tellSlow says of each running check what it waits for.
func (r *run) tellSlow() {
	for i, c := range r.list {
		if r.done[i] == nil && !r.begun[i].IsZero() && c.Waits != "" {
			r.emit(Event{Check: c.ID, Kind: Progress, At: r.env.Now(), Text: "waits for " + c.Waits})
		}
	}
}

func (r *run) emit(e Event) {
	if r.on != nil {
		r.on(e)
	}
}
