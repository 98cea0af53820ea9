package tui

import (
	"context"
	"fmt"
	"io"
	"strings"
	"sync"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"
	"github.com/muesli/termenv"

	"authdoctor/checks"
	"authdoctor/logparse"
)

// millionRuns is how many runs make a log of a million events.
const millionRuns = 45_000

// million is a made-up log of a million events, read once: its runs, and the log as the reader gives it.
var million = sync.OnceValues(func() (*logparse.Log, *Runs) {
	pr, pw := io.Pipe()
	go func() { pw.CloseWithError(writeMillion(pw)) }()
	runs := &Runs{}
	l, err := logparse.ReadAll(pr, fakeLog, logparse.Options{OnSession: runs.Add})
	if err != nil {
		panic(err)
	}
	return l, runs
})

func writeMillion(w io.Writer) error {
	at := today.Add(-millionRuns * 30 * time.Minute)
	var b strings.Builder
	for i := range millionRuns {
		say := func(where, text string) {
			b.WriteString(at.Format("20060102.15:04:05 UTC") + "\t: " + where + "() : " + text + "\r\n")
		}
		app := [...]string{"Connex", "Order Desk"}[i%5/4]
		say("UpdateThisScheduledApp", "Performing SCHEDULED UPDATE for application = "+app)
		say("QBWebConnector.RegistryManager.setUpdateLock", "********************* Update session locked *********************")
		say("QBWebConnector.SOAPWebService.instantiateWebService", "AppName: "+app)
		say("QBWebConnector.SOAPWebService.instantiateWebService", "AppURL: https://sync.connex.example/qbwc")
		say("QBWebConnector.SOAPWebService.do_authenticate", "*** Calling authenticate() with following parameters:<userName=\"sync\"><password=<MaskedForSecurity>")
		at = at.Add(time.Duration(i%100) * time.Second)
		if i%90 == 7 {
			say("QBWebConnector.SOAPWebService.do_authenticate", "QBWC1012: Authentication failed due to following error message.")
			b.WriteString("Server was unable to process request. ---> The remote server returned an error: (404) Not Found.\r\n")
		} else {
			say("QBWebConnector.SOAPWebService.updateWS", `Received from authenticate() following parameters:<authRet[0]="9f1c"><authRet[1]=""><authRet[2]=""><authRet[3]="">`)
			for n := range 14 {
				say("QBWebConnector.SOAPWebService.ProcessRequestXML", fmt.Sprintf("Processing request #%d", n+1))
			}
			say("QBWebConnector.SOAPWebService.do_closeConnection", `Received from closeConnection() following parameters:<closeConnectionRet="OK">`)
		}
		say("QBWebConnector.RegistryManager.setUpdateLock", "********************* Update session unlocked *********************")
		at = at.Add(30*time.Minute - time.Duration(i%100)*time.Second)
		if _, err := io.WriteString(w, b.String()); err != nil {
			return err
		}
		b.Reset()
	}
	return nil
}

// onMillion is the program in a window of 200 by 60 cells, in colour, with the log of a million events.
func onMillion(t testing.TB) *App {
	t.Helper()
	l, runs := million()
	f := newFake()
	d := f.deps()
	d.LogText = func(_ context.Context, _ string, first, n int) ([]logparse.Line, error) {
		out := make([]logparse.Line, n)
		for i := range out {
			out[i] = logparse.Line{Number: first + i, Text: "20261123.14:14:05 UTC\t: QBWebConnector.SOAPWebService.do_authenticate() : *** Calling authenticate() with following parameters:<userName=\"sync\"><password=<MaskedForSecurity>"}
		}
		return out, nil
	}
	r := lipgloss.NewRenderer(io.Discard)
	r.SetColorProfile(termenv.ANSI)
	a := newApp(context.Background(), &d, r)
	a.Update(tea.WindowSizeMsg{Width: 200, Height: 60})
	a.job.facts = Facts{Site: "http://bluebirdbikes.example/", Logs: []string{fakeLog}}
	a.job.env = f.env(a.job.facts)
	a.job.env.Log, a.job.runs = l, runs
	a.job.result = f.result(a.job.env, nil)
	return a
}

