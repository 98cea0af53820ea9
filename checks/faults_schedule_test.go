package checks_test

import (
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"

	"authdoctor/checks"
)

// Every check starts as soon as what it needs is done: no other check ends in between. Read from the engine's own events.
func TestNoCheckWaitsForWhatItDoesNotNeed(t *testing.T) {
	w := healthy()
	stop, err := w.start()
	defer stop()
	if err != nil {
		t.Fatal(err)
	}
	list := checks.List()
	var events []checks.Event
	checks.Run(t.Context(), w.env(t), list, func(e checks.Event) { events = append(events, e) })
	at := func(id string, kind checks.EventKind) int {
		return slices.IndexFunc(events, func(e checks.Event) bool { return e.Check == id && e.Kind == kind })
	}
	for _, c := range list {
		ready := -1 // where in the events all that it needs was done
		for _, n := range c.Needs {
			ready = max(ready, at(n, checks.Finished))
		}
		begun := at(c.ID, checks.Started)
		if begun < 0 {
			t.Errorf("%s did not start", c.ID)
			continue
		}
		for _, e := range events[ready+1 : begun] {
			if e.Kind == checks.Finished {
				t.Errorf("%s began only after %s had ended, which it does not need", c.ID, e.Check)
			}
		}
	}
}

// meeting makes requests wait until all of those that are awaited are there at the same time. Where one of them would only be sent
// after the answer to another, nobody gets any further.
type meeting struct {
	mu    sync.Mutex
	await map[string]bool
	came  []string
	all   chan struct{}
}

func meet(names ...string) *meeting {
	m := &meeting{await: map[string]bool{}, all: make(chan struct{})}
	for _, n := range names {
		m.await[n] = true
	}
	return m
}

func (m *meeting) wait(name string, r *http.Request) {
	m.mu.Lock()
	if m.await[name] {
		delete(m.await, name)
		m.came = append(m.came, name)
		if len(m.await) == 0 {
			close(m.all)
		}
	}
	m.mu.Unlock()
	select {
	case <-m.all:
	case <-r.Context().Done():
	}
}

// What can be asked side by side is: the connectivity addresses, the shop, the service by GET, and both its version calls are under
// way at the same time.
func TestIndependentQuestionsAreAskedSideBySide(t *testing.T) {
	m := meet("near", "far", "shop", "service GET", "serverVersion", "clientVersion")
	w := healthy()
	slowly := func(name string, h http.HandlerFunc) http.HandlerFunc {
		return func(rw http.ResponseWriter, r *http.Request) {
			m.wait(name, r)
			h(rw, r)
		}
	}
	w.near.handler, w.far.handler, w.shop.handler = slowly("near", w.near.handler), slowly("far", w.far.handler), slowly("shop", w.shop.handler)
	w.service.handler = func(rw http.ResponseWriter, r *http.Request) {
		name := "service GET"
		if op := r.Header.Get("SOAPAction"); op != "" {
			name = strings.Trim(op[strings.LastIndex(op, "/")+1:], `"`)
		}
		if name != "authenticate" && name != "closeConnection" {
			m.wait(name, r)
		}
		w.books.ServeHTTP(rw, r)
	}
	stop, err := w.start()
	defer stop()
	if err != nil {
		t.Fatal(err)
	}
	res := checks.Run(t.Context(), w.env(t), checks.List(), nil)
	if got := statesOf(res); got != "PPPPPP" {
		t.Errorf("the questions did not meet: only %v came; states %s\n%s", m.came, got, whysOf(res))
	}
}