// openLog shows the log, with the lines around the newest failure.
func openLog(a *App) *logScreen {
	s := newLog(a, place{})
	pump(a, a.push(s))
	return s
}

// pump runs commands and what they lead to, but for timers.
func pump(a *App, cmd tea.Cmd) {
	queue := []tea.Cmd{cmd}
	for len(queue) > 0 {
		c := queue[0]
		queue = queue[1:]
		if c == nil || isTick(c) {
			continue
		}
		msg := c()
		if list := batch(msg); list != nil {
			queue = append(queue, list...)
			continue
		}
		if msg != nil {
			_, next := a.Update(msg)
			queue = append(queue, next)
		}
	}
}

// A key on the log of a million events: the model's answer and the frame that shows it. The bound to keep is 16 ms.
func BenchmarkKeyOnAMillionEvents(b *testing.B) {
	for _, c := range []struct {
		name string
		open []string
		keys []string
	}{
		{"run down", nil, []string{"down", "up"}},
		{"next failure", nil, []string{"E", "e"}},
		{"line down", []string{"tab"}, []string{"down", "up"}},
		{"last and first line", []string{"tab"}, []string{"G", "g"}},
		{"wrap", []string{"tab"}, []string{"w"}},
		{"day down", []string{"tab", "tab"}, []string{"down", "up"}},
		{"time zone in the chart", []string{"tab", "tab"}, []string{"t"}},
		{"part", nil, []string{"tab"}},
		{"pick and all", nil, []string{"p", "2", "p", "1"}},
	} {
		b.Run(c.name, func(b *testing.B) {
			a := onMillion(b)
			openLog(a)
			for _, k := range c.open {
				a.Update(keyMsg(k))
			}
			b.ReportAllocs()
			b.ResetTimer()
			for i := range b.N {
				_, cmd := a.Update(keyMsg(c.keys[i%len(c.keys)]))
				_ = a.View()
				b.StopTimer()
				pump(a, cmd)
				b.StartTimer()
			}
		})
	}
}

// The first frame of the log of a million events, its lines not yet read.
func BenchmarkOpenAMillionEvents(b *testing.B) {
	a := onMillion(b)
	b.ResetTimer()
	for range b.N {
		a.push(newLog(a, place{}))
		_ = a.View()
		b.StopTimer()
		for len(a.stack) > 1 {
			a.pop()
		}
		b.StartTimer()
	}
}

// One frame of each screen that stays, in the largest window.
func BenchmarkView(b *testing.B) {
	for _, s := range shots {
		b.Run(s.name, func(b *testing.B) {
			a := reach(b, s, 200, 60, func(d *Deps) { d.Options.NoColor = false }).a
			b.ReportAllocs()
			for b.Loop() {
				_ = a.View()
			}
		})
	}
}

// One event of a running check: the most frequent message.
func BenchmarkUpdateEvent(b *testing.B) {
	a := onMillion(b)
	c := newChecklist(a, nil)
	a.push(c)
	done := &checks.Done{ID: "site", Asks: "The shop answers", Outcome: checks.Outcome{State: checks.Passed, Why: "200 OK"}}
	b.ResetTimer()
	for range b.N {
		a.Update(event{c.n, checksFinished(done)})
	}
}

// A key must be answered within a frame, whatever the log's length. The bound of the test is far above the 16 ms that the
// benchmarks are held to, for machines that are busy.
func TestAKeyOnAMillionEventsIsAnsweredAtOnce(t *testing.T) {
	if testing.Short() {
		t.Skip("reads a log of a million events")
	}
	a := onMillion(t)
	s := openLog(a)
	if n := s.runs.Len(); n != millionRuns {
		t.Fatalf("%d runs are listed, want %d", n, millionRuns)
	}
	start := s.first
	for _, k := range []string{"down", "E", "tab", "G", "tab", "down", "t", "tab", "up"} {
		_, cmd := a.Update(keyMsg(k))
		pump(a, cmd)
		if rows := strings.Split(a.View(), "\n"); len(rows) != 60 {
			t.Fatalf("after %s: %d rows", k, len(rows))
		}
	}
	if s.first == start {
		t.Error("the keys moved nothing")
	}
}
